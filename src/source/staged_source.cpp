#include "source/sources.h"
#include "source/staged.h"
#include "source/tally.h"

#include <utility>

namespace patdown {
namespace {

class StagedSource : public Source {
 public:
  explicit StagedSource(const Repository& repository)
      : objects_(ObjectDatabase::with_environment(repository)),
        staged_(staged_entries(repository, objects_, index_in_use(repository))) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    for (const Problem& problem : staged_.problems) tally.problem(Problem(problem));
    for (const Skip& skip : staged_.skipped) tally.skip(Skip(skip));
    for (const auto& [path, id] : staged_.blobs) {
      std::string why;
      const auto object = objects_.read(id, &why);
      if (!object) {
        tally.problem({.object = id.hex(), .path = path, .why = std::move(why)});
        continue;
      }
      Blob blob;
      blob.path = path;
      blob.object = id.hex();
      blob.origin = Origin::index;
      blob.bytes = object->bytes;
      tally.count(&Coverage::files);
      tally.content(blob, true);
    }
    return tally.done();
  }

 private:
  ObjectDatabase objects_;
  Staged staged_;
};

}  // namespace

std::unique_ptr<Source> staged_source(const Repository& repository) {
  return std::make_unique<StagedSource>(repository);
}

}  // namespace patdown
