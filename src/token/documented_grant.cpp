#include "token/documented_grant.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/document.h"
#include "token/instruction.h"

#include <algorithm>
#include <array>
#include <optional>

namespace patdown {
namespace {

using documents::Document;

constexpr std::size_t max_sentence = 200;
constexpr std::size_t max_context = 1500;  // bytes around a sentence that tell what it is about

constexpr std::array<std::string_view, 5> requirements = {
    "prerequisite", "pre-requisite", "requirement", "you need", "you will need"};

bool demands(std::string_view text) {
  return std::any_of(requirements.begin(), requirements.end(), [&text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// "- x", "* x", "1. x", "2) x", "| x": begins a sentence of its own.
bool begins_item(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")) return true;
  if (text.starts_with('|') || text.starts_with('#')) return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && digits < 3 &&
         (text[digits] == '.' || text[digits] == ')');
}

// Where the sentence that begins at `begin` ends, within [begin, end).
std::size_t sentence_end(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    if (c == '\n' && begins_item(text.substr(i + 1, std::min(text.find('\n', i + 1), end) - i - 1)))
      return i + 1;
    // A number's dot ("1. Open") ends nothing.
    const bool stop =
        (c == '.' && i > begin && (text[i - 1] < '0' || text[i - 1] > '9')) || c == '!' || c == '?';
    if (stop && (i + 1 == end || text[i + 1] == ' ' || text[i + 1] == '\n')) return i + 1;
  }
  return end;
}

std::string cut(std::string_view line) {
  return std::string(trimmed(line).substr(0, max_sentence));
}

// `span` without what is further than `max_context` from `inner`.
Span near(Span span, Span inner) {
  const std::size_t least = inner.begin > max_context ? inner.begin - max_context : 0;
  return {.begin = std::max(span.begin, least), .end = std::min(span.end, inner.end + max_context)};
}

std::optional<DocumentedGrant> read_sentence_at(const Document& document, Span paragraph,
                                                Span span) {
  const std::string_view small = document.small;
  const auto text_of = [&](std::size_t begin, std::size_t end) {
    return begin < end ? small.substr(begin, end - begin) : std::string_view();
  };
  const Span around = near(paragraph, span);
  const std::string_view sentence = text_of(span.begin, span.end);
  const bool listed = demands(document.heading) || demands(text_of(around.begin, span.begin));
  const documents::Reading reading = documents::read_sentence(sentence, listed);
  if (reading.instruction == documents::Instruction::none) return std::nullopt;
  const std::string_view before =
      text_of(near({.begin = document.section, .end = span.end}, span).begin, span.begin);
  if (reading.instruction == documents::Instruction::choice &&
      !documents::speaks_of_token(document.heading) && !documents::speaks_of_token(before)) {
    return std::nullopt;
  }
  if (!documents::is_ours(document, text_of(around.begin, around.end), sentence, before))
    return std::nullopt;
  DocumentedGrant grant;
  grant.path = document.path;
  grant.at = document.lines.position_of(
      {.begin = span.begin + reading.wish.begin, .end = span.begin + reading.wish.end});
  grant.variables = documents::variables_in(document.text.substr(around.begin, around.size()));
  grant.scopes = {"app_token"};
  grant.sentence = cut(document.lines.line(grant.at.line));
  return grant;
}

// The first sentence of a paragraph that asks for it.
std::optional<DocumentedGrant> read_paragraph(const Document& document, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t end = sentence_end(document.text, at, span.end);
    if (auto grant = read_sentence_at(document, span, {.begin = at, .end = end})) return grant;
    at = end;
  }
  return std::nullopt;
}

}  // namespace

std::vector<DocumentedGrant> documented_grants(Document& document) {
  std::vector<DocumentedGrant> found;
  const std::string_view text = document.text;
  if (text.size() > max_document || !documents::speaks_of_full_access(text)) return found;
  if (!document.about_us) return found;  // then no sentence can mean one of ours
  documents::rewind(document);
  // Paragraphs: what stands between empty lines.
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find("\n\n", begin);
    end = std::min({end, text.find("\n\r\n", begin), text.size()});
    documents::note_headings(document, {.begin = begin, .end = end});
    if (auto grant = read_paragraph(document, {.begin = begin, .end = end})) {
      found.push_back(std::move(*grant));
    }
    begin = end + 2;
  }
  return found;
}

}  // namespace patdown
