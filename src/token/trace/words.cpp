#include "token/trace/words.h"

#include "token/trace/variant.h"

#include <algorithm>
#include <optional>

namespace patdown::trace {
namespace {

constexpr std::size_t max_words = 256;

// Cuts pieces at blanks, minding quotes, which may hold pieces of any kind.
class Splitter {
 public:
  void add(const ValueRef& piece) {
    if (piece->kind != ValueKind::text) {
      current_.push_back(piece);
      started_ = true;
      return;
    }
    for (const char c : piece->text) add(c);
    flush_text();
  }
  std::vector<ValueRef> finish() {
    end_word();
    return std::move(words_);
  }

 private:
  void add(char c) {
    if (quote_ != 0) {
      if (c == quote_) {
        quote_ = 0;
      } else {
        text_ += c;
      }
    } else if (c == '"' || c == '\'') {
      quote_ = c;
      started_ = true;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      end_word();
    } else {
      text_ += c;
    }
  }
  void flush_text() {
    if (text_.empty()) return;
    current_.push_back(text_value(std::move(text_)));
    text_.clear();
    started_ = true;
  }
  void end_word() {
    flush_text();
    if (started_ && words_.size() < max_words) words_.push_back(join(std::move(current_)));
    current_.clear();
    started_ = false;
  }

  std::vector<ValueRef> words_;
  std::vector<ValueRef> current_;
  std::string text_;
  char quote_ = 0;
  bool started_ = false;
};

// What one of several lists of words may be: the first words beside each other, and so on.
class SideBySide {
 public:
  void add(const std::vector<ValueRef>& words, const Arms& arms) {
    if (parts_.size() < words.size()) {
      parts_.resize(words.size());
      arms_.resize(words.size());
    }
    for (std::size_t k = 0; k < words.size(); ++k) {
      parts_[k].push_back(words[k]);
      arms_[k].push_back(arms);
    }
  }
  std::vector<ValueRef> finish() {
    std::vector<ValueRef> words;
    words.reserve(parts_.size());
    for (std::size_t k = 0; k < parts_.size(); ++k) {
      std::vector<ValueRef>& parts = parts_[k];
      const std::optional<std::string> first = literal(parts.front());
      const bool same = std::all_of(parts.begin(), parts.end(), [&first](const ValueRef& one) {
        return first && literal(one) == first;
      });
      const bool one = same || parts.size() == 1;
      words.push_back(one ? parts.front() : choice(std::move(parts), std::move(arms_[k])));
    }
    return words;
  }

