#include "token/clues.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/assess.h"

#include <string>
#include <thread>

namespace patdown {
namespace {

struct Row {
  const char* text;
  Clue clue;
  bool says = true;
};

const Row rows[] = {
    {"curl https://dev.azure.com/acme/_apis/projects", Clue::service},
    {"curl $URL/_apis/projects", Clue::service},
    {"\"_apis/\" + area", Clue::service},
    {"LEGACY_APIS = 1", Clue::service, false},
    {"git clone $REMOTE/_git/app", Clue::service},
    {"'/' + project + '/' + '_git' + '/' + name", Clue::service},
    {"repo=$project/_git\n", Clue::service},
    {"echo $_git; __git refs; _git () {", Clue::service, false},
    {"https://acme.visualstudio.com/x", Clue::service},
    {"# made with VisualStudio", Clue::service, false},
    {"System.Collections.Generic", Clue::service, false},
    {"$SYSTEM_COLLECTIONURI/x", Clue::service},
    // The name of a project alone leads nowhere.
    {"echo $BASE$SYSTEM_TEAMPROJECT/_build/results", Clue::service, false},
    {"env: {T: $(System.AccessToken)}", Clue::service},
    {"param($AdoToken)", Clue::service},
    {"curl -u :$ADO_PAT $URL", Clue::service},
    {"MY_ADO_PAT=1", Clue::service},
    {"the shadow of what they adopt", Clue::service, false},
    {"echo \"##vso[task.setvariable variable=x]\"", Clue::service},
    {"use rule 17.1 ('vsscanf')", Clue::service, false},
    {"docker run -e AZP_TOKEN=x agent", Clue::service},
    {"https://tfs.example.com/tfs/Default", Clue::service},
    {"./config.sh --url $U --auth pat --token $T", Clue::service},
    {R"~(@("--auth", "PAT", "--token", $t))~", Clue::service},
    {"./config.sh --url $U --token $T", Clue::service, false},
    {"./x --auth path", Clue::service, false},
    {"az pipelines list | xargs az pipelines delete", Clue::service},
    {"az  repos list", Clue::service},
    {"topaz pipelines", Clue::service, false},
    {"a plain text", Clue::service, false},
    {"import azure.devops", Clue::library},
    {"requests.get(url + '/_apis/git')", Clue::library},
    {"using Azure.Storage", Clue::library, false},
    {"Create a token with Full access", Clue::full_access},
    {"select all scopes", Clue::full_access},
    {"Azure DevOps", Clue::platform},
    {"GitHub", Clue::platform, false},
    {"POST _apis/Tokens/Pats", Clue::minting},
    {"POST _apis/tokens/PATs", Clue::minting},
    {R"({"scope": "app_token", "allorgs": false})", Clue::minting},
    {"AllOrgs = $true", Clue::minting},
    {R"("scope": "app_token")", Clue::minting, false},  // of which API?
    {"enforceJobAuthScope: false", Clue::job_scope},
    {"nothing", Clue::minting, false},
};

TEST_CASE("a text gives the clues that its words are") {
  const ClueSearch search;
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.text << " " << static_cast<int>(row.clue)) {
      CHECK(search.in(row.text).has(row.clue) == row.says);
    }
  }
  CHECK_FALSE(search.in("").has(Clue::service));
  CHECK(search.in(std::string_view("d\0e\0v\0", 6)).has(Clue::service));  // UTF-16 may say anything
}

// A tree that counts how often it is read.
class WatchedTree : public MemoryTree {
 public:
  using MemoryTree::MemoryTree;
  std::optional<std::string> read(std::string_view path) const override {
    ++reads;
    return MemoryTree::read(path);
  }
  mutable std::size_t reads = 0;
};

struct TreeCase {
  const char* name;
  const char* path;
  const char* text;
  bool traced;
};

