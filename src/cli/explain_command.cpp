#include "cli/commands.h"
#include "cli/file.h"
#include "core/closest.h"
#include "core/error.h"
#include "output/explain.h"
#include "output/output.h"
#include "rule/rule.h"
#include "token/explain.h"
#include "token/scope_rule.h"

#include <algorithm>
#include <sstream>

namespace patdown {
namespace {

// One request a line; blank lines are answered too, so that lines stay in step.
ExitCode explain_batch(const Options& options, Streams& streams) {
  std::istringstream lines(read_file(options.batch, streams.in));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    text += write_explain_json(explain_request(Catalog::azure_devops(), line));
  }
  deliver(text, options, streams);
  return clean;
}

// What is known of a rule, secret or scope; empty if there is none of that id.
std::string rule_text(const std::string& id) {
  const auto& rules = builtin_rules();
  if (const auto rule = std::ranges::find(rules, id, &Rule::id); rule != rules.end()) {
    return rule->id + ": " + rule->title + "\n\nSeverity: " + std::string(name_of(rule->severity)) +
           "\nWho holds it " + rule->risk + ".\nWhat to do: " + rule->fix + ".\n" +
           (rule->check.empty() ? "" : "Proof: the offline check " + rule->check + ".\n") + "See " +
           rule->reference + "\n";
  }
  const auto& scopes = scope_rules();
  if (const auto rule = std::ranges::find(scopes, id, &ScopeRule::id); rule != scopes.end()) {
    return rule->id + ": " + rule->title + "\n\nSeverity: " + std::string(name_of(rule->severity)) +
           "\n" + rule->help + "\nHow patdown knows: " + rule->inferred +
           ".\nWhat to do: " + rule->fix +
           ".\nTo silence it: allow the fingerprint, or rules: "
           "{disable: [" +
           rule->id + "]}, in .patdown.yml.\nMore in " + page_of(*rule) + ", see " +
           rule->reference + "\n";
  }
  return {};
}

[[noreturn]] void unknown(const std::string& subject) {
  std::vector<std::string_view> names;
  for (const Rule& rule : builtin_rules()) names.push_back(rule.id);
  for (const ScopeRule& rule : scope_rules()) names.push_back(rule.id);
  for (const Scope& scope : Catalog::azure_devops().scopes()) names.push_back(scope.name);
  for (const Operation& operation : Catalog::azure_devops().operations())
    names.push_back(operation.id);
  throw Error("nothing is known of '" + subject +
              "': it is no rule, operation, command, scope or request (VERB URL)" +
              did_you_mean(subject, names));
}

}  // namespace

ExitCode explain_command(const Options& options, Streams& streams) {
  if (!options.batch.empty()) return explain_batch(options, streams);
  if (options.operands.empty()) throw Error("usage: patdown explain X, or --batch FILE");
  // Unquoted, a request comes as two words.
  std::string subject = options.operands[0];
  for (std::size_t i = 1; i < options.operands.size(); ++i) subject += " " + options.operands[i];
  const bool json = options.format == "json" || options.format == "jsonl";
  if (!json && options.format != "text") {
    throw Error("unknown format '" + options.format + "': explain writes text, json or jsonl");
  }
  const std::optional<Explanation> explanation = explain(Catalog::azure_devops(), subject);
  if (!explanation) {
    const std::string text = rule_text(subject);
    if (text.empty()) unknown(subject);
    if (json) throw Error("a rule is explained as text only");
    deliver(text, options, streams);
    return clean;
  }
  deliver(json ? write_explain_json(*explanation) : write_explain_text(*explanation), options,
          streams);
  return explanation->status == "not-an-api" ? found : clean;
}

}  // namespace patdown
