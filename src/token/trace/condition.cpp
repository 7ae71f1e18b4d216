#include "token/trace/condition.h"

#include "core/letters.h"
#include "token/trace/program_condition.h"
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
    if (!same_ignoring_case(rest_.substr(0, word.size()), word)) return false;
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

  // What may be compared: a parameter's value, or what is written.
  struct Operand {
    std::optional<bool> truth;
    bool boolean = false;             // $true, $false
    bool null = false;                // $null
    std::optional<std::string> text;  // 'x'
    ValueRef value;                   // of a parameter; null if it is none
  };

  std::optional<bool> one() {
    if (++nested_ > max_nested) failed_ = true;
    if (failed_) return std::nullopt;
    if (take("-not") || take("!")) return negated(one());
    const Operand left = operand();
    if (take("-eq")) return equal(left, operand());
    if (take("-ne")) return negated(equal(left, operand()));
    return left.truth;
  }

  static std::optional<bool> equal(const Operand& left, const Operand& right) {
    if (right.null || right.text) return holds(left.value, right);
    if (left.null || left.text) return holds(right.value, left);
    if (!left.truth || !right.truth || !(left.boolean || right.boolean)) return std::nullopt;
    return *left.truth == *right.truth;
  }

  // A text that is not given may be $null or empty, as its type says.
  static std::optional<bool> holds(const ValueRef& value, const Operand& written) {
    if (!value || value->kind == ValueKind::choice) return std::nullopt;
    if (is_nothing(value)) {
      return written.null ? std::nullopt : std::optional<bool>(written.text->empty());
    }
    if (written.null) return false;
    if (value->kind == ValueKind::text) return same_ignoring_case(value->text, *written.text);
    return written.text->empty() ? std::optional<bool>(false) : std::nullopt;
  }

  Operand operand() {
    skip();
    if (take("(")) {
      ++parentheses_;
      const std::optional<bool> value = any_of();
      --parentheses_;
      if (!take(")")) failed_ = true;
      return {.truth = value, .text = std::nullopt, .value = nullptr};
    }
    for (const auto& [word, value] : {std::pair("$true", true), std::pair("$false", false)}) {
      if (take(word)) {
        return {.truth = value, .boolean = true, .text = std::nullopt, .value = nullptr};
      }
    }
    if (take("$null")) {
      return {.truth = false, .null = true, .text = std::nullopt, .value = nullptr};
    }
    if (take("[string]::Empty")) return written("");
    if (take("[string]::IsNullOrEmpty(") || take("[string]::IsNullOrWhiteSpace(")) {
      const std::optional<bool> value = operand().truth;
      if (!take(")")) failed_ = true;
      return {.truth = negated(value), .text = std::nullopt, .value = nullptr};
    }
    if (take("$PSBoundParameters.ContainsKey(")) {
      return {.truth = is_given(), .text = std::nullopt, .value = nullptr};
    }
    if (take("$")) return variable();
    return quoted();
  }

  static Operand written(std::string text) {
    const bool truth = !text.empty();
    return {.truth = truth, .text = std::move(text), .value = nullptr};
  }

  // 'x', "x"; not one in which something is put.
  Operand quoted() {
    const char quote = rest_.empty() ? ' ' : rest_[0];
    const auto end = rest_.find(quote, 1);
    if ((quote != '\'' && quote != '"') || end == std::string_view::npos) return give_up();
    const std::string_view text = rest_.substr(1, end - 1);
    if (text.find_first_of("$`") != std::string_view::npos) return give_up();
    rest_.remove_prefix(end + 1);
    return written(std::string(text));
  }

  // Nothing behind what cannot be read is read either.
  Operand give_up() {
    failed_ = true;
    return {};
  }

  std::string name() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_word_letter);
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    std::string word = lower(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return word;
  }

  Operand variable() {
    const std::string key = name();
    const bool present = take(".IsPresent");
    if (!rest_.empty() && (rest_[0] == '.' || rest_[0] == '[' || rest_[0] == ':')) return give_up();
    const ValueRef* value =
        frame_.decided->parameters.contains(key) ? frame_.names.find(key) : nullptr;
    if (value == nullptr) return {};
    if (present) {
      const std::optional<bool> given = is_nothing(*value) ? false : truth(*value);
      return {.truth = given, .text = std::nullopt, .value = nullptr};
    }
    return {.truth = truth(*value), .text = std::nullopt, .value = *value};
  }

  // 'X') behind ContainsKey(
  std::optional<bool> is_given() {
    skip();
    const char quote = rest_.empty() ? ' ' : rest_[0];
    if (quote != '\'' && quote != '"') return give_up().truth;
    rest_.remove_prefix(1);
    const std::string key = name();
    if (rest_.empty() || rest_[0] != quote) return give_up().truth;
    rest_.remove_prefix(1);
    if (!take(")")) return give_up().truth;
    if (!frame_.decided->parameters.contains(key)) return std::nullopt;
    return frame_.decided->given.contains(key);
  }

  const Frame& frame_;
  std::string_view rest_;
  int nested_ = 0;
  int parentheses_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<bool> decide(const Machine& machine, std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (machine.unit && machine.unit->program()) return decide_program(machine, text);
  const Frames& frames = machine.memory.frames;
  // A script that a function runs has parameters of its own.
  const std::size_t at = frames.innermost(
      [](const Frame& one) { return one.function || !one.decided->parameters.empty(); });
  if (at == frames.size() || !frames[at].decided->decides) return std::nullopt;
  return Decider(frames[at], text).whole();
}

}  // namespace patdown::trace
