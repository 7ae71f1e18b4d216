#include "token/code/bash/cmd.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/code/readers.h"

#include <algorithm>
#include <array>
#include <map>

namespace patdown {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// The first word in lower case, and where what follows it begins.
std::string first_word(std::string_view line, std::size_t& rest) {
  std::size_t end = 0;
  while (end < line.size() && !is_blank(line[end]) && line[end] != '(' && line[end] != '"') ++end;
  std::string word = lower(line.substr(0, end));
  while (end < line.size() && is_blank(line[end])) ++end;
  rest = end;
  return word;
}

class Translation {
 public:
  explicit Translation(std::string_view text) {
    for (std::string_view rest = text; !rest.empty();) note_set(next_line(rest));
  }

  std::string line(std::string_view written) const {
    const std::string_view code = trimmed(written);
    std::string shell = statement(code);
    return code.empty() ? std::string() : shell;
  }

  static std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
  }

 private:
  // "X=y" of `set X=y` and `set "X=y"`; empty if something else is set.
  static std::string_view assigned(std::string_view line) {
    std::size_t rest = 0;
    const std::string_view code = trimmed(line);
    const std::string word = first_word(code.substr(code.starts_with('@') ? 1 : 0), rest);
    if (word != "set") return {};
    std::string_view what =
        code.substr(std::min(code.size(), rest + (code.starts_with('@') ? 1 : 0)));
    if (what.starts_with('/')) return {};
    if (what.size() > 1 && what.front() == '"') {
      what.remove_prefix(1);
      what = what.substr(0, what.rfind('"'));
    }
    const auto equals = what.find('=');
    return equals == std::string_view::npos || equals == 0 ? std::string_view() : what;
  }

  void note_set(std::string_view line) {
    const std::string_view what = assigned(line);
    const std::string name(trimmed(what.substr(0, what.find('='))));
    if (!name.empty()) spelled_.emplace(lower(name), name);
  }

  std::string variable(std::string_view name) const {
    // "%X:a=b%" is X with something put in the place of something else, "%X:~0,3%" a part of it.
    const std::string_view plain = name.substr(0, name.find(':'));
    const bool word = !plain.empty() && std::all_of(plain.begin(), plain.end(), [](char c) {
      return is_word_letter(c) || c == '.';
    });
    if (!word) return {};
    const auto known = spelled_.find(lower(plain));
    std::string shell = known == spelled_.end() ? std::string(plain) : known->second;
    std::replace(shell.begin(), shell.end(), '.', '_');
    return "${" + shell + "}";
  }

  // What stands at a percent sign: "%X%", "%1", "%~dp0", "%%i"; how long it is, or 0.
  std::size_t percent(std::string_view code, std::string& shell) const {
    std::size_t at = 1;
    if (code.substr(1, 1) == "%") ++at;
    if (code.substr(0, 5) == "%~dp0") {
      shell += "$(dirname \"$0\")/";
      return 5;
    }
    if (code.substr(at, 1) == "~") ++at;
    const char next = at < code.size() ? code[at] : ' ';
    if (next == '*' || is_digit(next)) {
      shell += next == '*' ? "$@" : std::string("${") + next + "}";
      return at + 1;
    }
    if (code.substr(1, 1) == "%" && is_word_letter(next)) {  // of a loop
      shell += std::string("${") + next + "}";
      return at + 1;
    }
    const auto close = code.find('%', 1);
    const std::string name =
        close == std::string_view::npos ? "" : variable(code.substr(1, close - 1));
    if (name.empty()) return 0;
    shell += name;
    return close + 1;
  }

