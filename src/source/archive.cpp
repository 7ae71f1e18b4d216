#include "source/archive.h"

#include "source/archive_reader.h"
#include "source/plain_zip.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace patdown {
namespace {

struct Magic {
  std::size_t at;
  std::string_view bytes;
};
// The file formats' own documents; file(1) has the same.
constexpr Magic magics[] = {
    {0, "PK\x03\x04"},
    {0, "PK\x05\x06"},
    {0, "PK\x07\x08"},
    {0, "\x1f\x8b\x08"},  // gzip
    {0, "\x1f\x9d"},      // compress
    {0,
     "\xfd"
     "7zXZ"},  // xz
    {0, "7z\xbc\xaf\x27\x1c"},
    {0, "\x28\xb5\x2f\xfd"},  // zstd
    {0, "\x04\x22\x4d\x18"},  // lz4
    {0, "LZIP\x01"},
    {0, "Rar!\x1a\x07"},
    {0, "MSCF"},
    {0, "070701"},
    {0, "070702"},
    {0, "070707"},
    {257, "ustar"},
};

bool has_magic(std::string_view bytes, const Magic& magic) {
  return bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes);
}

// A path that leads nowhere but down: no leading slash, no "..", '/' everywhere.
std::string safe_name(std::string_view name) {
  std::string path;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
    const std::string_view part = name.substr(0, end);
    if (!part.empty() && part != "." && part != "..") {
      if (!path.empty()) path += '/';
      path += part;
    }
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return path;
}

// The name in a gzip header (RFC 1952, 2.3.1): behind ten bytes, and an extra field if there is
// one.
std::string gzip_name(std::string_view bytes) {
  constexpr unsigned char has_extra = 4;
  constexpr unsigned char has_name = 8;
  if (bytes.size() < 12 || !bytes.starts_with("\x1f\x8b\x08")) return {};
  const auto flags = static_cast<unsigned char>(bytes[3]);
  if ((flags & has_name) == 0) return {};
  std::size_t at = 10;
  if ((flags & has_extra) != 0) {
    at += 2 + static_cast<unsigned char>(bytes[10]) +
          (std::size_t{static_cast<unsigned char>(bytes[11])} << 8U);
  }
  if (at >= bytes.size()) return {};
  const std::size_t end = bytes.find('\0', at);
  return end == std::string_view::npos ? std::string() : safe_name(bytes.substr(at, end - at));
}

class Visitor {
 public:
  using Visit = std::function<void(const std::string& inside, std::string_view bytes)>;

  Visitor(const ArchiveLimits& limits, const Visit& visit) : limits_(limits), visit_(visit) {}

  // Whether anything in it could be read.
  bool open(std::string_view bytes, const std::string& inside, int depth) {
    std::size_t visited = 0;
    if (open_plain_zip(bytes, inside, depth, visited)) return true;
    ArchiveReader reader(bytes);
    if (read_all(reader, bytes, inside, depth, visited)) return true;
    if (full_ || !reader.why().empty()) return false;
    // A compressed file that begins with zeros was taken for a tar without members.
    ArchiveReader unpacked(bytes, true);
    return read_all(unpacked, bytes, inside, depth, 0);
  }

  std::vector<ArchiveProblem> problems() { return std::move(problems_); }

 private:
  // Whether all of it was visited; else `visited` is how many members were, the first ones. One
  // that comes near a limit is left to read_all().
  bool open_plain_zip(std::string_view bytes, const std::string& inside, int depth,
                      std::size_t& visited) {
    if (full_) return false;
    const auto members = plain_zip(bytes);
    if (!members || members->empty() || members->size() > limits_.members - members_) return false;
    std::size_t left = limits_.total_bytes - std::min(total_, limits_.total_bytes);
    for (const ZipMember& member : *members) {
      if (member.size > limits_.member_bytes || member.size > left) return false;
      left -= member.size;
    }
    for (const ZipMember& member : *members) {
      if (full_) return true;
      // What lies in members before it has its share.
      if (member.size > limits_.total_bytes - total_) return false;
      const std::optional<std::string> content = unpacked(member);
      if (!content) return false;
      ++members_;
      ++visited;
      total_ += content->size();
      const std::string name = safe_name(member.name);
      std::string path = inside;
      path.append("!").append(name.empty() ? "content" : name);
      take(*content, path, depth);
    }
    return true;
  }

