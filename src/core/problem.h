#pragma once

// What was not looked at, and why? A scan that could not look must not appear clean.

#include <cstddef>
#include <string>
#include <vector>

namespace patdown {

// Something that should have been searched for leaks and was not: exit 3 unless allowed.
struct Problem {
  std::string object;  // hex id of a git object; or empty
  std::string path;    // path of a file; or empty
  std::string why;     // one clause for people, such as "missing from the object database"

  friend auto operator<=>(const Problem&, const Problem&) = default;
};

// Left out on purpose, never exit 3: submodules, nested repositories, a shallow boundary, …
struct Skip {
  std::string what;  // "submodule", "nested repository", "shallow boundary", …
  std::string why;   // one clause, may name the path
  std::size_t count = 1;

  friend auto operator<=>(const Skip&, const Skip&) = default;
};

// A construct that a pipeline or code reader could not parse. Never exit 3; verdicts of the tokens
// near it become unknown.
struct PartlyRead {
  std::string path;  // empty: anywhere in the tree
  std::size_t line = 0;
  std::string why;

  friend auto operator<=>(const PartlyRead&, const PartlyRead&) = default;
};

struct Coverage {
  std::size_t blobs = 0;  // distinct contents searched, files and git blobs together
  std::size_t bytes = 0;  // of those blobs, before any decoding
  // Of both, what files of the work tree share with blobs of the repository.
  std::size_t shared_blobs = 0;
  std::size_t shared_bytes = 0;
  std::size_t commits = 0;  // whose message and people were searched
  std::size_t tags = 0;
  std::size_t notes = 0;
  std::size_t files = 0;  // of the work tree or the index
  std::vector<Skip> skipped;
  std::vector<Problem> unreadable;
  std::vector<PartlyRead> partly_read;

  bool complete() const { return unreadable.empty(); }
};

// Adds `more` to `all`; equal skips are counted together, equal problems kept once, both sorted.
void add(Coverage& all, const Coverage& more);

}  // namespace patdown
