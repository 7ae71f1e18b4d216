#include "git/object_id.h"

#include "core/digest.h"
#include "core/text.h"

namespace patdown {

std::optional<ObjectId> ObjectId::parse(std::string_view text) {
  if (text.size() < 2 * size) return std::nullopt;
  ObjectId id;
  for (std::size_t i = 0; i < size; ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return id;
}

std::string ObjectId::hex() const {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), size});
}

}  // namespace patdown
