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
     "$TOKEN = (cat 'token'); $URL = join('https://dev.azure.com/' $ORG); $PAT = $HOME; $PAT = "
     "$PAT; (curl '-u' join(':' $TOKEN) join($URL '/_apis/projects')); (echo $HOME "
     "$computed_by_make $computed_by_make); (echo (date))"},
    {"what is no recipe",
     R"(x = a \
	b
include y.mk
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
