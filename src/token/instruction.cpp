#include "token/instruction.h"

#include "core/letters.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace patdown::documents {
namespace {

constexpr std::size_t far = 16;    // words between a verb and what it asks for
constexpr std::size_t near = 7;    // between "select" and its object, a wish and its negation
constexpr std::size_t most = 400;  // words of a sentence that are looked at

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 18> making = {
    "create", "generate", "make",    "use",       "obtain", "issue",  "provide", "ensure", "get",
    "add",    "supply",   "request", "configure", "mint",   "export", "take",    "store",  "enter"};
constexpr std::array<std::string_view, 7> needing = {"need",     "needs", "require", "requires",
                                                     "required", "must",  "should"};
constexpr std::array<std::string_view, 11> choosing = {"select", "choose", "pick", "tick",
                                                       "check",  "grant",  "give", "set",
                                                       "enable", "assign", "allow"};
// "Scopes: Full access"
constexpr std::array<std::string_view, 3> labels = {"scope", "scopes", "permissions"};
constexpr std::array<std::string_view, 3> narrators = {"we", "they", "i"};
constexpr std::array<std::string_view, 3> relatives = {"which", "that", "whose"};
constexpr std::array<std::string_view, 6> demanded = {"required",  "mandatory", "needed",
                                                      "necessary", "requires",  "needs"};
constexpr std::array<std::string_view, 21> negations = {
    "not",     "never",   "avoid",  "without", "no",      "instead", "rather",
    "unless",  "neither", "nor",    "than",    "cannot",  "stop",    "refrain",
    "prevent", "forbid",  "refuse", "revoke",  "replace", "beware",  "except"};
constexpr std::array<std::string_view, 15> regrets = {
    "not",         "never",     "avoid",     "avoided",    "unnecessary",
    "discouraged", "excessive", "risky",     "dangerous",  "insecure",
    "deprecated",  "blocked",   "forbidden", "disallowed", "overkill"};
constexpr std::array<std::string_view, 8> boundaries = {"and", "but",     "so", "then",
                                                        "or",  "because", ",",  ";"};
constexpr std::array<std::string_view, 6> narrow = {"minimum", "minimal", "least",
                                                    "custom",  "scoped",  "following"};
constexpr std::array<std::string_view, 5> whole = {"all", "every", "everything", "your", "azure"};

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_negation(std::string_view word) {
  return is_one_of(word, negations) || word.ends_with("n't");
}

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
}

// Lower case; typographic apostrophes become plain ones and all else but words and commas a blank.
// As long as `text`.
std::string plain(std::string_view text) {
  std::string result = lower(text);
  for (std::size_t i = 0; i + 2 < result.size(); ++i) {
    // U+2019, in UTF-8. The word goes on behind it.
    if (result.compare(i, 3, "\xE2\x80\x99") == 0) result.replace(i, 3, "'''");
  }
  for (char& c : result) {
    if (!is_word_char(c) && c != ',' && c != ';') c = ' ';
  }
  return result;
}

std::vector<std::string_view> words_of(std::string_view plain_text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < plain_text.size() && words.size() < most;) {
    if (plain_text[i] == ',' || plain_text[i] == ';') {
      words.push_back(plain_text.substr(i++, 1));
      continue;
    }
    if (!is_word_char(plain_text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < plain_text.size() && is_word_char(plain_text[end])) ++end;
    words.push_back(plain_text.substr(i, end - i));
    i = end;
  }
  // "don'''t" is "don't" with an apostrophe of three bytes.
  for (std::string_view& word : words) {
    if (word.ends_with("'''t")) word = "n't";
  }
  return words;
}

// The number of words at `at` that ask for full access; 0 if they do not.
std::size_t wish_at(Words words, std::size_t at) {
  const auto is = [&](std::size_t i, std::string_view word) {
    return at + i < words.size() && words[at + i] == word;
  };
  const auto scopes = [&](std::size_t i) {
    return is(i, "scope") || is(i, "scopes") || is(i, "scoped") || is(i, "permissions");
  };
  if (is(0, "full") && is(1, "access")) {
    // "full access to the repository" is no scope of that name.
    const bool partial = is(2, "to") && at + 3 < words.size() && !is_one_of(words[at + 3], whole);
    return partial ? 0 : 2;
  }
  if (is(0, "full") && scopes(1)) return 2;
  if (is(0, "fully") && is(1, "scoped")) return 2;
  if (!is(0, "all")) return 0;
  if (is(1, "scopes")) return 2;
  const bool filled = is(1, "the") || is(1, "available") || is(1, "possible");
  return filled && is(2, "scopes") ? 3 : 0;
}

bool is_token_word(std::string_view word) {
  return word == "pat" || word == "pats" || word == "token" || word == "tokens";
}

