#include "token/mentions.h"

#include "core/letters.h"
#include "git/parallel.h"
#include "token/trace/library.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t files_at_once = 16;
constexpr std::size_t largest_file = std::size_t{1} << 20U;  // bytes that are looked at

bool is_name_part(char c) {
  return is_word_letter(c) || c == '-';
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : word) {
    hash ^= static_cast<unsigned char>(lower(c));
    hash *= 0x100000001B3U;
  }
  return hash;
}

// The first run of letters of a word from `at` on; empty at the end of the text.
std::string_view next_word(std::string_view text, std::size_t at) {
  while (at < text.size() && (!is_name_part(text[at]) || text[at] == '-')) ++at;
  std::size_t end = at;
  while (end < text.size() && is_name_part(text[end])) ++end;
  return text.substr(std::min(at, text.size()), end - at);
}

// Whether a part of a word with dashes may be a variable's name: `$PAT-1`.
bool may_be_variable(std::string_view part) {
  return std::any_of(part.begin(), part.end(),
                     [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); });
}

// Words of letters, digits, `_` and `-`.
std::vector<std::uint64_t> words_in(std::string_view text) {
  std::vector<std::uint64_t> words;
  text = text.substr(0, largest_file);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = next_word(text, at);
    if (word.empty()) break;
    at = static_cast<std::size_t>(word.data() - text.data()) + word.size();
    words.push_back(hash_of(word));
    // "x.yml"
    const std::string_view behind = text.substr(at, 1) == "." ? next_word(text, at + 1) : "";
    if (behind.data() == text.data() + at + 1) {
      const auto begin = static_cast<std::size_t>(word.data() - text.data());
      words.push_back(hash_of(text.substr(begin, word.size() + 1 + behind.size())));
    }
    for (std::size_t from = 0; word.find('-') != std::string_view::npos && from < word.size();) {
      const std::string_view part = word.substr(from, word.find('-', from) - from);
      if (may_be_variable(part)) words.push_back(hash_of(part));
      from += part.size() + 1;
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// As much of a name as is one word.
std::uint64_t hash_of_name(std::string_view name) {
  std::string_view longest;
  for (std::size_t at = 0; at < name.size();) {
    const std::string_view word = next_word(name, at);
    if (word.empty()) break;
    at = static_cast<std::size_t>(word.data() - name.data()) + word.size();
    if (word.size() > longest.size()) longest = word;
  }
  return hash_of(longest);
}

// "a/release docs.yml" and "release.docs.yml" are named docs.yml.
std::string_view file_name_in_text(std::string_view path) {
  const auto dot = path.rfind('.');
  std::size_t begin = dot == std::string_view::npos ? path.size() : dot;
  while (begin > 0 && is_name_part(path[begin - 1])) --begin;
  return path.substr(begin);
}

bool is_yaml(std::string_view path) {
  return path.ends_with(".yml") || path.ends_with(".yaml");
}

bool is_steering(std::string_view path) {
  return is_yaml(path) || trace::is_powershell(path) || trace::is_shell(path) ||
         path.ends_with(".tf") || trace::build_file_kind(path) != trace::BuildFile::none;
}

bool has(const std::vector<std::uint64_t>& words, std::uint64_t word) {
  return std::binary_search(words.begin(), words.end(), word);
}

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && path[folder.size()] == '/');
}

// Types are found by their names alone, modules by their paths.
bool names_types(std::string_view path) {
  const std::string_view language = trace::program_language(path);
  return language == "csharp" || language == "java" || language == "kotlin";
}

// Languages whose programs use each other's code.
std::string_view family_of(std::string_view path) {
  const std::string_view language = trace::program_language(path);
  if (language == "typescript") return "javascript";
  if (language == "kotlin") return "java";
  return language;
}

std::set<std::uint64_t> hashed(const std::set<std::string>& words) {
  std::set<std::uint64_t> hashes;
  for (const std::string& word : words) hashes.insert(hash_of_name(word));
  return hashes;
}

}  // namespace

void Mentions::read(Kind kind) {
  bool& done = kind == Kind::steering ? steering_read_ : programs_read_;
  if (std::exchange(done, true)) return;
  if (kind == Kind::program) projects_.emplace(tree_);
  const std::size_t first = files_.size();
  std::vector<std::string> paths;
  if (kind == Kind::program)
    paths = library_.programs();
  else
    std::copy_if(tree_.paths().begin(), tree_.paths().end(), std::back_inserter(paths),
                 is_steering);
  for (std::string& path : paths) {
    const bool program = kind == Kind::program;
    ++namesakes_[hash_of(file_name_in_text(path))];
    if (program) ++namesakes_[hash_of_name(trace::stem_of(path))];
    const std::string_view family = family_of(path);
    const std::size_t project = project_of(path);
    files_.push_back({std::move(path), family, project, {}});
  }
  for_each_index(files_.size() - first, files_at_once, threads_, [&](std::size_t i) {
    File& file = files_[first + i];
    if (const auto text = tree_.read(file.path)) file.words = words_in(*text);
  });
}

