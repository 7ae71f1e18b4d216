#include "token/trace/client_git.h"

#include "token/trace/callees.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/evaluate.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

constexpr unsigned max_depth = 3;  // options in options

class Credentials {
 public:
  explicit Credentials(Machine& machine) : machine_(machine) {}

  void add(const ValueRef& value, unsigned depth = 0) {
    if (depth > max_depth) return;
    for (const ValueRef& one : alternatives(value)) add_one(one, depth);
  }
  std::vector<FoundCredential> take() { return std::move(found_); }

 private:
  void add_one(const ValueRef& value, unsigned depth) {
    if (value->kind == ValueKind::function) {
      return add(run_closure(machine_, value, hole("an argument")), depth + 1);
    }
    if (value->kind == ValueKind::list) {
      for (const ValueRef& part : value->parts) add(part, depth + 1);
      return;
    }
    std::vector<FoundCredential> here = credentials_in(value);
    const bool object = here.empty() && value->kind == ValueKind::object;
    std::move(here.begin(), here.end(), std::back_inserter(found_));
    if (!object) return;
    for (const auto& [name, field] : value->object->fields) {
      const bool more = field->kind == ValueKind::function || field->kind == ValueKind::object;
      if (more) add(field, depth + 1);
      // `{ username: token }`
      if (name == "username") add_text(field);
    }
  }

  void add_text(const ValueRef& value) {
    std::vector<FoundCredential> found = in_token(value);
    std::move(found.begin(), found.end(), std::back_inserter(found_));
  }

  Machine& machine_;
  std::vector<FoundCredential> found_;
};

}  // namespace

ValueRef git_library_call(const LibraryCall& call) {
  Credentials credentials(call.machine);
  if (const ValueRef auth = selected(call, call.row.auth)) credentials.add(auth);
  const ValueRef url = selected(call, call.row.url);
  std::vector<FoundCredential> found = credentials.take();
  if (found.empty() && (!url || !holds_source(url))) {
    return unknown_call(call.machine, std::string(call.row.call), call.object, call.given);
  }
  const ValueRef verb = selected(call, call.row.verb);
  const std::string what = verb ? literal(verb).value_or("fetch") : "fetch";
  git_transfer(call.machine, *call.given.node, {url, what}, std::move(found));
  return call.gives.empty() ? hole("the output of git") : object_value(call.gives, 0);
}

}  // namespace patdown::trace
