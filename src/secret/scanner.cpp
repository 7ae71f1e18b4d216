#include "secret/scanner.h"

#include "secret/allow.h"
#include "secret/anchors.h"
#include "secret/compiled_rule.h"
#include "secret/confirm.h"
#include "secret/decode.h"
#include "secret/found.h"
#include "secret/positions.h"
#include "secret/source_line.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace patdown {
namespace {

// Bounds for texts that somebody made to be slow; honest ones stay far below.
constexpr std::size_t least_decoded_bytes = std::size_t{16} << 20U;
constexpr std::size_t decoded_share = 4;  // of the blob's size, in all views together
constexpr std::size_t least_confirmed_bytes = std::size_t{512} << 20U;
constexpr std::size_t confirmed_share = 64;
constexpr std::size_t most_matches = 100'000;  // in one blob

std::vector<Match> described(const View& base, const std::vector<Found>& all,
                             std::string_view base_encoding) {
  std::vector<Span> spans;
  spans.reserve(all.size());
  for (const Found& found : all) spans.push_back(found.span);
  const std::vector<Position> positions = positions_of(base.text, spans);
  const std::vector<Span> secrets = joined(spans);
  const std::vector<Allow> allows = all.empty() ? std::vector<Allow>{} : find_allows(base.text);
  std::vector<Match> matches;
  matches.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Found& found = all[i];
    Match match;
    match.rule = &found.rule->rule();
    match.secret = SecretText(found.secret);
    match.span = found.span;
    match.at = positions[i];
    match.source_line = masked_line(base.text, found.span, found.secret, secrets);
    match.confidence = found.confidence;
    match.proof = found.proof;
    if (!base_encoding.empty()) match.decoded.emplace_back(base_encoding);
    match.decoded.insert(match.decoded.end(), found.decoded.begin(), found.decoded.end());
    const Allow* allow = find_allow(allows, match.rule->id, match.at.line, match.at.end_line);
    if (allow != nullptr) match.allowed = masked_part(base.text, allow->text, secrets);
    matches.push_back(std::move(match));
  }
  return matches;
}

}  // namespace

struct Scanner::Scratch::Impl {
  Anchors::Scratch anchors;
  Candidates candidates;
};

struct Scanner::Impl {
  // CompiledRule does not move: a deque leaves it where it is.
  std::deque<CompiledRule> rules;
  Anchors anchors;

  explicit Impl(std::span<const Rule* const> given) : anchors(given) {
    for (const Rule* rule : given) rules.emplace_back(*rule);
  }
};

namespace {

// One scan: the outermost text, what it decodes to, and what was found so far.
class Scan {
 public:
  Scan(const std::deque<CompiledRule>& rules, const Anchors& anchors, std::string_view path,
       std::size_t size)
      : rules_(rules), anchors_(anchors), path_(path) {
    decoding_.bytes = least_decoded_bytes + decoded_share * size;
    confirming_.bytes = least_confirmed_bytes + confirmed_share * size;
  }

  void search(const View& view, hs_scratch* scratch, Candidates& candidates) {
    search_in(view, 0, scratch, candidates);
  }

  std::vector<Found> take() { return without_repeats(std::move(found_)); }

  std::vector<std::string> limits() const {
    std::vector<std::string> limits;
    if (decoding_.exhausted) {
      limits.emplace_back("it decodes to too much: some encoded text was not searched");
    }
    if (confirming_.exhausted) {
      limits.emplace_back("it has too many near matches: some were not looked at");
    }
    if (full_) limits.emplace_back("it has more than 100,000 matches: the rest was dropped");
    return limits;
  }

 private:
  void search_in(const View& view, std::uint32_t root, hs_scratch* scratch,
                 Candidates& candidates) {
    anchors_.find(view.text, scratch, candidates);
    for (const std::uint32_t index : candidates.rules()) {
      const CompiledRule& rule = rules_[index];
      if (!rule.fits(path_)) continue;
      confirm({.rule = rule, .view = view, .path = path_}, candidates.windows(index), confirming_,
              [&](Confirmed confirmed) { keep(rule, view, root, std::move(confirmed)); });
    }
    for_each_decoded(view, decoding_, [&](const View& inner) {
      search_in(inner, inner.exact ? root : ++roots_, scratch, candidates);
    });
  }

  void keep(const CompiledRule& rule, const View& view, std::uint32_t root, Confirmed confirmed) {
    if (found_.size() >= most_matches) {
      full_ = true;
      return;
    }
    Found found{
        .rule = &rule,
        .secret = std::string(view.text.substr(confirmed.secret.begin, confirmed.secret.size())),
        .span = view.outermost(confirmed.secret),
        .confidence = confirmed.confidence,
        .proof = std::move(confirmed.proof),
        .decoded = {},
        .root = root,
        .in_root = confirmed.secret};
    for (const View* here = &view; here->outer != nullptr; here = here->outer) {
      found.decoded.insert(found.decoded.begin(), here->how);
    }
    for (const View* here = &view; here != nullptr && here->exact; here = here->outer) {
      found.in_root = here->outward(found.in_root);
    }
    found_.push_back(std::move(found));
  }

  const std::deque<CompiledRule>& rules_;
  const Anchors& anchors_;
  std::string_view path_;
  DecodeBudget decoding_;
  ConfirmBudget confirming_;
  std::vector<Found> found_;
  std::uint32_t roots_ = 0;
  bool full_ = false;
};

}  // namespace

Scanner::Scratch::Scratch(const Scanner& scanner)
    : impl_(std::make_unique<Impl>(Impl{.anchors = scanner.impl_->anchors.make_scratch(),
                                        .candidates = Candidates(scanner.impl_->rules.size())})) {}

Scanner::Scratch::~Scratch() = default;

Scanner::Scanner(std::span<const Rule* const> rules) : impl_(std::make_unique<Impl>(rules)) {}

Scanner::~Scanner() = default;

ScanResult Scanner::scan(std::string_view bytes, std::string_view path, Scratch& scratch) const {
  const std::optional<Utf16Text> wide = decode_utf16(bytes);
  View base;
  base.text = wide ? std::string_view(wide->text) : bytes;
  Scan scan(impl_->rules, impl_->anchors, path, bytes.size());
  scan.search(base, scratch.impl_->anchors.get(), scratch.impl_->candidates);
  ScanResult result;
  result.matches = described(base, scan.take(), wide ? wide->how : std::string_view{});
  result.limits = scan.limits();
  return result;
}

}  // namespace patdown
