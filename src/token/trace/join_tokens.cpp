#include "token/trace/join_tokens.h"

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/client_call.h"
#include "token/trace/library.h"
#include "token/trace/request_url.h"
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

// Folders that hold such a file are programs.
constexpr std::array<std::string_view, 11> manifests = {
    "package.json", "go.mod",  "pyproject.toml", "setup.py",         "setup.cfg",   "pipfile",
    "cargo.toml",   "gemfile", "pom.xml",        "build.gradle.kts", "build.gradle"};
constexpr std::array<std::string_view, 24> roles = {
    "source", "src",    "target",   "tgt",    "dest",    "destination", "from",  "to",
    "old",    "new",    "left",     "right",  "reader",  "writer",      "read",  "write",
    "admin",  "remote", "upstream", "backup", "primary", "secondary",   "first", "second"};

bool is_manifest(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  return name.ends_with(".sln") || name.ends_with(".csproj") ||
         std::find(manifests.begin(), manifests.end(), name) != manifests.end();
}

std::string family_of(std::string_view path) {
  const std::string_view language = program_language(path);
  if (language == "http") return {};
  return std::string(language == "typescript" ? "javascript" : language);
}

// The nearest folder with a manifest; where solutions consist of projects, the outermost.
class Programs {
 public:
  explicit Programs(const Tree& tree) {
    for (const std::string& path : tree.paths()) {
      if (is_manifest(path)) folders_.insert(folder_of(path));
    }
  }

  std::string of(std::string_view path) const {
    const std::string family = family_of(path);
    const bool outermost = family == "csharp" || family == "java";
    std::string found;
    for (std::string folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
      if (folders_.count(folder) == 0) continue;
      found = folder;
      if (!outermost) break;
    }
    return family + "\n" + (outermost && folders_.count("") > 0 ? "" : found);
  }

  // Whether a manifest says that the file belongs to a program.
  bool is_part(std::string_view path) const {
    for (std::string folder = folder_of(path);; folder = folder_of(folder)) {
      if (folders_.count(folder) > 0) return true;
      if (folder.empty()) return false;
    }
  }

 private:
  std::set<std::string, std::less<>> folders_;
};

// "sourcePat", "target_connection": the side that it stands for; empty for most.
std::string role_of(std::string_view name) {
  std::string role;
  for (const std::string& word : name_words(name)) {
    if (std::find(roles.begin(), roles.end(), word) != roles.end()) role = word;
  }
  return role;
}

bool is_unnamed(const TokenUse& use) {
  const std::string& id = use.credential.id;
  const bool entra = use.credential.kind == "entra-token";
  return (id.starts_with("param:") || id.starts_with("var:") || entra) &&
         !family_of(use.credential.path).empty();
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
    if (!is_entra(use)) others.insert(place_of(use));
  }
  std::erase_if(uses, [&others](const TokenUse& use) {
    return is_entra(use) && others.contains(place_of(use));
  });
}

// What keeps tokens of one program apart: the side that the name tells, or that they are Entra's.
std::string side_of(const Credential& credential) {
  return credential.kind == "entra-token" ? "entra" : role_of(credential.name);
}

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
void join_given(const Programs& programs, const GivenVariables& given,
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

struct Named {
  std::set<std::string> ids;
  const Credential* last = nullptr;
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
  const Programs programs(tree);
  join_given(programs, given, uses);
  // Folders of scripts that nothing makes one program, and that are given all their tokens by their
  // users.
  std::map<std::string, bool> scripts;
  const auto folder_key = [&](const std::string& path) {
    return programs.of(path) + "\n" + folder_of(path);
  };
  for (const TokenUse& use : uses) {
    if (!is_unnamed(use)) continue;
    const bool apart = !programs.is_part(use.credential.path) && is_own_argument(use.credential);
    const auto at = scripts.emplace(folder_key(use.credential.path), apart).first;
    at->second = at->second && apart;
  }
  const auto program_of = [&](const Credential& credential) {
    std::string program = programs.of(credential.path);
    const auto at = scripts.find(folder_key(credential.path));
    return at != scripts.end() && at->second ? program + credential.path : program;
  };
  std::map<std::string, Named> named;  // by program: what it reads by name
  std::map<std::pair<std::string, std::string>, Credential> joined;  // by program and role
  for (const TokenUse& use : uses) {
    if (is_unnamed(use)) {
      const auto key = std::make_pair(program_of(use.credential), side_of(use.credential));
      const auto [at, fresh] = joined.emplace(key, use.credential);
      if (!fresh && rank_of(use.credential) < rank_of(at->second)) at->second = use.credential;
    } else if (!family_of(use.path).empty() && use.credential.kind != "job-token" &&
               use.credential.kind != "entra-token" &&
               service_of(use.call.url) == UrlService::azure_devops) {
      Named& of_program = named[programs.of(use.path)];
      of_program.ids.insert(use.credential.id);
      of_program.last = &use.credential;
    }
  }
  std::map<std::string, Credential> names;  // of programs that read exactly one
  for (const auto& [program, tokens] : named) {
    if (tokens.ids.size() == 1) names.emplace(program, *tokens.last);
  }
  for (TokenUse& use : uses) {
    if (!is_unnamed(use)) continue;
    const std::string program = program_of(use.credential);
    const std::string role = side_of(use.credential);
    const auto name = names.find(programs.of(use.credential.path));
    if (role.empty() && name != names.end()) {
      use.credential = name->second;
      use.likely = true;
    } else {
      use.credential = joined.at({program, role});
    }
  }
}

}  // namespace patdown::trace
