#include "token/trace/sources.h"

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/library.h"
#include "token/trace/variable_groups.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace patdown::trace {
namespace {

constexpr std::size_t max_binding_depth = 8;  // variables that are made of variables

struct Predefined {
  std::string_view name;  // lower case, as a macro
  SourceKind kind;
};

// Those that decide a call; every other name below the prefixes is `predefined`.
constexpr std::array<Predefined, 7> known_variables = {{
    {"system.accesstoken", SourceKind::job_token},
    {"system.collectionuri", SourceKind::collection},
    {"system.teamfoundationcollectionuri", SourceKind::collection},
    {"system.teamfoundationserveruri", SourceKind::collection},
    {"system.teamproject", SourceKind::project},
    {"system.teamprojectid", SourceKind::project},
    {"build.repository.uri", SourceKind::repository},
}};
constexpr std::array<std::string_view, 5> checkout_folders = {
    "build.sourcesdirectory", "system.defaultworkingdirectory", "build.repository.localpath",
    "pipeline.workspace/s", "github.workspace"};
constexpr std::array<std::string_view, 8> platform_prefixes = {
    "build.",   "system.", "agent.",       "pipeline.",
    "release.", "checks.", "environment.", "resources."};

char as_in_environment(char c) {
  if (c == '.') return '_';
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Whether `text` begins with a name as macros spell it, or as the environment does: build.x,
// BUILD_X.
bool begins_with(std::string_view text, std::string_view name, bool environment) {
  if (!environment) return text.starts_with(name);
  return text.size() >= name.size() &&
         std::equal(name.begin(), name.end(), text.begin(),
                    [](char c, char other) { return as_in_environment(c) == other; });
}

bool is_called(std::string_view text, std::string_view name, bool environment) {
  return text.size() == name.size() && begins_with(text, name, environment);
}

// "RELEASE_PAT", "build.token": nothing that the platform names so but the job's token, which is
// looked for before.
bool names_a_token(std::string_view name) {
  static constexpr std::array<std::string_view, 6> words = {"pat",      "token",  "secret",
                                                            "password", "apikey", "credential"};
  const std::string last = lower(name.substr(name.find_last_of("._") + 1));
  return std::find(words.begin(), words.end(), last) != words.end();
}

// What `name` is predefined as; the job token only as a macro, since the agent gives it to no
// script that does not ask for it.
std::optional<ValueRef> predefined(std::string_view name, bool environment, TraceStep first) {
  const std::string key = environment ? std::string(name) : lower(name);
  for (const std::string_view folder : checkout_folders) {
    if (is_called(key, folder, environment)) return text_value(std::string(1, root_mark));
  }
  for (const Predefined& known : known_variables) {
    if (!is_called(key, known.name, environment)) continue;
    if (known.kind == SourceKind::job_token) {
      if (environment) return std::nullopt;
      return job_token(std::move(first));
    }
    return source_value({known.kind, "platform:" + lower(name), std::string(name)},
                        std::move(first));
  }
  for (const std::string_view prefix : platform_prefixes) {
    if (!begins_with(key, prefix, environment) || key == "SYSTEM_ACCESSTOKEN") continue;
    if (names_a_token(name)) continue;
    return source_value({SourceKind::predefined, "platform:" + lower(name), std::string(name)},
                        std::move(first));
  }
  return std::nullopt;
}

struct Context {
  Machine& machine;
  const Pipeline& pipeline;
  const Step& step;
  std::size_t depth = 0;
};

ValueRef resolve_text(const Context& context, const std::string& text, std::size_t line);

ValueRef unknown_text() {
  return hole("a variable of the pipeline");
}

ValueRef bound(const Context& context, const std::vector<PipelineText>& texts) {
  Context deeper{context.machine, context.pipeline, context.step, context.depth + 1};
  std::vector<ValueRef> values;
  values.reserve(texts.size());
  for (const PipelineText& text : texts) {
    values.push_back(text.unknown ? unknown_text() : resolve_text(deeper, text.text, text.line));
  }
  return choice(std::move(values));
}

bool is_unknown(const std::vector<PipelineText>& texts) {
  return std::any_of(texts.begin(), texts.end(),
                     [](const PipelineText& text) { return text.unknown; });
}

// "variables['x']", "variables.x" and "parameters.x" as the bindings spell them.
std::string binding_name(std::string_view name) {
  std::string key = lower(name);
  if (key.starts_with("variables['") && key.ends_with("']")) {
    key = key.substr(11, key.size() - 13);
  }
  if (key.starts_with("variables.")) key.erase(0, 10);
  return key;
}

ValueRef macro_value(const Context& context, const std::string& name, std::size_t line);

// Names of an expression that is more than one name: the secrets and variables that it may be.
// `secrets.A || secrets.B`, `coalesce(variables.A, variables['B'])`
ValueRef expression_value(const Context& context, const std::string& text, std::size_t line) {
  static constexpr std::array<std::string_view, 5> roots = {"secrets.", "variables.", "variables['",
                                                            "inputs.", "env."};
  std::vector<ValueRef> values;
  for (std::size_t at = 0; at < text.size() && values.size() < max_choices; ++at) {
    const std::string_view rest = std::string_view(text).substr(at);
    const bool inside = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                                   text[at - 1] == '.' || text[at - 1] == '_');
    for (const std::string_view root : roots) {
      if (inside || !rest.starts_with(root)) continue;
      const bool index = root.ends_with('\'');
      const auto end = index ? rest.find('\'', root.size()) : rest.find_first_of(" ,)|&=!<>[]", 0);
      const auto name = rest.substr(0, index && end != std::string_view::npos ? end + 2 : end);
      values.push_back(
          macro_value({context.machine, context.pipeline, context.step, context.depth + 1},
                      std::string(name), line));
    }
  }
  return values.empty() ? hole("an expression of the pipeline") : choice(std::move(values));
}

// Contexts of a GitHub workflow besides inputs and secrets. Its own token opens nothing of Azure
// DevOps.
std::optional<ValueRef> github_value(const Context& context, const std::string& key,
                                     const std::string& name, std::size_t line) {
  static constexpr std::array<std::string_view, 5> known = {"github.", "runner.", "matrix.",
                                                            "strategy.", "job."};
  const TraceStep first{context.step.path, line, name + " is named"};
  const bool predefined = key == "secrets.github_token" ||
                          std::any_of(known.begin(), known.end(), [&key](std::string_view root) {
                            return key.starts_with(root);
                          });
  if (predefined) {
    return source_value({SourceKind::predefined, "platform:" + key, name}, first);
  }
  if (key.starts_with("env.")) return environment_value(context.machine, name.substr(4), line);
  if (key.starts_with("inputs.")) {
    return source_value({SourceKind::parameter, "param:" + context.step.path + ":" + key.substr(7),
                         "${{ " + name + " }}"},
                        first);
  }
  if (key.starts_with("secrets.") || key.find_first_of(" ()[]'\"") != std::string::npos) {
    return std::nullopt;
  }
  return source_value({SourceKind::variable, "github-actions:" + key, name}, first);
}

ValueRef macro_value(const Context& context, const std::string& name, std::size_t line) {
  const std::string& path = context.step.path;
  const std::string key = binding_name(name);
  const bool workflow = context.pipeline.system == CiSystem::github;
  TraceStep first{path, line, (workflow ? name : "$(" + name + ")") + " is named"};
  if (auto value = predefined(key, false, first)) return *value;
  const auto set = context.machine.session.variables.find(key);
  if (set != context.machine.session.variables.end()) return set->second;
  const auto& bindings = context.step.bindings;
  auto found = bindings.find(key);
  if (found == bindings.end()) found = bindings.find("variables." + key);
  if (found != bindings.end() && context.depth < max_binding_depth) {
    ValueRef value = bound(context, found->second);
    const bool known = value->kind != ValueKind::hole && !is_nothing(value);
    if (known || is_unknown(found->second)) return value;
  }
  const bool plain = key.find_first_of(" ()[]'\"|&") == std::string::npos;
  if (workflow) {
    if (auto value = github_value(context, key, name, line)) return *value;
  }
  if (!plain) {
    return context.depth < max_binding_depth ? expression_value(context, name, line)
                                             : hole("an expression of the pipeline");
  }
  if (key.starts_with("secrets.")) {
    return source_value({SourceKind::secret, "secrets:" + key.substr(8), name}, first);
  }
  if (key.starts_with("parameters.")) {
    return source_value(
        {SourceKind::parameter, "param:" + path + ":" + key.substr(11), "${{ " + name + " }}"},
        first);
  }
  // "variables.X" and "variables['X']" are shown as X.
  const auto at = lower(name).rfind(key);
  const std::string shown =
      key.size() < name.size() && at != std::string::npos ? name.substr(at, key.size()) : name;
  return source_value({SourceKind::variable, id_in_groups(key, context.pipeline.variable_groups),
                       "$(" + shown + ")"},
                      first);
}

ValueRef resolve_text(const Context& context, const std::string& text, std::size_t line) {
  if (text.find('\x01') == std::string::npos) return text_value(text);
  std::vector<ValueRef> parts;
  for (const MacroPiece& piece : split_macros(text, context.pipeline.macros)) {
    parts.push_back(piece.reference ? macro_value(context, piece.text, line)
                                    : text_value(piece.text));
    line += static_cast<std::size_t>(std::count(piece.text.begin(), piece.text.end(), '\n'));
  }
  return join(std::move(parts));
}

}  // namespace

