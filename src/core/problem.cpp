#include "core/problem.h"

#include <algorithm>
#include <map>
#include <utility>

namespace patdown {
namespace {

template <typename Value>
void merge_distinct(std::vector<Value>& all, const std::vector<Value>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());  // clang 14 rejects ranges::unique
}

}  // namespace

void add(Coverage& all, const Coverage& more) {
  all.blobs += more.blobs;
  all.bytes += more.bytes;
  all.shared_blobs += more.shared_blobs;
  all.shared_bytes += more.shared_bytes;
  all.commits += more.commits;
  all.tags += more.tags;
  all.notes += more.notes;
  all.files += more.files;
  std::map<std::pair<std::string, std::string>, std::size_t> skips;
  for (const Skip& skip : all.skipped) skips[{skip.what, skip.why}] += skip.count;
  for (const Skip& skip : more.skipped) skips[{skip.what, skip.why}] += skip.count;
  all.skipped.clear();
  for (const auto& [what_why, count] : skips) {
    all.skipped.push_back({.what = what_why.first, .why = what_why.second, .count = count});
  }
  merge_distinct(all.unreadable, more.unreadable);
  merge_distinct(all.partly_read, more.partly_read);
}

}  // namespace patdown
