#include "source/archive_reader.h"

#include <clocale>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace patdown {

// libarchive turns names into the thread's character set, and drops those that it does not hold.
struct ArchiveReader::Locale {
  Locale()
      : own(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})),
        before(own == locale_t{} ? locale_t{} : uselocale(own)) {}
  ~Locale() {
    if (own == locale_t{}) return;
    uselocale(before);
    freelocale(own);
  }
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;
  Locale(Locale&&) = delete;
  Locale& operator=(Locale&&) = delete;

  locale_t own;
  locale_t before;
};

ArchiveReader::ArchiveReader(std::string_view bytes, bool only_filters)
    : locale_(std::make_unique<Locale>()), archive_(archive_read_new()) {
  archive_read_support_filter_gzip(archive_);
  archive_read_support_filter_bzip2(archive_);
  archive_read_support_filter_xz(archive_);
  archive_read_support_filter_lzma(archive_);
  archive_read_support_filter_lzip(archive_);
  archive_read_support_filter_zstd(archive_);
  archive_read_support_filter_lz4(archive_);
  archive_read_support_filter_compress(archive_);
  if (!only_filters) support_formats();
  archive_read_support_format_raw(archive_);
  opened_ = archive_read_open_memory(archive_, bytes.data(), bytes.size()) == ARCHIVE_OK;
  if (!opened_) fail();
}

void ArchiveReader::support_formats() {
  archive_read_support_format_zip(archive_);
  archive_read_support_format_tar(archive_);
  archive_read_support_format_gnutar(archive_);
  archive_read_support_format_7zip(archive_);
  archive_read_support_format_cpio(archive_);
  archive_read_support_format_ar(archive_);
  archive_read_support_format_cab(archive_);
  archive_read_support_format_rar(archive_);
  archive_read_support_format_rar5(archive_);
  archive_read_support_format_empty(archive_);
}

ArchiveReader::~ArchiveReader() {
  archive_read_free(archive_);
}

void ArchiveReader::fail() {
  const char* text = archive_error_string(archive_);
  why_ = text == nullptr || *text == '\0' ? "damaged" : text;
}

std::string ArchiveReader::take_why() {
  return std::exchange(why_, {});
}

bool ArchiveReader::next() {
  if (!opened_) return false;
  const int result = archive_read_next_header(archive_, &entry_);
  if (result == ARCHIVE_EOF) return false;
  if (result < ARCHIVE_WARN) {
    fail();
    return false;
  }
  // Bytes that are in no archive and not compressed: the first ones looked like one by chance.
  return !single() || archive_filter_count(archive_) > 1;
}

bool ArchiveReader::read(std::string_view& part) {
  const void* data = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  const int result = archive_read_data_block(archive_, &data, &size, &offset);
  if (result == ARCHIVE_EOF) return false;
  if (result < ARCHIVE_WARN) {
    fail();
    return false;
  }
  part = {static_cast<const char*>(data), size};
  return true;
}

std::string ArchiveReader::name() const {
  if (const char* name = archive_entry_pathname(entry_)) return name;
  const char* name = archive_entry_pathname_utf8(entry_);
  return name == nullptr ? "" : name;
}

std::string ArchiveReader::link() const {
  if (archive_entry_filetype(entry_) != AE_IFLNK) return {};
  const char* text = archive_entry_symlink(entry_);
  return text == nullptr ? "" : text;
}

bool ArchiveReader::is_content() const {
  const auto type = archive_entry_filetype(entry_);
  if (archive_entry_hardlink(entry_) != nullptr) return false;
  return type == AE_IFREG || type == AE_IFLNK || type == 0;
}

bool ArchiveReader::encrypted() const {
  return archive_entry_is_encrypted(entry_) != 0;
}

bool ArchiveReader::single() const {
  return archive_format(archive_) == ARCHIVE_FORMAT_RAW;
}

}  // namespace patdown
