#include "git/sightings.h"

#include "core/digest.h"
#include "git_sandbox.h"

#include <string>

namespace patdown {
namespace {

// Ten copies of the level below, ten levels deep: ten thousand million paths of one blob.
std::string copies_of_copies(GitSandbox& sandbox, const std::string& blob) {
  std::string below = blob;
  for (int level = 0; level < 10; ++level) {
    std::string bytes;
    for (char name = 'a'; name <= 'j'; ++name) {
      bytes += level == 0 ? "100644 " : "40000 ";
      bytes += name;
      bytes += '\0';
      bytes += from_hex(below).value();
    }
    GitSandbox::write_file(sandbox.beside("tree"), bytes);
    below = sandbox.run({"hash-object", "-t", "tree", "-w", sandbox.beside("tree")});
  }
  return below;
}

TEST_CASE("copies of copies without end are cut, and it is said") {
  GitSandbox sandbox;
  const std::string blob = sandbox.store_blob("boom\n");
  const ObjectId tree = ObjectId::parse(copies_of_copies(sandbox, blob)).value();

  const Repository repository(*repository_at(sandbox.top()));
  ObjectDatabase objects(repository);
  const ObjectWalk all(objects);
  ObjectFacts facts(all);
  TreeEdges edges(facts);
  const ObjectId wanted = ObjectId::parse(blob).value();
  edges.want(wanted);
  all.visit({ObjectType::tree}, 1, [&](const WalkedObject& object) { return edges.take(object); });
  edges.finish();
  const TreeGraph graph(facts, edges, {tree});
  SightingWalk walk(graph, {.paths = 50, .pairs = 5000});
  walk.walk(graph.number_of(tree), 0);
  CHECK(walk.seen(graph.number_of(wanted)).size() == 50);
  CHECK(walk.cut());
}

}  // namespace
}  // namespace patdown
