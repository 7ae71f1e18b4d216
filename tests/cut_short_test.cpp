// A run that takes more steps than it has: what it left undone is looked at by itself or said.

#include "catch.h"
#include "traced.h"

#include <algorithm>

namespace patdown {
namespace {

// busy() takes more steps than a run has: each function calls the next one twice.
std::string busy() {
  std::string text;
  constexpr int deep = 18;
  for (int i = 0; i < deep; ++i) {
    const std::string next = i + 1 < deep ? "b" + std::to_string(i + 1) + "();" : "";
    text.append("function b").append(std::to_string(i)).append("() { ").append(next).append(next);
    text.append(" }\n");
  }
  return text + "function busy() { b0(); }\n";
}

const char* const api = R"~(
export async function send(url, pat) {
  return fetch(url, { headers: { Authorization: "Basic " + btoa(":" + pat) } });
}
)~";

const char* const request =
    R"~(send("https://dev.azure.com/acme/_apis/projects", process.env.ADO_PAT);)~";

// What is known of $ADO_PAT where `main` is the program: its uses, "?" for one that is not known.
std::string uses_in(const std::string& main) {
  const std::string text = "import { send } from './api';\n" + busy() + main;
  const MemoryTree tree({{"main.ts", text}, {"api.ts", api}});
  const Traced all = traced_in(tree, {});
  std::string shown;
  for (const TokenUse& use : all.uses) {
    if (use.credential.name != "$ADO_PAT") continue;
    shown += use.unresolved.empty() ? use.call.url.substr(use.call.url.rfind('/')) : "?";
  }
  const bool said = std::any_of(all.partly_read.begin(), all.partly_read.end(),
                                [](const PartlyRead& part) { return part.path == "main.ts"; });
  return shown + (said ? " main.ts in part" : "");
}

TEST_CASE("what a run that is cut short left undone is looked at by itself, or it is said") {
  const std::string builds =
      R"~(send("https://dev.azure.com/acme/p/_apis/build/builds", process.env.ADO_PAT);)~";
  // Called only where there are no steps left.
  CHECK(uses_in("function list() { " + builds + " }\n" + request + "\nbusy();\nlist();\n") ==
        "/projects/builds main.ts in part");
  // In the middle of which the steps end.
  CHECK(uses_in("function list(f) { f(); " + builds + " }\n" + request +
                "\nlist(() => { busy(); });\n") == "/projects/builds main.ts in part");
  // The program itself.
  CHECK(uses_in(std::string(request) + "\nbusy();\n" + builds) == "/projects main.ts in part");
}

TEST_CASE("a token that a run has in hand where its steps end is left open") {
  const std::string text = "import { pat } from './config';\n" + busy() +
                           "busy();\nfetch('https://dev.azure.com/acme/p/_apis/build/builds', "
                           "{ headers: { Authorization: 'Basic ' + btoa(':' + pat) } });\n";
  const std::string config =
      "export const pat = process.env.ADO_PAT;\n"
      "fetch('https://dev.azure.com/acme/_apis/projects', "
      "{ headers: { Authorization: 'Basic ' + btoa(':' + pat) } });\n";
  const MemoryTree tree({{"main.ts", "import './config';\n" + text}, {"config.ts", config}});
  const Traced all = traced_in(tree, {});
  const bool open = std::any_of(all.uses.begin(), all.uses.end(), [](const TokenUse& use) {
    return use.credential.name == "$ADO_PAT" && use.path == "main.ts" && !use.unresolved.empty();
  });
  CHECK(open);
}

}  // namespace
}  // namespace patdown
