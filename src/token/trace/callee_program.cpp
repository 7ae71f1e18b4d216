// Which program is called, through whatever other programs it is started?

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/names.h"
#include "token/trace/operands.h"
#include "token/trace/prefix.h"
#include "token/trace/runners.h"
#include "token/trace/script_run.h"
#include "token/trace/stranger.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace patdown::trace {
namespace {

using Handler = ValueRef (*)(Machine&, const Given&, const ProgramWords&);

// "/usr/bin/curl", "az.cmd", "git.exe"; config.sh and config.cmd stay what they are.
std::string program_name(std::string_view callee) {
  std::string name = lower(callee);
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  for (const std::string_view end : {".exe", ".cmd", ".bat"}) {
    if (name.ends_with(end) && name != "config.cmd") name.erase(name.size() - end.size());
  }
  return name;
}

// `NAME=value command`: the variables are set, and the command is left.
void set_before(Machine& machine, ProgramWords& words) {
  while (!words.empty()) {
    const std::string prefix = literal_prefix(words.front());
    const auto equals = prefix.find('=');
    const bool name =
        equals != std::string::npos && equals > 0 &&
        std::all_of(prefix.begin(), prefix.begin() + static_cast<std::ptrdiff_t>(equals),
                    is_word_letter);
    if (!name) return;
    set_environment(machine, prefix.substr(0, equals), without_prefix(words.front(), equals + 1));
    words.erase(words.begin());
  }
}

// The commands of one line, what each is given by the one before it, and where its output goes.
class LineRun {
 public:
  LineRun(Machine& machine, const Given& given)
      : machine_(machine), given_(given), piped_(given), last_(nothing()) {}

  void add(const ValueRef& word) {
    const std::string text = literal(word).value_or("");
    const std::string begin = literal_prefix(word);
    const bool calls = text == "&" && words_.empty();  // of PowerShell
    if (std::exchange(waits_, false)) {
      target_ = word;
    } else if (text == "&&" || text == "||" || text == ";" || text == "|" || calls) {
      flush();
      if (text == "|") piped_.input = last_;
    } else if (begin.starts_with('>')) {
      more_ = begin.starts_with(">>");
      target_ = without_prefix(word, more_ ? 2 : 1);
      waits_ = text == ">" || text == ">>";
    } else {
      words_.push_back(word);
    }
  }

  ValueRef finish() {
    flush();
    return last_;
  }

 private:
  void flush() {
    set_before(machine_, words_);
    if (!words_.empty()) last_ = call_words(machine_, piped_, words_);
    if (target_ && given_.node != nullptr) {
      write_file(machine_, target_, last_, more_, *given_.node);
      last_ = nothing();
    }
    words_.clear();
    target_ = nullptr;
    piped_.input = given_.input;
  }

