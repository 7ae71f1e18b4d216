#pragma once

// Cases of the tracer: the files of a tree, and the uses that are seen in it, one a line.

#include "catch.h"
#include "memory_tree.h"
#include "token/other_texts.h"
#include "token/pipeline/pipelines.h"
#include "token/trace/tracer.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown {

inline std::string words_of(const TokenUse& use) {
  if (!use.unresolved.empty()) return "? " + use.unresolved;
  std::string text;
  switch (use.call.kind) {
    case CallKind::command:
      return use.call.command;
    case CallKind::git:
      text = "git ";
      break;
    case CallKind::feed:
      text = "feed ";
      break;
    case CallKind::agent:
      text = "agent ";
      break;
    case CallKind::mint:
      text = "mint ";
      break;
    case CallKind::request:
      break;
  }
  text += use.call.verb + (use.call.verb.empty() ? "" : " ") + use.call.url;
  for (const std::string& scope : use.call.minted.scopes) text += " +" + scope;
  if (use.call.minted.all_organizations) text += " +all";
  return text;
}

// "name | VERB url | path:line", with "own" if organization and project are the pipeline's own.
inline std::string shown(const TokenUse& use) {
  std::string text = use.credential.name + " | " + words_of(use) + " | " + use.path + ":" +
                     std::to_string(use.line);
  return use.call.own_organization ? text + " own" : text;
}

// Every use in `tree`, whose files have been looked at.
inline Traced traced_in(const Tree& tree, const std::vector<Pipeline>& pipelines) {
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  return trace_tokens(tree, pipelines, texts.clues());
}

inline std::string traced(const std::vector<std::pair<std::string, std::string>>& files) {
  MemoryTree tree({});
  for (const auto& [path, text] : files) tree.add(path, text);
  std::vector<std::string> lines;
  for (const TokenUse& use : traced_in(tree, read_pipelines(tree)).uses) {
    lines.push_back(shown(use));
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

struct TraceCase {
  const char* name;
  std::vector<std::pair<std::string, std::string>> files;
  std::string uses;  // one a line
};

template <std::size_t size>
void check(const TraceCase (&cases)[size]) {
  for (const TraceCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(traced(c.files) == c.uses);
    }
  }
}

}  // namespace patdown
