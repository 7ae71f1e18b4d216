#include "token/trace/join_tokens.h"

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/client_call.h"
#include "token/trace/file_kinds.h"
#include "token/trace/library.h"
#include "token/trace/own_programs.h"
#include "token/trace/request_url.h"
#include "token/trace/unowned_calls.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::array<std::string_view, 24> roles = {
    "source", "src",    "target",   "tgt",    "dest",    "destination", "from",  "to",
    "old",    "new",    "left",     "right",  "reader",  "writer",      "read",  "write",
    "admin",  "remote", "upstream", "backup", "primary", "secondary",   "first", "second"};

// "sourcePat", "target_connection": the side that it stands for; empty for most.
std::string role_of(std::string_view name) {
  std::string role;
  for (const std::string& word : name_words(name)) {
    if (std::find(roles.begin(), roles.end(), word) != roles.end()) role = word;
  }
  return role;
}

bool is_unnamed(const Credential& credential) {
  return credential.id.starts_with("param:") || credential.id.starts_with("var:");
}

// The function whose parameter it is: "get-it" of "param:x.psm1:get-it.session.token"; empty for
// those of a script.
std::string function_of(const Credential& credential) {
  const std::string key = credential.id.substr(credential.id.rfind(':') + 1);
  const std::string own = "." + lower(credential.name.substr(credential.name.starts_with('$')));
  return key.ends_with(own) ? key.substr(0, key.size() - own.size()) : std::string();
}

bool is_entra(const TokenUse& use) {
  return use.credential.kind == "entra-token";
}

// An argument of the command line of one script: "param:tools/x.py:pat".
bool is_own_argument(const Credential& credential) {
  const std::string& id = credential.id;
  return id.starts_with("param:") && id.find('.', id.rfind(':')) == std::string::npos;
}

using Place = std::tuple<std::string, std::size_t, std::string, std::string>;

Place place_of(const TokenUse& use) {
  return {use.path, use.line, use.call.verb, use.call.url + "\n" + use.call.command};
}

// A call that is made with an Entra token or with another is one of the other's.
void drop_entra_beside_others(std::vector<TokenUse>& uses) {
  std::set<Place> others;
  for (const TokenUse& use : uses) {
    if (!is_entra(use) && !is_unowned(use)) others.insert(place_of(use));
  }
  std::erase_if(uses, [&others](const TokenUse& use) {
    return is_entra(use) && others.contains(place_of(use));
  });
}

// "$config.Value.PAT" → {"$config.Value", "pat"}; of a name without an owner the owner is empty.
std::pair<std::string, std::string> owner_and_leaf(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos) return {"", lower(name.substr(name.starts_with('$') ? 1 : 0))};
  return {lower(name.substr(0, dot)), lower(name.substr(dot + 1))};
}

// What a setting's name says besides that it is a token of Azure DevOps: "approver" of ApproverPat,
// "pat" of `pat` and `personalAccessToken`, which are one under an old name and a new one.
std::string meaning_of(const std::string& name) {
  static constexpr std::array<std::string_view, 11> of_all = {
      "pat", "personal", "access", "token", "azure", "devops",
      "ado", "azdo",     "api",    "auth",  "value"};
  std::string meaning;
  for (const std::string& word : name_words(name.substr(name.find_last_of(".$") + 1))) {
    if (std::find(of_all.begin(), of_all.end(), word) == of_all.end()) meaning += word;
  }
  return meaning.empty() ? "pat" : meaning;
}

// What keeps the tokens of a program apart besides sides that their names tell: settings that hold
// several, `Pat` and `ApproverPat`.
class SettingsTokens {
 public:
  // `function`: that takes it, if all that it takes tell each other apart.
  void add(const std::string& program, const Credential& credential,
           const std::string& function = {}) {
    auto [owner, leaf] = owner_and_leaf(credential.name);
    if (!function.empty()) owner = function;
    if (owner.empty() || !speaks_of_token(leaf)) return;
    std::set<std::string>& meanings = meanings_[{program, owner}];
    meanings.insert(meaning_of(credential.name));
    if (meanings.size() > 1) several_[program].insert(meanings.begin(), meanings.end());
  }

  // The setting that the token is; empty if its program's settings hold one token alone.
  std::string of(const std::string& program, const Credential& credential) const {
    const std::string meaning = meaning_of(credential.name);
    const auto known = several_.find(program);
    return known != several_.end() && known->second.contains(meaning) ? meaning : std::string();
  }

