#include "secret/path_hints.h"

#include "core/letters.h"
#include "core/text.h"
#include "secret/known_words.h"

#include <algorithm>
#include <string>

namespace patdown {
namespace {

bool is_code_path(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot != std::string_view::npos && is_in("quoting-language", lower(path.substr(dot + 1)));
}

bool is_translation_path(std::string_view path) {
  constexpr std::string_view signs[] = {"locale", "i18n", "/lang", "translations", "messages_"};
  return std::ranges::any_of(signs,
                             [&](auto sign) { return path.find(sign) != std::string_view::npos; });
}

bool is_doubtful_name(const std::string& name) {
  for (const std::string_view sign : {".test.", "_test.", ".spec.", "_spec."}) {
    if (name.find(sign) != std::string::npos) return true;
  }
  for (const std::string_view ending : {".example", ".sample", ".template", ".dist"}) {
    if (name.ends_with(ending)) return true;
  }
  return name.starts_with("test_");
}

}  // namespace

bool path_refutes(const PathHints& hints, std::string_view path) {
  return (hints.none_in_code && is_code_path(path)) ||
         (hints.none_in_translations && is_translation_path(path));
}

bool is_doubtful_path(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string part = lower(path.substr(0, slash));
    if (slash == std::string_view::npos) return is_doubtful_name(part);
    if (is_in("test-folder", part)) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace patdown
