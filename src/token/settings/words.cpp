#include "core/letters.h"
#include "core/text.h"
#include "token/settings/readers.h"

#include <algorithm>

namespace patdown::settings {
namespace {

std::size_t end_of_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_letter(text[at])) ++at;
  return at;
}

struct Variable {
  std::string_view name;
  std::size_t end = 0;  // behind it; 0 if none stands there
};

// "${X}", "${env.X}", "${env:X}", "${X?}", "${X:-y}", "$(X)"
Variable bracketed(std::string_view text, std::size_t at) {
  const char close = text[at + 1] == '{' ? '}' : ')';
  const auto end = text.find(close, at);
  if (end == std::string_view::npos) return {};
  std::string_view name = text.substr(at + 2, end - at - 2);
  for (const std::string_view prefix : {"env.", "env:"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  const bool input = name.starts_with("input:");
  const std::size_t length = end_of_name(name, input ? 6 : 0);
  const std::string_view rest = name.substr(length);
  const bool plain = rest.empty() || rest[0] == '?' || rest[0] == ':' || rest[0] == '-';
  if (length == 0 || !plain) return {};
  return {name.substr(0, length), end + 1};
}

Variable variable_at(std::string_view text, std::size_t at) {
  if (text[at] == '%') {
    const std::size_t end = end_of_name(text, at + 1);
    if (end == at + 1 || end >= text.size() || text[end] != '%') return {};
    return {text.substr(at + 1, end - at - 1), end + 1};
  }
  if (text[at] != '$' || at + 1 >= text.size()) return {};
  if (text[at + 1] == '{' || text[at + 1] == '(') return bracketed(text, at);
  const std::size_t end = end_of_name(text, at + 1);
  if (end == at + 1) return {};
  return {text.substr(at + 1, end - at - 1), end};
}

}  // namespace

void for_each_line(std::string_view text,
                   const std::function<void(std::string_view, std::size_t)>& use) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    use(text.substr(0, end), number);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string with_variables(std::string_view value) {
  std::string result;
  for (std::size_t at = 0; at < value.size();) {
    const Variable variable = variable_at(value, at);
    if (variable.end == 0) {
      result += value[at++];
      continue;
    }
    result += "${" + std::string(variable.name) + "}";
    at = variable.end;
  }
  return result;
}

std::string_view unquoted(std::string_view value) {
  value = trimmed(value);
  if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0]) {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

std::string_view token_in_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  const auto at = host.rfind('@');
  if (at == std::string_view::npos) return {};
  const std::string_view user = host.substr(0, at);
  // A colon within ${X:-y} parts nothing.
  const auto colon = user.find(':', user.starts_with("${") ? user.find('}') : 0);
  return colon == std::string_view::npos ? user : user.substr(colon + 1);
}

std::string without_user(std::string_view url) {
  std::string result(url);
  const auto scheme = result.find("://");
  if (scheme == std::string::npos) return result;
  const auto end = result.find_first_of("/?#", scheme + 3);
  const auto at = result.rfind('@', end);
  if (at != std::string::npos && at > scheme) result.erase(scheme + 3, at - scheme - 2);
  return result;
}

}  // namespace patdown::settings
