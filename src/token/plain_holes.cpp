#include "token/plain_holes.h"

#include "core/letters.h"
#include "token/address.h"

#include <algorithm>

namespace patdown {
namespace {

// The length of what is in brackets at the front of `text`, brackets included; 0 if there is none,
// or if it is no name: a slash, or no end. An expression (`{{ … }}`) may hold slashes and brackets.
std::size_t bracketed(std::string_view text) {
  const bool expression = text.starts_with("{{");
  if (!expression && !text.starts_with("{") && !text.starts_with("(")) return 0;
  if (expression) {
    const auto end = text.find("}}");
    return end == std::string_view::npos ? 0 : end + 2;
  }
  const std::size_t end = text.find(text.front() == '{' ? '}' : ')');
  return end == std::string_view::npos || text.find('/') < end ? 0 : end + 1;
}

// The length of `name` or `env:name` at the front of `text`.
std::size_t name_length(std::string_view text) {
  const auto length = [](std::string_view rest) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_word_letter);
    return static_cast<std::size_t>(end - rest.begin());
  };
  const std::size_t first = length(text);
  if (first == 0 || first + 1 >= text.size() || text[first] != ':') return first;
  const std::size_t second = length(text.substr(first + 1));
  const bool port = second > 0 && text[first + 1] >= '0' && text[first + 1] <= '9';
  return second == 0 || port ? first : first + 1 + second;
}

// Whether `$name` is a variable here: at the front, for the host, or in the midst of a segment.
bool may_be_variable(std::string_view before) {
  return before.empty() || before.ends_with("://") || before.back() != '/';
}

// The length of the part at the front of `text` that stands for something else; 0 if none does.
std::size_t part_length(std::string_view before, std::string_view text) {
  if (text.front() == '{') return bracketed(text);
  if (text.front() == '#' && text.substr(1, 1) == "{") {
    const std::size_t length = bracketed(text.substr(1));
    return length == 0 ? 0 : length + 1;
  }
  if (text.front() != '$') return 0;
  const std::string_view rest = text.substr(1);
  // Of `${name}` behind a slash the dollar sign may be meant: `workitems/${type}` of a template.
  const bool meant = rest.starts_with("{") && !rest.starts_with("{{") && !may_be_variable(before);
  if (const std::size_t length = bracketed(rest); length > 0) return meant ? 0 : length + 1;
  if (!may_be_variable(before) || rest.empty() || (rest.front() >= '0' && rest.front() <= '9')) {
    return 0;
  }
  const std::size_t length = name_length(rest);
  return length == 0 ? 0 : length + 1;
}

}  // namespace

std::string plain_holes(std::string_view url) {
  // Behind the question mark nothing is a hole, but a question mark may stand in one.
  std::string result;
  bool query = false;
  for (std::size_t i = 0; i < url.size();) {
    const std::size_t length = query ? 0 : part_length(result, url.substr(i));
    if (length == 0) {
      query = query || url[i] == '?';
      result += url[i];
      ++i;
      continue;
    }
    result += hole;
    i += length;
  }
  return result;
}

}  // namespace patdown
