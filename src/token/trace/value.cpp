#include "token/trace/value.h"

#include <algorithm>
#include <iterator>

namespace patdown::trace {
namespace {

constexpr std::size_t max_pieces = 256;  // of one join or list; longer ones end in a hole

// Scripts can double a text again and again; whoever walks a value must come to an end.
ValueRef make(Value value) {
  value.weight = 1;
  for (const ValueRef& part : value.parts) value.weight += part->weight;
  if (value.weight > max_weight) return hole("a text that is too long");
  return std::make_shared<const Value>(std::move(value));
}

bool same(const ValueRef& left, const ValueRef& right) {
  if (left == right) return true;
  if (left->kind != right->kind) return false;
  switch (left->kind) {
    case ValueKind::nothing:
      return true;
    case ValueKind::text:
      return left->text == right->text;
    case ValueKind::source:
      return left->source.id == right->source.id && left->source.name == right->source.name;
    case ValueKind::hole:
      return left->text == right->text && left->parts.empty() && right->parts.empty() &&
             left->answer == right->answer;
    case ValueKind::object:
      return left->object == right->object;
    default:
      return false;
  }
}

void flatten(const ValueRef& part, std::vector<ValueRef>& into) {
  if (into.size() >= max_pieces) return;
  if (part->kind == ValueKind::join) {
    for (const ValueRef& inner : part->parts) flatten(inner, into);
    return;
  }
  if (part->kind == ValueKind::nothing) return;
  if (part->kind == ValueKind::text && part->text.empty()) return;
  if (part->kind == ValueKind::text && !into.empty() && into.back()->kind == ValueKind::text) {
    into.back() = text_value(into.back()->text + part->text);
    return;
  }
  into.push_back(part);
}

}  // namespace

ValueRef nothing() {
  static const ValueRef value = make({});
  return value;
}

ValueRef text_value(std::string text) {
  Value value;
  value.kind = ValueKind::text;
  value.text = std::move(text);
  if (value.text.size() > max_text) value.text.resize(max_text);
  return make(std::move(value));
}

ValueRef symbol(std::string name) {
  Value value;
  value.kind = ValueKind::symbol;
  value.text = std::move(name);
  return make(std::move(value));
}

ValueRef hole(std::string why, std::vector<ValueRef> derived_from) {
  Value value;
  value.kind = ValueKind::hole;
  value.text = std::move(why);
  value.parts = std::move(derived_from);
  return make(std::move(value));
}

ValueRef join(std::vector<ValueRef> parts) {
  if (parts.size() == 1) return parts.front();
  std::vector<ValueRef> pieces;
  for (const ValueRef& part : parts) flatten(part, pieces);
  if (pieces.empty()) return text_value("");
  if (pieces.size() == 1 && pieces.front()->kind != ValueKind::list) return pieces.front();
  Value value;
  value.kind = ValueKind::join;
  value.parts = std::move(pieces);
  return make(std::move(value));
}

ValueRef list_of(std::vector<ValueRef> parts) {
  Value value;
  value.kind = ValueKind::list;
  if (parts.size() > max_pieces) parts.resize(max_pieces, nothing());
  value.parts = std::move(parts);
  return make(std::move(value));
}

ValueRef choice(std::vector<ValueRef> parts, std::vector<Arms> arms) {
  arms.resize(parts.size());
  Value value;
  value.kind = ValueKind::choice;
  const auto add = [&value](const ValueRef& part, const Arms& under) {
    for (std::size_t k = 0; k < value.parts.size(); ++k) {
      if (!same(value.parts[k], part)) continue;
      if (value.arms[k] != under) value.arms[k].clear();  // holds on both sides
      return;
    }
    if (value.parts.size() == max_choices) {
      // Nobody may take the others for all there are.
      value.parts.back() = hole("one of more values than are followed");
      value.arms.back().clear();
      return;
    }
    value.parts.push_back(part);
    value.arms.push_back(under);
  };
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (parts[k]->kind != ValueKind::choice) {
      add(parts[k], arms[k]);
      continue;
    }
    for (std::size_t inner = 0; inner < parts[k]->parts.size(); ++inner) {
      Arms both = parts[k]->arms[inner];
      both.insert(both.end(), arms[k].begin(), arms[k].end());
      std::sort(both.begin(), both.end());
      both.erase(std::unique(both.begin(), both.end()), both.end());
      add(parts[k]->parts[inner], both);
    }
  }
  if (value.parts.empty()) return nothing();
  if (value.parts.size() == 1 && value.arms.front().empty()) return value.parts.front();
  return make(std::move(value));
}

ValueRef source_value(Source source, TraceStep first) {
  Value value;
  value.kind = ValueKind::source;
  value.source = std::move(source);
  value.trace.push_back(std::move(first));
  return make(std::move(value));
}

ValueRef encoded(ValueRef inner, TraceStep step) {
  Value value;
  value.kind = ValueKind::encoded;
  value.parts.push_back(std::move(inner));
  value.trace.push_back(std::move(step));
  return make(std::move(value));
}

ValueRef object_value(std::string type, unsigned branch) {
  Value value;
  value.kind = ValueKind::object;
  value.object = std::make_shared<Object>();
  value.object->type = std::move(type);
  value.object->branch = branch;
  return make(std::move(value));
}

ValueRef with_step(const ValueRef& value, const TraceStep& step) {
  if (value->kind == ValueKind::source) {
    if (value->trace.size() >= 16 || (!value->trace.empty() && value->trace.back() == step)) {
      return value;
    }
    Value longer = *value;
    longer.trace.push_back(step);
    return make(std::move(longer));
  }
  if (value->kind == ValueKind::choice) {
    Value longer = *value;
    for (ValueRef& part : longer.parts) part = with_step(part, step);
    return make(std::move(longer));
  }
  return value;
}

bool is_nothing(const ValueRef& value) {
  return value->kind == ValueKind::nothing;
}

}  // namespace patdown::trace
