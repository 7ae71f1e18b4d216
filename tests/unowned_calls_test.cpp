// Calls whose token the code does not tell.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

constexpr const char* client = R"~(class Client(val organization: String, val token: String) {
    fun load(path: String): String {
        val request = HttpRequest.newBuilder().uri(URI.create("https://dev.azure.com/$organization/_apis/$path"))
            .header("Authorization", "Bearer $token").build()
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body()
    }
}
)~";

const TraceCase cases[] = {
    {"they are likely the program's only token's",
     {{"build.gradle.kts", ""},
      {"src/Client.kt", client},
      {"src/Main.kt",
       R"~(class Main(val store: Store) {
    fun projects() { Client("acme", System.getenv("ADO_PAT")).load("projects") }
    fun builds() { Client("acme", store.first()).load("build/builds") }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds | src/Client.kt:5\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/Client.kt:5\n"},
    {"of two tokens neither gets them, they are one of their own",
     {{"build.gradle.kts", ""},
      {"src/Client.kt", client},
      {"src/Main.kt",
       R"~(class Main(val store: Store) {
    fun projects() { Client("acme", System.getenv("ADO_PAT")).load("projects") }
    fun teams() { Client("acme", System.getenv("OTHER_PAT")).load("teams") }
    fun builds() { Client("acme", store.first()).load("build/builds") }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | src/Client.kt:5\n"
     "$OTHER_PAT | GET https://dev.azure.com/acme/_apis/teams | src/Client.kt:5\n"
     "$token | GET https://dev.azure.com/acme/_apis/build/builds | src/Client.kt:5\n"},
    {"projects of one solution that nothing has both of are programs of their own",
     {{"all.sln", ""},
      {"Boards/Boards.csproj", "<Project />"},
      {"Boards/Boards.cs",
       R"~(class Boards {
  public void Load() {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ADO_PAT"));
    client.GetAsync("https://dev.azure.com/acme/shop/_apis/wit/workitems/1");
  }
}
)~"},
      {"Feeds/Feeds.csproj", "<Project />"},
      {"Feeds/Feeds.cs",
       R"~(class Feeds {
  public void Load() { new HttpClient().GetAsync("https://feeds.dev.azure.com/acme/_apis/packaging/feeds"); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/1 | Boards/Boards.cs:5\n"},
    {"those that refer to each other are one",
     {{"all.sln", ""},
      {"Boards/Boards.csproj",
       R"~(<Project><ProjectReference Include="..\Feeds\Feeds.csproj" /></Project>)~"},
      {"Boards/Boards.cs",
       R"~(class Boards {
  public void Load() {
    var client = new HttpClient();
    client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ADO_PAT"));
    client.GetAsync("https://dev.azure.com/acme/shop/_apis/wit/workitems/1");
  }
}
)~"},
      {"Feeds/Feeds.csproj", "<Project />"},
      {"Feeds/Feeds.cs",
       R"~(class Feeds {
  public void Load() { new HttpClient().GetAsync("https://feeds.dev.azure.com/acme/_apis/packaging/feeds"); }
}
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/1 | Boards/Boards.cs:5\n"
     "$ADO_PAT | GET https://feeds.dev.azure.com/acme/_apis/packaging/feeds | Feeds/Feeds.cs:2\n"},
    {"a call that needs no token is none",
     {{"package.json", "{}"},
      {"x.js",
       R"~(fetch("https://dev.azure.com/acme/_apis/projects", {
  headers: { Authorization: "Bearer " + process.env.ADO_PAT } });
fetch("https://dev.azure.com/acme/_apis/connectionData");
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.js:1\n"},
};

TEST_CASE("a call without a token that is known is the only token's") {
  check(cases);
}

TEST_CASE("and likely so, which keeps the verdict open") {
  MemoryTree tree({});
  for (const auto& [path, text] : cases[0].files) tree.add(path, text);
  const std::vector<TokenUse> uses = traced_in(tree, {}).uses;
  REQUIRE(uses.size() == 2);
  CHECK(uses[0].likely);
  CHECK_FALSE(uses[1].likely);
}

}  // namespace
}  // namespace patdown
