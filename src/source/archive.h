#pragma once

// What does an archive hold? Zip, gzip, tar and what libarchive reads besides, one in another.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct ArchiveLimits {
  int depth = 4;                          // archives within archives
  std::size_t members = 20'000;           // of one outermost archive, all levels together
  std::size_t member_bytes = 64U << 20U;  // of one member, unpacked
  std::size_t total_bytes = 512U << 20U;  // of one outermost archive, unpacked, all levels
};

// What could not be read. A limit of ours leaves out what others can read; of a fault of the
// archive itself (damaged, encrypted) nobody can read more than its raw bytes.
struct ArchiveProblem {
  enum class Kind { limit, fault };
  Kind kind = Kind::fault;
  std::string why;  // one clause for people

  friend bool operator==(const ArchiveProblem&, const ArchiveProblem&) = default;
};

// Whether the first bytes are those of an archive that visit_archive() opens. Cheap: no parsing.
bool looks_like_archive(std::string_view bytes);

// Calls `visit(inside, bytes)` for each file in the archive, in its order; `inside` is "!member" or
// "!inner.tar!member", with '/' and without any leading one or "..". A gzip of one file is "!" and
// the name in its header, else "!content". Nested archives are opened, and visited themselves only
// if that fails. Returns what could not be read and why.
std::vector<ArchiveProblem> visit_archive(
    std::string_view bytes, const ArchiveLimits& limits,
    const std::function<void(const std::string& inside, std::string_view bytes)>& visit);

}  // namespace patdown
