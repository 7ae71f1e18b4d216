#include "git/pack_delta.h"

#include <cstring>

namespace patdown::pack {
namespace {

// Seven bits a byte, the lowest first. False if it does not end or does not fit.
bool read_size(std::string_view delta, std::size_t& at, std::uint64_t& size) {
  size = 0;
  for (unsigned shift = 0; shift < 63 && at < delta.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(delta[at++]);
    size |= std::uint64_t{byte & 0x7fU} << shift;
    if ((byte & 0x80U) == 0) return true;
  }
  return false;
}

// The bytes of a number that `flags` says are there, the lowest first.
template <unsigned Bytes>
bool read_parts(std::string_view delta, std::size_t& at, unsigned flags, std::size_t& number) {
  number = 0;
  for (unsigned i = 0; i < Bytes; ++i) {
    if ((flags & (1U << i)) == 0) continue;
    if (at == delta.size()) return false;
    number |= std::size_t{static_cast<unsigned char>(delta[at++])} << (8 * i);
  }
  return true;
}

void add_piece(std::vector<DeltaPiece>& pieces, std::size_t begin, std::size_t size,
               std::size_t base) {
  if (!pieces.empty()) {
    DeltaPiece& last = pieces.back();
    const bool goes_on = base == DeltaPiece::inserted ? last.base == base
                                                      : last.base != DeltaPiece::inserted &&
                                                            last.base + last.here.size() == base;
    if (goes_on) {
      last.here.end += size;
      return;
    }
  }
  pieces.push_back({.here = {.begin = begin, .end = begin + size}, .base = base});
}

}  // namespace

std::optional<DeltaHeader> read_delta_header(std::string_view delta) {
  DeltaHeader header;
  if (!read_size(delta, header.instructions, header.base_bytes) ||
      !read_size(delta, header.instructions, header.result_bytes)) {
    return std::nullopt;
  }
  return header;
}

bool apply_delta(std::string_view instructions, std::string_view base, std::span<char> result,
                 std::vector<DeltaPiece>& pieces) {
  pieces.clear();
  std::size_t at = 0;
  std::size_t done = 0;
  while (at < instructions.size()) {
    const auto code = static_cast<unsigned char>(instructions[at++]);
    std::size_t size = code;
    if ((code & 0x80U) != 0) {
      std::size_t from = 0;
      if (!read_parts<4>(instructions, at, code, from)) return false;
      if (!read_parts<3>(instructions, at, code >> 4U, size)) return false;
      if (size == 0) size = 0x10000;
      if (from > base.size() || size > base.size() - from || size > result.size() - done) {
        return false;
      }
      std::memcpy(result.data() + done, base.data() + from, size);
      add_piece(pieces, done, size, from);
    } else {
      // Zero is reserved.
      if (size == 0 || size > instructions.size() - at || size > result.size() - done) return false;
      std::memcpy(result.data() + done, instructions.data() + at, size);
      at += size;
      add_piece(pieces, done, size, DeltaPiece::inserted);
    }
    done += size;
  }
  return done == result.size();
}

}  // namespace patdown::pack
