// The cases of a switch, and what must hold for each of them to run.

#include "token/code/syntax/comparison.h"
#include "token/code/syntax/reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace patdown {
namespace {

// `"GET" | "HEAD"` as the list that comparison_in() knows.
std::string listed(std::string_view pattern) {
  std::string text(pattern);
  std::replace(text.begin(), text.end(), '|', ',');
  return text;
}

}  // namespace

// One clause of a switch.
struct SyntaxReader::Case {
  std::string texts;  // what its patterns say; empty if it has none
  bool otherwise = false;
  bool ends = true;  // it does not go on with the next one
};

// What a clause ends with; empty if it does nothing.
static std::string_view end_of(const std::vector<Syntax>& body, const SyntaxReader& reader) {
  if (body.empty()) return {};
  const std::string_view last = body.back().type();
  const bool inside = last == "statement_block" || last == "statement_list" || last == "block";
  return inside ? end_of(reader.children(body.back()), reader) : last;
}

static bool leaves_switch(std::string_view last, bool falls_through) {
  static constexpr std::array<std::string_view, 4> leaving = {
      "break_statement", "return_statement", "throw_statement", "continue_statement"};
  if (!falls_through) return last != "fallthrough_statement";
  return std::find(leaving.begin(), leaving.end(), last) != leaving.end();
}

void SyntaxReader::cases(const Syntax& syntax, Nodes& out, bool returns) {
  if (const auto first = part(syntax, SyntaxPart::initializer)) statement(*first, out);
  const auto subject = part(syntax, SyntaxPart::value);
  if (subject) settle(value(*subject), out);
  Node branch = make(NodeKind::branch, syntax);
  bool otherwise = false;
  const auto inside = part(syntax, SyntaxPart::body);
  const std::vector<Case> all = each_case(inside ? *inside : syntax, branch, otherwise, returns);
  if (const auto other = part(syntax, SyntaxPart::otherwise)) {
    Node block = make(NodeKind::block, *other);
    act(*other, block.children, returns);
    branch.children.push_back(std::move(block));
    otherwise = true;
  }
  if (!otherwise) branch.children.push_back(make(NodeKind::block, syntax));
  compare_cases(subject ? source(*subject) : std::string_view(), all, branch);
  out.push_back(std::move(branch));
}

std::vector<SyntaxReader::Case> SyntaxReader::each_case(const Syntax& body, Node& branch,
                                                        bool& otherwise, bool returns) {
  std::vector<Case> all;
  std::string above;  // the patterns of clauses that go on with the next one
  for (const Syntax& one : children(body)) {
    if (role(one) != SyntaxRole::clause) continue;
    Node block = make(NodeKind::block, one);
    const auto pattern = part(one, SyntaxPart::value);
    Case known;
    known.otherwise = !pattern || source(*pattern) == "_" || source(*pattern) == "default";
    otherwise = otherwise || known.otherwise;
    // Python's `case "x" if y:` may not run though the pattern is equal.
    const bool guarded =
        source(one).substr(0, source(one).find('\n')).find(" if ") != std::string_view::npos;
    for (const Syntax& text : guarded ? std::vector<Syntax>() : parts(one, SyntaxPart::value)) {
      known.texts.append(known.texts.empty() ? "" : ", ").append(listed(source(text)));
    }
    std::vector<Syntax> inside = parts(one, SyntaxPart::body);
    if (inside.empty()) {
      for (const Syntax& child : children(one))
        if (!pattern || child.begin() >= pattern->end()) inside.push_back(child);
    }
    if (dialect_.cases_fall_through && inside.empty() && !known.otherwise) {
      above.append(known.texts).append(", ");
      continue;
    }
    known.texts.insert(0, std::exchange(above, {}));
    known.ends = leaves_switch(end_of(inside, *this), dialect_.cases_fall_through);
    statements(inside, block.children, returns);
    branch.children.push_back(std::move(block));
    all.push_back(std::move(known));
  }
  if (!above.empty()) branch.children.push_back(make(NodeKind::block, body));
  return all;
}

// `case "GET":` of a name runs where the name is that; what stands for all others, where it is none
// of them.
void SyntaxReader::compare_cases(std::string_view subject, const std::vector<Case>& all,
                                 Node& branch) const {
  if (!dialect_.cases_compare || all.empty()) return;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const bool last = k + 1 == all.size();
    const bool mixed = all[k].otherwise && all[k].texts.ends_with(", ");
    if ((!all[k].ends && !last) || mixed) return;
  }
  std::string patterns;
  bool known = !subject.empty();
  std::size_t other = branch.children.size();
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (all[k].otherwise) {
      other = k;
      continue;
    }
    const std::string& texts = all[k].texts;
    std::string condition(subject);
    condition = subject.empty() ? texts : condition.append(" in (").append(texts).append(")");
    branch.children[k].scope = comparison_in(condition);
    known = known && !branch.children[k].scope.empty();
    patterns.append(patterns.empty() ? "" : ", ").append(texts);
  }
  // What runs if none of them does, or nothing.
  if (other == branch.children.size() && branch.children.size() == all.size() + 1) {
    other = all.size();
  }
  if (!known || patterns.empty() || other >= branch.children.size()) return;
  branch.children[other].scope =
      comparison_in(std::string(subject).append(" not in (").append(patterns).append(")"));
}

}  // namespace patdown
