#include "git/object_id.h"

#include "core/digest.h"

namespace patdown {

std::optional<ObjectId> ObjectId::parse(std::string_view text) {
  if (text.size() < 2 * size) return std::nullopt;
  const auto raw = from_hex(text.substr(0, 2 * size));
  if (!raw || raw->size() != size) return std::nullopt;
  return of(raw->data());
}

std::string ObjectId::hex() const {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), size});
}

}  // namespace patdown
