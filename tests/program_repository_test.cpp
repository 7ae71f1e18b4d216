#include "git/program/repository.h"
#include "git_sandbox.h"

#include <string>

namespace patdown::git_program {
namespace {

TEST_CASE("the git program says where HEAD of a SHA-256 repository stands") {
  GitSandbox sandbox({"--object-format=sha256"});
  const ForeignRepository repository(*repository_at(sandbox.top()), "SHA-256");
  CHECK(repository.head().empty());
  CHECK(repository.branch() == "main");  // unborn

  sandbox.write("a.txt", "one\n");
  const std::string first = sandbox.commit("start");
  CHECK(repository.head() == first);
  sandbox.run({"checkout", "-q", "-b", "topic/ä"});
  CHECK(repository.branch() == "topic/ä");
  sandbox.run({"checkout", "-q", "--detach"});
  CHECK(repository.branch().empty());
  CHECK(repository.head() == first);
}

}  // namespace
}  // namespace patdown::git_program
