#pragma once

// Random text that is the same everywhere: a function of its seed.

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace patdown {

class Random {
 public:
  explicit Random(std::string_view seed);

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(engine_()) % bound; }
  std::string bytes(std::size_t count);
  // Characters of `alphabet`, no four alike in a row; from 16 on with a digit if the alphabet has
  // any: so a token is never odd by chance.
  std::string text(std::string_view alphabet, std::size_t count);
  // `count` bytes as `encode` writes them, without four alike in a row.
  std::string encoded(std::string (*encode)(std::string_view bytes), std::size_t count);

 private:
  std::mt19937 engine_;
};

}  // namespace patdown