  Machine& machine_;
  const Given& given_;
  Given piped_;
  ProgramWords words_;
  ValueRef target_;  // of `>`; null if there is none
  bool more_ = false;
  bool waits_ = false;
  ValueRef last_;
};

ValueRef call_one_line(Machine& machine, const Given& given, const ValueRef& line) {
  LineRun run(machine, given);
  for (const ValueRef& word : split_words(line)) run.add(word);
  return run.finish();
}

ValueRef call_line(Machine& machine, const Given& given, const ValueRef& text) {
  ValueRef last = nothing();
  for (const ValueRef& one : lines_of(text)) {
    for (const ValueRef& line : whole_lines(one)) last = call_one_line(machine, given, line);
  }
  return last;
}

bool holds_blank(const ValueRef& word) {
  return sketch(word).find(' ') != std::string::npos;
}

// sudo, exec, timeout 5, env X=1, xargs -I % …: the command behind their options.
ValueRef run_prefix(Machine& machine, const Given& given, const ProgramWords& words) {
  const ProgramWords command = words_from(words, command_behind(program_name(given.callee), words));
  // watch 'curl …'
  if (command.size() == 1 && holds_blank(command.front()))
    return call_line(machine, given, expanded(machine, command.front(), given.node->line));
  return call_words(machine, given, command);
}

ValueRef run_eval(Machine& machine, const Given& given, const ProgramWords& words) {
  std::vector<ValueRef> parts;
  for (const ValueRef& word : words) {
    const std::string prefix = literal_prefix(word);
    if (parts.empty() && prefix.size() == 2 && prefix[0] == '/') continue;  // cmd /c
    if (!parts.empty()) parts.push_back(text_value(" "));
    parts.push_back(word);
  }
  return call_line(machine, given, join(std::move(parts)));
}

// Whether a shell runs what is piped into it, and whether that is known: a here-document.
bool runs_input(const Given& given, const ProgramWords& words) {
  if (!given.input || (literal_prefix(given.input).empty() && !holds_source(given.input)))
    return false;
  const auto first = std::find_if(words.begin(), words.end(), [](const ValueRef& word) {
    const std::string text = literal_prefix(word);
    return text == "-s" || (!text.starts_with("-") && !text.starts_with("+"));
  });
  return first == words.end() || literal_prefix(*first) == "-s";
}

// bash x.sh a b, bash -c "…", bash <<END
ValueRef run_shell(Machine& machine, const Given& given, const ProgramWords& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string text = literal_prefix(words[at]);
    if (text.starts_with("-") || text.starts_with("+")) {
      const bool line = !text.starts_with("--") && text.ends_with("c") && at + 1 < words.size();
      // What stands in single quotes is the inner shell's to expand.
      if (line) {
        const ValueRef inner = expanded(machine, words[at + 1], given.node->line);
        return call_line(machine, given, inner);
      }
      continue;
    }
    const auto path = script_named(machine, words[at]);
    if (!path && program_name(text) == "config.sh")
      return run_agent_setup(machine, given, words_from(words, at + 1));
    if (!path) break;
    Given inner = given_from_words(words_from(words, at + 1), false, given.node);
    inner.input = given.input;
    return run_script(machine, *path, inner, RunMode::process);
  }
  if (runs_input(given, words))
    return call_line(machine, given, expanded(machine, given.input, given.node->line));
  meet_stranger(machine, given, program_name(given.callee), words);
  return hole("the output of a shell");
}

// su user -c "…", runuser -l user -c "…", runuser -u user -- command
ValueRef run_as_user(Machine& machine, const Given& given, const ProgramWords& words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    const std::string text = literal(words[at]).value_or("");
    if (text == "-c" || text == "--command") {
      const ValueRef inner = expanded(machine, words[at + 1], given.node->line);
      return call_line(machine, given, inner);
    }
    if (text == "--") return call_words(machine, given, words_from(words, at + 1));
  }
  if (given.input) return call_line(machine, given, given.input);
  return hole("the output of " + given.callee);
}

// pwsh -NoProfile -File x.ps1 -Pat y, pwsh -c "…", pwsh x.ps1
ValueRef run_pwsh(Machine& machine, const Given& given, const ProgramWords& words) {
  const bool file = std::any_of(words.begin(), words.end(), [&machine](const ValueRef& word) {
    return script_named(machine, word).has_value();
  });
  if (const auto piped = given.input && !file ? literal(given.input) : std::nullopt) {
    run_text(machine, given, Language::powershell, *piped);
    return hole("the output of PowerShell");
  }
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string text = lower(literal_prefix(words[at]));
    const bool takes_value = text == "-executionpolicy" || text == "-ep" || text == "-version" ||
                             text == "-workingdirectory" || text == "-outputformat" ||
                             text == "-windowstyle" || text == "-ex";
    if (takes_value) ++at;
    if (text == "-command" || text == "-c") {
      const auto whole = at + 2 == words.size() ? literal(words[at + 1]) : std::nullopt;
      if (!whole) return run_eval(machine, given, words_from(words, at + 1));
      run_text(machine, given, Language::powershell, *whole);
      return hole("the output of PowerShell");
    }
    if (takes_value || (text.starts_with("-") && text.size() > 1)) continue;
    const auto path = script_named(machine, words[at]);
    // powershell "x.ps1 -Pat y": the whole command in one word.
    const bool line = !path && holds_blank(words[at]);
    if (line) return run_eval(machine, given, words_from(words, at));
    if (!path) break;
    Given inner = given_from_words(words_from(words, at + 1), true, given.node);
    return run_script(machine, *path, inner, RunMode::process);
  }
  meet_stranger(machine, given, program_name(given.callee), words);
  return hole("the output of PowerShell");
}

