#include "token/trace/runners.h"

#include "core/letters.h"
#include "token/trace/file_kinds.h"
#include "token/trace/package_scripts.h"
#include "token/trace/script_run.h"
#include "token/trace/stranger.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace patdown::trace {
namespace {

struct Runner {
  std::string_view name;
  std::string_view family;
  bool runs;  // whether it runs code at these words, or at all others
  std::string_view words;
};

constexpr std::array<Runner, 15> runners = {{
    {"npm", "javascript", true, " test t tst start stop restart run run-script rum urn exec x "},
    {"pnpm", "javascript", false,
     " add audit cache ci config create dedupe deploy doctor env fetch i import init install it "
     "licenses link list ln login logout ls outdated pack patch prune publish rb rebuild remove rm "
     "root self-update server setup store un uninstall unlink up update upgrade version why "},
    {"yarn", "javascript", false,
     " add audit autoclean bin cache check config constraints create dedupe explain generate-lock-"
     "entry global help import info init install licenses link list login logout npm outdated "
     "owner "
     "pack patch plugin policies publish rebuild remove search set stage tag team unlink unplug up "
     "upgrade upgrade-interactive version versions why "},
    {"lerna", "javascript", true, " run exec "},
    {"semantic-release", "javascript", false, ""},
    {"dotnet", "csharp", false,
     " add build build-server clean dev-certs format help list msbuild new nuget pack package "
     "publish reference remove restore sdk sln solution store tool user-secrets workload "},
    {"cargo", "rust", false,
     " add audit b build c check clean clippy d doc fetch fix fmt generate-lockfile help init "
     "install locate-project login logout metadata new owner package pkgid publish remove report "
     "rm rustc rustdoc search tree uninstall update vendor verify-project version yank "},
    {"mvn", "java", false, ""},
    {"mvnw", "java", false, ""},
    {"gradle", "java", false, ""},
    {"gradlew", "java", false, ""},
    {"uv", "python", true, " run "},
    {"poetry", "python", true, " run "},
    {"bundle", "ruby", true, " exec "},
    {"bundler", "ruby", true, " exec "},
}};

Given as_given(const Given& given, const ProgramWords& words) {
  Given all;
  all.node = given.node;
  for (const ValueRef& word : words) all.args.push_back({"", "", word, false});
  return all;
}

bool stands_in(std::string_view words, const std::string& word) {
  return !word.empty() && words.find(" " + word + " ") != std::string_view::npos;
}

// The words of a package manager: its options, what it is to do, and what follows.
class PackageWords {
 public:
  explicit PackageWords(const ProgramWords& words) : words_(words) {}

  // The next word that is no option; empty if none is left.
  std::string next() {
    skip_options();
    return at_ < words_.size() ? literal_prefix(words_[at_++]) : std::string();
  }

  ProgramWords rest() const {
    const bool dashes = at_ < words_.size() && literal_prefix(words_[at_]) == "--";
    return words_from(words_, at_ + (dashes ? 1 : 0));
  }

  const ValueRef& folder() const { return folder_; }
  bool in_workspace() const { return in_workspace_; }  // of another package than the folder's

 private:
  void skip_options() {
    for (; at_ < words_.size(); ++at_) {
      const std::string text = literal_prefix(words_[at_]);
      if (!text.starts_with('-') || text == "--") return;
      const auto equals = text.find('=');
      const std::string name = " " + text.substr(0, equals) + " ";
      const bool folder = std::string_view(" --prefix --cwd -C --dir ").find(name) != none;
      const bool package = std::string_view(" -w --workspace --filter -F ").find(name) != none;
      const bool all = std::string_view(" --workspaces -ws -r --recursive ").find(name) != none;
      in_workspace_ = in_workspace_ || package || all;
      if ((folder || package) && equals == std::string::npos) ++at_;
      if (folder && at_ < words_.size()) {
        folder_ =
            equals == std::string::npos ? words_[at_] : without_prefix(words_[at_], equals + 1);
      }
    }
  }

  static constexpr auto none = std::string_view::npos;

