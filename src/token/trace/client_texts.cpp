#include "token/trace/client_texts.h"

#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/operands.h"
#include "token/trace/program.h"
#include "token/trace/text_commands.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <string>
#include <utility>

namespace patdown::trace {

ValueRef formatted(const LibraryCall& call) {
  const ValueRef text = selected(call, call.row.url);
  if (!text) return hole("a computed value");
  std::vector<ValueRef> values;
  std::vector<NamedValue> named;
  const ValueRef rest = selected(call, call.row.body);
  if (rest) {
    for (const ValueRef& value : elements(rest)) values.push_back(value);
  }
  if (values.size() == 1 && values[0]->kind == ValueKind::list) {
    const std::vector<ValueRef> inner = values[0]->parts;
    values = inner;
  }
  for (const GivenArg& arg : call.given.args) {
    if (!arg.name.empty() && arg.name != "<>") named.push_back({lower(arg.name), arg.value});
  }
  if (values.size() == 1 && values[0]->kind == ValueKind::object) {
    for (const auto& [name, value] : values[0]->object->fields) named.push_back({name, value});
  }
  const std::string sketched = sketch(text);
  const bool percent =
      call.row.verb == "%" || (sketched.find('%') != std::string::npos &&
                               literal_prefix(text).find('{') == std::string::npos &&
                               call.machine.unit->language == "python");
  return percent ? format_percent(text, values) : format_named(text, values, named);
}

std::vector<ValueRef> words_together(const LibraryCall& call) {
  std::vector<ValueRef> words;
  const ValueRef all = selected(call, call.row.url);
  for (const ValueRef& one : all ? elements(all) : std::vector<ValueRef>()) {
    const std::vector<ValueRef> inner = elements(one);
    words.insert(words.end(), inner.begin(), inner.end());
  }
  return words;
}

// Go's `append(args, more...)`, where `args` may be one of several lists.
ValueRef listed(const LibraryCall& call) {
  const ValueRef all = selected(call, call.row.url);
  if (!all || all->kind != ValueKind::list || all->parts.empty()) {
    return list_of(words_together(call));
  }
  return each(all->parts.front(), [&all](const ValueRef& first) {
    std::vector<ValueRef> words = elements(first);
    for (std::size_t k = 1; k < all->parts.size(); ++k) {
      const std::vector<ValueRef> inner = elements(all->parts[k]);
      words.insert(words.end(), inner.begin(), inner.end());
    }
    return list_of(std::move(words));
  });
}

ValueRef tabled(const LibraryCall& call) {
  const Arms& sides = call.machine.sides;
  ValueRef table = object_value("", sides.empty() ? 0 : sides.back().branch);
  const ValueRef all = selected(call, call.row.url);
  const std::vector<ValueRef> given = all ? elements(all) : std::vector<ValueRef>();
  for (std::size_t k = 0; k < given.size(); ++k) {
    const bool pair = k + 1 < given.size() && literal(given[k]);
    if (pair) {
      table->object->fields[lower(literal(given[k]).value_or(""))] = given[k + 1];
      ++k;
    } else {
      for (auto& [key, field] : taken_over(given[k])) table->object->fields[key] = field;
    }
  }
  return table;
}

ValueRef concatenated(const LibraryCall& call) {
  const std::vector<ValueRef> words = words_together(call);
  if (words.empty()) return text_value("");
  std::vector<ValueRef> parts;
  for (const ValueRef& word : words) {
    if (!parts.empty() && !call.row.verb.empty()) {
      parts.push_back(text_value(std::string(call.row.verb)));
    }
    parts.push_back(word);
  }
  return join(std::move(parts));
}

ValueRef extended(const LibraryCall& call) {
  const ValueRef more = selected(call, call.row.url);
  if (!call.object) return hole("a URL");
  if (!more) return call.object;
  std::vector<ValueRef> parts;
  const auto behind = [&](const ValueRef& url) {
    if (url) parts.push_back(url);
    for (const ValueRef& part : elements(more)) {
      if (!parts.empty()) parts.push_back(text_value("/"));
      parts.push_back(part);
    }
    return join(std::move(parts));
  };
  if (call.object->kind != ValueKind::object || is_url_object(call.object)) {
    return behind(url_text(call.object));
  }
  ValueRef object = object_value(call.gives, call.object->object->branch);
  object->object->fields = call.object->object->fields;
  ValueRef& url = object->object->fields["url"];
  url = behind(url);
  return object;
}

ValueRef resolved_url(const LibraryCall& call) {
  const ValueRef base = selected(call, call.row.body);
  ValueRef url = selected(call, call.row.url);
  if (!url) return base ? base : hole("a URL");
  // `new Uri(url)` of a URL whose beginning nobody knows.
  if (base == url) return url;
  if (!base || literal_prefix(url).find("://") != std::string::npos) return url;
  return on_base(base, url);
}

ValueRef cut_text(const LibraryCall& call) {
  ValueRef whole = selected(call, call.row.url);
  const ValueRef part = selected(call, call.row.body);
  if (!whole) return hole("a text");
  const auto cut = part ? literal(part) : std::nullopt;
  if (!cut) return whole;
  if (call.row.verb == "end") return without_suffix(whole, *cut);
  return literal_prefix(whole).starts_with(*cut) ? without_prefix(whole, cut->size()) : whole;
}

}  // namespace patdown::trace
