// How Anchors come to their database: loaded, or compiled.

#include "core/error.h"
#include "rule/builtin.h"
#include "rule/packed.h"
#include "rule/pattern.h"
#include "secret/anchor_shape.h"
#include "secret/anchors.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string>

#include <hs/hs.h>

namespace patdown {
namespace {

// For patterns without a bound, and for anchors without one.
constexpr std::size_t default_reach = 4096;

[[noreturn]] void refuse(const Rule& rule, std::string_view anchor, const std::string& why) {
  throw Error("rule " + rule.id + ": the anchor '" + std::string(anchor) + "' is refused: " + why);
}

// The most bytes of a hit.
std::size_t width_of(const Rule& rule, const std::string& anchor) {
  hs_expr_info_t* info = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_expression_info(anchor.c_str(), HS_FLAG_DOTALL, &info, &error) != HS_SUCCESS) {
    const std::string why =
        error != nullptr && error->message != nullptr ? error->message : "unknown error";
    hs_free_compile_error(error);
    refuse(rule, anchor, why);
  }
  const std::size_t width = std::min<std::size_t>(info->max_width, default_reach);
  std::free(info);  // Vectorscan allocates it with malloc, for us to free
  return width;
}

// For each built-in rule its place among `rules`, or Anchor::off; empty if one of `rules` is none.
std::vector<std::uint32_t> places_of_builtin(std::span<const Rule* const> rules) {
  const std::vector<Rule>& builtin = builtin_rules();
  std::vector<std::uint32_t> places(builtin.size(), Anchors::Anchor::off);
  const Rule* const first = builtin.data();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool inside =
        std::less_equal<>{}(first, rules[i]) && std::less<>{}(rules[i], first + builtin.size());
    if (!inside) return {};
    places[static_cast<std::size_t>(rules[i] - first)] = static_cast<std::uint32_t>(i);
  }
  return places;
}

// Patterns on their way into one database.
class PatternSet {
 public:
  void add(const Rule& rule, const std::string& anchor, unsigned id) {
    patterns_.push_back({.expression = anchor.c_str(), .id = id, .flags = HS_FLAG_DOTALL});
    rules_.push_back(&rule);
  }

  // Null without patterns.
  vectorscan::Database compiled() const {
    if (patterns_.empty()) return nullptr;
    vectorscan::Refusal refusal;
    vectorscan::Database database = vectorscan::compiled(patterns_, refusal);
    if (database == nullptr) {
      refuse(*rules_[refusal.pattern], patterns_[refusal.pattern].expression, refusal.why);
    }
    return database;
  }

 private:
  std::vector<vectorscan::Pattern> patterns_;  // expressions are borrowed from the rules
  std::vector<const Rule*> rules_;
};

}  // namespace

Anchors::Anchors(std::span<const Rule* const> rules) {
  if (rules.empty() || !load(rules)) compile(rules);
}

bool Anchors::load(std::span<const Rule* const> rules) {
  const std::string_view stored = builtin_tables().anchors;
  if (stored.empty()) return false;
  const std::vector<std::uint32_t> places = places_of_builtin(rules);
  if (places.empty()) return false;
  Unpacker table(stored);
  std::vector<Anchor> anchors(table.number());
  for (Anchor& anchor : anchors) {
    anchor.rule = places.at(table.number());
    anchor.width = table.number();
    anchor.before = table.number();
    anchor.behind = table.number();
    anchor.in_line = table.number() != 0;
  }
  for (Database& database : databases_) {
    database.longest = table.number();
    const std::string_view bytes = table.text();
    if (bytes.empty()) continue;
    database.patterns = vectorscan::loaded(bytes);
    if (database.patterns != nullptr) continue;
    databases_ = {};
    return false;
  }
  keep_to_lines_ = table.number() != 0;
  anchors_ = std::move(anchors);
  return true;
}

void Anchors::compile(std::span<const Rule* const> rules) {
  std::array<PatternSet, least_runs.size()> sets;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = *rules[i];
    if (rule.anchors.empty()) {
      throw Error("rule " + rule.id + ": it has no anchor, so it would be tried at every byte");
    }
    // Rules from files know their reach; the pattern of one made in code may be faulty as well.
    const std::string fault = rule.reach == 0 ? fault_of(rule.pattern) : std::string();
    if (!fault.empty()) throw Error("rule " + rule.id + ": the pattern is refused: " + fault);
    const std::size_t derived =
        rule.reach == 0 ? longest_match(rule.pattern).value_or(default_reach) : 0;
    for (const std::string& anchor : rule.anchors) {
      const std::size_t width = width_of(rule, anchor);
      const std::size_t run = least_run_of(anchor);
      // Of those whose runs all hold it, the database of the longest.
      std::size_t chosen = sets.size() - 1;
      while (least_runs[chosen] > run) --chosen;
      sets[chosen].add(rule, anchor, static_cast<unsigned>(anchors_.size()));
      databases_[chosen].longest = std::max(databases_[chosen].longest, width);
      keep_to_lines_ = keep_to_lines_ && keeps_to_line(anchor);
      anchors_.push_back({.rule = static_cast<std::uint32_t>(i),
                          .width = width,
                          .before = rule.reach == 0 ? derived : rule.reach + width,
                          .behind = rule.reach == 0 ? derived : rule.reach,
                          .in_line = rule.in_line});
    }
  }
  for (std::size_t i = 0; i < sets.size(); ++i) databases_[i].patterns = sets[i].compiled();
}

std::string Anchors::packed() const {
  Packer packer;
  packer.number(anchors_.size());
  for (const Anchor& anchor : anchors_) {
    packer.number(anchor.rule);
    packer.number(anchor.width);
    packer.number(anchor.before);
    packer.number(anchor.behind);
    packer.number(anchor.in_line ? 1 : 0);
  }
  for (const Database& database : databases_) {
    packer.number(database.longest);
    packer.text(database.patterns == nullptr ? std::string()
                                             : vectorscan::stored(*database.patterns));
  }
  packer.number(keep_to_lines_ ? 1 : 0);
  return packer.take();
}

}  // namespace patdown
