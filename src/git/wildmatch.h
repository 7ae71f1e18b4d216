#pragma once

// Does a path match a pattern of a .gitignore? (gitignore(5), wildmatch of git)
//
// The time is bounded by pattern × path, whatever the pattern.

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class Wildmatch {
 public:
  // '*', '?' and classes match no slash; "**/", "/**/" and "/**" match folders.
  explicit Wildmatch(std::string_view pattern);
  bool matches(std::string_view path) const;

 private:
  enum class Kind : std::uint8_t { one, any, set, star, skip_folders, folders, rest, never };
  struct Token {
    Kind kind = Kind::one;
    char byte = 0;
    std::uint16_t set = 0;  // place in sets_
  };

  std::size_t add_set(std::string_view pattern, std::size_t at);
  static bool add_class(std::string_view name, std::bitset<256>& set);
  void summarize();
  // Whether a path of this length with these ends can match at all.
  bool may_match(std::string_view path) const;
  void close_over(std::vector<bool>& states) const;
  bool step(const Token& token, unsigned char byte) const;
  bool stays(const Token& token, unsigned char byte) const;
  bool matches_short(std::string_view path) const;
  bool matches_long(std::string_view path) const;

  std::vector<Token> tokens_;
  std::vector<std::bitset<256>> sets_;
  std::vector<std::uint64_t> closures_;  // by state: the states that need no byte more; up to 63
  std::bitset<256> first_;               // bytes that a match may begin with
  std::bitset<256> last_;                // bytes that it may end with
  std::size_t fewest_ = 0;               // bytes of the shortest match
  std::string literal_;                  // the pattern without escapes, while it has no wildcard
  bool is_literal_ = true;
  bool is_suffix_ = false;  // '*' and then `literal_`
};

}  // namespace patdown