bool holds_token(Words words) {
  return std::any_of(words.begin(), words.end(), is_token_word);
}

// "If you select full access", "tokens that grant it", "only administrators can create one": what
// is or might be, not what the reader is to do.
bool is_told(Words words, std::size_t verb) {
  const std::string_view one = verb > 0 ? words[verb - 1] : std::string_view();
  const std::string_view two = verb > 1 ? words[verb - 2] : std::string_view();
  for (const std::string_view word : {one, two}) {
    if (word == "if" || word == "when" || word == "whether" || word == "who" || word == "could" ||
        word == "would" || word == "might" || is_one_of(word, relatives)) {
      return true;
    }
  }
  return (one == "can" || one == "may") && two != "you";
}

// "Tokens give full access", "we use tokens with full access".
bool has_subject(Words words, std::size_t verb) {
  return verb > 0 && (is_token_word(words[verb - 1]) || is_one_of(words[verb - 1], narrators));
}

bool is_regretted(Words behind) {
  for (std::size_t i = 0; i < behind.size() && i < near; ++i) {
    if (is_one_of(behind[i], regrets) || behind[i].ends_with("n't")) return true;
    if (behind[i] == "," && i + 1 < behind.size() && behind[i + 1] == "which") continue;
    if (is_one_of(behind[i], boundaries)) return false;
  }
  return false;
}

// "Select Environment (Read) or Full access", "all scopes or the minimum": the narrow one is
// offered too.
bool is_alternative(Words before, Words behind) {
  if (!before.empty() && before.back() == "or") return true;
  if (behind.size() < 2 || behind[0] != "or") return false;
  return std::any_of(
      behind.begin() + 1,
      behind.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(behind.size(), 5)),
      [](std::string_view word) { return is_one_of(word, narrow); });
}

bool is_demanded(Words behind) {
  for (std::size_t i = 0; i < behind.size() && i < far; ++i) {
    if (is_one_of(behind[i], demanded)) return true;
    if (behind[i] == ";") return false;
  }
  return false;
}

// What the words before a wish ask of the reader: the nearest verb decides.
Instruction asked_before(Words before, bool token) {
  bool related = false;  // "which" and the like between verb and wish
  for (std::size_t i = before.size(); i-- > 0;) {
    const std::size_t distance = before.size() - i;
    const std::string_view word = before[i];
    if (distance > far || word == ";") break;
    if (is_one_of(word, labels) && distance == 1) {
      return token ? Instruction::token : Instruction::choice;
    }
    related = related || is_one_of(word, relatives);
    if (is_one_of(word, choosing) && distance <= near) {
      if (related) return Instruction::none;  // "check which tokens have full access"
      if (is_told(before, i) || has_subject(before, i)) continue;
      return token ? Instruction::token : Instruction::choice;
    }
    if (!token || is_told(before, i)) continue;
    if (is_one_of(word, needing)) return Instruction::token;
    if (is_one_of(word, making) && !has_subject(before, i)) return Instruction::token;
  }
  return Instruction::none;
}

Instruction read_wish(Words words, std::size_t at, std::size_t size, bool listed) {
  const Words before = words.first(at);
  const Words behind = words.subspan(at + size);
  // "not", "instead of", "rather than" bind forward: what stands behind the wish is something else.
  const std::size_t begin = before.size() > far ? before.size() - far : 0;
  const Words close = before.subspan(begin);
  if (std::any_of(close.begin(), close.end(), is_negation)) return Instruction::none;
  if (is_regretted(behind) || is_alternative(before, behind)) return Instruction::none;
  const bool token = holds_token(words);
  const Instruction asked = asked_before(before, token);
  if (asked != Instruction::none) return asked;
  if (token && (listed || is_demanded(behind))) return Instruction::token;
  return Instruction::none;
}

std::size_t offset_of(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

}  // namespace

Reading read_sentence(std::string_view sentence, bool listed) {
  if (trimmed(sentence).ends_with('?')) return {};
  const std::string text = plain(sentence);
  const std::vector<std::string_view> words = words_of(text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t size = wish_at(words, at);
    if (size == 0) continue;
    const Instruction instruction = read_wish(words, at, size, listed);
    if (instruction == Instruction::none) continue;
    const std::string_view last = words[at + size - 1];
    return {
        .instruction = instruction,
        .wish = {.begin = offset_of(text, words[at]), .end = offset_of(text, last) + last.size()}};
  }
  return {};
}

bool speaks_of_full_access(std::string_view text) {
  const std::string small = lower(text);
  return small.find("full") != std::string::npos || small.find("scopes") != std::string::npos;
}

bool speaks_of_token(std::string_view text) {
  const std::string small = plain(text);
  return holds_token(words_of(small));
}

}  // namespace patdown::documents
