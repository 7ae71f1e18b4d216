#include "token/trace/condition.h"

#include "core/letters.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <string>

namespace patdown::trace {
namespace {

constexpr int max_nested = 20;

std::optional<bool> negated(std::optional<bool> value) {
  if (value) return !*value;
  return std::nullopt;
}

std::optional<bool> both(std::optional<bool> left, std::optional<bool> right) {
  if (left == false || right == false) return false;
  if (left && right) return true;
  return std::nullopt;
}

// Whether PowerShell takes the value for true; what is no text, and not nothing, is something.
std::optional<bool> truth(const ValueRef& value) {
  switch (value->kind) {
    case ValueKind::nothing:
      return false;
    case ValueKind::choice:
      return std::nullopt;
    case ValueKind::list:
      return !value->parts.empty();
    case ValueKind::text:
      break;
    default:
      return true;
  }
  // Truth values are texts too.
  const std::string text = lower(value->text);
  if (text.empty() || text == "false") return false;
  if (text == "0") return std::nullopt;
  return true;
}

class Decider {
 public:
  Decider(const Frame& frame, std::string_view text) : frame_(frame), rest_(text) {}

  std::optional<bool> whole() {
    const std::optional<bool> value = any_of();
    skip();
    return rest_.empty() && !failed_ ? value : std::nullopt;
  }

 private:
  void skip() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' ||
                              rest_[0] == '\r' || rest_[0] == '`')) {
      rest_.remove_prefix(1);
    }
  }

  bool take(std::string_view word) {
    skip();
    if (!equal_folded(rest_.substr(0, word.size()), word)) return false;
    const bool ends = word.size() == rest_.size() || !is_word_letter(word.back()) ||
                      !is_word_letter(rest_[word.size()]);
    if (ends) rest_.remove_prefix(word.size());
    return ends;
  }

  std::optional<bool> any_of() {
    std::optional<bool> value = all_of();
    while (take("-or")) {
      if (value == true && leave()) return true;
      value = negated(both(negated(value), negated(all_of())));
    }
    return value;
  }

  std::optional<bool> all_of() {
    std::optional<bool> value = one();
    while (take("-and")) {
      if (value == false && !mentions_or() && leave()) return false;
      value = both(value, one());
    }
    return value;
  }

  // What stands behind decides nothing more, whatever it is.
  bool leave() {
    if (parentheses_ > 0) return false;
    rest_ = {};
    return true;
  }

  bool mentions_or() const { return lower(rest_).find("-or") != std::string::npos; }

  std::optional<bool> one() {
    if (++nested_ > max_nested) failed_ = true;
    if (failed_) return std::nullopt;
    if (take("-not") || take("!")) return negated(one());
    std::optional<bool> value = operand();
    if (take("-eq")) return compared(value, false);
    if (take("-ne")) return compared(value, true);
    return value;
  }

  // The left side is a truth value here, so only comparisons with such can be decided.
  std::optional<bool> compared(std::optional<bool> left, bool differs) {
    const std::optional<bool> right = operand();
    if (!left || !right || !literal_) return std::nullopt;
    return (*left == *right) != differs;
  }

  std::optional<bool> operand() {
    skip();
    literal_ = false;
    if (take("(")) {
      ++parentheses_;
      const std::optional<bool> value = any_of();
      --parentheses_;
      if (!take(")")) failed_ = true;
      return value;
    }
    for (const auto& [word, value] : {std::pair("$true", true), std::pair("$false", false)}) {
      if (!take(word)) continue;
      literal_ = true;
      return value;
    }
    if (take("[string]::IsNullOrEmpty(") || take("[string]::IsNullOrWhiteSpace(")) {
      const std::optional<bool> value = operand();
      if (!take(")")) failed_ = true;
      return negated(value);
    }
    if (take("$PSBoundParameters.ContainsKey(")) return is_given();
    if (take("$")) return variable();
    return give_up();
  }

  // Nothing behind what cannot be read is read either.
  std::optional<bool> give_up() {
    failed_ = true;
    return std::nullopt;
  }

  std::string name() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_word_letter);
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    std::string word = lower(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return word;
  }

  std::optional<bool> variable() {
    const std::string key = name();
    const bool present = take(".IsPresent");
    if (!rest_.empty() && (rest_[0] == '.' || rest_[0] == '[' || rest_[0] == ':')) return give_up();
    const ValueRef* value =
        frame_.decided->parameters.contains(key) ? frame_.names.find(key) : nullptr;
    if (value == nullptr) return std::nullopt;
    return present && is_nothing(*value) ? std::optional<bool>(false) : truth(*value);
  }

  // 'X') behind ContainsKey(
  std::optional<bool> is_given() {
    skip();
    const char quote = rest_.empty() ? ' ' : rest_[0];
    if (quote != '\'' && quote != '"') return give_up();
    rest_.remove_prefix(1);
    const std::string key = name();
    if (rest_.empty() || rest_[0] != quote) return give_up();
    rest_.remove_prefix(1);
    if (!take(")")) return give_up();
    if (!frame_.decided->parameters.contains(key)) return std::nullopt;
    return frame_.decided->given.contains(key);
  }

  const Frame& frame_;
  std::string_view rest_;
  int nested_ = 0;
  int parentheses_ = 0;
  bool literal_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<bool> decide(const Machine& machine, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Frames& frames = machine.memory.frames;
  const std::size_t at = frames.innermost([](const Frame& one) { return one.function; });
  if (at == frames.size() || !frames[at].decided->decides) return std::nullopt;
  return Decider(frames[at], text).whole();
}

}  // namespace patdown::trace
