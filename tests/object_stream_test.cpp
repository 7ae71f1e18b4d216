// What `git cat-file --batch` prints, in pieces of any size.

#include "git/program/object_stream.h"

#include "catch.h"

#include <string>
#include <vector>

namespace patdown::git_program {
namespace {

struct Heard {
  std::vector<std::string> objects;     // "<id> <bytes>"
  std::vector<std::string> unreadable;  // "<id>: <why>"
  bool whole = false;
};

Heard heard(std::string_view printed, std::size_t piece_bytes) {
  Heard all;
  const ObjectVisitor visitor = [&](const Object& object) {
    all.objects.push_back(std::string(object.id).append(" ").append(object.bytes));
  };
  const std::function<void(std::string_view, std::string)> unreadable =
      [&](std::string_view id, const std::string& why) {
        all.unreadable.push_back(std::string(id).append(": ").append(why));
      };
  ObjectStream stream(visitor, unreadable);
  for (std::size_t at = 0; at < printed.size(); at += piece_bytes) {
    stream.feed(printed.substr(at, piece_bytes));
  }
  all.whole = stream.whole();
  return all;
}

TEST_CASE("objects come whole, however the stream is cut", "[object_stream]") {
  const std::string printed =
      "aa blob 6\nx\ny\n\n\n\n"
      "bb tree 3\n\x01\x02\x03\n"
      "cc missing\n"
      "dd blob 0\n\n"
      "ee commit 2\nok\n"
      "ff blob 999999999999\nbegins";
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U}) {
    CAPTURE(piece);
    const Heard all = heard(printed, piece);
    CHECK(all.objects == std::vector<std::string>{"aa x\ny\n\n\n", "dd ", "ee ok"});
    CHECK(all.unreadable == std::vector<std::string>{"cc: missing from the object database",
                                                     "ff: larger than 256 MiB"});
    CHECK_FALSE(all.whole);
  }
}

TEST_CASE("a stream that ends between two objects is whole", "[object_stream]") {
  CHECK(heard("", 1).whole);
  CHECK(heard("aa blob 1\nx\n", 4).whole);
  CHECK_FALSE(heard("aa blob 1\nx", 4).whole);
  CHECK_FALSE(heard("aa blo", 4).whole);
}

TEST_CASE("what is no header is said, not believed", "[object_stream]") {
  for (const char* line :
       {"aa blob\n", "aa\n", "\n", "aa blob x\n", "aa blob -1\n", "aa what 3\n"}) {
    CAPTURE(line);
    CHECK(heard(line, 5).unreadable.size() == 1);
  }
}

}  // namespace
}  // namespace patdown::git_program
