#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"recipes",
     R"--(TOKEN ?= $(shell cat token)
URL := https://dev.azure.com/$(ORG)
export PAT = $${HOME}
all: dep
	@curl -u :$(TOKEN) \
	  "$(URL)/_apis/projects"
	-echo $$HOME $@ $(call f,x)
# c
ifdef X
endif
	echo "$$(date)")--",
     "$TOKEN = $TOKEN|(cat 'token'); $URL = join('https://dev.azure.com/' $ORG); $PAT = $HOME; "
     "$PAT "
     "= $PAT; (true); {(:)}; (curl '-u' join(':' $TOKEN) join($URL '/_apis/projects')); (echo "
     "$HOME "
     "(computed_by_make) (computed_by_make)); (echo (date))"},
    {"variables are read before recipes run",
     R"--(x:
	echo $(A)
ifeq ($(B),1)
A = b
else ifeq ($(B),2)
A = c \
  d
else
A += e
endif
	$(MAKE) y)--",
     "(true); if{(:); $A = 'b'}{(true); (:); $A = 'c  d'}{(:); $A += 'e'}; (echo $A); (make 'y')"},
    {"what is no recipe",
     R"(include y.mk
.PHONY: z)",
     ""},
};

TEST_CASE("A Makefile reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::makefile, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
