#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a request", "GET https://dev.azure.com/acme/_apis/projects",
     "(http 'GET' 'https://dev.azure.com/acme/_apis/projects' headers={})"},
    {"variables",
     R"(@base = https://dev.azure.com/{{org}}
@pat = {{$processEnv ADO_PAT}}
### List
# a comment
PATCH {{base}}/_apis/wit/workitems/1?api-version=7.1 HTTP/1.1
Authorization: Basic {{pat}}
Content-Type: application/json

{"op": "{{x}}"}

### Next
{{base}}/x
    ?a=b
    &c={{$guid}}
// skipped
Accept: */*)",
     R"($base = join('https://dev.azure.com/' $org); $pat = $ADO_PAT; (http 'PATCH' join($base '/_apis/wit/workitems/1?api-version=7.1') headers={Authorization: join('Basic ' $pat), Content-Type: 'application/json'} body=join('{"op": "' $x '"}')); (http 'GET' join($base '/x?a=b&c=' ?$guid?) headers={Accept: '*/*'}))"},
    {"scripts",
     R"(< {%
  request.variables.set("a", "b")
%}
POST https://x/y

< ./body.json
> {%
  client.test()
%}
###
DELETE https://x/z)",
     "(http 'POST' 'https://x/y' headers={} body='< ./body.json'); (http 'DELETE' 'https://x/z' "
     "headers={})"},
};

TEST_CASE("An .http file reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::http, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
