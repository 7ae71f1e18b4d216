#include "token/price.h"

#include "core/letters.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

// Where an agent is registered, and the operation that does it.
struct Registration {
  std::string_view place;
  std::string_view operation;
};
constexpr std::array<Registration, 3> registrations = {{
    {"", "distributed-task/agents-add"},
    {"environment", "environments/vmresource-add"},
    {"deployment group", "agent/register-deployment-group-target"},
}};

std::string_view registration_at(std::string_view place) {
  const auto* found = std::find_if(registrations.begin(), registrations.end(),
                                   [place](const Registration& one) { return one.place == place; });
  return found == registrations.end() ? registrations.front().operation : found->operation;
}

bool says_azure_devops(std::string_view url) {
  constexpr std::array<std::string_view, 6> signs = {
      "_apis", "_git", "_packaging", "_odata", "dev.azure.com", ".visualstudio.com"};
  const std::string text = lower(url);
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return text.find(sign) != std::string::npos; });
}

// Nothing is known of the host: "{}", "{}/x".
bool host_is_open(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (const auto at = url.substr(0, url.find('/')).rfind('@'); at != std::string_view::npos) {
    url.remove_prefix(at + 1);
  }
  return url.empty() || url.starts_with("{}");
}

// The URL without credentials, query and fragment. git's service stands in the query: it stays.
std::string shown_url(std::string_view url) {
  std::string result(url.substr(0, url.find('#')));
  const auto question = result.find('?');
  if (question != std::string::npos && result.find("info/refs?service=") == std::string::npos) {
    result.resize(question);
  }
  const auto scheme = result.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(result.find('/', begin), result.size());
  const auto at = std::string_view(result).substr(begin, end - begin).rfind('@');
  if (at != std::string_view::npos) result.erase(begin, at + 1);
  return result;
}

// What is not known is a hole, in every kind of call.
std::string shown_verb(const Call& call) {
  return call.verb.empty() ? "{}" : call.verb;
}
std::string shown_address(const Call& call) {
  return call.url.empty() ? "{}" : shown_url(call.url);
}

// Empty if nothing is known.
std::string shown_call(const Call& call) {
  switch (call.kind) {
    case CallKind::request:
    case CallKind::mint:
      if (call.verb.empty() && call.url.empty()) return {};
      return shown_verb(call) + " " + shown_address(call);
    case CallKind::command:
      return call.command;
    case CallKind::git:
      return "git " + shown_verb(call) + " " + shown_address(call);
    case CallKind::feed:
      return shown_verb(call) + " " + shown_address(call);
    case CallKind::agent:
      return "register agent " + (call.verb.empty() ? "" : "in " + call.verb + " ") +
             shown_address(call);
  }
  return {};
}

Answer stated(const Operation* operation) {
  return {.status = "known", .operation = operation, .scopes = operation->scopes};
}

// git and package tools name no route; what matters is whose address it is.
Answer by_address(const Call& call, const Answer& answer) {
  if (says_azure_devops(call.url)) return answer;
  if (host_is_open(call.url)) {
    return {.status = "undocumented", .note = "the address is not known"};
  }
  return {.status = "not-an-api", .note = "not an address of Azure DevOps"};
}

Answer answer_to(const Catalog& catalog, const Call& call) {
  switch (call.kind) {
    case CallKind::request:
      return catalog.request(call.verb, call.url);
    case CallKind::mint:
      return catalog.request(call.verb.empty() ? "POST" : call.verb, call.url);
    case CallKind::command:
      return catalog.command(call.command, call.options);
    case CallKind::git:
      return by_address(call, catalog.git(call.verb));
    case CallKind::feed:
      return by_address(call, catalog.feed(call.verb));
    case CallKind::agent:
      return stated(catalog.operation(registration_at(call.verb)));
  }
  return {};
}

std::string about_call(const std::string& call, const std::string& why) {
  return call.empty() ? why : call + ": " + why;
}

}  // namespace

Price price(const Catalog& catalog, const TokenUse& use) {
  Price result;
  result.use.use = use;
  result.use.call = shown_call(use.call);
  const Answer answer = answer_to(catalog, use.call);
  result.elsewhere = answer.status == "not-an-api" && use.unresolved.empty();
  result.names_azure_devops =
      answer.status != "not-an-api" &&
      (answer.operation != nullptr || says_azure_devops(use.call.url) ||
       (use.call.kind == CallKind::command && answer.status != "not-an-api"));
  if (!use.unresolved.empty()) {
    result.why = about_call(result.use.call, use.unresolved);
    return result;
  }
  if (result.elsewhere) return result;
  result.use.note = answer.note;
  if (answer.operation != nullptr) {
    result.use.operation = answer.operation->id;
    result.use.operation_title = answer.operation->title;
    result.use.needs_full_access = answer.operation->needs_full_access;
  }
  // What no PAT opens, an Entra token may.
  const bool entra =
      answer.status == "no-pat" && use.credential.kind == "entra-token" && !answer.scopes.empty();
  if (answer.status == "known" || answer.status == "anonymous" || entra) {
    result.use.scopes = answer.scopes;
    result.use.sure = answer.sure;
  } else if (!result.use.needs_full_access) {
    // What is published in part needs at least that part.
    if (!answer.scopes.empty() && use.call.kind == CallKind::command) {
      result.use.scopes = answer.scopes;
    }
    const std::string why = answer.note.empty() ? "no scope is published for it" : answer.note;
    result.why = about_call(result.use.call, why);
  }
  return result;
}

}  // namespace patdown
