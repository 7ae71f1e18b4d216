#include "token/pipeline/yaml.h"

#include <algorithm>
#include <exception>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

namespace patdown {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_copied = 8U << 20U;  // of scalars, each alias counted again
constexpr std::size_t most_nodes = 20'000;
constexpr int deepest = 100;

// Where a scalar's content begins in the file: yaml-cpp says where its `|` or quote stands.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }

  void place(Yaml& node, const YAML::Mark& mark) const {
    if (mark.is_null() || mark.line < 0 || mark.column < 0) return;
    node.line = static_cast<std::size_t>(mark.line) + 1;
    node.column = static_cast<std::size_t>(mark.column) + 1;
    if (node.kind != YamlKind::scalar || node.line > starts_.size()) return;
    const std::string_view rest = line(node.line);
    std::size_t at = node.column - 1;
    while (at < rest.size() && (rest[at] == '&' || rest[at] == '!')) {
      at = rest.find_first_of(" \t", at);
      if (at == std::string_view::npos) return;
      at = std::min(rest.size(), rest.find_first_not_of(" \t", at));
    }
    if (at >= rest.size()) return;
    node.column = at + 1;
    if (rest[at] == '"' || rest[at] == '\'') ++node.column;
    if (rest[at] == '|' || rest[at] == '>') place_block(node, rest[at] == '>');
  }

 private:
  std::string_view line(std::size_t number) const {
    const std::size_t begin = starts_[number - 1];
    const std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    return text_.substr(begin, end - begin);
  }

  static std::size_t indentation(std::string_view text) {
    return std::min(text.size(), text.find_first_not_of(' '));
  }

  // Line k of a literal scalar is line k below its `|`, blank ones included; folding makes lines
  // out of paragraphs, so there only the first one is known.
  void place_block(Yaml& node, bool folded) const {
    ++node.line;
    std::size_t content = node.line;
    while (content < starts_.size() &&
           line(content).find_first_not_of(" \r") == std::string_view::npos)
      ++content;
    if (content > starts_.size()) return;
    const std::size_t first = std::min(node.text.size(), node.text.find_first_not_of('\n'));
    const std::size_t own = indentation(std::string_view(node.text).substr(first));
    const std::size_t indent = indentation(line(content));
    node.column = indent - std::min(indent, own) + 1;
    if (folded) node.line = content;
  }

  std::string_view text_;
  std::vector<std::size_t> starts_{0};
};

class Copier {
 public:
  Copier(std::string_view path, std::string_view text, YamlFile& file)
      : path_(path), places_(text), file_(file) {}

  Yaml copy(const YAML::Node& source, std::size_t line, int depth) {
    Yaml node;
    node.line = line;
    node.column = 1;
    if (++nodes_ > most_nodes || depth > deepest) {
      say(line, depth > deepest ? "nested too deeply" : "more than 20,000 nodes");
      return node;
    }
    if (source.IsMap()) node.kind = YamlKind::map;
    if (source.IsSequence()) node.kind = YamlKind::list;
    if (source.IsScalar()) {
      bytes_ += source.Scalar().size();
      if (bytes_ > most_copied)
        say(line, "aliases that multiply its text");
      else
        node.text = source.Scalar();
    }
    places_.place(node, source.Mark());
    if (source.IsSequence())
      for (const auto& item : source) {
        if (nodes_ > most_nodes) break;
        node.items.push_back(copy(item, node.line, depth + 1));
      }
    if (source.IsMap())
      for (const auto& entry : source) {
        if (nodes_ > most_nodes) break;
        Yaml key = copy(entry.first, node.line, depth + 1);
        Yaml value = copy(entry.second, key.line, depth + 1);
        node.entries.push_back({.key = std::move(key), .value = std::move(value)});
      }
    return node;
  }

 private:
  void say(std::size_t line, const char* why) {
    if (!file_.partly_read.empty()) return;
    file_.partly_read.push_back({.path = path_, .line = line, .why = why});
  }

  std::string path_;
  Places places_;
  YamlFile& file_;
  std::size_t nodes_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

YamlFile read_yaml(std::string_view path, std::string_view text) {
  YamlFile file;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const auto fail = [&](std::size_t line, const std::string& why) {
    file.root = {};
    file.parsed = false;
    file.partly_read = {{.path = std::string(path), .line = line, .why = why}};
  };
  if (text.size() > most_bytes) {
    fail(1, "larger than 1 MiB");
    return file;
  }
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    file.root = Copier(path, text, file).copy(root, 1, 0);
    file.parsed = true;
  } catch (const YAML::DeepRecursion&) {
    fail(1, "nested too deeply");
  } catch (const YAML::Exception& error) {
    const bool placed = !error.mark.is_null() && error.mark.line >= 0;
    fail(placed ? static_cast<std::size_t>(error.mark.line) + 1 : 1, "no valid YAML: " + error.msg);
  } catch (const std::exception& error) {
    fail(1, std::string("no valid YAML: ") + error.what());
  }
  return file;
}

const Yaml* find(const Yaml& map, std::string_view key) {
  for (const auto& [name, value] : map.entries)
    if (name.text == key && name.kind == YamlKind::scalar) return &value;
  return nullptr;
}

}  // namespace patdown
