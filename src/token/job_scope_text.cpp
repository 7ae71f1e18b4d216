#include "token/job_scope_text.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/text_setting.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20U;

struct Setting {
  std::string_view key;
  std::string_view value;  // lower case
};

// https://learn.microsoft.com/rest/api/azure/devops/build/general-settings and
// https://registry.terraform.io/providers/microsoft/azuredevops/latest/docs/resources/project_pipeline_settings
constexpr std::array<Setting, 7> settings = {{{"jobAuthorizationScope", "projectcollection"},
                                              {"enforceJobAuthScope", "false"},
                                              {"enforceJobAuthScopeForReleases", "false"},
                                              {"enforceReferencedRepoScopedToken", "false"},
                                              {"enforce_job_scope", "false"},
                                              {"enforce_job_scope_for_release", "false"},
                                              {"enforce_referenced_repo_scoped_token", "false"}}};

constexpr std::array<std::string_view, 11> endings = {
    ".json", ".yml", ".yaml", ".tf", ".hcl", ".ps1", ".psm1", ".sh", ".py", ".tfvars", ".bash"};
constexpr std::size_t longest_ending = 8;
// Folders and files that hold what a test compares with.
constexpr std::array<std::string_view, 8> of_tests = {
    "test", "mock", "fixture", "recording", "sample", "snapshot", "example", "node_modules"};

bool is_test_data(std::string_view path) {
  const std::string small = lower(path);
  const auto in_path = [&](std::string_view word) { return small.find(word) != std::string::npos; };
  return std::ranges::any_of(of_tests, in_path);
}

}  // namespace

bool may_set_job_scope(std::string_view path) {
  if (path.size() > longest_ending) path.remove_prefix(path.size() - longest_ending);
  const std::string small = lower(path);
  return std::ranges::any_of(endings, [&](auto ending) { return small.ends_with(ending); });
}

std::optional<JobScopeText> find_wide_job_scope(std::string_view path, std::string_view text) {
  if (text.size() > max_bytes || !may_set_job_scope(path) || is_test_data(path))
    return std::nullopt;
  const bool speaks = holds_bytes(text, "obAuth") || holds_bytes(text, "epoScoped") ||
                      holds_bytes(text, "enforce_");
  if (!speaks) return std::nullopt;
  const std::string small = lower(text);
  std::optional<Span> first;
  const Setting* which = nullptr;
  for (const Setting& setting : settings) {
    const auto found = find_setting(text, small, setting.key, setting.value);
    if (!found || (first && first->begin <= found->begin)) continue;
    first = found;
    which = &setting;
  }
  if (which == nullptr) return std::nullopt;
  JobScopeText result;
  result.at = LineIndex(text).position_of(*first);
  result.setting =
      std::string(which->key) + ": " + (which->value == "false" ? "false" : "projectCollection");
  return result;
}

}  // namespace patdown
