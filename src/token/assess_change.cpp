#include "core/letters.h"
#include "token/assess.h"
#include "token/mentions.h"
#include "token/settings/setting.h"
#include "token/trace/file_kinds.h"
#include "token/trace/library.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace patdown {
namespace {

using Paths = std::set<std::string>;

constexpr int most_rounds = 4;  // of looking for who else names the tokens

// The changed files of a tree, as a tree of their own.
class ChangedFiles : public Tree {
 public:
  ChangedFiles(const Tree& tree, const Paths& changed)
      : tree_(tree), changed_(changed), paths_(changed.begin(), changed.end()) {}

  const std::vector<std::string>& paths() const override { return paths_; }
  std::optional<std::string> read(std::string_view path) const override {
    const std::string name(path);
    return changed_.contains(name) ? tree_.read(name) : std::nullopt;
  }

 private:
  const Tree& tree_;
  const Paths& changed_;
  std::vector<std::string> paths_;
};

// Whether a YAML file may be a pipeline, a template of one (of variables, too) or a workflow that
// binds a secret to a name, or starts an agent. Too much is fine: then the tree is read.
bool may_steer(std::string_view path, const std::optional<std::string>& text) {
  if (!path.ends_with(".yml") && !path.ends_with(".yaml")) return false;
  if (!text) return false;
  constexpr std::array<std::string_view, 10> words{
      "steps",     "jobs",       "stages",   "phases",    "extends",
      "variables", "parameters", "secrets.", "AZP_TOKEN", "VSTS_AGENT_INPUT_TOKEN"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text->find(word) != std::string::npos; });
}

// Files besides scripts and pipelines in which the tracer follows tokens.
bool is_settings_file(std::string_view path) {
  const bool yaml = path.ends_with(".yml") || path.ends_with(".yaml");
  return path.ends_with("package.json") || path.ends_with(".tf") ||
         (may_hold_settings(path) && (!yaml || lower(path).ends_with(".yarnrc.yml")));
}

// Whether a program may send a token somewhere: it speaks of Azure DevOps, or it is a client of
// whatever service it is told.
bool may_send(const std::optional<std::string>& text) {
  if (!text) return false;
  if (trace::speaks_of_azure_devops(*text)) return true;
  constexpr std::array<std::string_view, 4> words{"authorization", "azdo", "vsts", "devops"};
  const std::string folded = lower(*text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

bool may_concern_tokens(const std::string& path, const std::optional<std::string>& text) {
  if (trace::is_shell_script(path)) return true;
  if (!trace::program_language(path).empty()) return !trace::is_foreign(path) && may_send(text);
  if (trace::build_file_kind(path) != trace::BuildFile::none) return true;
  return is_settings_file(path) || may_steer(path, text);
}

// What others call a file's code by, besides the file's own name: functions of PowerShell, whose
// modules load by themselves, and types.
void add_declared(trace::Library& library, const std::string& path,
                  std::vector<Mentions::Declared>& declared) {
  constexpr std::array<std::string_view, 3> everywhere{"Program", "Startup", "Main"};
  const bool types = !trace::program_language(path).empty();
  if (!types && !trace::is_powershell(path)) return;
  const trace::Script* script = library.script(path);
  if (script == nullptr) return;
  for (const auto& [name, base] : script->classes) {
    if (std::find(everywhere.begin(), everywhere.end(), name) == everywhere.end())
      declared.push_back({name, path});
  }
  for (const Node& node : script->code->file.children) {
    if (!types && node.kind == NodeKind::function && !node.text.empty())
      declared.push_back({node.text, path});
  }
}

template <typename Range>
bool any_in(const Range& range, const Paths& paths) {
  return std::any_of(range.begin(), range.end(),
                     [&](const auto& each) { return paths.contains(each.path); });
}

bool concerns(const Token& token, const Paths& changed) {
  if (changed.contains(token.declared_path) || any_in(token.unresolved, changed)) return true;
  if (token.grant && changed.contains(token.grant->path)) return true;
  return std::any_of(token.uses.begin(), token.uses.end(), [&](const PricedUse& priced) {
    return changed.contains(priced.use.path) || any_in(priced.use.trace, changed);
  });
}

// The files that a token has to do with.
void add_files(const Token& token, Paths& files) {
  files.insert(token.declared_path);
  for (const PricedUse& priced : token.uses) {
    files.insert(priced.use.path);
    for (const TraceStep& step : priced.use.trace) files.insert(step.path);
  }
}

// A verdict stands at one of the token's uses, perhaps not at the changed one. What a document that
// did not change says of the token is no news.
bool concerns(const Finding& finding, const std::vector<Token>& tokens, const Paths& changed) {
  if (changed.contains(finding.place.path) || any_in(finding.places, changed) ||
      any_in(finding.trace, changed)) {
    return true;
  }
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    if (finding.token != token.id) return false;
    Paths files;
    add_files(token, files);
    return files.contains(finding.place.path);
  });
}

