// Makefiles: their variables and recipes as one Bash script, line by line where they stand. make
// reads all variables before it runs a recipe, so they come first in the form.

#include "core/letters.h"
#include "token/code/languages/lines.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace patdown {
namespace {

// The end of what opens at `open`, behind its bracket; npos if it does not end.
std::size_t closing(std::string_view text, std::size_t open) {
  const char opens = text[open];
  const char closes = opens == '(' ? ')' : '}';
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += static_cast<int>(text[i] == opens) - static_cast<int>(text[i] == closes);
    if (depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_word_letter);
}

// $(X) → ${X}, $(shell x) → $(x), $$ → $; what else make computes is a variable of its own.
std::string as_shell(std::string_view line) {
  std::string shell;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '$' || i + 1 >= line.size()) {
      shell += line[i];
      continue;
    }
    const char next = line[i + 1];
    if (next == '$') {
      shell += '$';
      ++i;
      continue;
    }
    const std::size_t end = next == '(' || next == '{' ? closing(line, i + 1) : i + 2;
    if (end == std::string_view::npos) {
      shell += line[i];
      continue;
    }
    const bool bracketed = next == '(' || next == '{';
    const std::string_view inside =
        bracketed ? line.substr(i + 2, end - i - 3) : line.substr(i + 1, 1);
    if (inside == "MAKE")
      shell += "make";
    else if (inside.starts_with("shell "))
      shell += "$(" + std::string(inside.substr(6)) + ")";
    else if (is_plain_name(inside))
      shell += "${" + std::string(inside) + "}";
    else
      shell += "$(computed_by_make)";
    i = end - 1;
  }
  return shell;
}

std::string quoted(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '"' || c == '`' || c == '\\') text += '\\';
    text += c;
  }
  return "\"" + text + "\"";
}

// `X := value` as `X="value"`, `X ?= value` as `X="${X:-value}"`; "" if the line is none.
std::string as_assignment(std::string_view line) {
  constexpr std::string_view exporting = "export ";
  line = without_blanks(line);
  std::string shell;
  if (line.starts_with(exporting)) {
    shell = exporting;
    line = without_blanks(line.substr(exporting.size()));
  }
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return "";
  std::string_view name = line.substr(0, equals);
  const char mark = name.empty() ? ' ' : name.back();
  while (!name.empty() && std::string_view(":?+!").find(name.back()) != std::string_view::npos)
    name.remove_suffix(1);
  name = without_blanks(name);
  if (!is_plain_name(name)) return "";
  shell += name;
  shell += mark == '+' ? "+=" : "=";
  const std::string value = as_shell(quoted(without_blanks(line.substr(equals + 1))));
  if (mark != '?') return shell + value;
  shell.append("\"${").append(name).append(":-");
  return shell.append(value, 1, value.size() - 2).append("}\"");
}

// `ifdef X` and the like as an `if` that may go either way; "" if the line is none.
std::string as_condition(std::string_view line) {
  if (line.starts_with('\t')) return "";
  line = without_blanks(line);
  constexpr std::array<std::string_view, 4> openings = {"ifeq", "ifneq", "ifdef", "ifndef"};
  const auto opens = [&](std::string_view text) {
    return std::any_of(openings.begin(), openings.end(), [&](std::string_view word) {
      return text.starts_with(word) && text.size() > word.size() &&
             !is_word_letter(text[word.size()]);
    });
  };
  if (opens(line)) return "if true; then :";
  if (line == "endif") return "fi";
  if (!line.starts_with("else")) return "";
  line = without_blanks(line.substr(4));
  return line.empty() ? "else :" : opens(line) ? "elif true; then :" : "";
}

std::string_view without_marks(std::string_view recipe) {
  const std::size_t begin = recipe.find_first_not_of("@-+ \t");
  return begin == std::string_view::npos ? std::string_view() : recipe.substr(begin);
}

// Whether every condition that is opened is closed.
bool conditions_match(const std::vector<std::string_view>& lines) {
  int open = 0;
  for (const std::string_view line : lines) {
    const std::string condition = as_condition(line);
    if (condition.starts_with("if")) ++open;
    if (condition == "fi" && --open < 0) return false;
    if (condition.starts_with("el") && open == 0) return false;
  }
  return open == 0;
}

class MakeScript {
 public:
  explicit MakeScript(bool conditions) : conditions_(conditions) {}

  void add(std::string_view line) {
    ++line_;
    const std::string condition = conditions_ && state_ == State::other ? as_condition(line) : "";
    if (!condition.empty()) {
      of_make_.insert(line_);
      script_ += condition;
    } else if (state_ == State::variable) {
      extend(line);
    } else if (state_ == State::recipe) {
      script_ += as_shell(line);
      if (!line.ends_with('\\')) state_ = State::other;
    } else if (line.starts_with('\t')) {
      script_ += as_shell(without_marks(line.substr(1)));
      if (line.ends_with('\\')) state_ = State::recipe;
    } else if (line.ends_with('\\')) {
      begun_ = std::string(line.substr(0, line.size() - 1));
      state_ = State::variable;
    } else {
      assign(line, line_);
    }
    script_ += '\n';
  }

  std::string take() { return std::move(script_); }
  const std::set<std::size_t>& of_make() const { return of_make_; }

 private:
  enum class State { other, recipe, variable };  // what goes on in the next line

  // The value stands where it ends; what it is to be joined from has been passed.
  void extend(std::string_view line) {
    const bool more = line.ends_with('\\');
    begun_.append(" ").append(without_blanks(more ? line.substr(0, line.size() - 1) : line));
    if (more) return;
    state_ = State::other;
    assign(begun_, line_);
  }

  void assign(std::string_view line, std::size_t at) {
    const std::string shell = as_assignment(line);
    if (!shell.empty()) of_make_.insert(at);
    script_ += shell;
  }

  bool conditions_;
  State state_ = State::other;
  std::string script_;
  std::string begun_;  // the line that goes on
  std::size_t line_ = 0;
  std::set<std::size_t> of_make_;  // lines of make's own, not of recipes
};

}  // namespace

Code read_makefile(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a file of more than 4 MiB");
  const std::vector<std::string_view> lines = lines_of_code(text);
  MakeScript script(conditions_match(lines));
  for (const std::string_view line : lines) script.add(line);
  Code code = read_bash(script.take());
  code.bytes_unread = std::min(code.bytes_unread, text.size());
  std::vector<Node>& statements = code.file.children;
  std::stable_partition(statements.begin(), statements.end(), [&](const Node& statement) {
    return script.of_make().contains(statement.line);
  });
  return code;
}

}  // namespace patdown
