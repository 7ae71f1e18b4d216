// Values of expressions: paths, and the few functions that put names and texts together.

#include "core/letters.h"
#include "token/pipeline/expand.h"

#include <algorithm>
#include <cctype>

namespace patdown {
namespace {

constexpr std::size_t most_values = 256;

// Replaces {0}, {1}, … and the doubled brackets of format().
std::string fill_in(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool doubled = i + 1 < pattern.size() && pattern[i + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      text += c;
      ++i;
    } else if (c == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
               pattern[i + 1] >= '0' && pattern[i + 1] <= '9') {
      const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
      if (index < arguments.size()) text += arguments[index];
      i += 2;
    } else {
      text += c;
    }
  }
  return text;
}

bool is_loop_key(const MacroExpression& expression, const TemplateFrame& frame) {
  return expression.kind == ExpressionKind::path && expression.path.size() == 2 &&
         !frame.variable.empty() && lower(expression.path[1]) == "key";
}

}  // namespace

// Conditions on the key of a loop's round are how templates copy a map without some of its keys:
// `${{ if ne(pair.key, 'steps') }}`. They are decided; any other may hold.
bool Expander::may_hold(const MacroExpression& condition, const TemplateFrame& frame) {
  const std::vector<MacroExpression>& arguments = condition.arguments;
  const std::string& function = condition.text;
  if (condition.kind != ExpressionKind::call || arguments.empty()) return true;
  if (function == "and")
    return std::all_of(arguments.begin(), arguments.end(),
                       [&](const MacroExpression& part) { return may_hold(part, frame); });
  const bool same = function == "eq" || function == "in";
  if ((!same && function != "ne" && function != "notin") || !is_loop_key(arguments[0], frame))
    return true;
  const std::vector<FramedYaml> keys = path_values(arguments[0], frame);
  if (keys.size() != 1) return true;
  bool found = false;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i].kind != ExpressionKind::literal) return true;
    found = found || lower(arguments[i].text) == lower(keys[0].node->text);
  }
  return found == same;
}

std::vector<FramedYaml> Expander::descend(std::vector<FramedYaml> values,
                                          const std::vector<std::string>& path, std::size_t from) {
  for (std::size_t i = from; i < path.size(); ++i) {
    std::vector<FramedYaml> next;
    const std::string step = lower(path[i]);
    for (const FramedYaml& value : values)
      for (const Entry& entry : entries(value))
        if (lower(entry.key) == step && next.size() < most_values) next.push_back(entry.value);
    values = std::move(next);
  }
  return values;
}

std::vector<FramedYaml> Expander::path_values(const MacroExpression& expression,
                                              const TemplateFrame& frame) {
  const std::vector<std::string>& path = expression.path;
  const std::string head = lower(path[0]);
  const TemplateFrame* file = &frame;
  for (; file->outer != nullptr; file = file->outer) {
    if (file->variable != head) continue;
    if (!file->value) return {};
    const std::string member = path.size() > 1 ? lower(path[1]) : "";
    if (file->key && member == "key") return {*file->key};
    if (file->key && member == "value") return descend({*file->value}, path, 2);
    return descend({*file->value}, path, 1);
  }
  if (path.size() < 2) return {};
  if (head == "parameters") {
    const auto known = file->parameters.find(lower(path[1]));
    return known == file->parameters.end() ? std::vector<FramedYaml>()
                                           : descend(known->second, path, 2);
  }
  std::vector<FramedYaml> values;
  if (head == "variables") {
    std::string name = lower(path[1]);
    for (std::size_t i = 2; i < path.size(); ++i) name += "." + lower(path[i]);
    if (const auto* texts = find(scope, name))
      for (const Text& text : *texts) values.push_back(settled(text));
  }
  return values;
}

// Texts of an argument; as an expression in brackets if it is unknown.
std::vector<Text> Expander::argument_texts(const MacroExpression& argument,
                                           const TemplateFrame& frame) {
  std::vector<Text> all;
  for (const FramedYaml& value : evaluate(argument, frame))
    for (Text& text : texts(value)) all.push_back(std::move(text));
  if (all.empty() && argument.kind == ExpressionKind::path) {
    Text unknown{.raw = "${{ ", .path = frame.path, .line = 0, .column = 1};
    for (const std::string& step : argument.path)
      unknown.raw += (&step == argument.path.data() ? "" : ".") + step;
    unknown.raw += " }}";
    all.push_back(unknown);
  }
  return all;
}

std::vector<Text> Expander::format(const MacroExpression& call, const TemplateFrame& frame) {
  if (call.arguments.empty()) return {};
  std::vector<std::vector<std::string>> ways{{}};
  for (const MacroExpression& argument : call.arguments) {
    std::vector<std::vector<std::string>> next;
    for (const Text& text : argument_texts(argument, frame))
      for (const auto& way : ways) {
        if (next.size() >= 16) break;
        next.push_back(way);
        next.back().push_back(text.raw);
      }
    ways = std::move(next);
  }
  std::vector<Text> all;
  for (const auto& way : ways) {
    const std::vector<std::string> rest(way.begin() + 1, way.end());
    all.push_back({.raw = fill_in(way[0], rest), .path = frame.path, .line = 0, .column = 1});
  }
  return all;
}

std::vector<FramedYaml> Expander::call_values(const MacroExpression& expression,
                                              const TemplateFrame& frame) {
  const std::string& function = expression.text;
  const std::vector<MacroExpression>& arguments = expression.arguments;
  std::vector<FramedYaml> all;
  const auto add_all = [&](std::size_t from) {
    for (std::size_t i = from; i < arguments.size(); ++i)
      for (const FramedYaml& value : evaluate(arguments[i], frame)) all.push_back(value);
  };
  if (function == "coalesce") add_all(0);
  if (function == "iif") add_all(1);
  if (function == "format")
    for (const Text& text : format(expression, frame)) all.push_back(settled(text));
  const bool changes_letters = function == "lower" || function == "upper" || function == "trim";
  if (changes_letters && arguments.size() == 1) {
    for (Text& text : argument_texts(arguments[0], frame)) {
      if (function == "trim") text.raw = std::string(trimmed(text.raw));
      if (function == "lower" && text.raw.find('$') == std::string::npos)
        text.raw = lower(text.raw);
      if (function == "upper" && text.raw.find('$') == std::string::npos)
        for (char& c : text.raw) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      all.push_back(settled(text));
    }
  }
  return all;
}

}  // namespace patdown