template <typename Value, typename Keep>
void keep_if(std::vector<Value>& values, Keep keep) {
  values.erase(std::remove_if(values.begin(), values.end(), std::not_fn(keep)), values.end());
}

// The word by which a token is named wherever it is; empty if only its own file can name it.
// nullopt if there is no telling.
std::optional<std::string> word_for(const Token& token) {
  if (token.id.starts_with("param:") || token.id.starts_with("var:")) return "";
  if (token.id.starts_with("literal:")) return std::nullopt;
  const std::string_view name = token.name;
  const std::size_t blank = name.rfind(' ');  // "service connection x"
  const std::string_view word = blank == std::string_view::npos ? name : name.substr(blank + 1);
  const std::size_t dot = word.rfind('.');  // "secrets.X"
  return std::string(dot == std::string_view::npos ? word : word.substr(dot + 1));
}

// Adds who names the tokens that a finding speaks of; false if nobody new does.
bool add_others(const Assessment& found, Mentions& mentions, const Tree& tree, PathSet& roots) {
  const std::size_t before = roots.size();
  std::set<std::string> words;
  for (const Token& token : found.tokens) {
    const bool told = std::any_of(found.findings.begin(), found.findings.end(),
                                  [&](const Finding& one) { return one.token == token.id; });
    if (!told) continue;
    const std::optional<std::string> word = word_for(token);
    if (!word) roots.insert(tree.paths().begin(), tree.paths().end());
    if (word && !word->empty()) words.insert(*word);
  }
  if (!words.empty()) roots.merge(mentions.with_users(mentions.holding(words), {}));
  return roots.size() > before;
}

// Leaves out what `result` says of anything but the changed files.
void keep_concerned(Assessment& result, const Paths& changed) {
  keep_if(result.tokens, [&](const Token& token) { return concerns(token, changed); });
  keep_if(result.findings,
          [&](const Finding& finding) { return concerns(finding, result.tokens, changed); });
  Paths near = changed;
  for (const Token& token : result.tokens) add_files(token, near);
  keep_if(result.partly_read, [&](const PartlyRead& partly) { return near.contains(partly.path); });
}

}  // namespace

Assessment assess_change(const Tree& tree, std::span<const DeclaredGrant> grants,
                         const std::set<std::string>& changed, unsigned threads,
                         const TokenLimits& limits) {
  const ChangedFiles files(tree, changed);
  PathSet concerned;
  for (const std::string& path : files.paths()) {
    if (may_concern_tokens(path, files.read(path))) concerned.insert(path);
  }
  // The rest of the tree can add nothing then: documents and requests stand for themselves.
  if (concerned.empty()) return assess_tokens(files, {}, threads, limits);

  OtherTexts texts;
  texts.look_at_all(files, threads);
  texts.look_at_documents(tree, threads);
  const TreeClues clues(tree);
  trace::ParsedScripts parsed;
  trace::Library library(tree, clues, threads, &parsed);
  std::vector<Mentions::Declared> declared;
  for (const std::string& path : concerned) add_declared(library, path, declared);
  Mentions mentions(tree, library, threads);
  PathSet roots = mentions.with_users(concerned, declared);
  Assessment result;
  for (int round = 1; round <= most_rounds; ++round) {
    // In the last round the whole tree.
    const PathSet* const only = round < most_rounds ? &roots : nullptr;
    const TokenTrace trace =
        trace_tree(tree, clues, true, {.only = only, .threads = threads, .parsed = &parsed});
    result = assess(trace, texts, grants, limits);
    keep_concerned(result, changed);
    if (!add_others(result, mentions, tree, roots)) break;
  }
  return result;
}

}  // namespace patdown
