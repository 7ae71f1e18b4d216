#include "token/pipeline/expand.h"

#include "core/letters.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

namespace patdown {
namespace {

constexpr std::size_t most_visited = 300'000;
constexpr std::size_t most_texts = 16;
constexpr int deepest = 150;
constexpr std::size_t longest_text = 1U << 20U;

enum class Directive { none, branch, loop, insert };

// The expression if the whole text is one `${{ }}`, else empty.
std::string_view whole_expression(std::string_view text) {
  if (text.find("${{") == std::string_view::npos) return {};
  const auto pieces = split_template(trimmed(text));
  return pieces.size() == 1 && pieces[0].expression ? pieces[0].text : std::string_view();
}

Directive directive_of(std::string_view key) {
  const std::string_view expression = whole_expression(key);
  const std::string_view word = expression.substr(0, expression.find_first_of(" (\t\n"));
  if (word == "if" || word == "elseif" || word == "else") return Directive::branch;
  if (word == "each") return Directive::loop;
  return word == "insert" ? Directive::insert : Directive::none;
}

// What an `if` asks; nothing that can be decided for `elseif` and `else`.
MacroExpression condition_of(std::string_view key) {
  const std::string_view expression = whole_expression(key);
  return expression.starts_with("if") ? parse_expression(expression.substr(2)) : MacroExpression{};
}

// An item of a list that is made of directives only: its branches hold items, not keys.
bool holds_items(const Yaml& item) {
  if (item.kind != YamlKind::map || item.entries.empty()) return false;
  return std::all_of(item.entries.begin(), item.entries.end(), [](const auto& entry) {
    const bool directed = directive_of(entry.key.text) != Directive::none;
    return directed && entry.value.kind != YamlKind::map;
  });
}

template <typename T>
void append(std::vector<T>& all, std::vector<T> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

const std::vector<Text>* find(const VariableScope* scope, const std::string& name) {
  for (; scope != nullptr; scope = scope->outer) {
    const auto known = scope->variables.find(name);
    if (known != scope->variables.end()) return &known->second;
  }
  return nullptr;
}

// Counts a level of recursion and a node visited; false if there were too many.
class Expander::Level {
 public:
  explicit Level(Expander& expander) : expander_(expander) {
    ++expander_.depth_;
    ++expander_.visited_;
    if (expander_.depth_ > deepest || expander_.visited_ > most_visited) expander_.spent_ = true;
  }
  ~Level() { --expander_.depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  Level(Level&&) = delete;
  Level& operator=(Level&&) = delete;

  explicit operator bool() const {
    return expander_.depth_ <= deepest && expander_.visited_ <= most_visited;
  }

 private:
  Expander& expander_;
};

TemplateFrame& Expander::add_frame() {
  return frames_.emplace_back();
}

FramedYaml Expander::settled(const Text& text) {
  const TemplateFrame*& frame = settled_[text.path];
  if (frame == nullptr) {
    TemplateFrame& made = add_frame();
    made.path = text.path;
    frame = &made;
  }
  Yaml& node = made_.emplace_back();
  node.text = text.raw;
  node.line = text.line;
  node.column = text.column;
  return {.node = &node, .frame = frame};
}

std::vector<FramedYaml> Expander::follow(FramedYaml value) {
  const Level level(*this);
  if (!level || value.node->kind != YamlKind::scalar) return {value};
  const std::string_view expression = whole_expression(value.node->text);
  if (expression.empty()) return {value};
  std::vector<FramedYaml> all;
  for (const FramedYaml& found : evaluate(parse_expression(expression), *value.frame)) {
    const std::vector<FramedYaml> further = follow(found);
    all.insert(all.end(), further.begin(), further.end());
  }
  if (all.empty()) all.push_back(value);
  return all;
}

std::vector<Entry> Expander::entries(FramedYaml map) {
  const Level level(*this);
  std::vector<Entry> all;
  if (!level) return all;
  if (map.node->kind == YamlKind::scalar) {
    for (const FramedYaml& value : follow(map))
      if (value.node->kind == YamlKind::map) append(all, entries(value));
    return all;
  }
  for (const auto& [key, node] : map.node->entries) {
    if (spent_) break;
    const FramedYaml value{.node = &node, .frame = map.frame};
    switch (directive_of(key.text)) {
      case Directive::branch:
        if (may_hold(condition_of(key.text), *map.frame)) append(all, entries(value));
        break;
      case Directive::insert:
        append(all, entries(value));
        break;
      case Directive::loop:
        for (const TemplateFrame* round : rounds(whole_expression(key.text), *map.frame))
          append(all, entries({.node = &node, .frame = round}));
        break;
      case Directive::none:
        ++visited_;
        if (key.text.find("${{") == std::string::npos) {
          all.push_back({.key = key.text, .value = value});
        } else {
          for (Text& text : texts({.node = &key, .frame = map.frame}))
            all.push_back({.key = std::move(text.raw), .value = value});
        }
        break;
    }
  }
  return all;
}

std::vector<FramedYaml> Expander::items(FramedYaml list) {
  const Level level(*this);
  std::vector<FramedYaml> all;
  if (!level) return all;
  if (list.node->kind == YamlKind::scalar) {
    for (const FramedYaml& value : follow(list))
      if (value.node->kind == YamlKind::list) append(all, items(value));
  } else if (list.node->kind == YamlKind::map) {
    // Branches in place of a list: `steps: { ${{ if … }}: [ … ] }`.
    if (holds_items(*list.node)) add_item(list, all);
  } else {
    for (const Yaml& item : list.node->items) {
      if (spent_) break;
      add_item({.node = &item, .frame = list.frame}, all);
    }
  }
  return all;
}

void Expander::add_item(FramedYaml item, std::vector<FramedYaml>& all) {
  if (item.node->kind == YamlKind::scalar) {
    for (const FramedYaml& found : follow(item)) {
      if (found.node->kind == YamlKind::list)
        append(all, items(found));
      else if (found.node != item.node || whole_expression(item.node->text).empty())
        all.push_back(found);
    }
    return;
  }
  if (!holds_items(*item.node)) {
    ++visited_;
    all.push_back(item);
    return;
  }
  for (const auto& [key, node] : item.node->entries) {
    if (directive_of(key.text) != Directive::loop) {
      append(all, items({.node = &node, .frame = item.frame}));
      continue;
    }
    for (const TemplateFrame* round : rounds(whole_expression(key.text), *item.frame))
      append(all, items({.node = &node, .frame = round}));
  }
}

std::vector<FramedYaml> Expander::evaluate(const MacroExpression& expression,
                                           const TemplateFrame& frame) {
  const Level level(*this);
  if (!level) return {};
  switch (expression.kind) {
    case ExpressionKind::literal:
      return {settled({.raw = expression.text, .path = frame.path, .line = 0, .column = 1})};
    case ExpressionKind::path:
      return path_values(expression, frame);
    case ExpressionKind::call:
      return call_values(expression, frame);
    case ExpressionKind::other:
      break;
  }
  return {};
}

// The frames of the rounds of "each x in expression".
std::vector<const TemplateFrame*> Expander::rounds(std::string_view loop,
                                                   const TemplateFrame& frame) {
  const std::size_t name_at = loop.find_first_not_of(" \t", 4);
  if (name_at == std::string_view::npos) return {&frame};
  const std::size_t name_end = loop.find_first_of(" \t", name_at);
  const std::size_t in = loop.find(" in ", name_at);
  if (name_end == std::string_view::npos || in == std::string_view::npos) return {&frame};

  TemplateFrame round;
  round.path = frame.path;
  round.outer = &frame;
  round.variable = lower(loop.substr(name_at, name_end - name_at));
  std::vector<const TemplateFrame*> all;
  const auto add = [&](std::optional<FramedYaml> key, std::optional<FramedYaml> value) {
    TemplateFrame& made = add_frame();
    made = round;
    made.key = key;
    made.value = value;
    all.push_back(&made);
  };
  const auto add_entry = [&](const std::string& key, FramedYaml value) {
    const Text name{.raw = key, .path = frame.path, .line = value.node->line, .column = 1};
    add(settled(name), value);
  };
  const MacroExpression collection = parse_expression(loop.substr(in + 4));
  if (collection.kind == ExpressionKind::path && collection.path.size() == 1 &&
      lower(collection.path[0]) == "parameters") {
    const TemplateFrame* file = &frame;
    while (file->outer != nullptr) file = file->outer;
    for (const auto& [name, values] : file->parameters)
      for (const FramedYaml& value : values) add_entry(name, value);
  }
  for (const FramedYaml& value : evaluate(collection, frame)) {
    if (value.node->kind == YamlKind::map)
      for (const Entry& entry : entries(value)) add_entry(entry.key, entry.value);
    else
      for (const FramedYaml& item : items(value)) add(std::nullopt, item);
  }
  if (all.empty()) add(std::nullopt, std::nullopt);
  return all;
}

std::vector<Text> Expander::texts(FramedYaml scalar) {
  const Level level(*this);
  if (!level || scalar.node->kind != YamlKind::scalar) return {};
  const Yaml& node = *scalar.node;
  const Text whole{
      .raw = node.text, .path = scalar.frame->path, .line = node.line, .column = node.column};
  if (node.text.find("${{") == std::string::npos) return {whole};
  const auto pieces = split_template(node.text);
  std::vector<Text> all{whole};
  all[0].raw.clear();
  for (const TemplatePiece& piece : pieces) {
    std::vector<Text> next;
    std::vector<Text> ways;
    if (piece.expression)
      for (const FramedYaml& value : evaluate(parse_expression(piece.text), *scalar.frame))
        for (Text& text : texts(value)) ways.push_back(std::move(text));
    if (ways.empty()) {
      const std::string written(piece.text);
      ways.push_back(whole);
      ways[0].raw = piece.expression ? "${{ " + written + " }}" : written;
    }
    for (const Text& before : all)
      for (const Text& way : ways) {
        if (next.size() >= most_texts || before.raw.size() + way.raw.size() > longest_text) break;
        next.push_back(pieces.size() == 1 ? way : before);
        if (pieces.size() > 1) next.back().raw += way.raw;
      }
    all = std::move(next);
  }
  return all;
}

}  // namespace patdown
