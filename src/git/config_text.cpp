#include "git/config_text.h"

#include "core/letters.h"

#include <algorithm>

namespace patdown {
namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

class ConfigParser {
 public:
  explicit ConfigParser(std::string_view text) : text_(text) {}

  std::vector<ConfigEntry> run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) {
      while (at_ < text_.size() && (blank(text_[at_]) || text_[at_] == '\n')) ++at_;
      if (at_ >= text_.size()) break;
      if (text_[at_] == '[') {
        section();
      } else if (name_char(lower(text_[at_]))) {
        entry();
      } else {
        to_line_end();  // a comment, or nothing that git would take
      }
    }
    return std::move(entries_);
  }

 private:
  std::size_t line_start(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  void to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void section() {
    header_.begin = line_start(at_);
    prefix_.clear();
    ++at_;
    while (at_ < text_.size() && name_char(lower(text_[at_]))) prefix_ += lower(text_[at_++]);
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '"') {
      prefix_ += '.';
      for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        prefix_ += text_[at_];
      }
    }
    const std::size_t close = std::min(text_.find_first_of("]\n", at_), text_.size());
    at_ = std::min(close + 1, text_.size());
    header_.end = std::min(text_.find('\n', close), text_.size());
  }

  void entry() {
    ConfigEntry entry{.key = prefix_ + '.', .value = {}, .header = header_, .lines = {}};
    entry.lines.begin = line_start(at_);
    while (at_ < text_.size() && name_char(lower(text_[at_]))) entry.key += lower(text_[at_++]);
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      entry.value = value();
    } else {
      entry.value = "true";
      to_line_end();
    }
    entry.lines.end = at_;
    entries_.push_back(std::move(entry));
  }

  // Up to the end of the line, continuations included; blanks at both ends are no part of it.
  std::string value() {
    std::string value;
    std::size_t kept = 0;  // length of the value without blanks at its end
    bool quoted = false;
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char c = text_[at_];
      if (!quoted && (c == '#' || c == ';')) {
        to_line_end();
        break;
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\') {
        if (!escape(value)) continue;
      } else if (!blank(c) || quoted || !value.empty()) {
        value += c;
      }
      if (!blank(c) || quoted) kept = value.size();
    }
    value.resize(kept);
    return value;
  }

  // Stands on a backslash, ends on the last character of the escape; false for a continued line.
  bool escape(std::string& value) {
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '\r') ++at_;
    if (at_ + 1 >= text_.size()) return false;
    switch (text_[++at_]) {
      case '\n':
        return false;
      case 'n':
        value += '\n';
        break;
      case 't':
        value += '\t';
        break;
      case 'b':
        value += '\b';
        break;
      default:
        value += text_[at_];
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string prefix_;
  Span header_;
  std::vector<ConfigEntry> entries_;
};

}  // namespace

std::vector<ConfigEntry> parse_config(std::string_view text) {
  return ConfigParser(text).run();
}

std::string config_value(const std::vector<ConfigEntry>& entries, std::string_view key) {
  std::string value;
  for (const ConfigEntry& entry : entries) {
    if (entry.key == key) value = entry.value;
  }
  return value;
}

bool config_true(std::string_view value) {
  std::string text;
  for (const char c : value) text += lower(c);
  if (text == "true" || text == "yes" || text == "on") return true;
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos &&
         text.find_first_not_of('0') != std::string::npos;
}

}  // namespace patdown
