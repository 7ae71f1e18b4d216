#include "core/letters.h"
#include "token/catalog_data.h"
#include "token/scope_list.h"
#include "token/table.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace patdown {
namespace {

struct Candidate {
  Fit fit;
  bool superseded = false;
  std::size_t index = 0;

  auto rank() const { return std::tie(fit, superseded, index); }
};

bool any_verb(std::string_view verb) {
  return verb.empty() || is_hole(verb);
}

std::vector<Candidate> candidates(const CatalogData& data, std::string_view verb,
                                  const Address& address) {
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < data.routes.size(); ++i) {
    if (!any_verb(verb) && !same_ignoring_case(verb, data.operations[i].verb)) continue;
    const std::optional<Fit> how = fit(data.routes[i], address);
    if (how) found.push_back({.fit = *how, .superseded = data.successors[i] != i, .index = i});
  }
  std::sort(found.begin(), found.end(),
            [](const Candidate& a, const Candidate& b) { return a.rank() < b.rank(); });
  return found;
}

// What the operation needs today: its successor's scopes if it was superseded.
Answer answer_of(const CatalogData& data, std::size_t index) {
  const Operation& matched = data.operations[index];
  const Operation& now = data.operations[data.successors[index]];
  Answer answer{.status = now.status,
                .operation = &matched,
                .scopes = now.scopes,
                .sure = now.sure,
                .note = matched.note.empty() ? now.note : matched.note};
  answer.none_needed = now.status == "anonymous" || (now.status == "known" && now.scopes.empty());
  if (&now != &matched) {
    if (!answer.note.empty()) answer.note += "; ";
    answer.note += "an old route: " + now.id + " took its place";
  } else if (answer.note.empty() && now.status == "undocumented") {
    answer.note = "the specification names no scope for it";
  }
  return answer;
}

bool same_need(const Answer& a, const Answer& b) {
  return a.status == b.status && a.scopes == b.scopes && a.sure == b.sure &&
         a.operation->needs_full_access == b.operation->needs_full_access;
}

// One answer for all that fit equally well, or the admission that it cannot be told.
Answer settle(const CatalogData& data, std::string_view verb, const std::vector<Candidate>& found) {
  const Candidate& best = found.front();
  Answer answer = answer_of(data, best.index);
  // With a hole in a decisive place, or no verb, every other fit is as likely.
  const bool open = any_verb(verb) || best.fit.loose > 0;
  std::size_t equals = 1;
  for (std::size_t i = 1; i < found.size(); ++i) {
    const Candidate& other = found[i];
    if (!open && std::tie(other.fit, other.superseded) != std::tie(best.fit, best.superseded))
      break;
    if (other.superseded) continue;
    ++equals;
    if (same_need(answer, answer_of(data, other.index))) continue;
    return {.status = "undocumented",
            .note = "cannot tell " + data.operations[best.index].id + " from " +
                    data.operations[other.index].id};
  }
  if (open && equals > 1) {
    answer.operation = nullptr;
    answer.note = std::to_string(equals) + " operations fit, and all need the same";
  }
  return answer;
}

// The addresses of git's protocol below a repository; everything else there is a page for people,
// whatever the repository or a file is called.
bool is_git_protocol(const std::vector<std::string>& tail) {
  if (tail.size() < 2) return false;
  if (tail.back() == "git-upload-pack" || tail.back() == "git-receive-pack") return true;
  return tail.size() > 2 && tail[1] == "info" && (tail[2] == "refs" || tail[2] == "lfs");
}

Answer nothing_fits(const CatalogData& data, std::string_view verb, const Address& address) {
  // `_git/repository` in a browser; only the protocol's own addresses are an API.
  if (address.marker == "_git") {
    if (!is_git_protocol(address.tail)) {
      return {.status = "not-an-api", .note = "a web page, or the address of a clone"};
    }
    return {.status = "undocumented", .note = "the service asked for is not known"};
  }
  // `_packaging?feed=f` lists feeds in a browser.
  const bool feeds = address.marker == "_packaging" && address.tail.empty();
  if (address.marker == ".asmx" || feeds) return {.status = "not-an-api", .note = "a web page"};
  std::string others;
  for (const Candidate& candidate : candidates(data, "", address)) {
    const std::string& name = data.operations[candidate.index].verb;
    if (candidate.fit.loose == 0 && others.find(name) == std::string::npos) {
      others += (others.empty() ? "" : ", ") + name;
    }
  }
  if (others.empty())
    return {.status = "undocumented", .note = "no published operation has this path"};
  return {.status = "undocumented",
          .note = "no published operation has this path with " + std::string(verb) +
                  ", only with " + others};
}

// "{}threads" as "{}/threads": a base that ends with a slash of its own.
Address with_slashes(const Address& address) {
  Address parted = address;
  parted.tail.clear();
  for (const std::string& segment : address.tail) {
    const bool behind = segment.starts_with(hole) && !has_hole(segment.substr(hole.size()));
    if (behind) parted.tail.emplace_back(hole);
    const std::string rest = behind ? segment.substr(hole.size()) : segment;
    if (!rest.empty()) parted.tail.push_back(rest);
  }
  return parted;
}

// "status%2Ffolder%2Fname" as three segments: badges are published with their slashes encoded.
Address with_slashes_decoded(const Address& address) {
  Address parted = address;
  parted.tail.clear();
  for (const std::string& segment : address.tail) {
    for (const std::string_view part : split_words(segment, '/')) parted.tail.emplace_back(part);
  }
  return parted;
}

}  // namespace

Answer match_request(const CatalogData& data, std::string_view verb, const Address& address) {
  std::vector<Candidate> found = candidates(data, verb, address);
  if (found.empty() && same_ignoring_case(verb, "HEAD")) found = candidates(data, "GET", address);
  if (found.empty() && !address.tail.empty() && is_hole(address.tail.back())) {
    // The hole may be the query string, or nothing.
    Address shorter = address;
    shorter.tail.pop_back();
    found = candidates(data, verb, shorter);
  }
  if (found.empty()) found = candidates(data, verb, with_slashes_decoded(address));
  if (found.empty() && address.base == Base::service && !address.prefix.empty() &&
      is_hole(address.prefix.front())) {
    // Not even the organization is known: what was taken for dev.azure.com may be any host of it.
    Address anywhere = address;
    anywhere.base = Base::unknown;
    anywhere.host.clear();
    found = candidates(data, verb, anywhere);
  }
  if (found.empty() || found.front().fit.loose > 0) {
    std::vector<Candidate> parted = candidates(data, verb, with_slashes(address));
    const bool surer = !parted.empty() && (found.empty() || parted.front().fit.loose == 0);
    if (surer) found = std::move(parted);
  }
  return found.empty() ? nothing_fits(data, verb, address) : settle(data, verb, found);
}

}  // namespace patdown
