#include "token/reasons.h"

#include "token/advice.h"

#include <algorithm>
#include <set>

namespace patdown {
namespace {

constexpr std::string_view full_access = "app_token";
constexpr std::size_t most_near_misses = 6;  // what a person reads

using Names = std::vector<std::string>;

// Disputed alternatives are enough to hold, and too little to need.
const std::vector<ScopeSet>& needs_of(const PricedUse& use) {
  return use.sure.empty() ? *use.scopes : use.sure;
}

bool opens(const Names& held, const ScopeSet& needed) {
  return std::includes(held.begin(), held.end(), needed.begin(), needed.end());
}

bool is_open(const Names& held, const PricedUse& use) {
  const auto& needs = needs_of(use);
  return needs.empty() ||
         std::any_of(needs.begin(), needs.end(), [&](const auto& set) { return opens(held, set); });
}

// "vso.work" of "vso.work_write": what a scope is about.
std::string_view family_of(std::string_view scope) {
  return scope.substr(0, scope.find('_'));
}

class Reasons {
 public:
  Reasons(const Catalog& catalog, Token& token) : catalog_(catalog), token_(token) {}

  void give() {
    for (const std::string& scope : *token_.minimal) {
      token_.because.push_back({.scope = scope, .uses = forced_by(scope), .why = {}});
    }
    token_.read_only = !token_.minimal->empty() && only_reads(*token_.minimal);
    for (const std::string& scope : token_.excess) refuse(scope, why_excess(scope));
    const bool full = *token_.minimal == Names{std::string(full_access)};
    if (full) return;
    near_misses_of_calls();
    for (const std::string& scope : *token_.minimal) near_miss_above(scope);
  }

 private:
  std::vector<std::size_t> forced_by(const std::string& scope) const {
    if (scope == full_access) {
      return uses_that([](const PricedUse& use) { return use.needs_full_access; });
    }
    Names others = *token_.minimal;
    std::erase(others, scope);
    const Names held = catalog_.closure(others);
    // What `scope` includes does not force it: a push does, and not the fetch before it.
    Names narrower = catalog_.closure(std::span(&scope, 1));
    std::erase(narrower, scope);
    narrower.insert(narrower.end(), held.begin(), held.end());
    std::sort(narrower.begin(), narrower.end());
    const auto forced = [this](const Names& without) {
      return uses_that([&](const PricedUse& use) { return use.scopes && !is_open(without, use); });
    };
    std::vector<std::size_t> uses = forced(narrower);
    // None if it stands for several that it includes.
    return uses.empty() ? forced(held) : uses;
  }

  template <typename Predicate>
  std::vector<std::size_t> uses_that(const Predicate& holds) const {
    std::vector<std::size_t> uses;
    for (std::size_t i = 0; i < token_.uses.size(); ++i) {
      if (holds(token_.uses[i])) uses.push_back(i);
    }
    return uses;
  }

  bool only_reads(const Names& scopes) const {
    return std::all_of(scopes.begin(), scopes.end(), [&](const std::string& name) {
      const Scope* scope = catalog_.scope(name);
      return scope != nullptr && is_read_only(*scope);
    });
  }

  // A scope of the least set that `scope` implies.
  const std::string* narrower_than(const std::string& scope) const {
    const Names held = catalog_.closure(std::span(&scope, 1));
    for (const std::string& name : *token_.minimal) {
      if (name != scope && std::binary_search(held.begin(), held.end(), name)) return &name;
    }
    return nullptr;
  }

  std::string why_excess(const std::string& scope) const {
    if (token_.minimal->empty()) return "no call needs a scope";
    if (scope == full_access) return "no call needs more than " + list(*token_.minimal);
    const std::string* narrower = narrower_than(scope);
    if (narrower != nullptr) return why_not_above(*narrower, scope);
    for (const PricedUse& use : token_.uses) {
      if (use.scopes &&
          std::find(use.scopes->begin(), use.scopes->end(), ScopeSet{scope}) != use.scopes->end()) {
        return also_accepts(use);
      }
    }
    return "no call needs it";
  }

  std::string also_accepts(const PricedUse& use) const {
    return use.call + " accepts it too, and " + list(*token_.minimal) +
           (token_.minimal->size() == 1 ? " does all" : " do all");
  }

  std::string why_not_above(const std::string& needed, const std::string& above) const {
    const bool reads = only_reads({needed}) && !only_reads({above});
    if (!reads) return "no call needs what it adds to " + needed;
    for (const PricedUse& use : token_.uses) {
      const std::string& verb = use.use.call.verb;
      const bool looks_like_writing =
          use.use.call.kind == CallKind::request && verb != "GET" && verb != "HEAD";
      const bool open = use.scopes && is_open(catalog_.closure(std::span(&needed, 1)), use);
      if (looks_like_writing && open)
        return "what needs " + needed + " only reads, " + use.call + " too";
    }
    return "what needs " + needed + " only reads";
  }

  // What a call would accept as well.
  void near_misses_of_calls() {
    const Names held = catalog_.closure(*token_.minimal);
    for (const PricedUse& use : token_.uses) {
      if (!use.scopes) continue;
      for (const ScopeSet& set : *use.scopes) {
        if (set.size() != 1 || opens(held, set)) continue;
        const bool sure =
            use.sure.empty() || std::find(use.sure.begin(), use.sure.end(), set) != use.sure.end();
        refuse(set.front(),
               sure ? also_accepts(use) : "documents disagree whether it opens " + use.call);
      }
    }
  }

  // The next broader one of the same family.
  void near_miss_above(const std::string& scope) {
    const Scope* nearest = nullptr;
    for (const std::string& name : catalog_.implied_by(scope)) {
      const Scope* above = catalog_.scope(name);
      const bool related =
          above != nullptr && above->selectable && family_of(name) == family_of(scope);
      if (!related) continue;
      if (nearest == nullptr || above->implies.size() < nearest->implies.size()) nearest = above;
    }
    if (nearest != nullptr) refuse(nearest->name, why_not_above(scope, nearest->name));
  }

  void refuse(const std::string& scope, std::string why) {
    if (token_.not_needed.size() >= token_.excess.size() + most_near_misses) return;
    const Names held = catalog_.closure(*token_.minimal);
    if (scope != full_access && std::binary_search(held.begin(), held.end(), scope)) return;
    if (!named_.insert(scope).second) return;
    token_.not_needed.push_back({.scope = scope, .uses = {}, .why = std::move(why)});
  }

  static std::string list(const Names& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
      text += names[i];
    }
    return text;
  }

  const Catalog& catalog_;
  Token& token_;
  std::set<std::string> named_;
};

}  // namespace

void give_reasons(const Catalog& catalog, Token& token) {
  if (token.minimal) Reasons(catalog, token).give();
}

bool is_read_only(const Scope& scope) {
  const auto colon = scope.label.rfind(": ");
  if (colon == std::string::npos) return false;
  const std::string_view rights = std::string_view(scope.label).substr(colon + 2);
  return rights.starts_with("Read") && rights.find_first_of("&,") == std::string_view::npos &&
         rights.find(" and ") == std::string_view::npos;
}

}  // namespace patdown
