#include "token/trace/mint.h"

#include "core/letters.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

void add_scopes(std::string_view text, MintedToken& minted) {
  while (!text.empty()) {
    const auto begin = text.find_first_not_of(" ,");
    if (begin == std::string_view::npos) return;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" ,"), text.size());
    minted.scopes.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

void read_object(const Object& object, MintedToken& minted) {
  const auto scope = object.fields.find("scope");
  if (scope != object.fields.end()) add_scopes(literal(scope->second).value_or(""), minted);
  const auto all = object.fields.find("allorgs");
  minted.all_organizations = all != object.fields.end() && literal(all->second) == "true";
}

// The value behind `"key"` and a colon, up to a quote or the end of the word.
std::string_view behind(std::string_view text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + key.size());
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  text.remove_prefix(colon + 1);
  const auto begin = text.find_first_not_of(" \t\r\n\"'\\");
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  return text.substr(0, text.find_first_of("\"'\\}\r\n,"));
}

}  // namespace

void note_minted(Call& call, const ValueRef& body) {
  const std::string url = lower(call.url);
  if (url.find("/_apis/tokens/pats") == std::string::npos) return;
  call.kind = CallKind::mint;
  if (!body) return;
  const ValueRef first = alternatives(body).front();
  if (first->kind == ValueKind::object) return read_object(*first->object, call.minted);
  const std::string text = sketch(first);
  const std::string_view scope = behind(text, "scope");
  if (scope.find("{}") == std::string_view::npos) add_scopes(scope, call.minted);
  call.minted.all_organizations = behind(text, "allOrgs").starts_with("true");
}

}  // namespace patdown::trace
