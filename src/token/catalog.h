#pragma once

// Which operation is a request or a command, and which scopes does it need?
//
// The rows are rules/scopes/azure-devops/*.tsv. Verb and path decide (the query only for git over
// HTTP); matching ignores case, allows a missing {project} or {team} where the row marks it
// optional, knows the legacy hosts, prefers the most literal segments. Unknown parts of a URL are
// `{}` and match a parameter.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// Scopes that are needed together: one alternative of an operation. Sorted.
using ScopeSet = std::vector<std::string>;

struct Operation {
  std::string id = {};     // "wit/work-items-update", unique
  std::string title = {};  // "Work Items - Update"
  std::string verb = {};
  std::string host = {};
  std::string route = {};
  std::string status = {};  // "known", "undocumented", "anonymous", "no-pat"
  std::vector<ScopeSet> scopes =
      {};  // alternatives, any one is enough; empty when status is not "known"
  std::vector<ScopeSet> sure =
      {};  // those of `scopes` that no document disputes; empty: all of them
  std::string note = {};
  bool needs_full_access = false;  // no granular scope opens it: unscopable
};

struct Answer {
  std::string status = {};  // "known", "undocumented", "anonymous", "no-pat", "not-an-api"
  const Operation* operation = nullptr;
  // Alternatives of the answer (a superseded row's successor's). Known without an operation when
  // holes leave several open that all need the same.
  std::vector<ScopeSet> scopes = {};
  std::vector<ScopeSet> sure = {};  // as in Operation
  bool none_needed = false;         // anonymous, or any token will do
  std::string note = {};
};

struct Scope {
  std::string name = {};   // "vso.work_write"
  std::string label = {};  // "Work Items: Read & write", as the PAT page shows it; may be empty
  std::vector<std::string> implies = {};  // transitively closed, without itself
  bool selectable = true;                 // on the PAT page
  bool high_privilege = false;
  bool job_token = false;  // what $(System.AccessToken) can do by default in its organization
};

struct CatalogData;  // catalog_data.h

class Catalog {
 public:
  // The catalog compiled in. Parsed on first use.
  static const Catalog& azure_devops();

  Answer request(std::string_view verb, std::string_view url) const;
  // `command`: "az boards work-item update"; `options` as given, since some scopes hang on one.
  Answer command(std::string_view command, std::span<const std::string> options) const;
  Answer git(std::string_view verb) const;   // "fetch" or "push"
  Answer feed(std::string_view verb) const;  // "read" or "write"

  const Scope* scope(std::string_view name) const;
  const Operation* operation(std::string_view id) const;
  std::span<const Scope> scopes() const;
  std::span<const Operation> operations() const;
  // Every scope that implies `name`, without itself, sorted.
  std::vector<std::string> implied_by(std::string_view name) const;
  // `names` with all that they imply, sorted. "app_token" implies every scope.
  std::vector<std::string> closure(std::span<const std::string> names) const;

 private:
  Catalog();
  std::shared_ptr<const CatalogData> data_;
};

}  // namespace patdown
