#pragma once

// What does a document say around a place: below which heading does it stand, and is Azure DevOps
// meant there?

#include "core/position.h"
#include "core/span.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// Whether `path` is a document: *.md, *.rst, *.txt, *.adoc, README.
bool is_document(std::string_view path);

namespace documents {

// What a paragraph is read against: its document.
struct Document {
  std::string_view path;
  std::string_view text;
  std::string small;  // lower case
  LineIndex lines;
  bool about_us = false;     // names Azure DevOps anywhere: else no sentence can mean one of ours
  std::string title = {};    // the first heading, lower case
  std::string heading = {};  // the one above the paragraph, lower case
  std::size_t section = 0;   // where the text below that heading begins
};

Document open_document(std::string_view path, std::string_view text);
// Before the first heading again.
void rewind(Document& document);

// Whether a line is a heading of Markdown or AsciiDoc.
bool is_heading(std::string_view line);
// The headings in one paragraph become those of what follows.
void note_headings(Document& document, Span span);

// Whether a sentence asks for a token of ours. All in lower case; `before`: the section up to it.
bool is_ours(const Document& document, std::string_view paragraph, std::string_view sentence,
             std::string_view before);

// Variables that may hold a token: upper case, words joined by '_', one of them PAT or TOKEN.
std::vector<std::string> variables_in(std::string_view text);

}  // namespace documents
}  // namespace patdown
