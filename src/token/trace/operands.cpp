#include "token/trace/operands.h"

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/evaluate.h"
#include "token/trace/kept_outside.h"
#include "token/trace/library.h"
#include "token/trace/names.h"
#include "token/trace/possible_lists.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

std::vector<ValueRef> evaluate_all(Machine& machine, const std::vector<Node>& nodes) {
  std::vector<ValueRef> values;
  values.reserve(nodes.size());
  for (const Node& node : nodes) values.push_back(evaluate(machine, node));
  return values;
}

// What is read out of a file is the same in each element: the field of that name.
bool is_read_from_file(const ValueRef& value) {
  return value->kind == ValueKind::hole && is_kept_outside(value->source.id);
}

ValueRef some_element(const ValueRef& all);

// Of each that it may be that has any.
ValueRef element_of_choice(const ValueRef& all) {
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (std::size_t k = 0; k < all->parts.size(); ++k) {
    const ValueRef& one = all->parts[k];
    if (is_nothing(one) || (one->kind == ValueKind::list && one->parts.empty())) continue;
    values.push_back(some_element(one));
    arms.push_back(all->arms[k]);
  }
  return values.empty() ? hole("an element") : choice(std::move(values), std::move(arms));
}

// The variable of a loop over `all`.
ValueRef some_element(const ValueRef& all) {
  if (all->kind == ValueKind::choice) return element_of_choice(all);
  if (is_read_from_file(all)) return all;
  const std::vector<ValueRef> list = elements(all);
  if (all->answer) return all;
  if (all->kind == ValueKind::hole && all->source.id.empty() && all->parts.empty()) return all;
  if (ValueRef any = field_or_null(all, any_key)) return any;
  if (list.size() == 1 && list.front() == all) {
    const bool known = all->kind == ValueKind::text || all->kind == ValueKind::join ||
                       all->kind == ValueKind::object;
    return known ? all : hole("an element");
  }
  return list.empty() ? hole("an element") : choice(list);
}

// `$text -replace 'a', 'b'` with a pattern that is plain text.
ValueRef replaced(const ValueRef& value, const std::vector<ValueRef>& operands) {
  std::vector<ValueRef> words;
  for (const ValueRef& operand : operands) {
    for (const ValueRef& word : elements(operand)) words.push_back(word);
  }
  const auto pattern = words.empty() ? std::nullopt : literal(words[0]);
  const auto by = words.size() < 2 ? std::optional<std::string>("") : literal(words[1]);
  static constexpr std::string_view special = "\\^$.|?*+()[]{}";
  if (!pattern || pattern->empty() || !by || pattern->find_first_of(special) != std::string::npos) {
    return hole("a computed value", {value});
  }
  return map_text(
      value, [&pattern, &by](std::string_view text) { return replace_all(text, *pattern, *by); });
}

// `@{} + $table`: a table of its own.
ValueRef merged(const Machine& machine, const std::vector<ValueRef>& tables) {
  ValueRef all = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  for (const ValueRef& table : tables) {
    if (table->kind != ValueKind::object) continue;
    for (const auto& [name, field] : table->object->fields) all->object->fields[name] = field;
  }
  return all;
}

}  // namespace

std::map<std::string, ValueRef> taken_over(const ValueRef& table) {
  std::map<std::string, std::vector<ValueRef>> all;
  for (const ValueRef& one : alternatives(table)) {
    if (one->kind == ValueKind::object) {
      for (const auto& [key, field] : one->object->fields) all[key].push_back(field);
    } else if (!is_nothing(one)) {
      all[std::string(taken_over_key)].push_back(one);
    }
  }
  std::map<std::string, ValueRef> fields;
  for (auto& [key, values] : all) fields[key] = choice(std::move(values));
  return fields;
}

ValueRef evaluate_join(Machine& machine, const Node& node) {
  std::vector<ValueRef> parts = evaluate_all(machine, node.children);
  const bool lists = !parts.empty() && parts.front()->kind == ValueKind::list;
  if (!lists) {
    // A URL that changes later is in the text as it is now.
    for (ValueRef& part : parts) part = url_text(part);
    return join(std::move(parts));
  }
  std::vector<ValueRef> all;
  for (const ValueRef& part : parts) {
    for (const ValueRef& element : elements(part)) all.push_back(element);
  }
  return list_of(std::move(all));
}

