// Any bytes may be an index, a shared index, a delta or a pack: no crash, no endless walk, no byte
// from outside, and a delta always tells the truth.

#include "../pack_builder.h"
#include "git/multi_pack_index.h"
#include "git/pack_delta.h"
#include "git/pack_walk.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void read_index(std::string_view bytes) {
  const pack::Index index(bytes, 5000);
  for (std::size_t i = 0; i < index.size(); ++i) {
    require(pack::leads_to_object(index.offset(i), 5000));
    index.find(ObjectId::of(index.id(i)));
  }
}

void read_shared_index(std::string_view bytes) {
  const pack::MultiIndex index(bytes);
  for (std::size_t i = 0; i < index.packs().size() && i < 5; ++i) index.entries_of(i);
}

void check_pieces(const std::vector<DeltaPiece>& pieces, std::string_view base,
                  std::string_view text) {
  std::size_t at = 0;
  for (const DeltaPiece& piece : pieces) {
    require(piece.here.begin == at && piece.here.end > at && piece.here.end <= text.size());
    at = piece.here.end;
    if (piece.base == DeltaPiece::inserted) continue;
    require(base.substr(piece.base, piece.here.size()) ==
            text.substr(piece.here.begin, piece.here.size()));
  }
  require(at == text.size());
}

void read_delta(std::string_view bytes) {
  const std::string_view base = bytes.substr(0, bytes.size() / 2);
  const std::string_view delta = bytes.substr(base.size());
  const auto header = pack::read_delta_header(delta);
  if (!header || header->result_bytes > (1U << 20U)) return;
  std::vector<char> result(header->result_bytes);
  std::vector<DeltaPiece> pieces;
  if (pack::apply_delta(delta.substr(header->instructions), base, result, pieces)) {
    check_pieces(pieces, base, {result.data(), result.size()});
  }
}

// Each entry of the pack: its kind, its base, how its size lies, how many bytes it has, the bytes.
// Streams are sound unless the kind says otherwise, for a fuzzer rarely makes one.
PackBuilder built(std::string_view bytes) {
  PackBuilder pack;
  std::vector<std::uint64_t> offsets{12};
  for (unsigned char number = 0; bytes.size() >= 4 && number < 60; ++number) {
    const auto kind = static_cast<unsigned char>(bytes[0]);
    const auto base = static_cast<unsigned char>(bytes[1]);
    const auto lie = static_cast<signed char>(bytes[2]);
    const std::size_t length =
        std::min<std::size_t>(static_cast<unsigned char>(bytes[3]), bytes.size() - 4);
    const std::string_view text = bytes.substr(4, length);
    bytes.remove_prefix(4 + length);
    const std::uint64_t here = offsets.back();
    const std::uint64_t behind = here - offsets[base % offsets.size()];
    const ObjectId base_id = made_up_id(static_cast<unsigned char>(base % 64));
    std::string middle;
    if ((kind & 7U) == PackBuilder::offset_delta) {
      middle = PackBuilder::distance((kind & 0x40U) != 0 ? base : behind);
    } else if ((kind & 7U) == PackBuilder::id_delta) {
      middle.assign(reinterpret_cast<const char*>(base_id.bytes.data()), ObjectId::size);
    }
    const std::string stream = (kind & 0x80U) != 0 ? std::string(text) : zlib_stored(text);
    const std::uint64_t size = text.size() + static_cast<std::uint64_t>(lie % 3);
    offsets.back() = pack.add(made_up_id(number), kind & 7U, size, middle, stream);
    offsets.push_back(offsets.back() + 1);
  }
  return pack;
}

void write_file(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

void walk_pack(std::string_view bytes) {
  static const std::string folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "pack-fuzz-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr);
    std::filesystem::create_directory(name + "/pack");
    return name;
  }();
  const PackBuilder made = built(bytes);
  write_file(folder + "/pack/pack-a.pack", made.pack());
  write_file(folder + "/pack/pack-a.idx", made.index());
  const pack::PackSet packs({folder});
  const pack::Forest forest(packs);
  std::size_t visits = 0;
  const WalkFlaws flaws = pack::walk_packs(
      forest,
      {.wanted = {ObjectType::commit, ObjectType::tree, ObjectType::blob, ObjectType::tag},
       .threads = 1,
       .limits = {.object_bytes = 1U << 16U, .held_bytes = 300}},
      [&visits](const WalkedObject& object) {
        ++visits;
        if (object.delta != nullptr) {
          const auto& pieces = object.delta->pieces;
          check_pieces({pieces.begin(), pieces.end()}, object.delta->base_text, object.bytes);
        }
        return std::shared_ptr<const Remembered>();
      },
      [](const ObjectId&, std::string&) { return std::optional<pack::Rescued>(); });
  // Nothing is passed over in silence, and nothing is told twice.
  std::size_t named = 0;
  for (const pack::PackFile& pack : packs.packs()) named += pack.entries().size();
  require(visits + flaws.unreadable.size() == named);
}

}  // namespace
}  // namespace patdown

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 8) {
    case 0:
      patdown::read_index(bytes);
      break;
    case 1:
      patdown::read_shared_index(bytes);
      break;
    case 2:
      patdown::read_delta(bytes);
      break;
    default:
      patdown::walk_pack(bytes);
  }
  return 0;
}
