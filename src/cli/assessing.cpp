#include "cli/assessing.h"

#include <algorithm>
#include <utility>

namespace patdown {

Assessing::Assessing(const Target& target, const std::vector<DeclaredGrant>& grants,
                     TokenLimits limits, bool shown)
    : target_(target), grants_(grants), limits_(std::move(limits)), shown_(shown) {
  if (!target.tree || target.changed) return;
  const auto policy = target.threads > 1 ? std::launch::async : std::launch::deferred;
  tracing_ = std::async(policy, [this] {
    if (!shown_) texts_.look_at_all(*target_.tree, target_.threads);
    return trace_tree(*target_.tree, texts_.clues(), !grants_.empty(),
                      {.threads = target_.threads});
  });
}

// Tracing may wait for files that nobody will show any more.
Assessing::~Assessing() {
  texts_.finish();
}

void Assessing::look(const Blob& blob) {
  if (!shown_ || blob.origin != Origin::worktree || !blob.inside.empty()) return;
  // Symbolic links are visited, but are no files of the tree.
  if (std::ranges::binary_search(target_.tree->paths(), blob.path)) {
    texts_.look(blob.path, blob.bytes);
  }
}

Assessment Assessing::finish() {
  if (!target_.tree) return {};
  if (target_.changed) {
    return assess_change(*target_.tree, grants_, *target_.changed, target_.threads, limits_);
  }
  if (shown_) texts_.finish();
  const TokenTrace trace = tracing_.get();
  return assess(trace, texts_, grants_, limits_);
}

Coverage WatchedSource::visit(const BlobVisitor& visitor) {
  return source_.visit([&](auto&& blob) {
    assessing_.look(blob);
    return visitor(std::forward<decltype(blob)>(blob));
  });
}

}  // namespace patdown
