#include "token/code/syntax/comparison.h"

#include "catch.h"

namespace patdown {
namespace {

struct Row {
  const char* condition;
  const char* means;
};

const Row rows[] = {
    {"(method === 'GET')", "method=GET"},
    {"method == \"GET\"", "method=GET"},
    {"\"GET\" == method", "method=GET"},
    {"((m == 'POST') || (m == 'PUT'))", "m=POST|PUT"},
    {"m == 'POST' or m == 'PUT'", "m=POST|PUT"},
    {"verb.upper() == \"GET\"", "~verb=GET"},
    {"verb.toUpperCase() === `GET`", "~verb=GET"},
    {"strings.ToLower(verb) == \"get\"", "~verb=get"},
    {"m in (\"POST\", 'PUT')", "m=POST|PUT"},
    {"m in [\"POST\"]", "m=POST"},
    {"m not in (\"GET\",)", "!m=GET"},
    {"m !== 'GET'", "!m=GET"},
    {"verb == :get", "verb=get"},
    // Whatever says more says nothing here.
    {"m == 'GET' && body", ""},
    {"body && m == 'GET'", ""},
    {"m == 'GET' and body", ""},
    {"not m == 'GET'", ""},
    {"!(m === 'GET')", ""},
    {"m === 'GET' || body", ""},
    {"m != 'GET' || m != 'PUT'", ""},
    {"m == 'GET' || n == 'PUT'", ""},
    {"m == other", ""},
    {"this.m == 'GET'", ""},
    {"m == f\"{x}\"", ""},
    {"m == `a${x}`", ""},
    {"m == 'it\\'s'", ""},
    {"m in VERBS", ""},
    {"m in ()", ""},
    {"m >= 'GET'", ""},
    {"'a' == 'a'", ""},
    {"m", ""},
    {"", ""},
    {"((((", ""},
};

TEST_CASE("conditions that compare a name with texts") {
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.condition) {
      CHECK(comparison_in(row.condition) == row.means);
    }
  }
}

}  // namespace
}  // namespace patdown
