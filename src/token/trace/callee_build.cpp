// Builds that the repository describes itself: make runs the recipes of a Makefile, docker build
// what a Dockerfile says.

#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/library.h"
#include "token/trace/script_run.h"
#include "token/trace/sources.h"
#include "token/trace/stranger.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "X=value" is an argument X; without "=" it is what the environment says of X.
void add_variable(Machine& machine, const ValueRef& word, Given& given) {
  const std::string prefix = literal_prefix(word);
  const auto equals = prefix.find('=');
  const std::string name = prefix.substr(0, equals);
  if (name.empty()) return;
  if (equals != std::string::npos) {
    given.args.push_back({name, "", without_prefix(word, equals + 1), false});
  } else {
    given.args.push_back(
        {name, "", environment_value(machine, name, given.node == nullptr ? 1 : given.node->line),
         false});
  }
}

ValueRef below(const ValueRef& folder, const ValueRef& path) {
  return folder ? join({folder, text_value("/"), path}) : path;
}

// No file here says what becomes of them.
void note_all(Machine& machine, const Given& given, const std::vector<GivenArg>& args) {
  for (const GivenArg& arg : args) {
    if (holds_source(arg.value)) {
      note_handed_over(machine, *given.node, arg.value,
                       given.callee + " is given it as " + arg.name);
    }
  }
}

}  // namespace

// make -C folder -f file X=value target. Whatever the target, the whole file counts: who could do
// with less can do with that.
ValueRef run_make(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {"CfIoW", "directory file makefile include-dir",
                                              false};
  static constexpr std::array<const char*, 3> names = {"GNUmakefile", "makefile", "Makefile"};
  ValueRef folder;
  ValueRef file;
  Given inner;
  inner.callee = given.callee;
  inner.node = given.node;
  for (const Option& option : options_of(words, spelling)) {
    if (!option.value) continue;
    if (is_one_of(option.name, {"-C", "--directory"})) folder = below(folder, option.value);
    if (is_one_of(option.name, {"-f", "--file", "--makefile"})) file = option.value;
    const bool sets = literal_prefix(option.value).find('=') != std::string::npos;
    if (option.name.empty() && sets) add_variable(machine, option.value, inner);
  }
  std::optional<std::string> path;
  if (file) path = build_file_named(machine, below(folder, file));
  for (const char* name : names) {
    if (!file && !path) path = build_file_named(machine, below(folder, text_value(name)));
  }
  if (path) return run_script(machine, *path, inner, RunMode::process);
  note_all(machine, given, inner.args);
  Given nothing_given;
  nothing_given.node = given.node;
  meet_runner(machine, nothing_given, {given.callee, "", false});
  return hole("the output of make");
}

bool builds_image(const ProgramWords& words) {
  const auto word = [&](std::size_t at) {
    return at < words.size() ? literal_prefix(words[at]) : std::string();
  };
  return word(0) == "build" ||
         (is_one_of(word(0), {"image", "buildx", "builder"}) && word(1) == "build");
}

// docker build -f file --build-arg X=value context
ValueRef build_image(Machine& machine, const Given& given, const ProgramWords& words) {
  static constexpr OptionSpelling spelling = {
      "ftomc",
      "file tag build-arg target platform label output progress secret ssh network cache-from "
      "cache-to add-host build-context builder iidfile memory cpu-shares isolation",
      false};
  ValueRef file;
  ValueRef context;
  Given inner;
  inner.callee = given.callee;
  inner.node = given.node;
  for (const Option& option : options_of(words, spelling)) {
    if (!option.value) continue;
    if (option.name.empty()) context = option.value;
    if (is_one_of(option.name, {"-f", "--file"})) file = option.value;
    if (option.name == "--build-arg") add_variable(machine, option.value, inner);
  }
  if (!file) file = below(context, text_value("Dockerfile"));
  if (const auto path = build_file_named(machine, file))
    return run_script(machine, *path, inner, RunMode::image);
  note_all(machine, given, inner.args);
  return hole("the output of " + given.callee);
}

}  // namespace patdown::trace
