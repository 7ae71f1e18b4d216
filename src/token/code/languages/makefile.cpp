// Makefiles: their recipes as one Bash script, line by line where they stand.

#include "token/code/languages/lines.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"

#include <algorithm>
#include <string>

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
    if (inside.starts_with("shell "))
      shell += "$(" + std::string(inside.substr(6)) + ")";
    else if (is_plain_name(inside))
      shell += "${" + std::string(inside) + "}";
    else
      shell += "${computed_by_make}";
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

// `X := value` as `X="value"`; "" if the line is none.
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
  while (!name.empty() && std::string_view(":?+!").find(name.back()) != std::string_view::npos)
    name.remove_suffix(1);
  const bool appends = line.substr(0, equals).ends_with('+');
  name = without_blanks(name);
  if (!is_plain_name(name)) return "";
  shell += name;
  shell += appends ? "+=" : "=";
  return shell + as_shell(quoted(without_blanks(line.substr(equals + 1))));
}

std::string_view without_marks(std::string_view recipe) {
  const std::size_t begin = recipe.find_first_not_of("@-+ \t");
  return begin == std::string_view::npos ? std::string_view() : recipe.substr(begin);
}

}  // namespace

Code read_makefile(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a file of more than 4 MiB");
  std::string script;
  bool continues = false;  // a recipe that goes on in the next line
  bool skips = false;      // something else that does
  for (const std::string_view line : lines_of_code(text)) {
    const bool recipe = line.starts_with('\t') && !skips;
    if (recipe || continues)
      script += as_shell(continues ? line : without_marks(line.substr(1)));
    else if (!skips && !line.ends_with('\\'))
      script += as_assignment(line);
    continues = (recipe || continues) && line.ends_with('\\');
    skips = !continues && line.ends_with('\\');
    script += '\n';
  }
  Code code = read_bash(script);
  code.bytes_unread = std::min(code.bytes_unread, text.size());
  return code;
}

}  // namespace patdown
