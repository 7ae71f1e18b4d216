#include "token/trace/library.h"

#include "core/letters.h"
#include "core/text.h"
#include "git/parallel.h"
#include "token/code/readers.h"
#include "token/trace/machine.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr std::size_t max_made = 4;  // objects that are kept of one class
// Folders in front of a path that only the machine has: where a pipeline that checks out several
// repositories puts this one, where it puts an artifact.
constexpr std::size_t max_foreign_folders = 4;

std::vector<std::string> texts_from(const Node& call, std::size_t first) {
  std::vector<std::string> texts;
  for (std::size_t k = first; k < call.args.size(); ++k) texts.push_back(call.args[k].value.text);
  return texts;
}

void note_declarations(Script& script) {
  for (const Node& node : script.code->file.children) {
    if (node.kind == NodeKind::function && !node.text.empty()) {
      const bool first = script.functions.emplace(node.text, &node).second;
      if (!first) script.overloads[node.text].push_back(&node);
      script.names.insert(node.text);
      const auto dot = node.text.find('.');
      if (dot != std::string::npos) {
        script.classes.emplace(node.text.substr(0, dot), "");
        script.names.insert(node.text.substr(0, dot));
      }
    } else if (node.kind == NodeKind::call && node.text == "extends" && !node.args.empty()) {
      const std::string& name = node.args[0].value.text;
      script.names.insert(name);
      std::string& base = script.classes[name];
      if (node.args.size() < 2) continue;
      const std::string& extended = node.args[1].value.text;
      if (base.empty()) {
        base = extended;
        if (node.args.size() > 2) script.base_types[name] = texts_from(node, 2);
      } else {
        script.further_bases.emplace_back(name, extended);
      }
    } else if (node.kind == NodeKind::call && node.text == "unset_field" && node.args.size() > 2) {
      const std::vector<std::string> texts = texts_from(node, 1);
      script.unset_fields[node.args[0].value.text].push_back(
          {texts[0], texts[1], texts.size() > 2 ? texts[2] : ""});
    } else if (node.kind == NodeKind::call && node.text == "struct_type" && !node.args.empty()) {
      const std::vector<std::string> texts = texts_from(node, 1);
      auto& fields = script.structs[node.args[0].value.text];
      for (std::size_t k = 0; k + 2 < texts.size(); k += 3) {
        fields.push_back({texts[k], texts[k + 1], texts[k + 2]});
      }
    } else if (node.kind == NodeKind::call && node.text == "declared" && !node.args.empty()) {
      script.names.insert(node.args[0].value.text);
      script.names.insert("\ntype " + node.args[0].value.text);
    } else if (node.kind == NodeKind::call && node.text == "type_parameters" &&
               node.args.size() > 1) {
      script.type_parameters[node.args[0].value.text] = texts_from(node, 1);
    } else if (node.kind == NodeKind::assign && !node.children.empty() &&
               node.children[0].kind == NodeKind::name) {
      script.names.insert(node.children[0].text);
    }
  }
}

void note_set(const Node& node, bool inside, Script& script) {
  if (node.kind == NodeKind::assign && !node.children.empty()) {
    const Node& target = node.children[0];
    if (target.kind == NodeKind::field) script.set_fields.insert(lower(target.text));
    if (target.kind == NodeKind::name && inside) script.set_inside.insert(target.text);
  }
  const bool within = inside || node.kind == NodeKind::function;
  for (const Node& child : node.children) note_set(child, within, script);
  for (const Arg& arg : node.args) note_set(arg.value, within, script);
}

// "\" as "/", quotes and "./" off, {} and what precedes it off.
std::string plain(std::string_view written) {
  std::string path(written);
  std::replace(path.begin(), path.end(), '\\', '/');
  const auto hole = path.rfind("{}");
  if (hole != std::string::npos) path.erase(0, hole + 2);
  path.erase(std::remove(path.begin(), path.end(), '"'), path.end());
  while (!path.empty() && path.front() == ' ') path.erase(0, 1);
  while (!path.empty() && path.back() == ' ') path.pop_back();
  return path;
}

// Those of `paths` that are `end` or lie in some folder as that.
std::vector<const std::string*> ending_in(const std::vector<std::string>& paths,
                                          std::string_view end) {
  const std::string rooted_end = "/" + std::string(end);
  std::vector<const std::string*> found;
  for (const std::string& path : paths) {
    const std::string rooted = "/" + path;
    if (rooted.size() >= rooted_end.size() &&
        same_ignoring_case(std::string_view(rooted).substr(rooted.size() - rooted_end.size()),
                           rooted_end)) {
      found.push_back(&path);
    }
  }
  return found;
}

}  // namespace

void Library::note_made(const std::string& type, const ValueRef& object) {
  log('m', type);
  if (rehearses()) return;
  std::vector<ValueRef>& all = made_[type];
  if (all.size() < max_made) all.push_back(object);
}

std::vector<ValueRef> Library::made(const std::string& type) const {
  const auto found = made_.find(type);
  return found == made_.end() ? std::vector<ValueRef>() : found->second;
}

