// Which files of programming languages matter, and which of them declares a type or a function.

#include "token/trace/file_kinds.h"
#include "token/trace/library.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t max_speaking = 200;  // with more of them, nearly every file names one
constexpr std::size_t max_derived = 64;

bool is_letter(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool names_one_of(std::string_view text, const std::set<std::string, std::less<>>& words) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (words.find(text.substr(at, end - at)) != words.end()) return true;
    at = end;
  }
  return false;
}

}  // namespace

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

void Library::find_programs() {
  if (programs_found_) return;
  programs_found_ = true;
  const std::set<std::string, std::less<>>& speaking = clues_.programs();
  speaking_.assign(speaking.begin(), speaking.end());
  std::set<std::string, std::less<>> words;
  for (const std::string& path : speaking_) {
    const std::string stem = stem_of(path);
    if (stem.size() > 3 && stem != "index" && stem != "main") words.insert(stem);
  }
  programs_ = speaking_;
  if (!words.empty() && speaking_.size() < max_speaking) {
    for (const std::string& path : sources_) {
      if (speaking.contains(path)) continue;
      const std::optional<std::string> text = tree_.read(path);
      if (!text || text->size() > max_source_size) continue;
      if (names_one_of(*text, words)) programs_.push_back(path);
    }
  }
  std::sort(programs_.begin(), programs_.end());
}

const std::vector<std::string>& Library::programs() {
  find_programs();
  return programs_;
}

std::optional<std::string> Library::file_of_type(std::string_view name, std::string_view language) {
  const std::string key = std::string(language) + "\n" + std::string(name);
  const auto known = types_.find(key);
  if (known != types_.end()) return known->second;
  std::optional<std::string> found;
  bool twice = false;
  const auto consider = [&](const std::string& path) {
    const Script* one = program_language(path) == language ? script(path) : nullptr;
    if (one == nullptr || one->classes.find(name) == one->classes.end()) return;
    twice = twice || (found && *found != path);
    if (!found) found = path;
  };
  for (const std::string& path : sources_) {
    const std::string stem = stem_of(path);
    if (stem == name || (language == "ruby" && equal_folded(replace_all(stem, "_", ""), name))) {
      consider(path);
    }
  }
  if (!found) {
    find_programs();
    for (const std::string& path : speaking_) consider(path);
  }
  if (twice) found.reset();
  types_[key] = found;
  return found;
}

std::optional<std::string> Library::file_of_function(std::string_view name,
                                                     std::string_view language) {
  find_programs();
  std::optional<std::string> found;
  for (const std::string& path : speaking_) {
    const Script* one = program_language(path) == language ? script(path) : nullptr;
    if (one == nullptr || one->functions.find(name) == one->functions.end()) continue;
    if (found) return std::nullopt;
    found = path;
  }
  return found;
}

std::vector<Library::Derived> Library::derived_from(std::string_view name,
                                                    std::string_view language) {
  if (!derived_found_) {
    derived_found_ = true;
    for (const std::string& path : programs()) {
      const Script* one = script(path);
      if (one == nullptr) continue;
      for (const auto& [type, base] : one->classes) {
        if (base.empty()) continue;
        std::vector<Derived>& all =
            derived_[one->language + "\n" + base.substr(base.find_last_of(".:") + 1)];
        if (all.size() < max_derived) all.push_back({path, type});
      }
    }
  }
  const auto found = derived_.find(std::string(language) + "\n" + std::string(name));
  return found == derived_.end() ? std::vector<Derived>() : found->second;
}

std::optional<std::string> Library::folder_of_package(std::string_view import) const {
  std::optional<std::string> best;
  for (const std::string& path : sources_) {
    if (program_language(path) != "go") continue;
    const std::string folder = folder_of(path);
    if (folder.empty() || !import.ends_with("/" + folder)) continue;
    if (!best || best->size() < folder.size()) best = folder;
  }
  return best;
}

}  // namespace patdown::trace
