#include "token/trace/evaluate.h"
#include "token/trace/feed_sources.h"
#include "token/trace/kept_outside.h"
#include "token/trace/library.h"
#include "token/trace/names.h"
#include "token/trace/script_run.h"
#include "token/trace/sources.h"
#include "token/trace/stranger.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"
#include "token/trace/written_files.h"

#include <algorithm>
#include <array>
#include <map>

namespace patdown::trace {
namespace {

using Words = std::vector<ValueRef>;
using Handler = ValueRef (*)(Machine&, const Given&, const Words&);

ValueRef with_blanks(const Words& words) {
  std::vector<ValueRef> parts;
  for (const ValueRef& word : words) {
    if (!parts.empty()) parts.push_back(text_value(" "));
    parts.push_back(word);
  }
  return join(std::move(parts));
}

ValueRef do_echo(Machine& machine, const Given&, const Words& words) {
  std::size_t first = 0;
  while (first < words.size()) {
    const std::string text = literal_prefix(words[first]);
    if (text != "-n" && text != "-e" && text != "-ne" && text != "-en" && text != "-E") break;
    ++first;
  }
  ValueRef text =
      with_blanks(Words(words.begin() + static_cast<std::ptrdiff_t>(first), words.end()));
  note_logging_command(machine, text);
  return text;
}

// printf's "\\n" ends a line.
ValueRef with_line_ends(const ValueRef& format) {
  return map_text(format, [](std::string_view piece) {
    std::string text(piece);
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 1))
      text.replace(at, 2, "\n");
    return text;
  });
}

ValueRef do_printf(Machine& machine, const Given& given, const Words& words) {
  std::size_t first = 0;
  std::string target;
  if (!words.empty() && literal_prefix(words[0]) == "-v" && words.size() > 2) {
    target = literal_prefix(words[1]);
    first = 2;
  }
  if (first < words.size() && literal_prefix(words[first]) == "--") ++first;
  if (first >= words.size()) return nothing();
  ValueRef text =
      format_percent(with_line_ends(words[first]),
                     Words(words.begin() + static_cast<std::ptrdiff_t>(first) + 1, words.end()));
  note_logging_command(machine, text);
  if (target.empty()) return text;
  Node name;
  name.kind = NodeKind::name;
  name.text = target;
  name.line = given.node->line;
  set_variable(machine, name, text);
  return nothing();
}

// The file that a command without input reads, if the script has written it.
ValueRef written_input(const Machine& machine, const Words& words) {
  for (const ValueRef& word : words) {
    if (ValueRef content = written_file(machine, word)) return content;
  }
  return nullptr;
}

// base64 and openssl base64.
ValueRef do_base64(Machine& machine, const Given& given, const Words& words) {
  for (const ValueRef& word : words) {
    const std::string text = literal_prefix(word);
    const bool decodes = text == "-d" || text == "--decode" || text == "-D" || text == "-di";
    if (decodes) return given.input ? derived(given.input) : hole("a file");
  }
  const ValueRef input = given.input ? given.input : written_input(machine, words);
  if (!input) return hole("a file");
  return encoded(input, step_at(machine, given.node->line, "encoded in base64"));
}

ValueRef do_openssl(Machine& machine, const Given& given, const Words& words) {
  const std::string what = words.empty() ? "" : literal_prefix(words[0]);
  if (what == "base64" || what == "enc") return do_base64(machine, given, words);
  return hole("the output of openssl");
}

ValueRef pass_input(Machine& machine, const Given& given, const Words& words) {
  if (given.input) return given.input;
  return words.empty() ? nothing() : file_content(machine, words.back(), given.node->line);
}

// "-a" adds to the files.
ValueRef do_tee(Machine& machine, const Given& given, const Words& words) {
  if (!given.input) return nothing();
  bool more = false;
  for (const ValueRef& word : words) {
    const std::string text = literal_prefix(word);
    const bool option = text.starts_with("-");
    more = more || text == "-a" || text == "--append";
    if (!option) write_file(machine, word, given.input, more, *given.node);
  }
  return given.input;
}

// cp and mv of what the script has written. A target that is a folder is not known as one.
ValueRef do_copy(Machine& machine, const Given& given, const Words& words) {
  if (words.size() < 2) return nothing();
  const ValueRef content = written_file(machine, words[words.size() - 2]);
  if (content) write_file(machine, words.back(), content, false, *given.node);
  return nothing();
}