const TreeCase trees[] = {
    {"a script of another service", "a.sh", "curl -u \":$PAT\" https://example.com/x\n", false},
    {"a script that names the service", "a.sh", "curl https://dev.azure.com/a/_apis/b\n", true},
    {"a document that does", "a.md", "https://dev.azure.com/a/_apis/b\n", false},
    {"a program that does", "a.py", "get('https://dev.azure.com/a/_apis/b')\n", true},
    {"one that others wrote", "node_modules/a/b.js", "get('https://dev.azure.com/a/_apis/b')\n",
     false},
    {"a workflow", ".github/workflows/a.yml", "jobs: {a: {env: {ADO_PAT: x}}}\n", true},
    {"a pipeline, whatever it says", "ci.yml", "steps:\n- script: ./x.sh\n", true},
    {"a settings file", ".npmrc", "//pkgs.dev.azure.com/a/_packaging/b/:_authToken=${T}\n", true},
    {"hashes", "pnpm-lock.yaml", "sha: x/ado/y\n", false},
};

TEST_CASE("nothing is traced where nothing speaks of Azure DevOps") {
  for (const TreeCase& c : trees) {
    DYNAMIC_SECTION(c.name) {
      const WatchedTree tree({{c.path, c.text}, {"b.sh", "curl -u \":$T\" $URL\n"}});
      OtherTexts texts;
      texts.look_at_all(tree, 1);
      tree.reads = 0;
      trace_tree(tree, texts.clues(), false);
      // Pipelines are looked for in YAML anyway.
      const bool yaml = std::string_view(c.path).ends_with("ml");
      CHECK((tree.reads > (yaml ? 1 : 0)) == c.traced);
    }
  }
}

struct SaidCase {
  const char* name;
  const char* path;
  std::string text;
  bool documented = false;
  bool minting = false;
  bool widening = false;
  bool exported = false;
};

const std::string request = R"(POST _apis/tokens/pats {"scope": "app_token"})";
const std::string sentence = "Create an Azure DevOps token with **Full access** for SYNC_PAT.\n";
const std::string widens = R"({"enforceJobAuthScope": false})";
const std::string pipeline = R"({"definitionType": "build"})";
const std::string padding(std::size_t{1} << 20U, ' ');

const SaidCase said[] = {
    {.name = "a request in a language without a reader",
     .path = "a.cpp",
     .text = request,
     .minting = true},
    {.name = "one in a script", .path = "a.sh", .text = request, .minting = true},
    {.name = "one in JSON", .path = "a.json", .text = request, .minting = true},
    {.name = "one in a file that is larger than anybody reads",
     .path = "a.cpp",
     .text = request + padding},
    {.name = "a setting of the project", .path = "a.tfvars", .text = widens, .widening = true},
    {.name = "one in a pipeline", .path = "a.yml", .text = widens, .widening = true},
    {.name = "an export", .path = "a.json", .text = pipeline, .exported = true},
    {.name = "the words of one in code", .path = "a.cpp", .text = pipeline},
    {.name = "a document that asks for a token",
     .path = "a.md",
     .text = sentence,
     .documented = true},
    {.name = "one that does not name the service",
     .path = "a.md",
     .text = "Create a token with **Full access** for SYNC_PAT.\n"},
    {.name = "its words in code", .path = "a.cpp", .text = sentence},
};

TEST_CASE("each file is asked for what somebody reads in it") {
  for (const SaidCase& c : said) {
    DYNAMIC_SECTION(c.name) {
      OtherTexts texts;
      texts.look(c.path, c.text);
      texts.finish();
      CHECK(texts.documented().size() == (c.documented ? 1 : 0));
      CHECK(texts.minting().size() == (c.minting ? 1 : 0));
      CHECK(texts.widening().size() == (c.widening ? 1 : 0));
      CHECK(texts.clues().exports().size() == (c.exported ? 1 : 0));
    }
  }
}

