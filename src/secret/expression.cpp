#include "secret/expression.h"

#include "core/error.h"
#include "secret/quick_look.h"

#include <array>
#include <utility>

#include <re2/re2.h>

namespace patdown {
namespace {

constexpr std::int64_t max_memory = std::int64_t{8} << 20U;  // RE2's default, its measured optimum

}  // namespace

Expression::Expression(std::string pattern, std::string owner, bool ignore_case)
    : pattern_(std::move(pattern)), owner_(std::move(owner)), ignore_case_(ignore_case) {}

Expression::~Expression() = default;

const re2::RE2& Expression::compiled() const {
  std::call_once(once_, [this] {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    options.set_max_mem(max_memory);
    options.set_case_sensitive(!ignore_case_);
    auto compiled = std::make_unique<RE2>(pattern_, options);
    if (!compiled->ok()) {
      throw Error(owner_ + ": the expression '" + pattern_ + "' is refused: " + compiled->error());
    }
    compiled_ = std::move(compiled);
    ready_.store(true, std::memory_order_release);
  });
  return *compiled_;
}

const QuickLook& Expression::look() const {
  std::call_once(looked_, [this] {
    look_ = std::make_unique<const QuickLook>(ignore_case_ ? "(?i)" + pattern_ : pattern_);
  });
  return *look_;
}

std::optional<ExpressionMatch> Expression::find(std::string_view text, Span window) const {
  if (!ready_.load(std::memory_order_acquire)) {
    const QuickLook::Looked looked = look().find(text, window);
    if (looked.answer == QuickLook::Answer::nowhere) return std::nullopt;
    if (looked.answer == QuickLook::Answer::here) return looked.match;
  }
  const RE2& expression = compiled();
  std::array<re2::StringPiece, 2> groups;
  const int wanted = expression.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!expression.Match({text.data(), text.size()}, window.begin, window.end, RE2::UNANCHORED,
                        groups.data(), wanted)) {
    return std::nullopt;
  }
  const auto span_of = [&](const re2::StringPiece& piece) {
    const auto begin = static_cast<std::size_t>(piece.data() - text.data());
    return Span{.begin = begin, .end = begin + piece.size()};
  };
  const Span all = span_of(groups[0]);
  return ExpressionMatch{.all = all,
                         .group = groups[1].data() == nullptr ? all : span_of(groups[1])};
}

bool Expression::holds_in(std::string_view text) const {
  return find(text, {.begin = 0, .end = text.size()}).has_value();
}

}  // namespace patdown
