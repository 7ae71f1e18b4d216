#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t max_split = 64;

void append(Variant& variant, const ValueRef& piece) {
  if (piece->kind == ValueKind::nothing) return;
  if (piece->kind == ValueKind::text && !variant.pieces.empty() &&
      variant.pieces.back()->kind == ValueKind::text) {
    variant.pieces.back() = text_value(variant.pieces.back()->text + piece->text);
    return;
  }
  variant.pieces.push_back(piece);
}

// Nobody may take those that are looked at for all there are.
void cut_off(std::vector<Variant>& all) {
  all.back() = {{hole("one of more values than are followed")}, {}};
}

// `sure`: leaves out those that exclude each other.
std::vector<Variant> combine(const std::vector<Variant>& heads, const std::vector<Variant>& tails,
                             bool sure = true) {
  std::vector<Variant> all;
  for (const Variant& head : heads) {
    for (const Variant& tail : tails) {
      if (all.size() == max_variants) {
        cut_off(all);
        return all;
      }
      auto arms = merge(head.arms, tail.arms);
      if (!arms && sure) continue;
      Variant whole{head.pieces, arms ? std::move(*arms) : Arms()};
      for (const ValueRef& piece : tail.pieces) append(whole, piece);
      all.push_back(std::move(whole));
    }
  }
  // A field that one side alone sets has no alternative for the others: what is put together all
  // the same is not dropped for that.
  const bool lost = all.empty() && sure && !heads.empty() && !tails.empty();
  return lost ? combine(heads, tails, false) : all;
}

std::vector<Variant> choose(const Value& value) {
  std::vector<Variant> all;
  for (std::size_t k = 0; k < value.parts.size(); ++k) {
    for (Variant& variant : variants_of(value.parts[k])) {
      auto arms = merge(variant.arms, value.arms[k]);
      if (!arms) continue;
      if (all.size() == max_variants) {
        cut_off(all);
        return all;
      }
      variant.arms = std::move(*arms);
      all.push_back(std::move(variant));
    }
  }
  return all;
}

}  // namespace

std::optional<Arms> merge(const Arms& all, const Arms& more) {
  if (more.empty()) return all;
  Arms merged = all;
  for (const Arm& arm : more) {
    bool known = false;
    for (const Arm& other : all) {
      if (other.branch != arm.branch) continue;
      if (other.side != arm.side) return std::nullopt;
      known = true;
    }
    if (!known) merged.push_back(arm);
  }
  return merged;
}

std::vector<Variant> variants_of(const ValueRef& value) {
  if (value->kind == ValueKind::choice) return choose(*value);
  std::vector<Variant> all(1);
  if (value->kind != ValueKind::join) {
    append(all.front(), value);
    return all;
  }
  for (const ValueRef& part : value->parts) {
    const bool several = part->kind == ValueKind::choice || part->kind == ValueKind::join;
    if (several) {
      all = combine(all, variants_of(part));
    } else {
      for (Variant& variant : all) append(variant, part);
    }
  }
  return all;
}

std::optional<std::string> literal(const ValueRef& value) {
  if (value->kind == ValueKind::text) return value->text;
  if (value->kind != ValueKind::join && value->kind != ValueKind::choice) return std::nullopt;
  const std::vector<Variant> all = variants_of(value);
  if (all.size() != 1) return std::nullopt;
  if (all[0].pieces.empty()) return std::string();
  if (all[0].pieces.size() != 1 || all[0].pieces[0]->kind != ValueKind::text) return std::nullopt;
  return all[0].pieces[0]->text;
}

std::string literal_prefix(const ValueRef& value) {
  switch (value->kind) {
    case ValueKind::text:
      return value->text;
    case ValueKind::join:
    case ValueKind::choice:
      return value->parts.empty() ? std::string() : literal_prefix(value->parts.front());
    default:
      return {};
  }
}

std::string sketch(const ValueRef& value) {
  const std::vector<Variant> all = variants_of(value);
  std::string text;
  if (all.empty()) return text;
  for (const ValueRef& piece : all.front().pieces) {
    text += piece->kind == ValueKind::text ? piece->text : "{}";
  }
  return text;
}

