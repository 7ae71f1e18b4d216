#pragma once

// The bytes of a file, without copying them.
//
// For files that git writes once and never changes (packs and their indexes): one that is cut off
// while it is mapped ends the process, as it ends git's own.

#include <cstddef>
#include <string>
#include <string_view>

namespace patdown {

class MappedFile {
 public:
  MappedFile() = default;
  // Empty if there is no such regular file or it cannot be had. A pipe is never waited for.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {start_, size_}; }

 private:
  const char* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace patdown