// sed "s|https://|https://$USER:$PAT@|": a URL that a token is put into. Of any other script that
// holds a token, something made of it; null if it holds none.
ValueRef substituted(const ValueRef& script, const ValueRef& input) {
  if (!holds_source(script)) return nullptr;
  const std::string prefix = literal_prefix(script);
  const std::vector<ValueRef> parts =
      prefix.size() > 1 && prefix[0] == 's' ? split(script, prefix[1]) : std::vector<ValueRef>();
  const std::string what = parts.size() < 4 ? "" : literal(parts[1]).value_or("");
  if (!what.ends_with("://")) return hole("a computed value", {script});
  const std::string old = literal_prefix(input);
  const ValueRef rest = old.starts_with(what) ? without_prefix(input, what.size()) : derived(input);
  return join({parts[2], rest});
}

// sed 's/ /%20/g' and the like leave a URL's form alone; others are not followed.
ValueRef do_filter(Machine& machine, const Given& given, const Words& words) {
  if (!given.input) {
    const ValueRef content = written_input(machine, words);
    return content ? derived(content) : taken_from_file(machine, given, words);
  }
  if (given.callee == "sed") {
    for (const ValueRef& word : words) {
      if (ValueRef text = substituted(word, given.input)) return text;
    }
  }
  for (const ValueRef& word : words) {
    const std::string text = literal_prefix(word);
    const bool escapes = text.find("%20") != std::string::npos || text == "@uri";
    if (escapes || (given.callee == "tr" && text == "-d")) return given.input;
  }
  return derived(taken_from_file(machine, given, words));
}

ValueRef silent(Machine&, const Given&, const Words&) {
  return nothing();
}

ValueRef do_dirname(Machine&, const Given&, const Words& words) {
  if (words.empty()) return hole("a path");
  return text_value(folder_of(sketch(words.back())));
}

ValueRef last_word(Machine&, const Given&, const Words& words) {
  return words.empty() ? hole("a path") : words.back();
}

ValueRef do_cd(Machine& machine, const Given&, const Words& words) {
  if (!words.empty()) machine.directory = words.back();
  return nothing();
}

ValueRef do_pwd(Machine& machine, const Given&, const Words&) {
  return machine.directory ? machine.directory : text_value(std::string(1, root_mark));
}

// export, local, declare, readonly, typeset: "X=value" or "X".
ValueRef do_declare(Machine& machine, const Given& given, const Words& words) {
  const bool exports =
      given.callee == "export" || std::any_of(words.begin(), words.end(), [](const ValueRef& word) {
        return literal_prefix(word) == "-x" || literal_prefix(word) == "-gx";
      });
  const bool local =
      given.callee == "local" || given.callee == "declare" || given.callee == "typeset";
  for (const ValueRef& word : words) {
    const std::string prefix = literal_prefix(word);
    if (prefix.empty() || prefix[0] == '-') continue;
    const auto equals = prefix.find('=');
    Node name;
    name.kind = NodeKind::name;
    name.text = prefix.substr(0, equals);
    name.line = given.node->line;
    ValueRef value;
    if (equals != std::string::npos) {
      value = without_prefix(word, equals + 1);
      if (local) {
        set_local(machine, name.text, value);
      } else {
        set_variable(machine, name, value);
      }
      note_feed_variable(machine, name.text, value, name.line);
    } else if (local) {
      set_local(machine, name.text, text_value(""));
    }
    if (!exports) continue;
    const ValueRef given_out = look_up(machine, name);
    set_environment(machine, name.text,
                    value ? as_exported(machine, name.text, name.line, given_out) : given_out);
  }
  return nothing();
}

// read X <<< value; a value that nobody knows otherwise.
ValueRef do_read(Machine& machine, const Given& given, const Words& words) {
  const std::vector<Option> options = options_of(words, {"adinNptu", "", false});
  std::vector<std::string> names;
  for (const Option& option : options) {
    if (option.name.empty()) names.push_back(literal_prefix(option.value));
  }
  for (const std::string& text : names) {
    Node name;
    name.kind = NodeKind::name;
    name.text = text;
    name.line = given.node->line;
    const bool whole = given.input && names.size() == 1;
    set_variable(machine, name,
                 whole         ? given.input
                 : given.input ? derived(given.input)
                               : hole("a prompt"));
  }
  return nothing();
}

// "$1" is from here on what "$2" was, whatever the script was given.
void shift_unknown(Machine& machine, std::size_t count, std::size_t line) {
  constexpr std::size_t last = 9;
  std::vector<ValueRef> rest;
  rest.reserve(last);
  Node name;
  name.kind = NodeKind::name;
  name.line = line;
  for (std::size_t k = 1; k + count <= last; ++k) {
    name.text = std::to_string(k + count);
    rest.push_back(look_up(machine, name));
  }
  auto& names = machine.memory.frames.change_back().names;
  for (std::size_t k = 0; k < rest.size(); ++k) names.set(std::to_string(k + 1), rest[k]);
}

