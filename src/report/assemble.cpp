#include "report/assemble.h"

#include "core/sentence.h"
#include "report/occurrence.h"
#include "report/overlap.h"
#include "report/silence.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

namespace patdown {
namespace {

// Rule id and secret; the views are of the hits.
using Groups = std::map<std::pair<std::string_view, std::string_view>, std::vector<Occurrence>>;

Groups group(const std::vector<Hit>& hits, const Provenance& provenance) {
  std::vector<Occurrence> all;
  Locator locator(provenance);
  for (const Hit& hit : hits)
    std::ranges::move(locator.occurrences_of(hit), std::back_inserter(all));
  Groups groups;
  for (Occurrence& one : surest(std::move(all))) {
    const Match& match = one.hit->match;
    groups[{match.rule->id, match.secret.reveal()}].push_back(std::move(one));
  }
  return groups;
}

// Work tree, index, HEAD, then the rest by age.
auto rank_of(const Occurrence& occurrence) {
  const Origin origin = occurrence.place.origin;
  const int nearness = origin == Origin::worktree || origin == Origin::standard_input ? 0
                       : origin == Origin::index                                      ? 1
                       : occurrence.in_head                                           ? 2
                                                                                      : 3;
  const std::size_t age = nearness == 3 ? occurrence.age : 0;
  return std::tuple(nearness, age, std::tie(occurrence.place));
}

// One for each path, line and column, with the nearest version's match and the oldest commit; texts
// of commits have no path and are told apart by the commit. Nearest first.
std::vector<Occurrence> distinct_places(std::vector<Occurrence> occurrences) {
  std::ranges::stable_sort(occurrences, [](const Occurrence& a, const Occurrence& b) {
    return rank_of(a) < rank_of(b);
  });
  using Key = std::tuple<std::string, std::size_t, std::size_t, std::string>;
  std::map<Key, std::size_t> known;
  std::vector<Occurrence> distinct;
  for (const Occurrence& one : occurrences) {
    const Place& place = one.place;
    const Key key(place.path, place.at.line, place.at.column,
                  place.path.empty() ? place.commit : "");
    const auto [entry, is_new] = known.emplace(key, distinct.size());
    if (is_new) {
      distinct.push_back(one);
      continue;
    }
    Occurrence& same = distinct[entry->second];
    same.in_head = same.in_head || one.in_head;
    if (one.age >= same.age) continue;
    same.age = one.age;
    same.sighting = one.sighting;
    same.place.commit = one.place.commit;
  }
  return distinct;
}

// Secrets that people typed where git asks for a name.
std::vector<SecretText> secrets_in_names(const std::vector<Hit>& hits) {
  std::vector<SecretText> secrets;
  for (const Hit& hit : hits) {
    const bool of_people = hit.origin == Origin::commit_author || hit.origin == Origin::tag_message;
    if (of_people) secrets.push_back(hit.match.secret);
  }
  std::ranges::sort(secrets);
  secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
  std::ranges::stable_sort(secrets, [](const SecretText& a, const SecretText& b) {
    return a.reveal().size() > b.reveal().size();
  });
  return secrets;
}

void mask(std::string& text, const SecretText& secret) {
  const std::string& plain = secret.reveal();
  const std::string masked = secret.masked();
  if (plain.empty()) return;
  for (std::size_t at = text.find(plain); at != std::string::npos;
       at = text.find(plain, at + masked.size())) {
    text.replace(at, plain.size(), masked);
  }
}

std::string message_of(const Rule& rule) {
  if (rule.risk.empty()) return as_sentence(rule.title + " in plain text");
  return as_sentence("whoever holds this " + rule.title + " " + rule.risk);
}

// What the rule and the surest match tell.
Finding describe(const Occurrence& surest) {
  const Match& match = surest.hit->match;
  const Rule& rule = *match.rule;
  Finding finding;
  finding.rule = rule.id;
  finding.title = rule.title;
  finding.severity = rule.severity;
  finding.confidence = surest.confidence;
  finding.proof = match.proof;
  finding.message = message_of(rule);
  finding.fix = as_sentence(rule.fix);
  finding.masked = match.secret.masked();
  return finding;
}

void add_places(Finding& finding, const std::vector<Occurrence>& places, std::size_t most) {
  finding.place = places.front().place;
  finding.source_line = places.front().hit->match.source_line;
  finding.places_total = places.size() - 1;
  for (std::size_t i = 1; i < places.size() && i <= most; ++i) {
    finding.places.push_back(places[i].place);
  }
  std::ranges::sort(finding.places);
  finding.in_head = std::ranges::any_of(places, &Occurrence::in_head);
  const auto oldest = std::ranges::min_element(places, {}, &Occurrence::age);
  // A commit that provenance does not know tells no age, but is better than none.
  finding.commit = oldest->place.commit;
  if (oldest->sighting == nullptr) return;
  finding.author = oldest->sighting->author;
  finding.date = oldest->sighting->date;
}

// One finding in the making.
struct Draft {
  const Match* match = nullptr;
  Finding finding;
};

Draft draft_of(std::vector<Occurrence> occurrences, const AssembleOptions& options) {
  const auto less_sure = [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.confidence, a.hit->match.proof) < std::tie(b.confidence, b.hit->match.proof);
  };
  const auto surest_one = std::ranges::max_element(occurrences, less_sure);
  const Match& match = surest_one->hit->match;
  Finding finding = describe(*surest_one);
  if (options.reveal) finding.revealed = match.secret.reveal();
  add_places(finding, distinct_places(std::move(occurrences)), options.max_places);
  mask(finding.author, match.secret);
  return {.match = &match, .finding = std::move(finding)};
}

// Iterated hashes of passwords take milliseconds each, and a test suite may hold thousands.
void add_fingerprints(std::vector<Draft>& drafts) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < drafts.size(); i = next++) {
      const Match& match = *drafts[i].match;
      drafts[i].finding.fingerprint =
          fingerprint_of(match.rule->id, match.secret.reveal(), match.rule->chosen);
    }
  };
  const auto chosen =
      std::ranges::count_if(drafts, [](const Draft& draft) { return draft.match->rule->chosen; });
  const auto helpers = std::min<std::ptrdiff_t>(chosen, std::thread::hardware_concurrency()) - 1;
  std::vector<std::jthread> threads;
  for (std::ptrdiff_t i = 0; i < helpers; ++i) threads.emplace_back(work);
  work();
}

}  // namespace

Assembled assemble(const std::vector<Hit>& hits, const Provenance& provenance,
                   const AssembleOptions& options) {
  Assembled assembled;
  std::vector<Draft> drafts;
  const std::vector<SecretText> names = secrets_in_names(hits);
  for (auto& [rule_and_secret, occurrences] : group(hits, provenance)) {
    drop_allowed(occurrences);
    if (occurrences.empty()) {
      ++assembled.allowed;
      continue;
    }
    drop_excluded(occurrences, options.excluded_paths);
    drafts.push_back(draft_of(std::move(occurrences), options));
    for (const SecretText& secret : names) mask(drafts.back().finding.author, secret);
  }
  add_fingerprints(drafts);
  for (Draft& draft : drafts) assembled.findings.push_back(std::move(draft.finding));
  sort_findings(assembled.findings);
  return assembled;
}

}  // namespace patdown
