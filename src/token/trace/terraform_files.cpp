#include "token/trace/terraform_files.h"

#include "token/settings/terraform.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::size_t most_folders = 64;  // reached from one provider

struct Placed {
  std::string path;
  TerraformBlock block;
};

struct Folder {
  std::vector<Placed> providers;  // "azuredevops" alone
  std::vector<Placed> resources;  // of that provider, data sources too
  std::vector<Placed> modules;
};

std::string label(const TerraformBlock& block, std::size_t index) {
  return index < block.labels.size() ? block.labels[index] : std::string();
}

std::string unquoted(const std::string& value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// `var.x` and "${var.x}" are var.x.
std::string expression_in(const std::string& value) {
  std::string inner = unquoted(value);
  if (inner.starts_with("${") && inner.ends_with("}")) inner = inner.substr(2, inner.size() - 3);
  return inner;
}

// Signs in without a personal access token.
bool signs_in_otherwise(const TerraformBlock& provider) {
  static constexpr std::array<std::string_view, 6> ways = {
      "use_oidc", "use_msi", "use_cli", "client_id", "client_secret", "oidc_token"};
  return std::any_of(ways.begin(), ways.end(), [&provider](std::string_view name) {
    return has_attribute(provider, name) && attribute(provider, name) != "false";
  });
}

class TerraformTracer {
 public:
  TerraformTracer(const Library& library, Recorder& recorder)
      : library_(library), recorder_(recorder) {}

  void add(const std::string& path, std::string_view text) {
    if (text.find("azuredevops") == std::string_view::npos &&
        text.find("module") == std::string_view::npos) {
      return;
    }
    Folder& folder = folders_[folder_of(path)];
    for (TerraformBlock& block : read_terraform(text)) {
      const std::string first = label(block, 0);
      if (block.kind == "provider" && first == "azuredevops") {
        folder.providers.push_back({path, std::move(block)});
      } else if ((block.kind == "resource" || block.kind == "data") &&
                 first.starts_with("azuredevops_")) {
        folder.resources.push_back({path, std::move(block)});
      } else if (block.kind == "module") {
        folder.modules.push_back({path, std::move(block)});
      }
    }
  }

  void trace() {
    for (const auto& [path, folder] : folders_) {
      for (const Placed& provider : folder.providers) trace(path, provider);
    }
    trace_handed();
  }

 private:
  using Credentials = std::vector<Library::Handed>;

  void trace(const std::string& path, const Placed& provider) {
    const Credentials credentials = credentials_of(path, provider);
    if (credentials.empty()) return;
    const std::string alias = unquoted(attribute(provider.block, "alias"));
    std::set<std::string> reached;
    reach(path, reached);
    for (const std::string& name : reached) {
      const auto folder = folders_.find(name);
      if (folder == folders_.end()) continue;
      for (const Placed& resource : folder->second.resources) {
        if (uses(resource.block, alias, name == path)) add_use(resource, credentials, "");
      }
      for (const Placed& module : folder->second.modules) note_foreign(module, credentials);
    }
  }

  // Without `provider` a resource has the one without alias; a module may have been given any.
  static bool uses(const TerraformBlock& resource, const std::string& alias, bool same_folder) {
    const std::string named = expression_in(attribute(resource, "provider"));
    if (!same_folder) return true;
    return named.empty() || named == "azuredevops" ? alias.empty()
                                                   : named == "azuredevops." + alias;
  }

  void reach(const std::string& path, std::set<std::string>& reached) const {
    if (reached.size() >= most_folders || !reached.insert(path).second) return;
    const auto folder = folders_.find(path);
    if (folder == folders_.end()) return;
    for (const Placed& module : folder->second.modules) {
      const std::string source = unquoted(attribute(module.block, "source"));
      if (!source.starts_with('.')) continue;
      std::string below = path;
      below.append(path.empty() ? "" : "/").append(source);
      const auto target = tidy_path(below);
      if (target) reach(*target, reached);
    }
  }

  // A module of elsewhere that speaks of Azure DevOps.
  void note_foreign(const Placed& module, const Credentials& credentials) {
    const std::string source = lower(unquoted(attribute(module.block, "source")));
    const bool ours =
        source.find("devops") != std::string::npos || source.find("azdo") != std::string::npos;
    if (source.starts_with('.') || !ours) return;
    add_use(module, credentials, "the module " + source + " is not in this repository");
  }

  Credentials credentials_of(const std::string& folder, const Placed& provider) {
    const std::string value = attribute(provider.block, "personal_access_token");
    if (value.empty()) {
      if (signs_in_otherwise(provider.block)) return {};
      return named("AZDO_PERSONAL_ACCESS_TOKEN", "env:azdo_personal_access_token",
                   "$AZDO_PERSONAL_ACCESS_TOKEN", provider);
    }
    const std::string expression = expression_in(value);
    if (expression.starts_with("var.")) {
      const std::string variable = expression.substr(4);
      taken_.insert(upper("TF_VAR_" + variable));
      return named("TF_VAR_" + variable, "terraform:" + folder + ":" + lower(expression),
                   expression, provider);
    }
    if (value.front() == '"' && expression == unquoted(value)) {
      Credentials all;
      for (FoundCredential& found : in_token(text_value(expression))) {
        all.push_back({std::move(found), false});
      }
      return all;
    }
    return named("", "terraform:" + folder + ":" + lower(expression), expression, provider);
  }

  Credentials named(const std::string& variable, std::string id, std::string name,
                    const Placed& provider) {
    if (!variable.empty()) {
      taken_.insert(upper(variable));
      Credentials known = library_.handed(variable);
      if (!known.empty()) return known;
    }
    FoundCredential found;
    found.credential = {std::move(id), std::move(name), "pat", provider.path, provider.block.line};
    return {{std::move(found), false}};
  }

  void add_use(const Placed& place, const Credentials& credentials, const std::string& why) {
    Call call;
    call.kind = CallKind::command;
    call.command = "terraform " + place.block.kind + " " + label(place.block, 0);
    if (place.block.kind == "resource" && has_attribute(place.block, "features")) {
      call.command += " features";
    }
    const TraceStep at{place.path, place.block.line, why};
    for (const Library::Handed& one : credentials) add(one, call, at, true);
  }

  // `at` says why the use cannot be named; its note is empty if it can.
  void add(const Library::Handed& handed, const Call& call, const TraceStep& at, bool certain) {
    TokenUse use;
    use.credential = handed.found.credential;
    if (use.credential.kind == "unknown" && certain) use.credential.kind = "pat";
    use.trace = handed.found.trace;
    use.call = call;
    use.call.in_pipeline = handed.in_pipeline;
    use.path = at.path;
    use.line = at.line;
    use.column = 1;
    use.unresolved = at.note;
    use.trace.push_back({at.path, at.line, at.note.empty() ? call.command : at.note});
    recorder_.add(SeenUse{std::move(use), certain});
  }

  // What Terraform is given and no provider here takes.
  void trace_handed() {
    for (const std::string& name : library_.handed_names()) {
      const bool variable = name.starts_with("TF_VAR_");
      if ((!variable && name != "AZDO_PERSONAL_ACCESS_TOKEN") || taken_.count(name) > 0) continue;
      for (const Library::Handed& one : library_.handed(name)) {
        TraceStep at = one.found.trace.empty() ? TraceStep() : one.found.trace.back();
        at.note = "the Terraform code is not here";
        if (variable) at.note = "Terraform takes it as " + name;
        add(one, Call(), at, !variable);
      }
    }
  }

  const Library& library_;
  Recorder& recorder_;
  std::map<std::string, Folder> folders_;
  std::set<std::string> taken_;  // variables that are a provider's token; upper case
};

}  // namespace

void trace_terraform(const Tree& tree, const Library& library, Recorder& recorder) {
  TerraformTracer tracer(library, recorder);
  for (const std::string& path : tree.paths()) {
    if (!path.ends_with(".tf")) continue;
    if (const auto text = tree.read(path)) tracer.add(path, *text);
  }
  tracer.trace();
}

}  // namespace patdown::trace
