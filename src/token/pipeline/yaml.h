#pragma once

// What does a pipeline's YAML file hold, and where?
//
// A light copy of what yaml-cpp parses, so that one source file knows that library. Anchors and
// aliases are resolved; equal keys are all kept, in file order, because pipelines have several
// `${{ if }}`. Only the first document of a file counts. Bounded: 1 MiB, 20,000 nodes, 100 levels;
// what lies beyond is left out and said in `partly_read`.

#include "core/problem.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

enum class YamlKind { scalar, list, map };

struct YamlEntry;

struct Yaml {
  YamlKind kind = YamlKind::scalar;
  std::string text;  // of a scalar; empty for null
  // Of the content's first character: behind the quote of a quoted scalar, the first line below
  // the `|` of a block scalar. 1-based, in bytes; a byte order mark counts as nothing.
  std::size_t line = 0;
  std::size_t column = 0;
  std::vector<Yaml> items;         // of a list
  std::vector<YamlEntry> entries;  // of a map
};

struct YamlEntry {
  Yaml key;
  Yaml value;
};

struct YamlFile {
  bool parsed = false;  // false: `root` is empty and `partly_read` says why
  Yaml root;
  std::vector<PartlyRead> partly_read;
};

// Never throws.
YamlFile read_yaml(std::string_view path, std::string_view text);

// The value of the first entry with this key, as spelled; null if there is none or no map.
const Yaml* find(const Yaml& map, std::string_view key);

}  // namespace patdown
