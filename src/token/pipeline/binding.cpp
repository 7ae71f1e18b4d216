#include "token/pipeline/binding.h"

#include "core/letters.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t most_values = 16;
constexpr std::size_t most_variables = 300;
constexpr std::size_t most_bindings = 400'000;
constexpr int deepest = 16;

bool any_macro(std::string_view /*word*/) {
  return true;
}

// A value such as `PAT: $(PAT)` would make whoever follows it go round in circles.
bool refers_to(const std::string& name, const std::vector<MacroPiece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const MacroPiece& piece) {
    return piece.reference && lower(piece.text) == name;
  });
}

// The variable that a reference names: "x" for "variables.x".
std::string variable_of(const std::string& reference) {
  constexpr std::string_view prefix = "variables.";
  return reference.starts_with(prefix) ? reference.substr(prefix.size()) : reference;
}

}  // namespace

PipelineText Binder::hide(const Text& text) {
  return hide(text, any_macro);
}

PipelineText Binder::hide(const Text& text, const std::function<bool(std::string_view)>& is_macro) {
  return {
      .text = hide_macros(text.raw, macros_, is_macro), .line = text.line, .column = text.column};
}

void Binder::bind(Step& step, std::string_view raw, const PipelineText& hidden,
                  const TemplateFrame& frame) {
  if (raw.find("${{") != std::string_view::npos) {
    for (const TemplatePiece& piece : split_template(raw)) {
      if (!piece.expression) continue;
      std::vector<Text> values;
      for (const FramedYaml& value : expander_.evaluate(parse_expression(piece.text), frame))
        for (Text& text : expander_.texts(value)) values.push_back(std::move(text));
      add(step, lower(expression_name(piece.text)), values, 0);
    }
    // The name of $(pat-${{ parameters.x }}) is known once the parameter is.
    for (const MacroPiece& piece : split_macros(hidden.text, macros_)) {
      if (!piece.reference || piece.text.find("${{") == std::string::npos) continue;
      Yaml name;
      name.text = "$(" + piece.text + ")";
      name.line = hidden.line;
      name.column = hidden.column;
      add(step, lower(piece.text), expander_.texts({.node = &name, .frame = &frame}), 0);
    }
  }
  bind_names(step, hidden, 0);
}

void Binder::bind_names(Step& step, const PipelineText& hidden, int depth) {
  for (const MacroPiece& piece : split_macros(hidden.text, macros_)) {
    if (!piece.reference) continue;
    const std::string name = lower(piece.text);
    const auto* values = find(expander_.scope, variable_of(name));
    if (values != nullptr && step.bindings.count(name) == 0) add(step, name, *values, depth);
  }
}

void Binder::add(Step& step, const std::string& name, const std::vector<Text>& values, int depth) {
  for (const Text& value : values) {
    if (bindings_ >= most_bindings || depth > deepest) return;
    const PipelineText hidden = hide(value);
    if (refers_to(name, split_macros(hidden.text, macros_))) continue;
    std::vector<PipelineText>& known = step.bindings[name];
    const bool there = std::any_of(known.begin(), known.end(), [&](const PipelineText& text) {
      return text.text == hidden.text;
    });
    if (there || known.size() >= most_values) continue;
    known.push_back(hidden);
    ++bindings_;
    bind_names(step, hidden, depth + 1);
  }
}

void Binder::bind_scope(Step& step) {
  std::size_t count = 0;
  for (const VariableScope* scope = expander_.scope; scope != nullptr; scope = scope->outer)
    for (const auto& [name, values] : scope->variables) {
      if (++count > most_variables) return;
      if (step.bindings.count(name) == 0) add(step, name, values, 0);
    }
}

}  // namespace patdown
