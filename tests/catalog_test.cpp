// Holds the catalog to requests whose answers come from elsewhere: the example requests of the
// specification (data/url-examples.tsv), rows written by hand from the documentation
// (data/requests.tsv), and each row's own template with made-up values.

#include "token/catalog.h"

#include "catch.h"
#include "rule/builtin.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::string read_data(const std::string& name) {
  std::ifstream file(std::string(PATDOWN_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Alternatives in an order of their own, as tables write them.
std::set<std::string> as_set(const std::vector<ScopeSet>& alternatives) {
  const auto names = joined_all(alternatives);
  return {names.begin(), names.end()};
}

const Catalog& catalog() {
  return Catalog::azure_devops();
}

TEST_CASE("the specification's own example requests get its own answers") {
  const std::string text = read_data("url-examples.tsv");
  const Table table(text, "url-examples.tsv");
  REQUIRE(table.rows() == 228);
  std::size_t differences = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::string_view name) {
      return std::string(table.cell(row, table.column(name)));
    };
    const Answer answer = catalog().request(cell("verb"), cell("url"));
    INFO(cell("verb") << ' ' << cell("url") << '\n' << cell("difference"));
    CHECK(answer.status == cell("status"));
    CHECK(as_set(answer.scopes) == as_set(parse_alternatives(cell("scopes"))));
    if (!cell("difference").empty()) {
      ++differences;
      continue;
    }
    REQUIRE(answer.operation != nullptr);
    CHECK(answer.operation->title == cell("operation"));
  }
  CHECK(differences <= 20);
}

TEST_CASE("requests as people write them get the documented answers") {
  const std::string text = read_data("requests.tsv");
  const Table table(text, "requests.tsv");
  REQUIRE(table.rows() >= 100);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::string_view name) {
      return std::string(table.cell(row, table.column(name)));
    };
    const Answer answer = catalog().request(cell("verb"), cell("url"));
    INFO(cell("verb") << ' ' << cell("url") << '\n' << cell("why") << '\n' << answer.note);
    CHECK(answer.status == cell("status"));
    CHECK(as_set(answer.scopes) == as_set(parse_alternatives(cell("scopes"))));
    if (answer.status == "not-an-api") CHECK(answer.operation == nullptr);
  }
}

// "{buildId}" → "x7"; the query is left out where `query` is false.
std::string filled(const std::string& template_text, bool query) {
  std::string result;
  std::size_t number = 0;
  for (std::size_t i = 0; i < template_text.size(); ++i) {
    if (template_text[i] == '?' && !query) break;
    if (template_text[i] != '{') {
      result += template_text[i];
      continue;
    }
    i = template_text.find('}', i);
    result += "x" + std::to_string(++number);
  }
  return result;
}

std::string host_of(const Operation& operation) {
  if (operation.host == "{server}") return "tfs.example.net";
  return operation.host.starts_with("{") ? "dev.azure.com" : operation.host;
}

// What each superseded row of the table names as its successor.
std::map<std::string, std::string> successors() {
  const Table table(builtin_file("scopes/azure-devops/operations.tsv"), "operations.tsv");
  std::map<std::string, std::string> result;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto successor = table.cell(row, table.column("superseded_by"));
    if (successor.empty()) continue;
    result[std::string(table.cell(row, table.column("id")))] = std::string(successor);
  }
  return result;
}

TEST_CASE("every row's own template finds the row, its successor, or one that needs the same") {
  const auto superseded = successors();
  CHECK(superseded.size() == 90);
  std::size_t found_itself = 0;
  std::size_t found_another = 0;
  for (const Operation& row : catalog().operations()) {
    if (row.host.empty()) continue;  // a command
    const std::string url = "https://" + host_of(row) + filled(row.route, true);
    const Answer answer = catalog().request(row.verb, url);
    INFO(row.id << ' ' << row.verb << ' ' << url << ' ' << answer.note);
    REQUIRE(answer.operation != nullptr);
    const bool old = superseded.contains(row.id);
    const Operation& now = old ? *catalog().operation(superseded.at(row.id)) : row;
    CHECK(answer.status == now.status);
    CHECK(as_set(answer.scopes) == as_set(now.scopes));
    CHECK(answer.operation->needs_full_access == row.needs_full_access);
    if (answer.operation->id == row.id) {
      ++found_itself;
    } else if (!old) {
      ++found_another;
    }
  }
  CHECK(found_itself > 1280);
  // Routes of one path and verb that differ in the query alone, or published twice.
  CHECK(found_another <= 13);
}

