#include "token/trace/credential.h"

#include "core/letters.h"
#include "core/secret_text.h"
#include "core/text.h"
#include "secret/placeholder.h"
#include "token/correlating_id.h"
#include "token/name_words.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <set>

namespace patdown::trace {
namespace {

constexpr std::size_t max_nesting = 6;        // encodings inside of derived values inside of …
constexpr std::size_t max_visits = 10000;     // pieces looked at for one header
constexpr std::size_t max_spelled_out = 200;  // bytes of a text that keeps a token's place

// Holes whose value is a token of another kind, or none.
constexpr std::array<std::string_view, 6> no_tokens = {"a response",       "an Entra token",
                                                       "a recursive call", "an automatic variable",
                                                       "a condition",      "a number"};

bool is_token_hole(const Value& value) {
  return value.kind == ValueKind::hole && !value.source.id.empty() && may_be_token(value) &&
         !names_a_folder(value.source.name);
}

bool can_be_token(const Source& source) {
  return !names_a_folder(source.name) && source.kind != SourceKind::collection &&
         source.kind != SourceKind::project && source.kind != SourceKind::repository &&
         source.kind != SourceKind::predefined &&
         !lower(source.name).ends_with("cancellationtoken");  // .NET's, which stops a task
}

std::string kind_of(const Source& source, bool basic) {
  if (is_entra_token(source)) return "entra-token";
  if (source.kind == SourceKind::job_token || source.id == "env:system_accesstoken") {
    return "job-token";
  }
  return basic || names_azure_devops(source.name) ? "pat" : "unknown";
}

FoundCredential found_source(const Value& value, const std::vector<TraceStep>& before, bool basic) {
  FoundCredential found;
  found.credential.id = value.source.id;
  found.credential.name = value.source.name;
  found.credential.kind = kind_of(value.source, basic);
  if (!value.trace.empty()) {
    found.credential.path = value.trace.front().path;
    found.credential.line = value.trace.front().line;
  }
  found.trace = value.trace;
  found.trace.insert(found.trace.end(), before.begin(), before.end());
  found.basic = basic;
  found.spelled_out = value.source.id.starts_with("text:");
  return found;
}

bool has_token_size(std::string_view text) {
  return text.size() == 52 || text.size() == 84;
}

// A token written into the code: 52 or 84 letters, the two forms of Azure DevOps PATs, and no row
// of one letter.
void add_literal(const std::string& text, const std::vector<TraceStep>& before,
                 std::vector<FoundCredential>& found) {
  if (!has_token_size(text)) return;
  if (!std::all_of(text.begin(), text.end(), is_letter_or_digit)) return;
  if (std::set<char>(text.begin(), text.end()).size() < 8) return;
  FoundCredential one;
  // The rule that finds it as a leak: one for each form.
  const bool legacy = text.size() == 52;
  const std::string_view rule = legacy ? "azure-devops-pat-legacy" : "azure-devops-pat";
  one.credential.id = "literal:" + fingerprint_of(rule, text, false);
  one.credential.correlating_id = correlating_id_of(text);
  one.credential.name = "hard-coded token " + SecretText(text).masked();
  one.credential.kind = "pat";
  one.trace = before;
  if (!before.empty()) {
    one.credential.path = before.front().path;
    one.credential.line = before.front().line;
  }
  one.basic = true;
  found.push_back(std::move(one));
}

// "YOUR_PAT", "my-token": words that speak of a token, and no digit.
bool asks_for_token(std::string_view text) {
  static constexpr std::array<std::string_view, 10> words = {
      "your", "my", "pat", "token", "personal", "access", "insert", "enter", "replace", "secret"};
  std::string word;
  for (std::size_t k = 0; k <= text.size(); ++k) {
    const char c = k < text.size() ? text[k] : ' ';
    if (is_digit(c)) return false;
    if (is_letter_or_digit(c)) {
      word += c;
      continue;
    }
    const std::string folded = lower(word);
    const bool asks = std::find(words.begin(), words.end(), folded) != words.end();
    if (asks || folded.starts_with("yourp") || folded.starts_with("yourt")) return true;
    word.clear();
  }
  return false;
}

// A text where a token must stand: what the reader is told to replace ("<YOUR_PAT>"), or a secret
// in no form that is known. What is masked is told apart by its hash.
FoundCredential spelled_out(const std::string& text, const std::vector<TraceStep>& before) {
  const bool shown = text.find(' ') != std::string::npos || is_placeholder(text) ||
                     is_patterned(text) || is_reference(text) || asks_for_token(text);
  FoundCredential one;
  // A placeholder is told apart by its file; a secret is the same wherever it stands.
  one.credential.id = shown ? "text:" + text : "secret-text:" + fingerprint_of("text", text, false);
  one.credential.name =
      shown ? "the text \"" + text + "\"" : "the text " + SecretText(text).masked();
  one.credential.kind = "pat";
  one.trace = before;
  if (!before.empty()) {
    one.credential.path = before.front().path;
    one.credential.line = before.front().line;
  }
  one.spelled_out = true;
  return one;
}

struct Search {
  std::vector<TraceStep> steps;  // encodings passed on the way
  Arms arms;
  bool basic = false;
  bool secret = false;  // nothing but a token can stand here, so a text is one
  std::size_t depth = 0;
  std::vector<FoundCredential>* found = nullptr;
  std::size_t* visits = nullptr;
};

void search(const ValueRef& value, const Search& outer);

// The pieces behind the last ':' that stands in literal text, if anything stands there; "x:" gives
// what stands before it.
std::vector<ValueRef> password_of(const std::vector<ValueRef>& pieces) {
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (pieces[k]->kind != ValueKind::text) continue;
    const auto colon = pieces[k]->text.find(':');
    if (colon == std::string::npos) continue;
    std::vector<ValueRef> behind;
    const std::string rest = pieces[k]->text.substr(colon + 1);
    if (!rest.empty()) behind.push_back(text_value(rest));
    behind.insert(behind.end(), pieces.begin() + static_cast<std::ptrdiff_t>(k) + 1, pieces.end());
    if (!behind.empty()) return behind;
    return {pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(k)};
  }
  return pieces;
}

bool is_bare_user(const std::vector<ValueRef>& pieces) {
  return !pieces.empty() && pieces[0]->kind == ValueKind::text && pieces[0]->text.starts_with(':');
}

// "x" alone, in front of the host of a URL, is the name of the organization.
bool has_password(const std::vector<ValueRef>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [](const ValueRef& piece) {
    return piece->kind == ValueKind::text && piece->text.find(':') != std::string::npos;
  });
}

