#pragma once

// Where does a regular expression hold in a text?
//
// A thin, lazy face of RE2: Latin-1 (bytes), quiet, 8 MiB for its automata, compiled when a quick
// look does not tell. Threads may share one.

#include "core/span.h"
#include "secret/expression_match.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace patdown {

class QuickLook;  // secret/quick_look.h

class Expression {
 public:
  // `owner` is named when the expression turns out to be invalid: "rule azure-devops-pat".
  Expression(std::string pattern, std::string owner, bool ignore_case = false);
  ~Expression();
  Expression(const Expression&) = delete;
  Expression& operator=(const Expression&) = delete;
  Expression(Expression&&) = delete;
  Expression& operator=(Expression&&) = delete;

  // The leftmost match that lies within `window`. What surrounds the window still decides about \b,
  // ^ and $. Throws Error if RE2 refuses the pattern.
  std::optional<ExpressionMatch> find(std::string_view text, Span window) const;
  bool holds_in(std::string_view text) const;

 private:
  const re2::RE2& compiled() const;
  // Made when it is first asked for.
  const QuickLook& look() const;

  std::string pattern_;
  std::string owner_;
  bool ignore_case_;
  mutable std::once_flag looked_;
  mutable std::unique_ptr<const QuickLook> look_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> compiled_;
  mutable std::atomic<bool> ready_ = false;  // compiled_ is there
};

}  // namespace patdown
