#include "cli/flags.h"

#include "core/error.h"

#include <algorithm>
#include <charconv>

namespace patdown {
namespace {

constexpr Command command_table[] = {
    {"scan", "[PATH]...", "find leaked and over-scoped tokens: work tree and history"},
    {"scopes", "[PATH]...", "for each token: what it is used for and the least it needs"},
    {"explain", "X", "a rule id, an operation, a scope, or a request such as 'GET https://…'"},
    {"rules", "list | providers | check FILE... | profile [PATH]",
     "the rules there are; hold rule files to their examples; what they cost"},
    {"baseline", "create|update FILE [PATH]...", "write down what is known, for --baseline"},
};

constexpr std::string_view scanning = "scan scopes baseline";
constexpr std::string_view searching = "scan scopes baseline rules";

When when_of(std::string_view value) {
  if (value == "auto") return When::automatic;
  if (value == "always") return When::always;
  if (value == "never") return When::never;
  throw Error("--color takes auto, always or never, not '" + std::string(value) + "'");
}

unsigned number_of(std::string_view value) {
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failed != std::errc() || end != value.data() + value.size() || number > 256) {
    throw Error("--threads takes a number up to 256, not '" + std::string(value) + "'");
  }
  return number;
}

std::string day_of(std::string_view value) {
  const auto digit = [&](std::size_t i) { return value[i] >= '0' && value[i] <= '9'; };
  bool fits = value.size() == 10 && value[4] == '-' && value[7] == '-';
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) fits = fits && digit(i);
  if (!fits) throw Error("--today takes a day as 2026-01-31, not '" + std::string(value) + "'");
  return std::string(value);
}

std::pair<std::string, std::string> report_of(std::string_view value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string_view::npos || equals + 1 == value.size()) {
    throw Error("--report takes FORMAT=FILE, such as sarif=patdown.sarif, not '" +
                std::string(value) + "'");
  }
  return {std::string(value.substr(0, equals)), std::string(value.substr(equals + 1))};
}

using Value = std::string_view;

constexpr Flag flag_table[] = {
    {"worktree", 0, "", "Input", "scan baseline rules", "the work tree only, not the history",
     [](Options& o, Value) { o.worktree = true; }},
    {"history", 0, "", "Input", "scan baseline rules", "the history only, not the work tree",
     [](Options& o, Value) { o.history = true; }},
    {"staged", 0, "", "Input", "scan scopes", "what a commit would add",
     [](Options& o, Value) { o.staged = true; }},
    {"range", 0, "A..B", "Input", "scan", "what these commits bring, merges included",
     [](Options& o, Value v) { o.range = v; }},
    {"since", 0, "REV", "Input", "scan", "what the commits since REV bring",
     [](Options& o, Value v) { o.since = v; }},
    {"state", 0, "FILE", "Input", "scan",
     "remember in FILE what was searched of the history; next time only what is new is read",
     [](Options& o, Value v) { o.state = v; }},
    {"stdin", 0, "", "Input", "scan", "standard input",
     [](Options& o, Value) { o.standard_input = true; }},
    {"inventory", 0, "FILE", "Input", "scan scopes",
     "what tokens hold: JSON of the PAT lifecycle or token admin API, or CSV",
     [](Options& o, Value v) { o.inventories.emplace_back(v); }},
    {"rules", 0, "DIR", "Input", "scan baseline rules", "the rule files in DIR as well",
     [](Options& o, Value v) { o.rule_folders.emplace_back(v); }},
    {"full-scan", 0, "", "Input", "scan rules",
     "search each version of a file as a whole: slower, the same result",
     [](Options& o, Value) { o.full_scan = true; }},
    {"threads", 'j', "N", "Input", searching, "how many threads; default: one for each processor",
     [](Options& o, Value v) { o.threads = number_of(v); }},
    {"config", 0, "FILE", "Findings", searching, "instead of the repository's .patdown.yml",
     [](Options& o, Value v) { o.config = v; }},
    {"no-repo-config", 0, "", "Findings", searching,
     "for auditors: leave the repository's own .patdown.yml unread",
     [](Options& o, Value) { o.no_repo_config = true; }},
    {"baseline", 0, "FILE", "Findings", "scan", "report only what FILE does not know",
     [](Options& o, Value v) { o.baseline = v; }},
    {"allow-incomplete", 0, "", "Findings", scanning,
     "exit 0, not 3, when something could not be looked at",
     [](Options& o, Value) { o.allow_incomplete = true; }},
    {"today", 0, "DAY", "Findings", scanning, "the day, as 2026-01-31, for what expires",
     [](Options& o, Value v) { o.today = day_of(v); }},
    {"reveal", 0, "", "Findings", "scan", "print secrets whole",
     [](Options& o, Value) { o.reveal = true; }},
    {"format", 'f', "FORMAT", "Output", "scan scopes explain rules",
     "text, json; scan: jsonl, sarif too; scopes: markdown; explain: jsonl",
     [](Options& o, Value v) { o.format = v; }},
    {"output", 'o', "FILE", "Output", "scan scopes explain rules",
     "to FILE, not to standard output", [](Options& o, Value v) { o.output = v; }},
    {"suggest", 0, "", "Output", "scopes", "the tokens: block for .patdown.yml, as inferred",
     [](Options& o, Value) { o.suggest = true; }},
    {"report", 0, "FORMAT=FILE", "Output", "scan", "a further report; may be repeated",
     [](Options& o, Value v) { o.reports.push_back(report_of(v)); }},
    {"batch", 0, "FILE", "Input", "explain", "one request a line ('-': standard input)",
     [](Options& o, Value v) { o.batch = v; }},
    {"color", 0, "WHEN", "Output", "", "auto, always or never; NO_COLOR is honoured",
     [](Options& o, Value v) { o.color = when_of(v); }},
    {"help", 'h', "", "Other", "", "this text", [](Options& o, Value) { o.help = true; }},
    {"version", 'V', "", "Other", "", "the version", [](Options& o, Value) { o.version = true; }},
};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 2, width), ' ');
  return text;
}

}  // namespace

