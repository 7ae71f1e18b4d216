#include "source/file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace patdown {
namespace {

std::string last_error() {
  return "cannot be read: " + std::generic_category().message(errno);
}

// Closes a file when the scope ends.
class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  ~Descriptor() {
    if (file_ >= 0) ::close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  int get() const { return file_; }

 private:
  int file_;
};

}  // namespace

char* FileBuffer::room_for(std::size_t size, std::size_t kept) {
  if (size > size_) {
    const std::size_t larger = std::max(size, size_ + size_ / 2);
    auto bytes = std::make_unique_for_overwrite<char[]>(larger);
    std::copy_n(bytes_.get(), kept, bytes.get());
    bytes_ = std::move(bytes);
    size_ = larger;
  }
  return bytes_.get();
}

void FileBuffer::shrink() {
  constexpr std::size_t most_kept = std::size_t{4} << 20U;
  if (size_ <= most_kept) return;
  bytes_.reset();
  size_ = 0;
}

FileBytes read_file(const std::string& path, std::size_t limit, FileBuffer& buffer) {
  FileBytes result;
  const Descriptor file(
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    result.why = errno == ENOENT ? "vanished while it was read" : last_error();
    return result;
  }
  if (!S_ISREG(status.st_mode)) {
    result.special = true;
    result.why = "no regular file";
    return result;
  }
  result.seconds = static_cast<std::uint32_t>(status.st_mtim.tv_sec);
  result.nanoseconds = static_cast<std::uint32_t>(status.st_mtim.tv_nsec);
  result.inode = static_cast<std::uint32_t>(status.st_ino);
  const std::string too_large = "larger than " + std::to_string(limit >> 20U) + " MiB";
  if (static_cast<std::size_t>(status.st_size) > limit) {
    result.why = too_large;
    return result;
  }
  // One byte more than there should be, so that the end is seen at once.
  std::size_t size = static_cast<std::size_t>(status.st_size) + 1;
  std::size_t read = 0;
  while (true) {
    char* const bytes = buffer.room_for(size, read);
    const ssize_t got = ::read(file.get(), bytes + read, size - read);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      result.why = last_error();
      return result;
    }
    if (got == 0) break;
    read += static_cast<std::size_t>(got);
    if (read > limit) {
      result.why = too_large;
      return result;
    }
    // All that there should be, and not the byte more. Files of /proc hide their size.
    if (status.st_size > 0 && read == static_cast<std::size_t>(status.st_size)) break;
    if (read == size) size = size * 2;  // it grows
  }
  result.bytes = std::string_view(buffer.room_for(0), read);
  return result;
}

FileBytes read_link(const std::string& path, FileBuffer& buffer) {
  FileBytes result;
  char* const text = buffer.room_for(PATH_MAX + 1);
  const ssize_t length = ::readlink(path.c_str(), text, PATH_MAX + 1);
  if (length < 0) {
    result.why = errno == ENOENT ? "vanished while it was read" : last_error();
    return result;
  }
  result.bytes = std::string_view(text, static_cast<std::size_t>(length));
  return result;
}

}  // namespace patdown
