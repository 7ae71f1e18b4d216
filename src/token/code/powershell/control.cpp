#include "core/letters.h"
#include "core/text.h"
#include "token/code/powershell/keywords.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>

namespace patdown {
namespace {

constexpr std::size_t longest_condition = 200;

// `( … )` behind if, switch and the like: kept in front if it does something. What stands inside,
// if it is short and speaks of a variable.
std::string read_condition(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  const std::size_t begin = cursor.offset();
  cursor.skip_lines();
  if (cursor.peek() != '(') {
    cursor.move_to(begin);
    reader.note(begin, "a condition is missing");
    return {};
  }
  const std::size_t open = cursor.offset();
  reader.hoist(reader.paren());
  const std::size_t end = cursor.offset();
  if (end < open + 2 || end - open > longest_condition) return {};
  const std::string_view inside = cursor.between(open + 1, end - 1);
  return inside.find('$') == std::string_view::npos ? std::string() : std::string(inside);
}

bool take_elseif(Cursor& cursor) {
  if (take_keyword_below(cursor, "elseif")) return true;
  const std::size_t begin = cursor.offset();
  if (take_keyword_below(cursor, "else") && take_keyword_below(cursor, "if")) return true;
  cursor.move_to(begin);
  return false;
}

// -regex, -file x and the like in front of what is switched on. Whether clauses may then be
// compared as texts.
bool skip_switch_options(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  bool texts = true;
  cursor.skip_lines();
  while (const std::size_t dash = cursor.dash()) {
    cursor.advance(dash);
    const std::string option = lower(cursor.take_name());
    if (option != "exact") texts = false;
    cursor.skip_lines();
    if (option == "file" && cursor.peek() != '(') reader.hoist(reader.word());
    cursor.skip_lines();
  }
  return texts;
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_word_letter);
}

// The text of a clause that is compared with one: 'a', "a", a. Empty if it is anything else.
std::string_view plain_text(std::string_view label) {
  label = trimmed(label);
  const bool quoted =
      label.size() > 2 && (label[0] == '\'' || label[0] == '"') && label.back() == label[0];
  if (!quoted) return is_word(label) ? label : std::string_view();
  label = label.substr(1, label.size() - 2);
  return label.find_first_of("'\"$`*?[") == std::string_view::npos ? label : std::string_view();
}

struct Clauses {
  Node branch;
  std::vector<std::string> texts;  // one for each block but the default's; empty: another condition
  std::optional<std::size_t> default_at;

  bool is_default(std::size_t at) const { return default_at == at; }
};

// Does one clause; false at the end of them.
bool read_clause(PowerShellReader& reader, Clauses& clauses) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  const std::size_t begin = cursor.offset();
  if (cursor.at_end() || cursor.peek() == '}' || cursor.peek() == ')') return false;
  if (cursor.take(";")) return true;
  std::vector<Node>& blocks = clauses.branch.children;
  std::string text;
  const bool is_default = take_keyword(cursor, "default");
  if (!is_default) {
    reader.hoist(reader.words());
    text = plain_text(cursor.between(begin, cursor.offset()));
  }
  cursor.skip_lines();
  if (cursor.peek() == '{') {
    blocks.push_back(reader.script_block(false));
    if (is_default) clauses.default_at = blocks.size() - 1;
    clauses.texts.push_back(std::move(text));
  } else {
    reader.skip_rest();
  }
  if (cursor.offset() == begin) reader.skip_one();
  return true;
}

