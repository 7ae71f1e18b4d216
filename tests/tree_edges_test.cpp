// The oracle is git: what `git ls-tree` lists of every commit.

#include "git/tree_edges.h"

#include "core/digest.h"
#include "git/provenance.h"
#include "git/tree_graph.h"
#include "git_sandbox.h"
#include "walked.h"

#include <random>
#include <set>

namespace patdown {
namespace {

struct Place {
  std::string commit;  // the oldest
  bool in_head = false;
  friend auto operator<=>(const Place&, const Place&) = default;
};
// By blob and path.
using Places = std::map<std::pair<std::string, std::string>, Place>;

// A line of commits that write, move and remove files in folders; what git lists of them.
Places make_history(GitSandbox& sandbox) {
  std::mt19937 random(11);
  const auto folder = [&] {
    std::string path;
    for (auto depth = random() % 4; depth > 0; --depth)
      path += "dir" + std::to_string(random() % 3) + "/";
    return path;
  };
  Places places;
  for (int step = 0; step < 22; ++step) {
    for (auto edits = 3 + random() % 9; edits > 0; --edits) {
      const std::string path = folder() + "file" + std::to_string(random() % 14);
      if (random() % 6 == 0) {
        sandbox.remove(path);
      } else if (random() % 20 == 0) {
        sandbox.remove("dir" + std::to_string(random() % 3));
      } else {
        sandbox.write(path, "text " + std::to_string(random() % 60) + std::string(200, 'x') + "\n");
      }
    }
    const std::string commit = sandbox.commit("step");
    for (auto& [key, place] : places) place.in_head = false;
    std::istringstream lines(sandbox.run({"ls-tree", "-r", "HEAD"}));
    for (std::string mode, type, id, path; lines >> mode >> type >> id >> path;) {
      places.try_emplace({id, path}, Place{commit, false}).first->second.in_head = true;
    }
  }
  return places;
}

Places sighted(const std::string& top, const Places& expected, unsigned threads) {
  std::set<std::string> wanted;
  for (const auto& [key, place] : expected) wanted.insert(key.first);
  const Repository repository(*repository_at(top));
  const Provenance provenance = provenance_of(repository, wanted, {}, threads);
  CHECK(provenance.missing.empty());
  Places places;
  for (const auto& [object, sightings] : provenance.sightings) {
    for (const Sighting& sighting : sightings) {
      places[{object, sighting.path}] = {sighting.commit, sighting.in_head};
    }
  }
  return places;
}

TEST_CASE("every path of every blob is told as git lists it, however trees are packed") {
  GitSandbox sandbox;
  const Places expected = make_history(sandbox);
  REQUIRE(expected.size() > 60);
  CHECK((sighted(sandbox.top(), expected, 2) == expected));
  for (const char* depth : {"1", "50"}) {
    sandbox.run({"repack", "-adfq", "--window=30", std::string("--depth=") + depth});
    Walked walked;
    walk_into(walked, sandbox.top(), 1, {ObjectType::tree});
    REQUIRE(walked.inherited > 20);
    for (const unsigned threads : {1U, 3U}) {
      CHECK((sighted(sandbox.top(), expected, threads) == expected));
    }
  }
}

TEST_CASE("every blob that a partial clone lacks is told, at a path that git lists") {
  GitSandbox sandbox;
  const Places all = make_history(sandbox);
  sandbox.run({"repack", "-adfq", "--window=30"});
  sandbox.run({"config", "uploadpack.allowFilter", "true"});
  const std::string clone = sandbox.beside("clone.git");
  sandbox.run({"clone", "-q", "--bare", "--no-local", "--filter=blob:none",
               "file://" + sandbox.top(), clone});
  std::set<std::string> expected;
  for (const auto& [key, place] : all) expected.insert(key.first);
  std::set<std::string> missing;
  const Repository repository(*repository_at(clone));
  for (const Problem& problem : provenance_of(repository, {}, {}, 2).missing) {
    INFO(problem.path);
    CHECK(missing.insert(problem.object).second);
    CHECK(all.contains({problem.object, problem.path}));
  }
  CHECK(missing == expected);
}

TEST_CASE("a tree that holds itself is walked once") {
  GitSandbox sandbox;
  const std::string blob = sandbox.store_blob("kept\n");
  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase objects(repository);
  const ObjectWalk walk(objects);
  ObjectFacts facts(walk);
  // Ids are hashes, so only a made-up tree can do this.
  const ObjectId ring = *ObjectId::parse(blob);
  TreeEdges edges(facts);
  edges.want(ring);
  const std::string raw = from_hex(blob).value();
  const std::string bytes = std::string("40000 again\0", 12) + raw;
  edges.take(
      {.id = ring, .number = facts.ids().find(ring), .type = ObjectType::tree, .bytes = bytes});
  edges.finish();
  const TreeGraph graph(facts, edges, {ring});
  CHECK(graph.absent().empty());
  CHECK(graph.steps(graph.number_of(ring)).empty());
}

}  // namespace
}  // namespace patdown
