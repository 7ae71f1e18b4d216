#pragma once

// The members of one archive, one after the other.
//
// Filters and formats are named one by one: libarchive would start programs for those that it does
// not know itself.

#include <memory>
#include <string>
#include <string_view>

struct archive;
struct archive_entry;

namespace patdown {

class ArchiveReader {
 public:
  // Borrows `bytes`. With `only_filters` they are unpacked and taken for one file.
  explicit ArchiveReader(std::string_view bytes, bool only_filters = false);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;
  ArchiveReader(ArchiveReader&&) = delete;
  ArchiveReader& operator=(ArchiveReader&&) = delete;

  // To the next member; false at the end, or when there is no going on (see why()).
  bool next();
  // A piece of the member's content; false at its end, or when it cannot be read.
  bool read(std::string_view& part);

  std::string name() const;
  std::string link() const;  // the text of a symbolic link, else empty
  bool is_content() const;   // a file or a symbolic link
  bool encrypted() const;
  bool single() const;  // one compressed file without a name of its own

  // Why next() or read() gave up; empty if they did not.
  const std::string& why() const { return why_; }
  std::string take_why();

 private:
  void support_formats();
  void fail();

  struct Locale;
  std::unique_ptr<Locale> locale_;
  archive* archive_ = nullptr;
  archive_entry* entry_ = nullptr;
  bool opened_ = false;
  std::string why_;
};

}  // namespace patdown
