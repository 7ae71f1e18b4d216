#include "token/trace/git_library.h"

#include "core/letters.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/variant.h"

#include <iterator>

namespace patdown::trace {
namespace {

constexpr const char* any_remote = "https://dev.azure.com/{}/{}/_git/{}";

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// A credential, or what the function gives that is asked for one.
std::vector<FoundCredential> authenticating(Machine& machine, const ValueRef& auth) {
  std::vector<FoundCredential> found;
  if (!auth) return found;
  for (const ValueRef& one : alternatives(auth)) {
    const ValueRef given =
        one->kind == ValueKind::function ? run_closure(machine, one, nothing()) : one;
    add(found, credentials_in(given));
  }
  return found;
}

}  // namespace

ValueRef transferred(const LibraryCall& call) {
  Outgoing use;
  use.kind = CallKind::git;
  use.node = call.given.node;
  const ValueRef verb = selected(call, call.row.verb);
  use.fixed_verb = lower(verb ? literal(verb).value_or("fetch") : "fetch");
  use.url = selected(call, call.row.url);
  if (use.url) add(use.credentials, in_user_info(user_info_of(use.url)));
  add(use.credentials, authenticating(call.machine, selected(call, call.row.auth)));
  if (use.credentials.empty()) {
    return unknown_call(call.machine, std::string(call.row.call), call.object, call.given);
  }
  const bool names = use.url && sketch(use.url).find("://") != std::string::npos;
  if (!names) {
    use.url = text_value(any_remote);
    use.guessed = true;
  }
  send(call.machine, use);
  if (!call.gives.empty()) return object_value(call.gives, 0);
  return hole("the output of " + std::string(call.row.call));
}

}  // namespace patdown::trace
