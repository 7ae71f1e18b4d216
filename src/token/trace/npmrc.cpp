#include "token/trace/npmrc.h"

#include "token/trace/credential.h"
#include "token/trace/request_url.h"

#include <map>
#include <string>

namespace patdown::trace {
namespace {

struct Binding {
  Credential credential;
  std::vector<TraceStep> trace;
};
// Name of the variable → what it is bound to; the first one wins.
using Bindings = std::map<std::string, Binding>;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r-");
  if (begin == std::string_view::npos) return {};
  const auto end = text.find_last_not_of(" \t\r");
  return text.substr(begin, end - begin + 1);
}

// Each line with its number from 1.
template <typename Use>
void for_each_line(std::string_view text, Use use) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    use(text.substr(0, end), number);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// `NAME: ${{ secrets.Y }}`
void read_workflow_line(const std::string& path, std::string_view line, std::size_t number,
                        Bindings& bindings) {
  line = trimmed(line);
  const auto colon = line.find(':');
  const auto secret = line.find("secrets.");
  if (colon == std::string_view::npos || secret == std::string_view::npos || secret < colon) return;
  if (line.find("${{", colon) == std::string_view::npos) return;
  const std::string_view rest = line.substr(secret + 8);
  const std::string secret_name(rest.substr(0, rest.find_first_of(" }|&")));
  const std::string name(line.substr(0, colon));
  if (secret_name.empty() || name.find(' ') != std::string::npos) return;
  Binding binding;
  binding.credential = {"secrets:" + lower(secret_name), "secrets." + secret_name, "pat", path,
                        number};
  binding.trace.push_back({path, number, "secrets." + secret_name + " is given as " + name});
  bindings.emplace(name, std::move(binding));
}

// `NAME: $(variable)` of a step.
Binding bound_to(const Step& step, const std::string& variable, const std::string& name,
                 std::size_t line) {
  const std::string shown = "$(" + variable + ")";
  Binding binding;
  binding.credential = {"azure-pipelines:" + lower(variable), shown, "pat", step.path, line};
  binding.trace.push_back({step.path, line, shown + " is given as " + name});
  return binding;
}

void read_step(const Pipeline& pipeline, const Step& step, Bindings& bindings) {
  for (const auto& [name, text] : step.env) {
    const std::vector<MacroPiece> pieces = split_macros(text.text, pipeline.macros);
    if (pieces.size() != 1 || !pieces[0].reference) continue;
    bindings.emplace(name, bound_to(step, pieces[0].text, name, text.line));
  }
}

bool is_workflow(std::string_view path) {
  return path.starts_with(".github/workflows/") &&
         (path.ends_with(".yml") || path.ends_with(".yaml"));
}

// The X of `${X}`; empty if the value is something else.
std::string variable_of(std::string_view value) {
  value = trimmed(value);
  if (!value.starts_with("${") || !value.ends_with("}")) return {};
  std::string name(value.substr(2, value.size() - 3));
  if (name.ends_with('?')) name.pop_back();
  return name;
}

struct NpmrcFile {
  const std::string& path;
  const Bindings& bindings;
  bool publishes = false;
};

void read_npmrc_line(const NpmrcFile& file, std::string_view line, std::size_t number,
                     Recorder& recorder) {
  line = trimmed(line);
  const auto key = line.find(":_");
  const auto equals = line.find('=');
  if (!line.starts_with("//") || key == std::string_view::npos || equals < key) return;
  const std::string_view what = line.substr(key + 2, equals - key - 2);
  if (trimmed(what) != "password" && trimmed(what) != "authToken") return;
  const std::string url = "https:" + std::string(line.substr(0, key));
  if (service_of(url) != UrlService::azure_devops) return;
  const std::string name = variable_of(line.substr(equals + 1));
  if (name.empty()) return;
  const auto bound = file.bindings.find(name);
  TokenUse use;
  if (bound != file.bindings.end()) {
    use.credential = bound->second.credential;
    use.trace = bound->second.trace;
  } else {
    use.credential = {"env:" + lower(name), "$" + name, "pat", file.path, number};
  }
  use.path = file.path;
  use.line = number;
  use.column = 1;
  use.call.kind = CallKind::feed;
  use.call.url = url;
  for (const char* verb : {"read", "write"}) {
    if (verb == std::string_view("write") && !file.publishes) continue;
    TokenUse one = use;
    one.call.verb = verb;
    one.trace.push_back({file.path, number, std::string(verb) + " " + url});
    recorder.add(SeenUse{std::move(one), true});
  }
}

bool ends_with_npmrc(std::string_view path) {
  return path == ".npmrc" || path.ends_with("/.npmrc");
}

}  // namespace

void trace_npmrc(const Tree& tree, const std::vector<Pipeline>& pipelines, const Library& library,
                 Recorder& recorder) {
  Bindings bindings;
  bool publishes = library.npm_publishes();
  for (const Pipeline& pipeline : pipelines) {
    if (pipeline.system != CiSystem::azure) continue;
    for (const Step& step : pipeline.steps) read_step(pipeline, step, bindings);
  }
  for (const std::string& path : tree.paths()) {
    if (!is_workflow(path)) continue;
    const auto text = tree.read(path);
    if (!text) continue;
    publishes = publishes || text->find("npm publish") != std::string::npos;
    for_each_line(*text, [&](std::string_view line, std::size_t number) {
      read_workflow_line(path, line, number, bindings);
    });
  }
  for (const std::string& path : tree.paths()) {
    if (!ends_with_npmrc(path)) continue;
    const auto text = tree.read(path);
    if (!text) continue;
    const NpmrcFile file{path, bindings, publishes};
    for_each_line(*text, [&](std::string_view line, std::size_t number) {
      read_npmrc_line(file, line, number, recorder);
    });
  }
}

}  // namespace patdown::trace
