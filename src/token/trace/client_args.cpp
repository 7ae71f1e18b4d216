#include "token/trace/client_args.h"

#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 3 && std::all_of(text.begin(), text.end(), is_digit);
}

ValueRef selected_base(const LibraryCall& call, std::string_view name) {
  if (name == "this") return call.object;
  if (name == "last") {
    const auto& args = call.given.args;
    const auto unnamed = [](const GivenArg& arg) { return arg.name.empty(); };
    const auto last = std::find_if(args.rbegin(), args.rend(), unnamed);
    return last == args.rend() ? nullptr : last->value;
  }
  if (is_number(name)) return positional(call.given, std::stoul(std::string(name)));
  return named_argument(call.given, name);
}

// One alternative: "0", "url", "1.headers", "=GET", "1+".
ValueRef selected_one(const LibraryCall& call, std::string_view name) {
  if (name.starts_with('=')) return text_value(std::string(name.substr(1)));
  if (name.ends_with('+')) {
    std::vector<ValueRef> rest;
    for (std::size_t k = std::stoul(std::string(name.substr(0, name.size() - 1)));; ++k) {
      const ValueRef value = positional(call.given, k);
      if (!value) break;
      rest.push_back(value);
    }
    return list_of(std::move(rest));
  }
  // "3#1": the second of three or more.
  if (const auto mark = name.find('#');
      mark != std::string_view::npos && is_number(name.substr(0, mark))) {
    const std::size_t count = std::stoul(std::string(name.substr(0, mark)));
    if (!positional(call.given, count - 1)) return nullptr;
    name.remove_prefix(mark + 1);
  }
  const auto dot = name.find('.');
  ValueRef base = selected_base(call, name.substr(0, dot));
  if (!base || dot == std::string_view::npos) return base;
  return field_or_null(base, name.substr(dot + 1));
}

ValueRef selected_word(const LibraryCall& call, std::string_view word) {
  while (!word.empty()) {
    const auto bar = word.find('|');
    if (ValueRef value = selected_one(call, word.substr(0, bar))) return value;
    word.remove_prefix(bar == std::string_view::npos ? word.size() : bar + 1);
  }
  return nullptr;
}

// reqwest::header::AUTHORIZATION, HttpHeaders.AUTHORIZATION
ValueRef header_name(const ValueRef& name) {
  if (name->kind != ValueKind::symbol) return name;
  std::string word = lower(name->text.substr(name->text.rfind('.') + 1));
  std::replace(word.begin(), word.end(), '_', '-');
  return text_value(word);
}

}  // namespace

ValueRef named_argument(const Given& given, std::string_view name) {
  for (const GivenArg& arg : given.args) {
    if (same_ignoring_case(arg.name, name)) return arg.value;
  }
  return nullptr;
}

ValueRef selected(const LibraryCall& call, std::string_view cell) {
  if (cell.empty()) return nullptr;
  if (cell.find(' ') == std::string_view::npos) return selected_word(call, cell);
  std::vector<ValueRef> parts;
  bool any = false;
  while (!cell.empty()) {
    const auto blank = cell.find(' ');
    ValueRef value = selected_word(call, cell.substr(0, blank));
    any = any || value;
    parts.push_back(value ? value : nothing());
    cell.remove_prefix(blank == std::string_view::npos ? cell.size() : blank + 1);
  }
  return any ? list_of(std::move(parts)) : nullptr;
}

std::vector<std::pair<ValueRef, ValueRef>> header_pairs(const LibraryCall& call) {
  std::string_view cell = call.row.headers;
  const bool more = cell.ends_with('+');
  if (more) cell.remove_suffix(1);
  const auto colon = cell.find(':');
  std::vector<std::pair<ValueRef, ValueRef>> pairs;
  if (colon == std::string_view::npos) return pairs;
  const ValueRef name = selected_word(call, cell.substr(0, colon));
  const ValueRef value = selected_word(call, cell.substr(colon + 1));
  if (name && name->kind == ValueKind::object) {  // a table of them
    for (const auto& [key, field] : name->object->fields) {
      pairs.emplace_back(text_value(key), field);
    }
    return pairs;
  }
  if (name && value) pairs.emplace_back(header_name(name), value);
  for (std::size_t k = 2; more && positional(call.given, k + 1); k += 2) {
    pairs.emplace_back(header_name(positional(call.given, k)), positional(call.given, k + 1));
  }
  return pairs;
}

ValueRef unknown_options(const LibraryCall& call) {
  const std::string_view cell = call.row.headers.substr(0, call.row.headers.find('|'));
  const auto dot = cell.find('.');
  if (dot == std::string_view::npos) return nullptr;
  ValueRef options = selected(call, cell.substr(0, dot));
  return options && options->kind != ValueKind::object ? options : nullptr;
}

}  // namespace patdown::trace
