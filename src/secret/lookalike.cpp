#include "secret/lookalike.h"

#include "core/digest.h"
#include "core/letters.h"
#include "secret/known_words.h"
#include "secret/placeholder.h"
#include "secret/surroundings.h"
#include "secret/wording.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::string_view value_of(const Suspect& suspect) {
  return suspect.text.substr(suspect.secret.begin, suspect.secret.size());
}

bool goes_by_name(const Rule& rule) {
  return rule.chosen || rule.provider == "generic";
}

// Letters and digits mixed, and long: nobody chose it.
bool looks_random(std::string_view value) {
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(value, is_digit));
  return value.size() >= 12 && digits >= 2 && digits < value.size() && !is_wording(value);
}

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (is_letter_or_digit(c)) kept += c;
  }
  return lower(kept);
}

// The value says no more than its name: password = "password", api_key: "my-api-key".
bool repeats_its_name(std::string_view value, std::string_view name) {
  const std::string plain_value = letters_and_digits(value);
  const std::string plain_name = letters_and_digits(name);
  if (plain_value.size() < 3 || plain_name.size() < 3) return false;
  if (plain_name.find(plain_value) != std::string::npos) return true;
  return plain_value.size() <= plain_name.size() + 3 &&
         plain_value.find(plain_name) != std::string::npos;
}

// The letters of a credential's name inside another word: monkey, secretary, tokenizer.
bool hides_in_a_word(const std::vector<std::string>& words) {
  bool hidden = false;
  for (const std::string& word : words) {
    if (is_in("harmless-word", word)) {
      hidden = true;
      continue;
    }
    for (const std::string& credential : words_of("credential-word")) {
      // "apikey" and "dbpassword" end in it, "secretvalue" begins with it.
      if (word.find(credential) != std::string::npos) return false;
    }
  }
  return hidden;
}

// Keys pressed together: "shift+alt+f12", "ctrl+k ctrl+s".
bool is_key_chord(std::string_view value) {
  std::size_t part = 0;
  for (const char c : value) {
    part = c == '+' || c == ' ' ? 0 : part + 1;
    if (part > 10 || (c >= 'A' && c <= 'Z')) return false;
  }
  return value.find('+') != std::string_view::npos;
}

// A name of something about a credential, or of a key that opens nothing.
bool names_no_secret(std::string_view name, std::string_view value) {
  const std::vector<std::string> words = words_in(name);
  if (words.empty()) return false;
  if (hides_in_a_word(words)) return true;
  const std::string& last = words.back();
  if (words.size() > 1 && is_in("about-name", last)) return true;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool key = words[i + 1] == "key" || words[i + 1] == "keys";
    if (key && is_in("harmless-key", words[i])) return true;
  }
  const bool bare = words.size() == 1 && (last == "key" || last == "keys");
  return bare && (!looks_random(value) || is_key_chord(value));
}

bool starts_like_path(std::string_view value) {
  for (const std::string_view start : {"./", "../", "~/", "http://", "https://", "ssh://", "//"}) {
    if (value.starts_with(start)) return true;
  }
  const bool drive = value.size() > 3 && value[1] == ':' && (value[2] == '\\' || value[2] == '/');
  return drive || (value.starts_with('/') && is_wording(value));
}

// At least two blanks: a sentence, a label, a translation.
bool is_sentence(std::string_view value) {
  return std::ranges::count(value, ' ') >= 2;
}

bool is_comment_line(const Suspect& suspect) {
  const std::string_view before = suspect.text.substr(0, suspect.secret.begin);
  const std::size_t floor = before.size() - std::min<std::size_t>(before.size(), 400);
  std::string_view line = before.substr(floor);
  const std::size_t end = line.find_last_of("\r\n");
  if (end != std::string_view::npos) line.remove_prefix(end + 1);
  line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t")));
  for (const std::string_view sign : {"#", "//", "*", "/*", ";", "--", "<!--", "%"}) {
    if (line.starts_with(sign)) return true;
  }
  return false;
}

// Letters, digits and what may stand in a name, without quotes around them.
bool is_bare_name(const Suspect& suspect) {
  const auto in_name = [](char c) {
    return is_letter_or_digit(c) || c == '_' || c == '.' || c == '$';
  };
  const std::string_view value = value_of(suspect);
  return !is_quoted(suspect.text, suspect.secret) && std::ranges::all_of(value, in_name) &&
         !is_digit(value.front());
}

