// Which files of programming languages matter, and which of them declares a type or a function.

#include "core/letters.h"
#include "git/parallel.h"
#include "token/trace/beans.h"
#include "token/trace/classes.h"
#include "token/trace/file_kinds.h"
#include "token/trace/library.h"
#include "token/trace/shared_names.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_speaking = 200;  // with more of them, nearly every file names one
constexpr std::size_t max_given_on = 4;    // modules that give on what the next one declares
constexpr std::size_t max_derived = 64;
constexpr std::size_t max_files_in = 64;

bool names_one_of(std::string_view text, const std::set<std::string, std::less<>>& words) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word_letter(text[end])) ++end;
    if (words.find(text.substr(at, end - at)) != words.end()) return true;
    at = end;
  }
  return false;
}

std::string key_of(std::string_view language, std::string_view name) {
  std::string key(language);
  return key.append("\n").append(name);
}

template <typename T>
T& of_language(std::map<std::string, T, std::less<>>& all, std::string_view language) {
  const auto known = all.find(language);
  return known != all.end() ? known->second : all[std::string(language)];
}

// Finds what is not known yet.
template <typename T, typename Find>
const T& remembered(TextMap<T>& all, std::string_view name, const Find& find) {
  const auto known = all.find(name);
  if (known != all.end()) return known->second;
  T found = find();
  return all.emplace(name, std::move(found)).first->second;
}

// What a file and a type are called alike by: "ado_client", "AdoClient".
std::string alike(std::string_view name) {
  return lower(replace_all(name, "_", ""));
}

bool is_script_language(std::string_view language) {
  return language == "javascript" || language == "typescript";
}

// Whether others import the file by the name of its folder.
bool stands_for_folder(std::string_view path) {
  const std::string_view language = program_language(path);
  const std::string stem = stem_of(path);
  return is_script_language(language) ? stem == "index"
                                      : language == "python" && stem == "__init__";
}

// "src/api.client.ts" → "api.client"
std::string module_name(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  return std::string(file.substr(0, file.rfind('.')));
}

// Those that import each other: "javascript", too, for TypeScript.
std::string_view family_of(std::string_view path) {
  const std::string_view language = program_language(path);
  return is_script_language(language) ? "javascript" : language;
}

void add_imports(const std::string& name, bool folder, bool script,
                 std::vector<std::string>& imports) {
  if (script) {
    for (const char* end : {"'", "\"", ".js", ".ts"}) imports.push_back("/" + name + end);
    if (folder) imports.push_back("/" + name + "/index");
    return;
  }
  for (const char* begin : {"from ", "from .", "import "}) imports.push_back(begin + name + " ");
  if (folder) imports.push_back("." + name + " import");
}

// How others import modules: `from "./api"`, `from "./api.client"`, `from .api import`; `from
// "./lib"` for lib/index.ts. Unless they are `all` to be looked for thus, those whose name is a
// word of some length are not, since it is looked for itself.
std::map<std::string_view, std::vector<std::string>> imports_of(
    const std::vector<std::string>& paths, bool all) {
  std::map<std::string_view, std::vector<std::string>> imports;
  for (const std::string& path : paths) {
    const std::string_view family = family_of(path);
    if (family == "go") {  // "example.com/tool/internal/ado" for its folder
      const std::string folder = stem_of(folder_of(path));
      if (!folder.empty()) imports[family].push_back("/" + folder + "\"");
      continue;
    }
    const bool script = family == "javascript";
    if (!script && family != "python") continue;
    const bool folder = stands_for_folder(path);
    const std::string stem = stem_of(folder ? folder_of(path) : path);
    const bool word = std::all_of(stem.begin(), stem.end(), is_word_letter);
    if (stem.empty() || (!all && word && stem.size() > 3 && !folder)) continue;
    add_imports(folder ? stem : module_name(path), folder, script, imports[family]);
  }
  return imports;
}

// Whether a file gives on what other modules declare: `export * from './client'`, the imports of an
// `__init__.py`.
bool gives_on(std::string_view path, std::string_view text) {
  if (program_language(path) == "python") {
    return stands_for_folder(path) && text.find("import ") != std::string_view::npos;
  }
  if (!is_script_language(program_language(path))) return false;
  if (text.find("export * ") != std::string_view::npos) return true;
  constexpr std::string_view given = "export {";
  for (std::size_t at = text.find(given); at != std::string_view::npos;
       at = text.find(given, at + given.size())) {
    const std::size_t end = text.find('}', at);
    if (end != std::string_view::npos && text.substr(end, 6) == "} from") return true;
  }
  return false;
}

bool is_jvm(std::string_view path) {
  const std::string_view language = program_language(path);
  return language == "java" || language == "kotlin";
}

}  // namespace

