#include "token/pipeline/gitlab.h"

#include "core/letters.h"
#include "token/pipeline/azure_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace patdown {
namespace {

constexpr int deepest = 8;
constexpr std::size_t most_lines = 5000;
// Jobs and files that are looked up for those that extend, refer to or include them: bases of bases
// multiply.
constexpr std::size_t most_looks = 200'000;

constexpr std::array<std::string_view, 3> scripts = {"before_script", "script", "after_script"};

// A key of the whole pipeline, not a job.
bool is_keyword(std::string_view name) {
  static constexpr std::array<std::string_view, 11> words = {
      "default", "include",       "stages", "variables", "workflow",    "image",
      "cache",   "before_script", "spec",   "services",  "after_script"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

struct Command {
  std::string text;
  std::size_t line = 0;
  const std::string* path = nullptr;
};

struct Job {
  const Yaml* body = nullptr;
  std::string path;
};

// One pipeline: its file and those that it includes, of which the later say more.
class Reading {
 public:
  Reading(AzureFiles& files, const Tree& tree) : files_(files), tree_(tree) {}

  void add(const std::string& path, int depth) {
    if (depth > deepest || !included_.insert(path).second) return;
    const YamlFile* file = files_.get(path);
    if (file == nullptr) return;
    problems_.insert(problems_.end(), file->partly_read.begin(), file->partly_read.end());
    if (const Yaml* more = find(file->root, "include")) include(*more, depth);
    const std::string& kept = *paths_.insert(path).first;
    for (const auto& [key, value] : file->root.entries) {
      if (value.kind == YamlKind::map || is_keyword(key.text)) jobs_[key.text] = {&value, kept};
    }
  }

  Pipeline pipeline(const std::string& path) {
    Pipeline made;
    made.system = CiSystem::gitlab;
    made.path = path;
    for (const auto& [name, job] : jobs_) {
      if (name.starts_with('.') || is_keyword(name)) continue;
      Step step;
      if (make_step(name, job, step)) made.steps.push_back(std::move(step));
    }
    if (looks_ > most_looks) problems_.push_back({path, 1, "too many jobs extend each other"});
    made.partly_read = std::move(problems_);
    return made;
  }

  const std::set<std::string>& included() const { return included_; }

 private:
  void include(const Yaml& entry, int depth) {
    for (const Yaml& one : entry.items) include(one, depth);
    const Yaml* local = entry.kind == YamlKind::map ? find(entry, "local") : &entry;
    if (local == nullptr || local->kind != YamlKind::scalar) return;
    std::string path = local->text;
    if (path.starts_with('/')) path.erase(0, 1);
    const auto star = path.find('*');
    if (star == std::string::npos) return add(path, depth + 1);
    for (const std::string& each : tree_.paths()) {
      if (++looks_ > most_looks) return;
      if (each.starts_with(path.substr(0, star)) && each.ends_with(".yml")) add(each, depth + 1);
    }
  }

  // `key` of the job, of one that it extends, or the default.
  const Yaml* value_of(const Job& job, std::string_view key, int depth, std::string& path) const {
    if (const Yaml* own = find(*job.body, key)) {
      path = job.path;
      return own;
    }
    const Yaml* bases = find(*job.body, "extends");
    if (bases == nullptr || depth > deepest || ++looks_ > most_looks) return nullptr;
    std::vector<const Yaml*> names;
    names.reserve(bases->items.size() + 1);
    if (bases->kind == YamlKind::scalar) names.push_back(bases);
    for (const Yaml& one : bases->items) names.push_back(&one);
    std::reverse(names.begin(), names.end());  // the last one says most
    for (const Yaml* name : names) {
      const auto base = jobs_.find(name->text);
      if (base == jobs_.end()) continue;
      if (const Yaml* found = value_of(base->second, key, depth + 1, path)) return found;
    }
    return nullptr;
  }

  const Yaml* default_of(std::string_view key, std::string& path) const {
    const auto all = jobs_.find("default");
    if (all != jobs_.end()) {
      path = all->second.path;
      if (const Yaml* found = find(*all->second.body, key)) return found;
    }
    const auto top = jobs_.find(std::string(key));
    if (top == jobs_.end()) return nullptr;
    path = top->second.path;
    return top->second.body;
  }

  void add_commands(const Yaml& list, const std::string& path, int depth,
                    std::vector<Command>& commands) const {
    if (list.kind == YamlKind::scalar) {
      commands.push_back({list.text, list.line, &*paths_.find(path)});
      return;
    }
    // !reference [job, script]
    const auto base = list.items.empty() ? jobs_.end() : jobs_.find(list.items.front().text);
    if (list.items.size() == 2 && base != jobs_.end() && depth <= deepest) {
      std::string where;
      const Yaml* found = value_of(base->second, list.items.back().text, 0, where);
      if (found != nullptr) return add_commands(*found, where, depth + 1, commands);
    }
    if (depth > deepest || ++looks_ > most_looks) return;
    for (const Yaml& item : list.items) add_commands(item, path, depth + 1, commands);
  }

  void add_variables(const Yaml* map, std::vector<std::pair<std::string, std::string>>& all) const {
    if (map == nullptr) return;
    for (const auto& [key, value] : map->entries) {
      const Yaml* inner = value.kind == YamlKind::map ? find(value, "value") : &value;
      if (inner == nullptr || inner->kind != YamlKind::scalar) continue;
      // The job's own takes the place of the pipeline's: what names it means the job's.
      const auto known = std::find_if(all.begin(), all.end(), [&name = key.text](const auto& one) {
        return one.first == name;
      });
      if (known == all.end()) {
        all.emplace_back(key.text, inner->text);
      } else {
        known->second = inner->text;
      }
    }
  }

  // "export A=\"…\"; ", for they name each other as Bash's variables do.
  std::string exports_of(const Job& job) const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto shared = jobs_.find("variables");
    if (shared != jobs_.end()) add_variables(shared->second.body, all);
    std::string path;
    add_variables(value_of(job, "variables", 0, path), all);
    std::string text;
    for (const auto& [name, value] : all) {
      const bool word = !name.empty() && std::all_of(name.begin(), name.end(), is_word_letter);
      if (!word || value.find_first_of("\"`\\\n\r") != std::string::npos ||
          value.find("$(") != std::string::npos) {
        continue;
      }
      text.append("export ").append(name).append("=\"").append(value).append("\"; ");
    }
    return text;
  }

  // Runners on Windows run PowerShell, which the file does not say: "$x = …", "$Env:X".
  static bool is_powershell(const std::vector<Command>& commands) {
    return std::any_of(commands.begin(), commands.end(), [](const Command& one) {
      const std::string text = lower(one.text);
      const auto end = text.find(" = ");
      const bool set = text.starts_with('$') && end != std::string::npos &&
                       std::all_of(text.begin() + 1,
                                   text.begin() + static_cast<std::ptrdiff_t>(end), is_word_letter);
      return set || text.find("$env:") != std::string::npos;
    });
  }

  bool make_step(const std::string& name, const Job& job, Step& step) const {
    std::vector<Command> commands;
    for (const std::string_view key : scripts) {
      std::string path;
      const Yaml* list = value_of(job, key, 0, path);
      if (list == nullptr && key != "script") list = default_of(key, path);
      if (list != nullptr) add_commands(*list, path, 0, commands);
    }
    if (commands.empty()) return false;
    step.kind = StepKind::script;
    step.task = "script";
    step.language = "bash";
    step.where = "job " + name;
    step.path = job.path;
    step.line = job.body->line;
    const auto own = std::find_if(commands.begin(), commands.end(),
                                  [&job](const Command& one) { return *one.path == job.path; });
    put_together(commands, own == commands.end() ? commands.front() : *own, step);
    if (is_powershell(commands)) {
      step.language = "powershell";
    } else {
      step.body.text.insert(0, exports_of(job));
    }
    return true;
  }

  // Commands of the file that `first` stands in keep their lines; others stand above them.
  static void put_together(const std::vector<Command>& commands, const Command& first, Step& step) {
    step.path = *first.path;
    std::string text;
    std::size_t line = 0;  // of the text's end, once one of the file's own is there
    std::size_t lines = 0;
    for (const Command& command : commands) {
      if (lines > most_lines) break;
      const bool own = *command.path == step.path;
      if (own && line == 0) {
        step.body.line = command.line > lines ? command.line - lines : 1;
        line = step.body.line + lines;
      }
      while (own && line < command.line && lines < most_lines) {
        text += '\n';
        ++line;
        ++lines;
      }
      text.append(command.text);
      if (!text.ends_with('\n')) text += '\n';
      const auto count =
          static_cast<std::size_t>(std::count(command.text.begin(), command.text.end(), '\n')) +
          (command.text.ends_with('\n') ? 0 : 1);
      lines += count;
      if (line != 0) line += count;
    }
    step.body.text = std::move(text);
    step.body.column = 1;
    if (step.body.line == 0) step.body.line = 1;
  }

  AzureFiles& files_;
  const Tree& tree_;
  std::map<std::string, Job> jobs_;
  std::set<std::string> included_;
  std::set<std::string> paths_;  // whose texts commands point to
  std::vector<PartlyRead> problems_;
  mutable std::size_t looks_ = 0;
};

}  // namespace

bool is_gitlab_pipeline(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with(".gitlab-ci.yml") || name.ends_with(".gitlab-ci.yaml");
}

std::vector<Pipeline> read_gitlab_pipelines(const Tree& tree, const PathSet* only) {
  AzureFiles files(tree);
  std::vector<Pipeline> pipelines;
  std::set<std::string> included;
  for (const std::string& path : tree.paths()) {
    if (!is_gitlab_pipeline(path) || included.contains(path)) continue;
    if (only != nullptr && !only->contains(path)) continue;
    Reading reading(files, tree);
    reading.add(path, 0);
    included.insert(reading.included().begin(), reading.included().end());
    pipelines.push_back(reading.pipeline(path));
  }
  return pipelines;
}

}  // namespace patdown
