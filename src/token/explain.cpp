#include "token/explain.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <set>

namespace patdown {
namespace {

bool is_verb(std::string_view word) {
  if (word == "{}") return true;
  return !word.empty() && std::all_of(word.begin(), word.end(),
                                      [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
}

// Looks like something to send a request to, rather than a name.
bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("_apis") != std::string_view::npos ||
         text.find(".com/") != std::string_view::npos || text.starts_with("//");
}

void describe_operation(const Operation* operation, Explanation& result) {
  if (operation == nullptr) return;
  result.has_operation = true;
  result.operation = operation->id;
  result.title = operation->title;
  result.verb = operation->verb;
  result.route = operation->route;
  result.needs_full_access = operation->needs_full_access;
}

void describe_scopes(const Catalog& catalog, const std::vector<ScopeSet>& alternatives,
                     Explanation& result) {
  result.scopes = joined_all(alternatives);
  std::set<std::string> named;
  for (const ScopeSet& set : alternatives) named.insert(set.begin(), set.end());
  std::set<std::string> wider;
  for (const ScopeSet& set : alternatives) {
    // Of scopes that are needed together, none alone holds the alternative.
    if (set.size() == 1) {
      for (std::string& name : catalog.implied_by(set.front())) wider.insert(std::move(name));
    }
    std::string label;
    for (const std::string& name : set) {
      const Scope* scope = catalog.scope(name);
      if (!label.empty()) label += " + ";
      label += scope == nullptr || scope->label.empty() ? name : scope->label;
    }
    result.labels.push_back(std::move(label));
  }
  for (const std::string& name : named) wider.erase(name);
  result.implied_by.assign(wider.begin(), wider.end());
}

Explanation of_answer(const Catalog& catalog, std::string_view asked, const Answer& answer) {
  Explanation result;
  result.request = std::string(asked);
  result.status = answer.status;
  result.note = answer.note;
  describe_operation(answer.operation, result);
  if (answer.none_needed) {
    result.scopes.emplace();
  } else if (answer.status == "known") {
    describe_scopes(catalog, answer.scopes, result);
    result.advised = joined_all(answer.sure);
  }
  return result;
}

Explanation of_operation(const Catalog& catalog, std::string_view asked,
                         const Operation& operation) {
  Answer answer{.status = operation.status,
                .operation = &operation,
                .scopes = operation.scopes,
                .sure = operation.sure,
                .note = operation.note};
  answer.none_needed =
      operation.status == "anonymous" || (operation.status == "known" && operation.scopes.empty());
  Explanation result = of_answer(catalog, asked, answer);
  result.subject = Subject::operation;
  return result;
}

Explanation of_scope(const Catalog& catalog, std::string_view asked, const Scope& scope) {
  Explanation result;
  result.subject = Subject::scope;
  result.request = std::string(asked);
  result.status = "known";
  result.scopes = {scope.name};
  result.implies = scope.implies;
  result.implied_by = catalog.implied_by(scope.name);
  if (!scope.label.empty()) result.labels.push_back(scope.label);
  if (!scope.selectable) result.note = "cannot be chosen for a personal access token";
  if (scope.high_privilege)
    result.note += (result.note.empty() ? "" : "; ") + std::string("high privilege");
  for (const Operation& operation : catalog.operations()) {
    const bool opens = std::find(operation.scopes.begin(), operation.scopes.end(),
                                 ScopeSet{scope.name}) != operation.scopes.end();
    if (opens && !operation.host.empty()) result.operations.push_back(operation.id);
  }
  return result;
}

}  // namespace

Explanation explain_request(const Catalog& catalog, std::string_view request) {
  const std::string_view text = trimmed(request);
  const auto blank = text.find_first_of(" \t");
  const std::string_view first = text.substr(0, blank);
  const bool verb = blank != std::string_view::npos && is_verb(first);
  const std::string_view url = verb ? trimmed(text.substr(blank)) : text;
  return of_answer(catalog, text, catalog.request(verb ? first : "GET", url));
}

std::optional<Explanation> explain(const Catalog& catalog, std::string_view subject) {
  const std::string_view text = trimmed(subject);
  if (const Scope* scope = catalog.scope(lower(text))) return of_scope(catalog, text, *scope);
  if (const Operation* operation = catalog.operation(lower(text))) {
    return of_operation(catalog, text, *operation);
  }
  const auto words = split_words(text);
  const bool request = words.size() > 1 && is_verb(words[0]) && words[0] != "az" &&
                       words[0] != "tfx" && words[0] != "vsce" && !words[1].starts_with("-");
  if ((request && is_address(words[1])) || is_address(text)) return explain_request(catalog, text);

  std::string command;
  std::vector<std::string> options;
  for (const auto word : words) {
    if (word.starts_with("-")) {
      options.emplace_back(word);
    } else if (options.empty()) {
      command += (command.empty() ? "" : " ") + std::string(word);
    }
  }
  const Answer answer = catalog.command(command, options);
  if (answer.status != "not-an-api") {
    Explanation result = of_answer(catalog, text, answer);
    result.subject = Subject::command;
    return result;
  }
  if (request) return explain_request(catalog, text);
  return std::nullopt;
}

}  // namespace patdown
