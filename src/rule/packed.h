#pragma once

// How do values lie in the tables that the build makes? One behind the other, without names.
//
// Numbers are 8 bytes, lowest first; texts are their length and their bytes. Who reads knows what
// who wrote has written: both are one program, and the table is a part of it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class Packer {
 public:
  void number(std::uint64_t value);
  void real(double value);
  void text(std::string_view value);
  void texts(const std::vector<std::string>& values);

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  // Each throws Error beyond the end: a mistake of the build.
  std::uint64_t number();
  double real();
  std::string_view text();  // borrows the table
  std::vector<std::string> texts();
  bool done() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t count);

  std::string_view rest_;
};

}  // namespace patdown