ValueRef job_token(TraceStep first) {
  return source_value({SourceKind::job_token, "job-token:azure-devops", "$(System.AccessToken)"},
                      std::move(first));
}

TraceStep step_at(const Machine& machine, std::size_t line, std::string note) {
  return {machine.unit->path, line + machine.unit->first_line - 1, std::move(note)};
}

ValueRef pipeline_text(Machine& machine, const Pipeline& pipeline, const Step& step,
                       const PipelineText& text) {
  if (text.unknown) return unknown_text();
  return resolve_text({machine, pipeline, step}, text.text, text.line);
}

ValueRef text_with_macros(Machine& machine, const std::string& text, std::size_t line) {
  const Unit& unit = *machine.unit;
  if (unit.pipeline == nullptr || unit.step == nullptr) return text_value(text);
  return resolve_text({machine, *unit.pipeline, *unit.step}, text, line + unit.first_line - 1);
}

ValueRef environment_value(Machine& machine, std::string_view name, std::size_t line) {
  const std::string key = upper(name);
  if (const ValueRef* set = machine.memory.process.find(key)) return *set;
  const bool powershell = machine.unit->powershell;
  const std::string shown = (powershell ? "$env:" : "$") + std::string(name);
  const TraceStep first = step_at(machine, line, shown + " is named");
  if (auto value = predefined(key, true, first)) return *value;
  if (key == "GITHUB_WORKSPACE") return text_value(std::string(1, root_mark));
  return source_value({SourceKind::environment, "env:" + lower(name), shown}, first);
}