 private:
  std::map<std::pair<std::string, std::string>, std::set<std::string>> meanings_;
  std::map<std::string, std::set<std::string>> several_;
};

// Which of several names of one token is shown: one that speaks of a token, "$azurePat" and not
// "$httpClient"; of those the first.
using Rank = std::tuple<bool, std::string, std::size_t, std::string>;

Rank rank_of(const Credential& credential) {
  const std::string& name = credential.name;
  const bool tells = speaks_of_token(name.substr(name.find_last_of(".:$") + 1));
  return {!tells, credential.path, credential.line, credential.id};
}

// Scripts read the job's token from their environment, under one name.
void join_job_tokens(std::vector<TokenUse>& uses) {
  const auto job = std::find_if(uses.begin(), uses.end(), [](const TokenUse& use) {
    return use.credential.id == "job-token:azure-devops";
  });
  if (job == uses.end()) return;
  const Credential token = job->credential;
  for (TokenUse& use : uses) {
    if (use.credential.id == "env:system_accesstoken") use.credential = token;
  }
}

// `programs` says to which one a file belongs.
void join_given(const OwnPrograms& programs, const GivenVariables& given,
                std::vector<TokenUse>& uses) {
  std::set<std::pair<std::string, std::string>> reached;  // programs and tokens they are given
  for (const TokenUse& use : uses) reached.emplace(programs.of(use.path), use.credential.id);
  for (TokenUse& use : uses) {
    const std::string& id = use.credential.id;
    if (!id.starts_with("env:") || family_of(use.path).empty()) continue;
    const auto token = given.find(id.substr(4));
    if (token == given.end() || token->second.id == id) continue;
    if (reached.contains({programs.of(use.path), token->second.id})) use.credential = token->second;
  }
}

// Letters and digits of a name, "accountpat" of `account_pat` and of `AccountPat`.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (is_letter_or_digit(c)) bare += c;
  }
  return lower(bare);
}

// What a placeholder stands for: "accountpat" of `__account_pat__`, `{{ accountPat }}`,
// `#{ACCOUNT_PAT}#` or `<account-pat>`; empty for other texts.
std::string filled_by(const Credential& credential) {
  const std::string begin = "text:" + credential.path + ":";
  if (!credential.id.starts_with(begin)) return {};
  std::string_view text = std::string_view(credential.id).substr(begin.size());
  const auto is_sign = [](char c) { return !is_letter_or_digit(c); };
  std::size_t signs = 0;
  while (text.size() > 2 && is_sign(text.front()) && is_sign(text.back())) {
    text = text.substr(1, text.size() - 2);
    ++signs;
  }
  const bool name = signs > 0 && std::all_of(text.begin(), text.end(), [](char c) {
                      return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.';
                    });
  return name ? bare_name(text.substr(text.rfind('.') + 1)) : std::string();
}

// A placeholder that a setting of the program fills is the token of that setting.
void join_placeholders(const OwnPrograms& programs, std::vector<TokenUse>& uses) {
  // By name: functions that are given the setting under one name are joined later.
  std::map<std::pair<std::string, std::string>, std::map<std::string, Credential>> settings;
  for (const TokenUse& use : uses) {
    const Credential& credential = use.credential;
    if (family_of(credential.path).empty() || credential.id.starts_with("text:")) continue;
    const std::string leaf = owner_and_leaf(credential.name).second;
    settings[{programs.of(credential.path), bare_name(leaf)}].emplace(credential.name, credential);
  }
  for (TokenUse& use : uses) {
    const std::string name = filled_by(use.credential);
    if (name.empty() || family_of(use.credential.path).empty()) continue;
    const auto found = settings.find({programs.of(use.credential.path), name});
    if (found != settings.end() && found->second.size() == 1) {
      use.credential = found->second.begin()->second;
    }
  }
}

// Tokens that have no name of their own, and what becomes of them.
class Joining {
 public:
  Joining(const OwnPrograms& programs, const std::vector<TokenUse>& uses) : programs_(programs) {
    for (const TokenUse& use : uses) {
      const bool ours = use.call.kind == CallKind::command ||
                        service_of(use.call.url) == UrlService::azure_devops;
      if (ours) ours_.insert(use.credential.id);
    }
    find_scripts(uses);
    for (const TokenUse& use : uses) {
      const Credential& credential = use.credential;
      if (in_module(credential)) {
        settings_.add(whole_of(credential), credential, function_of(credential));
      } else if (in_program(credential)) {
        settings_.add(whole_of(credential), credential);
      }
    }
    for (const TokenUse& use : uses) add(use);
  }

