#include "secret/anchors.h"

#include "core/error.h"
#include "rule/pattern.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <hs/hs.h>

// Vectorscan 5.4.9 holds its code once for each generation of x86 processors and takes the newest
// that fits. The one for AVX-512 is faulty: it misses matches at some offsets in the text, four in
// ten of them for `(?i)(?:token|secret)[a-z_]{0,12}=[a-z]{8}`; the one for AVX2 finds them all.
// Weak: a library made for one kind of processor has no such name.
extern "C" [[gnu::weak]] hs_error_t avx2_hs_scan(const hs_database_t* database, const char* text,
                                                 unsigned length, unsigned flags,
                                                 hs_scratch_t* scratch, match_event_handler on_hit,
                                                 void* context);

namespace patdown {
namespace {

using Scan = decltype(&hs_scan);

Scan sound_scan() {
#ifdef __x86_64__
  if (avx2_hs_scan != nullptr && __builtin_cpu_supports("avx512f") != 0) return &avx2_hs_scan;
#endif
  return &hs_scan;
}

// For patterns without a bound, and for anchors without one.
constexpr std::size_t default_reach = 4096;
// hs_scan takes 32-bit lengths; larger texts go through in pieces.
constexpr std::size_t piece_size = std::size_t{1} << 30U;

struct Search {
  const std::vector<Anchors::Anchor>* anchors;
  Candidates* candidates;
  std::size_t offset;  // of the piece in the text
  std::size_t size;    // of the text
};

int on_hit(unsigned id, unsigned long long /*from*/, unsigned long long to, unsigned /*flags*/,
           void* context) {
  const auto& search = *static_cast<const Search*>(context);
  const Anchors::Anchor& anchor = (*search.anchors)[id];
  const std::size_t end = search.offset + static_cast<std::size_t>(to);
  search.candidates->add(anchor.rule, {.begin = end - std::min(end, anchor.before),
                                       .end = std::min(search.size, end + anchor.behind)});
  return 0;
}

[[noreturn]] void refuse(const Rule& rule, std::string_view anchor, hs_compile_error_t* error) {
  std::string why =
      error != nullptr && error->message != nullptr ? error->message : "unknown error";
  hs_free_compile_error(error);
  throw Error("rule " + rule.id + ": the anchor '" + std::string(anchor) + "' is refused: " + why);
}

// The most bytes of a hit.
std::size_t width_of(const Rule& rule, const std::string& anchor) {
  hs_expr_info_t* info = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_expression_info(anchor.c_str(), HS_FLAG_DOTALL, &info, &error) != HS_SUCCESS) {
    refuse(rule, anchor, error);
  }
  const std::size_t width = std::min<std::size_t>(info->max_width, default_reach);
  std::free(info);  // Vectorscan allocates it with malloc, for us to free
  return width;
}

}  // namespace

void Candidates::clear() {
  for (const std::uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
}

void Candidates::add(std::uint32_t rule, Span window) {
  std::vector<Span>& windows = windows_[rule];
  if (windows.empty()) {
    touched_.push_back(rule);
  } else if (Span& last = windows.back(); window.begin <= last.end && last.begin <= window.end) {
    last = {.begin = std::min(last.begin, window.begin), .end = std::max(last.end, window.end)};
    return;
  }
  windows.push_back(window);
}

void Candidates::settle() {
  std::ranges::sort(touched_);
  for (const std::uint32_t rule : touched_) {
    std::vector<Span>& windows = windows_[rule];
    std::ranges::sort(windows);
    std::size_t kept = 0;
    for (const Span window : windows) {
      if (kept > 0 && window.begin <= windows[kept - 1].end) {
        windows[kept - 1].end = std::max(windows[kept - 1].end, window.end);
      } else {
        windows[kept++] = window;
      }
    }
    windows.resize(kept);
  }
}

void Anchors::DatabaseDeleter::operator()(hs_database* database) const {
  hs_free_database(database);
}

void Anchors::ScratchDeleter::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

Anchors::Anchors(std::span<const Rule* const> rules) {
  std::vector<const char*> expressions;
  std::vector<unsigned> ids;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = *rules[i];
    if (rule.anchors.empty()) {
      throw Error("rule " + rule.id + ": it has no anchor, so it would be tried at every byte");
    }
    // Rules from files know their reach; the pattern of one made in code may be faulty as well.
    const std::string fault = rule.reach == 0 ? fault_of(rule.pattern) : std::string();
    if (!fault.empty()) throw Error("rule " + rule.id + ": the pattern is refused: " + fault);
    const std::size_t derived =
        rule.reach == 0 ? longest_match(rule.pattern).value_or(default_reach) : 0;
    for (const std::string& anchor : rule.anchors) {
      const std::size_t width = width_of(rule, anchor);
      longest_ = std::max(longest_, width);
      ids.push_back(static_cast<unsigned>(anchors_.size()));
      expressions.push_back(anchor.c_str());
      anchors_.push_back({.rule = static_cast<std::uint32_t>(i),
                          .before = rule.reach == 0 ? derived : rule.reach + width,
                          .behind = rule.reach == 0 ? derived : rule.reach});
    }
  }
  if (expressions.empty()) return;
  const std::vector<unsigned> flags(expressions.size(), HS_FLAG_DOTALL);
  const hs_platform_info_t generic{};  // no processor feature beyond the base line
  hs_database* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), flags.data(), ids.data(),
                       static_cast<unsigned>(expressions.size()), HS_MODE_BLOCK, &generic,
                       &database, &error) != HS_SUCCESS) {
    const std::size_t which =
        error->expression < 0 ? 0 : static_cast<std::size_t>(error->expression);
    refuse(*rules[anchors_[which].rule], expressions[which], error);
  }
  database_.reset(database);
}

Anchors::Scratch Anchors::make_scratch() const {
  hs_scratch* scratch = nullptr;
  if (database_ != nullptr && hs_alloc_scratch(database_.get(), &scratch) != HS_SUCCESS) {
    throw Error("cannot prepare the search for secrets: out of memory");
  }
  return Scratch(scratch);
}

void Anchors::find(std::string_view text, hs_scratch* scratch, Candidates& candidates) const {
  candidates.clear();
  if (database_ == nullptr) return;
  static const Scan scan = sound_scan();
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t size = std::min(piece_size, text.size() - offset);
    Search search{
        .anchors = &anchors_, .candidates = &candidates, .offset = offset, .size = text.size()};
    if (scan(database_.get(), text.data() + offset, static_cast<unsigned>(size), 0, scratch, on_hit,
             &search) != HS_SUCCESS) {
      throw Error("the search for secrets failed: this processor may lack SSE4.2");
    }
    if (offset + size == text.size()) break;
    offset += size - longest_;
  }
  candidates.settle();
}

}  // namespace patdown
