#include "git/raw_object.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace patdown {
namespace {

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

// The value if `line` is "<key> <value>".
bool value_of(std::string_view line, std::string_view key, std::string_view& value) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ' ') return false;
  value = line.substr(key.size() + 1);
  return true;
}

}  // namespace

RawCommit parse_commit(std::string_view bytes) {
  RawCommit commit;
  std::string_view value;
  bool in_tag = false;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    if (in_tag && line.starts_with(' ')) {  // it reaches so far
      std::string_view& tag = commit.merged_tags.back();
      tag = {tag.data(), static_cast<std::size_t>(line.data() + line.size() - tag.data())};
      continue;
    }
    in_tag = value_of(line, "mergetag", value);
    if (in_tag) {
      commit.merged_tags.push_back(value);
    } else if (value_of(line, "tree", value)) {
      commit.tree = ObjectId::parse(value).value_or(ObjectId{});
    } else if (value_of(line, "parent", value)) {
      if (const auto parent = ObjectId::parse(value)) commit.parents.push_back(*parent);
    } else if (value_of(line, "author", value)) {
      commit.author = value;
    } else if (value_of(line, "committer", value)) {
      commit.committer = value;
    }
  }
  commit.message = bytes;
  return commit;
}

std::string unfolded(std::string_view value) {
  std::string text;
  while (!value.empty()) {
    std::string_view line = take_line(value);
    if (!text.empty() && line.starts_with(' ')) line.remove_prefix(1);
    text.append(line).append("\n");
  }
  return text;
}

RawTag parse_tag(std::string_view bytes) {
  RawTag tag;
  std::string_view value;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    if (value_of(line, "object", value)) {
      tag.target = ObjectId::parse(value).value_or(ObjectId{});
    } else if (value_of(line, "type", value)) {
      tag.type = value;
    } else if (value_of(line, "tagger", value)) {
      tag.tagger = value;
    }
  }
  tag.message = bytes;
  return tag;
}

std::string_view person_of(std::string_view line) {
  const std::size_t end = line.rfind('>');
  return end == std::string_view::npos ? line : line.substr(0, end + 1);
}

std::int64_t seconds_of(std::string_view line) {
  std::string_view rest = line.substr(person_of(line).size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  std::int64_t seconds = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
  return seconds;
}

std::string iso_date(std::int64_t seconds) {
  // From year 0 to the end of 9999: what four digits can say.
  constexpr std::int64_t first = -62'167'219'200;
  constexpr std::int64_t last = 253'402'300'799;
  const std::time_t time = std::clamp(seconds, first, last);
  std::tm parts{};
  if (gmtime_r(&time, &parts) == nullptr) return {};
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "-%m-%dT%H:%M:%SZ", &parts);
  std::string year = std::to_string(parts.tm_year + 1900);
  year.insert(0, 4 - std::min<std::size_t>(year.size(), 4), '0');
  return year + std::string(text.data(), length);
}

EntryKind entry_kind(std::uint32_t mode) {
  switch (mode & 0170000U) {
    case 0040000:
      return EntryKind::tree;
    case 0120000:
      return EntryKind::symlink;
    case 0160000:
      return EntryKind::gitlink;
    default:
      return EntryKind::file;
  }
}

bool TreeReader::next(TreeEntry& entry) {
  if (rest_.empty()) return false;
  std::uint32_t mode = 0;
  std::size_t at = 0;
  while (at < rest_.size() && rest_[at] >= '0' && rest_[at] <= '7') {
    mode = mode * 8 + static_cast<std::uint32_t>(rest_[at++] - '0');
  }
  const std::size_t end = rest_.find('\0', at);
  if (at == 0 || rest_[at] != ' ' || end == std::string_view::npos ||
      rest_.size() - end <= ObjectId::size) {
    damaged_ = true;
    rest_ = {};
    return false;
  }
  entry.kind = entry_kind(mode);
  entry.name = rest_.substr(at + 1, end - at - 1);
  entry.id = ObjectId::of(rest_.data() + end + 1);
  rest_.remove_prefix(end + 1 + ObjectId::size);
  return true;
}

}  // namespace patdown
