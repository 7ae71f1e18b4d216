#pragma once

// What are the bytes of a file that nobody vouches for?

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

// Larger files and objects are not read: one must fit into memory once for each thread.
constexpr std::size_t max_file_bytes = 256U << 20U;

// Memory that one file after the other is read into: fresh pages cost more than reading a small
// file does.
class FileBuffer {
 public:
  // Room for `size` bytes; the first `kept` stay what they are.
  char* room_for(std::size_t size, std::size_t kept = 0);
  // Gives much memory back, so that one large file is not paid for until the end.
  void shrink();

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

struct FileBytes {
  std::optional<std::string_view> bytes;  // in the buffer
  std::string why;                        // why there are none
  bool special = false;                   // a pipe, device or socket: never read
  // Of the file that was read, as the index keeps them (32 bits each).
  std::uint32_t seconds = 0;
  std::uint32_t nanoseconds = 0;
  std::uint32_t inode = 0;
};

// Never waits: a pipe is opened without blocking and closed again. Never follows a symbolic link.
FileBytes read_file(const std::string& path, std::size_t limit, FileBuffer& buffer);

// The text of a symbolic link.
FileBytes read_link(const std::string& path, FileBuffer& buffer);

}  // namespace patdown
