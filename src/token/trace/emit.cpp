#include "token/trace/emit.h"

#include "token/catalog.h"
#include "token/name_words.h"
#include "token/trace/mint.h"
#include "token/trace/sources.h"
#include "token/trace/unowned_calls.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

struct Verb {
  std::string text;
  Arms arms;
};

std::vector<Verb> verbs_of(const Outgoing& call) {
  if (!call.fixed_verb.empty()) return {{call.fixed_verb, {}}};
  if (!call.verb || is_nothing(call.verb)) return {{"GET", {}}};
  std::vector<Verb> verbs;
  for (const Variant& variant : variants_of(call.verb)) {
    const bool known = variant.pieces.size() == 1 && variant.pieces[0]->kind == ValueKind::text;
    std::string text = known ? upper(variant.pieces[0]->text) : variant.pieces.empty() ? "GET" : "";
    if (text == "DEFAULT") text = "GET";
    verbs.push_back({std::move(text), variant.arms});
  }
  return verbs;
}

TokenUse use_of(Machine& machine, const FoundCredential& found, const Node& node) {
  TokenUse use;
  use.credential = found.credential;
  use.path = machine.unit->path;
  use.line = node.line + machine.unit->first_line - 1;
  use.column = node.column + machine.unit->first_column - 1;
  use.trace = found.trace;
  use.call.in_pipeline = machine.in_pipeline;
  if (use.credential.path.empty()) {
    use.credential.path = use.path;
    use.credential.line = use.line;
  }
  const std::string_view placeholder = "text:";
  if (found.spelled_out && use.credential.id.starts_with(placeholder))
    use.credential.id.insert(placeholder.size(), use.path + ":");
  return use;
}

TokenUse use_at(const FoundCredential& found, const TraceStep& place) {
  TokenUse use;
  use.credential = found.credential;
  use.path = place.path;
  use.line = place.line;
  use.column = 1;
  use.trace = found.trace;
  if (use.credential.path.empty()) {
    use.credential.path = use.path;
    use.credential.line = use.line;
  }
  return use;
}

std::string words_for(const Call& call) {
  if (call.kind == CallKind::command) return call.command;
  if (call.kind == CallKind::agent && call.url == "{}") return "an agent is registered";
  return call.verb.empty() ? call.url : call.verb + " " + call.url;
}

void finish(Machine& machine, TokenUse use, bool certain) {
  const std::string words = words_for(use.call);
  use.trace.push_back({use.path, use.line, use.unresolved.empty() ? words : use.unresolved});
  machine.recorder.add(SeenUse{std::move(use), certain});
}

// "https://dev.azure.com/acme/{}": what is not known may be names, or all of a route. Pages for
// people have a name of their own: `_workitems`.
bool may_be_route(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  url = url.substr(0, url.find_first_of("?#"));
  for (auto at = url.find('/', scheme + 3); at != std::string_view::npos;) {
    const auto end = url.find('/', at + 1);
    const std::string_view segment = url.substr(at + 1, end - at - 1);
    if (segment.starts_with('_')) return false;
    if (segment.find("{}") != std::string_view::npos) return true;
    at = end;
  }
  return false;
}

// "/_apis/{}": not even the area is known.
bool hides_route(std::string_view url) {
  const auto route = url.find("/_apis/");
  if (route != std::string_view::npos) return url.substr(route + 7).starts_with("{}");
  static constexpr std::array<std::string_view, 4> marks = {"_apis", "_git", "_packaging",
                                                            "_odata"};
  const bool marked = std::any_of(marks.begin(), marks.end(), [url](std::string_view one) {
    return url.find(one) != std::string_view::npos;
  });
  return !marked && may_be_route(url);
}

// "PATCH …/workitems/", where the item's number is not known yet: no operation is meant but the
// one of an item.
const std::string& meant(const RequestUrl& url, const Verb& verb) {
  if (url.filled.empty() || verb.text.empty()) return url.text;
  const Catalog& catalog = Catalog::azure_devops();
  const bool published = catalog.request(verb.text, url.text).status == "known";
  return !published && catalog.request(verb.text, url.filled).status == "known" ? url.filled
                                                                                : url.text;
}

// A pipeline's own repository may lie at GitHub: a token that is named for it is not one of Azure
// DevOps then.
bool is_of_other_host(const Outgoing& call, const RequestUrl& url, const FoundCredential& found) {
  return call.kind == CallKind::git && (url.own || call.own) &&
         names_another_service(found.credential.name) && !names_azure_devops(found.credential.name);
}

