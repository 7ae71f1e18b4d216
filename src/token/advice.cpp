#include "token/advice.h"

#include "token/grant_name.h"

#include <algorithm>

namespace patdown {
namespace {

// https://learn.microsoft.com/rest/api/azure/devops/tokens/pats/create
constexpr std::string_view creation_request =
    "POST https://vssps.dev.azure.com/{organization}/_apis/tokens/pats?api-version=7.1-preview.1";

std::string without_quotes(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= ' ') result += c;
  }
  return result;
}

std::string quantity(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string narrower(const Catalog& catalog, const Token& token) {
  const auto& scopes = *token.minimal;
  if (scopes.empty()) return "None of its calls needs a token: take it away.";
  return "Replace it by one with " + described(catalog, scopes) +
         " only: " + std::string(creation_request) + " with " + creation_body(token, scopes) + ".";
}

std::string requirement(const Catalog& catalog, const Token& token) {
  if (!token.minimal) return "Nothing that it is used for could be determined.";
  if (token.minimal->empty()) return "None of the known calls needs a scope.";
  return (token.complete ? "All it needs is " : "The uses that are known need ") +
         described(catalog, *token.minimal) + ".";
}

std::string of_unknown(const Catalog& catalog, const Token& token) {
  std::string text = requirement(catalog, token);
  if (!token.unresolved.empty()) {
    return text + " " + quantity(token.unresolved.size(), "place is", "places are") +
           " not resolved, the first: " + place_and_why(token.unresolved.front()) + ".";
  }
  if (token.kind == "job-token") {
    return text + " What the job's token may do is set in the project's settings, not here.";
  }
  if (token.kind == "entra-token") {
    return text +
           " An Entra token may do what its owner may: these are the permissions to give to an "
           "application that acts for somebody, and what the owner's own should come down to.";
  }
  if (token.grant) return text;
  return text +
         " To have it judged, say what it holds: under `tokens:` in .patdown.yml (`patdown scopes "
         "--suggest` writes the block), or by an inventory.";
}

std::string of_unscopable(const Token& token) {
  const auto use = std::find_if(token.uses.begin(), token.uses.end(),
                                [](const PricedUse& u) { return u.needs_full_access; });
  std::string text = "Only full access opens ";
  text += use == token.uses.end() ? std::string("one of its calls") : use->call;
  if (use != token.uses.end() && !use->note.empty()) text += " (" + use->note + ")";
  return text +
         ". Keep its lifetime short, or take that call out: then a token with scopes will do, or "
         "use a Microsoft Entra token.";
}

std::string of_replaceable(const Token& token) {
  return "The job's own token can do all this: map " + token.replaceable_by +
         " into the step's env and drop the long-lived token.";
}

std::string main_part(const Catalog& catalog, const Token& token) {
  switch (token.outcome) {
    case Outcome::unknown:
      return of_unknown(catalog, token);
    case Outcome::unscopable:
      return of_unscopable(token);
    case Outcome::under_scoped:
      return "Add " + described(catalog, token.missing) +
             " to it, or calls will be refused (401 or 403).";
    case Outcome::over_scoped:
      return narrower(catalog, token);
    case Outcome::replaceable:
      return of_replaceable(token);
    case Outcome::exact:
      return "It holds what its uses need, and no more.";
  }
  return {};
}

}  // namespace

std::string described(const Catalog& catalog, std::span<const std::string> scopes) {
  if (scopes.empty()) return "nothing";
  std::string text;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    if (i > 0) text += i + 1 == scopes.size() ? " and " : ", ";
    const Scope* scope = catalog.scope(scopes[i]);
    const bool labelled = scope != nullptr && !scope->label.empty();
    text += labelled ? scope->label + " (" + scopes[i] + ")" : scopes[i];
  }
  return text;
}

std::string creation_body(const Token& token, std::span<const std::string> scopes) {
  std::string names;
  for (const std::string& scope : scopes) {
    if (!names.empty()) names += ' ';
    names += scope;
  }
  return R"({"displayName":")" + without_quotes(plain_name(token.name)) + R"(","scope":")" + names +
         R"(","validTo":"YYYY-MM-DDT00:00:00Z","allOrgs":false})";
}

std::string advise(const Catalog& catalog, const Token& token) {
  std::string text = main_part(catalog, token);
  if (token.outcome != Outcome::replaceable && !token.replaceable_by.empty()) {
    text += " Better still: " + of_replaceable(token);
  }
  if (token.grant && token.grant->expired) {
    text += " It expired on " + token.grant->valid_to.substr(0, 10) + ": calls are refused.";
  }
  if (token.grant && token.grant->all_organizations) {
    text +=
        " It is valid for all organizations: such tokens cannot be created since 2026-03-15 and "
        "stop working on 2026-12-01.";
  }
  return text;
}

}  // namespace patdown