  // Words, as Bash spells them.
  std::string words(std::string_view code) const {
    std::string shell;
    bool quoted = false;
    for (std::size_t k = 0; k < code.size(); ++k) {
      const char c = code[k];
      const char next = k + 1 < code.size() ? code[k + 1] : '\n';
      const auto bang = c == '!' ? code.find('!', k + 1) : std::string_view::npos;
      const std::string late =
          bang == std::string_view::npos ? "" : variable(code.substr(k + 1, bang - k - 1));
      if (c == '%') {
        const std::size_t length = percent(code.substr(k), shell);
        k += length == 0 ? 0 : length - 1;
      } else if (!late.empty()) {
        shell += late;
        k = bang;
      } else if (c == '\\') {
        shell += next == '"' ? "\\\"" : "/";
        k += next == '"' ? 1 : 0;
      } else if (c == '^' && !quoted) {
        if (k + 1 == code.size()) shell += '\\';
      } else if (c == '"') {
        quoted = !quoted;
        shell += c;
      } else if (c == '$' || c == '`' ||
                 (!quoted && (c == '\'' || c == '(' || c == ')' || c == '#'))) {
        shell.append(1, '\\').append(1, c);
      } else if (c == '&' && !quoted && next != '&' && (k == 0 || code[k - 1] != '&') &&
                 (k == 0 || code[k - 1] != '>')) {
        shell += ';';
      } else {
        shell += c;
      }
    }
    return quoted ? shell + '"' : shell;
  }

  std::string assignment(std::string_view what) const {
    const auto equals = what.find('=');
    std::string value = words(what.substr(equals + 1));
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    const std::string key = lower(trimmed(what.substr(0, equals)));
    const auto known = spelled_.find(key);
    return (known == spelled_.end() ? key : known->second) + "=\"" + value + "\"";
  }

  // Behind `if`'s condition or `for`'s list: the command. Empty if it begins on the next line.
  static std::string_view guarded(std::string_view code, const std::string& word) {
    if (word == "for") {
      const auto does = lower(code).find(" do ");
      return does == std::string::npos ? std::string_view() : trimmed(code.substr(does + 4));
    }
    std::size_t rest = 0;
    std::string_view left = code;
    std::string next = first_word(left, rest);
    const auto step = [&] {
      left = left.substr(std::min(rest, left.size()));
      next = first_word(left, rest);
    };
    while (next == "/i" || next == "not") step();
    const bool one = next == "exist" || next == "defined" || next == "errorlevel";
    const bool joined = !one && left.find("==") != std::string_view::npos;
    if (joined) {
      left = trimmed(left.substr(left.find("==") + 2));
      if (left.starts_with('"')) {
        const auto close = left.find('"', 1);
        return close == std::string_view::npos ? std::string_view()
                                               : trimmed(left.substr(close + 1));
      }
      first_word(left, rest);
      return trimmed(left.substr(std::min(rest, left.size())));
    }
    step();
    if (!one) step();
    return trimmed(left.substr(std::min(rest, left.size())));
  }

  // "if", "for", "else", "call" and "start" stand in front of a command; nobody writes so many.
  std::string statement(std::string_view code) const {
    constexpr std::size_t most_in_front = 64;
    static constexpr std::array<std::string_view, 8> silent = {
        "rem", "goto", "setlocal", "endlocal", "title", "color", "pause", "exit"};
    for (std::size_t k = 0; k < most_in_front; ++k) {
      while (code.starts_with('@') || code.starts_with('(') || code.starts_with(')'))
        code = trimmed(code.substr(1));
      if (code.starts_with(':')) return "# " + std::string(code);
      std::size_t rest = 0;
      const std::string word = first_word(code, rest);
      const std::string_view behind = code.substr(std::min(rest, code.size()));
      if (std::find(silent.begin(), silent.end(), word) != silent.end()) return ":";
      if (word == "set") {
        const std::string_view what = assigned(code);
        return what.empty() ? std::string(":") : assignment(what);
      }
      if (word == "if" || word == "for") {
        code = guarded(behind, word);
      } else if (word == "else" || word == "call" || word == "start") {
        code = behind;
      } else {
        break;
      }
    }
    return words(code);
  }

  std::map<std::string, std::string> spelled_;
};

}  // namespace

std::string cmd_as_bash(std::string_view text) {
  const Translation translation(text);
  std::string shell;
  while (!text.empty()) {
    const bool ends = text.find('\n') != std::string_view::npos;
    shell += translation.line(Translation::next_line(text));
    if (ends) shell += '\n';
  }
  return shell;
}

Code read_cmd(std::string_view text) {
  return read_bash(cmd_as_bash(text));
}

}  // namespace patdown