ValueRef evaluate_map(Machine& machine, const Node& node) {
  ValueRef map = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  for (const Arg& entry : node.args) {
    std::string name = entry.name;
    if (!entry.key.empty()) {
      const auto text = literal(evaluate(machine, entry.key.front()));
      if (text) name = *text;
    }
    const ValueRef value = evaluate(machine, entry.value);
    if (name == "@" && machine.unit->program()) {
      for (auto& [key, field] : taken_over(value)) map->object->fields[key] = std::move(field);
      continue;
    }
    map->object->fields[lower(name)] = value;
  }
  return map;
}

// `$runs.value[$i]`, `$kept[$i]` of a list in which such are gathered; null if it is none.
static ValueRef element_of_response(const ValueRef& value) {
  std::vector<ValueRef> all;
  for (const ValueRef& one : alternatives(value)) {
    if (one->kind != ValueKind::list && !one->answer) return nullptr;
    const std::vector<ValueRef> parts = elements(one);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  const bool any = std::any_of(all.begin(), all.end(),
                               [](const ValueRef& one) { return one->answer != nullptr; });
  return any ? choice(std::move(all)) : nullptr;
}

// `modules[name]` of `{ a: [f, g], b: [h] }`, where nobody knows the name: all that it may list.
// Null if it is no table of lists of functions, or one of more than can be told apart.
static ValueRef functions_in_lists(const ValueRef& table) {
  if (table->kind != ValueKind::object || !table->object->type.empty()) return nullptr;
  std::vector<ValueRef> all;
  for (const auto& [name, field] : table->object->fields) {
    const bool functions =
        field->kind == ValueKind::list &&
        std::all_of(field->parts.begin(), field->parts.end(), [](auto& one) {
          return one->kind == ValueKind::function || one->kind == ValueKind::symbol;
        });
    if (!functions || all.size() + field->parts.size() > max_choices) return nullptr;
    all.insert(all.end(), field->parts.begin(), field->parts.end());
  }
  return all.empty() ? nullptr : list_of(std::move(all));
}

ValueRef evaluate_index(Machine& machine, const Node& node) {
  if (node.children.empty()) return hole("an element");
  ValueRef object = evaluate(machine, node.children[0]);
  const bool each = node.children.size() > 1 && node.children[1].kind == NodeKind::hole;
  if (each) return some_element(object);
  const ValueRef at = node.children.size() > 1 ? evaluate(machine, node.children[1]) : nothing();
  const auto text = literal(at);
  if (ValueRef any = text ? nullptr : field_or_null(object, any_key)) return any;
  if (ValueRef lists = text ? nullptr : functions_in_lists(object)) return lists;
  if (!text && is_read_from_file(object)) return object;
  if (ValueRef element = text ? nullptr : element_of_response(object)) return element;
  if (!text)
    return hole("an element", holds_source(object) ? std::vector{object} : std::vector<ValueRef>());
  if (machine.unit->program() && object->kind == ValueKind::symbol) {
    return program_field(machine, object, *text, node.line);
  }
  const bool number =
      !text->empty() && text->size() < 4 && std::all_of(text->begin(), text->end(), is_digit);
  if (!number) return field_of(machine, object, *text);
  const std::vector<ValueRef> list = elements(object);
  const auto position = static_cast<std::size_t>(std::stoul(*text));
  if (object->kind == ValueKind::hole || object->kind == ValueKind::source) return object;
  return position < list.size() ? list[position] : nothing();
}

// `config.pat` where `config` is null, as far as is seen: somebody else sets it before, else the
// program would fail here.
static ValueRef token_of_null(const Machine& machine, const Node& node) {
  if (!speaks_of_token(node.text)) return nullptr;
  const std::string& object = node.children.front().text;
  return script_variable(machine, object.empty() ? node.text : object + "." + node.text, node.line);
}

ValueRef evaluate_field(Machine& machine, const Node& node) {
  if (node.children.empty()) return hole("a property");
  const Node& object = node.children.front();
  if (machine.unit->program()) {
    const ValueRef value = evaluate(machine, object);
    const ValueRef token = is_nothing(value) ? token_of_null(machine, node) : nullptr;
    return token ? token : program_field(machine, value, node.text, node.line);
  }
  if (object.kind == NodeKind::name && object.scope == "type") {
    // [Net.Http.HttpMethod]::Put, [Microsoft.PowerShell.Commands.WebRequestMethod]::Put
    if (lower(object.text).find("method") != std::string::npos) return text_value(node.text);
    return hole("a property of a type");
  }
  return field_of(machine, evaluate(machine, object), node.text);
}

// Whether it is sure to be more than null, false, 0 or an empty text.
static bool holds_something(const ValueRef& value) {
  const std::vector<ValueRef> all = alternatives(value);
  return std::all_of(all.begin(), all.end(), [](const ValueRef& one) {
    if (one->kind == ValueKind::text) {
      const std::string text = lower(one->text);
      return !text.empty() && text != "false" && text != "0";
    }
    const bool literal = one->kind == ValueKind::join &&
                         std::any_of(one->parts.begin(), one->parts.end(), [](auto& part) {
                           return part->kind == ValueKind::text && !part->text.empty();
                         });
    return literal || one->kind == ValueKind::encoded;
  });
}

ValueRef evaluate_choice(Machine& machine, const Node& node) {
  std::vector<ValueRef> values;
  values.reserve(node.children.size());
  for (const Node& child : node.children) {
    values.push_back(evaluate(machine, child));
    if (node.text == "or" && holds_something(values.back())) break;
  }
  std::vector<Arms> arms;
  const unsigned branch = machine.library.next_branch();
  for (unsigned side = 0; side < values.size(); ++side) arms.push_back({{branch, side}});
  return choice(std::move(values), std::move(arms));
}

ValueRef evaluate_list(Machine& machine, const Node& node) {
  PossibleLists lists;
  for (const Node& child : node.children) {
    const bool spread = child.kind == NodeKind::hole && child.scope == "spread";
    if (spread && child.children.size() == 1) {
      lists.add_elements(evaluate(machine, child.children.front()));
    } else {
      lists.add(evaluate(machine, child));
    }
  }
  return lists.value();
}

// The words of a line.
ValueRef with_blanks(const std::vector<ValueRef>& words) {
  std::vector<ValueRef> parts;
  parts.reserve(2 * words.size());
  for (const ValueRef& word : words) {
    if (!parts.empty()) parts.push_back(text_value(" "));
    parts.push_back(word);
  }
  return join(std::move(parts));
}

// `eval curl '$url'`: variables that only the second reading puts in.
ValueRef expanded(Machine& machine, const ValueRef& value, std::size_t line) {
  if (value->kind == ValueKind::join) {
    std::vector<ValueRef> parts;
    parts.reserve(value->parts.size());
    for (const ValueRef& part : value->parts) parts.push_back(expanded(machine, part, line));
    return join(std::move(parts));
  }
  if (value->kind != ValueKind::text) return value;
  constexpr auto none = std::string_view::npos;
  const std::string& text = value->text;
  std::vector<ValueRef> parts;
  std::size_t done = 0;
  for (auto at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
    const std::size_t begin = at + (text.compare(at, 2, "${") == 0 ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && is_word_letter(text[end])) ++end;
    const bool braced = begin == at + 2;
    // `${X:-y}`, `${X%/}`: it is the variable that counts.
    const auto close = braced ? text.find('}', end) : end;
    const bool form = close == end || std::string_view(":-+=?#%/").find(text[end]) != none;
    if (end == begin || close == std::string::npos || !form) continue;
    parts.push_back(text_value(text.substr(done, at - done)));
    Node name;
    name.kind = NodeKind::name;
    name.text = text.substr(begin, end - begin);
    name.line = line;
    if (machine.unit->powershell) name.scope = "env";
    parts.push_back(look_up(machine, name));
    done = close + (braced ? 1 : 0);
  }
  parts.push_back(text_value(text.substr(done)));
  return join(std::move(parts));
}

// What no reader could name. Sums of variables may be strings; they are taken for them.
ValueRef evaluate_hole(Machine& machine, const Node& node) {
  std::vector<ValueRef> values = evaluate_all(machine, node.children);
  if (!machine.unit->powershell && node.text == "eval" && !values.empty()) {
    return run_line(machine, expanded(machine, with_blanks(values), node.line), node);
  }
  const auto says = [&node](std::string_view word) {
    return node.text.find(word) != std::string::npos;
  };
  if (values.size() >= 2 && says("-replace")) {
    return replaced(values[0], std::vector<ValueRef>(values.begin() + 1, values.end()));
  }
  if (values.size() >= 2 && says("+") && !says("-eq") && !says("-ne") && !says("-and")) {
    return values.front()->kind == ValueKind::object ? merged(machine, values)
                                                     : join(std::move(values));
  }
  std::vector<ValueRef> derived;
  for (const ValueRef& part : values) {
    if (holds_source(part)) derived.push_back(part);
  }
  return hole(derived.empty() ? "" : "a computed value", std::move(derived));
}

}  // namespace patdown::trace