// A script or a template is named with its extension; "lib/ado-client.ts" is ado-client to who
// imports it. A file that stands for its folder, a composite action and one of Go are named by the
// folder; a Makefile by who calls make.
void Mentions::add_names(const std::string& path, std::vector<Name>& names) const {
  constexpr std::array<std::string_view, 4> for_folders = {"index", "__init__", "main", "mod"};
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
  const std::uint64_t folder_name = hash_of_name(folder.substr(folder.rfind('/') + 1));
  const auto alone = [&](std::uint64_t word) {
    const auto found = namesakes_.find(word);
    return found == namesakes_.end() || found->second < 2;
  };
  const std::uint64_t name = hash_of(file_name_in_text(path));
  // Files of types are not run by their names; every project has a Program.cs.
  if (!names_types(path) || alone(name)) names.push_back({name, alone(name), folder_name, folder});
  const std::string stem = trace::stem_of(path);
  const bool program = !trace::program_language(path).empty();
  if (program || path.ends_with(".psm1")) {
    const std::uint64_t word = hash_of_name(stem);
    if (!names_types(path))
      names.push_back({word, false, folder_name, folder, family_of(path)});
    else if (alone(word))
      names.push_back(name_of_type(word, path));
  }
  const bool is_folder =
      program && (std::find(for_folders.begin(), for_folders.end(), stem) != for_folders.end() ||
                  trace::program_language(path) == "go");
  const bool is_action = path.ends_with("/action.yml") || path.ends_with("/action.yaml");
  if ((is_folder || is_action) && !folder.empty())
    names.push_back({folder_name, true, 0, "", family_of(path)});
  switch (trace::build_file_kind(path)) {
    case trace::BuildFile::makefile:
      names.push_back({hash_of("make"), true, 0, ""});
      break;
    case trace::BuildFile::dockerfile:
      names.push_back({hash_of("docker"), true, 0, ""});
      names.push_back({hash_of("podman"), true, 0, ""});
      break;
    case trace::BuildFile::none:
      break;
  }
}

std::size_t Mentions::project_of(std::string_view path) const {
  const bool has_one = projects_ && family_of(path) == "csharp";
  return has_one ? projects_->of(path) : DotnetProjects::none;
}

Mentions::Name Mentions::name_of_type(std::uint64_t word, const std::string& path) const {
  return {word, true, 0, "", family_of(path), project_of(path)};
}

bool Mentions::is_named(const std::vector<Name>& names, const File& file) const {
  return std::any_of(names.begin(), names.end(), [&](const Name& name) {
    if (!has(file.words, name.word)) return false;
    // Pipelines and scripts name a program's files and folders, of C# its project.
    const bool steering = file.family.empty() && name.family != "csharp";
    const bool knows = steering || file.family == name.family;
    if (!name.family.empty() && !knows) return false;
    if (projects_ && !projects_->may_use(file.project, name.project)) return false;
    return name.anywhere || has(file.words, name.folder) || is_below(file.path, name.below);
  });
}

PathSet Mentions::with_users(const PathSet& files, const std::vector<Declared>& declared) {
  read(Kind::steering);
  if (std::any_of(files.begin(), files.end(), trace::is_program)) read(Kind::program);
  PathSet found = files;
  std::vector<Name> wanted;
  for (const Declared& one : declared) {
    const std::uint64_t word = hash_of_name(one.name);
    wanted.push_back(trace::is_program(one.path) ? name_of_type(word, one.path) : Name{word});
  }
  for (const std::string& path : files) add_names(path, wanted);
  while (!wanted.empty()) {
    std::vector<Name> next;
    for (const File& file : files_) {
      if (found.contains(file.path) || !is_named(wanted, file)) continue;
      found.insert(file.path);
      add_names(file.path, next);
    }
    wanted = std::move(next);
  }
  return found;
}

PathSet Mentions::holding(const std::set<std::string>& words) {
  read(Kind::steering);
  read(Kind::program);
  const std::set<std::uint64_t> wanted = hashed(words);
  PathSet found;
  for (const File& file : files_) {
    const bool holds = std::any_of(wanted.begin(), wanted.end(),
                                   [&file](std::uint64_t word) { return has(file.words, word); });
    if (holds) found.insert(file.path);
  }
  return found;
}

}  // namespace patdown
