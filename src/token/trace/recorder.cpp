#include "token/trace/recorder.h"

#include "token/trace/variable_groups.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace patdown::trace {
namespace {

constexpr std::size_t max_uses = 20'000;      // of one root
constexpr std::size_t max_distinct = 15'000;  // likewise, once those that repeat others are gone

std::string_view without_query(std::string_view url) {
  return url.substr(0, url.find('?'));
}

// The query decides nothing: alternatives that differ there are one use.
// Of a call whose URL is not known nothing more is worth telling apart.
bool is_lost(const TokenUse& use) {
  return !use.unresolved.empty() && use.call.url.find("://") == std::string::npos;
}

auto key_of(const TokenUse& use) {
  const std::string_view verb = is_lost(use) ? std::string_view() : use.call.verb;
  const std::string_view url = is_lost(use) ? std::string_view() : without_query(use.call.url);
  return std::make_tuple(std::string_view(use.path), use.line, use.column,
                         std::string_view(use.credential.id), use.call.kind, verb, url,
                         std::string_view(use.call.command), std::string_view(use.unresolved));
}

bool comes_before(const TokenUse& left, const TokenUse& right) {
  const auto left_key = key_of(left);
  const auto right_key = key_of(right);
  return left_key != right_key ? left_key < right_key : left.call.url < right.call.url;
}

// One credential has one name, kind and place, whichever use named it first.
void unify(std::vector<TokenUse>& uses) {
  std::map<std::string, Credential> first;
  for (const TokenUse& use : uses) {
    auto [at, fresh] = first.emplace(use.credential.id, use.credential);
    if (!fresh && at->second.kind == "unknown") at->second.kind = use.credential.kind;
    if (!fresh && std::tie(use.credential.path, use.credential.line) <
                      std::tie(at->second.path, at->second.line)) {
      at->second.path = use.credential.path;
      at->second.line = use.credential.line;
      at->second.name = use.credential.name;
    }
  }
  for (TokenUse& use : uses) use.credential = first[use.credential.id];
}

// What tells a use from others: of those that are equal in it the first one counts.
std::string spelled(const SeenUse& seen) {
  const TokenUse& use = seen.use;
  std::string text = std::to_string(use.line);
  for (const std::size_t number :
       {use.column, use.credential.line, static_cast<std::size_t>(use.call.kind),
        static_cast<std::size_t>(seen.certain), static_cast<std::size_t>(use.likely),
        static_cast<std::size_t>(use.call.in_pipeline),
        static_cast<std::size_t>(use.call.own_organization)}) {
    text.append(" ").append(std::to_string(number));
  }
  for (const std::string* part :
       {&use.path, &use.credential.id, &use.credential.name, &use.credential.kind,
        &use.credential.path, &use.call.verb, &use.call.url, &use.call.command, &use.unresolved}) {
    text.append("\n").append(*part);
  }
  for (const std::string& option : use.call.options) text.append("\n").append(option);
  for (const std::string& scope : use.call.minted.scopes) text.append("\n+").append(scope);
  return text;
}

void drop_repeated(std::vector<SeenUse>& uses) {
  std::set<std::string> known;
  std::erase_if(uses, [&known](const SeenUse& use) { return !known.insert(spelled(use)).second; });
}

}  // namespace

void order(std::vector<TokenUse>& uses) {
  std::stable_sort(uses.begin(), uses.end(), comes_before);
  uses.erase(std::unique(uses.begin(), uses.end(),
                         [](const TokenUse& left, const TokenUse& right) {
                           return key_of(left) == key_of(right);
                         }),
             uses.end());
}

void Recorder::add(SeenUse use) {
  std::vector<SeenUse>& uses = uses_[root_];
  if (uses.size() == max_uses) {
    // Whose uses the others would have been, nobody knows.
    const PartlyRead full{"", 0, "too many uses of tokens; the rest is left out"};
    std::set<PartlyRead>& problems = problems_[root_];
    // Pipelines that share templates see the same ones again and again.
    if (!problems.contains(full)) drop_repeated(uses);
    if (uses.size() > max_distinct) problems.insert(full);
  }
  if (uses.size() < max_uses) uses.push_back(std::move(use));
}

std::size_t Recorder::count() const {
  const auto seen = uses_.find(root_);
  return seen == uses_.end() ? 0 : seen->second.size();
}

bool Recorder::used_since(std::size_t count, const std::string& credential) const {
  const auto seen = uses_.find(root_);
  if (seen == uses_.end() || seen->second.size() <= count) return false;
  return std::any_of(seen->second.begin() + static_cast<std::ptrdiff_t>(count), seen->second.end(),
                     [&](const SeenUse& one) { return one.use.credential.id == credential; });
}

void Recorder::add(PartlyRead problem) {
  problems_[root_].insert(std::move(problem));
}

void Recorder::add(Seen seen) {
  for (SeenUse& use : seen.uses) add(std::move(use));
  for (const PartlyRead& problem : seen.problems) add(problem);
}

Recorder::Seen Recorder::take(const std::string& root) {
  Seen seen;
  if (auto uses = uses_.extract(root)) seen.uses = std::move(uses.mapped());
  if (auto problems = problems_.extract(root)) seen.problems = std::move(problems.mapped());
  return seen;
}

void Recorder::revise(const std::function<bool(SeenUse&)>& keep) {
  for (auto& [root, seen] : uses_) {
    if (root == scratch) continue;
    std::erase_if(seen, [&keep](SeenUse& use) { return !keep(use); });
  }
}

std::vector<SeenUse> Recorder::kept(const std::set<std::string>& dropped) const {
  std::vector<SeenUse> all;
  std::set<std::pair<std::string, std::size_t>> places;
  for (const bool second_choice : {false, true}) {
    const std::set<std::pair<std::string, std::size_t>> taken = places;
    for (const auto& [root, seen] : uses_) {
      if (root == scratch || (dropped.count(root) > 0) != second_choice) continue;
      for (const SeenUse& use : seen) {
        if (taken.count({use.use.path, use.use.line}) > 0) continue;
        places.insert({use.use.path, use.use.line});
        all.push_back(use);
      }
    }
  }
  return all;
}

void Recorder::finish(const std::set<std::string>& dropped, std::vector<TokenUse>& uses,
                      std::vector<PartlyRead>& partly_read) const {
  std::vector<SeenUse> all = kept(dropped);
  std::vector<TokenUse*> named;
  named.reserve(all.size());
  for (SeenUse& use : all) named.push_back(&use.use);
  settle_groups(named);
  std::set<std::string> certain;
  for (const SeenUse& use : all) {
    // A job's token is one of Azure DevOps, whatever is done with it.
    if (use.certain || use.use.credential.kind == "job-token")
      certain.insert(use.use.credential.id);
  }
  for (const SeenUse& use : all) {
    if (certain.count(use.use.credential.id) > 0) uses.push_back(use.use);
  }
  order(uses);
  unify(uses);
  std::set<PartlyRead> problems;
  for (const auto& [root, seen] : problems_) {
    if (root != scratch && dropped.count(root) == 0) problems.insert(seen.begin(), seen.end());
  }
  partly_read.insert(partly_read.end(), problems.begin(), problems.end());
}

}  // namespace patdown::trace
