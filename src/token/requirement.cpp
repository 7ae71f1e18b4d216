#include "token/requirement.h"

#include <algorithm>
#include <set>
#include <utility>

namespace patdown {
namespace {

// Nodes of the search; a cover of 20 calls with 5 alternatives each takes a few hundred.
constexpr std::size_t max_steps = 200'000;

// Smaller is better. The order of interfaces: fewest scopes, the smallest closure, none marked
// high-privilege, the names; scopes that cannot be chosen for a token count before all of these.
struct Cost {
  std::size_t not_selectable = 0;
  std::size_t scopes = 0;
  std::size_t closure = 0;
  std::size_t high = 0;
  std::vector<std::string> names = {};

  friend auto operator<=>(const Cost&, const Cost&) = default;
};

struct Cover {
  Cost cost;
  std::vector<std::string> closure;
};

// Whether everything `a` can do, `b` can too, as far as a token can hold both.
bool no_stronger(const Cover& a, const Cover& b) {
  return a.cost.not_selectable <= b.cost.not_selectable &&
         std::includes(b.closure.begin(), b.closure.end(), a.closure.begin(), a.closure.end());
}

// Tries the alternatives call by call. Only the weakest covers are kept: one whose closure holds
// another's is no least set, however few scopes it has.
class Search {
 public:
  Search(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs) : catalog_(catalog) {
    const std::set<std::vector<ScopeSet>> different(needs.begin(), needs.end());
    needs_.assign(different.begin(), different.end());
    // The calls with the fewest alternatives first: they leave the least to try.
    std::stable_sort(needs_.begin(), needs_.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }

  Requirement run() {
    visit(0, {});
    const Cover* best = nullptr;
    for (const Cover& cover : covers_) {
      if (best == nullptr || cover.cost < best->cost) best = &cover;
    }
    return {.minimal = best == nullptr ? std::vector<std::string>{} : best->cost.names,
            .exact = !bounded_};
  }

 private:
  bool satisfied(const std::vector<ScopeSet>& alternatives,
                 const std::set<std::string>& held) const {
    return std::any_of(alternatives.begin(), alternatives.end(), [&](const ScopeSet& set) {
      return std::includes(held.begin(), held.end(), set.begin(), set.end());
    });
  }

  const std::vector<std::string>& implied(const std::string& name) {
    static const std::vector<std::string> none;
    const Scope* scope = catalog_.scope(name);
    return scope == nullptr ? none : scope->implies;
  }

  // `chosen` without those that others of it imply.
  std::set<std::string> reduced(const std::set<std::string>& chosen) {
    std::set<std::string> result = chosen;
    for (const std::string& name : chosen) {
      for (const std::string& other : implied(name)) result.erase(other);
    }
    return result;
  }

  Cost cost_of(const std::set<std::string>& names) {
    Cost cost{.scopes = names.size(), .names = {names.begin(), names.end()}};
    cost.closure = catalog_.closure(cost.names).size();
    for (const std::string& name : names) {
      const Scope* scope = catalog_.scope(name);
      if (scope == nullptr || !scope->selectable) ++cost.not_selectable;
      if (scope != nullptr && scope->high_privilege) ++cost.high;
    }
    return cost;
  }

  void keep(Cover cover) {
    for (const Cover& other : covers_) {
      if (no_stronger(other, cover)) return;
    }
    std::erase_if(covers_, [&](const Cover& other) { return no_stronger(cover, other); });
    covers_.push_back(std::move(cover));
  }

  void visit(std::size_t index, const std::set<std::string>& chosen) {
    const std::vector<std::string> names(chosen.begin(), chosen.end());
    const auto closed = catalog_.closure(names);
    const std::set<std::string> held(closed.begin(), closed.end());
    while (index < needs_.size() && satisfied(needs_[index], held)) ++index;
    if (index == needs_.size()) {
      keep({.cost = cost_of(reduced(chosen)), .closure = closed});
      return;
    }
    if (!covers_.empty() && ++steps_ > max_steps) {
      bounded_ = true;
      return;
    }
    if (!seen_.insert({index, chosen}).second) return;
    for (const ScopeSet& alternative : needs_[index]) {
      std::set<std::string> more = chosen;
      more.insert(alternative.begin(), alternative.end());
      visit(index + 1, reduced(more));
      if (bounded_) return;
    }
  }

  const Catalog& catalog_;
  std::vector<std::vector<ScopeSet>> needs_;
  std::vector<Cover> covers_;
  std::set<std::pair<std::size_t, std::set<std::string>>> seen_;
  std::size_t steps_ = 0;
  bool bounded_ = false;
};

}  // namespace

Requirement least_scopes(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs) {
  return Search(catalog, needs).run();
}

}  // namespace patdown
