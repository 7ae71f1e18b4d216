#include "token/catalog.h"

#include "core/letters.h"
#include "token/catalog_data.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <set>

namespace patdown {
namespace {

// `option`: "--name"; "--name:value" for that value alone; "--name:?" where the value is not known.
// Given as "--name" or "--name=value".
bool is_given(std::span<const std::string> given, std::string_view option) {
  const auto colon = option.find(':');
  const std::string_view wanted = option.substr(0, colon);
  const std::string_view value = colon == std::string_view::npos ? "" : option.substr(colon + 1);
  return std::any_of(given.begin(), given.end(), [&](std::string_view one) {
    const auto equals = one.find('=');
    if (one.substr(0, equals) != wanted) return false;
    if (value.empty() || equals == std::string_view::npos) return value.empty() || value == "?";
    return same_ignoring_case(one.substr(equals + 1), value);
  });
}

bool holds(const CommandCondition& condition, std::span<const std::string> options) {
  const bool given = std::any_of(condition.options.begin(), condition.options.end(),
                                 [&](std::string_view name) { return is_given(options, name); });
  return given != condition.negated;
}

// The row whose words begin `command`, the longest one.
const CommandRow* find_command(const CatalogData& data, std::string_view command) {
  const CommandRow* best = nullptr;
  for (const CommandRow& row : data.commands) {
    const bool begins = command.starts_with(row.command) && (command.size() == row.command.size() ||
                                                             command[row.command.size()] == ' ');
    if (begins && (best == nullptr || row.command.size() > best->command.size())) best = &row;
  }
  return best;
}

// Programs that speak to Azure DevOps alone, and the groups of `az` that do.
bool is_ours(std::string_view command) {
  const auto words = split_words(command);
  if (words.empty()) return false;
  if (words[0] == "tfx" || words[0] == "vsce" || words[0] == "terraform") return true;
  if (words[0].find("-vsteam") != std::string_view::npos) return true;
  if (words[0] != "az") return false;
  if (words.size() < 2) return false;
  return words[1] == "boards" || words[1] == "devops" || words[1] == "repos" ||
         words[1] == "pipelines" || words[1] == "artifacts";
}

}  // namespace

Catalog::Catalog() : data_(std::make_shared<const CatalogData>(load_catalog())) {}

const Catalog& Catalog::azure_devops() {
  static const Catalog catalog;
  return catalog;
}

Answer Catalog::request(std::string_view verb, std::string_view url) const {
  const Address address = parse_address(url, data_->hosts);
  if (address.base == Base::foreign) {
    return {.status = "not-an-api", .note = "not an address of Azure DevOps"};
  }
  if (address.marker.empty()) {
    if (address.base == Base::service) return {.status = "not-an-api", .note = "a web page"};
    return {.status = "undocumented", .note = "the address is not known"};
  }
  return match_request(*data_, verb, address);
}

Answer Catalog::command(std::string_view command, std::span<const std::string> options) const {
  std::string words;  // one blank between them
  for (const auto word : split_words(command)) {
    if (!words.empty()) words += ' ';
    words += lower(word);
  }
  const CommandRow* row = find_command(*data_, words);
  if (row == nullptr) {
    if (is_ours(words)) return {.status = "undocumented", .note = "a command that is not known"};
    return {.status = "not-an-api", .note = "no command of Azure DevOps"};
  }
  const Operation& operation = data_->operations[row->operation];
  Answer answer{.status = operation.status,
                .operation = &operation,
                .scopes = operation.scopes,
                .note = operation.note};
  answer.none_needed = operation.status == "anonymous";
  if (operation.status != "known") return answer;
  for (const CommandCondition& condition : row->when) {
    if (holds(condition, options)) answer.scopes = both(answer.scopes, condition.scopes);
  }
  return answer;
}

Answer Catalog::git(std::string_view verb) const {
  const Operation* found = operation(verb == "push" ? "git/http-push-pack" : "git/http-fetch-pack");
  return {.status = "known", .operation = found, .scopes = found->scopes};
}

Answer Catalog::feed(std::string_view verb) const {
  return {.status = "known",
          .scopes = {{verb == "write" ? "vso.packaging_write" : "vso.packaging"}},
          .note = "a package feed"};
}

const Scope* Catalog::scope(std::string_view name) const {
  const auto found = data_->scope_index.find(name);
  return found == data_->scope_index.end() ? nullptr : &data_->scopes[found->second];
}

const Operation* Catalog::operation(std::string_view id) const {
  const auto found = data_->operation_index.find(id);
  return found == data_->operation_index.end() ? nullptr : &data_->operations[found->second];
}

std::span<const Scope> Catalog::scopes() const {
  return data_->scopes;
}
std::span<const Operation> Catalog::operations() const {
  return data_->operations;
}

std::vector<std::string> Catalog::implied_by(std::string_view name) const {
  std::vector<std::string> result;
  for (const Scope& scope : data_->scopes) {
    if (std::binary_search(scope.implies.begin(), scope.implies.end(), name)) {
      result.push_back(scope.name);
    }
  }
  return result;
}

std::vector<std::string> Catalog::closure(std::span<const std::string> names) const {
  std::set<std::string> result;
  for (const std::string& name : names) {
    result.insert(name);
    if (const Scope* found = scope(name))
      result.insert(found->implies.begin(), found->implies.end());
  }
  return {result.begin(), result.end()};
}

}  // namespace patdown
