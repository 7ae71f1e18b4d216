#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

// Collects a text piece by piece.
class Builder {
 public:
  void add(char c) { text_ += c; }
  void add(const ValueRef& value) {
    flush();
    parts_.push_back(value);
  }
  ValueRef finish() {
    flush();
    return join(std::move(parts_));
  }

 private:
  void flush() {
    if (!text_.empty()) parts_.push_back(text_value(text_));
    text_.clear();
  }
  std::vector<ValueRef> parts_;
  std::string text_;
};

// `{{` and `}}` stand for one of them.
bool is_doubled_brace(std::string_view text, std::size_t at) {
  const char c = text[at];
  return (c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c;
}

void fill_braces(std::string_view text, const std::vector<ValueRef>& values, Builder& builder) {
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (is_doubled_brace(text, k)) {
      builder.add(c);
      ++k;
      continue;
    }
    const auto close = c == '{' ? text.find('}', k) : std::string_view::npos;
    const bool number = close != std::string_view::npos && close > k + 1 && text[k + 1] >= '0' &&
                        text[k + 1] <= '9';
    if (!number) {
      builder.add(c);
      continue;
    }
    std::size_t index = 0;
    for (std::size_t d = k + 1; d < close && d < k + 4 && text[d] >= '0' && text[d] <= '9'; ++d) {
      index = index * 10 + static_cast<std::size_t>(text[d] - '0');
    }
    builder.add(index < values.size() ? values[index] : hole("a missing value"));
    k = close;
  }
}

ValueRef named_value(std::string_view inside, const std::vector<ValueRef>& values,
                     const std::vector<NamedValue>& named, std::size_t& next) {
  const std::string name = lower(inside.substr(0, inside.find_first_of("!:.[")));
  if (name.empty()) return next < values.size() ? values[next++] : hole("a missing value");
  if (name[0] >= '0' && name[0] <= '9') {
    const std::size_t index = name.size() < 4 ? std::stoul(name) : values.size();
    return index < values.size() ? values[index] : hole("a missing value");
  }
  for (const NamedValue& one : named) {
    if (one.name == name) return one.value;
  }
  return hole("a missing value");
}

void fill_named(std::string_view text, const std::vector<ValueRef>& values,
                const std::vector<NamedValue>& named, std::size_t& next, Builder& builder) {
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (is_doubled_brace(text, k)) {
      builder.add(c);
      ++k;
      continue;
    }
    const auto close = c == '{' ? text.find('}', k) : std::string_view::npos;
    if (close == std::string_view::npos) {
      builder.add(c);
      continue;
    }
    builder.add(named_value(text.substr(k + 1, close - k - 1), values, named, next));
    k = close;
  }
}

struct Conversion {
  std::size_t end = 0;    // its letter; where it begins if it is none
  std::string_view name;  // of Python's %(name)s
};

// "%s", "%-5d", "%.2f", Go's "%v" and "%+v", Python's "%(name)s"; "%20" and "%/" are none.
Conversion conversion_at(std::string_view text, std::size_t begin) {
  Conversion conversion{begin, {}};
  std::size_t at = begin + 1;
  if (text[at] == '(') {
    const auto close = text.find(')', at);
    if (close == std::string_view::npos) return conversion;
    conversion.name = text.substr(at + 1, close - at - 1);
    at = close + 1;
  }
  at = std::min(text.find_first_not_of("-+#0*.123456789", at), text.size());
  while (at < text.size() && (text[at] == 'l' || text[at] == 'h')) ++at;
  constexpr std::string_view letters = "sdiquxXcbfgevtTpwo";
  if (at < text.size() && letters.find(text[at]) != std::string_view::npos) conversion.end = at;
  return conversion;
}

// `next`: the value for the next conversion.
void fill_percent(std::string_view text, const std::vector<ValueRef>& values, std::size_t& next,
                  Builder& builder) {
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '\\' && k + 1 < text.size()) {
      ++k;
      if (text[k] == 'n' || text[k] == 't' || text[k] == 'r') {
        if (k + 1 < text.size()) builder.add(' ');
      } else {
        builder.add(text[k]);
      }
      continue;
    }
    if (text[k] != '%' || k + 1 == text.size()) {
      builder.add(text[k]);
      continue;
    }
    if (text[k + 1] == '%') {
      builder.add('%');
      ++k;
      continue;
    }
    const Conversion conversion = conversion_at(text, k);
    if (conversion.end == k) {
      builder.add('%');
      continue;
    }
    const ValueRef named = conversion.name.empty() || values.empty()
                               ? ValueRef()
                               : field_or_null(values.front(), conversion.name);
    if (named) {
      builder.add(named);
    } else {
      builder.add(next < values.size() ? values[next] : text_value(""));
    }
    if (conversion.name.empty()) ++next;
    k = conversion.end;
  }
}

}  // namespace

ValueRef format_braces(const ValueRef& format, const std::vector<ValueRef>& values) {
  std::vector<ValueRef> results;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(format)) {
    Builder builder;
    for (const ValueRef& piece : variant.pieces) {
      if (piece->kind == ValueKind::text) {
        fill_braces(piece->text, values, builder);
      } else {
        builder.add(piece);
      }
    }
    results.push_back(builder.finish());
    arms.push_back(variant.arms);
  }
  return choice(std::move(results), std::move(arms));
}

namespace {

// Each of the texts that `format` may be, what `fill(text, next, builder)` makes of it; `next` is
// the first value that was not used.
template <typename Fill>
ValueRef filled(const ValueRef& format, const Fill& fill) {
  std::vector<ValueRef> results;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(format)) {
    Builder builder;
    std::size_t next = 0;
    for (const ValueRef& piece : variant.pieces) {
      if (piece->kind == ValueKind::text) {
        fill(piece->text, next, builder);
      } else {
        builder.add(piece);
      }
    }
    results.push_back(builder.finish());
    arms.push_back(variant.arms);
  }
  return choice(std::move(results), std::move(arms));
}

}  // namespace

ValueRef format_named(const ValueRef& format, const std::vector<ValueRef>& values,
                      const std::vector<NamedValue>& named) {
  return filled(format, [&](const std::string& text, std::size_t& next, Builder& builder) {
    fill_named(text, values, named, next, builder);
  });
}

ValueRef format_percent(const ValueRef& format, const std::vector<ValueRef>& values) {
  return filled(format, [&](const std::string& text, std::size_t& next, Builder& builder) {
    fill_percent(text, values, next, builder);
  });
}

ValueRef derived(const ValueRef& value) {
  if (value == nullptr) return hole("a computed value");
  if (value->kind == ValueKind::hole) return value;
  if (!holds_source(value)) return hole("a computed value");
  return hole("a computed value", {value});
}

void note_logging_command(Machine& machine, const ValueRef& text) {
  static constexpr std::string_view command = "##vso[task.setvariable ";
  const std::string prefix = literal_prefix(text);
  if (!prefix.starts_with(command)) return;
  const auto close = prefix.find(']');
  const auto name = prefix.find("variable=", command.size() - 1);
  if (close == std::string::npos || name == std::string::npos || name > close) return;
  const auto begin = name + 9;
  const auto end = std::min(prefix.find(';', begin), close);
  const std::string variable = lower(prefix.substr(begin, end - begin));
  const ValueRef value = without_prefix(text, close + 1);
  // A value that is not known leaves the variable what its name says.
  if (holds_source(value) || literal(value)) machine.session.variables[variable] = value;
}

}  // namespace patdown::trace