  const ProgramWords& words_;
  std::size_t at_ = 0;
  ValueRef folder_;
  bool in_workspace_ = false;
};

// The script that is meant: "test" of `npm t`, "build" of `npm run build` and `yarn build`.
std::string script_meant(std::string_view manager, const std::string& word, PackageWords& words) {
  if (stands_in(" t tst ", word)) return "test";
  if (stands_in(" run run-script rum urn ", word)) return words.next();
  if (manager == "bun") return {};
  return stands_in(" workspace workspaces ", word) ? std::string() : word;
}

void run_package(Machine& machine, const Given& given, std::string_view manager,
                 const ProgramWords& all) {
  PackageWords words(all);
  const std::string word = words.next();
  if (stands_in(" exec x dlx ", word)) {
    call_words(machine, given, words.rest());
    return;
  }
  const std::string script = script_meant(manager, word, words);
  const PackageRun done =
      script.empty() || words.in_workspace()
          ? PackageRun::unknown
          : run_package_script(machine, given, script, words.folder(), words.rest());
  if (done == PackageRun::ran) return;
  meet_runner(machine, as_given(given, words.rest()),
              {std::string(manager), "javascript", runs_tests(script)});
}

// `uv run --with x tool`, `poetry run python x.py`, `bundle exec rake`: the command.
void run_in_environment(Machine& machine, const Given& given, const Runner& runner,
                        const ProgramWords& words) {
  static constexpr std::string_view with_value =
      " --with --with-requirements --with-editable --env-file --extra --group --package --project "
      "--directory -p --python --index-url --extra-index-url --index -C -P ";
  std::size_t at = 1;
  bool module = false;
  for (; at < words.size(); ++at) {
    const std::string text = literal_prefix(words[at]);
    if (!text.starts_with('-')) break;
    module = module || text == "-m" || text == "--module";
    if (stands_in(with_value, text)) ++at;
  }
  ProgramWords command = words_from(words, at);
  if (command.empty()) return;
  const bool file = literal_prefix(command.front()).ends_with(".py");
  if (module) command.insert(command.begin(), text_value("-m"));
  if (module || file) {
    Given python = given;
    python.callee = "python";
    run_python(machine, python, command);
    return;
  }
  const bool first = machine.stranger.name.empty();
  call_words(machine, given, command);
  // What it is asked to run is code of the project, or of what that depends on.
  const std::string name = literal(command.front()).value_or("");
  if (first && machine.stranger.name == name) machine.stranger.family = runner.family;
}

// `python -c "…"`, `ruby -e "…"`, `node <<'END'`: the code, if all of it is known.
std::optional<std::string> code_given(const Given& given, const ProgramWords& words) {
  const std::string first = words.empty() ? "-" : literal_prefix(words[0]);
  if (first == "-" && given.input) return literal(given.input);
  const bool text = first == "-c" || first == "-e" || first == "--eval" || first == "-p";
  return text && words.size() > 1 ? literal(words[1]) : std::nullopt;
}

std::optional<Language> language_of(std::string_view family) {
  if (family == "python") return Language::python;
  if (family == "javascript") return Language::javascript;
  if (family == "ruby") return Language::ruby;
  return std::nullopt;
}

// A word that names no file of the repository: python, node and their like run what is made there.
ValueRef run_file_of(Machine& machine, const Given& given, const ProgramWords& words,
                     const std::string& otherwise, std::string family) {
  for (std::size_t at = 0; at < words.size() && at < 6; ++at) {
    const auto path = script_named(machine, words[at]);
    if (!path || program_language(*path).empty()) continue;
    Given inner = given_from_words(words_from(words, at + 1), false, given.node);
    return run_script(machine, *path, inner, RunMode::process);
  }
  const auto language = language_of(family);
  if (const auto code = code_given(given, words); code && language) {
    run_text(machine, given, *language, *code);
    return hole(otherwise);
  }
  std::string name = lower(given.callee);
  name.erase(0, name.find_last_of("/\\") + 1);
  if (name.ends_with(".exe")) name.erase(name.size() - 4);
  const bool tests = std::any_of(words.begin(), words.end(), [](const ValueRef& word) {
    return runs_tests(literal_prefix(word));
  });
  Given all = as_given(given, words);
  all.input = given.input;
  meet_runner(machine, all, {name, std::move(family), tests});
  return hole(otherwise);
}

}  // namespace

void run_own_code(Machine& machine, const Given& given, std::string_view name,
                  const ProgramWords& words) {
  const auto* const runner = std::find_if(runners.begin(), runners.end(),
                                          [name](const Runner& one) { return one.name == name; });
  if (runner == runners.end()) return;
  const std::string first = PackageWords(words).next();
  if (first.empty() && !runner->words.empty()) return;
  if (stands_in(runner->words, first) != runner->runs) return;
  if (name == "npm" || name == "pnpm" || name == "yarn") {
    run_package(machine, given, name, words);
    return;
  }
  if (runner->words == " run " || runner->words == " exec ") {
    run_in_environment(machine, given, *runner, words);
    return;
  }
  // Builds are given tokens for feeds as properties, which is looked at elsewhere.
  const bool build = runner->family == "java";
  const bool tests = std::any_of(words.begin(), words.end(), [](const ValueRef& word) {
    return runs_tests(literal_prefix(word));
  });
  meet_runner(machine, as_given(given, build ? ProgramWords() : words),
              {std::string(name), std::string(runner->family), tests});
}

ValueRef run_python(Machine& machine, const Given& given, const ProgramWords& words) {
  const bool module = words.size() > 1 && literal_prefix(words[0]) == "-m";
  if (!module) return run_file_of(machine, given, words, "the output of Python", "python");
  std::string path = literal_prefix(words[1]);
  std::replace(path.begin(), path.end(), '.', '/');
  for (const char* end : {"/__main__.py", ".py"}) {
    const auto file = script_named(machine, text_value(path + end));
    if (!file) continue;
    Given inner = given_from_words(words_from(words, 2), false, given.node);
    return run_script(machine, *file, inner, RunMode::process);
  }
  return call_words(machine, given, words_from(words, 1));
}

bool is_interpreter(std::string_view name) {
  static constexpr std::array<std::string_view, 7> names = {"node", "ts-node", "tsx", "deno",
                                                            "bun",  "ruby",    "go"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

ValueRef run_interpreter(Machine& machine, const Given& given, const ProgramWords& words) {
  const std::string name = lower(given.callee);
  const bool package = name.ends_with("bun") && !words.empty() &&
                       stands_in(" run test x ", literal_prefix(words[0])) &&
                       !(words.size() > 1 && script_named(machine, words[1]));
  if (package) {
    run_package(machine, given, "bun", words);
    return hole("the output of bun");
  }
  std::string family = name.ends_with("go") ? "go" : name.ends_with("ruby") ? "ruby" : "javascript";
  return run_file_of(machine, given, words, "the output of " + given.callee, std::move(family));
}

}  // namespace patdown::trace
