#pragma once

// Does a value only keep the place of a secret?

#include <string_view>

namespace patdown {

// One character in a row, an alphabet or digits in order, or a short piece over and over: what no
// generator of secrets makes (fewer than one in 10,000 random secrets of up to 100 characters).
bool is_patterned(std::string_view value);

// Says so in words: "changeme", "your-api-key", "<token>", "REDACTED", "sk_example_…".
bool is_placeholder(std::string_view value);

// A template or the name of something looked up later: "${TOKEN}", "%env(KEY)%", "{{ key }}",
// "process.env.KEY", "op://vault/item". Encrypted values ("ENC[…]") count as well.
bool is_reference(std::string_view value);

// A truth value, a number, a date, a version, a duration, the name of a type.
bool is_plain_value(std::string_view value);

}  // namespace patdown
