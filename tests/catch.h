#pragma once

// Catch2, with words for our types. Never a secret here: SecretText prints masked.

#include "core/secret_text.h"
#include "core/span.h"

#include <catch2/catch.hpp>

namespace Catch {

template <>
struct StringMaker<patdown::Span> {
  static std::string convert(const patdown::Span& span) {
    return "[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ")";
  }
};

template <>
struct StringMaker<patdown::SecretText> {
  static std::string convert(const patdown::SecretText& secret) { return secret.masked(); }
};

}  // namespace Catch
