#include "token/trace/list_methods.h"

#include "core/letters.h"
#include "token/trace/assignment.h"
#include "token/trace/evaluate.h"
#include "token/trace/possible_lists.h"
#include "token/trace/program.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr std::size_t max_told_apart = 32;  // elements that a function is run with

enum class Place { behind, in_front, at_index };

struct Change {
  std::string_view method;
  Place place;
  bool each;  // the elements of what is given, not that itself
};

constexpr std::array<Change, 10> changes = {{
    {"append", Place::behind, false},
    {"push", Place::behind, false},
    {"add", Place::behind, false},
    {"<<", Place::behind, false},
    {"extend", Place::behind, true},
    {"addall", Place::behind, true},
    {"addrange", Place::behind, true},
    {"unshift", Place::in_front, false},
    {"prepend", Place::in_front, false},
    {"insert", Place::at_index, false},
}};

bool is_list(const ValueRef& value) {
  return value->kind == ValueKind::list;
}

std::vector<ValueRef> given_elements(const Change& change, const Given& given) {
  std::vector<ValueRef> all;
  for (const GivenArg& arg : given.args) {
    if (!change.each) {
      all.push_back(arg.value);
    } else if (arg.value->kind == ValueKind::choice || is_list(arg.value)) {
      const std::vector<ValueRef> parts = elements(arg.value);
      all.insert(all.end(), parts.begin(), parts.end());
    } else if (!is_nothing(arg.value)) {
      all.push_back(unknown_elements(arg.value));
    }
  }
  return all;
}

// Where `insert(0, x)` puts what it is given; at the end if nobody knows.
std::size_t index_given(const ValueRef& index, std::size_t size) {
  const std::string text = literal(index).value_or("");
  const bool number =
      !text.empty() && text.size() < 4 && std::all_of(text.begin(), text.end(), is_digit);
  return number ? std::min(size, static_cast<std::size_t>(std::stoul(text))) : size;
}

ValueRef changed(const Change& change, const ValueRef& list, const Given& given) {
  std::vector<ValueRef> parts = list->parts;
  std::vector<ValueRef> more = given_elements(change, given);
  std::size_t at = change.place == Place::in_front ? 0 : parts.size();
  if (change.place == Place::at_index && more.size() == 2) {
    at = index_given(more.front(), parts.size());
    more.erase(more.begin());
  }
  parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), more.begin(), more.end());
  return list_of(std::move(parts));
}

// The elements, the last of them one of all others if they are many.
std::vector<ValueRef> told_apart(const std::vector<ValueRef>& parts) {
  if (parts.size() <= max_told_apart) return parts;
  const auto rest = parts.begin() + static_cast<std::ptrdiff_t>(max_told_apart) - 1;
  std::vector<ValueRef> all(parts.begin(), rest);
  all.push_back(choice(std::vector<ValueRef>(rest, parts.end())));
  return all;
}

}  // namespace

ValueRef list_method(Machine& machine, const ValueRef& list, const Given& given) {
  const std::string method = lower(given.callee);
  if (method == "join" && !given.args.empty()) {
    std::vector<ValueRef> parts;
    for (const ValueRef& part : list->parts) {
      if (!parts.empty()) parts.push_back(given.args[0].value);
      parts.push_back(part);
    }
    return join(std::move(parts));
  }
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind != ValueKind::function) continue;
    std::vector<ValueRef> results;
    for (const ValueRef& part : told_apart(list->parts)) {
      results.push_back(run_closure(machine, arg.value, part, {part}));
    }
    if (list->parts.empty()) run_closure(machine, arg.value, nothing(), {hole("an element")});
    return method == "map" || method == "flatmap" ? list_of(std::move(results)) : list;
  }
  if (method == "concat" && !given.args.empty()) {
    std::vector<ValueRef> parts = list->parts;
    for (const GivenArg& arg : given.args) {
      for (const ValueRef& one : elements(arg.value)) parts.push_back(one);
    }
    return list_of(std::move(parts));
  }
  return list;
}

bool change_list(Machine& machine, const Node& receiver, const ValueRef& list, const Given& given) {
  const std::string method = lower(given.callee);
  const auto change = std::find_if(changes.begin(), changes.end(),
                                   [&method](const Change& one) { return one.method == method; });
  if (change == changes.end()) return false;
  const std::vector<ValueRef> all = alternatives(list);
  if (!std::all_of(all.begin(), all.end(), is_list)) return false;
  assign_to(machine, receiver, each(list, [&change, &given](const ValueRef& one) {
              return changed(*change, one, given);
            }));
  return true;
}

}  // namespace patdown::trace
