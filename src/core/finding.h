#pragma once

// What a person reads: one secret under one rule, or one token that may do too much.
//
// A Finding owns all its text, so threads may hand it over. The JSON names are in docs/output.md.

#include "core/origin.h"
#include "core/position.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

enum class Severity { info, low, medium, high, critical };
enum class Confidence { possible, likely, proven };

std::string_view name_of(Severity severity);      // "info" … "critical"
std::string_view name_of(Confidence confidence);  // "possible", "likely", "proven"
std::optional<Severity> severity_of(std::string_view name);
std::optional<Confidence> confidence_of(std::string_view name);

// How a proof was made and what it tells besides, in the order to show: {"method", "crc32-base62"},
// {"owner_id", "3154062"}, … Empty when nothing was proven; the first pair is the method.
using Proof = std::vector<std::pair<std::string, std::string>>;

struct Place {
  std::string path;  // with "!member" for archives; empty for texts of commits, tags and notes
  Position at;
  std::string commit;  // the oldest commit that holds it here; empty if none does
  Origin origin = Origin::worktree;
  std::size_t member_size = 0;  // bytes of `path` that are "!member" of an archive; 0 if none

  friend auto operator<=>(const Place&, const Place&) = default;
};

// One step of the way from a token to a call.
struct TraceStep {
  std::string path;
  std::size_t line = 0;
  std::string note;

  friend auto operator<=>(const TraceStep&, const TraceStep&) = default;
};

enum class FindingKind { leak, scope };

struct Finding {
  FindingKind kind = FindingKind::leak;
  std::string rule;
  std::string title;  // the rule's, a noun phrase
  Severity severity = Severity::high;
  Confidence confidence = Confidence::likely;
  std::string message;  // one sentence, no secret in it
  std::string fix;
  Place place;         // the one named first: work tree or HEAD if it is there, else the oldest
  std::string commit;  // the oldest that holds it in any place; empty if none does
  std::string author;  // of `commit`: "Name <mail>"; empty without commit; secrets masked
  std::string date;    // of `commit`, ISO 8601 UTC; empty without commit
  bool in_head = false;
  std::string masked;
  std::string revealed;     // filled only with --reveal
  std::string source_line;  // the line with the secret masked, cut to a readable length
  std::string fingerprint;
  Proof proof;
  std::vector<Place> places;  // the others, sorted; bounded
  std::size_t places_total = 0;
  std::string token;              // id in the scopes report; or empty
  std::vector<std::string> also;  // scope rules that this leak's token breaks besides; sorted
  std::vector<TraceStep> trace;   // from token to call, if it is used
};

struct SuppressedCounts {
  std::size_t baseline = 0;
  std::size_t allow = 0;
  std::size_t path = 0;
};

}  // namespace patdown
