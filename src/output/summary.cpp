#include "output/summary.h"

#include "output/printable.h"

#include <set>
#include <string_view>

namespace patdown {
namespace {

constexpr std::size_t most_lines = 20;  // of one kind; the JSON has them all
constexpr std::size_t most_partly_read = 3;

// The lines of a list that is cut when it is long.
template <typename Item, typename Show>
std::string lines_of(const std::vector<Item>& items, const Show& show) {
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < most_lines; ++i) {
    text += "  " + show(items[i]) + "\n";
  }
  if (items.size() > most_lines) {
    text += "  and " + grouped(items.size() - most_lines) + " more (--format json lists all)\n";
  }
  return text;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string looked_at(const Coverage& coverage) {
  std::vector<std::string> parts;
  if (coverage.files > 0) parts.push_back(counted(coverage.files, "file", "files"));
  if (coverage.commits > 0) parts.push_back(counted(coverage.commits, "commit", "commits"));
  if (coverage.tags > 0) parts.push_back(counted(coverage.tags, "tag", "tags"));
  if (coverage.notes > 0) parts.push_back(counted(coverage.notes, "note", "notes"));
  if (coverage.blobs > 0) {
    parts.push_back(counted(coverage.blobs, "distinct content", "distinct contents") + " (" +
                    human_bytes(coverage.bytes) + ")");
  }
  return parts.empty() ? "" : "looked at " + joined(parts) + "\n";
}

std::string silenced(const SuppressedCounts& counts) {
  std::vector<std::string> parts;
  if (counts.baseline > 0) parts.push_back(grouped(counts.baseline) + " by the baseline");
  if (counts.allow > 0) {
    parts.push_back(grouped(counts.allow) + (counts.allow == 1 ? " by an allow" : " by allows"));
  }
  if (counts.path > 0) parts.push_back(grouped(counts.path) + " by their path");
  return parts.empty() ? "" : "silenced: " + joined(parts) + "\n";
}

std::string skip_text(const Skip& skip) {
  return printable(skip.what) + ": " + printable(skip.why) +
         (skip.count > 1 ? " (" + grouped(skip.count) + " times)" : "");
}

std::string problem_text(const Problem& problem) {
  const std::string& name = problem.path.empty() ? problem.object : problem.path;
  return (name.empty() ? "" : printable(name) + ": ") + printable(problem.why);
}

std::string partly_text(const PartlyRead& partly) {
  return printable(place_and_why({partly.path, partly.line, partly.why}));
}

// What could not be parsed matters to the tokens that stand near it: of much of it the number is
// told, and where it begins.
std::string partly_read_text(const std::vector<PartlyRead>& all) {
  if (all.empty()) return "";
  const std::string what = "read in part, so verdicts near it are unknown:";
  if (all.size() <= most_partly_read) return what + "\n" + lines_of(all, partly_text);
  std::set<std::string_view> files;
  for (const PartlyRead& one : all) files.insert(one.path);
  return what + " " + counted(all.size(), "place", "places") + " in " +
         counted(files.size(), "file", "files") + ", the first " + partly_text(all.front()) +
         " (--format json lists all)\n";
}

std::string text_of_commit(const Place& place, const std::string& what) {
  return what + (place.commit.empty() ? "" : " " + short_id(place.commit));
}

}  // namespace

std::string coverage_text(const Report& report, const Paint& paint) {
  const Coverage& coverage = report.coverage;
  std::string text = looked_at(coverage) + silenced(report.suppressed);
  if (!coverage.skipped.empty()) text += "left out:\n" + lines_of(coverage.skipped, skip_text);
  text += partly_read_text(coverage.partly_read);
  if (!coverage.complete()) {
    text += paint.bad("INCOMPLETE: " + counted(coverage.unreadable.size(), "thing", "things") +
                      " could not be searched for leaks:") +
            "\n" + lines_of(coverage.unreadable, problem_text);
  }
  return text;
}

std::string place_text(const Place& place) {
  if (!place.path.empty()) {
    std::string text = printable(place.path) + ":" + std::to_string(place.at.line);
    return text + ":" + std::to_string(place.at.column);
  }
  const std::string line = ", line " + std::to_string(place.at.line);
  switch (place.origin) {
    case Origin::commit_message:
      return text_of_commit(place, "message of commit") + line;
    case Origin::commit_author:
      return text_of_commit(place, "author or committer of commit");
    case Origin::tag_message:
      return text_of_commit(place, "tag on commit") + line;
    case Origin::note:
      return text_of_commit(place, "note of commit") + line;
    case Origin::git_config:
      return "the repository's configuration" + line;
    case Origin::standard_input:
      return "<stdin>:" + std::to_string(place.at.line) + ":" + std::to_string(place.at.column);
    default:
      return text_of_commit(place, "content without a path, commit") + line;
  }
}

std::string short_id(const std::string& commit) {
  return commit.substr(0, 12);
}

}  // namespace patdown