ValueRef do_shift(Machine& machine, const Given& given, const Words& words) {
  std::size_t count = 1;
  if (!words.empty() && literal_prefix(words[0]).size() == 1) {
    count = static_cast<std::size_t>(std::max(0, literal_prefix(words[0])[0] - '0'));
  }
  auto& names = machine.memory.frames.change_back().names;
  const ValueRef* all = names.find("@");
  if (all == nullptr) {
    shift_unknown(machine, count, given.node->line);
    return nothing();
  }
  std::vector<ValueRef> rest = (*all)->parts;
  rest.erase(rest.begin(),
             rest.begin() + static_cast<std::ptrdiff_t>(std::min(count, rest.size())));
  for (std::size_t k = 1; k <= 9; ++k) {
    if (k > rest.size()) names.erase(std::to_string(k));
    if (k <= rest.size()) names.set(std::to_string(k), rest[k - 1]);
  }
  names.set("@", list_of(rest));
  names.set("*", list_of(rest));
  return nothing();
}

ValueRef do_set(Machine& machine, const Given&, const Words& words) {
  if (words.empty() || literal_prefix(words[0]) != "--") return nothing();
  const Words rest(words.begin() + 1, words.end());
  auto& names = machine.memory.frames.change_back().names;
  for (std::size_t k = 0; k < rest.size(); ++k) names.set(std::to_string(k + 1), rest[k]);
  names.set("@", list_of(rest));
  names.set("*", list_of(rest));
  return nothing();
}

ValueRef do_source(Machine& machine, const Given& given, const Words& words) {
  if (words.empty()) return nothing();
  const auto path = script_named(machine, words[0]);
  if (!path) return nothing();
  Given rest = given;
  rest.args.erase(rest.args.begin());
  return run_script(machine, *path, rest, RunMode::dot);
}

const std::map<std::string_view, Handler>& handlers() {
  static const std::map<std::string_view, Handler> table = {
      {"echo", do_echo},       {"printf", do_printf},   {"base64", do_base64},
      {"openssl", do_openssl}, {"cat", pass_input},     {"tee", do_tee},
      {"head", pass_input},    {"tail", pass_input},    {"sort", pass_input},
      {"uniq", pass_input},    {"sed", do_filter},      {"tr", do_filter},
      {"cut", do_filter},      {"awk", do_filter},      {"grep", do_filter},
      {"jq", do_filter},       {"rev", do_filter},      {"perl", do_filter},
      {"iconv", do_filter},    {"dirname", do_dirname}, {"realpath", last_word},
      {"readlink", last_word}, {"cd", do_cd},           {"pushd", do_cd},
      {"popd", silent},        {"pwd", do_pwd},         {"export", do_declare},
      {"local", do_declare},   {"declare", do_declare}, {"readonly", do_declare},
      {"typeset", do_declare}, {"read", do_read},       {"shift", do_shift},
      {"set", do_set},         {"source", do_source},   {".", do_source},
      {"test", silent},        {"[", silent},           {"[[", silent},
      {"true", silent},        {"false", silent},       {":", silent},
      {"exit", silent},        {"return", silent},      {"break", silent},
      {"continue", silent},    {"wait", silent},        {"let", silent},
      {"umask", silent},       {"unset", silent},       {"sleep", silent},
      {"mkdir", silent},       {"rm", silent},          {"cp", do_copy},
      {"mv", do_copy},         {"chmod", silent},       {"touch", silent},
      {"more", pass_input}};
  return table;
}

}  // namespace

std::optional<ValueRef> shell_command(Machine& machine, const Given& given) {
  const auto found = handlers().find(given.callee);
  if (found == handlers().end()) return std::nullopt;
  return found->second(machine, given, words_of(machine, given));
}

std::optional<ValueRef> text_command(Machine& machine, const Given& given) {
  if (machine.unit->powershell) {
    if (auto value = object_command(machine, given)) return value;
    static constexpr std::array<std::string_view, 6> unix_only = {"export", "local", "read",
                                                                  "shift",  "test",  "set"};
    if (std::find(unix_only.begin(), unix_only.end(), given.callee) != unix_only.end()) {
      return std::nullopt;
    }
  }
  return shell_command(machine, given);
}

}  // namespace patdown::trace