// "user:" with nothing behind it.
bool lacks_password(const std::vector<ValueRef>& pieces) {
  return !pieces.empty() && pieces.back()->kind == ValueKind::text &&
         pieces.back()->text.ends_with(':');
}

void search_piece(const ValueRef& piece, const Search& outer) {
  Search inner = outer;
  ++inner.depth;
  if (inner.depth > max_nesting || ++*inner.visits > max_visits) return;
  switch (piece->kind) {
    case ValueKind::source: {
      if (!can_be_token(piece->source)) return;
      FoundCredential one = found_source(*piece, outer.steps, outer.basic);
      one.arms = outer.arms;
      outer.found->push_back(std::move(one));
      return;
    }
    case ValueKind::encoded:
      inner.steps.insert(inner.steps.end(), piece->trace.begin(), piece->trace.end());
      for (const Variant& variant : variants_of(piece->parts.front())) {
        const auto arms = merge(outer.arms, variant.arms);
        if (!arms) continue;
        inner.arms = *arms;
        inner.basic = is_bare_user(variant.pieces);
        inner.secret = true;
        search(join(password_of(variant.pieces)), inner);
      }
      return;
    case ValueKind::hole:
      if (is_token_hole(*piece)) {
        FoundCredential one = found_source(*piece, outer.steps, outer.basic);
        one.arms = outer.arms;
        outer.found->push_back(std::move(one));
        return;
      }
      if (piece->parts.size() == 1) search(piece->parts.front(), inner);
      return;
    case ValueKind::object: {
      for (const char* field : {"password", "authorization", "token", "accesstoken", "access_token",
                                "personalaccesstoken", "personal_access_token", "pat", "value"}) {
        const auto at = piece->object->fields.find(field);
        if (at == piece->object->fields.end()) continue;
        inner.secret = std::string_view(field) == "password";
        return search(at->second, inner);
      }
      return;
    }
    case ValueKind::list:
      for (const ValueRef& part : piece->parts) search(part, inner);
      return;
    case ValueKind::text:
      add_literal(piece->text, outer.steps, *outer.found);
      return;
    default:
      return;
  }
}

// "Bearer x", "Basic x" → "x"; in a place where nothing but a token can stand the whole text.
std::string_view secret_of(std::string_view text, bool secret) {
  for (const std::string_view scheme : {"basic ", "bearer "}) {
    if (same_ignoring_case(text.substr(0, scheme.size()), scheme))
      return text.substr(scheme.size());
  }
  return secret ? text : std::string_view();
}