void Library::add_source(const std::string& path) {
  sources_.push_back(path);
  const std::string_view language = program_language(path);
  std::vector<std::string>& files = in_folders_[key_of(language, folder_of(path))];
  if (files.size() < max_files_in) files.push_back(path);
  by_stem_[key_of(language, alike(stem_of(path)))].push_back(path);
}

const std::vector<std::string>& Library::files_in(std::string_view folder,
                                                  std::string_view language) const {
  static const std::vector<std::string> none;
  const auto found = in_folders_.find(key_of(language, folder));
  return found == in_folders_.end() ? none : found->second;
}

const Library::Package& Library::package(std::string_view folder, std::string_view language) {
  TextMap<Package>& packages = of_language(packages_, language);
  const auto known = packages.find(folder);
  if (known != packages.end()) return known->second;
  Package& package = packages[std::string(folder)];
  for (const std::string& path : files_in(folder, language)) {
    const Script* one = script(path);
    if (one == nullptr) continue;
    for (const auto& [name, node] : one->functions) {
      if (!is_abstract(*node)) package.functions.try_emplace(name, &path, node);
    }
    for (const std::string& name : one->names) package.names[name].push_back(&path);
    for (const auto& [name, fields] : one->structs) package.structs.try_emplace(name, &path);
  }
  return package;
}

const std::string* Library::struct_file(std::string_view folder, std::string_view name) {
  const auto& structs = package(folder, "go").structs;
  const auto found = structs.find(name);
  return found == structs.end() ? nullptr : found->second;
}

std::vector<std::string> Library::build_files() const {
  std::vector<std::string> speaking;
  for (const std::string& path : build_files_) {
    const std::optional<std::string> text = tree_.read(path);
    if (text && text->size() <= max_source_size && commands_azure_devops(*text)) {
      speaking.push_back(path);
    }
  }
  return speaking;
}

std::set<std::string, std::less<>> Library::names_of_speaking() {
  std::set<std::string, std::less<>> stems;
  for (const std::string& path : sources_) stems.insert(stem_of(path));
  std::set<std::string, std::less<>> words;
  const auto add = [&words](const std::string& word) {
    if (word.size() > 3 && word != "index" && word != "main") words.insert(word);
  };
  for (const std::string& path : speaking_) {
    add(stem_of(path));
    const Script* one = script(path);
    if (one == nullptr) continue;
    // What a class implements is what others know it by; AzureBase of azure_base.rb itself.
    for (const auto& [type, base] : one->classes) {
      if (alike(type) == alike(stem_of(path))) add(type);
      if (stems.find(base) != stems.end()) add(base);
    }
    for (const auto& [type, base] : one->further_bases) {
      if (stems.find(base) != stems.end()) add(base);
    }
  }
  return words;
}

std::vector<std::string> Library::leading_to(const std::vector<std::string>& paths,
                                             const std::set<std::string, std::less<>>& words,
                                             const std::set<std::string, std::less<>>& known) {
  const auto imports = imports_of(paths, words.empty());
  const bool jvm = std::any_of(paths.begin(), paths.end(), is_jvm);
  const auto leads_there = [&](const std::string& path) {
    if (known.contains(path)) return false;
    const std::optional<std::string> text = tree_.read(path);
    if (!text || text->size() > max_source_size) return false;
    if (jvm && is_jvm(path) && makes_client_beans(*text)) return true;
    const auto imported = [&text](const std::string& one) {
      return text->find(one) != std::string::npos;
    };
    const auto own = imports.find(family_of(path));
    return (own != imports.end() &&
            std::any_of(own->second.begin(), own->second.end(), imported)) ||
           names_one_of(*text, words);
  };
  std::vector<char> names_one(sources_.size(), 0);
  for_each_index(sources_.size(), 16, threads_,
                 [&](std::size_t i) { names_one[i] = leads_there(sources_[i]) ? 1 : 0; });
  std::vector<std::string> leading;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (names_one[i] != 0) leading.push_back(sources_[i]);
  }
  return leading;
}

void Library::find_programs() {
  if (programs_found_) return;
  programs_found_ = true;
  std::set<std::string, std::less<>> known = clues_.programs();
  // What a test names is nobody's way to the service, and who names a test is one.
  std::copy_if(known.begin(), known.end(), std::back_inserter(speaking_),
               [](const std::string& path) { return !is_test(path); });
  programs_ = speaking_;
  std::vector<std::string> sought = speaking_;
  std::set<std::string, std::less<>> words;
  if (!speaking_.empty() && speaking_.size() < max_speaking) words = names_of_speaking();
  // Then those that name a file which only gives on what it is given.
  for (std::size_t round = 0; round < max_given_on && !sought.empty(); ++round) {
    if (sought.size() >= max_speaking) break;
    const std::vector<std::string> leading = leading_to(sought, words, known);
    known.insert(leading.begin(), leading.end());
    programs_.insert(programs_.end(), leading.begin(), leading.end());
    sought.clear();
    std::copy_if(leading.begin(), leading.end(), std::back_inserter(sought),
                 [this](const std::string& path) {
                   const std::optional<std::string> text = tree_.read(path);
                   return !is_test(path) && text && gives_on(path, *text);
                 });
    words.clear();  // "types" is said by many
  }
  std::sort(programs_.begin(), programs_.end());
}

