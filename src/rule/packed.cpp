#include "rule/packed.h"

#include "core/error.h"

#include <bit>

namespace patdown {

void Packer::number(std::uint64_t value) {
  for (unsigned shift = 0; shift < 64; shift += 8) {
    bytes_ += static_cast<char>((value >> shift) & 0xffU);
  }
}

void Packer::real(double value) {
  number(std::bit_cast<std::uint64_t>(value));
}

void Packer::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

void Packer::texts(const std::vector<std::string>& values) {
  number(values.size());
  for (const std::string& value : values) text(value);
}

std::string_view Unpacker::take(std::size_t count) {
  if (count > rest_.size()) throw Error("the program's own tables end too early: build it anew");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  unsigned shift = 0;
  for (const char c : take(8)) {
    value |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
    shift += 8;
  }
  return value;
}

double Unpacker::real() {
  return std::bit_cast<double>(number());
}

std::string_view Unpacker::text() {
  return take(number());
}

std::vector<std::string> Unpacker::texts() {
  std::vector<std::string> values;
  for (std::uint64_t left = number(); left > 0; --left) values.emplace_back(text());
  return values;
}

}  // namespace patdown