TEST_CASE("holes in a template's parameters and base change nothing") {
  for (const Operation& row : catalog().operations()) {
    if (row.host.empty() || row.host == "{server}") continue;
    const std::string path = filled(row.route, true);
    const Answer plain = catalog().request(row.verb, "https://" + host_of(row) + path);
    std::string holes;
    for (std::size_t i = 0; i < row.route.size(); ++i) {
      holes += row.route[i];
      if (row.route[i] != '{') continue;
      i = row.route.find('}', i);
      holes += '}';
    }
    const Answer with_holes = catalog().request(row.verb, "https://" + host_of(row) + holes);
    INFO(row.verb << ' ' << row.host << holes << '\n' << with_holes.note);
    CHECK(with_holes.status == plain.status);
    CHECK(as_set(with_holes.scopes) == as_set(plain.scopes));
    const auto marker = row.route.find("/_");
    if (marker == std::string::npos) continue;
    const Answer base = catalog().request(row.verb, "{}" + row.route.substr(marker));
    INFO(base.note);
    CHECK((base.scopes == plain.scopes || base.status == "undocumented"));
  }
}

// The ways in which people write one address. Empty: it cannot be written so.
std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string on_server(const Operation& row, const std::string& path) {
  const bool of_server = row.host.ends_with("dev.azure.com") && row.host != "status.dev.azure.com";
  return of_server ? "https://tfs.example.net/tfs" + path : "";
}

std::string on_old_host(const Operation& row, const std::string& path) {
  static const std::map<std::string, std::string> old = {
      {"dev.azure.com", "x1.visualstudio.com"},
      {"vsrm.dev.azure.com", "x1.vsrm.visualstudio.com"},
      {"feeds.dev.azure.com", "x1.feeds.visualstudio.com"},
      {"vssps.dev.azure.com", "x1.vssps.visualstudio.com"}};
  const auto host = old.find(row.host);
  if (host == old.end() || !path.starts_with("/x1/")) return "";
  return "https://" + host->second + "/DefaultCollection" + path.substr(3);
}

// The route with the row's host, or another, in front.
struct Form {
  const char* name;
  std::string (*write)(const Operation& row, const std::string& path);
};

const Form forms[] = {
    {"a slash behind",
     [](const Operation& row, const std::string& path) {
       return "https://" + host_of(row) + path + "/";
     }},
    {"a slash and a query behind",
     [](const Operation& row, const std::string& path) {
       return "https://" + host_of(row) + path + "/?continuationToken=a%2Fb&api-version=7.1";
     }},
    {"a doubled slash",
     [](const Operation& row, const std::string& path) {
       return "https://" + host_of(row) + "/" + path;
     }},
    {"upper case",
     [](const Operation& row, const std::string& path) {
       return "HTTPS://" + upper(host_of(row)) + upper(path);
     }},
    {"a user, a password and a port",
     [](const Operation& row, const std::string& path) {
       return "https://me:{}@" + host_of(row) + ":443" + path;
     }},
    {"a server", on_server},
    {"the old host and the default collection", on_old_host},
};

TEST_CASE("the form of an address changes nothing in the answer") {
  std::size_t tried = 0;
  std::size_t turn = 0;
  for (const Operation& row : catalog().operations()) {
    if (row.host.empty() || row.host == "{server}" || row.route.find(".asmx") != std::string::npos)
      continue;
    if (row.route.find('?') != std::string::npos) continue;
    const std::string path = filled(row.route, false);
    const Answer plain = catalog().request(row.verb, "https://" + host_of(row) + path);
    for (const Form& form : forms) {
      const std::string url = form.write(row, path);
      if (url.empty() || ++turn % 2 == 0) continue;  // half of them, for the sake of time
      const Answer answer = catalog().request(row.verb, url);
      INFO(row.id << ", " << form.name << ": " << row.verb << ' ' << url << '\n' << answer.note);
      CHECK(answer.status == plain.status);
      CHECK(answer.scopes == plain.scopes);
      ++tried;
    }
  }
  CHECK(tried > 3500);
}

struct CommandCase {
  const char* command;
  const char* options;  // apart by blanks
  const char* status;
  const char* scopes;
};