// A call, an index, a member, a constant of an enumeration.
bool is_expression(const Suspect& suspect) {
  const std::string_view value = value_of(suspect);
  const char behind =
      suspect.secret.end < suspect.text.size() ? suspect.text[suspect.secret.end] : '\0';
  const char front = suspect.secret.begin > 0 ? suspect.text[suspect.secret.begin - 1] : '\0';
  if (front == '$' || front == '&') return true;
  if (is_quoted(suspect.text, suspect.secret)) return false;
  if (behind == '(' || behind == '[') return true;
  for (const std::string_view sign : {"->", "::", "=>", "(", "[\"", "['"}) {
    if (value.find(sign) != std::string_view::npos) return true;
  }
  return is_bare_name(suspect) && value.find('.') != std::string_view::npos && !looks_random(value);
}

bool holds_words(std::string_view value) {
  return std::ranges::any_of(
      value, [](char c) { return c == ' ' || static_cast<unsigned char>(c) >= 0x80; });
}

// What `value` says in base64, if it is text.
std::string text_in_base64(std::string_view value) {
  const std::string text = base64_decode(value).value_or(std::string());
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  return std::ranges::all_of(text, is_printable) ? text : std::string();
}

// The password in base64 of "user:password" keeps a place: "user:password", "foo:bar", "${U}:${P}".
bool is_placeholder_pair(std::string_view value) {
  const std::string pair = text_in_base64(value);
  const std::size_t colon = pair.find(':');
  if (colon == std::string::npos) return false;
  const std::string password = pair.substr(colon + 1);
  return password.size() < 6 || password == pair.substr(0, colon) ||
         is_in("default-password", lower(password)) || is_placeholder(password) ||
         is_reference(password);
}

// Base64 of a text that people or programs read, such as the name of what a page continues with:
// none of its parts is random.
bool is_readable_base64(std::string_view value) {
  if (value.size() < 20) return false;
  const std::string text = text_in_base64(value);
  const auto is_letter = [](char c) { return is_letter_or_digit(c) && !is_digit(c); };
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = std::ranges::find_if_not(rest, is_letter_or_digit);
    const std::string_view part = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    if (std::ranges::any_of(part, is_letter) && looks_random(part)) return false;
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  }
  return !text.empty();
}

// The filters for rules that go by a name or find what people choose.
std::string_view weak_lookalike(const Suspect& suspect) {
  const std::string_view value = value_of(suspect);
  if (is_plain_value(value)) return "a plain value";
  if (suspect.rule.chosen && is_in("default-password", lower(value))) return "a placeholder";
  if (suspect.rule.chosen && is_placeholder_pair(value)) return "a placeholder";
  if (!suspect.rule.chosen && is_readable_base64(value)) return "text in base64";
  if (is_public_search_key(suspect.text, suspect.secret)) return "a public search key";
  if (is_password_of_nothing(suspect.text, suspect.secret, !looks_random(value))) {
    return "a password of no account";
  }
  const std::string_view name = name_before(suspect.text, suspect.secret);
  if (names_no_secret(name, value)) return "its name is no credential's";
  if (repeats_its_name(value, name)) return "its name again";
  if (is_expression(suspect)) return "an expression";
  if (starts_like_path(value)) return "a path";
  const PathHints hints = hints_of(suspect);
  const PathHints of_code{.none_in_code = hints.none_in_code, .none_in_translations = false};
  if (path_refutes(of_code, suspect.path)) return "an expression";
  if (is_sentence(value) || path_refutes(hints, suspect.path)) return "a sentence";
  return {};
}

}  // namespace

std::string_view lookalike_of(const Suspect& suspect) {
  const std::string_view value = value_of(suspect);
  if (is_published_example(value)) return "a published example";
  if (is_patterned(value)) return "a pattern";
  if (value.find('\n') != std::string_view::npos) return {};
  if (is_placeholder(value)) return "a placeholder";
  if (is_reference(value)) return "a reference";
  if (is_digest_here(suspect.text, suspect.secret)) return "a digest or an identifier";
  if (is_inside_base64(suspect.text, suspect.secret)) return "a piece of base64";
  if (is_wording(value)) return "words";
  return goes_by_name(suspect.rule) ? weak_lookalike(suspect) : std::string_view{};
}

PathHints hints_of(const Suspect& suspect) {
  const std::string_view value = value_of(suspect);
  if (!goes_by_name(suspect.rule) || value.find('\n') != std::string_view::npos) return {};
  return {.none_in_code = is_bare_name(suspect) && !is_comment_line(suspect),
          .none_in_translations = holds_words(value)};
}

bool is_doubtful_place(const Suspect& suspect) {
  return is_doubtful_path(suspect.path) || is_on_long_line(suspect.text, suspect.secret);
}

}  // namespace patdown