// Start-Process git -ArgumentList "push", $url: the words of all arguments, apart by blanks.
ValueRef start_process(Machine& machine, const Given& given, const ProgramWords&) {
  const ValueRef named = argument(given, {"FilePath"});
  const ValueRef file = named ? named : positional(given, 0);
  if (!file || !machine.unit->powershell) {
    meet_unknown_cmdlet(machine, given);
    return hole("the output of " + given.callee);
  }
  const ValueRef listed = argument(given, {"ArgumentList", "Args"});
  const ValueRef arguments = listed ? listed : positional(given, named ? 0 : 1);
  ProgramWords words = {file};
  if (arguments) {
    for (const ValueRef& one : elements(arguments)) {
      const std::vector<ValueRef> split = split_words(one);
      words.insert(words.end(), split.begin(), split.end());
    }
  }
  return call_words(machine, given, words);
}

// `parallel 'az pipelines delete …'`, `with_retries git push …`: whatever the program is, it is
// given a command, and it runs that.
std::optional<ValueRef> handed_command(Machine& machine, const Given& given) {
  const bool any = std::any_of(given.args.begin(), given.args.end(), [](const GivenArg& arg) {
    return is_sender(literal(arg.value).value_or(""));
  });
  const ProgramWords words = words_of(machine, given);
  // parallel 'curl …' ::: a b; of others it may be a message.
  const std::string name = program_name(given.callee);
  const bool runs = name == "parallel" || name.find("retr") != std::string::npos;
  for (const ValueRef& word : runs ? words : ProgramWords()) {
    const std::string text = literal_prefix(word);
    if (text.find(' ') != std::string::npos && is_sender(text.substr(0, text.find(' '))))
      return call_line(machine, given, expanded(machine, word, given.node->line));
  }
  if (!any) return std::nullopt;
  const std::size_t at = command_in(words);
  if (at == words.size()) return std::nullopt;
  return call_words(machine, given, words_from(words, at));
}

// Package managers, which take packages from git repositories too.
bool fetches_by_git(std::string_view name, const ProgramWords& words) {
  static constexpr std::array<std::string_view, 11> names = {
      "npm", "pnpm", "yarn", "pip", "pip3", "uv", "terraform", "tofu", "terragrunt", "cargo", "go"};
  static constexpr std::array<std::string_view, 14> silent = {
      "publish", "config", "plan", "apply",   "validate", "fmt",  "destroy",
      "output",  "login",  "pack", "version", "twine",    "show", "vet"};
  if (std::find(names.begin(), names.end(), name) == names.end() || words.empty()) return false;
  const std::string command = literal_prefix(words[0]);
  return std::find(silent.begin(), silent.end(), command) == silent.end();
}

