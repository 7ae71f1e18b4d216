#pragma once

// The files under rules/, compiled into the program by rules/embed.cmake, and what the build made
// of them, so that a start need not.

#include <span>
#include <string_view>

namespace patdown {

struct BuiltinFile {
  std::string_view path;  // such as "secrets/github.yaml" or "scopes/azure-devops/operations.tsv"
  std::string_view text;
};

// Ordered by path.
std::span<const BuiltinFile> builtin_files();

// The text of one of them. Throws Error if there is none: a mistake of the build, not of the user.
std::string_view builtin_file(std::string_view path);

// Made by tools/make_tables.cpp from the files above.
struct BuiltinTables {
  std::string_view rules;        // see rule/rule_table.h
  std::string_view scope_rules;  // see token/scope_rule.h
  std::string_view anchors;      // see secret/anchors.h
  std::string_view clues;        // see token/clues.h
  std::string_view digest;       // SHA-256, 32 bytes, of the SHA-256 of every file in order
};
const BuiltinTables& builtin_tables();

}  // namespace patdown
