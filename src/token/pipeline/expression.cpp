#include "token/pipeline/expression.h"

#include "core/letters.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace patdown {
namespace {

constexpr std::size_t longest = 4096;
constexpr int deepest = 16;
constexpr std::size_t most_arguments = 32;

bool is_name_letter(char c) {
  return is_word_letter(c) || c == '-';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  MacroExpression whole() {
    MacroExpression expression = value(0);
    skip_blanks();
    if (at_ != text_.size()) return {};
    return expression;
  }

 private:
  MacroExpression value(int depth) {
    skip_blanks();
    if (depth > deepest || at_ >= text_.size()) return {};
    if (text_[at_] == '\'') return {.kind = ExpressionKind::literal, .text = string()};
    const std::string word = name();
    if (word.empty()) return {};
    skip_blanks();
    if (peek() == '(') return call(word, depth);
    if (peek() != '.' && peek() != '[' && is_constant(word))
      return {.kind = ExpressionKind::literal, .text = word};
    return path(word);
  }

  static bool is_constant(const std::string& word) {
    return word == "true" || word == "false" || word == "True" || word == "False" ||
           word == "null" || std::isdigit(static_cast<unsigned char>(word[0])) != 0;
  }

  MacroExpression path(const std::string& first) {
    MacroExpression expression{.kind = ExpressionKind::path, .path = {first}};
    while (peek() == '.' || peek() == '[') {
      const bool index = text_[at_++] == '[';
      skip_blanks();
      std::string step = index && peek() == '\'' ? string() : name();
      skip_blanks();
      if (step.empty() || (index && peek() != ']')) return {};
      if (index) ++at_;
      expression.path.push_back(std::move(step));
    }
    return expression;
  }

  MacroExpression call(const std::string& function, int depth) {
    MacroExpression expression{.kind = ExpressionKind::call, .text = lower(function)};
    ++at_;
    skip_blanks();
    while (peek() != ')') {
      if (expression.arguments.size() >= most_arguments) return {};
      expression.arguments.push_back(value(depth + 1));
      skip_blanks();
      if (peek() == ',') {
        ++at_;
      } else if (peek() != ')') {
        return {};
      }
    }
    ++at_;
    // What comes out of a call and is looked into again is more than a reader of names needs.
    return peek() == '.' || peek() == '[' ? MacroExpression{} : expression;
  }

  std::string string() {
    std::string content;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\'') {
        ++at_;
        if (peek() != '\'') return content;
      }
      content += text_[at_];
    }
    return content;
  }

  std::string name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_letter(text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t end_of_expression(std::string_view text, std::size_t from, std::string_view close) {
  text = text.substr(0, std::min(text.size(), from + longest));
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (depth == 0 && text.substr(i, close.size()) == close) return i + close.size();
    if (text[i] == '[') ++depth;
    if (text[i] == ']') depth = std::max(0, depth - 1);
  }
  // A lone apostrophe must not swallow the rest: the first closing bracket is good enough.
  const std::size_t plain = from < text.size() ? text.find(close, from) : std::string_view::npos;
  return plain == std::string_view::npos ? plain : plain + close.size();
}

MacroExpression parse_expression(std::string_view text) {
  if (text.size() > longest) return {};
  return Parser(trimmed(text)).whole();
}

std::string expression_name(std::string_view text) {
  const MacroExpression expression = parse_expression(text);
  if (expression.kind != ExpressionKind::path) return std::string(trimmed(text));
  std::string name;
  for (const std::string& step : expression.path) {
    if (!name.empty()) name += '.';
    name += step;
  }
  return name;
}

std::vector<TemplatePiece> split_template(std::string_view text) {
  std::vector<TemplatePiece> pieces;
  std::size_t plain = 0;
  for (std::size_t at = text.find("${{"); at != std::string_view::npos; at = text.find("${{", at)) {
    const std::size_t end = end_of_expression(text, at + 3, "}}");
    if (end == std::string_view::npos) {
      at += 3;
      continue;
    }
    if (at > plain) pieces.push_back({.expression = false, .text = text.substr(plain, at - plain)});
    pieces.push_back({.expression = true, .text = trimmed(text.substr(at + 3, end - at - 5))});
    at = plain = end;
  }
  if (plain < text.size()) pieces.push_back({.expression = false, .text = text.substr(plain)});
  return pieces;
}

}  // namespace patdown