TEST_CASE("a part of the clues is told as among all of them") {
  const ClueSearch search;
  for (const Row& row : rows) {
    const Clues all = search.in(row.text);
    INFO(row.text);
    CHECK(search.in(row.text, ClueSet::platform).has(Clue::platform) == all.has(Clue::platform));
    const Clues minting = search.in(row.text, ClueSet::minting);
    CHECK(minting.has(Clue::minting) == all.has(Clue::minting));
    CHECK_FALSE(minting.has(Clue::job_scope));
    CHECK_FALSE(minting.has(Clue::service));
  }
}

TEST_CASE("a program that is too large to be followed is named") {
  const std::string use =
      "requests.get('https://dev.azure.com/a/_apis/projects', auth=('', os.environ['ADO_PAT']))\n";
  const WatchedTree tree({{"a.py", "import os, requests\n" + use},
                          {"b.py", use + "x = '" + std::string(1 << 20, 'x') + "'\n"},
                          {"c.py", "x = '" + std::string(1 << 20, 'x') + "'\n"}});
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  const Traced traced = trace_tree(tree, texts.clues(), false).traced;
  REQUIRE(traced.partly_read.size() == 1);
  CHECK(traced.partly_read[0].path == "b.py");
  CHECK(traced.partly_read[0].why == "too large to be followed");
}

TEST_CASE("a token that somebody declared may be the one of any code") {
  const WatchedTree tree({{"a.sh", "curl -u \":$PAT\" $URL\n"}});
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  CHECK(trace_tree(tree, texts.clues(), false).traced.uses.empty());
  CHECK(trace_tree(tree, texts.clues(), true).traced.uses.size() == 1);
}

TEST_CASE("who asks for clues waits until they are known") {
  ClueSearch search;
  SECTION("the first file that speaks of it is enough") {
    TreeClues clues;
    std::jthread reader([&] { clues.note("a.sh", 4, search.in("azure")); });
    CHECK(clues.any());
  }
  SECTION("without one, the last file tells") {
    TreeClues clues;
    std::jthread reader([&] {
      clues.note("a.sh", 4, search.in("text"));
      clues.finish();
    });
    CHECK_FALSE(clues.any());
  }
  SECTION("programs are known when all was read") {
    TreeClues clues;
    std::jthread reader([&] {
      clues.note("b.py", 4, search.in("_apis"));
      clues.note("a.py", 4, search.in("azure-devops"));
      clues.note("huge.py", 2U << 20U, search.in("azure-devops"));
      clues.finish();
    });
    CHECK(clues.programs() == std::set<std::string, std::less<>>{"a.py", "b.py"});
  }
}

struct ProgramCase {
  const char* path;
  const char* text;
  bool calls;
};

const ProgramCase program_cases[] = {
    {"a.cs", "var url = \"https://dev.azure.com/acme/_apis/projects\";\n", true},
    {"a.cs", "  // See https://dev.azure.com/acme/_workitems/edit/1\nvar x = 1;\n", false},
    {"a.cs", "/// <see href=\"https://acme.visualstudio.com/x\"/>\nclass A {}\n", false},
    {"a.ts", "/**\n * https://dev.azure.com/acme\n */\nlet x = 1;\n", false},
    {"a.ts", "f(`\nhttps://dev.azure.com/acme`);\n", true},
    {"a.ts", "let x = 1; // https://dev.azure.com/acme\n", true},  // more is looked at than need be
    {"a.py", "# https://dev.azure.com/acme\nx = 1\n", false},
    {"a.py", "x = 7 // 2; url = '//dev.azure.com/acme'\n", true},
    {"a.rb", "#{base}/_apis/projects\n", false},
};

TEST_CASE("a program that speaks of the service in comments alone does not call it") {
  for (const ProgramCase& c : program_cases) {
    DYNAMIC_SECTION(c.path << ": " << c.text) {
      const MemoryTree tree({{c.path, c.text}});
      OtherTexts texts;
      texts.look_at_all(tree, 1);
      CHECK(texts.clues().programs().contains(c.path) == c.calls);
      CHECK(TreeClues(tree).programs().contains(c.path) == c.calls);
    }
  }
}

}  // namespace
}  // namespace patdown
