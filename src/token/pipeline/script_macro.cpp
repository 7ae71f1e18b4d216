#include "token/pipeline/script_macro.h"

#include "core/letters.h"
#include "token/pipeline/expand.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

namespace patdown {
namespace {

// https://learn.microsoft.com/azure/devops/pipelines/build/variables
constexpr std::array<std::string_view, 9> predefined{"build.",       "system.",   "agent.",
                                                     "pipeline.",    "release.",  "checks.",
                                                     "environment.", "strategy.", "resources."};

// What people run without an argument inside $( ).
constexpr std::string_view commands[] = {
    "arch",     "basename", "cat",      "clear",   "cmd",    "compgen", "curl",    "cygpath",
    "date",     "df",       "dir",      "dirname", "dirs",   "docker",  "dotnet",  "echo",
    "env",      "export",   "false",    "free",    "gh",     "git",     "go",      "groups",
    "hostname", "id",       "ifconfig", "ip",      "jobs",   "jq",      "locale",  "logname",
    "ls",       "lsblk",    "lscpu",    "make",    "mktemp", "mount",   "node",    "npm",
    "nproc",    "perl",     "printenv", "ps",      "pwd",    "python",  "python3", "realpath",
    "ruby",     "set",      "sh",       "sw_vers", "sync",   "tput",    "true",    "tty",
    "type",     "umask",    "uname",    "uptime",  "users",  "uuidgen", "vm_stat", "w",
    "wait",     "which",    "who",      "whoami",  "xargs",  "yarn",    "yes",     "throw"};

// https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands
constexpr std::string_view verbs[] = {
    "add",        "clear",   "compare", "convert", "convertfrom", "convertto", "copy",   "disable",
    "enable",     "export",  "find",    "foreach", "format",      "get",       "group",  "import",
    "initialize", "install", "invoke",  "join",    "measure",     "move",      "new",    "out",
    "publish",    "read",    "remove",  "rename",  "resolve",     "select",    "send",   "set",
    "sort",       "split",   "start",   "stop",    "test",        "uninstall", "update", "use",
    "wait",       "where",   "write"};

template <typename Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_name_part(char c) {
  return is_word_letter(c) || c == '-' || c == '.';
}

bool is_cmdlet(std::string_view word) {
  const std::size_t dash = word.find('-');
  if (dash == std::string_view::npos || dash + 1 >= word.size()) return false;
  const bool noun = std::isupper(static_cast<unsigned char>(word[dash + 1])) != 0;
  return noun && holds(verbs, lower(word.substr(0, dash)));
}

bool names_file(std::string_view word) {
  constexpr std::array<std::string_view, 6> endings{".sh", ".ps1", ".exe", ".cmd", ".bat", ".py"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

// Words that the script defines as functions: `name()` and `function name`.
std::set<std::string> functions_of(std::string_view body) {
  std::set<std::string> functions;
  for (std::size_t at = body.find("()"); at != std::string_view::npos;
       at = body.find("()", at + 2)) {
    std::size_t end = at;
    while (end > 0 && body[end - 1] == ' ') --end;
    std::size_t start = end;
    while (start > 0 && is_name_part(body[start - 1])) --start;
    if (start < end) functions.insert(lower(body.substr(start, end - start)));
  }
  constexpr std::string_view keyword = "function ";
  for (std::size_t at = body.find(keyword); at != std::string_view::npos;
       at = body.find(keyword, at + 1)) {
    const std::size_t start = at + keyword.size();
    std::size_t end = start;
    while (end < body.size() && is_name_part(body[end])) ++end;
    functions.insert(lower(body.substr(start, end - start)));
  }
  return functions;
}

bool is_identifier(std::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  return (std::isalpha(first) != 0 || word[0] == '_') &&
         std::all_of(word.begin(), word.end(), is_name_part);
}

}  // namespace

std::function<bool(std::string_view)> script_macros(std::string_view body,
                                                    std::string_view language,
                                                    const std::set<std::string>& declared) {
  const auto functions = std::make_shared<const std::set<std::string>>(functions_of(body));
  const bool powershell = language == "powershell";
  return [functions, powershell, &declared](std::string_view word) {
    const std::string name = lower(word);
    if (declared.count(name) != 0) return true;
    if (word.find("${{") != std::string_view::npos) return true;
    if (!is_identifier(word)) return false;
    const auto is_start = [&](std::string_view start) { return name.starts_with(start); };
    if (std::any_of(predefined.begin(), predefined.end(), is_start)) return true;
    if (functions->count(name) != 0 || holds(commands, name) || names_file(name)) return false;
    return !(powershell && is_cmdlet(word));
  };
}

}  // namespace patdown
