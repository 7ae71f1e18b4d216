#pragma once

// What are the possible texts of a value, piece by piece?
//
// Takes choices apart, at most max_variants combinations, and leaves out those that mix the sides
// of one branch. The pieces of a variant are leaves: text, source, hole, encoded, object, list,
// function; neighbouring texts are one piece.

#include "token/trace/value.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

struct Variant {
  std::vector<ValueRef> pieces;
  Arms arms;
};

std::vector<Variant> variants_of(const ValueRef& value);

// `all` with `more`; nullopt if they exclude each other.
std::optional<Arms> merge(const Arms& all, const Arms& more);

// The text, if there is exactly one and it is known wholly.
std::optional<std::string> literal(const ValueRef& value);
// Like literal(), but of the first alternative, and up to the first piece that is not known.
std::string literal_prefix(const ValueRef& value);
// The first alternative with `{}` for what is not known.
std::string sketch(const ValueRef& value);
// Whether a source or a named token stands anywhere within.
bool holds_source(const ValueRef& value);

// The value without its first `count` bytes, which must be literal.
ValueRef without_prefix(const ValueRef& value, std::size_t count);
// Without what it ends with, if it is known to; else as it is.
ValueRef without_suffix(const ValueRef& value, std::string_view suffix);
// Every literal piece changed; the rest and all structure stay.
ValueRef map_text(const ValueRef& value,
                  const std::function<std::string(std::string_view)>& change);
// Split at each `separator` in literal pieces; of the first alternative. At most 64 parts.
std::vector<ValueRef> split(const ValueRef& value, char separator);
// The elements of a list, or the value itself; nothing gives none.
std::vector<ValueRef> elements(const ValueRef& value);
// Each alternative of a choice, or the value itself.
std::vector<ValueRef> alternatives(const ValueRef& value);

std::string replace_all(std::string_view text, std::string_view what, std::string_view by);
std::string upper(std::string_view text);

}  // namespace patdown::trace
