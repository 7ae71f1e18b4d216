#include "cli/assessing.h"

#include <algorithm>
#include <utility>

namespace patdown {

Assessing::Assessing(const Target& target, const std::vector<DeclaredGrant>& grants,
                     TokenLimits limits, unsigned threads)
    : target_(target), grants_(grants), limits_(std::move(limits)), threads_(threads) {
  if (!target.tree || target.changed) return;
  const auto policy = threads > 1 ? std::launch::async : std::launch::deferred;
  tracing_ = std::async(policy, [&target] { return trace_tree(*target.tree); });
}

void Assessing::look(const Blob& blob) {
  if (!target_.tree_in_sources || blob.origin != Origin::worktree || !blob.inside.empty()) return;
  // Symbolic links are visited, but are no files of the tree.
  if (std::ranges::binary_search(target_.tree->paths(), blob.path)) {
    texts_.look(blob.path, blob.bytes);
  }
}

Assessment Assessing::finish(bool visited) {
  if (!target_.tree) return {};
  if (target_.changed) {
    return assess_change(*target_.tree, grants_, *target_.changed, threads_, limits_);
  }
  if (!visited || !target_.tree_in_sources) texts_.look_at_all(*target_.tree, threads_);
  return assess(tracing_.get(), texts_, grants_, limits_);
}

Coverage WatchedSource::visit(const BlobVisitor& visitor) {
  return source_.visit([&](auto&& blob) {
    assessing_.look(blob);
    return visitor(std::forward<decltype(blob)>(blob));
  });
}

}  // namespace patdown
