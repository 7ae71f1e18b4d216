#include "secret/scanner.h"

#include "secret/allow.h"
#include "secret/anchors.h"
#include "secret/compiled_rule.h"
#include "secret/copy_map.h"
#include "secret/decode.h"
#include "secret/found.h"
#include "secret/positions.h"
#include "secret/scan_memory.h"
#include "secret/scan_pass.h"
#include "secret/source_line.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace patdown {
namespace {

// Anchors without a bound have this width, see anchor_database.cpp.
constexpr std::size_t longest_known_anchor = 4096;

std::vector<Match> described(const View& base, const std::vector<Found>& all,
                             std::string_view base_encoding) {
  if (all.empty()) return {};
  std::vector<Span> spans;
  spans.reserve(all.size());
  for (const Found& found : all) spans.push_back(found.span);
  const std::vector<Position> positions = positions_of(base.text, spans);
  const std::vector<Span> secrets = joined(spans);
  const std::vector<Allow> allows = find_allows(base.text, spans);
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
    match.hints = found.hints;
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
  ScanScratch scan;
};

struct Scanner::Impl {
  // CompiledRule does not move: a deque leaves it where it is.
  std::deque<CompiledRule> rules;
  Anchors anchors;

  ScanTools tools{.rules = rules, .anchors = anchors};

  Impl(std::span<const Rule* const> given, std::span<RuleMeter> meters) : anchors(given) {
    anchors.meter(meters);
    for (const Rule* rule : given) {
      rules.emplace_back(*rule, meters.empty() ? nullptr : &meters[rules.size()]);
      if (!rule->near.empty()) tools.most_near = std::max(tools.most_near, rule->near_bytes);
    }
  }

  // What is remembered of the text's base, if it may be used.
  const ScanMemory* known_base(const ScannedText& text, const Scanner* scanner) const {
    // An anchor without a bound could hit because of bytes far away; a path decides which rules are
    // tried and how matches are weighed.
    if (text.delta == nullptr || !text.path.empty() || anchors.longest() >= longest_known_anchor) {
      return nullptr;
    }
    const auto* base = dynamic_cast<const ScanMemory*>(text.delta->base);
    if (base == nullptr || base->scanner != scanner || base->opaque) return nullptr;
    const bool binary = std::ranges::any_of(text.delta->pieces, [&](const DeltaPiece& piece) {
      return piece.base == DeltaPiece::inserted &&
             text.bytes.substr(piece.here.begin, piece.here.size()).find('\0') !=
                 std::string_view::npos;
    });
    return binary ? nullptr : base;
  }
};

Scanner::Scratch::Scratch(const Scanner& scanner)
    : impl_(std::make_unique<Impl>(
          Impl{.scan = {.anchors = Anchors::Scratch(scanner.impl_->anchors),
                        .candidates = Candidates(scanner.impl_->rules.size())}})) {}

Scanner::Scratch::~Scratch() = default;

Scanner::Scanner(std::span<const Rule* const> rules, std::span<RuleMeter> meters)
    : impl_(std::make_unique<Impl>(rules, meters)) {}

Scanner::~Scanner() = default;

ScanResult Scanner::scan(std::string_view bytes, std::string_view path, Scratch& scratch) const {
  return scan({.bytes = bytes, .path = path}, scratch);
}

ScanResult Scanner::scan(const ScannedText& text, Scratch& scratch) const {
  ScanScratch& own = scratch.impl_->scan;
  const auto result_of = [&](ScanPass& pass, const View& view, std::string_view encoding) {
    ScanResult result;
    result.matches = described(view, pass.found(), encoding);
    result.limits = pass.limits();
    if (text.remember) {
      pass.memory()->scanner = this;
      result.remembered = pass.memory();
    }
    return result;
  };
  View view;
  view.text = text.bytes;
  if (const ScanMemory* base = impl_->known_base(text, this)) {
    ScanPass pass(impl_->tools, text.path, text.bytes.size(), own);
    if (pass.search_changed(view, CopyMap(*text.delta, text.bytes.size()), *base)) {
      return result_of(pass, view, {});
    }
  }
  // Without a NUL it is no UTF-16.
  const bool plain = text.bytes.find('\0') == std::string_view::npos;
  const std::optional<Utf16Text> wide = plain ? std::nullopt : decode_utf16(text.bytes);
  if (wide) view.text = wide->text;
  own.runs.find(view.text);
  view.runs = &own.runs;
  ScanPass pass(impl_->tools, text.path, text.bytes.size(), own);
  pass.search_whole(view, plain);
  if (!plain) pass.memory()->opaque = true;
  return result_of(pass, view, wide ? wide->how : std::string_view{});
}

}  // namespace patdown
