#include "git/index_file.h"

#include "git/index_bytes.h"
#include "git/mapped_file.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <tuple>
#include <utility>

#include <sys/stat.h>

namespace patdown {
namespace {

constexpr std::size_t stat_bytes = 40;  // of an entry, up to its id
constexpr std::size_t flags_bytes = 2;  // behind the id

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

bool before(const IndexEntry& a, const IndexEntry& b) {
  return std::tie(a.path, a.stage) < std::tie(b.path, b.stage);
}

class IndexParser {
 public:
  IndexParser(std::string_view bytes, const std::string& folder, std::size_t id_bytes)
      : bytes_(bytes), folder_(folder), id_bytes_(id_bytes) {}

  IndexFile run() {
    const std::string_view mark = bytes_.take(4);
    version_ = bytes_.u32();
    const std::uint32_t count = bytes_.u32();
    if (mark != "DIRC" || version_ < 2 || version_ > 4) {
      index_.why = "an index of a version that cannot be read";
      return std::move(index_);
    }
    index_.entries.reserve(std::min<std::size_t>(count, bytes_.left() / fixed_bytes()));
    for (std::uint32_t i = 0; i < count && !bytes_.failed(); ++i) entry();
    if (!paths_->empty()) index_.kept.push_back(paths_);
    // A checksum stands at the end.
    while (!bytes_.failed() && bytes_.left() > id_bytes_ && index_.why.empty()) extension();
    if (bytes_.failed()) index_.why = "a damaged index";
    return std::move(index_);
  }

 private:
  std::size_t fixed_bytes() const { return stat_bytes + id_bytes_ + flags_bytes; }

  // A hook waits for this, ten thousands of times over: the fixed part is taken at once.
  void entry() {
    const std::size_t start = bytes_.at();
    const std::string_view fixed = bytes_.take(fixed_bytes());
    if (bytes_.failed()) return;
    IndexEntry entry;
    entry.stat.seconds = big_endian(fixed, 8);
    entry.stat.nanoseconds = big_endian(fixed, 12);
    entry.stat.inode = big_endian(fixed, 20);
    entry.kind = entry_kind(big_endian(fixed, 24));
    entry.stat.size = big_endian(fixed, 36);
    if (id_bytes_ == ObjectId::size) entry.id = ObjectId::of(fixed.data() + stat_bytes);
    const std::uint32_t flags = big_endian(fixed, fixed.size() - 4) & 0xffffU;
    entry.stage = static_cast<int>((flags >> 12U) & 3U);
    if ((flags & 0x4000U) != 0) entry.intent_to_add = (bytes_.u16() & 0x2000U) != 0;
    if (version_ == 4) {
      const std::size_t dropped = bytes_.varint();
      std::string path(previous_.substr(0, previous_.size() - std::min(dropped, previous_.size())));
      path += bytes_.until('\0');
      entry.path = paths_->emplace_back(std::move(path));
      previous_ = entry.path;
    } else {
      entry.path = bytes_.until('\0');
      bytes_.take((8 - (bytes_.at() - start) % 8) % 8);
    }
    if (!bytes_.failed()) index_.entries.push_back(entry);
  }

  void extension() {
    const std::string_view name = bytes_.take(4);
    const std::string_view content = bytes_.take(bytes_.u32());
    if (bytes_.failed()) return;
    if (name == "TREE") {
      if (id_bytes_ == ObjectId::size) cached_trees(content);
    } else if (name == "link" && id_bytes_ != ObjectId::size) {
      index_.why = "a split index with ids that are not SHA-1";
    } else if (name == "link") {
      join_shared(content);
    } else if (name[0] >= 'a' && name != "sdir") {
      index_.why = "an index with the extension " + std::string(name) + ", which is not known";
    }
  }

  // One node: path, NUL, entries (-1: not valid), blank, subtrees, line feed, id if valid.
  void cached_trees(std::string_view content) {
    IndexBytes bytes(content);
    struct Open {
      std::string path;
      long subtrees = 0;
    };
    std::vector<Open> open;
    while (bytes.left() > 0) {
      while (!open.empty() && open.back().subtrees == 0) open.pop_back();
      std::string path(bytes.until('\0'));
      const long entries = number(bytes.until(' '));
      const long subtrees = number(bytes.until('\n'));
      if (!open.empty()) {
        --open.back().subtrees;
        if (!open.back().path.empty()) path.insert(0, open.back().path + '/');
      }
      const ObjectId id = entries >= 0 ? bytes.id() : ObjectId{};
      if (bytes.failed()) return;
      if (entries >= 0) index_.trees.push_back({.path = path, .id = id});
      open.push_back({.path = std::move(path), .subtrees = subtrees});
    }
  }

