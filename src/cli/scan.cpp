#include "cli/scan.h"

#include "cli/assessing.h"
#include "cli/file.h"
#include "cli/remembering.h"
#include "cli/rule_set.h"
#include "cli/scanners.h"
#include "cli/search.h"
#include "cli/target.h"
#include "core/error.h"
#include "git/branch.h"
#include "git/index_file.h"
#include "report/baseline.h"
#include "report/config.h"
#include "token/assess.h"
#include "token/inventory.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>

namespace patdown {
namespace {

Config config_of(const Options& options, const Target& target, const std::vector<Rule>& added) {
  const std::vector<std::string> known = known_rule_ids(added);
  std::string path = options.config;
  if (const char* given = std::getenv("PATDOWN_CONFIG"); path.empty() && given != nullptr)
    path = given;
  if (!path.empty()) return parse_config(read_file(path), path, known);
  if (options.no_repo_config || !target.tree) return {};
  const std::optional<std::string> text = target.tree->read(".patdown.yml");
  return text ? parse_config(*text, ".patdown.yml", known) : Config{};
}

// Blobs and texts whose place in the history is wanted.
std::set<std::string> objects_of(const std::vector<Hit>& hits) {
  std::set<std::string> objects;
  for (const Hit& hit : hits) {
    if (!hit.object.empty()) objects.insert(hit.object);
  }
  return objects;
}

std::vector<DeclaredGrant> grants_of(const Config& config, const Options& options, std::istream& in,
                                     Coverage& coverage) {
  std::vector<DeclaredGrant> grants = config.tokens;
  for (const std::string& path : options.inventories) {
    Inventory inventory = read_inventory(read_file(path, in), path);
    grants.insert(grants.end(), inventory.grants.begin(), inventory.grants.end());
    coverage.partly_read.insert(coverage.partly_read.end(), inventory.partly_read.begin(),
                                inventory.partly_read.end());
  }
  return grants;
}

void describe_repository(Report& report, const Target& target) {
  if (target.repository) {
    report.repository = target.repository->origin_address();
    report.revision = target.repository->head();
    report.branch = branch_of(*target.repository);
  } else if (target.foreign) {
    report.repository = target.foreign->origin_address();
    report.revision = target.foreign->head();
    report.branch = target.foreign->branch();
  }
}

// A blob that no commit holds may be staged: then the index is where it stands.
void sight_staged(const Repository& repository, Provenance& provenance) {
  const IndexFile index = read_index(repository.paths().git_dir + "/index");
  for (const IndexEntry& entry : index.entries) {
    const auto known = provenance.sightings.find(entry.id.hex());
    if (known == provenance.sightings.end() || known->second.size() != 1) continue;
    Sighting& sighting = known->second.front();
    if (sighting.origin != Origin::unreachable || !sighting.path.empty()) continue;
    sighting.path = entry.path;
    sighting.origin = Origin::index;
  }
}

// Searches everything in one target, and shows it to the assessment.
std::vector<Hit> search_all(Report& report, const Target& target, const Scanner& scanner,
                            Deltas deltas, Assessing& assessing) {
  std::vector<Hit> hits;
  for (const std::unique_ptr<Source>& source : target.sources) {
    WatchedSource watched(*source, assessing);
    Searched searched = search(watched, scanner, deltas);
    std::ranges::move(searched.hits, std::back_inserter(hits));
    add(report.coverage, searched.coverage);
  }
  // A whole history holds what files share with it.
  if (target.history && target.commits.empty()) {
    report.coverage.blobs -= report.coverage.shared_blobs;
    report.coverage.bytes -= report.coverage.shared_bytes;
  }
  return hits;
}

// Where the objects of the hits stand.
Provenance provenance_in(const Target& target, const std::set<std::string>& wanted) {
  if (target.foreign) return target.foreign->provenance_of(wanted, target.commits);
  if (std::optional<Provenance> recalled = recalled_provenance(target, wanted)) return *recalled;
  if (target.objects) return provenance_of(*target.objects, wanted, target.threads);
  return provenance_of(*target.repository, wanted, target.commits, target.threads);
}

// Makes findings of the hits in one target and adds them to `report`.
void add_leaks(Report& report, const Target& target, const Options& options, const Config& config,
               const std::vector<Hit>& hits) {
  Provenance provenance;
  if (target.history) {
    const std::set<std::string> wanted = objects_of(hits);
    provenance = provenance_in(target, wanted);
    add(report.coverage,
        {.skipped = provenance.skipped, .unreadable = provenance.missing, .partly_read = {}});
    keep(target, options.state,
         {.rules_digest = report.rules_digest, .matched = wanted, .provenance = provenance},
         report.coverage);
    if (target.repository) sight_staged(*target.repository, provenance);
  }
  Assembled assembled = assemble(
      hits, provenance, {.reveal = options.reveal, .excluded_paths = config.excluded_paths});
  report.suppressed.allow += assembled.allowed;
  std::ranges::move(assembled.findings, std::back_inserter(report.findings));
}

// Adds tokens and their findings to `report`.
void add_uses(Report& report, Assessment assessment, const RuleSet& rules) {
  std::ranges::move(assessment.tokens, std::back_inserter(report.tokens));
  for (Finding& finding : assessment.findings) {
    const auto& off = rules.disabled_scope_rules;
    if (std::ranges::find(off, finding.rule) == off.end())
      report.findings.push_back(std::move(finding));
  }
  Coverage coverage;
  coverage.partly_read = std::move(assessment.partly_read);
  add(report.coverage, coverage);
}

// Paths of several targets are told apart by the target's name.
void prefix_paths(Report& report, const std::string& name) {
  const auto prefix = [&](std::string& path) {
    if (!path.empty()) path = name + (name.ends_with('/') ? "" : "/") + path;
  };
  for (Finding& finding : report.findings) {
    prefix(finding.place.path);
    for (Place& place : finding.places) prefix(place.path);
    for (TraceStep& step : finding.trace) prefix(step.path);
  }
  for (Problem& problem : report.coverage.unreadable) prefix(problem.path);
  for (PartlyRead& partly : report.coverage.partly_read) prefix(partly.path);
}

// One secret under one rule stays one finding, in however many targets it stands.
void merge(Report& all, Report&& one) {
  for (Finding& finding : one.findings) {
    const auto same = std::ranges::find_if(all.findings, [&](const Finding& known) {
      return known.rule == finding.rule && known.fingerprint == finding.fingerprint;
    });
    if (same == all.findings.end()) {
      all.findings.push_back(std::move(finding));
      continue;
    }
    same->places.push_back(finding.place);
    same->places.insert(same->places.end(), finding.places.begin(), finding.places.end());
    same->places_total += 1 + finding.places_total;
  }
  std::ranges::move(one.tokens, std::back_inserter(all.tokens));
  add(all.coverage, one.coverage);
  all.suppressed.allow += one.suppressed.allow;
  all.suppressed.baseline += one.suppressed.baseline;
  all.suppressed.path += one.suppressed.path;
}

enum class Looking { leaks_and_uses, leaks, uses };

// What the targets of one command share.
struct Tools {
  Looking looking;
  std::vector<Rule> added;
  Scanners scanners;
};

Report scan_target(const std::string& path, const Options& options, std::istream& in,
                   Tools& tools) {
  Target target = open_target(path, options, in);
  const Config config = config_of(options, target, tools.added);
  const RuleSet rules = choose_rules(tools.added, config);
  if (tools.looking == Looking::leaks) {
    target.tree.reset();
    target.tree_in_sources = false;
  }
  if (!options.state.empty()) recall(target, options.state, rules.digest);
  Report report;
  report.coverage = target.coverage;
  report.rules_digest = rules.digest;
  report.today = today_of(options);
  describe_repository(report, target);
  const std::vector<DeclaredGrant> grants = grants_of(config, options, in, report.coverage);
  TokenLimits limits = config.limits;
  limits.today = report.today;
  const bool leaks = tools.looking != Looking::uses;
  Assessing assessing(target, grants, limits, leaks && target.tree_in_sources);
  if (leaks) {
    const Deltas deltas = options.full_scan ? Deltas::ignored : Deltas::used;
    add_leaks(report, target, options, config,
              search_all(report, target, tools.scanners.of(rules), deltas, assessing));
  }
  add_uses(report, assessing.finish(), rules);
  const std::set<std::string> baseline =
      options.baseline.empty() ? std::set<std::string>()
                               : parse_baseline(read_file(options.baseline), options.baseline);
  add(report.coverage,
      {.skipped = expired_allows(config, report.today), .unreadable = {}, .partly_read = {}});
  join_halves(report);
  const SuppressedCounts counts = suppress(report.findings, config, baseline, report.today);
  report.suppressed.allow += counts.allow;
  report.suppressed.baseline += counts.baseline;
  report.suppressed.path += counts.path;
  report.rules = describe_rules(report.findings, rules);
  return report;
}

Report scan_targets(const Options& options, std::istream& in, Tools& tools) {
  std::vector<std::string> paths = options.operands;
  if (paths.empty() || options.standard_input) paths = {"."};
  Report all;
  for (const std::string& path : paths) {
    Report one = scan_target(path, options, in, tools);
    if (paths.size() == 1) {
      all = std::move(one);
    } else {
      prefix_paths(one, path);
      all.rules_digest = one.rules_digest;
      all.today = one.today;
      for (const RuleInfo& rule : one.rules) {
        const bool known = std::ranges::find(all.rules, rule.id, &RuleInfo::id) != all.rules.end();
        if (!known) all.rules.push_back(rule);
      }
      merge(all, std::move(one));
    }
  }
  all.version = PATDOWN_VERSION;
  all.root = options.standard_input ? "<stdin>" : paths.front();
  std::ranges::sort(all.rules, {}, &RuleInfo::id);
  std::ranges::sort(all.tokens, {}, &Token::id);
  sort_findings(all.findings);
  link_tokens(all);
  if (all.tokens.empty()) return all;
  for (const Scope& scope : Catalog::azure_devops().scopes()) {
    if (!scope.label.empty()) all.scope_labels.emplace(scope.name, scope.label);
  }
  return all;
}

}  // namespace

static Tools tools_for(const Options& options, Looking looking,
                       Scanners::Metering metering = Scanners::Metering::off) {
  Tools tools{.looking = looking,
              .added = read_rule_folders(options.rule_folders),
              .scanners = Scanners(metering)};
  // Folders are listed meanwhile.
  const bool lists = !options.standard_input && !options.staged && options.range.empty() &&
                     options.since.empty() && !options.history;
  if (lists && looking != Looking::uses && tools.added.empty() && threads_of(options) > 1)
    tools.scanners.make_ready();
  return tools;
}

std::string today_of(const Options& options) {
  if (!options.today.empty()) return options.today;
  const std::chrono::year_month_day day(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  std::string text = std::to_string(static_cast<int>(day.year()));
  for (const unsigned part :
       {static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())}) {
    text += part < 10 ? "-0" : "-";
    text += std::to_string(part);
  }
  return text;
}

Report scan(const Options& options, std::istream& in) {
  Tools tools = tools_for(options, Looking::leaks_and_uses);
  return scan_targets(options, in, tools);
}

Report scan_scopes(const Options& options, std::istream& in) {
  Tools tools = tools_for(options, Looking::uses);
  return scan_targets(options, in, tools);
}

std::vector<RuleCost> profile_rules(const Options& options, std::istream& in) {
  Tools tools = tools_for(options, Looking::leaks, Scanners::Metering::on);
  const Report report = scan_targets(options, in, tools);
  std::vector<RuleCost> costs = tools.scanners.costs();
  for (RuleCost& cost : costs) {
    cost.findings =
        static_cast<std::size_t>(std::ranges::count(report.findings, cost.rule, &Finding::rule));
  }
  return costs;
}

}  // namespace patdown
