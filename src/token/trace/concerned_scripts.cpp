#include "token/trace/concerned_scripts.h"

#include "core/letters.h"
#include "token/code/comment_lines.h"
#include "token/trace/file_kinds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {
namespace {

bool is_bash(std::string_view path) {
  return is_shell_script(path) && !is_powershell(path);
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_word(char c) {
  return is_word_letter(c) || c == '-' || c == '.';
}

using Names = std::set<std::string, std::less<>>;

void add_name(std::string_view word, bool runs, Names& names) {
  const bool tool = word == "make" || word == "docker" || word == "podman";
  const bool file = word.find('.', 1) != std::string_view::npos;
  if (tool || file || (runs && word.size() > 1 && word[0] == '.')) names.emplace(word);
}

// What a script may name files by: words with a dot in them; tools that run files which have names
// of their own. ".sh" where something is run stands for any name: `. "$folder/$name.sh"`.
Names names_in(std::string_view code) {
  static constexpr std::array<std::string_view, 6> runners = {".",    "source", "sh",
                                                              "bash", "exec",   "python"};
  Names names;
  bool runs = false;
  bool first = true;  // of its line
  for (std::size_t at = 0; at < code.size();) {
    std::size_t end = at;
    while (end < code.size() && is_word(code[end])) ++end;
    const std::string_view word = code.substr(at, end - at);
    if (!word.empty()) {
      if (first) runs = std::find(runners.begin(), runners.end(), word) != runners.end();
      first = false;
      // Of "$name.sh" only the end is known.
      const std::size_t known = at > 0 && code[at - 1] == '$' ? word.find('.') : 0;
      if (known != std::string_view::npos) add_name(word.substr(known), runs, names);
    }
    if (end < code.size() && code[end] == '\n') first = true;
    at = end + 1;
  }
  return names;
}

class Concern {
 public:
  explicit Concern(const Tree& tree) : tree_(tree) {}

  void reach(const std::string& path) {
    if (reached_.insert(path).second) todo_.push_back(path);
  }

  bool any() const { return !todo_.empty(); }

  void add_script(const std::string& path) {
    const auto text = tree_.read(path);
    if (!text) return;
    for (const std::string& name : names_in(without_comment_lines(*text, "")))
      named_by_[name].push_back(path);
  }

  // All that names a file which leads there.
  void follow() {
    for (const std::string_view any : {".sh", ".bash", ".py"}) name(any);
    while (!todo_.empty()) {
      const std::string path = std::move(todo_.back());
      todo_.pop_back();
      name(name_of(path));
      const BuildFile kind = build_file_kind(path);
      if (kind == BuildFile::makefile) name("make");
      if (kind == BuildFile::dockerfile) {
        name("docker");
        name("podman");
      }
    }
  }

  bool has(const std::string& path) const { return reached_.contains(path); }

 private:
  void name(std::string_view written) {
    const auto found = named_by_.find(written);
    if (found == named_by_.end()) return;
    for (const std::string& path : found->second) reach(path);
    named_by_.erase(found);
  }

  const Tree& tree_;
  std::set<std::string> reached_;
  std::vector<std::string> todo_;
  std::map<std::string, std::vector<std::string>, std::less<>> named_by_;
};

}  // namespace

std::optional<PathSet> concerned_files(const Tree& tree, const TreeClues& clues) {
  const std::vector<std::string>& paths = tree.paths();
  if (std::none_of(paths.begin(), paths.end(), is_bash)) return std::nullopt;
  const auto* speaking = clues.speaking();
  if (speaking == nullptr) return std::nullopt;
  Concern concern(tree);
  for (const std::string& path : *speaking) concern.reach(path);
  if (concern.any()) {
    for (const std::string& path : paths) {
      if (is_bash(path)) concern.add_script(path);
    }
    concern.follow();
  }
  PathSet files;
  for (const std::string& path : paths) {
    if (!is_bash(path) || concern.has(path)) files.insert(path);
  }
  return files;
}

}  // namespace patdown::trace
