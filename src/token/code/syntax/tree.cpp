#include "token/code/syntax/tree.h"

namespace patdown {
namespace {

// The parser reports once in about a hundred of its steps. Files of public repositories stay
// below 5 reports a kilobyte. While it looks for a way out of an error each step may read on for as
// long as a comment is: 700 bytes of Kotlin took 9 s for 20,000 reports.
struct Fuel {
  std::size_t reports = 0;
  std::size_t most = 0;
};

struct Source {
  std::string_view text;
};

const char* read_source(void* payload, std::uint32_t at, TSPoint /*point*/, std::uint32_t* size) {
  const auto& source = *static_cast<const Source*>(payload);
  const std::string_view rest = at < source.text.size() ? source.text.substr(at) : "";
  *size = static_cast<std::uint32_t>(rest.size());
  return rest.data();
}

bool burn(TSParseState* state) {
  auto& fuel = *static_cast<Fuel*>(state->payload);
  return ++fuel.reports > fuel.most;
}

}  // namespace

SyntaxTree::SyntaxTree(const TSLanguage* language, std::string_view text) {
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, language);
  Source source{text};
  Fuel fuel{.reports = 0, .most = 1'000 + text.size() / 32};
  const TSInput input{
      .payload = &source, .read = read_source, .encoding = TSInputEncodingUTF8, .decode = nullptr};
  const TSParseOptions options{.payload = &fuel, .progress_callback = burn};
  tree_ = ts_parser_parse_with_options(parser, nullptr, input, options);
  ts_parser_delete(parser);
}

SyntaxTree::~SyntaxTree() {
  if (tree_ != nullptr) ts_tree_delete(tree_);
}

std::vector<Syntax> children_of(const Syntax& parent) {
  std::vector<Syntax> children;
  TSTreeCursor cursor = ts_tree_cursor_new(parent.node);
  if (ts_tree_cursor_goto_first_child(&cursor)) {
    do {
      const char* field = ts_tree_cursor_current_field_name(&cursor);
      children.push_back(
          {.node = ts_tree_cursor_current_node(&cursor), .field = field != nullptr ? field : ""});
    } while (ts_tree_cursor_goto_next_sibling(&cursor));
  }
  ts_tree_cursor_delete(&cursor);
  return children;
}

std::vector<Syntax> find_below(const Syntax& top, bool (*wanted)(const Syntax&)) {
  std::vector<Syntax> found;
  TSTreeCursor cursor = ts_tree_cursor_new(top.node);
  std::size_t depth = 0;
  bool down = true;
  while (true) {
    if (down && ts_tree_cursor_goto_first_child(&cursor)) {
      ++depth;
    } else {
      while (depth > 0 && !ts_tree_cursor_goto_next_sibling(&cursor)) {
        ts_tree_cursor_goto_parent(&cursor);
        --depth;
      }
    }
    if (depth == 0) break;
    const Syntax here{.node = ts_tree_cursor_current_node(&cursor)};
    down = !wanted(here);
    if (!down) found.push_back(here);
  }
  ts_tree_cursor_delete(&cursor);
  return found;
}

}  // namespace patdown
