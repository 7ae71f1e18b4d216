#include "token/trace/unowned_calls.h"

#include "token/catalog.h"
#include "token/trace/request_url.h"

#include <map>
#include <set>
#include <string>

namespace patdown::trace {
namespace {

// Which operation it is; empty if it is not known to need a scope.
std::string operation_of(const TokenUse& use) {
  if (use.call.kind != CallKind::request) return {};
  const Answer answer = Catalog::azure_devops().request(use.call.verb, use.call.url);
  const bool needs = answer.status == "known" && !answer.scopes.empty() && !answer.none_needed;
  return needs && answer.operation != nullptr ? answer.operation->id : std::string();
}

// The tokens that a program uses for Azure DevOps, and what for.
struct Tokens {
  std::set<std::string> ids;
  std::set<std::string> operations;
  Credential last;
};

std::map<std::string, Tokens> tokens_of_programs(const OwnPrograms& programs,
                                                 const std::vector<TokenUse>& uses) {
  std::map<std::string, Tokens> all;
  for (const TokenUse& use : uses) {
    const bool ours = !is_unowned(use) && !family_of(use.path).empty() &&
                      service_of(use.call.url) == UrlService::azure_devops;
    if (!ours) continue;
    Tokens& tokens = all[programs.of(use.path)];
    tokens.ids.insert(use.credential.id);
    tokens.operations.insert(operation_of(use));
    tokens.last = use.credential;
  }
  return all;
}

}  // namespace

void note_unowned(Machine& machine, const Outgoing& call) {
  const bool program = machine.unit->program() && machine.unit->language != "http";
  if (!program || machine.in_pipeline || machine.recorder.root() == Recorder::scratch) return;
  Outgoing unowned = call;
  unowned.credentials.emplace_back();
  send(machine, unowned);
}

bool is_unowned(const TokenUse& use) {
  return use.credential.id.empty();
}

void give_unowned(const OwnPrograms& programs, std::vector<TokenUse>& uses) {
  const std::map<std::string, Tokens> tokens = tokens_of_programs(programs, uses);
  for (TokenUse& use : uses) {
    if (!is_unowned(use)) continue;
    const auto known = tokens.find(programs.of(use.path));
    if (known == tokens.end() || known->second.ids.size() != 1) continue;
    if (known->second.last.kind == "entra-token") continue;
    const std::string operation = operation_of(use);
    if (operation.empty() || known->second.operations.contains(operation)) continue;
    use.credential = known->second.last;
    use.likely = true;
  }
  std::erase_if(uses, is_unowned);
}

}  // namespace patdown::trace
