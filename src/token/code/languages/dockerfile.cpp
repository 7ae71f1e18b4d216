// Dockerfiles: what RUN runs as one Bash script, line by line where it stands.

#include "core/letters.h"
#include "core/text.h"
#include "token/code/languages/lines.h"
#include "token/code/readers.h"
#include "token/code/syntax/clip.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find_first_of(" \t"));
}

bool is_instruction(std::string_view word, std::string_view name) {
  if (word.size() != name.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((static_cast<unsigned char>(word[i]) & 0xDFU) != static_cast<unsigned char>(name[i]))
      return false;
  return true;
}

// `--mount=… --network=… command`
std::string_view without_flags(std::string_view words) {
  while (words.starts_with("--")) {
    const std::size_t end = words.find_first_of(" \t");
    if (end == std::string_view::npos) return {};
    words = without_blanks(words.substr(end));
  }
  return words;
}

// ["sh", "-c", "x"] as words.
std::string as_words(std::string_view list) {
  std::string words;
  for (const char c : list.substr(1, list.size() - 2)) words += c == ',' ? ' ' : c;
  return words;
}

class DockerScript {
 public:
  void add(std::string_view line) {
    ++line_;
    if (!heredoc_.empty()) {
      const bool ends = without_blanks(line) == heredoc_;
      if (!ends && runs_) script_ += line;
      if (ends) heredoc_.clear();
    } else if (continues_) {
      const std::string_view words = without_blanks(line);
      // Comments and empty lines inside an instruction are none of it.
      const bool none = words.empty() || words.starts_with('#');
      if (runs_) script_ += none ? std::string_view("\\") : line;
      continues_ = none || words.ends_with('\\');
    } else {
      begin(without_blanks(line));
    }
    script_ += '\n';
  }

  std::string take() { return std::move(script_); }
  // The first line of RUN that is PowerShell; 0 if there is none.
  std::size_t powershell() const { return first_powershell_; }

 private:
  void begin(std::string_view line) {
    if (line.empty() || line.starts_with('#')) return;
    const std::string_view word = first_word(line);
    const std::string_view rest = without_flags(without_blanks(line.substr(word.size())));
    continues_ = line.ends_with('\\');
    runs_ = false;
    if (is_instruction(word, "RUN")) {
      run(rest);
    } else if (is_instruction(word, "SHELL")) {
      const std::string shell = lower(rest);
      powershell_ =
          shell.find("powershell") != std::string::npos || shell.find("pwsh") != std::string::npos;
    } else if (is_instruction(word, "FROM")) {
      powershell_ = false;
    } else if (is_instruction(word, "ENV") && !rest.empty()) {
      runs_ = true;
      const bool pairs = first_word(rest).find('=') != std::string_view::npos;
      script_ += "export " + std::string(first_word(rest)) + (pairs ? "" : "=\"");
      script_ += pairs ? rest.substr(first_word(rest).size())
                       : without_blanks(rest.substr(first_word(rest).size()));
      if (!pairs) script_ += '"';
    } else if (is_instruction(word, "ARG") && rest.find('=') != std::string_view::npos) {
      runs_ = true;
      script_ += rest;
    } else {
      find_heredoc(rest);
    }
  }

  void run(std::string_view rest) {
    if (powershell_) {
      if (first_powershell_ == 0) first_powershell_ = line_;
      return find_heredoc(rest);
    }
    runs_ = true;
    find_heredoc(rest);
    if (!heredoc_.empty()) return;
    if (rest.starts_with('[') && rest.ends_with(']'))
      script_ += as_words(rest);
    else
      script_ += rest;
  }

  // RUN <<EOF: the lines up to EOF are the script.
  void find_heredoc(std::string_view rest) {
    const std::size_t at = rest.find("<<");
    if (at != 0) return;
    std::string_view name = rest.substr(2);
    if (name.starts_with('-')) name.remove_prefix(1);
    name = first_word(name);
    while (!name.empty() && !is_word_letter(name.front())) name.remove_prefix(1);
    while (!name.empty() && !is_word_letter(name.back())) name.remove_suffix(1);
    heredoc_ = name;
  }

  std::string script_;
  std::string heredoc_;      // the line that ends the one that is open
  bool continues_ = false;   // an instruction goes on
  bool runs_ = false;        // it is to be read
  bool powershell_ = false;  // what RUN runs
  std::size_t line_ = 0;
  std::size_t first_powershell_ = 0;
};

}  // namespace

Code read_dockerfile(std::string_view text) {
  if (text.size() > most_code) return unread_code(text.size(), "a file of more than 4 MiB");
  DockerScript script;
  for (const std::string_view line : lines_of_code(text)) script.add(line);
  Code code = read_bash(script.take());
  code.bytes_unread = std::min(code.bytes_unread, text.size());
  if (script.powershell() > 0) {
    code.partly_read.push_back(
        {.path = "", .line = script.powershell(), .why = "PowerShell in a Dockerfile"});
  }
  return code;
}

}  // namespace patdown