void Library::note_handed(std::string_view name, const Handed& handed) {
  log('h', name);
  log('i', handed.found.credential.id);
  if (rehearses()) return;
  std::vector<Handed>& all = handed_[upper(name)];
  const bool known = std::any_of(all.begin(), all.end(), [&handed](const Handed& one) {
    return one.found.credential.id == handed.found.credential.id;
  });
  if (!known && all.size() < max_choices) all.push_back(handed);
}

std::vector<Library::Handed> Library::handed(std::string_view name) const {
  const auto found = handed_.find(upper(name));
  return found == handed_.end() ? std::vector<Handed>() : found->second;
}

std::vector<std::string> Library::handed_names() const {
  std::vector<std::string> names;
  for (const auto& [name, all] : handed_) names.push_back(name);
  return names;
}

std::optional<std::string> tidy_path(std::string_view path) {
  std::vector<std::string_view> kept;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (name.empty() || name == ".") continue;
    if (name != "..") {
      kept.push_back(name);
      continue;
    }
    if (kept.empty()) return std::nullopt;
    kept.pop_back();
  }
  std::string tidy;
  for (const std::string_view name : kept) {
    if (!tidy.empty()) tidy += '/';
    tidy += name;
  }
  return tidy;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string joined_path(std::string_view folder, std::string_view rest) {
  std::string path(folder);
  if (!path.empty() && !rest.empty()) path += '/';
  return path.append(rest);
}

Library::Library(const Tree& tree, const TreeClues& clues, unsigned threads, ParsedScripts* parsed)
    : tree_(tree),
      clues_(clues),
      threads_(threads),
      parsed_(parsed == nullptr ? own_parsed_ : *parsed) {
  for (const std::string& path : tree.paths()) {
    if (is_shell_script(path)) {
      scripts_.push_back(path);
      by_name_[lower(path.substr(path.rfind('/') + 1))].push_back(path);
    }
    if (is_program(path)) add_source(path);
    if (build_file_kind(path) != BuildFile::none && !is_foreign(path)) build_files_.push_back(path);
  }
}

bool Library::is_script(std::string_view path) const {
  return std::binary_search(scripts_.begin(), scripts_.end(), path) ||
         std::binary_search(sources_.begin(), sources_.end(), path) ||
         std::binary_search(build_files_.begin(), build_files_.end(), path);
}

bool Library::exists(std::string_view path) const {
  return std::binary_search(tree_.paths().begin(), tree_.paths().end(), path);
}

Script Library::read(std::string_view path) const {
  Script script;
  script.path = std::string(path);
  script.powershell = is_powershell(path);
  script.language = std::string(program_language(path));
  script.build_file = script.language.empty() && build_file_kind(path) != BuildFile::none;
  if (const auto bytes = tree_.read(path)) {
    script.code = std::make_shared<const Code>(read_code(language_read(path), *bytes));
    if (!script.language.empty()) {
      note_declarations(script);
      for (const Node& node : script.code->file.children) note_set(node, false, script);
    }
  }
  return script;
}

const Script* Library::script(std::string_view path) {
  auto known = parsed_.find(path);
  if (known == parsed_.end()) known = parsed_.emplace(std::string(path), read(path)).first;
  return known->second.code ? &known->second : nullptr;
}

std::shared_ptr<const Unit> Library::unit(std::string_view path) {
  const auto known = units_.find(path);
  if (known != units_.end()) return known->second;
  const auto unit = std::make_shared<Unit>();
  unit->path = std::string(path);
  if (const Script* read = script(path)) {
    unit->powershell = read->powershell;
    unit->language = read->language;
    unit->code = read->code;
  }
  return units_.emplace(path, unit).first->second;
}

void Library::read_ahead(const std::vector<std::string>& paths) {
  std::vector<std::string_view> unread;
  for (const std::string& path : paths) {
    if (parsed_.find(path) == parsed_.end()) unread.push_back(path);
  }
  std::vector<Script> scripts(unread.size());
  for_each_index(unread.size(), 1, threads_, [&](std::size_t i) { scripts[i] = read(unread[i]); });
  for (Script& script : scripts) parsed_.emplace(script.path, std::move(script));
}

static std::string_view line_before(std::string_view text, std::size_t at) {
  const auto begin = text.rfind('\n', at);
  return text.substr(begin + 1, at - begin - 1);
}

// What the manifests of modules put in front of the nouns of their functions, by folder.
// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/new-modulemanifest
static std::vector<std::pair<std::string, std::string>> command_prefixes(const Tree& tree) {
  std::vector<std::pair<std::string, std::string>> prefixes;
  for (const std::string& path : tree.paths()) {
    if (!path.ends_with(".psd1")) continue;
    const std::string text = tree.read(path).value_or("");
    const auto key = text.find("DefaultCommandPrefix");
    if (key == std::string::npos || !trimmed(line_before(text, key)).empty()) continue;
    const auto open = text.find_first_of("'\"\n", key);
    if (open == std::string::npos || text[open] == '\n') continue;
    const auto close = text.find(text[open], open + 1);
    if (close == std::string::npos || close == open + 1) continue;
    const auto slash = path.rfind('/');
    prefixes.emplace_back(slash == std::string::npos ? "" : path.substr(0, slash + 1),
                          text.substr(open + 1, close - open - 1));
  }
  return prefixes;
}