const std::map<std::string_view, Handler>& handlers() {
  static const std::map<std::string_view, Handler> table = {{"curl", run_curl},
                                                            {"wget", run_wget},
                                                            {"az", run_az},
                                                            {"git", run_git},
                                                            {"npm", run_npm},
                                                            {"pnpm", run_npm},
                                                            {"yarn", run_npm},
                                                            {"nuget", run_nuget},
                                                            {"dotnet", run_dotnet},
                                                            {"pip", run_pip},
                                                            {"pip3", run_pip},
                                                            {"uv", run_pip},
                                                            {"twine", run_twine},
                                                            {"poetry", run_poetry},
                                                            {"bundle", run_bundle},
                                                            {"bundler", run_bundle},
                                                            {"gem", run_gem},
                                                            {"mvn", run_publisher},
                                                            {"mvnw", run_publisher},
                                                            {"gradle", run_publisher},
                                                            {"gradlew", run_publisher},
                                                            {"cargo", run_publisher},
                                                            {"lerna", run_publisher},
                                                            {"semantic-release", run_publisher},
                                                            {"changeset", run_publisher},
                                                            {"np", run_publisher},
                                                            {"terraform", run_terraform},
                                                            {"tofu", run_terraform},
                                                            {"terragrunt", run_terraform},
                                                            {"tfx", run_tfx},
                                                            {"tfx-cli", run_tfx},
                                                            {"vsce", run_vsce},
                                                            {"docker", run_container},
                                                            {"podman", run_container},
                                                            {"make", run_make},
                                                            {"gmake", run_make},
                                                            {"config.sh", run_agent_setup},
                                                            {"config.cmd", run_agent_setup},
                                                            {"agent.listener", run_agent_setup},
                                                            {"find", run_find},
                                                            {"trap", run_trap},
                                                            {"eval", run_eval},
                                                            {"start-process", start_process},
                                                            {"saps", start_process},
                                                            {"su", run_as_user},
                                                            {"runuser", run_as_user},
                                                            {"cmd", run_eval},
                                                            {"bash", run_shell},
                                                            {"ssh", run_elsewhere},
                                                            {"kubectl", run_elsewhere},
                                                            {"oc", run_elsewhere},
                                                            {"sh", run_shell},
                                                            {"zsh", run_shell},
                                                            {"pwsh", run_pwsh},
                                                            {"powershell", run_pwsh},
                                                            {"python", run_python},
                                                            {"python3", run_python},
                                                            {"py", run_python}};
  return table;
}

}  // namespace

ProgramWords words_from(const ProgramWords& words, std::size_t first) {
  return {words.begin() + static_cast<std::ptrdiff_t>(std::min(first, words.size())), words.end()};
}

ValueRef call_words(Machine& machine, const Given& given, const ProgramWords& words) {
  const auto script = words.empty() ? std::nullopt : script_named(machine, words.front());
  if (script && is_powershell(*script)) {
    Given inner = given_from_words(words_from(words, 1), true, given.node);
    inner.input = given.input;
    return run_script(machine, *script, inner, RunMode::process);
  }
  const auto name = words.empty() ? std::nullopt : literal(words.front());
  Given inner;
  inner.input = given.input;
  inner.node = given.node;
  for (const ValueRef& word : words_from(words, 1)) inner.args.push_back({"", "", word, false});
  if (name) {
    inner.callee = *name;
    return call_named(machine, inner);
  }
  if (std::any_of(words.begin(), words.end(), holds_source)) meet_stranger(machine, inner, "");
  return hole("a computed call");
}

ValueRef run_line(Machine& machine, const ValueRef& line, const Node& node) {
  Given given;
  given.node = &node;
  return call_line(machine, given, line);
}

std::optional<ValueRef> program(Machine& machine, const Given& given) {
  const std::string name = program_name(given.callee);
  const auto found = handlers().find(name);
  const bool prefix = is_prefix(name);
  if (found == handlers().end() && !prefix && !is_interpreter(name)) {
    return handed_command(machine, given);
  }
  ProgramWords words = words_of(machine, given);
  if (name == "xargs" && given.input) words.push_back(given.input);
  if (given.open) words.push_back(hole("arguments that are not known"));
  if (prefix) return run_prefix(machine, given, words);
  if (fetches_by_git(name, words)) note_git_run_by(machine, *given.node, name);
  if (found == handlers().end()) return run_interpreter(machine, given, words);
  ValueRef output = found->second(machine, given, words);
  run_own_code(machine, given, name, words);
  return output;
}

}  // namespace patdown::trace
