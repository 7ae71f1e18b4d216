#include "git/inflate.h"

#include "core/error.h"

#include <libdeflate.h>

namespace patdown {

void Inflater::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

Inflater::Inflater() : decompressor_(libdeflate_alloc_decompressor()) {
  if (!decompressor_) throw Error("no memory to unpack objects with");
}

bool Inflater::inflate(std::string_view packed, std::span<char> out) const {
  // Without a place for the size, anything but a full `out` is an error.
  return libdeflate_zlib_decompress(decompressor_.get(), packed.data(), packed.size(), out.data(),
                                    out.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

}  // namespace patdown