  // All but the first `visited` members.
  bool read_all(ArchiveReader& reader, std::string_view bytes, const std::string& inside, int depth,
                std::size_t visited) {
    bool any = false;
    while (!full_ && reader.next()) {
      any = true;
      if (!reader.is_content()) continue;
      if (visited > 0) {
        --visited;
        continue;
      }
      if (++members_ > limits_.members) {
        stop("more than " + std::to_string(limits_.members) + " members");
        break;
      }
      member(reader, inside + '!' + name_of(reader, bytes), depth);
    }
    if (!reader.why().empty()) complain(inside, reader.why());
    return any;
  }

  static std::string name_of(const ArchiveReader& reader, std::string_view bytes) {
    std::string name = reader.single() ? gzip_name(bytes) : safe_name(reader.name());
    return name.empty() ? "content" : name;
  }

  void member(ArchiveReader& reader, const std::string& inside, int depth) {
    if (reader.encrypted()) {
      complain(inside, "encrypted");
      return;
    }
    std::string content = reader.link();
    if (content.empty()) content = read(reader, inside);
    take(content, inside, depth);
  }

  // Opens what is an archive itself, or visits it.
  void take(std::string_view content, const std::string& inside, int depth) {
    if (looks_like_archive(content)) {
      if (depth >= limits_.depth) {
        complain(inside, "archives nested deeper than " + std::to_string(limits_.depth),
                 Kind::limit);
      } else if (open(content, inside, depth + 1)) {
        return;
      }
    }
    visit_(inside, content);
  }

  // What lies beyond a limit is unpacked, so that the next member can be found, but not kept.
  std::string read(ArchiveReader& reader, const std::string& inside) {
    std::string content;
    bool cut = false;
    std::string_view part;
    while (reader.read(part)) {
      total_ += part.size();
      if (total_ > limits_.total_bytes) {
        stop("more than " + std::to_string(limits_.total_bytes) + " bytes unpacked");
        break;
      }
      const std::size_t room = limits_.member_bytes - content.size();
      content += part.substr(0, room);
      cut = cut || part.size() > room;
    }
    if (!reader.why().empty()) complain(inside, reader.take_why());
    if (cut) {
      complain(inside, "larger than " + std::to_string(limits_.member_bytes) + " bytes unpacked",
               Kind::limit);
    }
    return content;
  }

  using Kind = ArchiveProblem::Kind;

  void complain(const std::string& inside, const std::string& why, Kind kind = Kind::fault) {
    // Each member of a large archive can be damaged in its own way. What a limit leaves out is told
    // however much is damaged.
    constexpr std::size_t max_problems = 1000;
    if (kind == Kind::limit || problems_.size() < max_problems) {
      problems_.push_back({.kind = kind, .why = inside.empty() ? why : inside + ": " + why});
    }
  }

  void stop(const std::string& why) {
    full_ = true;
    complain({}, why, Kind::limit);
  }

  const ArchiveLimits& limits_;
  const Visit& visit_;
  std::size_t members_ = 0;
  std::size_t total_ = 0;
  bool full_ = false;
  std::vector<ArchiveProblem> problems_;
};

}  // namespace

bool looks_like_archive(std::string_view bytes) {
  // bzip2 has a short magic, then a digit, then that of its first block.
  if (bytes.starts_with("BZh") &&
      bytes.substr(std::min<std::size_t>(bytes.size(), 4)).starts_with("1AY&SY")) {
    return true;
  }
  return std::any_of(std::begin(magics), std::end(magics),
                     [bytes](const Magic& magic) { return has_magic(bytes, magic); });
}

std::vector<ArchiveProblem> visit_archive(
    std::string_view bytes, const ArchiveLimits& limits,
    const std::function<void(const std::string& inside, std::string_view bytes)>& visit) {
  Visitor visitor(limits, visit);
  visitor.open(bytes, {}, 1);
  return visitor.problems();
}

}  // namespace patdown