ValueRef parameter_source(const Machine& machine, std::string_view name, std::size_t line) {
  std::string id = "param:" + machine.unit->path + ":";
  if (!machine.function.empty()) id += lower(machine.function) + ".";
  id += lower(name);
  const std::string shown = "$" + std::string(name);
  return source_value({SourceKind::parameter, id, shown},
                      step_at(machine, line, "parameter " + shown + " is declared"));
}

ValueRef entra_token(const Machine& machine, std::size_t line) {
  return source_value({SourceKind::script_variable, "entra:" + machine.unit->path,
                       "the Microsoft Entra token of " + machine.unit->path},
                      step_at(machine, line, "a Microsoft Entra token is asked for"));
}

// https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/entra
bool is_other_resource(const ValueRef& resource) {
  const auto text = resource ? literal(resource) : std::nullopt;
  if (!text || text->empty()) return false;
  const std::string folded = lower(*text);
  return folded.find("499b84ac-1321-427f-aa17-267ca6975798") == std::string::npos &&
         folded.find("dev.azure.com") == std::string::npos &&
         folded.find("visualstudio.com") == std::string::npos;
}

bool is_entra_token(const Source& source) {
  return source.id.starts_with("entra:");
}

ValueRef empty_token(const Machine& machine, std::string_view name, std::size_t line) {
  const std::string folded = lower(name);
  const bool token = folded.ends_with("pat") || folded.ends_with("token");
  const bool pages = folded.find("continu") != std::string::npos ||
                     folded.find("next") != std::string::npos ||
                     folded.find("page") != std::string::npos;
  if (!token || pages) return nullptr;
  const std::string shown = "$" + std::string(name);
  return source_value({SourceKind::script_variable, "text:" + shown, shown},
                      step_at(machine, line, shown + " is to be filled in"));
}

ValueRef script_variable(const Machine& machine, std::string_view name, std::size_t line) {
  const std::string shown = "$" + std::string(name);
  return source_value(
      {SourceKind::script_variable, "var:" + machine.unit->path + ":" + lower(name), shown},
      step_at(machine, line, shown + " is named"));
}

ValueRef spring_setting(Machine& machine, std::string_view reference, std::size_t line) {
  if (!reference.starts_with("${") || !reference.ends_with('}')) return nullptr;
  const std::string_view key = reference.substr(2, reference.find_first_of(":}", 2) - 2);
  if (key.empty()) return nullptr;
  if (is_variable_name(key)) return environment_value(machine, key, line);
  const std::string shown = "${" + std::string(key) + "}";
  return source_value({SourceKind::script_variable, "setting:" + lower(key), shown},
                      step_at(machine, line, "the setting " + shown + " is asked for"));
}

ValueRef field_of_source(const ValueRef& value, std::string_view field) {
  switch (value->source.kind) {
    case SourceKind::collection:
    case SourceKind::project:
    case SourceKind::repository:
    case SourceKind::predefined:
      return hole("a property of " + value->source.name);
    default:
      break;
  }
  // $answer.accessToken, $token.Token
  if (is_entra_token(value->source)) return value;
  Source source = value->source;
  source.id += "." + lower(field);
  source.name += "." + std::string(field);
  Value result = *value;
  result.source = std::move(source);
  return std::make_shared<const Value>(std::move(result));
}

}  // namespace patdown::trace
