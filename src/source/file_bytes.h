#pragma once

// What are the bytes of a file that nobody vouches for?

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace patdown {

// Larger files and objects are not read: one must fit into memory once for each thread.
constexpr std::size_t max_file_bytes = 256U << 20U;

struct FileBytes {
  std::optional<std::string> bytes;
  std::string why;       // why there are none
  bool special = false;  // a pipe, device or socket: never read
  // Of the file that was read, as the index keeps them (32 bits each).
  std::uint32_t seconds = 0;
  std::uint32_t nanoseconds = 0;
  std::uint32_t inode = 0;
};

// Never waits: a pipe is opened without blocking and closed again. Never follows a symbolic link.
FileBytes read_file(const std::string& path, std::size_t limit);

// The text of a symbolic link.
FileBytes read_link(const std::string& path);

}  // namespace patdown
