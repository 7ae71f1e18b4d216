#include "output/rule_costs.h"

#include "output/json_values.h"
#include "output/printable.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <tuple>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

constexpr int schema = 1;
constexpr std::array<std::string_view, 6> columns = {"rule",  "hits", "searches",
                                                     "bytes", "time", "findings"};
constexpr std::array<std::size_t, 6> widths = {48, 12, 12, 12, 12, 10};

// The dearest first; rules that were never near are left out.
std::vector<RuleCost> sorted(std::vector<RuleCost> costs) {
  std::erase_if(costs, [](const RuleCost& cost) { return cost.hits == 0; });
  std::ranges::sort(costs, [](const RuleCost& a, const RuleCost& b) {
    return std::tie(b.nanoseconds, b.bytes, b.hits, a.rule) <
           std::tie(a.nanoseconds, a.bytes, a.hits, b.rule);
  });
  return costs;
}

RuleCost sum_of(const std::vector<RuleCost>& costs) {
  RuleCost sum{.rule = "all rules"};
  for (const RuleCost& cost : costs) {
    sum.hits += cost.hits;
    sum.searches += cost.searches;
    sum.bytes += cost.bytes;
    sum.nanoseconds += cost.nanoseconds;
    sum.findings += cost.findings;
  }
  return sum;
}

// "12.3 ms"
std::string milliseconds(std::uint64_t nanoseconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f ms", static_cast<double>(nanoseconds) / 1e6);
  return text.data();
}

// The first cell to the left, the others to the right.
void add_row(std::string& text, const std::array<std::string, 6>& cells) {
  std::string row = cells[0];
  row.resize(std::max(row.size(), widths[0]), ' ');
  for (std::size_t i = 1; i < cells.size(); ++i) {
    row.append(widths.at(i) - std::min(widths.at(i) - 1, cells.at(i).size()), ' ');
    row += cells.at(i);
  }
  text += row + '\n';
}

void add_row(std::string& text, const RuleCost& cost) {
  add_row(text, {cost.rule, grouped(cost.hits), grouped(cost.searches), human_bytes(cost.bytes),
                 milliseconds(cost.nanoseconds), grouped(cost.findings)});
}

Json json_of(const RuleCost& cost) {
  return {{"rule", cost.rule},
          {"hits", cost.hits},
          {"searches", cost.searches},
          {"bytes", cost.bytes},
          {"microseconds", cost.nanoseconds / 1000},
          {"findings", cost.findings}};
}

}  // namespace

std::string write_rule_costs_text(std::vector<RuleCost> costs) {
  costs = sorted(std::move(costs));
  std::array<std::string, 6> head;
  std::ranges::copy(columns, head.begin());
  std::string text;
  add_row(text, head);
  for (const RuleCost& cost : costs) add_row(text, cost);
  add_row(text, sum_of(costs));
  return text;
}

std::string write_rule_costs_json(std::vector<RuleCost> costs) {
  costs = sorted(std::move(costs));
  Json all = Json::array();
  for (const RuleCost& cost : costs) all.push_back(json_of(cost));
  Json sum = json_of(sum_of(costs));
  sum.erase("rule");
  const Json json = {{"schema", schema}, {"rules", std::move(all)}, {"sum", std::move(sum)}};
  return dump_pretty(json);
}

}  // namespace patdown
