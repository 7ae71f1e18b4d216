#include "catch.h"
#include "code_form.h"

namespace patdown {
namespace {

const CodeCase cases[] = {
    {"a resource",
     R"(resource "azuredevops_project" "p" {
  name = "x ${var.x} y"
  tags = ["a", local.b[0]]
  feature { k = data.y.z.id }
  dynamic "f" {
    content { k = 2 }
  }
})",
     "(block 'resource' 'azuredevops_project' 'p' name=join('x ' $var.x ' y') tags=['a', "
     "$local.b['0']] feature={k: $data.y.z.id} dynamic={f: {content: {k: '2'}}})"},
    {"values",
     R"(a = b ? c : d
e = { f = 1, "g" = h, (i) = j }
k = base64encode(":${var.pat}")
l = x[*].id
m = null
n = [for s in o : upper(s)]
p = q == 1 && r)",
     "$a = $c|$d; $e = {f: '1', g: $h, [$i]: $j}; $k = (base64encode join(':' $var.pat)); $l = "
     "$x[?[*].id?]; $m = $null; $n = ?[for s in o : upper(s)]?(?[for s in o : upper(s)]?(?for s in "
     "o :?($s $o) (upper $s))); $p = ?q == 1 && r?(?q == 1?($q) $r)"},
    {"heredocs",
     R"(a = <<EOT
text ${b} c
EOT
d = 1)",
     R"($a = join('
text ' $b ' c
'); $d = '1')"},
    {"variables",
     R"(variable "x" { default = "d" }
locals {
  a = true
})",
     "(block 'variable' 'x' default='d'); (block 'locals' a='true')"},
    {"shape: the provider",
     R"(provider "azuredevops" {
  org_service_url       = var.url
  personal_access_token = var.pat
})",
     "(block 'provider' 'azuredevops' org_service_url=$var.url personal_access_token=$var.pat)"},
    {"an error costs its statement",
     R"(a = 1
b = [ , ]
c = 2)",
     "$a = '1' UNREAD 16 PARTLY READ"},
};

TEST_CASE("HCL reads in the common form") {
  for (const CodeCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(form_of(Language::hcl, c.code) == c.form);
    }
  }
}

}  // namespace
}  // namespace patdown
