#include "token/trace/arguments.h"

#include "core/letters.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <vector>

namespace patdown::trace {
namespace {

// "--personal-access-token" → "personalaccesstoken"
std::string plain(std::string_view name) {
  std::string text;
  for (const char c : lower(name)) {
    if (c != '-' && c != '_') text += c;
  }
  return text;
}

bool is_option(const ValueRef& word) {
  const std::string prefix = literal_prefix(word);
  return prefix.size() > 1 && prefix[0] == '-';
}

ValueRef named(const std::vector<ValueRef>& words, std::string_view name) {
  const std::string wanted = plain(name);
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (!is_option(words[k])) continue;
    const std::string prefix = literal_prefix(words[k]);
    const auto equals = prefix.find('=');
    if (plain(prefix.substr(0, equals)) != wanted) continue;
    if (equals != std::string::npos) return without_prefix(words[k], equals + 1);
    return k + 1 < words.size() ? words[k + 1] : text_value("true");
  }
  return nullptr;
}

ValueRef otherwise(Machine& machine, std::string_view name, const ValueRef& standard,
                   std::size_t line) {
  const bool says = standard && !is_nothing(standard) &&
                    !(standard->kind == ValueKind::text && standard->text.empty());
  if (says) return standard;
  if (machine.arguments) return hole("an argument that is not given");
  while (name.starts_with('-')) name.remove_prefix(1);
  return parameter_source(machine, name, line);
}

}  // namespace

ValueRef flag_value(Machine& machine, std::string_view name, const ValueRef& standard,
                    std::size_t line) {
  if (machine.arguments) {
    if (ValueRef given = named(machine.arguments->parts, name)) return given;
  }
  return otherwise(machine, name, standard, line);
}

ValueRef word_value(Machine& machine, std::size_t index, std::string_view name,
                    const ValueRef& standard, std::size_t line) {
  if (machine.arguments) {
    const std::vector<ValueRef>& words = machine.arguments->parts;
    for (std::size_t k = 0; k < words.size(); ++k) {
      if (is_option(words[k])) {
        if (literal_prefix(words[k]).find('=') == std::string::npos) ++k;
      } else if (index-- == 0) {
        return words[k];
      }
    }
  }
  return otherwise(machine, name, standard, line);
}

ValueRef argument_value(Machine& machine, std::string_view name, std::size_t offset,
                        std::size_t line) {
  const bool number =
      !name.empty() && name.size() < 3 && std::all_of(name.begin(), name.end(), is_digit);
  if (!number) return flag_value(machine, name, nullptr, line);
  const std::size_t position = std::stoul(std::string(name));
  if (position < offset) return hole("the name of the program");
  if (!machine.arguments) return parameter_source(machine, name, line);
  const std::vector<ValueRef>& words = machine.arguments->parts;
  return position - offset < words.size() ? words[position - offset] : nothing();
}

}  // namespace patdown::trace
