#include "token/explain.h"

#include "catch.h"
#include "output/explain.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using nlohmann::json;

const Catalog& catalog() {
  return Catalog::azure_devops();
}

json as_json(std::string_view subject) {
  const auto explanation = explain(catalog(), subject);
  REQUIRE(explanation.has_value());
  const std::string text = write_explain_json(*explanation);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  CHECK(text.back() == '\n');
  return json::parse(text);
}

TEST_CASE("the JSON of a known request has the documented fields") {
  const json answer =
      as_json("PATCH https://dev.azure.com/o/p/_apis/wit/workitems/1?api-version=7.1");
  CHECK(answer["request"] ==
        "PATCH https://dev.azure.com/o/p/_apis/wit/workitems/1?api-version=7.1");
  CHECK(answer["platform"] == "azure-devops");
  CHECK(answer["status"] == "known");
  CHECK(answer["operation"]["id"] == "wit/work-items-update");
  CHECK(answer["operation"]["title"] == "Work Items - Update");
  CHECK(answer["operation"]["verb"] == "PATCH");
  CHECK(answer["operation"]["route"] == "/{organization}/{project}/_apis/wit/workitems/{id}");
  CHECK(answer["scopes"] == json({"vso.work_write"}));
  CHECK(answer["implied_by"] == json({"app_token", "vso.work_full"}));
  CHECK(answer["labels"] == json({"Work Items: Read & write"}));
  CHECK(answer["note"].is_string());
}

TEST_CASE("alternatives are listed with their labels") {
  const json answer =
      as_json("POST https://dev.azure.com/o/p/_apis/git/repositories/r/pullRequests/3/threads");
  CHECK(answer["scopes"] == json({"vso.code_write", "vso.threads_full"}));
  CHECK(answer["labels"] == json({"Code: Read & write", "Pull Request Threads: Read & write"}));
}

struct Case {
  const char* request;
  const char* status;
  bool operation;  // is named
  const char* scopes;
};

const Case cases[] = {
    {"GET https://dev.azure.com/o/p/_apis/build/status/7", "anonymous", true, "[]"},
    {"GET https://dev.azure.com/o/_apis/connectionData", "known", true, "[]"},
    {"GET https://vssps.dev.azure.com/o/_apis/tokens/pats", "no-pat", true, "null"},
    {"GET https://dev.azure.com/o/_apis/nothing", "undocumented", false, "null"},
    {"POST https://dev.azure.com/o/_apis/Contribution/HierarchyQuery", "undocumented", true,
     "null"},
    {"GET https://dev.azure.com/o/p/_workitems/edit/1", "not-an-api", false, "null"},
    {"GET https://api.github.com/user", "not-an-api", false, "null"},
};

TEST_CASE("what needs nothing, and what is not known, are told apart") {
  for (const Case& c : cases) {
    INFO(c.request);
    const json answer = json::parse(write_explain_json(explain_request(catalog(), c.request)));
    CHECK(answer["status"] == c.status);
    CHECK(answer["operation"].is_object() == c.operation);
    CHECK(answer["scopes"].dump() == c.scopes);
  }
}

TEST_CASE("a URL alone is taken for a GET, blanks around do not matter") {
  const auto explanation =
      explain_request(catalog(), "  https://dev.azure.com/o/p/_apis/wit/workitems/1\r\n");
  CHECK(explanation.operation == "wit/work-items-get-work-item");
  CHECK(explain_request(catalog(), "get\thttps://dev.azure.com/o/p/_apis/wit/workitems/1")
            .operation == "wit/work-items-get-work-item");
  CHECK(explain_request(catalog(), "").status != "known");
}

TEST_CASE("operations, commands and scopes are explained by their names") {
  CHECK(as_json("wit/work-item-batch-update")["scopes"] == json({"vso.work_write"}));
  CHECK(as_json("az pipelines run --id 4")["scopes"] == json({"vso.build_execute"}));
  CHECK(as_json("az boards work-item update --assigned-to me")["scopes"] ==
        json({"vso.identity+vso.work_write"}));
  const json scope = as_json("vso.work_write");
  CHECK(scope["labels"] == json({"Work Items: Read & write"}));
  CHECK(scope["implied_by"] == json({"app_token", "vso.work_full"}));
  CHECK(scope["operations"].size() > 50);
  CHECK_FALSE(explain(catalog(), "no-such-thing").has_value());
  CHECK_FALSE(explain(catalog(), "").has_value());
}

TEST_CASE("the text says the same in words") {
  const auto known = explain(catalog(), "PATCH https://dev.azure.com/o/p/_apis/wit/workitems/1");
  CHECK(write_explain_text(*known) ==
        "PATCH https://dev.azure.com/o/p/_apis/wit/workitems/1\n"
        "  status      known\n"
        "  operation   Work Items - Update (wit/work-items-update)\n"
        "  route       PATCH /{organization}/{project}/_apis/wit/workitems/{id}\n"
        "  scopes      vso.work_write\n"
        "  labels      Work Items: Read & write\n"
        "  implied by  app_token, vso.work_full\n");
  const auto internal =
      explain(catalog(), "POST https://dev.azure.com/o/_apis/Contribution/HierarchyQuery");
  CHECK(write_explain_text(*internal).find("full access (app_token)") != std::string::npos);
  CHECK(write_explain_text(*explain(catalog(), "vso.work")).find("and ") != std::string::npos);
}

TEST_CASE("bytes that are no UTF-8 do not break the JSON") {
  const auto text =
      write_explain_json(explain_request(catalog(), "GET https://dev.azure.com/o/\xff/_apis/x"));
  CHECK(json::parse(text)["status"] == "undocumented");
}

}  // namespace
}  // namespace patdown
