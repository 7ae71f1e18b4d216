#pragma once

// What a source shows, kept: for the tests of src/source/.

#include "git/history_objects.h"
#include "git_sandbox.h"
#include "source/sources.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace patdown {

using Names = std::vector<std::string>;

// A blob that owns its bytes.
struct KeptBlob : Blob {
  std::shared_ptr<const std::string> text;
};

struct Visited {
  std::vector<KeptBlob> blobs;
  Coverage coverage;

  // Paths of the blobs of one origin, sorted.
  Names paths(Origin origin) const {
    Names paths;
    for (const Blob& blob : blobs) {
      if (blob.origin == origin) paths.push_back(blob.path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }
  // Contents of the blobs of one origin, sorted.
  Names contents(Origin origin) const {
    Names contents;
    for (const Blob& blob : blobs) {
      if (blob.origin == origin) contents.emplace_back(blob.bytes);
    }
    std::sort(contents.begin(), contents.end());
    return contents;
  }
  const Blob& at(const std::string& path) const {
    const auto found = std::find_if(blobs.begin(), blobs.end(),
                                    [&](const Blob& blob) { return blob.path == path; });
    REQUIRE(found != blobs.end());
    return *found;
  }
  Names skipped() const {
    Names names;
    for (const Skip& skip : coverage.skipped) names.push_back(skip.what + " " + skip.why);
    return names;
  }
};

inline Visited visit(Source& source) {
  Visited visited;
  std::mutex guard;
  visited.coverage = source.visit([&](const Blob& blob) {
    KeptBlob kept{blob, std::make_shared<const std::string>(blob.bytes)};
    kept.bytes = *kept.text;
    kept.delta = nullptr;
    const std::lock_guard lock(guard);
    visited.blobs.push_back(std::move(kept));
    return std::shared_ptr<const Remembered>();
  });
  return visited;
}

inline Visited worktree(const std::string& root) {
  return visit(*worktree_source(worktree_files(root, 2), 2, FileObjects::named));
}

inline Visited history(const std::string& folder, unsigned threads = 2) {
  const Repository repository(repository_at(folder).value());
  return visit(*history_source(std::make_shared<HistoryObjects>(repository), threads));
}

inline Visited staged(const std::string& folder) {
  const Repository repository(repository_around(folder).value());
  return visit(*staged_change(repository).source);
}

inline Visited range(const std::string& folder, const std::string& text, Names* commits = nullptr) {
  const Repository repository(repository_at(folder).value());
  Names ids;
  const auto source = range_source(repository, text, ids);
  if (commits != nullptr) *commits = ids;
  return visit(*source);
}

}  // namespace patdown
