#include "token/trace/client_table.h"

#include "catch.h"

namespace patdown::trace {
namespace {

struct Row {
  const char* language;
  const char* name;
  const char* call;  // of the row that is found; empty: none is
  const char* gives = "";
};

const Row rows[] = {
    {"csharp", "HttpClient.GetAsync", "HttpClient.GetAsync"},
    {"csharp", "System.Net.Http.HttpClient.GetAsync", "HttpClient.GetAsync"},
    {"csharp", "client.GetAsync", "*.GetAsync"},
    {"csharp", "a.b.GetAsync", "*.GetAsync"},
    {"csharp", "GetAsync", ""},
    {"csharp", "client.GetAsyncTwice", ""},
    {"csharp", "JsonConvert.Whatever", "JsonConvert.*"},
    {"csharp", "factory.CreateClient", "*.CreateClient", "HttpClient"},
    {"go", "errors.Wrap", "errors.*"},
    {"go", "myerrors.Wrap", ""},
    {"typescript", "@actions/core.info", "@actions/core.*"},
    {"cobol", "client.GetAsync", ""},
};

TEST_CASE("a call finds its row in the table of a language") {
  for (const Row& row : rows) {
    INFO(row.language << " " << row.name);
    const auto found = client_row(row.language, row.name);
    CHECK((found ? found->row->call : "") == row.call);
    if (found && *row.gives != '\0') CHECK(found->gives == row.gives);
  }
}

TEST_CASE("a row gives what the last star of its call stands for") {
  const auto found = client_row("csharp", "connection.GetGitHttpClient");
  if (found) CHECK(found->gives.find('*') == std::string::npos);
  REQUIRE(client_row("javascript", "azure-devops-node-api.WebApi.getGitApi"));
  CHECK(client_row("javascript", "azure-devops-node-api.WebApi.getGitApi")->gives.find("Git") !=
        std::string::npos);
}

}  // namespace
}  // namespace patdown::trace