  void rename(TokenUse& use) const {
    if (!in_program(use.credential) && !in_module(use.credential)) return;
    const std::string side = side_of(use.credential);
    const auto named = named_.find(programs_.of(use.credential.path));
    if (side.empty() && named != named_.end() && named->second.ids.size() == 1) {
      use.credential = named->second.last;
      use.likely = true;
    } else {
      use.credential = joined_.at({program_of(use.credential), side});
    }
  }

 private:
  struct Named {
    std::set<std::string> ids;
    Credential last;
  };

  bool in_program(const Credential& credential) const {
    return (is_unnamed(credential) || credential.kind == "entra-token") &&
           !family_of(credential.path).empty();
  }

  // What the functions of a PowerShell module or script are given for Azure DevOps, or a module's
  // own variables.
  bool in_module(const Credential& credential) const {
    const bool variable =
        credential.id.starts_with("var:") && lower(credential.path).ends_with(".psm1");
    return is_unnamed(credential) && (variable || !function_of(credential).empty()) &&
           ours_.contains(credential.id) && is_powershell(credential.path);
  }

  // The program or module; a script of functions that belongs to none is one.
  std::string whole_of(const Credential& credential) const {
    std::string module = programs_.module_of(credential.path);
    if (!module.empty()) return module;
    return is_powershell(credential.path) ? "script\n" + credential.path
                                          : programs_.of(credential.path);
  }

  std::string folder_key(const std::string& path) const {
    return programs_.of(path) + "\n" + folder_of(path);
  }

  // Folders of scripts that nothing makes one program, and that are given all their tokens by their
  // users.
  void find_scripts(const std::vector<TokenUse>& uses) {
    for (const TokenUse& use : uses) {
      if (!in_program(use.credential)) continue;
      const bool apart = !programs_.is_part(use.credential.path) && is_own_argument(use.credential);
      const auto at = scripts_.emplace(folder_key(use.credential.path), apart).first;
      at->second = at->second && apart;
    }
  }

  std::string program_of(const Credential& credential) const {
    std::string program = whole_of(credential);
    const auto at = scripts_.find(folder_key(credential.path));
    return at != scripts_.end() && at->second ? program + credential.path : program;
  }

  // What keeps tokens of one program apart: the side that the name tells, the setting, or that they
  // are Entra's.
  std::string side_of(const Credential& credential) const {
    if (credential.kind == "entra-token") return "entra";
    return role_of(credential.name) + settings_.of(whole_of(credential), credential);
  }

  void add(const TokenUse& use) {
    const Credential& credential = use.credential;
    if (in_program(credential) || in_module(credential)) {
      const auto key = std::make_pair(program_of(credential), side_of(credential));
      const auto [at, fresh] = joined_.emplace(key, credential);
      if (!fresh && rank_of(credential) < rank_of(at->second)) at->second = credential;
    } else if (!family_of(use.path).empty() && credential.kind != "job-token" &&
               credential.kind != "entra-token" && !is_unowned(use) &&
               service_of(use.call.url) == UrlService::azure_devops) {
      Named& of_program = named_[programs_.of(use.path)];
      of_program.ids.insert(credential.id);
      of_program.last = credential;
    }
  }

  const OwnPrograms& programs_;
  std::set<std::string> ours_;  // tokens that are used for Azure DevOps
  std::map<std::string, bool> scripts_;
  SettingsTokens settings_;
  std::map<std::string, Named> named_;  // by program: what it reads by name
  std::map<std::pair<std::string, std::string>, Credential> joined_;  // by program and side
};

}  // namespace

GivenVariables given_variables(const Library& library) {
  GivenVariables given;
  for (const std::string& name : library.handed_names()) {
    const std::vector<Library::Handed> tokens = library.handed(name);
    if (tokens.size() == 1) given.emplace(lower(name), tokens.front().found.credential);
  }
  return given;
}

void join_tokens(const Tree& tree, const GivenVariables& given, std::vector<TokenUse>& uses) {
  drop_entra_beside_others(uses);
  join_job_tokens(uses);
  const OwnPrograms programs(tree);
  join_given(programs, given, uses);
  join_placeholders(programs, uses);
  const Joining joining(programs, uses);
  for (TokenUse& use : uses) joining.rename(use);
  give_unowned(tree, programs, uses);
}

}  // namespace patdown::trace
