#include "token/trace/settings_files.h"

#include "core/letters.h"
#include "token/settings/placeholders.h"
#include "token/settings/setting.h"
#include "token/trace/client_call.h"
#include "token/trace/credential.h"
#include "token/trace/emit.h"
#include "token/trace/request_url.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

struct FileSettings {
  std::string path;
  Settings settings;
};

// The NAMEs of ${NAME} in a token.
std::vector<std::string> variables_in(std::string_view token) {
  std::vector<std::string> names;
  for (auto at = token.find("${"); at != std::string_view::npos; at = token.find("${", at + 2)) {
    const auto end = token.find('}', at);
    if (end == std::string_view::npos) break;
    names.emplace_back(token.substr(at + 2, end - at - 2));
  }
  return names;
}

// "https://{}" for variables, so that a host is told from the rest.
std::string shown_url(std::string_view url) {
  std::string text;
  for (std::size_t at = 0; at < url.size();) {
    const bool variable = url.substr(at).starts_with("${");
    const auto end = variable ? url.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      text += url[at++];
    } else {
      text += "{}";
      at = end + 1;
    }
  }
  return text;
}

class SettingsTracer {
 public:
  SettingsTracer(const Library& library, Recorder& recorder)
      : library_(library), recorder_(recorder) {}

  void add_addresses(const Settings& settings) {
    for (const FeedAddress& one : settings.addresses) {
      addresses_[one.tool + " " + one.name].insert(one.url);
    }
  }

  void trace(const FileSettings& file) {
    for (const TokenSetting& token : file.settings.tokens) trace(file.path, token);
  }

 private:
  void trace(const std::string& path, const TokenSetting& token) {
    std::set<std::string> urls;
    if (!token.url.empty()) urls.insert(token.url);
    if (token.url.empty() && !token.name.empty()) {
      const auto known = addresses_.find(token.tool + " " + token.name);
      if (known != addresses_.end()) urls = known->second;
    }
    if (urls.empty() && token.kind != SettingKind::feed && token.kind != SettingKind::git) {
      urls.insert("");
    }
    for (const std::string& url : urls) trace_at(path, token, shown_url(url));
  }

  void trace_at(const std::string& path, const TokenSetting& token, const std::string& url) {
    const bool addressed = token.kind == SettingKind::feed || token.kind == SettingKind::git ||
                           (token.kind == SettingKind::other && !url.empty());
    if (addressed && service_of(url) != UrlService::azure_devops) return;
    const std::vector<std::string> names = variables_in(token.token);
    const std::string name = names.size() == 1 ? upper(names.front()) : std::string();
    for (const Library::Handed& given : credentials_of(path, token)) {
      TokenUse use;
      use.credential = given.found.credential;
      if (use.credential.kind == "unknown") use.credential.kind = "pat";
      use.trace = given.found.trace;
      use.path = path;
      use.line = token.line;
      use.column = 1;
      use.call.in_pipeline = given.in_pipeline;
      use.call.url = url;
      use.unresolved = token.why;
      if (use.credential.path.empty()) {
        use.credential.path = path;
        use.credential.line = token.line;
      }
      add_calls(token, use, name);
    }
  }

  // `variable`: that names the token; empty if it stands there.
  void add_calls(const TokenSetting& token, TokenUse use, const std::string& variable) {
    switch (token.kind) {
      case SettingKind::feed:
        use.call.kind = CallKind::feed;
        add(use, "read", variable);
        if (publishes(token, use.call.url)) add(use, "write", variable);
        return;
      case SettingKind::git:
        use.call.kind = CallKind::git;
        add(use, "fetch", variable);
        return;
      case SettingKind::agent:
        use.call.kind = CallKind::agent;
        add(use, "", variable);
        return;
      case SettingKind::other:
        use.call.kind = CallKind::command;
        add(use, "", variable);
        return;
    }
  }

  bool publishes(const TokenSetting& token, const std::string& url) const {
    return token.publishes || library_.publishes(token.tool) ||
           library_.publishes(token.tool + " " + lower(url)) ||
           (!token.name.empty() && library_.publishes(token.tool + " " + lower(token.name)));
  }

  void add(const TokenUse& use, const std::string& verb, const std::string& variable) {
    TokenUse one = use;
    one.call.verb = verb;
    std::string words = verb;
    if (!one.unresolved.empty()) {
      words = one.unresolved;
    } else if (one.call.kind == CallKind::agent) {
      words = "registers an agent";
    } else {
      words.append(" ").append(one.call.url);
    }
    one.trace.push_back({one.path, one.line, words});
    recorder_.add(SeenUse{std::move(one), true, {variable, "", false}});
  }

  std::vector<Library::Handed> credentials_of(const std::string& path,
                                              const TokenSetting& token) const {
    std::vector<Library::Handed> all;
    const std::vector<std::string> names = variables_in(token.token);
    if (names.empty()) {
      for (FoundCredential& found : in_token(text_value(token.token))) {
        all.push_back({std::move(found), false});
      }
      return all;
    }
    for (const std::string& name : names) {
      std::vector<Library::Handed> known = library_.handed(name);
      if (!known.empty()) {
        std::move(known.begin(), known.end(), std::back_inserter(all));
        continue;
      }
      FoundCredential found;
      found.credential = {"env:" + lower(name), "$" + name, "pat", path, token.line};
      if (name.find(':') != std::string::npos) {  // ${input:x}, ${secret:x/y}
        found.credential.id = lower(name);
        found.credential.name = "${" + name + "}";
      }
      if (lower(name).starts_with("secrets.")) {  // of GitHub
        found.credential.id = "secrets:" + lower(name.substr(8));
        found.credential.name = name;
      }
      all.push_back({std::move(found), false});
    }
    return all;
  }

  const Library& library_;
  Recorder& recorder_;
  std::map<std::string, std::set<std::string>> addresses_;
};

// Whoever reads the settings of a program has a token by another name.
void note_placeholders(const std::string& path, std::string_view text, Recorder& recorder) {
  for (const Placeholder& one : placeholders_in(text)) {
    if (!speaks_of_token(one.variable)) continue;
    FoundCredential found;
    found.credential = {"env:" + lower(one.variable), "$" + one.variable, "pat", path, one.line};
    record_uncertain_at(recorder, found, {path, one.line, "it is named in " + path},
                        "whoever reads " + path + " takes it");
  }
}

// package.json says how its package is published.
bool tells_of_publishing(std::string_view text) {
  static constexpr std::array<std::string_view, 6> words = {
      "npm publish",   "yarn npm publish", "pnpm publish",
      "lerna publish", "semantic-release", "changeset publish"};
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

void trace_settings(const Tree& tree, const TreeClues& clues, Library& library,
                    Recorder& recorder) {
  for (const std::string& path : clues.configurations()) {
    if (const auto text = tree.read(path)) note_placeholders(path, *text, recorder);
  }
  std::vector<FileSettings> files;
  for (const std::string& path : tree.paths()) {
    const bool package = path.ends_with("package.json");
    if (!package && !may_hold_settings(path)) continue;
    const auto text = tree.read(path);
    if (!text) continue;
    if (package) {
      if (tells_of_publishing(*text)) library.note_publishing("npm");
      continue;
    }
    FileSettings file{path, read_settings(path, *text)};
    if (file.settings.tokens.empty() && file.settings.addresses.empty()) continue;
    files.push_back(std::move(file));
  }
  SettingsTracer tracer(library, recorder);
  for (const FileSettings& file : files) tracer.add_addresses(file.settings);
  for (const FileSettings& file : files) tracer.trace(file);
}

}  // namespace patdown::trace
