#pragma once

// What is known of one token: the entry of the scopes report (docs/output.md names the JSON).

#include "core/finding.h"
#include "token/catalog.h"
#include "token/token_use.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {

struct Grant {
  std::vector<std::string> scopes;  // "app_token" is full access
  std::string from;                 // "config", "inventory", "code", "documentation"
  std::string path;
  std::size_t line = 0;
  std::string valid_to;  // ISO 8601; empty if not known
  bool all_organizations = false;
  std::string created = {};  // ISO 8601; empty if not known
  bool expired = false;      // on the day of the report
};

struct PricedUse {
  TokenUse use;
  std::string call;  // as the report shows it: "PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch"
  std::string operation;  // id; empty = not known
  std::string operation_title;
  std::optional<std::vector<ScopeSet>>
      scopes;                  // alternatives; empty list = none needed; nullopt = not known
  std::vector<ScopeSet> sure;  // those of `scopes` that no document disputes; empty: all of them
  std::string note;            // what the catalog adds for people; may be empty
  bool needs_full_access = false;
};

struct Unresolved {
  std::string path;  // empty: anywhere in the tree
  std::size_t line = 0;
  std::string why;
};
// "a.sh:3: the URL comes from a response"
std::string place_and_why(const Unresolved& unresolved);

// Why a scope is needed: the calls that no other scope of the least set opens. Or why it is not.
struct ScopeReason {
  std::string scope;
  std::vector<std::size_t> uses;  // by index in Token::uses, if it is needed
  std::string why;                // a clause, if it is not
};

enum class Outcome { unknown, unscopable, under_scoped, over_scoped, replaceable, exact };
std::string_view name_of(Outcome outcome);  // "under-scoped", …

struct Token {
  std::string id;
  std::string name;
  std::string platform = "azure-devops";
  std::string kind = "unknown";
  std::string declared_path;
  std::size_t declared_line = 0;
  std::optional<Grant> grant;
  std::vector<std::size_t> declared;  // which of the declared grants name it, by index
  std::vector<PricedUse> uses;
  std::optional<std::vector<std::string>>
      minimal;                          // nullopt when nothing at all could be determined
  std::vector<ScopeReason> because;     // one for each of `minimal`, in its order
  std::vector<ScopeReason> not_needed;  // held for nothing; and the nearest ones that were weighed
  bool read_only = false;               // no scope of `minimal` allows to write
  bool complete = false;
  std::vector<Unresolved> unresolved;
  Outcome outcome = Outcome::unknown;
  std::string replaceable_by;  // "$(System.AccessToken)" beside any verdict; or empty
  std::vector<std::string> excess;
  std::vector<std::string> missing;
  std::string advice;
};

}  // namespace patdown