// "get-build" and, where a manifest says so, "get-adobuild".
static std::set<std::string> names_of(
    const std::string& path, const std::string& function,
    const std::vector<std::pair<std::string, std::string>>& prefixes) {
  std::set<std::string> names = {lower(function)};
  const auto dash = function.find('-');
  if (dash == std::string::npos) return names;
  for (const auto& [folder, prefix] : prefixes) {
    if (path.starts_with(folder))
      names.insert(lower(std::string(function).insert(dash + 1, prefix)));
  }
  return names;
}

static bool has_all(const Node& function, const std::vector<std::string>& parameters) {
  return !parameters.empty() &&
         std::all_of(parameters.begin(), parameters.end(), [&function](const std::string& name) {
           return std::any_of(function.args.begin(), function.args.end(), [&name](const Arg& arg) {
             return same_ignoring_case(arg.name, name);
           });
         });
}

std::optional<Closure> Library::function_named(std::string_view name,
                                               const std::vector<std::string>& parameters) {
  if (!indexed_) {
    indexed_ = true;
    const auto prefixes = command_prefixes(tree_);
    for (const std::string& path : scripts_) {
      const Script* script = is_powershell(path) ? this->script(path) : nullptr;
      if (script == nullptr) continue;
      for (const Node& node : script->code->file.children) {
        if (node.kind != NodeKind::function || node.text.empty()) continue;
        const auto names = names_of(path, node.text, prefixes);
        for (const auto& known : names) functions_[known].emplace_back(path, &node);
      }
    }
  }
  const auto found = functions_.find(lower(name));
  if (found == functions_.end()) return std::nullopt;
  auto all = found->second;
  if (all.size() > 1) {
    std::erase_if(all,
                  [&parameters](const auto& one) { return !has_all(*one.second, parameters); });
  }
  if (all.size() != 1) return std::nullopt;
  Closure closure;
  closure.node = all.front().second;
  closure.unit = unit(all.front().first);
  return closure;
}

std::optional<std::string> Library::resolve(std::string_view written,
                                            std::string_view folder) const {
  log('f', written);
  std::string path = plain(written);
  const auto mark = path.rfind(root_mark);
  const bool from_root = mark != std::string::npos;
  if (from_root) path.erase(0, mark + 1);
  const auto namesakes = by_name_.find(lower(path.substr(path.rfind('/') + 1)));
  static const std::vector<std::string> none;
  const std::vector<std::string>& alike = namesakes == by_name_.end() ? none : namesakes->second;
  std::vector<std::string> candidates;
  if (!from_root && !folder.empty()) candidates.push_back(std::string(folder) + "/" + path);
  candidates.push_back(path);
  for (const std::string& candidate : candidates) {
    auto tidy = tidy_path(candidate);
    if (!tidy || tidy->empty()) continue;
    for (const std::string& known : alike) {
      if (same_ignoring_case(known, *tidy)) return known;
    }
    if (exists(*tidy)) return tidy;
  }
  while (path.starts_with("../") || path.starts_with("./")) path.erase(0, path.find('/') + 1);
  while (path.starts_with("/")) path.erase(0, 1);
  for (std::size_t folders = 0; folders < max_foreign_folders && !path.empty(); ++folders) {
    const std::vector<const std::string*> found = ending_in(alike, path);
    if (!found.empty()) return found.size() == 1 ? std::optional(*found[0]) : std::nullopt;
    const auto slash = path.find('/');
    if (slash == std::string::npos || has_folder(path.substr(0, slash))) return std::nullopt;
    path.erase(0, slash + 1);
    if (exists(path)) return path;
  }
  return std::nullopt;
}

bool Library::has_folder(std::string_view name) const {
  const std::string start = std::string(name) + "/";
  const auto first = std::lower_bound(tree_.paths().begin(), tree_.paths().end(), start);
  return first != tree_.paths().end() && first->starts_with(start);
}

void Library::touch(const Node* function) {
  if (journal_ != nullptr) log('t', std::to_string(reinterpret_cast<std::uintptr_t>(function)));
  if (!rehearses()) touched_.insert(function);
}

void Library::note_publishing(std::string tool) {
  log('p', tool);
  if (!rehearses()) publishing_.insert(std::move(tool));
}

void Library::reach(std::string_view root, std::string_view path) {
  log('r', path);
  if (rehearses()) return;
  reach_[std::string(root)].emplace(path);
}

std::set<std::string> Library::reached() const {
  std::set<std::string> dropped;
  for (const auto& [root, paths] : reach_) {
    for (const std::string& path : paths) {
      if (path == root) continue;
      const auto back = reach_.find(path);
      const bool mutual = back != reach_.end() && back->second.count(root) > 0;
      if (!mutual || root < path) dropped.insert(path);
    }
  }
  return dropped;
}

}  // namespace patdown::trace
