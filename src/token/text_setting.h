#pragma once

// Where does a text give a key a value? In any quoting that JSON, YAML, HCL and scripts know:
// `"key": "value"`, `key = 'value'`, `\"key\":\"value\"`, `:key => "value"`, `$x.key = $true`.

#include "core/span.h"

#include <optional>
#include <string_view>

namespace patdown {

// The first place where `key`, in either case, is given `value`, both whole words. `small` is
// `text` in lower case, and so must `value` be.
std::optional<Span> find_setting(std::string_view text, std::string_view small,
                                 std::string_view key, std::string_view value);

// Whether `text` holds `word`, which is not empty; faster than find().
bool holds_bytes(std::string_view text, std::string_view word);

}  // namespace patdown
