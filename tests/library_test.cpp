#include "token/trace/library.h"

#include "catch.h"
#include "memory_tree.h"

#include <optional>
#include <string>

namespace patdown::trace {
namespace {

using Found = std::optional<std::string>;

MemoryTree sample() {
  return MemoryTree({{"eng/Push.ps1", ""},
                     {"eng/common/push.sh", ""},
                     {"tools/a/run.sh", ""},
                     {"tools/b/run.sh", ""},
                     {"src/AdoClient.cs", "class AdoClient { void Get() {} }"},
                     {"src/AdoClient.More.cs", "partial class AdoClient { void Put() {} }"},
                     {"src/x.py", "def f(): pass"},
                     {"lib/ado_client.rb", "class AdoClient\n  def get\n  end\nend"},
                     {"pkg/ado/client.go", "package ado\nfunc Get() {}"},
                     {"ado/other.go", "package ado\nfunc Put() {}"}});
}

TEST_CASE("a path that a script writes means a script of the tree") {
  const MemoryTree tree = sample();
  const TreeClues clues(tree);
  const Library library(tree, clues);
  CHECK(library.resolve("push.ps1", "eng") == Found("eng/Push.ps1"));
  CHECK(library.resolve("../Push.ps1", "eng/common") == Found("eng/Push.ps1"));
  CHECK(library.resolve(".\\eng\\push.PS1", "") == Found("eng/Push.ps1"));
  CHECK(library.resolve("{}/common/push.sh", "tools") == Found("eng/common/push.sh"));
  CHECK(library.resolve("ush.sh", "tools") == std::nullopt);
  CHECK(library.resolve("run.sh", "eng") == std::nullopt);  // two of them
  CHECK(library.resolve("b/run.sh", "eng") == Found("tools/b/run.sh"));
  CHECK(library.resolve("src/x.py", "eng") == Found("src/x.py"));
  CHECK(library.resolve("", "eng") == std::nullopt);
  // A folder that the tree does not have is where a pipeline puts the repository.
  CHECK(library.resolve("\x03/library/eng/push.ps1", "") == Found("eng/Push.ps1"));
  CHECK(library.resolve("s/library/src/x.py", "") == Found("src/x.py"));
  CHECK(library.resolve("tools/eng/push.ps1", "") == std::nullopt);
  CHECK(library.resolve("library/run.sh", "") == std::nullopt);
}

TEST_CASE("a type, a folder and a package are found by their names") {
  const MemoryTree tree = sample();
  const TreeClues clues(tree);
  Library library(tree, clues);
  CHECK(library.file_of_type("AdoClient", "ruby") == Found("lib/ado_client.rb"));
  CHECK(library.file_of_type("AdoClient", "csharp") == std::nullopt);  // two files declare it
  CHECK(library.file_of_type("Nobody", "csharp") == std::nullopt);
  CHECK(library.files_in("src", "csharp").size() == 2);
  CHECK(library.files_in("src", "python").size() == 1);
  CHECK(library.files_in("", "python").empty());
  CHECK(library.folder_of_package("example.com/shop/pkg/ado") == Found("pkg/ado"));
  CHECK(library.folder_of_package("example.com/shop/ado") == Found("ado"));
  CHECK(library.folder_of_package("ado") == std::nullopt);
}

TEST_CASE("the files of a folder declare functions together") {
  const MemoryTree tree = sample();
  const TreeClues clues(tree);
  Library library(tree, clues);
  const Library::Package& package = library.package("src", "csharp");
  REQUIRE(package.functions.contains("AdoClient.Get"));
  CHECK(*package.functions.at("AdoClient.Get").first == "src/AdoClient.cs");
  REQUIRE(package.functions.contains("AdoClient.Put"));
  CHECK(*package.functions.at("AdoClient.Put").first == "src/AdoClient.More.cs");
  REQUIRE(package.names.contains("AdoClient"));
  CHECK(package.names.at("AdoClient").size() == 2);
  CHECK(library.package("nowhere", "csharp").functions.empty());
}

TEST_CASE("tests are known by their folders and names") {
  for (const char* path :
       {"tests/a.py", "src/Tasks.UnitTests/Items.cs", "Acme.Tests/Ado.cs", "billing-tests/a.ts",
        "a/__mocks__/ado.js", "spec/ado_spec.rb", "src/ado.test.ts", "ado_test.go", "test_ado.py",
        "IntegrationTests/Client.java", "Pester/Ado.Tests.ps1"}) {
    INFO(path);
    CHECK(is_test(path));
  }
  for (const char* path : {"src/latest/a.py", "src/Testing/Ado.cs", "tests/run.ps1", "tests/run.sh",
                           "src/attest.ts", "test-utils/a.go"}) {
    INFO(path);
    CHECK_FALSE(is_test(path));
  }
}

TEST_CASE("a test leads to no program") {
  const MemoryTree tree(
      {{"tests/AdoClientTests.cs",
        "class AdoClientTests : Items { string u = \"dev.azure.com\"; }"},
       {"src/Items.cs", "class Items {}"},
       {"src/User.cs", "class User { Items items; }"},
       {"src/Client.cs", "class Client { string u = \"https://dev.azure.com\"; }"},
       {"src/Other.cs", "class Other { Client c; }"}});
  const TreeClues clues(tree);
  Library library(tree, clues);
  CHECK(library.programs() == std::vector<std::string>{"src/Client.cs", "src/Other.cs"});
}

}  // namespace
}  // namespace patdown::trace
