#include "token/settings/terraform.h"

#include "core/text.h"

#include <algorithm>
#include <cctype>

namespace patdown {
namespace {

constexpr std::size_t most_blocks = 10'000;
constexpr std::size_t most_attributes = 200;

bool is_word_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

class TerraformReader {
 public:
  explicit TerraformReader(std::string_view text) : text_(text) {}

  std::vector<TerraformBlock> read() {
    std::vector<TerraformBlock> blocks;
    while (blocks.size() < most_blocks) {
      skip_blanks();
      if (at_ >= text_.size()) break;
      if (!is_word_letter(text_[at_])) {
        skip_one();
        continue;
      }
      TerraformBlock block;
      block.line = line_;
      block.kind = word();
      if (header(block)) {
        body(block);
        blocks.push_back(std::move(block));
      }
    }
    return blocks;
  }

 private:
  void advance(std::size_t count = 1) {
    for (; count > 0 && at_ < text_.size(); --count) line_ += text_[at_++] == '\n' ? 1 : 0;
  }
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  bool skip_comment() {
    if (starts("#") || starts("//")) {
      skip_line();
      return true;
    }
    if (!starts("/*")) return false;
    const auto end = text_.find("*/", at_ + 2);
    advance(end == std::string_view::npos ? text_.size() : end + 2 - at_);
    return true;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (skip_comment()) continue;
      if (std::isspace(static_cast<unsigned char>(text_[at_])) == 0) return;
      advance();
    }
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  // Over a string, with the templates in it; `depth` counts open `${`.
  void skip_string() {
    std::size_t depth = 0;
    bool inside = true;  // of quotes; within a template other strings may stand
    advance();
    while (at_ < text_.size()) {
      if (inside && starts("\\")) {
        advance(2);
      } else if (inside && (starts("${") || starts("%{"))) {
        ++depth;
        inside = false;
        advance(2);
      } else if (!inside && starts("}")) {
        inside = --depth == 0;
        advance();
      } else if (!inside && starts("\"")) {
        skip_plain_string();
      } else if (inside && (starts("\"") || starts("\n"))) {
        advance();
        return;
      } else {
        if (!inside && starts("{")) ++depth;
        advance();
      }
    }
  }
  void skip_plain_string() {
    advance();
    while (at_ < text_.size() && !starts("\"") && !starts("\n")) advance(starts("\\") ? 2 : 1);
    advance();
  }

  // Over <<EOF or <<-EOF up to its end; false if none stands here.
  bool skip_heredoc() {
    if (!starts("<<")) return false;
    std::size_t begin = at_ + 2;
    if (begin < text_.size() && text_[begin] == '-') ++begin;
    std::size_t end = begin;
    while (end < text_.size() && is_word_letter(text_[end])) ++end;
    if (end == begin) return false;
    const std::string_view mark = text_.substr(begin, end - begin);
    skip_line();
    while (at_ < text_.size()) {
      advance();
      const std::size_t start = at_;
      skip_line();
      if (trimmed(text_.substr(start, at_ - start)) == mark) break;
    }
    return true;
  }

  void skip_one() {
    if (skip_comment() || skip_heredoc()) return;
    if (starts("\"")) {
      skip_string();
    } else {
      advance();
    }
  }

  std::string word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_letter(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  // Labels up to the '{', which is passed; false if this is no block.
  bool header(TerraformBlock& block) {
    while (at_ < text_.size()) {
      skip_spaces();
      if (starts("{")) {
        advance();
        return true;
      }
      if (starts("\"")) {
        const std::size_t begin = at_ + 1;
        skip_plain_string();
        block.labels.emplace_back(text_.substr(begin, at_ - begin - (at_ > begin ? 1 : 0)));
      } else if (is_word_letter(at_ < text_.size() ? text_[at_] : '\n')) {
        block.labels.push_back(word());
      } else {
        return false;
      }
    }
    return false;
  }

  // Up to the end of the line, or of the brackets that begin on it.
  std::string value() {
    skip_spaces();
    const std::size_t begin = at_;
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (depth == 0 && (c == '\n' || c == '}' || starts("#") || starts("//"))) break;
      if (c == '{' || c == '[' || c == '(') ++depth;
      if (c == '}' || c == ']' || c == ')') --depth;
      skip_one();
    }
    return std::string(trimmed(text_.substr(begin, at_ - begin)));
  }

  void skip_body() {
    for (int depth = 1; at_ < text_.size() && depth > 0;) {
      const char c = text_[at_];
      if (c == '{') ++depth;
      if (c == '}') --depth;
      skip_one();
    }
  }

  void body(TerraformBlock& block) {
    while (at_ < text_.size()) {
      skip_blanks();
      if (starts("}")) {
        advance();
        return;
      }
      if (at_ >= text_.size() || !is_word_letter(text_[at_])) {
        skip_one();
        continue;
      }
      std::string name = word();
      skip_spaces();
      const bool attribute = starts("=") && !starts("==");
      std::string text;
      if (attribute) {
        advance();
        text = value();
      } else {
        TerraformBlock inner;
        if (header(inner)) skip_body();
      }
      if (block.attributes.size() < most_attributes) {
        block.attributes.emplace_back(std::move(name), std::move(text));
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<TerraformBlock> read_terraform(std::string_view text) {
  return TerraformReader(text).read();
}

std::string attribute(const TerraformBlock& block, std::string_view name) {
  for (const auto& [key, value] : block.attributes) {
    if (key == name) return value;
  }
  return {};
}

bool has_attribute(const TerraformBlock& block, std::string_view name) {
  return std::any_of(block.attributes.begin(), block.attributes.end(),
                     [name](const auto& one) { return one.first == name; });
}

}  // namespace patdown
