#include "token/trace/terraform_files.h"

#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/credential.h"
#include "token/trace/evaluate.h"
#include "token/trace/names.h"
#include "token/trace/terraform_code.h"
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

bool is_azure_devops(const TerraformBlock& block) {
  return (block.kind == "resource" || block.kind == "data") &&
         block.label(0).starts_with("azuredevops_");
}

std::string words_in(const TerraformBlock& block, std::string_view name) {
  const Node* node = block.attribute(name);
  if (node == nullptr) return "";
  return node->kind == NodeKind::text ? node->text : spelled(*node);
}

// Whether Terraform may be run there: nobody uses it as a module, and it is more than one.
bool is_root(const TerraformFolder& folder) {
  return folder.callers.empty() &&
         std::any_of(folder.blocks.begin(), folder.blocks.end(), [](const TerraformBlock& block) {
           return block.kind == "provider" || block.kind == "module" ||
                  block.attribute("backend") != nullptr || block.attribute("cloud") != nullptr;
         });
}

// Signs in without a personal access token.
bool signs_in_otherwise(const TerraformBlock& provider) {
  static constexpr std::array<std::string_view, 6> ways = {
      "use_oidc", "use_msi", "use_cli", "client_id", "client_secret", "oidc_token"};
  return std::any_of(ways.begin(), ways.end(), [&provider](std::string_view name) {
    return provider.attribute(name) != nullptr && words_in(provider, name) != "false";
  });
}

// Without `provider` a resource has the one without alias; a module may have been given any.
bool uses(const TerraformBlock& resource, const std::string& alias, bool same_folder) {
  if (!same_folder) return true;
  const std::string named = words_in(resource, "provider");
  return named.empty() || named == "azuredevops" ? alias.empty() : named == "azuredevops." + alias;
}

// Whether a single quote is open at the end of a piece of shell.
bool quote_open(std::string_view shell, bool open) {
  bool inside_double = false;
  for (std::size_t k = 0; k < shell.size(); ++k) {
    if (shell[k] == '\\' && !open) {
      ++k;
    } else if (shell[k] == '\'' && !inside_double) {
      open = !open;
    } else if (shell[k] == '"' && !open) {
      inside_double = !inside_double;
    }
  }
  return open;
}

class TerraformTracer {
 public:
  TerraformTracer(Library& library, Recorder& recorder)
      : library_(library), recorder_(recorder), code_(library) {}

  void add(const std::string& path, std::string_view text) { code_.add(path, text); }

  void trace() {
    code_.link();
    for (const PartlyRead& problem : code_.partly_read()) recorder_.add(problem);
    for (const auto& [path, folder] : code_.folders()) {
      for (const TerraformBlock& block : folder.blocks) {
        if (block.kind == "provider" && block.label(0) == "azuredevops") trace(path, block);
        if (block.kind == "data" && block.label(0) == "http") trace_request(block);
        if (block.kind == "resource") trace_commands(block);
      }
    }
    for (const auto& [path, folder] : code_.folders()) {
      if (is_root(folder)) trace_without_provider(path);
    }
    trace_handed();
  }

 private:
  using Credentials = std::vector<FoundCredential>;

  void trace(const std::string& path, const TerraformBlock& provider) {
    std::set<std::string> reached;
    reach(path, reached);
    provided_.insert(reached.begin(), reached.end());
    const Credentials credentials = credentials_of(provider);
    if (!credentials.empty()) trace(path, reached, words_in(provider, "alias"), credentials);
  }

  // What nobody configures takes its token from the environment.
  void trace_without_provider(const std::string& path) {
    std::set<std::string> reached;
    reach(path, reached);
    std::erase_if(reached, [this](const std::string& one) { return provided_.contains(one); });
    if (const TerraformBlock* first = first_use(reached))
      trace(path, reached, "", from_environment(*first));
  }

  const TerraformBlock* first_use(const std::set<std::string>& folders) const {
    for (const std::string& name : folders) {
      const auto folder = code_.folders().find(name);
      if (folder == code_.folders().end()) continue;
      for (const TerraformBlock& block : folder->second.blocks) {
        if (is_azure_devops(block)) return &block;
      }
    }
    return nullptr;
  }

