#include "git/pack_index.h"

#include "git/files.h"
#include "git/object_id.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace patdown {
namespace {

constexpr std::size_t fanout_bytes = 1024;  // 256 sums of 4 bytes
constexpr std::size_t pack_header_bytes = 12;
constexpr std::size_t checksum_bytes = 2 * ObjectId::size;  // of the pack and of the index

// A file in memory, as long as the scope lasts; empty if it cannot be had.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return;
    struct stat status {};
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
      if (start_ == MAP_FAILED) start_ = nullptr;
    }
    ::close(file);
  }
  ~MappedFile() {
    if (start_ != nullptr) ::munmap(start_, size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  MappedFile(MappedFile&&) = delete;
  MappedFile& operator=(MappedFile&&) = delete;

  std::string_view bytes() const {
    return start_ == nullptr ? std::string_view()
                             : std::string_view(static_cast<const char*>(start_), size_);
  }

 private:
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

// The number of objects that the table of 256 sums tells; false if the sums fall.
bool read_fanout(std::string_view bytes, std::size_t at, std::size_t& count) {
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    const std::uint32_t sum = number_at(bytes, at + 4 * i);
    if (sum < last) return false;
    last = sum;
  }
  count = last;
  return true;
}

bool leads_to_object(std::uint64_t offset, std::size_t pack) {
  return offset >= pack_header_bytes && offset + ObjectId::size < pack;
}

// Version 1: an offset of 32 bits before each name.
bool sound_entries(std::string_view bytes, std::size_t count, std::size_t pack) {
  constexpr std::size_t entry = 4 + ObjectId::size;
  if (bytes.size() < fanout_bytes + count * entry + checksum_bytes) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!leads_to_object(number_at(bytes, fanout_bytes + i * entry), pack)) return false;
  }
  return true;
}

// Version 2: names, checksums, offsets of 31 bits, and longer ones in a table behind. Each leads to
// an object behind the pack's header and before its checksum.
bool sound_offsets(std::string_view bytes, std::size_t at, std::size_t count, std::size_t pack) {
  const std::size_t offsets = at + count * (ObjectId::size + 4);
  const std::size_t longer = offsets + count * 4;
  if (bytes.size() < longer + checksum_bytes) return false;
  const std::size_t longer_count = (bytes.size() - checksum_bytes - longer) / 8;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t offset = number_at(bytes, offsets + 4 * i);
    if ((offset & 0x80000000U) != 0) {
      const std::size_t place = offset & 0x7fffffffU;
      if (place >= longer_count) return false;
      offset = (std::uint64_t{number_at(bytes, longer + 8 * place)} << 32U) |
               number_at(bytes, longer + 8 * place + 4);
    }
    if (!leads_to_object(offset, pack)) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> pack_indexes(const std::string& objects) {
  std::vector<std::string> files;
  for (const std::string& name : names_in(objects + "/pack")) {
    if (name.starts_with("pack-") && name.ends_with(".idx")) {
      files.push_back(joined(objects + "/pack", name));
    }
  }
  return files;
}

std::string pack_index_flaw(const std::string& file) {
  const MappedFile mapped(file);
  const std::string_view bytes = mapped.bytes();
  const char* const damaged = "a damaged index of a pack";
  struct stat pack {};
  const std::string pack_file = file.substr(0, file.size() - 4) + ".pack";
  if (::stat(pack_file.c_str(), &pack) != 0) return "an index without its pack";
  const auto pack_bytes = static_cast<std::size_t>(pack.st_size);
  const bool second = bytes.starts_with("\xfftOc");
  const std::size_t fanout = second ? 8 : 0;
  const std::size_t names = fanout + fanout_bytes;
  std::size_t count = 0;
  if (bytes.size() < names + checksum_bytes || !read_fanout(bytes, fanout, count)) return damaged;
  if (!second) return sound_entries(bytes, count, pack_bytes) ? "" : damaged;
  if (number_at(bytes, 4) != 2) return "an index of a pack of an unknown version";
  return sound_offsets(bytes, names, count, pack_bytes) ? "" : damaged;
}

}  // namespace patdown
