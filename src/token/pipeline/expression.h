#pragma once

// What does an expression of a pipeline say? The inside of `${{ … }}` and `$[ … ]`.
//
// Paths ("parameters.x", "variables['a.b']"), literals and function calls are told apart; anything
// else is `other`. Bounded: 4,096 bytes, 16 levels.
//
// https://learn.microsoft.com/azure/devops/pipelines/process/expressions

#include "core/text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// The position behind `close`, which ends the expression that begins at `from`; brackets and
// strings in between are skipped. npos if nothing ends it within 4,096 bytes.
std::size_t end_of_expression(std::string_view text, std::size_t from, std::string_view close);

enum class ExpressionKind { literal, path, call, other };

struct MacroExpression {
  ExpressionKind kind = ExpressionKind::other;
  std::string text = {};               // literal: its value; call: the function, lower case
  std::vector<std::string> path = {};  // as spelled: {"parameters", "x"}
  std::vector<MacroExpression> arguments = {};
};

MacroExpression parse_expression(std::string_view text);

// What a reference is called: "parameters.x" for any spelling of that path, else the text itself.
std::string expression_name(std::string_view text);

// A piece of a text: plain, or the inside of a `${{ }}`.
struct TemplatePiece {
  bool expression = false;
  std::string_view text;
};
std::vector<TemplatePiece> split_template(std::string_view text);

}  // namespace patdown