  void trace(const std::string& path, const std::set<std::string>& reached,
             const std::string& alias, const Credentials& credentials) {
    for (const std::string& name : reached) {
      const auto folder = code_.folders().find(name);
      if (folder == code_.folders().end()) continue;
      for (const TerraformBlock& block : folder->second.blocks) {
        if (is_azure_devops(block) && uses(block, alias, name == path))
          add_use(block, credentials, "");
        if (block.kind == "module") note_foreign(block, credentials);
      }
    }
  }

  void reach(const std::string& path, std::set<std::string>& reached) const {
    if (reached.size() >= most_folders || !reached.insert(path).second) return;
    const auto folder = code_.folders().find(path);
    if (folder == code_.folders().end()) return;
    for (const TerraformBlock& block : folder->second.blocks) {
      const auto below = block.kind == "module" ? TerraformCode::target(block, path) : std::nullopt;
      if (below) reach(*below, reached);
    }
  }

  // A module of elsewhere that speaks of Azure DevOps.
  void note_foreign(const TerraformBlock& module, const Credentials& credentials) {
    const std::string source = lower(words_in(module, "source"));
    const bool ours =
        source.find("devops") != std::string::npos || source.find("azdo") != std::string::npos;
    if (source.starts_with('.') || !ours) return;
    add_use(module, credentials, "the module " + source + " is not in this repository");
  }

  Credentials credentials_of(const TerraformBlock& provider) {
    const Node* token = provider.attribute("personal_access_token");
    if (token != nullptr) return in_token(code_.value(*token, provider));
    return signs_in_otherwise(provider) ? Credentials() : from_environment(provider);
  }

  Credentials from_environment(const TerraformBlock& user) {
    takes_environment_ = true;
    Credentials all;
    for (const Library::Handed& one : library_.handed("AZDO_PERSONAL_ACCESS_TOKEN"))
      all.push_back(one.found);
    if (!all.empty()) return all;
    FoundCredential found;
    found.credential = {"env:azdo_personal_access_token", "$AZDO_PERSONAL_ACCESS_TOKEN", "pat",
                        user.path, user.node->line};
    return {std::move(found)};
  }

  // data "http" { url = …, request_headers = { Authorization = … } }
  void trace_request(const TerraformBlock& block) {
    const auto given = [&](std::string_view name) {
      const Node* node = block.attribute(name);
      return node == nullptr ? ValueRef() : code_.value(*node, block);
    };
    Session session;
    Machine machine(library_, recorder_, session);
    machine.unit = unit_of(block, "", false);
    Request request;
    request.url = given("url");
    request.verb = given("method");
    request.headers = given("request_headers");
    request.body = given("request_body");
    Given call;
    call.node = block.node;
    if (request.url && request.headers) send_request(machine, request, call);
  }

  void trace_commands(const TerraformBlock& resource) {
    for (const Arg& arg : resource.node->args) {
      if (arg.name != "provisioner" || arg.value.kind != NodeKind::map) continue;
      for (const Arg& one : arg.value.args) {
        if (one.name == "local-exec") run_command(resource, one.value);
      }
    }
  }

  // provisioner "local-exec" { command = "…", environment = { X = … } }
  void run_command(const TerraformBlock& resource, const Node& provisioner) {
    TerraformBlock inner = resource;
    inner.node = &provisioner;
    const Node* command = inner.attribute("command");
    if (command == nullptr) return;
    const Node* interpreter = inner.attribute("interpreter");
    const std::string with =
        interpreter == nullptr ? "" : lower(sketch(code_.value(*interpreter, inner)));
    const bool powershell =
        with.find("powershell") != std::string::npos || with.find("pwsh") != std::string::npos;
    Session session;
    Machine machine(library_, recorder_, session);
    if (const Node* environment = inner.attribute("environment")) {
      for (const Arg& entry : environment->args)
        set_environment(machine, entry.name, code_.value(entry.value, inner));
    }
    if (const Node* folder = inner.attribute("working_dir"))
      machine.directory = code_.value(*folder, inner);
    machine.unit =
        unit_of(inner, script_of(machine, *command, inner, powershell), powershell, command->line);
    machine.active.push_back({&machine.unit->code->file, {}, {}});
    run_code(machine, *machine.unit->code);
  }

