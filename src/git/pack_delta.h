#pragma once

// How does a delta make one text from another? (gitformat-pack(5), "Deltified representation")

#include "core/delta.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace patdown::pack {

struct DeltaHeader {
  std::uint64_t base_bytes = 0;
  std::uint64_t result_bytes = 0;
  std::size_t instructions = 0;  // where they begin
};

// nullopt if the delta ends before.
std::optional<DeltaHeader> read_delta_header(std::string_view delta);

// Obeys `instructions`: fills all of `result`, and `pieces` with where its bytes came from. False
// if the instructions lead out of the base or the result, end in the middle or leave a rest; then
// neither holds anything of use.
bool apply_delta(std::string_view instructions, std::string_view base, std::span<char> result,
                 std::vector<DeltaPiece>& pieces);

}  // namespace patdown::pack
