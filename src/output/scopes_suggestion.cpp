// The `tokens:` block of .patdown.yml: what each token should hold, as far as its uses tell.

#include "output/output.h"
#include "output/printable.h"
#include "output/verdict.h"
#include "token/catalog.h"
#include "token/grant_name.h"

#include <algorithm>
#include <map>
#include <set>

namespace patdown {
namespace {

// A double-quoted scalar of YAML. printable() has left no control character.
std::string quoted(const std::string& text) {
  std::string escaped = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "\"";
}

std::string comment(const std::string& text) {
  return "  # " + printable(text) + "\n";
}

// Tokens that the configuration cannot tell apart, since it knows them by name.
struct Entry {
  std::string name;
  std::vector<const Token*> tokens;
};

std::vector<Entry> entries_of(const Report& report) {
  std::map<std::string, Entry> by_name;
  for (const Token& token : report.tokens) {
    Entry& entry = by_name[bare_name(token.name)];
    if (entry.name.empty()) entry.name = plain_name(token.name);
    entry.tokens.push_back(&token);
  }
  std::vector<Entry> entries;
  entries.reserve(by_name.size());
  for (auto& [name, entry] : by_name) entries.push_back(std::move(entry));
  return entries;
}

// Why no entry can be suggested; empty if one can.
std::string why_left_out(const Token& token) {
  if (token.kind == "job-token") return "the job's own token: the project's settings decide";
  if (token.kind == "entra-token") return "a Microsoft Entra token: it lives for an hour";
  if (token.id.starts_with("literal:")) return "hard-coded: revoke it";
  if (!token.minimal) return "what it needs could not be determined";
  return token.minimal->empty() ? "no call needs a scope" : "";
}

std::string known(const Token& token) {
  const std::string uses = counted(token.uses.size(), "use", "uses");
  if (token.complete && token.uses.size() == 1) return "its one use is known";
  if (token.complete && token.uses.size() == 2) return "both uses are known";
  if (token.complete) return "all " + uses + " are known";
  std::string text = "of " + uses + " not all are known";
  if (token.unresolved.empty()) return text;
  return text + ", such as " + place_and_why(token.unresolved.front());
}

// For each of the scopes the first call that forces it; calls that force several once.
void add_reasons(const Token& token, std::set<std::string>& scopes,
                 std::vector<std::string>& reasons) {
  for (const ScopeReason& because : token.because) {
    if (because.uses.empty() || scopes.erase(because.scope) == 0) continue;
    const PricedUse& use = token.uses.at(because.uses.front());
    std::string reason = use.call + " at " + use.use.path + ":" + std::to_string(use.use.line);
    const bool given = std::any_of(reasons.begin(), reasons.end(), [&](const std::string& one) {
      return one == reason || one.starts_with(reason + " and ");
    });
    if (given) continue;
    if (because.uses.size() > 1) reason += " and " + grouped(because.uses.size() - 1) + " more";
    reasons.push_back(std::move(reason));
  }
}

// Of several tokens of one name: a scope that another one brings with it is not named.
void drop_included(std::set<std::string>& scopes) {
  std::set<std::string> included;
  for (const std::string& name : scopes) {
    const Scope* scope = Catalog::azure_devops().scope(name);
    if (scope != nullptr) included.insert(scope->implies.begin(), scope->implies.end());
  }
  std::erase_if(scopes, [&](const std::string& name) { return included.contains(name); });
}

std::string entry_text(const Entry& entry) {
  std::set<std::string> scopes;
  std::string comments;
  for (const Token* token : entry.tokens) {
    const std::string left_out = why_left_out(*token);
    if (!left_out.empty()) {
      comments += comment(token->name + ": " + left_out);
      continue;
    }
    comments += comment(token->id + ": " + known(*token));
    scopes.insert(token->minimal->begin(), token->minimal->end());
  }
  if (scopes.empty()) return comments;
  // Full access holds all the others.
  if (scopes.contains("app_token")) scopes = {"app_token"};
  drop_included(scopes);
  std::vector<std::string> names(scopes.begin(), scopes.end());
  std::vector<std::string> reasons;
  for (const Token* token : entry.tokens) add_reasons(*token, scopes, reasons);
  std::string text =
      comments + "  - name: " + quoted(entry.name) + "\n    scopes: [" + spell(names, ", ") + "]\n";
  return reasons.empty() ? text : text + "    reason: " + quoted(spell(reasons, "; ")) + "\n";
}

}  // namespace

std::string write_scopes_suggestion(const Report& report) {
  std::string entries;
  for (const Entry& entry : entries_of(report)) entries += entry_text(entry);
  std::string text =
      "# What each token should hold, by what it is used for. Correct the scopes of those that "
      "hold\n"
      "# others: patdown compares with what stands here.\n";
  const bool none = entries.find("  - name: ") == std::string::npos;
  return text + (none ? "tokens: []\n" : "tokens:\n") + entries;
}

}  // namespace patdown
