#include "token/tree_clues.h"

#include "token/code/comment_lines.h"
#include "token/pipeline/jenkins.h"
#include "token/settings/setting.h"
#include "token/trace/file_kinds.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

bool is_build_file(std::string_view path) {
  return trace::build_file_kind(path) != trace::BuildFile::none && !trace::is_foreign(path);
}

constexpr std::size_t largest_configuration = std::size_t{1} << 16U;  // bytes

bool is_configuration(std::string_view path) {
  static constexpr std::array<std::string_view, 8> ends = {
      ".json", ".jsonc", ".toml", ".ini", ".conf", ".properties", ".yml", ".yaml"};
  return !may_hold_settings(path) && !trace::is_foreign(path) &&
         std::any_of(ends.begin(), ends.end(),
                     [path](std::string_view end) { return path.ends_with(end); });
}

bool is_code(std::string_view path) {
  return trace::is_shell_script(path) || trace::is_program(path) || is_build_file(path);
}

}  // namespace

bool TreeClues::follows(std::string_view path) {
  if (path.ends_with("pnpm-lock.yaml")) return false;  // hashes, in which any short word stands
  return is_code(path) || path.ends_with(".yml") || path.ends_with(".yaml") ||
         path.ends_with(".tf") || path.ends_with("package.json") || is_jenkins_pipeline(path) ||
         may_hold_settings(path);
}

void TreeClues::note(const std::string& path, std::size_t size, Clues clues) {
  if (clues.has(Clue::library) && trace::is_program(path)) {
    const std::lock_guard lock(guard_);
    (size <= trace::max_source_size ? programs_ : too_large_).insert(path);
  }
  if (clues.has(Clue::exported) && path.ends_with(".json") && size <= trace::max_source_size) {
    const std::lock_guard lock(guard_);
    exports_.insert(path);
  }
  if (!clues.has(Clue::service)) return;
  if (size <= largest_configuration && is_configuration(path)) {
    const std::lock_guard lock(guard_);
    configurations_.insert(path);
  }
  if (is_code(path)) {
    const std::lock_guard lock(guard_);
    speaking_.insert(path);
  }
  if (follows(path)) set_any();
}

void TreeClues::note_unread(const std::string& path) {
  if (!trace::is_shell_script(path) && !trace::is_program(path)) return;
  const std::lock_guard lock(guard_);
  too_large_.insert(path);
}

void TreeClues::note_request() {
  {
    const std::lock_guard lock(guard_);
    requested_ = true;
  }
  set_any();
}

void TreeClues::set_any() {
  {
    const std::lock_guard lock(guard_);
    if (any_) return;
    any_ = true;
  }
  changed_.notify_all();
}

void TreeClues::finish() {
  {
    const std::lock_guard lock(guard_);
    finished_ = true;
  }
  changed_.notify_all();
}

bool TreeClues::any() const {
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return any_ || finished_; });
  return any_;
}

const std::set<std::string, std::less<>>* TreeClues::speaking() const {
  if (asked_ != nullptr) return nullptr;
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return finished_; });
  return requested_ ? nullptr : &speaking_;
}

bool TreeClues::speaks(const std::string& path) const {
  if (programs().contains(path)) return true;
  const std::lock_guard lock(guard_);
  return speaking_.contains(path);
}

const std::set<std::string, std::less<>>& TreeClues::programs() const {
  std::unique_lock lock(guard_);
  if (asked_ != nullptr && !finished_) look(*asked_);
  changed_.wait(lock, [this] { return finished_; });
  return programs_;
}

const std::set<std::string, std::less<>>& TreeClues::too_large() const {
  static_cast<void>(programs());
  return too_large_;
}

const std::set<std::string, std::less<>>& TreeClues::exports() const {
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return finished_ || asked_ != nullptr; });
  return exports_;
}

const std::set<std::string, std::less<>>& TreeClues::configurations() const {
  static_cast<void>(exports());
  return configurations_;
}

void TreeClues::look(const Tree& tree) const {
  for (const std::string& path : tree.paths()) {
    if (!trace::is_program(path)) continue;
    const std::optional<std::string> text = tree.read(path);
    if (!text || !trace::speaks_of_azure_devops(*text)) continue;
    const std::string code = without_comment_lines(*text, trace::program_language(path));
    if (!trace::speaks_of_azure_devops(code)) continue;
    (text->size() <= trace::max_source_size ? programs_ : too_large_).insert(path);
  }
  finished_ = true;
}

}  // namespace patdown
