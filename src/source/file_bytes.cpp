#include "source/file_bytes.h"

#include <array>
#include <cerrno>
#include <climits>
#include <system_error>

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

FileBytes read_file(const std::string& path, std::size_t limit) {
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
  std::string bytes;
  // One byte more than there should be, so that the end is seen at once.
  std::size_t size = static_cast<std::size_t>(status.st_size) + 1;
  std::size_t read = 0;
  while (true) {
    bytes.resize(size);
    const ssize_t got = ::read(file.get(), bytes.data() + read, size - read);
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
  bytes.resize(read);
  result.bytes = std::move(bytes);
  return result;
}

FileBytes read_link(const std::string& path) {
  FileBytes result;
  std::array<char, PATH_MAX + 1> text{};
  const ssize_t length = ::readlink(path.c_str(), text.data(), text.size());
  if (length < 0) {
    result.why = errno == ENOENT ? "vanished while it was read" : last_error();
    return result;
  }
  result.bytes.emplace(text.data(), static_cast<std::size_t>(length));
  return result;
}

}  // namespace patdown
