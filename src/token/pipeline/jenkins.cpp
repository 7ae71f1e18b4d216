#include "token/pipeline/jenkins.h"

#include "core/letters.h"
#include "core/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t largest = std::size_t{1} << 20U;
constexpr std::size_t most_steps = 500;
constexpr std::size_t longest_search = 300;  // from a step's name to the text it runs
constexpr std::size_t most_set = 4096;       // bytes of what is set in front of a step

struct Text {
  std::string value;
  std::size_t begin = 0;  // of its content
  std::size_t end = 0;    // behind its quotes
};

// `${env.X}`, `${params.X}`, `${x}`: the last word names it. Anything else is named by all that
// stands there: `${tokens["x"]}` is not `${tokens["y"]}`.
std::string as_variable(std::string_view expression) {
  constexpr std::size_t longest = 60;
  const auto dot = expression.rfind('.');
  const std::string_view last =
      dot == std::string_view::npos ? expression : expression.substr(dot + 1);
  const bool word = !last.empty() && std::all_of(last.begin(), last.end(), is_word_letter);
  std::string name(word ? last : expression.substr(0, longest));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !is_word_letter(c); }, '_');
  return "${" + (name.empty() || is_digit(name[0]) ? "_" + name : name) + "}";
}

// One escape of Groovy's; `at` is the backslash, and the last byte of it afterwards.
void add_escaped(std::string_view code, std::size_t& at, std::string& value) {
  const char next = at + 1 < code.size() ? code[at + 1] : '\\';
  if (next == '\n') {
    value += "\\\n";  // the shell's lines stay as long as they were
  } else if (next == 'n' || next == 't' || next == 'r') {
    value += ' ';
  } else {
    value += next;
  }
  ++at;
}

// The text whose quote stands at `at`; nullopt if none does.
std::optional<Text> text_at(std::string_view code, std::size_t at) {
  if (at >= code.size() || (code[at] != '\'' && code[at] != '"')) return std::nullopt;
  const char quote = code[at];
  const bool three = code.substr(at, 3) == std::string(3, quote);
  const std::string end(three ? 3 : 1, quote);
  Text text;
  text.begin = at + end.size();
  std::size_t close = 0;  // the first at or behind the last "${", looked for once
  for (at = text.begin; at < code.size(); ++at) {
    if (code.substr(at, end.size()) == end) {
      text.end = at + end.size();
      return text;
    }
    if (code[at] == '\n' && !three) return std::nullopt;
    const bool opens = quote == '"' && code.substr(at, 2) == "${";
    if (opens && close < at) close = code.find('}', at);
    if (code[at] == '\\') {
      add_escaped(code, at, text.value);
    } else if (opens && close != std::string_view::npos) {
      text.value += as_variable(trimmed(code.substr(at + 2, close - at - 2)));
      at = close;
    } else {
      text.value += code[at];
    }
  }
  return std::nullopt;
}

struct StepName {
  std::string_view name;
  std::string_view language;
};
constexpr std::array<StepName, 4> step_names = {
    {{"sh", "bash"}, {"bat", "cmd"}, {"powershell", "powershell"}, {"pwsh", "powershell"}}};

class Reading {
 public:
  Reading(const std::string& path, std::string_view code) : code_(code) {
    pipeline_.system = CiSystem::jenkins;
    pipeline_.path = path;
  }

  Pipeline read() {
    for (at_ = 0; at_ < code_.size() && pipeline_.steps.size() < most_steps;) {
      if (skip_comment()) continue;
      if (const auto text = text_at(code_, at_)) {
        at_ = text->end;
      } else if (is_word_letter(code_[at_])) {
        word();
      } else {
        ++at_;
      }
    }
    return std::move(pipeline_);
  }

 private:
  bool skip_comment() {
    const std::string_view begin = code_.substr(at_, 2);
    if (begin != "//" && begin != "/*") return false;
    const auto end = code_.find(begin == "//" ? "\n" : "*/", at_ + 2);
    at_ = end == std::string_view::npos ? code_.size() : end + (begin == "//" ? 1 : 2);
    return true;
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < code_.size() && is_word_letter(code_[at_])) ++at_;
    const std::string_view name = code_.substr(begin, at_ - begin);
    const bool member = begin > 0 && (code_[begin - 1] == '.' || code_[begin - 1] == '$');
    const auto* const step = std::find_if(step_names.begin(), step_names.end(),
                                          [name](const StepName& one) { return one.name == name; });
    if (step != step_names.end() && !member) {
      add_step(*step);
    } else if (!member) {
      note_set(name);
    }
  }

  std::size_t behind_blanks(std::size_t at) const {
    while (at < code_.size() && (code_[at] == ' ' || code_[at] == '\t' || code_[at] == '\n')) ++at;
    return at;
  }

  // sh '…', sh "…", sh(script: '…', returnStdout: true)
  void add_step(const StepName& name) {
    std::size_t at = behind_blanks(at_);
    if (at < code_.size() && code_[at] == '(') at = behind_blanks(at + 1);
    const std::string_view near = code_.substr(at, longest_search);
    const auto script = near.find("script:");
    if (script != std::string_view::npos && script <= near.find_first_of("'\""))
      at = behind_blanks(at + script + std::string_view("script:").size());
    const auto text = text_at(code_, at);
    if (!text) return;
    Step step;
    step.kind = StepKind::script;
    step.task = name.name;
    step.language = name.language;
    step.path = pipeline_.path;
    step.line = line_of(at);
    step.body = {text->value, line_of(text->begin), 1};
    if (name.language == "bash") step.body.text.insert(0, set_);
    pipeline_.steps.push_back(std::move(step));
    at_ = text->end;
  }

  // `def url = "…"`, `PROJECT = '…'` in `environment`
  void note_set(std::string_view name) {
    const std::size_t equals = behind_blanks(at_);
    if (equals + 1 >= code_.size() || code_[equals] != '=' || code_[equals + 1] == '=') return;
    const auto text = text_at(code_, behind_blanks(equals + 1));
    if (!text || text->value.find_first_of("\"`\\\n") != std::string::npos) return;
    if (set_.size() < most_set) set_.append(name).append("=\"").append(text->value).append("\"; ");
    at_ = text->end;
  }

  std::size_t line_of(std::size_t offset) {
    line_ += static_cast<std::size_t>(
        std::count(code_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   code_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  std::string_view code_;
  Pipeline pipeline_;
  std::size_t at_ = 0;
  std::string set_;  // what variables were set to so far
  std::size_t counted_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

bool is_jenkins_pipeline(std::string_view path) {
  const std::string name = lower(path.substr(path.rfind('/') + 1));
  return name.find("jenkinsfile") != std::string::npos || name.ends_with(".groovy");
}

std::vector<Pipeline> read_jenkins_pipelines(const Tree& tree, const PathSet* only) {
  std::vector<Pipeline> pipelines;
  for (const std::string& path : tree.paths()) {
    if (!is_jenkins_pipeline(path) || (only != nullptr && !only->contains(path))) continue;
    const auto code = tree.read(path);
    if (!code || code->size() > largest) continue;
    Pipeline pipeline = Reading(path, *code).read();
    if (!pipeline.steps.empty()) pipelines.push_back(std::move(pipeline));
  }
  return pipelines;
}

}  // namespace patdown
