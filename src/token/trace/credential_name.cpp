// What does the name of a variable say of the token in it?

#include "core/letters.h"
#include "core/text.h"
#include "token/name_words.h"
#include "token/trace/credential.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {

bool names_a_folder(std::string_view name) {
  static constexpr std::array<std::string_view, 9> words = {
      "dir", "directory", "folder", "home", "cachedir", "root", "path", "file", "filename"};
  constexpr std::size_t of_files = 3;  // at the end: what stands in a file may be a token
  const std::size_t count = words.size() - (name.starts_with("the file ") ? of_files : 0);
  const std::string folded = lower(name);
  return std::any_of(words.begin(), words.begin() + count, [&](std::string_view word) {
    if (!folded.ends_with(word)) return false;
    // `$Rootdir` is one, `$Nadir` may be none: the word begins with a capital or behind a mark.
    const std::size_t at = name.size() - word.size();
    return at == 0 || !is_letter_or_digit(name[at - 1]) || (name[at] >= 'A' && name[at] <= 'Z');
  });
}

bool names_azure_devops(std::string_view name) {
  static constexpr std::array<std::string_view, 10> words = {
      "ado", "azdo", "devops", "vsts", "system", "azp", "tfs", "azuredev", "vss", "dnceng"};
  if (names_no_token(name)) return false;
  const std::string folded = lower(name);
  return std::any_of(words.begin(), words.end(), [&folded](std::string_view word) {
    const auto at = folded.find(word);
    if (at == std::string::npos) return false;
    // Short ones only at the start of a word: "ado" is not in "shadow".
    return word.size() > 4 || at == 0 || !is_letter_or_digit(folded[at - 1]);
  });
}

}  // namespace patdown::trace