  static long number(std::string_view text) {
    long value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  // A split index: most entries lie in a shared file; some of those are dropped, some replaced by
  // entries of this file, which have no path then.
  void join_shared(std::string_view content) {
    IndexBytes bytes(content);
    const ObjectId base = bytes.id();
    if (base.null()) return;
    const auto file = std::make_shared<const MappedFile>(folder_ + "/sharedindex." + base.hex());
    if (file->bytes().empty()) {
      index_.why = "a split index whose shared part is missing";
      return;
    }
    IndexFile shared = parse_index(file->bytes(), {});
    index_.kept.push_back(file);
    index_.kept.insert(index_.kept.end(), shared.kept.begin(), shared.kept.end());
    const std::vector<std::size_t> dropped = bytes.ewah(shared.entries.size());
    const std::vector<std::size_t> replaced = bytes.ewah(shared.entries.size());
    std::vector<IndexEntry> entries;
    std::size_t next = 0;
    std::vector<bool> gone(shared.entries.size());
    for (const std::size_t i : dropped) gone[i] = true;
    for (const std::size_t i : replaced) {
      if (next >= index_.entries.size() || !index_.entries[next].path.empty()) break;
      const std::string_view path = shared.entries[i].path;
      shared.entries[i] = index_.entries[next++];
      shared.entries[i].path = path;
    }
    for (std::size_t i = 0; i < shared.entries.size(); ++i) {
      if (!gone[i]) entries.push_back(shared.entries[i]);
    }
    for (; next < index_.entries.size(); ++next) entries.push_back(index_.entries[next]);
    std::sort(entries.begin(), entries.end(), before);
    index_.entries = std::move(entries);
    if (index_.why.empty()) index_.why = shared.why;
  }

  IndexBytes bytes_;
  const std::string& folder_;
  std::size_t id_bytes_;
  std::uint32_t version_ = 0;
  std::string_view previous_;
  // Paths of version 4, which are not written out whole. A deque leaves them where they are.
  std::shared_ptr<std::deque<std::string>> paths_ = std::make_shared<std::deque<std::string>>();
  IndexFile index_;
};

}  // namespace

std::size_t IndexFile::lower_bound(std::string_view path) const {
  const auto found = std::lower_bound(
      entries.begin(), entries.end(), path,
      [](const IndexEntry& entry, std::string_view wanted) { return entry.path < wanted; });
  return static_cast<std::size_t>(found - entries.begin());
}

const IndexEntry* IndexFile::find(std::string_view path) const {
  const std::size_t at = lower_bound(path);
  return at < entries.size() && entries[at].path == path ? &entries[at] : nullptr;
}

bool IndexFile::any_below(std::string_view folder) const {
  const std::string prefix = std::string(folder) + '/';
  const std::size_t at = lower_bound(prefix);
  return at < entries.size() && entries[at].path.starts_with(prefix);
}

IndexFile parse_index(std::string_view bytes, const std::string& folder, std::size_t id_bytes) {
  return IndexParser(bytes, folder, id_bytes).run();
}

IndexFile read_index(const std::string& file, std::size_t id_bytes) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  const auto mapped = std::make_shared<const MappedFile>(file);
  if (mapped->bytes().empty()) {
    IndexFile unreadable;
    unreadable.why = "an index that cannot be opened";
    return unreadable;
  }
  IndexFile index = parse_index(mapped->bytes(), file.substr(0, file.rfind('/')), id_bytes);
  index.kept.push_back(mapped);
  index.stat = {.seconds = static_cast<std::uint32_t>(status.st_mtim.tv_sec),
                .nanoseconds = static_cast<std::uint32_t>(status.st_mtim.tv_nsec),
                .inode = static_cast<std::uint32_t>(status.st_ino),
                .size = static_cast<std::uint32_t>(status.st_size)};
  return index;
}

}  // namespace patdown
