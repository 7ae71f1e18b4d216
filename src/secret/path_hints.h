#pragma once

// What does a path say of a match? Known to the scanner for files; for blobs of the history known
// only once provenance has found where they stood.

#include <string_view>

namespace patdown {

// Kinds of paths under which a match that was weighed without one is no secret.
struct PathHints {
  bool none_in_code = false;  // a bare name: an expression in the languages that quote texts
  bool none_in_translations = false;  // words: a sentence in a catalog of translations
};

// Whether `path` is of a kind that `hints` name. An empty path is of none.
bool path_refutes(const PathHints& hints, std::string_view path);

// Whether secrets there are mostly made up: test data, examples, templates.
bool is_doubtful_path(std::string_view path);

}  // namespace patdown