std::span<const Command> commands() {
  return command_table;
}
std::span<const Flag> flags() {
  return flag_table;
}

bool takes(std::string_view command, const Flag& flag) {
  if (flag.commands.empty() || command.empty()) return true;
  std::size_t at = flag.commands.find(command);
  while (at != std::string_view::npos) {
    const std::size_t end = at + command.size();
    const bool starts = at == 0 || flag.commands[at - 1] == ' ';
    if (starts && (end == flag.commands.size() || flag.commands[end] == ' ')) return true;
    at = flag.commands.find(command, end);
  }
  return false;
}

std::string help_of(std::string_view command) {
  std::string text;
  if (command.empty()) {
    text = "patdown finds leaked tokens, and tokens that can do more than they need to.\n\n";
    text += "Usage: patdown COMMAND [FLAGS] [OPERANDS]\n\nCommands:\n";
    for (const Command& c : command_table) {
      text += "  " + padded(std::string(c.name) + " " + std::string(c.operands), 38) +
              std::string(c.help) + "\n";
    }
  } else {
    const auto* const found = std::ranges::find(command_table, command, &Command::name);
    text = "patdown " + std::string(command) + ": " + std::string(found->help) + "\n\n";
    text += "Usage: patdown " + std::string(command) + " [FLAGS] " + std::string(found->operands) +
            "\n";
  }
  for (const std::string_view group : {"Input", "Findings", "Output", "Other"}) {
    std::string lines;
    for (const Flag& flag : flag_table) {
      if (flag.group != group || !takes(command, flag)) continue;
      std::string name =
          flag.letter == 0 ? std::string("    ") : std::string("-") + flag.letter + ", ";
      name += "--" + std::string(flag.name);
      if (!flag.value.empty()) name += " " + std::string(flag.value);
      lines += "  " + padded(name, 28) + std::string(flag.help) + "\n";
    }
    if (!lines.empty()) text += "\n" + std::string(group) + ":\n" + lines;
  }
  text +=
      "\nExit codes: 0 clean, 1 findings, 2 wrong use or configuration, 3 could not look at "
      "everything.\n";
  return text;
}

}  // namespace patdown