// A variant that is nothing but text.
void add_text(const Variant& variant, const Search& search) {
  if (variant.pieces.size() != 1 || variant.pieces[0]->kind != ValueKind::text) return;
  const std::string& whole = variant.pieces[0]->text;
  const std::string_view text = trimmed(secret_of(trimmed(whole), search.secret));
  // "$env:PAT" in quotes: a name that something else replaces.
  if (text.empty() || text.size() > max_spelled_out || text[0] == '$' || text[0] == '%') return;
  FoundCredential one = spelled_out(std::string(text), search.steps);
  one.arms = search.arms;
  one.basic = search.basic;
  search.found->push_back(std::move(one));
}

// Each variant names at most one token: its last piece that is one.
void search(const ValueRef& value, const Search& outer) {
  for (const Variant& variant : variants_of(value)) {
    const auto arms = merge(outer.arms, variant.arms);
    if (!arms) continue;
    Search inner = outer;
    inner.arms = *arms;
    const std::size_t before = outer.found->size();
    static_cast<void>(std::any_of(variant.pieces.rbegin(), variant.pieces.rend(),
                                  [&inner, before](const ValueRef& piece) {
                                    search_piece(piece, inner);
                                    return inner.found->size() > before;
                                  }));
    if (inner.found->size() == before) add_text(variant, inner);
  }
}

// A text is what is put in the place of a token if nothing is: then it is no token.
void drop_substitutes(std::vector<FoundCredential>& found) {
  const bool named = std::any_of(found.begin(), found.end(),
                                 [](const FoundCredential& one) { return !one.spelled_out; });
  if (!named) return;
  found.erase(std::remove_if(found.begin(), found.end(),
                             [](const FoundCredential& one) { return one.spelled_out; }),
              found.end());
}

// Whether it may be, or hold, a token where anything may stand.
bool may_hold_token(const Value& value) {
  switch (value.kind) {
    case ValueKind::nothing:
    case ValueKind::function:
    case ValueKind::symbol:
      return false;
    case ValueKind::hole:
      return !value.parts.empty() || !value.source.id.empty();
    case ValueKind::text:
      return has_token_size(value.text) || !secret_of(trimmed(value.text), false).empty();
    default:
      return true;
  }
}

std::vector<FoundCredential> found_in(const ValueRef& value, bool secret) {
  std::vector<FoundCredential> found;
  if (!value || (!secret && !may_hold_token(*value))) return found;
  std::size_t visits = 0;
  Search start;
  start.secret = secret;
  start.found = &found;
  start.visits = &visits;
  search(value, start);
  drop_substitutes(found);
  return found;
}

}  // namespace

std::vector<FoundCredential> in_header(const ValueRef& value) {
  return found_in(value, false);
}

std::vector<FoundCredential> in_user_info(const ValueRef& value) {
  std::vector<FoundCredential> found;
  if (!value) return found;
  std::size_t visits = 0;
  const std::vector<Variant> variants = variants_of(value);
  // Where a password may be missing, the user is still no token.
  const bool named = std::any_of(variants.begin(), variants.end(), [](const Variant& one) {
    return has_password(one.pieces) && !lacks_password(one.pieces);
  });
  for (const Variant& variant : variants) {
    if (named && lacks_password(variant.pieces)) continue;
    Search start;
    start.visits = &visits;
    start.arms = variant.arms;
    start.basic = is_bare_user(variant.pieces);
    start.secret = has_password(variant.pieces);
    start.found = &found;
    search(join(password_of(variant.pieces)), start);
  }
  drop_substitutes(found);
  return found;
}

std::vector<FoundCredential> in_token(const ValueRef& value) {
  return found_in(value, false);
}

std::vector<FoundCredential> in_secret(const ValueRef& value) {
  return found_in(value, true);
}

ValueRef user_info_of(const ValueRef& url) {
  std::vector<ValueRef> infos;
  std::vector<Arms> arms;
  for (const Variant& variant : variants_of(url)) {
    std::vector<ValueRef> info;
    bool inside = false;
    bool ended = false;
    for (const ValueRef& piece : variant.pieces) {
      if (piece->kind != ValueKind::text) {
        if (inside) info.push_back(piece);
        continue;
      }
      std::string text = piece->text;
      if (!inside) {
        const auto scheme = text.find("://");
        if (scheme == std::string::npos) break;
        text.erase(0, scheme + 3);
        inside = true;
      }
      const auto end = text.find_first_of("@/?");
      if (end != std::string::npos) {
        ended = text[end] == '@';
        text.erase(end);
      }
      if (!text.empty()) info.push_back(text_value(text));
      if (end != std::string::npos) break;
    }
    if (!ended || info.empty()) continue;
    infos.push_back(join(std::move(info)));
    arms.push_back(variant.arms);
  }
  return infos.empty() ? nothing() : choice(std::move(infos), std::move(arms));
}

bool may_be_token(const Value& hole) {
  return std::find(no_tokens.begin(), no_tokens.end(), hole.text) == no_tokens.end();
}

}  // namespace patdown::trace
