#include "token/requirement.h"

#include "core/error.h"

#include <algorithm>
#include <bitset>
#include <compare>
#include <map>
#include <set>
#include <unordered_set>

namespace patdown {
namespace {

// Nodes of the search; a cover of 20 calls with 5 alternatives each takes a few hundred.
constexpr std::size_t max_steps = 10'000;
// Scopes that can occur in one search: the catalog has fewer than half as many.
constexpr std::size_t max_names = 256;

using Bits = std::bitset<max_names>;

// The scopes of one search by number, in the order of their names.
class Universe {
 public:
  Universe(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs) {
    std::set<std::string> all;
    for (const auto& alternatives : needs) {
      for (const ScopeSet& set : alternatives) {
        for (const std::string& name : catalog.closure(set)) all.insert(name);
      }
    }
    if (all.size() > max_names) throw Error("too many scopes in one requirement");
    names_.assign(all.begin(), all.end());
    for (std::size_t i = 0; i < names_.size(); ++i) numbers_[names_[i]] = i;
    closures_.resize(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Scope* scope = catalog.scope(names_[i]);
      closures_[i] = bits_of(catalog.closure(std::span(&names_[i], 1)));
      if (scope == nullptr || !scope->selectable) not_selectable_.set(i);
      if (scope != nullptr && scope->high_privilege) high_.set(i);
    }
  }

  Bits bits_of(const std::vector<std::string>& names) const {
    Bits bits;
    for (const std::string& name : names) bits.set(numbers_.at(name));
    return bits;
  }
  std::vector<std::string> names_of(const Bits& bits) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (bits.test(i)) names.push_back(names_[i]);
    }
    return names;
  }
  Bits closure_of(const Bits& bits) const {
    Bits closed;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (bits.test(i)) closed |= closures_[i];
    }
    return closed;
  }
  // `bits` without those that others of it imply.
  Bits reduced(const Bits& bits) const {
    Bits result = bits;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!bits.test(i)) continue;
      Bits others = closures_[i];
      others.reset(i);
      result &= ~others;
    }
    return result;
  }
  const Bits& not_selectable() const { return not_selectable_; }
  const Bits& high() const { return high_; }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
  std::vector<Bits> closures_;
  Bits not_selectable_;
  Bits high_;
};

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
  Bits closure;
};

// One way to satisfy a call, and all that it implies.
struct Alternative {
  Bits names;
  Bits closure;
};

// Whether everything `a` can do, `b` can too, as far as a token can hold both.
bool no_stronger(const Cover& a, const Cover& b) {
  return a.cost.not_selectable <= b.cost.not_selectable && (a.closure & ~b.closure).none();
}

// Tries the alternatives call by call. Only the weakest covers are kept: one whose closure holds
// another's is no least set, however few scopes it has.
class Search {
 public:
  Search(const Universe& universe, std::span<const std::vector<ScopeSet>> needs)
      : universe_(universe) {
    const std::set<std::vector<ScopeSet>> different(needs.begin(), needs.end());
    for (const auto& alternatives : different) {
      std::vector<Alternative>& call = needs_.emplace_back();
      for (const ScopeSet& set : alternatives) {
        const Bits names = universe.bits_of(set);
        call.push_back({.names = names, .closure = universe.closure_of(names)});
      }
    }
    // The calls with the fewest alternatives first: they leave the least to try.
    std::stable_sort(needs_.begin(), needs_.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    seen_.resize(needs_.size());
  }

  Requirement run() {
    visit(0, {}, {});
    const Cover* best = nullptr;
    for (const Cover& cover : covers_) {
      if (best == nullptr || cover.cost < best->cost) best = &cover;
    }
    return {.minimal = best == nullptr ? std::vector<std::string>{} : best->cost.names,
            .exact = !bounded_};
  }

 private:
  static bool satisfied(const std::vector<Alternative>& alternatives, const Bits& held) {
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [&](const Alternative& one) { return (one.names & ~held).none(); });
  }

  // Whether what is held already holds a cover: then everything that grows from it is no weaker.
  bool hopeless(const Bits& held) const {
    return std::any_of(covers_.begin(), covers_.end(), [&](const Cover& cover) {
      return cover.cost.not_selectable == 0 && (cover.closure & ~held).none();
    });
  }

  Cost cost_of(const Bits& chosen) const {
    return {.not_selectable = (chosen & universe_.not_selectable()).count(),
            .scopes = chosen.count(),
            .closure = universe_.closure_of(chosen).count(),
            .high = (chosen & universe_.high()).count(),
            .names = universe_.names_of(chosen)};
  }

  void keep(Cover cover) {
    for (const Cover& other : covers_) {
      if (no_stronger(other, cover)) return;
    }
    std::erase_if(covers_, [&](const Cover& other) { return no_stronger(cover, other); });
    covers_.push_back(std::move(cover));
  }

  // `held`: the closure of `chosen`.
  void visit(std::size_t index, const Bits& chosen, const Bits& held) {
    while (index < needs_.size() && satisfied(needs_[index], held)) ++index;
    if (index == needs_.size()) {
      keep({.cost = cost_of(universe_.reduced(chosen)), .closure = held});
      return;
    }
    if (!covers_.empty() && ++steps_ > max_steps) {
      bounded_ = true;
      return;
    }
    if (!seen_[index].insert(chosen).second || hopeless(held)) return;
    for (const Alternative& alternative : needs_[index]) {
      visit(index + 1, universe_.reduced(chosen | alternative.names), held | alternative.closure);
      if (bounded_) return;
    }
  }

  const Universe& universe_;
  std::vector<std::vector<Alternative>> needs_;
  std::vector<Cover> covers_;
  std::vector<std::unordered_set<Bits>> seen_;  // by call
  std::size_t steps_ = 0;
  bool bounded_ = false;
};

}  // namespace

Requirement least_scopes(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs) {
  const Universe universe(catalog, needs);
  return Search(universe, needs).run();
}

}  // namespace patdown