bool holds_source(const ValueRef& value) {
  if (value->kind == ValueKind::source) return true;
  return std::any_of(value->parts.begin(), value->parts.end(), holds_source);
}

ValueRef without_prefix(const ValueRef& value, std::size_t count) {
  if (count == 0) return value;
  if (value->kind == ValueKind::text) {
    return text_value(value->text.substr(std::min(count, value->text.size())));
  }
  if (value->kind == ValueKind::join && !value->parts.empty()) {
    std::vector<ValueRef> parts = value->parts;
    parts.front() = without_prefix(parts.front(), count);
    return join(std::move(parts));
  }
  if (value->kind == ValueKind::choice) {
    std::vector<ValueRef> parts;
    for (const ValueRef& part : value->parts) parts.push_back(without_prefix(part, count));
    return choice(std::move(parts), value->arms);
  }
  return value;
}

ValueRef without_suffix(const ValueRef& value, std::string_view suffix) {
  if (value->kind == ValueKind::text) {
    const std::string& text = value->text;
    return text.ends_with(suffix) ? text_value(text.substr(0, text.size() - suffix.size())) : value;
  }
  const bool join_of_some = value->kind == ValueKind::join && !value->parts.empty();
  if (!join_of_some && value->kind != ValueKind::choice) return value;
  std::vector<ValueRef> parts = value->parts;
  if (join_of_some) {
    parts.back() = without_suffix(parts.back(), suffix);
    return join(std::move(parts));
  }
  for (ValueRef& part : parts) part = without_suffix(part, suffix);
  return choice(std::move(parts), value->arms);
}

ValueRef map_text(const ValueRef& value,
                  const std::function<std::string(std::string_view)>& change) {
  if (value->kind == ValueKind::text) return text_value(change(value->text));
  if (value->kind != ValueKind::join && value->kind != ValueKind::choice &&
      value->kind != ValueKind::list) {
    return value;
  }
  std::vector<ValueRef> parts;
  for (const ValueRef& part : value->parts) parts.push_back(map_text(part, change));
  if (value->kind == ValueKind::join) return join(std::move(parts));
  if (value->kind == ValueKind::list) return list_of(std::move(parts));
  return choice(std::move(parts), value->arms);
}

std::vector<ValueRef> split(const ValueRef& value, char separator) {
  const std::vector<Variant> all = variants_of(value);
  std::vector<ValueRef> parts;
  if (all.empty()) return parts;
  std::vector<ValueRef> current;
  for (const ValueRef& piece : all.front().pieces) {
    if (piece->kind != ValueKind::text) {
      current.push_back(piece);
      continue;
    }
    std::string_view rest = piece->text;
    for (auto at = rest.find(separator); at != std::string_view::npos && parts.size() < max_split;
         at = rest.find(separator)) {
      current.push_back(text_value(std::string(rest.substr(0, at))));
      parts.push_back(join(std::move(current)));
      current.clear();
      rest.remove_prefix(at + 1);
    }
    current.push_back(text_value(std::string(rest)));
  }
  parts.push_back(join(std::move(current)));
  return parts;
}

std::vector<ValueRef> elements(const ValueRef& value) {
  if (value->kind == ValueKind::nothing) return {};
  if (value->kind == ValueKind::list) return value->parts;
  if (value->kind == ValueKind::choice) {
    for (const ValueRef& part : value->parts) {
      if (part->kind == ValueKind::list) return part->parts;
    }
  }
  return {value};
}

std::vector<ValueRef> alternatives(const ValueRef& value) {
  if (value->kind == ValueKind::choice) return value->parts;
  return {value};
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  while (!what.empty() && result.size() < max_text) {
    const auto at = text.find(what);
    if (at == std::string_view::npos) break;
    result += text.substr(0, at);
    result += by;
    text.remove_prefix(at + what.size());
  }
  return result += text;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

}  // namespace patdown::trace
