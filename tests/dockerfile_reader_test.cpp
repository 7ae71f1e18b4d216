#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"instructions",
     R"(FROM debian AS x
ARG TOKEN=none
ARG OTHER
ENV A=b C="d e"
ENV OLD the value
COPY . /x
RUN --mount=type=secret,id=t curl -H "Authorization: Basic $TOKEN" \
    # a comment
    https://dev.azure.com/acme && \
    ls
run ["sh", "-c", "echo x"]
CMD ["x"])",
     "$TOKEN = 'none'; $A = 'b'; $A = $A; $C = 'd e'; $C = $C; $OLD = 'the value'; $OLD = $OLD; "
     "(curl '-H' join('Authorization: Basic ' $TOKEN) 'https://dev.azure.com/acme'); (ls); (sh "
     "'-c' 'echo x')"},
    {"here-documents",
     R"(RUN <<EOF
curl https://x
EOF
COPY <<-"E" /x
curl https://y
E
RUN ls)",
     "(curl 'https://x'); (ls)"},
};

TEST_CASE("A Dockerfile reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::dockerfile, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
