#include "token/pipeline/github_action.h"

#include "core/letters.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace patdown {
namespace {

std::string text_of(const Yaml& map, std::string_view key) {
  const Yaml* value = find(map, key);
  return value == nullptr || value->kind != YamlKind::scalar ? std::string() : value->text;
}

std::string within(const std::string& folder, std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.starts_with('/')) path.remove_prefix(1);
  return folder.empty() ? std::string(path) : folder + "/" + std::string(path);
}

char raised(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_packed(std::string_view path) {
  static constexpr std::array<std::string_view, 4> folders = {"dist/", "lib/", "out/", "build/"};
  while (path.starts_with("./")) path.remove_prefix(2);
  return std::any_of(folders.begin(), folders.end(),
                     [path](std::string_view folder) { return path.starts_with(folder); });
}

// "/app/src/main.py", as it is called in the image: wherever below the folder its end is found.
std::string copied(const AzureFiles& files, const std::string& folder, std::string_view path) {
  while (!path.empty()) {
    std::string here = within(folder, path);
    if (files.exists(here)) return here;
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return {};
}

// The words of ENTRYPOINT ["python", "/app/main.py"] or ENTRYPOINT python /app/main.py.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  for (const char c : line) {
    if (std::string_view("[]\", \t\r").find(c) == std::string_view::npos) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// What the last ENTRYPOINT of a Dockerfile starts that is a file of the folder.
std::string entry_of(const AzureFiles& files, const std::string& folder, std::string_view text) {
  std::string entry;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::vector<std::string> words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (lower(words.front()) != "entrypoint") continue;
    entry.clear();
    for (std::size_t k = 1; k < words.size() && entry.empty(); ++k) {
      entry = copied(files, folder, words[k]);
    }
  }
  return entry;
}

std::string entry_of_image(const AzureFiles& files, const std::string& folder, const Yaml& runs) {
  const std::string entry = text_of(runs, "entrypoint");
  if (!entry.empty()) return copied(files, folder, entry);
  const std::string image = text_of(runs, "image");
  if (image.find("://") != std::string::npos) return {};
  const auto dockerfile = files.text(within(folder, image));
  return dockerfile ? entry_of(files, folder, *dockerfile) : std::string();
}

}  // namespace

std::optional<ActionProgram> program_of_action(const AzureFiles& files, const std::string& folder,
                                               const Yaml& root) {
  const Yaml* runs = find(root, "runs");
  if (runs == nullptr) return std::nullopt;
  const std::string kind = lower(text_of(*runs, "using"));
  ActionProgram program;
  program.node = kind.starts_with("node");
  if (program.node) {
    const std::string main = text_of(*runs, "main");
    if (is_packed(main) || !files.exists(within(folder, main))) return std::nullopt;
    program.file = within(folder, main);
  } else if (kind == "docker") {
    program.file = entry_of_image(files, folder, *runs);
    program.args = find(*runs, "args");
  }
  if (program.file.empty()) return std::nullopt;
  return program;
}

void start(Step& step, const ActionProgram& program, const std::vector<PipelineText>& args) {
  step.kind = StepKind::file;
  step.file = program.file;
  step.arguments.line = step.line;
  for (auto& [key, values] : step.bindings) {
    const std::string name = key.substr(key.find('.') + 1);
    std::string variable = "INPUT_";
    for (const char c : name) variable += c == ' ' ? '_' : raised(c);
    for (PipelineText& value : values) value.line = step.line;
    step.env.emplace_back(variable, values.front());
    if (program.node) step.arguments.text += " --" + name + " \"" + values.front().text + "\"";
  }
  for (const PipelineText& arg : args) step.arguments.text += " \"" + arg.text + "\"";
}

}  // namespace patdown
