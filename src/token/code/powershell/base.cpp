#include "token/code/powershell/base.h"

#include "token/code/powershell/recovery.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t most_notes = 1000;
constexpr std::size_t longest_hole = 60;

}  // namespace

Node ReaderBase::make(NodeKind kind, std::size_t offset, std::string text) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  node.line = cursor_.line_of(offset);
  node.column = cursor_.column_of(offset);
  if (++nodes_ >= most_nodes) stop_at(offset);
  return node;
}

// From here on every function sees the end of the text.
void ReaderBase::stop_at(std::size_t offset) {
  if (!exhausted_) {
    exhausted_ = true;
    code_.partly_read.push_back(
        {.path = "", .line = cursor_.line_of(offset), .why = "the script is too large"});
    const std::size_t from = std::max(offset, unread_to_);
    if (whole_ > from) code_.bytes_unread += whole_ - from;
    unread_to_ = whole_;
  }
  cursor_.set_end(std::min(cursor_.offset(), cursor_.end()));
}

Node ReaderBase::hole_since(std::size_t begin) {
  return make(NodeKind::hole, begin, shortened(cursor_.between(begin, cursor_.offset())));
}

void ReaderBase::note(std::size_t offset, const std::string& why) {
  if (code_.partly_read.size() >= most_notes) return;
  const std::size_t line = cursor_.line_of(offset);
  const bool known = !code_.partly_read.empty() && code_.partly_read.back().line == line;
  if (!known) code_.partly_read.push_back({.path = "", .line = line, .why = why});
}

void ReaderBase::unread(std::size_t begin, const std::string& why) {
  note(begin, why);
  const std::size_t from = std::max(begin, unread_to_);
  if (cursor_.offset() > from) code_.bytes_unread += cursor_.offset() - from;
  unread_to_ = std::max(unread_to_, cursor_.offset());
}

Node ReaderBase::missing(const char* what) {
  note(cursor_.offset(), std::string(what) + " is missing");
  return make(NodeKind::hole, cursor_.offset());
}

bool ReaderBase::too_deep() {
  if (depth_ <= deepest) return false;
  note(cursor_.offset(), "nested too deeply");
  return true;
}

bool ReaderBase::close(char closer) {
  cursor_.skip_lines();
  const std::size_t begin = cursor_.offset();
  if (cursor_.peek() != closer && scan_to(closer)) {
    unread(begin, "unexpected text in brackets");
  }
  if (cursor_.peek() == closer) {
    cursor_.advance();
    return true;
  }
  note(begin, std::string("no '") + closer + "' follows");
  return false;
}

void ReaderBase::skip_rest() {
  const std::size_t begin = cursor_.offset();
  skip_odd(cursor_, budget_);
  while (cursor_.peek() == ')' && open_.find(')') == std::string::npos) {  // closes nothing
    cursor_.advance();
    skip_odd(cursor_, budget_);
  }
  if (cursor_.offset() != begin) unread(begin, "the statement is not understood");
}

void ReaderBase::skip_one() {
  const std::size_t begin = cursor_.offset();
  cursor_.advance();
  unread(begin, "the statement is not understood");
}

bool ReaderBase::scan_to(char closer) {
  return find_closer(cursor_, closer, budget_);
}

void ReaderBase::hoist(Node node) {
  if (does_work(node)) hoisted_.push_back(std::move(node));
}

std::string shortened(std::string_view text) {
  std::string_view line = text.substr(0, longest_hole);
  line = line.substr(0, line.find_first_of("\r\n"));
  const bool whole = line.size() == text.size();
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  if (whole) return std::string(line);
  // Not in the middle of a UTF-8 character.
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80U) != 0) {
    line.remove_suffix(1);
  }
  return std::string(line) + "…";
}

bool does_work(const Node& node) {
  if (node.kind == NodeKind::call || node.kind == NodeKind::assign) return true;
  const auto arg_works = [](const Arg& arg) {
    return does_work(arg.value) || std::any_of(arg.key.begin(), arg.key.end(), does_work);
  };
  return std::any_of(node.children.begin(), node.children.end(), does_work) ||
         std::any_of(node.args.begin(), node.args.end(), arg_works);
}

}  // namespace patdown
