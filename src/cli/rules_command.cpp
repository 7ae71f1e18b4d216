#include "cli/commands.h"
#include "cli/file.h"
#include "cli/rule_set.h"
#include "cli/scan.h"
#include "core/error.h"
#include "output/rule_costs.h"
#include "secret/rule_check.h"
#include "token/scope_rule.h"

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace patdown {
namespace {

void list_line(std::ostream& out, const std::string& id, Severity severity,
               const std::string& title) {
  std::string line = id;
  line.resize(std::max<std::size_t>(line.size() + 2, 44), ' ');
  line += name_of(severity);
  line.resize(std::max<std::size_t>(line.size() + 2, 54), ' ');
  out << line << title << '\n';
}

ExitCode list(const Options& options, Streams& streams) {
  const std::vector<Rule> added = read_rule_folders(options.rule_folders);
  const RuleSet rules = choose_rules(added, {});
  for (const Rule* rule : rules.active)
    list_line(streams.out, rule->id, rule->severity, rule->title);
  for (const ScopeRule& rule : scope_rules()) {
    list_line(streams.out, rule.id, rule.severity, rule.title);
  }
  return clean;
}

// A Markdown table, docs/providers.md.
ExitCode providers(const Options& options, Streams& streams) {
  const std::vector<Rule> added = read_rule_folders(options.rule_folders);
  const RuleSet rules = choose_rules(added, {});
  std::map<std::string, std::vector<const Rule*>> by_provider;
  for (const Rule* rule : rules.active) by_provider[rule->provider].push_back(rule);
  streams.out << "| provider | what is found |\n| --- | --- |\n";
  for (const auto& [provider, found_rules] : by_provider) {
    streams.out << "| [" << provider << "](" << found_rules.front()->reference << ") |";
    const char* separator = " ";
    for (const Rule* rule : found_rules) {
      streams.out << separator << rule->title;
      separator = "; ";
    }
    streams.out << " |\n";
  }
  return clean;
}

ExitCode check(const Options& options, Streams& streams) {
  if (options.operands.size() < 2) throw Error("usage: patdown rules check FILE...");
  std::size_t rules = 0;
  std::size_t faults = 0;
  for (auto path = options.operands.begin() + 1; path != options.operands.end(); ++path) {
    for (const Rule& rule : parse_rules(read_file(*path, streams.in), *path)) {
      ++rules;
      for (const std::string& fault : faults_of(rule)) {
        streams.out << *path << ": " << rule.id << ' ' << fault << '\n';
        ++faults;
      }
    }
  }
  if (rules == 0) throw Error(options.operands[1] + ": there is no rule in it");
  streams.err << "patdown: " << rules << " rules, " << faults << " faults\n";
  return faults == 0 ? clean : found;
}

// What each rule costs where PATH is searched.
ExitCode profile(Options options, Streams& streams) {
  options.operands.erase(options.operands.begin());
  if (options.operands.size() > 1) throw Error("usage: patdown rules profile [PATH]");
  if (options.format != "text" && options.format != "json") {
    throw Error("unknown format '" + options.format + "': rules profile writes text or json");
  }
  const std::vector<RuleCost> costs = profile_rules(options, streams.in);
  deliver(options.format == "json" ? write_rule_costs_json(costs) : write_rule_costs_text(costs),
          options, streams);
  return clean;
}

}  // namespace

ExitCode rules_command(const Options& options, Streams& streams) {
  if (!options.operands.empty() && options.operands[0] == "list") return list(options, streams);
  if (!options.operands.empty() && options.operands[0] == "check") return check(options, streams);
  if (!options.operands.empty() && options.operands[0] == "providers") {
    return providers(options, streams);
  }
  if (!options.operands.empty() && options.operands[0] == "profile") {
    return profile(options, streams);
  }
  throw Error("usage: patdown rules list | providers | check FILE... | profile [PATH]");
}

}  // namespace patdown
