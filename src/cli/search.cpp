#include "cli/search.h"

#include "cli/seen_members.h"
#include "core/pool.h"
#include "core/text_hash.h"
#include "source/archive.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace patdown {
namespace {

// What one thread searches with, and short texts in which it found nothing: every commit names two
// people, and a history names few.
class SearchTools {
 public:
  explicit SearchTools(const Scanner& scanner) : scratch_(scanner) {}

  Scanner::Scratch& scratch() { return scratch_; }
  bool held_nothing(std::string_view text) const { return silent_.contains(text); }
  void note_nothing(std::string_view text) {
    if (text.size() <= longest_noted && silent_.size() < most_noted) silent_.emplace(text);
  }

 private:
  static constexpr std::size_t longest_noted = 512;
  static constexpr std::size_t most_noted = 8192;

  Scanner::Scratch scratch_;
  std::unordered_set<std::string, TextHash, std::equal_to<>> silent_;
};

class Search {
 public:
  Search(const Scanner& scanner, Deltas deltas)
      : scanner_(scanner),
        pool_([&scanner] { return std::make_unique<SearchTools>(scanner); }),
        deltas_(deltas) {}

  std::shared_ptr<const Remembered> take(const Blob& blob) {
    const auto tools = pool_.take();
    if (blob.origin == Origin::commit_author) {
      take_people(blob, *tools);
      return nullptr;
    }
    Scanner::Scratch& scratch = tools->scratch();
    if (!looks_like_archive(blob.bytes)) {
      const bool by_delta = deltas_ == Deltas::used && blob.origin == Origin::history;
      ScannedText text{.bytes = blob.bytes, .path = blob.path};
      if (by_delta) text.delta = blob.delta;
      text.remember = by_delta;
      return scan(blob, blob.inside, text, scratch).remembered;
    }
    // What an archive stores unpacked would be found twice; what cannot be opened is searched as it
    // is.
    if (!open(blob, scratch)) {
      scan(blob, blob.inside, {.bytes = blob.bytes, .path = blob.path}, scratch);
    }
    return nullptr;
  }

  Searched finish(Coverage&& coverage) {
    add(coverage, more_);
    std::ranges::sort(hits_, {}, [](const Hit& hit) {
      return std::tie(hit.path, hit.object, hit.inside, hit.origin, hit.match.span,
                      hit.match.rule->id);
    });
    return {.hits = std::move(hits_), .coverage = std::move(coverage)};
  }

 private:
  void take_people(const Blob& blob, SearchTools& tools) {
    if (tools.held_nothing(blob.bytes)) return;
    const ScannedText text{.bytes = blob.bytes, .path = blob.path};
    if (scan(blob, blob.inside, text, tools.scratch()).silent) tools.note_nothing(blob.bytes);
  }

  // False if some of it could not be opened.
  bool open(const Blob& blob, Scanner::Scratch& scratch) {
    const std::vector<ArchiveProblem> problems =
        visit_archive(blob.bytes, {}, [&](const std::string& inside, std::string_view bytes) {
          const std::string all = blob.inside + inside;
          // The file's own name decides which rules look at a member: "settings.xml" in "site.zip".
          const std::string_view path = std::string_view(all).substr(all.rfind('!') + 1);
          const SeenMembers::Member member = seen_.member(bytes, path);
          if (seen_.held_nothing(member)) return;
          if (scan(blob, all, {.bytes = bytes, .path = path}, scratch).silent) {
            seen_.note_nothing(member);
          }
        });
    bool limited = false;
    for (const ArchiveProblem& problem : problems) {
      // The raw bytes of what is damaged or encrypted are searched, so nothing is left unsearched
      // that anybody could read.
      if (problem.kind != ArchiveProblem::Kind::limit) continue;
      limited = true;
      note(blob, "archive: " + problem.why);
    }
    if (!problems.empty() && !limited) skip("archive", "damaged or encrypted: searched as it is");
    return problems.empty();
  }

  struct Scanned {
    bool silent = false;  // nothing is said of the text
    std::shared_ptr<const Remembered> remembered;
  };

  Scanned scan(const Blob& blob, const std::string& inside, const ScannedText& text,
               Scanner::Scratch& scratch) {
    ScanResult result = scanner_.scan(text, scratch);
    for (const std::string& why : result.limits) note(blob, why);
    if (result.matches.empty()) {
      return {.silent = result.limits.empty(), .remembered = std::move(result.remembered)};
    }
    const std::lock_guard lock(mutex_);
    for (Match& match : result.matches) {
      hits_.push_back({.match = std::move(match),
                       .path = blob.path,
                       .object = blob.object,
                       .inside = inside,
                       .origin = blob.origin});
    }
    return {.silent = false, .remembered = std::move(result.remembered)};
  }

  void skip(const std::string& what, const std::string& why) {
    const std::lock_guard lock(mutex_);
    Coverage one;
    one.skipped.push_back({.what = what, .why = why});
    add(more_, one);
  }

  void note(const Blob& blob, const std::string& why) {
    const std::lock_guard lock(mutex_);
    more_.unreadable.push_back(
        {.object = blob.path.empty() ? blob.object : std::string(), .path = blob.path, .why = why});
  }

  const Scanner& scanner_;
  Pool<SearchTools> pool_;
  Deltas deltas_;
  SeenMembers seen_;
  std::mutex mutex_;
  std::vector<Hit> hits_;
  Coverage more_;
};

}  // namespace

Searched search(Source& source, const Scanner& scanner, Deltas deltas) {
  Search search(scanner, deltas);
  Coverage coverage = source.visit([&search](const Blob& blob) { return search.take(blob); });
  return search.finish(std::move(coverage));
}

}  // namespace patdown
