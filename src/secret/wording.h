#pragma once

// Is a text made of words? Names in code and keys of translations have the length of a token and
// its letters, but a reader can say them aloud.

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// The words of a name in lower case: "tokenGroupId", "TOKEN_GROUP_ID" and "token-group-id" give
// token, group, id; "HTTPServer2" gives http, server2.
std::vector<std::string> words_in(std::string_view name);

// Whether `value` is several words and nothing else: "currentNotifications", "shift+alt+f12",
// "live_preview_of_every_postcard". A random text of twenty letters is taken for words less than
// once in a thousand times.
bool is_wording(std::string_view value);

// Whether it reads like a word: vowels between consonants, as no random text has them for long.
bool is_pronounceable(std::string_view word);

}  // namespace patdown
