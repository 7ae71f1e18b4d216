// Lists of scopes in documents: "The token needs these scopes: …".

#include "core/letters.h"
#include "core/text.h"
#include "token/documented_grant.h"
#include "token/instruction.h"
#include "token/scope_phrases.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace patdown {
namespace {

using documents::Document;

constexpr std::size_t max_gap = 2;    // lines without a scope inside of a list: headers, blanks
constexpr std::size_t max_intro = 4;  // lines in front of a list that introduce it
constexpr std::size_t max_sentence = 200;

// What a token is to be given, or has to have.
constexpr std::array<std::string_view, 7> subjects = {"scope",   "permission", "access", "with",
                                                      "require", "need",       "grant"};
// Words that make a list one of several cases, or no demand at all.
constexpr std::array<std::string_view, 25> hedges = {
    "or",      "optional",   "optionally",   "only",    "if",    "when",  "unless", "either",
    "also",    "additional", "additionally", "example", "not",   "never", "avoid",  "instead",
    "without", "depending",  "may",          "might",   "could", "later", "future", "deprecated",
    "e"};

struct Line {
  Span at;
  std::vector<documents::NamedScope> scopes;
  bool unknown = false;
};

bool is_hedge(std::string_view word) {
  return std::find(hedges.begin(), hedges.end(), word) != hedges.end() || word.ends_with("n't");
}

// Whether one of the words of `small` limits what is said.
bool is_hedged(std::string_view small) {
  // "A token used to write comments needs …": not all that it does.
  if (small.find("used to ") != std::string_view::npos) return true;
  for (std::size_t i = 0; i < small.size();) {
    std::size_t end = i;
    while (end < small.size() && ((small[end] >= 'a' && small[end] <= 'z') || small[end] == '\''))
      ++end;
    if (end > i && is_hedge(small.substr(i, end - i))) return true;
    i = end + 1;
  }
  return false;
}

bool speaks_of_subject(std::string_view small) {
  return std::any_of(subjects.begin(), subjects.end(), [&small](std::string_view word) {
    return small.find(word) != std::string_view::npos;
  });
}

// A list, or a sentence: consecutive lines that name scopes, in one section.
struct List {
  std::size_t first = 0;  // lines of the section
  std::size_t last = 0;
};

std::vector<List> lists_in(const std::vector<Line>& lines) {
  std::vector<List> lists;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (lines[k].scopes.empty() && !lines[k].unknown) continue;
    if (!lists.empty() && k - lists.back().last <= max_gap) {
      lists.back().last = k;
    } else {
      lists.push_back({k, k});
    }
  }
  return lists;
}

// One section: what stands below a heading.
struct Section {
  const Document& document;
  std::vector<Line> lines;

  std::string_view small(Span at) const {
    return std::string_view(document.small).substr(at.begin, at.size());
  }
  // The lines from `first` on up to the end of `last`.
  std::string_view small(std::size_t first, std::size_t last) const {
    return small(Span{.begin = lines[first].at.begin, .end = lines[last].at.end});
  }
};

// The lines in front of a list that are not empty, at most max_intro.
std::size_t intro_of(const Section& section, const List& list) {
  std::size_t first = list.first;
  for (std::size_t k = list.first; k-- > 0 && list.first - k <= max_intro;) {
    if (!trimmed(section.small(section.lines[k].at)).empty()) first = k;
  }
  return first;
}

std::optional<DocumentedGrant> read_list(const Section& section, const List& list) {
  const Document& document = section.document;
  const std::size_t intro = intro_of(section, list);
  const std::string_view said = section.small(intro, list.last);
  const bool token =
      documents::speaks_of_token(said) || documents::speaks_of_token(document.heading);
  if (!token || !(speaks_of_subject(said) || speaks_of_subject(document.heading))) {
    return std::nullopt;
  }
  if (is_hedged(said)) return std::nullopt;
  const std::string_view before = section.small(std::size_t{0}, list.first);
  if (!documents::is_ours(document, said, section.small(section.lines[list.first].at), before)) {
    return std::nullopt;
  }
  std::set<std::string> scopes;
  for (std::size_t k = list.first; k <= list.last; ++k) {
    if (section.lines[k].unknown) return std::nullopt;
    for (const documents::NamedScope& one : section.lines[k].scopes) scopes.insert(one.scope);
  }
  if (scopes.empty()) return std::nullopt;
  DocumentedGrant grant;
  grant.path = document.path;
  const Line& line = section.lines[list.first];
  const Span at = line.scopes.front().at;
  grant.at = document.lines.position_of(
      {.begin = line.at.begin + at.begin, .end = line.at.begin + at.end});
  grant.scopes.assign(scopes.begin(), scopes.end());
  grant.sentence = std::string(trimmed(document.lines.line(grant.at.line)).substr(0, max_sentence));
  return grant;
}

// The token of a section: the one variable that it names, else the one that the document names.
std::vector<std::string> token_of(const Section& section,
                                  const std::vector<std::string>& everywhere) {
  const Span whole{.begin = section.lines.front().at.begin, .end = section.lines.back().at.end};
  std::vector<std::string> here =
      documents::variables_in(section.document.text.substr(whole.begin, whole.size()));
  if (here.empty()) here = everywhere;
  return here.size() == 1 ? here : std::vector<std::string>();
}

// Adds the list of a section. Two lists may be for two tokens, or for two uses of one.
void read_section(const Section& section, const std::vector<std::string>& everywhere,
                  std::vector<DocumentedGrant>& found) {
  if (section.lines.empty()) return;
  const std::vector<List> lists = lists_in(section.lines);
  if (lists.size() != 1) return;
  auto grant = read_list(section, lists.front());
  if (!grant) return;
  grant->variables = token_of(section, everywhere);
  if (!grant->variables.empty()) found.push_back(std::move(*grant));
}

}  // namespace

std::vector<DocumentedGrant> documented_scopes(Document& document) {
  std::vector<DocumentedGrant> found;
  const std::string_view text = document.text;
  if (text.size() > max_document || !document.about_us) return found;
  documents::rewind(document);
  const std::vector<std::string> everywhere = documents::variables_in(text);
  const documents::ScopePhrases phrases(Catalog::azure_devops());
  Section section{document, {}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (documents::is_heading(line)) {
      read_section(section, everywhere, found);
      section.lines.clear();
      documents::note_headings(document, {.begin = at, .end = end});
    }
    documents::ScopesInLine said = phrases.in(line);
    section.lines.push_back({.at = {.begin = at, .end = end},
                             .scopes = std::move(said.named),
                             .unknown = said.unknown});
    at = end + 1;
  }
  read_section(section, everywhere, found);
  return found;
}

}  // namespace patdown