  // The command as a script; what is not known of it as variables of the environment.
  std::string script_of(Machine& machine, const Node& command, const TerraformBlock& where,
                        bool powershell) {
    if (command.kind == NodeKind::text) return command.text;
    const std::vector<Node> one{command};
    std::string script;
    bool quoted = false;
    for (const Node& piece : command.kind == NodeKind::join ? command.children : one) {
      if (piece.kind == NodeKind::text) {
        script += piece.text;
        quoted = quote_open(piece.text, quoted);
        continue;
      }
      const std::string name = "TERRAFORM_VALUE_" + std::to_string(++pieces_);
      set_environment(machine, name, code_.value(piece, where));
      const std::string variable = (powershell ? "${env:" : "${") + name + "}";
      script.append(quoted ? "'\"" : "").append(variable).append(quoted ? "\"'" : "");
    }
    return script;
  }

  static std::shared_ptr<const Unit> unit_of(const TerraformBlock& block, const std::string& text,
                                             bool powershell, std::size_t line = 1) {
    auto unit = std::make_shared<Unit>();
    unit->path = block.path;
    unit->powershell = powershell;
    unit->code = std::make_shared<const Code>(powershell ? read_powershell(text) : read_bash(text));
    unit->first_line = line;
    return unit;
  }

  void add_use(const TerraformBlock& block, const Credentials& credentials,
               const std::string& why) {
    Call call;
    call.kind = CallKind::command;
    call.command = "terraform " + block.kind + " " + block.label(0);
    if (block.label(0) == "azuredevops_project" && block.attribute("features") != nullptr) {
      call.command += " features";
    }
    const TraceStep at{block.path, block.node->line, why};
    for (const FoundCredential& one : credentials) add(one, call, at, true);
  }

  bool in_pipeline(const std::string& id) const {
    for (const std::string& name : library_.handed_names()) {
      for (const Library::Handed& one : library_.handed(name)) {
        if (one.found.credential.id == id) return one.in_pipeline;
      }
    }
    return false;
  }

  // `at` says why the use cannot be named; its note is empty if it can.
  void add(const FoundCredential& found, const Call& call, const TraceStep& at, bool certain) {
    TokenUse use;
    use.credential = found.credential;
    if (use.credential.kind == "unknown" && certain) use.credential.kind = "pat";
    use.trace = found.trace;
    use.call = call;
    use.call.in_pipeline = in_pipeline(found.credential.id);
    use.path = at.path;
    use.line = at.line;
    use.column = 1;
    use.unresolved = at.note;
    use.trace.push_back({at.path, at.line, at.note.empty() ? call.command : at.note});
    recorder_.add(SeenUse{std::move(use), certain});
  }

  // What Terraform is given and no code here takes.
  void trace_handed() {
    for (const std::string& name : library_.handed_names()) {
      const bool variable = name.starts_with("TF_VAR_");
      if (!variable && name != "AZDO_PERSONAL_ACCESS_TOKEN") continue;
      if (variable ? code_.asked().contains(name) : takes_environment_) continue;
      for (const Library::Handed& one : library_.handed(name)) {
        TraceStep at = one.found.trace.empty() ? TraceStep() : one.found.trace.back();
        at.note = "the Terraform code is not here";
        if (variable) at.note = "Terraform takes it as " + name;
        add(one.found, Call(), at, !variable);
      }
    }
  }

  Library& library_;
  Recorder& recorder_;
  TerraformCode code_;
  std::size_t pieces_ = 0;
  std::set<std::string> provided_;  // folders that a provider "azuredevops" is for
  bool takes_environment_ = false;  // a provider takes AZDO_PERSONAL_ACCESS_TOKEN
};

bool speaks(std::string_view text) {
  static constexpr std::array<std::string_view, 5> words = {
      "azuredevops", "dev.azure.com", "visualstudio.com", "az devops", "_apis/"};
  return std::any_of(words.begin(), words.end(), [&text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

void trace_terraform(const Tree& tree, Library& library, Recorder& recorder) {
  TerraformTracer tracer(library, recorder);
  std::map<std::string, std::string> texts;
  std::set<std::string> folders;  // where something speaks of Azure DevOps
  for (const std::string& path : tree.paths()) {
    if (!path.ends_with(".tf")) continue;
    auto text = tree.read(path);
    if (!text) continue;
    if (speaks(*text)) folders.insert(folder_of(path));
    texts.emplace(path, std::move(*text));
  }
  for (const auto& [path, text] : texts) {
    const bool module = text.find("module") != std::string::npos;
    if (!folders.empty() && (module || folders.contains(folder_of(path)))) tracer.add(path, text);
  }
  tracer.trace();
}

}  // namespace patdown::trace
