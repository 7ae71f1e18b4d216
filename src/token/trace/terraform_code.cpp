#include "token/trace/terraform_code.h"

#include "core/letters.h"
#include "token/code/readers.h"
#include "token/trace/text_commands.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr int deepest = 24;                  // variables of locals of variables
constexpr std::size_t most_callers = 8;      // of one module
constexpr std::size_t most_blocks = 10'000;  // of one file

TerraformBlock block_of(const Node& node, const std::string& path) {
  TerraformBlock block;
  block.path = path;
  block.node = &node;
  for (const Arg& arg : node.args) {
    if (!arg.name.empty() || arg.value.kind != NodeKind::text) continue;
    if (block.kind.empty())
      block.kind = arg.value.text;
    else
      block.labels.push_back(arg.value.text);
  }
  return block;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string TerraformBlock::label(std::size_t index) const {
  return index < labels.size() ? labels[index] : std::string();
}

const Node* TerraformBlock::attribute(std::string_view name) const {
  for (const Arg& arg : node->args) {
    if (arg.name == name) return &arg.value;
  }
  return nullptr;
}

std::string spelled(const Node& reference) {
  if (reference.kind == NodeKind::field && !reference.children.empty())
    return spelled(reference.children.front()) + "." + reference.text;
  if (reference.kind == NodeKind::index && !reference.children.empty())
    return spelled(reference.children.front());
  return reference.kind == NodeKind::name ? reference.text : std::string();
}

void TerraformCode::add(const std::string& path, std::string_view text) {
  codes_.push_back(std::make_unique<const Code>(read_code(Language::hcl, text)));
  const Code& code = *codes_.back();
  for (PartlyRead problem : code.partly_read) {
    problem.path = path;
    partly_read_.push_back(std::move(problem));
  }
  TerraformFolder& folder = folders_[folder_of(path)];
  for (const Node& node : code.file.children) {
    if (node.kind != NodeKind::call || node.text != "block") continue;
    if (folder.blocks.size() >= most_blocks) break;
    TerraformBlock block = block_of(node, path);
    if (block.kind == "locals") {
      for (const Arg& arg : node.args) {
        if (!arg.name.empty()) folder.locals[arg.name] = {&arg.value, path};
      }
    } else if (block.kind == "variable") {
      folder.defaults[block.label(0)] = block.attribute("default");
    } else {
      folder.blocks.push_back(std::move(block));
    }
  }
}

std::optional<std::string> TerraformCode::target(const TerraformBlock& module,
                                                 const std::string& folder) {
  const Node* source = module.attribute("source");
  if (source == nullptr || !source->text.starts_with('.')) return std::nullopt;
  return tidy_path(folder + (folder.empty() ? "" : "/") + source->text);
}

void TerraformCode::link() {
  for (const auto& [path, folder] : folders_) {
    for (const TerraformBlock& block : folder.blocks) {
      if (block.kind != "module") continue;
      const auto below = target(block, path);
      const auto called = below ? folders_.find(*below) : folders_.end();
      if (called != folders_.end() && called->second.callers.size() < most_callers)
        called->second.callers.emplace_back(&block, path);
    }
  }
}

ValueRef TerraformCode::value(const Node& expression, const TerraformBlock& where) {
  return value(expression, Place{where.path, folder_of(where.path), 0});
}

std::vector<ValueRef> TerraformCode::values(const std::vector<Node>& nodes, const Place& place) {
  std::vector<ValueRef> all;
  all.reserve(nodes.size());
  for (const Node& node : nodes) all.push_back(value(node, place));
  return all;
}

ValueRef TerraformCode::value(const Node& node, const Place& place) {
  if (place.depth >= deepest) return hole("an expression that is nested too deeply");
  return worth(node, {place.path, place.folder, place.depth + 1});
}

ValueRef TerraformCode::worth(const Node& node, const Place& place) {
  switch (node.kind) {
    case NodeKind::text:
      return text_value(node.text);
    case NodeKind::join:
      return join(values(node.children, place));
    case NodeKind::choice:
      return choice(values(node.children, place));
    case NodeKind::list:
      return list_of(values(node.children, place));
    case NodeKind::map: {
      ValueRef map = object_value("", 0);
      for (const Arg& entry : node.args) {
        if (!entry.name.empty()) map->object->fields[lower(entry.name)] = value(entry.value, place);
      }
      return map;
    }
    case NodeKind::call:
      return call(node, place);
    case NodeKind::name:
    case NodeKind::field:
    case NodeKind::index:
      return reference(node, place);
    default:
      return derived(list_of(values(node.children, place)));
  }
}

ValueRef TerraformCode::call(const Node& node, const Place& place) {
  std::vector<ValueRef> given;
  for (const Arg& arg : node.args) given.push_back(value(arg.value, place));
  if (given.empty()) return hole("the output of " + node.text);
  if (node.text == "base64encode")
    return encoded(given[0], {place.path, node.line, "encoded in base64"});
  if (node.text == "format") return format_percent(given[0], {given.begin() + 1, given.end()});
  if (is_one_of(node.text, {"try", "coalesce"})) return choice(std::move(given));
  if (is_one_of(node.text, {"sensitive", "nonsensitive", "trimspace", "tostring", "trimsuffix",
                            "chomp", "tomap", "urlencode"})) {
    return given[0];
  }
  return derived(list_of(std::move(given)));
}

ValueRef TerraformCode::reference(const Node& node, const Place& place) {
  const std::string name = spelled(node);
  const auto folder = folders_.find(place.folder);
  const auto dot = name.find('.');
  const std::string root = name.substr(0, dot);
  const std::string rest = dot == std::string::npos ? "" : name.substr(dot + 1);
  const std::string first = rest.substr(0, rest.find('.'));
  if (name == "null") return nothing();
  if (root == "var" && first == rest) return variable(rest, place, node.line);
  if (root == "local" && first == rest && folder != folders_.end()) {
    const auto local = folder->second.locals.find(rest);
    if (local != folder->second.locals.end())
      return value(*local->second.first, {local->second.second, place.folder, place.depth});
  }
  if (root.empty() || is_one_of(root, {"each", "count", "path", "terraform", "self"}))
    return hole("a value of Terraform");
  return source_value(
      {SourceKind::parameter, "terraform:" + place.folder + ":" + lower(name), name},
      {place.path, node.line, name + " is named"});
}

ValueRef TerraformCode::variable(const std::string& name, const Place& place, std::size_t line) {
  std::vector<ValueRef> given;
  const auto folder = folders_.find(place.folder);
  if (folder != folders_.end()) {
    for (const auto& [module, from] : folder->second.callers) {
      if (const Node* one = module->attribute(name))
        given.push_back(value(*one, {module->path, from, place.depth}));
    }
  }
  if (!given.empty()) return choice(std::move(given));
  const std::string variable = upper("TF_VAR_" + name);
  asked_.insert(variable);
  for (const Library::Handed& one : library_.handed(variable)) {
    const Credential& token = one.found.credential;
    Value known = *source_value({SourceKind::variable, token.id, token.name},
                                {token.path, token.line, token.name + " is named"});
    if (!one.found.trace.empty()) known.trace = one.found.trace;
    given.push_back(std::make_shared<const Value>(std::move(known)));
  }
  if (!given.empty()) return choice(std::move(given));
  if (folder != folders_.end()) {
    const auto standard = folder->second.defaults.find(name);
    const bool says = standard != folder->second.defaults.end() && standard->second != nullptr &&
                      standard->second->kind == NodeKind::text && !standard->second->text.empty();
    if (says) return text_value(standard->second->text);
  }
  return source_value(
      {SourceKind::parameter, "terraform:" + place.folder + ":var." + lower(name), "var." + name},
      {place.path, line, "var." + name + " is named"});
}

}  // namespace patdown::trace
