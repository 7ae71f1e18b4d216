#include "token/trace/unowned_calls.h"

#include "token/catalog.h"
#include "token/dotnet_projects.h"
#include "token/trace/request_url.h"

#include <algorithm>
#include <cstddef>
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

// A use of a token for Azure DevOps, and where.
struct Owned {
  std::string program;
  std::size_t project = DotnetProjects::none;
  std::string operation;
  Credential credential;
};

std::vector<Owned> owned_uses(const OwnPrograms& programs, const DotnetProjects& projects,
                              const std::vector<TokenUse>& uses) {
  std::vector<Owned> all;
  for (const TokenUse& use : uses) {
    const bool ours = !is_unowned(use) && !family_of(use.path).empty() &&
                      service_of(use.call.url) == UrlService::azure_devops;
    if (!ours) continue;
    all.push_back(
        {programs.of(use.path), projects.of(use.path), operation_of(use), use.credential});
  }
  return all;
}

// The one token that the program of `call` uses for Azure DevOps, if it has exactly one and does
// not use it for the same; null else.
const Credential* likely_owner(const std::vector<Owned>& owned, const OwnPrograms& programs,
                               const DotnetProjects& projects, const TokenUse& call) {
  const std::string operation = operation_of(call);
  if (operation.empty()) return nullptr;
  const std::string program = programs.of(call.path);
  const bool csharp = family_of(call.path) == "csharp";
  const std::size_t project = csharp ? projects.of(call.path) : DotnetProjects::none;
  const Credential* found = nullptr;
  for (const Owned& one : owned) {
    if (one.program != program || (csharp && !projects.together(one.project, project))) continue;
    if (found != nullptr && found->id != one.credential.id) return nullptr;
    if (one.operation == operation) return nullptr;
    found = &one.credential;
  }
  return found == nullptr || found->kind == "entra-token" ? nullptr : found;
}

}  // namespace

bool is_unowned(const TokenUse& use) {
  return use.credential.id.empty();
}

void note_unowned(Machine& machine, const Outgoing& call) {
  const bool program = machine.unit->program() && machine.unit->language != "http";
  if (!program || machine.in_pipeline || machine.recorder.root() == Recorder::scratch) return;
  Outgoing unowned = call;
  unowned.credentials.emplace_back();
  send(machine, unowned);
}

void give_unowned(const Tree& tree, const OwnPrograms& programs, std::vector<TokenUse>& uses) {
  if (std::none_of(uses.begin(), uses.end(), is_unowned)) return;
  const DotnetProjects projects(tree);
  const std::vector<Owned> owned = owned_uses(programs, projects, uses);
  for (TokenUse& use : uses) {
    if (!is_unowned(use)) continue;
    const Credential* owner = likely_owner(owned, programs, projects, use);
    if (owner == nullptr) continue;
    use.credential = *owner;
    use.likely = true;
  }
  std::erase_if(uses, is_unowned);
}

}  // namespace patdown::trace
