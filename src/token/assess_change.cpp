#include "token/assess.h"
#include "token/letters.h"
#include "token/settings/setting.h"
#include "token/trace/file_kinds.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace patdown {
namespace {

using Paths = std::set<std::string>;

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

bool may_concern_tokens(const ChangedFiles& changed) {
  const std::vector<std::string>& paths = changed.paths();
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    return trace::is_shell_script(path) || is_settings_file(path) ||
           may_steer(path, changed.read(path));
  });
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

}  // namespace

Assessment assess_change(const Tree& tree, std::span<const DeclaredGrant> grants,
                         const std::set<std::string>& changed, unsigned threads,
                         const TokenLimits& limits) {
  const ChangedFiles files(tree, changed);
  // The rest of the tree can add nothing then: documents and requests stand for themselves.
  if (!may_concern_tokens(files)) return assess_tokens(files, {}, threads, limits);
  Assessment result = assess_tokens(tree, grants, threads, limits);
  keep_if(result.tokens, [&](const Token& token) { return concerns(token, changed); });
  keep_if(result.findings,
          [&](const Finding& finding) { return concerns(finding, result.tokens, changed); });
  Paths near = changed;
  for (const Token& token : result.tokens) add_files(token, near);
  keep_if(result.partly_read, [&](const PartlyRead& partly) { return near.contains(partly.path); });
  return result;
}

}  // namespace patdown
