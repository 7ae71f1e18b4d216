#include "token/trace/written_files.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/trace/callees.h"
#include "token/trace/credential.h"
#include "token/trace/emit.h"
#include "token/trace/feed_sources.h"
#include "token/trace/library.h"
#include "token/trace/request_url.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

// Of the environment's names none begins so.
constexpr std::string_view mark = "\nfile ";

std::vector<ValueRef> pieces_of(const ValueRef& path) {
  return path->kind == ValueKind::join ? path->parts : std::vector<ValueRef>{path};
}

// As the script spells it; of a file of the checkout the path from its root.
std::string spelled(const ValueRef& path) {
  std::string text;
  for (const ValueRef& piece : pieces_of(path)) {
    text += piece->kind == ValueKind::text ? piece->text : piece->source.name;
  }
  const auto mark_of_root = text.rfind(root_mark);
  if (mark_of_root == std::string::npos) return text;
  text.erase(0, mark_of_root + 1);
  if (text.starts_with('/')) text.erase(0, 1);
  for (auto up = text.find("/../"); up != std::string::npos; up = text.find("/../")) {
    const auto before = text.rfind('/', up - 1);
    const std::size_t begin = up == 0 || before == std::string::npos ? 0 : before + 1;
    text.erase(begin, up + 4 - begin);
  }
  return text;
}

// "~/.netrc" for "$HOME/.netrc"; nullopt if a part is not known.
std::optional<std::string> key_of(const ValueRef& path) {
  std::string key(mark);
  for (const ValueRef& piece : pieces_of(path)) {
    if (piece->kind == ValueKind::text) {
      key += piece->text;
    } else if (piece->source.id == "env:home" || piece->source.id == "env:userprofile") {
      key += "~";
    } else if (!piece->source.id.empty()) {
      key.append("$").append(piece->source.id);
    } else {
      return std::nullopt;
    }
  }
  std::replace(key.begin(), key.end(), '\\', '/');
  const std::string here = std::string(mark) + "./";
  if (key.starts_with(here)) key.erase(mark.size(), 2);
  if (key.size() == mark.size() || key.starts_with(std::string(mark) + "/dev/"))
    return std::nullopt;
  return key;
}

ValueRef at(const Machine& machine, const std::string& key) {
  const ValueRef* found = machine.memory.process.find(key);
  return found == nullptr ? nullptr : *found;
}

// Likewise, for whoever reads the file.
ValueRef read_at(const Machine& machine, const std::string& key) {
  machine.session.unread.erase(key);
  return at(machine, key);
}

ValueRef in_home(const Machine& machine, std::string_view name) {
  std::string key(mark);
  key.append("~/").append(name);
  return read_at(machine, key);
}

// Files by which a workflow's step sets variables for the next, which are followed as such.
bool is_of_platform(std::string_view key) {
  return key.starts_with(std::string(mark) + "$env:github_");
}

// The host behind the last "machine" of a text; "*" behind "default".
std::optional<std::string> last_machine(std::string_view text) {
  const auto machine = text.rfind("machine ");
  const auto standard = text.rfind("default");
  if (standard != std::string_view::npos &&
      (machine == std::string_view::npos || standard > machine)) {
    return "*";
  }
  if (machine == std::string_view::npos) return std::nullopt;
  const std::string_view host = trimmed(text.substr(machine + 8));
  return std::string(host.substr(0, host.find_first_of(" \t\r\n")));
}

bool is_azure(const std::string& host) {
  return host == "*" || service_of("https://" + host + "/") == UrlService::azure_devops;
}

bool is_npm_token(std::string_view key) {
  return key.starts_with("//") && key.find(":_") != std::string_view::npos;
}

void note_npm_lines(Machine& machine, const ValueRef& content, const Node& node) {
  for (const ValueRef& line : split(content, '\n')) {
    const std::string prefix = literal_prefix(line);
    const auto equals = prefix.find('=');
    if (equals == std::string::npos || !is_npm_token(sketch(line))) continue;
    note_npm_token(machine, node, prefix.substr(0, equals), without_prefix(line, equals + 1));
  }
}

}  // namespace

void write_file(Machine& machine, const ValueRef& path, const ValueRef& content, bool more,
                const Node& node) {
  for (const ValueRef& one : alternatives(path)) {
    const auto key = key_of(one);
    if (!key || is_nothing(content)) continue;
    if (lower(*key).ends_with(".npmrc")) note_npm_lines(machine, content, node);
    if (!holds_source(content)) continue;
    const bool settings = note_written_settings(machine, sketch(one), content, node);
    const bool known = settings || lower(*key).ends_with(".npmrc") || is_of_platform(*key);
    if (!known && !run_written_commands(machine, content, node)) {
      const std::string file = spelled(one);
      machine.session.unread[*key] = {file, content,
                                      step_at(machine, node.line, "it is written to " + file)};
    }
    const ValueRef before = more ? at(machine, *key) : nullptr;
    machine.memory.process.set(*key, before ? join({before, text_value("\n"), content}) : content);
  }
}

ValueRef written_file(const Machine& machine, const ValueRef& path) {
  std::vector<ValueRef> contents;
  for (const ValueRef& one : alternatives(path)) {
    const auto key = key_of(one);
    const ValueRef content = key ? read_at(machine, *key) : nullptr;
    if (content) contents.push_back(content);
  }
  return contents.empty() ? nullptr : choice(std::move(contents));
}

void note_unread_files(Recorder& recorder, const Session& session) {
  for (const auto& [key, written] : session.unread) {
    const std::string why = "whoever reads " + written.file + " takes it";
    for (const FoundCredential& found : in_token(written.content)) {
      record_uncertain_at(recorder, found, written.place, why);
    }
  }
}

ValueRef netrc_password(const ValueRef& text) {
  for (const Variant& variant : variants_of(text)) {
    bool azure = false;
    bool password = false;
    for (const ValueRef& piece : variant.pieces) {
      if (piece->kind == ValueKind::text) {
        const auto host = last_machine(piece->text);
        if (host) azure = is_azure(*host);
        password = trimmed(piece->text).ends_with("password");
      } else if (azure && password && holds_source(piece)) {
        return piece;
      }
    }
  }
  return nullptr;
}

ValueRef netrc_token(const Machine& machine) {
  const ValueRef text = in_home(machine, ".netrc");
  return text ? netrc_password(text) : nullptr;
}

ValueRef stored_git_token(const Machine& machine) {
  const ValueRef text = in_home(machine, ".git-credentials");
  if (!text) return nullptr;
  for (const ValueRef& line : split(text, '\n')) {
    const std::vector<RequestUrl> urls = request_urls(line);
    const bool ours = !urls.empty() && urls.front().service == UrlService::azure_devops;
    if (ours) return user_info_of(line);
  }
  return nullptr;
}

bool is_written_file(std::string_view variable) {
  return variable.starts_with(mark);
}

void find_files_of_job(Machine& machine) {
  for (const auto& [name, content] : machine.session.variables) {
    if (is_written_file(name)) machine.memory.process.set(name, content);
  }
}

void keep_files(Machine& machine, const NameTable& inner) {
  for (const auto& [name, content] : inner.all()) {
    if (is_written_file(name)) machine.memory.process.set(name, content);
  }
}

void leave_files_to_job(Machine& machine) {
  for (const auto& [name, content] : machine.memory.process.all()) {
    if (is_written_file(name)) machine.session.variables[name] = content;
  }
}

}  // namespace patdown::trace
