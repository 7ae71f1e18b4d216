#pragma once

// How are tokens judged while leaks are looked for? Pipelines and scripts are traced beside the
// search, and the files that the search reads are shown to the assessment, so that none is read
// twice.

#include "cli/target.h"
#include "token/assess.h"

#include <future>
#include <vector>

namespace patdown {

class Assessing {
 public:
  // Starts to trace. Borrows what it is given. `shown`: whether look() will be called for every
  // file of the tree.
  Assessing(const Target& target, const std::vector<DeclaredGrant>& grants, TokenLimits limits,
            bool shown);
  ~Assessing();
  Assessing(const Assessing&) = delete;
  Assessing& operator=(const Assessing&) = delete;
  Assessing(Assessing&&) = delete;
  Assessing& operator=(Assessing&&) = delete;

  // For each blob of the target's sources, from several threads.
  void look(const Blob& blob);

  // When every blob was shown.
  Assessment finish();

 private:
  const Target& target_;
  const std::vector<DeclaredGrant>& grants_;
  TokenLimits limits_;
  bool shown_;
  OtherTexts texts_;
  std::future<TokenTrace> tracing_;
};

// A source whose blobs are shown to an assessment as well.
class WatchedSource : public Source {
 public:
  WatchedSource(Source& source, Assessing& assessing) : source_(source), assessing_(assessing) {}
  Coverage visit(const BlobVisitor& visitor) override;

 private:
  Source& source_;
  Assessing& assessing_;
};

}  // namespace patdown