 private:
  std::vector<std::vector<ValueRef>> parts_;  // of each word
  std::vector<std::vector<Arms>> arms_;
};

// An array that one side of a branch fills: "${AUTH[@]}".
std::vector<ValueRef> words_of_lists(const Value& lists) {
  SideBySide words;
  for (std::size_t k = 0; k < lists.parts.size(); ++k) {
    const ValueRef& part = lists.parts[k];
    if (is_nothing(part)) continue;
    const Arms arms = k < lists.arms.size() ? lists.arms[k] : Arms();
    words.add(part->kind == ValueKind::list ? part->parts : std::vector<ValueRef>{part}, arms);
  }
  return words.finish();
}

bool may_be_list(const Value& value) {
  return value.kind == ValueKind::choice &&
         std::any_of(value.parts.begin(), value.parts.end(),
                     [](const ValueRef& part) { return part->kind == ValueKind::list; });
}

// "-H Authorization:…", of a variable that may be empty too.
bool holds_options(const ValueRef& value) {
  const std::vector<ValueRef> all = alternatives(value);
  return std::any_of(all.begin(), all.end(), [](const ValueRef& one) {
    const std::string text = literal_prefix(one);
    return text.size() > 2 && text[0] == '-' && text.find(' ') != std::string::npos;
  });
}

void add_word(const Machine& machine, const ValueRef& value, bool variable,
              std::vector<ValueRef>& words) {
  if (is_nothing(value)) return;
  if (value->kind == ValueKind::list) {
    for (const ValueRef& element : value->parts) add_word(machine, element, false, words);
    return;
  }
  if (may_be_list(*value)) {
    for (const ValueRef& word : words_of_lists(*value)) add_word(machine, word, false, words);
    return;
  }
  if (variable && !machine.unit->powershell && holds_options(value)) {
    for (const ValueRef& word : split_words(value)) words.push_back(word);
    return;
  }
  if (words.size() < max_words) words.push_back(value);
}

bool names_option(std::string_view names, std::string_view name) {
  if (names == "*") return true;
  while (!names.empty()) {
    const auto blank = names.find(' ');
    if (names.substr(0, blank) == name) return true;
    if (blank == std::string_view::npos) return false;
    names.remove_prefix(blank + 1);
  }
  return false;
}

// The word behind position `at`, which it steps over; null at the end.
ValueRef next_word(const std::vector<ValueRef>& words, std::size_t& at) {
  return at + 1 < words.size() ? words[++at] : nullptr;
}

void long_option(const std::vector<ValueRef>& words, std::size_t& at, const std::string& prefix,
                 const OptionSpelling& spelling, std::vector<Option>& options) {
  const auto equals = prefix.find('=');
  if (equals != std::string::npos) {
    options.push_back({prefix.substr(0, equals), without_prefix(words[at], equals + 1)});
    return;
  }
  const std::string_view name =
      std::string_view(prefix).substr(std::min(prefix.find_first_not_of('-'), prefix.size()));
  const bool takes = names_option(spelling.long_with_value, name) &&
                     (spelling.long_with_value != "*" ||
                      (at + 1 < words.size() && !literal_prefix(words[at + 1]).starts_with("-")));
  options.push_back({prefix, takes ? next_word(words, at) : nullptr});
}

// "-sSfH x", "-XPOST", "-u:x".
void short_options(const std::vector<ValueRef>& words, std::size_t& at, const std::string& prefix,
                   const OptionSpelling& spelling, std::vector<Option>& options) {
  for (std::size_t k = 1; k < prefix.size(); ++k) {
    const std::string name = {'-', prefix[k]};
    if (spelling.short_with_value.find(prefix[k]) == std::string_view::npos) {
      options.push_back({name, nullptr});
      continue;
    }
    const ValueRef rest = without_prefix(words[at], k + 1);
    const bool attached = k + 1 < prefix.size() || rest->kind != ValueKind::text;
    options.push_back({name, attached ? rest : next_word(words, at)});
    return;
  }
}

}  // namespace

std::vector<ValueRef> split_words(const ValueRef& line) {
  SideBySide words;
  for (const Variant& variant : variants_of(line)) {
    Splitter splitter;
    for (const ValueRef& piece : variant.pieces) splitter.add(piece);
    words.add(splitter.finish(), variant.arms);
  }
  return words.finish();
}

std::vector<ValueRef> lines_of(const ValueRef& text) {
  std::vector<Variant> variants = variants_of(text);
  std::vector<ValueRef> lines;
  lines.reserve(variants.size());
  for (Variant& variant : variants) lines.push_back(join(std::move(variant.pieces)));
  return lines;
}

std::vector<ValueRef> whole_lines(const ValueRef& text) {
  std::vector<ValueRef> lines;
  bool open = false;
  for (const ValueRef& line : split(text, '\n')) {
    if (open) {
      lines.back() = join({lines.back(), text_value(" "), line});
    } else {
      lines.push_back(line);
    }
    open = sketch(line).ends_with('\\');
  }
  return lines;
}

std::vector<ValueRef> words_of(const Machine& machine, const Given& given) {
  std::vector<ValueRef> words;
  for (std::size_t k = 0; k < given.args.size(); ++k) {
    const GivenArg& arg = given.args[k];
    if (!arg.name.empty()) {
      words.push_back(text_value(arg.spelled));
      if (arg.bare) continue;
    }
    const bool variable = given.node != nullptr && k < given.node->args.size() &&
                          given.node->args[k].value.kind == NodeKind::name;
    add_word(machine, arg.value, variable, words);
  }
  return words;
}

std::vector<Option> options_of(const std::vector<ValueRef>& words, const OptionSpelling& spelling) {
  std::vector<Option> options;
  bool only_words = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string prefix = literal_prefix(words[at]);
    if (only_words || prefix.size() < 2 || prefix[0] != '-') {
      options.push_back({"", words[at]});
    } else if (prefix == "--") {
      only_words = true;
    } else if (prefix[1] == '-' || spelling.single_dash_words) {
      long_option(words, at, prefix, spelling, options);
    } else {
      short_options(words, at, prefix, spelling, options);
    }
  }
  return options;
}

}  // namespace patdown::trace