// Each block runs under the text of its clause, if all clauses have texts. Those of one text all
// run: they are one. The default runs where no other does, wherever it stands.
void set_conditions(Clauses& clauses, std::string_view subject) {
  subject = trimmed(subject);
  if (!subject.starts_with('$') || !is_word(subject.substr(1))) return;
  std::vector<Node>& blocks = clauses.branch.children;
  std::vector<Node> others;
  std::vector<Node> kept;
  std::map<std::string, std::size_t> known;
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    if (!clauses.is_default(k) && clauses.texts[k].empty()) return;
  }
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    if (clauses.is_default(k)) {
      others.push_back(std::move(blocks[k]));
      continue;
    }
    const auto [same, made] = known.emplace(lower(clauses.texts[k]), kept.size());
    if (made) {
      blocks[k].scope = std::string(subject) + " -eq '" + clauses.texts[k] + "'";
      kept.push_back(std::move(blocks[k]));
    } else {
      std::move(blocks[k].children.begin(), blocks[k].children.end(),
                std::back_inserter(kept[same->second].children));
    }
  }
  std::move(others.begin(), others.end(), std::back_inserter(kept));
  blocks = std::move(kept);
}

// A catch or finally block, or the body of a trap, whose types say nothing about tokens.
Node read_body_behind_types(PowerShellReader& reader) {
  Cursor& cursor = reader.cursor();
  cursor.skip_lines();
  while (cursor.peek() == '[' && !reader.type_span().empty()) {
    cursor.skip_lines();
    if (cursor.take(",")) cursor.skip_lines();
  }
  return read_body(reader);
}

void read_value_if_any(PowerShellReader& reader, std::vector<Node>& to) {
  Cursor& cursor = reader.cursor();
  cursor.skip_blanks();
  const char c = cursor.peek();
  if (cursor.at_end() || cursor.at_line_end() || c == ';' || c == '}' || c == ')') return;
  to.push_back(reader.value());
}

}  // namespace

void read_if(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  Node branch = reader.make(NodeKind::branch, begin);
  do {
    const std::string condition = read_condition(reader);
    branch.children.push_back(read_body(reader));
    branch.children.back().scope = condition;
  } while (take_elseif(cursor));
  if (take_keyword_below(cursor, "else")) {
    branch.children.push_back(read_body(reader));
  } else if (branch.children.size() == 1) {
    Node only = std::move(branch.children.front());
    branch = std::move(only);
  } else {
    branch.children.push_back(reader.make(NodeKind::block, cursor.offset()));
  }
  out.push_back(std::move(branch));
}

void read_switch(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  const bool texts = skip_switch_options(reader);
  std::string subject;
  if (cursor.peek() == '(') subject = read_condition(reader);
  cursor.skip_lines();
  Clauses clauses;
  clauses.branch = reader.make(NodeKind::branch, begin);
  if (!cursor.take("{")) {
    reader.note(cursor.offset(), "a block is missing");
    return;
  }
  reader.open().push_back('}');
  while (read_clause(reader, clauses)) continue;
  reader.open().pop_back();
  reader.close('}');
  if (texts) set_conditions(clauses, subject);
  Node& branch = clauses.branch;
  if (!clauses.default_at) branch.children.push_back(reader.make(NodeKind::block, cursor.offset()));
  out.push_back(std::move(branch));
}

void read_try(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& out) {
  Cursor& cursor = reader.cursor();
  out.push_back(read_body(reader));
  while (take_keyword_below(cursor, "catch")) out.push_back(read_body_behind_types(reader));
  if (take_keyword_below(cursor, "finally")) out.push_back(read_body(reader));
}

void read_trap(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& out) {
  out.push_back(read_body_behind_types(reader));
}

void read_return(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  Node node = reader.make(NodeKind::ret, begin);
  read_value_if_any(reader, node.children);
  out.push_back(std::move(node));
}

// What is thrown, or the exit code, is no value of the function.
void read_throw(PowerShellReader& reader, std::size_t begin, std::vector<Node>& out) {
  std::vector<Node> inside;
  read_value_if_any(reader, inside);
  Node node = reader.hole_since(begin);
  node.children = std::move(inside);
  out.push_back(std::move(node));
}

void read_jump(PowerShellReader& reader, std::size_t /*begin*/, std::vector<Node>& /*out*/) {
  std::vector<Node> label;
  read_value_if_any(reader, label);
}

}  // namespace patdown
