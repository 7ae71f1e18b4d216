#include "core/pool.h"
#include "git/object_database.h"
#include "git/parallel.h"
#include "source/file_bytes.h"
#include "source/file_walk.h"
#include "source/sources.h"
#include "source/tally.h"

#include <optional>
#include <utility>

namespace patdown {
namespace {

// Whether the index knows these very bytes: git's own test, and the size of the object beside it,
// for a filter (line ends, LFS) may stand between the two. An entry as young as the index itself
// may have been changed since (git calls it racy).
bool unchanged(const IndexEntry& entry, const FileStat& index, const FileBytes& file,
               const ObjectDatabase& objects) {
  const FileStat now{.seconds = file.seconds,
                     .nanoseconds = file.nanoseconds,
                     .inode = file.inode,
                     .size = static_cast<std::uint32_t>(file.bytes->size())};
  if (entry.intent_to_add || entry.kind != EntryKind::file || entry.stat != now) return false;
  if (entry.stat.seconds >= index.seconds) return false;
  const auto header = objects.header_of(entry.id);
  return header && header->type == ObjectType::blob && header->bytes == file.bytes->size();
}

class WorktreeSource : public Source {
 public:
  WorktreeSource(std::shared_ptr<const FileWalk> walk, unsigned threads, FileObjects objects)
      : walk_(std::move(walk)), threads_(threads), wanted_(objects) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    for (const Problem& problem : walk_->problems) tally.problem(Problem(problem));
    for (const Skip& skip : walk_->skipped) tally.skip(Skip(skip));
    open_objects();
    for_each_index(walk_->files.size(), 2, threads_,
                   [&](std::size_t i) { visit_file(walk_->files[i], tally); });
    return tally.done();
  }

 private:
  // Without objects, no file is known to be unchanged: nothing is lost.
  void open_objects() {
    if (wanted_ == FileObjects::unnamed || !walk_->repository) return;
    try {
      repository_.emplace(*walk_->repository);
      objects_.emplace(*repository_);
    } catch (const std::exception&) {
      objects_.reset();
    }
  }

  void visit_file(const WalkedFile& file, Tally& tally) {
    const std::string full = walk_->folder + '/' + file.path;
    const auto buffer = buffers_.take();
    FileBytes read =
        file.link ? read_link(full, *buffer) : read_file(full, max_file_bytes, *buffer);
    if (read.special) {
      tally.skip({.what = "special file", .why = file.path + ": a pipe, device or socket"});
      return;
    }
    if (!read.bytes) {
      tally.problem({.object = {}, .path = file.path, .why = std::move(read.why)});
      return;
    }
    Blob blob;
    blob.path = file.path;
    blob.origin = Origin::worktree;
    blob.object = object_of(file, read);
    blob.bytes = *read.bytes;
    tally.count(&Coverage::files);
    tally.content(blob, true);
    buffer->shrink();
  }

  // The object that holds the same bytes; empty if there is none.
  std::string object_of(const WalkedFile& file, const FileBytes& read) const {
    if (!objects_) return {};
    if (file.tracked != nullptr && unchanged(*file.tracked, walk_->index.stat, read, *objects_)) {
      return file.tracked->id.hex();
    }
    const ObjectId id = id_of_blob(*read.bytes);
    return objects_->has(id) ? id.hex() : std::string();
  }

  std::shared_ptr<const FileWalk> walk_;
  unsigned threads_;
  FileObjects wanted_;
  // Large enough for most at once: a buffer that grows touches fresh pages each time.
  Pool<FileBuffer> buffers_{[] {
    auto buffer = std::make_unique<FileBuffer>();
    buffer->room_for(std::size_t{1} << 20U);
    return buffer;
  }};
  std::optional<Repository> repository_;
  std::optional<ObjectDatabase> objects_;
};

}  // namespace

std::shared_ptr<const FileWalk> worktree_files(const std::string& root, unsigned threads) {
  return std::make_shared<const FileWalk>(walk_files(root, threads));
}

std::unique_ptr<Source> worktree_source(std::shared_ptr<const FileWalk> walk, unsigned threads,
                                        FileObjects objects) {
  return std::make_unique<WorktreeSource>(std::move(walk), threads, objects);
}

}  // namespace patdown