void send_one(Machine& machine, const Outgoing& call, const Verb& verb, const RequestUrl& url,
              const FoundCredential& found) {
  TokenUse use = use_of(machine, found, *call.node);
  use.call.kind = call.kind;
  use.call.verb = verb.text;
  use.call.url = meant(url, verb);
  use.call.own_organization = url.own || call.own;
  bool certain = !call.guessed;
  if (!call.unresolved.empty()) {
    use.unresolved = call.unresolved;
  } else if (url.service == UrlService::unknown) {
    use.unresolved = url.why;
    const std::string& name = found.credential.name;
    certain =
        !call.from_outside && (found.credential.kind == "job-token" || names_azure_devops(name) ||
                               (found.basic && !names_another_service(name)));
  } else if (verb.text.empty()) {
    use.unresolved = "the verb is not known";
  } else if (call.kind == CallKind::request && hides_route(url.text)) {
    use.unresolved = "the route is not known";
  }
  if (call.kind == CallKind::request && verb.text == "POST") note_minted(use.call, call.body);
  finish(machine, std::move(use), certain);
}

}  // namespace

// All that an object holds is sent, whatever its field is called. At most `left` values are looked
// at.
static void note_sent(Machine& machine, const Node& node, const ValueRef& sent,
                      const std::string& why, int& left) {
  if (!sent || --left < 0) return;
  if (sent->kind == ValueKind::object) {
    for (const auto& field : sent->object->fields) {
      note_sent(machine, node, field.second, why, left);
    }
  } else if (sent->kind == ValueKind::list) {
    for (const ValueRef& part : sent->parts) note_sent(machine, node, part, why, left);
  } else {
    note_handed_over(machine, node, sent, why);
  }
}

// A script that puts a token into what it sends hands it over. What programs send is another
// matter: their objects hold much that never leaves them.
static void note_body(Machine& machine, const Outgoing& call) {
  if (!call.body || machine.unit->program()) return;
  const bool object = call.body->kind == ValueKind::object;
  if (!object && !holds_source(call.body)) return;
  const std::string url = call.url ? sketch(call.url) : std::string();
  const auto scheme = url.find("://");
  const std::string host = scheme == std::string::npos
                               ? ""
                               : url.substr(scheme + 3, url.find('/', scheme + 3) - scheme - 3);
  const bool known = !host.empty() && host.find('{') == std::string::npos;
  int left = 1'000;
  note_sent(machine, *call.node, call.body,
            "it is sent to " + (known ? host : std::string("a server")), left);
}

void send(Machine& machine, const Outgoing& call) {
  note_body(machine, call);
  if (call.credentials.empty()) return note_unowned(machine, call);
  const std::vector<Verb> verbs = verbs_of(call);
  const bool unowned = call.credentials.front().credential.id.empty();
  for (const RequestUrl& url : request_urls(call.url)) {
    if (url.service == UrlService::other) continue;
    if (unowned && url.service != UrlService::azure_devops) continue;
    for (const Verb& verb : verbs) {
      const auto both = merge(url.arms, verb.arms);
      if (!both) continue;
      for (const FoundCredential& found : call.credentials) {
        if (is_of_other_host(call, url, found)) continue;
        if (merge(*both, found.arms)) send_one(machine, call, verb, url, found);
      }
    }
  }
}

void record(Machine& machine, const Call& call, const std::vector<FoundCredential>& credentials,
            const Node& node, const std::string& unresolved) {
  for (const FoundCredential& found : credentials) {
    TokenUse use = use_of(machine, found, node);
    use.call = call;
    use.call.in_pipeline = machine.in_pipeline;
    use.unresolved = unresolved;
    finish(machine, std::move(use), true);
  }
}

void record_uncertain(Machine& machine, const FoundCredential& found, const Node& node,
                      const std::string& why) {
  TokenUse use = use_of(machine, found, node);
  use.unresolved = why;
  finish(machine, std::move(use), false);
}

void record_uncertain_at(Recorder& recorder, const FoundCredential& found, const TraceStep& place,
                         const std::string& why) {
  TokenUse use = use_at(found, place);
  use.trace.push_back(place);
  use.unresolved = why;
  recorder.add(SeenUse{std::move(use), false});
}

void note_handed_over(Machine& machine, const Node& node, const ValueRef& value,
                      const std::string& why) {
  for (const FoundCredential& found : in_token(value)) record_uncertain(machine, found, node, why);
}

void record_at(Machine& machine, const Call& call, const FoundCredential& found,
               const TraceStep& place) {
  TokenUse use = use_at(found, place);
  use.call = call;
  finish(machine, std::move(use), true);
}

}  // namespace patdown::trace