const CommandCase commands[] = {
    {"az boards work-item update", "", "known", "vso.work_write"},
    {"az boards work-item update", "--assigned-to", "known", "vso.identity+vso.work_write"},
    {"az boards work-item update", "--assigned-to=me", "known", "vso.identity+vso.work_write"},
    {"AZ  Boards  Query", "", "known", "vso.work"},
    {"az repos pr create", "--auto-complete", "known", "vso.code_write"},
    {"az repos pr create", "--reviewers", "known", "vso.code_write+vso.identity"},
    {"az repos pr set-vote", "--vote", "known", "vso.code_write"},
    {"az pipelines variable-group create", "", "known", "vso.variablegroups_manage"},
    {"az pipelines variable-group create", "--authorize", "known",
     "vso.build_execute+vso.variablegroups_manage "
     "vso.pipelineresources_manage+vso.variablegroups_manage"},
    {"az pipelines create", "--yaml-path --queue-id --repository-type=github --service-connection",
     "known", "vso.build_execute"},
    {"az pipelines create", "--yml-path --service-connection", "known",
     "vso.agentpools+vso.build_execute"},
    {"az pipelines create", "--yml-path --service-connection --repository-type", "known",
     "vso.agentpools+vso.build_execute+vso.code"},
    {"az pipelines create", "--yml-path --queue-id --repository-type=tfsgit", "known",
     "vso.build_execute+vso.code"},
    {"az pipelines create", "--yml-path --queue-id --repository-type", "known",
     "vso.build_execute+vso.code"},
    {"az pipelines create", "--yml-path --queue-id --repository-type=GitHub", "known",
     "vso.build_execute+vso.serviceendpoint_manage"},
    {"az devops wiki page show extra words", "", "known", "vso.wiki"},
    {"az devops project list", "", "known", "vso.profile vso.project"},
    {"az artifacts universal publish", "", "known", "vso.packaging_write"},
    {"az devops configure", "", "anonymous", ""},
    {"az devops login", "", "anonymous", ""},
    {"az devops invoke", "", "undocumented", ""},
    {"az devops admin banner add", "", "undocumented", ""},
    {"az devops nonsense", "", "undocumented", ""},
    {"az storage blob upload", "", "not-an-api", ""},
    {"az boardsx", "", "not-an-api", ""},
    {"", "", "not-an-api", ""},
    {"tfx extension publish", "", "known", "vso.gallery_manage vso.gallery_publish"},
};

TEST_CASE("commands need what they call") {
  for (const CommandCase& c : commands) {
    INFO(c.command);
    std::vector<std::string> options;
    for (const auto option : split_words(c.options)) options.emplace_back(option);
    const Answer answer = catalog().command(c.command, options);
    CHECK(answer.status == c.status);
    CHECK(as_set(answer.scopes) == as_set(parse_alternatives(c.scopes)));
  }
}

TEST_CASE("git and feeds need what they do") {
  CHECK(as_set(catalog().git("fetch").scopes) == std::set<std::string>{"vso.code"});
  CHECK(as_set(catalog().git("push").scopes) == std::set<std::string>{"vso.code_write"});
  CHECK(as_set(catalog().feed("read").scopes) == std::set<std::string>{"vso.packaging"});
  CHECK(as_set(catalog().feed("write").scopes) == std::set<std::string>{"vso.packaging_write"});
}

TEST_CASE("disputed alternatives are told from the sure one") {
  const Answer answer =
      catalog().request("GET", "https://dev.azure.com/o/p/_apis/pipelines/environments");
  CHECK(as_set(answer.sure) == std::set<std::string>{"vso.environment_manage"});
}

TEST_CASE("the catalog hangs together") {
  const auto known = [](const std::vector<ScopeSet>& alternatives) {
    return std::all_of(alternatives.begin(), alternatives.end(), [](const ScopeSet& set) {
      return std::all_of(set.begin(), set.end(),
                         [](const auto& name) { return catalog().scope(name) != nullptr; });
    });
  };
  std::set<std::string> ids;
  const std::set<std::string> statuses = {"known", "undocumented", "anonymous", "no-pat"};
  for (const Operation& operation : catalog().operations()) {
    INFO(operation.id);
    CHECK(ids.insert(operation.id).second);
    CHECK(statuses.contains(operation.status));
    CHECK(known(operation.scopes));
    CHECK(known(operation.sure));
    // Where no PAT is accepted they are those of an Entra token.
    CHECK((operation.status == "known" || operation.status == "no-pat" ||
           operation.scopes.empty() || operation.id.starts_with("terraform/")));
    CHECK(catalog().operation(operation.id) == &operation);
  }
  for (const Scope& scope : catalog().scopes()) {
    INFO(scope.name);
    // Implications are closed, and only what can be chosen has a label.
    CHECK(catalog().closure(scope.implies) == scope.implies);
    CHECK((scope.selectable == !scope.label.empty() || !scope.selectable));
  }
}

TEST_CASE("closure and implied_by are each other's mirror") {
  const std::vector<std::string> write = {"vso.code_write"};
  CHECK(catalog().closure(write) == std::vector<std::string>{"vso.code", "vso.code_write",
                                                             "vso.hooks", "vso.hooks_write",
                                                             "vso.profile"});
  CHECK(catalog().implied_by("vso.code_write") ==
        std::vector<std::string>{"app_token", "vso.code_full", "vso.code_manage"});
  const std::vector<std::string> full = {"app_token"};
  CHECK(catalog().closure(full).size() == catalog().scopes().size());
}

}  // namespace
}  // namespace patdown
