#include "cli/search.h"

#include "catch.h"
#include "cli/seen_members.h"
#include "git_sandbox.h"
#include "rule/example.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

TEST_CASE("a member is known by its bytes and its name") {
  SeenMembers seen;
  seen.note_nothing(seen.member("bytes", "a.txt"));
  CHECK(seen.held_nothing(seen.member("bytes", "a.txt")));
  CHECK_FALSE(seen.held_nothing(seen.member("bytes", "b.txt")));
  CHECK_FALSE(seen.held_nothing(seen.member("bytes!", "a.txt")));
}

// Blobs that are handed out one after the other.
class ListedSource : public Source {
 public:
  explicit ListedSource(std::vector<Blob> blobs) : blobs_(std::move(blobs)) {}
  Coverage visit(const BlobVisitor& visitor) override {
    for (const Blob& blob : blobs_) visitor(blob);
    return {};
  }

 private:
  std::vector<Blob> blobs_;
};

const Scanner& github_scanner() {
  static const auto rule = std::ranges::find(builtin_rules(), "github-pat-classic", &Rule::id);
  REQUIRE(rule != builtin_rules().end());
  static const Rule* const rules[] = {&*rule};
  static const Scanner scanner(rules);
  return scanner;
}

TEST_CASE("people whom every commit names are told of each, if there is something to tell") {
  const std::string clean = "A <a@example.invalid>\nA <a@example.invalid>";
  const std::string leak = expand("A <«ghp_‹alnum 30›‹github-crc›»>\nA", 1).text;
  std::vector<Blob> blobs(5);
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    blobs[i].object = std::to_string(i);
    blobs[i].origin = Origin::commit_author;
    blobs[i].bytes = i % 2 == 0 ? clean : leak;
  }
  ListedSource source(std::move(blobs));
  const Searched searched = search(source, github_scanner(), Deltas::used);
  std::vector<std::string> objects;
  for (const Hit& hit : searched.hits) objects.push_back(hit.object);
  CHECK(objects == std::vector<std::string>{"1", "3"});
}

TEST_CASE("what stands in several archives is told for each") {
  GitSandbox box({}, false);
  const std::string token = expand("export GH_TOKEN=«ghp_‹alnum 30›‹github-crc›»\n", 1).text;
  box.write("leak.sh", token);
  box.write("plain.txt", "nothing here\n");
  box.write("more.txt", "nor here\n");
  std::string ignored;
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"-C", box.top(), "zip", "-q", "a.zip", "leak.sh", "plain.txt"},
        {"-C", box.top(), "zip", "-q", "b.zip", "plain.txt", "leak.sh", "more.txt"}}) {
    REQUIRE(box.execute("env", args, ignored) == 0);
  }
  const std::string a = GitSandbox::file_text(box.path("a.zip"));
  const std::string b = GitSandbox::file_text(box.path("b.zip"));
  std::vector<Blob> blobs(3);
  blobs[0].path = "a.zip";
  blobs[0].bytes = a;
  blobs[1].path = "b.zip";
  blobs[1].bytes = b;
  blobs[2].path = "c.zip";
  blobs[2].bytes = a;
  ListedSource source(std::move(blobs));
  const Searched searched = search(source, github_scanner(), Deltas::used);
  std::vector<std::string> places;
  for (const Hit& hit : searched.hits) places.push_back(hit.path + hit.inside);
  CHECK(places == std::vector<std::string>{"a.zip!leak.sh", "b.zip!leak.sh", "c.zip!leak.sh"});
}

}  // namespace
}  // namespace patdown