const std::vector<std::string>& Library::programs() {
  find_programs();
  return programs_;
}

const Library::FoundFile& Library::file_of_type(std::string_view name, std::string_view language) {
  return remembered(of_language(types_, language), name, [&] { return find_type(name, language); });
}

Library::FoundFile Library::find_type(std::string_view name, std::string_view language) {
  FoundFile found;
  bool twice = false;
  const auto consider = [&](const std::string& path) {
    const Script* one = program_language(path) == language ? script(path) : nullptr;
    if (one == nullptr || one->classes.find(name) == one->classes.end()) return;
    twice = twice || (found && *found != path);
    if (!found) found = path;
  };
  const auto namesakes = by_stem_.find(key_of(language, alike(name)));
  if (namesakes != by_stem_.end()) {
    for (const std::string& path : namesakes->second) {
      const std::string stem = stem_of(path);
      if (stem == name ||
          (language == "ruby" && same_ignoring_case(replace_all(stem, "_", ""), name))) {
        consider(path);
      }
    }
  }
  if (!found) {
    find_programs();
    for (const std::string& path : speaking_) consider(path);
  }
  if (twice) found.reset();
  return found;
}

const Library::FoundFile& Library::file_of_function(std::string_view name,
                                                    std::string_view language) {
  return remembered(of_language(program_functions_, language), name,
                    [&] { return find_function(name, language); });
}

Library::FoundFile Library::find_function(std::string_view name, std::string_view language) {
  find_programs();
  FoundFile found;
  for (const std::string& path : speaking_) {
    const Script* one = program_language(path) == language ? script(path) : nullptr;
    if (one == nullptr || one->functions.find(name) == one->functions.end()) continue;
    if (found) return std::nullopt;
    found = path;
  }
  return found;
}

void Library::note_derived(const Script& script, const std::string& type, const std::string& base) {
  if (base.empty()) return;
  std::string name = base.substr(0, base.find('<'));
  name.erase(0, name.find_last_of(".:") + 1);
  std::vector<Derived>& all = of_language(derived_, script.language)[name];
  if (all.size() < max_derived) all.push_back({script.path, type});
}

const std::vector<Library::Derived>& Library::derived_from(std::string_view name,
                                                           std::string_view language) {
  static const std::vector<Derived> none;
  if (!derived_found_) {
    derived_found_ = true;
    for (const std::string& path : programs()) {
      const Script* one = script(path);
      if (one == nullptr) continue;
      for (const auto& [type, base] : one->classes) note_derived(*one, type, base);
      for (const auto& [type, base] : one->further_bases) note_derived(*one, type, base);
    }
  }
  const TextMap<std::vector<Derived>>& bases = of_language(derived_, language);
  const auto found = bases.find(name);
  return found == bases.end() ? none : found->second;
}

void Library::find_setters() {
  if (std::exchange(setters_found_, true)) return;
  for (const std::string& path : scripts_) {
    const Script* one = is_powershell(path) && !is_test(path) ? script(path) : nullptr;
    if (one == nullptr) continue;
    for (const Node& node : one->code->file.children) {
      if (node.kind != NodeKind::function || node.text.empty()) continue;
      std::set<std::string> names;
      collect_shared(node, names);
      for (const std::string& set : names) setters_[set].push_back({path, &node});
      names.clear();
      collect_environment(node, names);
      for (const std::string& read : names) readers_[read].push_back({path, &node});
    }
  }
}

const std::vector<Library::Setter>& Library::setters_of(std::string_view name) {
  static const std::vector<Setter> none;
  find_setters();
  const auto found = setters_.find(name);
  return found == setters_.end() ? none : found->second;
}

const std::vector<Library::Setter>& Library::readers_of(std::string_view name) {
  static const std::vector<Setter> none;
  find_setters();
  const auto found = readers_.find(name);
  return found == readers_.end() ? none : found->second;
}

std::optional<std::string> Library::folder_of_package(std::string_view import) const {
  for (auto slash = import.find('/'); slash != std::string_view::npos;
       slash = import.find('/', slash + 1)) {
    const std::string_view folder = import.substr(slash + 1);
    if (!folder.empty() && !files_in(folder, "go").empty()) return std::string(folder);
  }
  return std::nullopt;
}

}  // namespace patdown::trace
