#include "git/wildmatch.h"

#include <algorithm>
#include <bit>
#include <cctype>

namespace patdown {
namespace {

struct NamedClass {
  std::string_view name;
  int (*holds)(int);
};
constexpr NamedClass named_classes[] = {
    {"alnum", std::isalnum}, {"alpha", std::isalpha}, {"blank", std::isblank},
    {"cntrl", std::iscntrl}, {"digit", std::isdigit}, {"graph", std::isgraph},
    {"lower", std::islower}, {"print", std::isprint}, {"punct", std::ispunct},
    {"space", std::isspace}, {"upper", std::isupper}, {"xdigit", std::isxdigit},
};

}  // namespace

Wildmatch::Wildmatch(std::string_view pattern) {
  // git compares what stands before the first wildcard by itself, so that "**" is at the start
  // then.
  const std::size_t first_wildcard = pattern.find_first_of("*?[\\");
  std::size_t at = 0;
  while (at < pattern.size()) {
    const char c = pattern[at];
    if (c == '*') {
      const std::size_t begin = at;
      while (at < pattern.size() && pattern[at] == '*') ++at;
      const bool starts_folder = begin == first_wildcard || pattern[begin - 1] == '/';
      is_suffix_ = begin == 0 && at == 1;
      if (at - begin >= 2 && starts_folder && at == pattern.size()) {
        tokens_.push_back({.kind = Kind::rest});
      } else if (at - begin >= 2 && starts_folder && pattern[at] == '/') {
        ++at;
        tokens_.push_back({.kind = Kind::skip_folders});
        tokens_.push_back({.kind = Kind::folders});
      } else {
        tokens_.push_back({.kind = Kind::star});
      }
      is_literal_ = false;
      continue;
    }
    if (c == '[') {
      at = add_set(pattern, at);
    } else if (c == '?') {
      tokens_.push_back({.kind = Kind::any});
      ++at;
    } else {
      const bool escape = c == '\\';
      if (escape && at + 1 == pattern.size()) {
        tokens_.push_back({.kind = Kind::never});
      } else {
        at += escape ? 1 : 0;
        tokens_.push_back({.kind = Kind::one, .byte = pattern[at]});
        literal_ += pattern[at];
      }
      ++at;
    }
  }
  const bool only_bytes = std::all_of(tokens_.begin() + (is_suffix_ ? 1 : 0), tokens_.end(),
                                      [](const Token& t) { return t.kind == Kind::one; });
  is_literal_ = is_literal_ && only_bytes;
  is_suffix_ = is_suffix_ && only_bytes;
  summarize();
}

// What lets most paths be refused at a glance: a walk asks every pattern about every file.
void Wildmatch::summarize() {
  const auto takes_one = [](const Token& token) {
    return token.kind == Kind::one || token.kind == Kind::any || token.kind == Kind::set;
  };
  fewest_ = static_cast<std::size_t>(std::count_if(tokens_.begin(), tokens_.end(), takes_one));
  const auto bytes_of = [&](const Token& token) {
    std::bitset<256> bytes;
    for (unsigned byte = 0; byte < 256; ++byte) {
      bytes[byte] = !takes_one(token) || step(token, static_cast<unsigned char>(byte));
    }
    return bytes;
  };
  if (tokens_.empty()) return;
  first_ = bytes_of(tokens_.front());
  last_ = bytes_of(tokens_.back());
  if (tokens_.size() >= 64) return;
  for (std::size_t state = 0; state <= tokens_.size(); ++state) {
    std::vector<bool> states(tokens_.size() + 1);
    states[state] = true;
    close_over(states);
    std::uint64_t closure = 0;
    for (std::size_t i = 0; i < states.size(); ++i) closure |= std::uint64_t{states[i]} << i;
    closures_.push_back(closure);
  }
}

bool Wildmatch::may_match(std::string_view path) const {
  if (path.size() < fewest_) return false;
  if (path.empty() || tokens_.empty()) return true;
  return first_[static_cast<unsigned char>(path.front())] &&
         last_[static_cast<unsigned char>(path.back())];
}

// A bracket expression that starts at `at`; returns where it ends. One without an end matches
// nothing.
std::size_t Wildmatch::add_set(std::string_view pattern, std::size_t at) {
  std::bitset<256> set;
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  const std::size_t first = i;
  bool closed = false;
  while (i < pattern.size()) {
    if (pattern[i] == ']' && i > first) {
      closed = true;
      break;
    }
    if (pattern.substr(i).starts_with("[:")) {
      const std::size_t end = pattern.find(":]", i + 2);
      if (end != std::string_view::npos) {
        if (!add_class(pattern.substr(i + 2, end - i - 2), set)) break;
        i = end + 2;
        continue;
      }
    }
    if (pattern[i] == '\\' && ++i >= pattern.size()) break;
    const auto low = static_cast<unsigned char>(pattern[i++]);
    auto high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      ++i;
      if (pattern[i] == '\\' && ++i >= pattern.size()) break;
      high = static_cast<unsigned char>(pattern[i++]);
    }
    for (unsigned byte = low; byte <= high; ++byte) set.set(byte);
  }
  if (!closed) {
    tokens_.push_back({.kind = Kind::never});
    return pattern.size();
  }
  if (negated) set.flip();
  set.reset('/');
  tokens_.push_back({.kind = Kind::set, .set = static_cast<std::uint16_t>(sets_.size())});
  sets_.push_back(set);
  return i + 1;
}

bool Wildmatch::add_class(std::string_view name, std::bitset<256>& set) {
  for (const NamedClass& known : named_classes) {
    if (known.name != name) continue;
    for (int byte = 0; byte < 128; ++byte) {
      if (known.holds(byte) != 0) set.set(static_cast<std::size_t>(byte));
    }
    return true;
  }
  return false;
}

// Adds the states that need no byte more.
void Wildmatch::close_over(std::vector<bool>& states) const {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!states[i]) continue;
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::star || kind == Kind::rest || kind == Kind::skip_folders) {
      states[i + 1] = true;
    }
    if (kind == Kind::skip_folders) states[i + 2] = true;
  }
}

bool Wildmatch::step(const Token& token, unsigned char byte) const {
  switch (token.kind) {
    case Kind::one:
      return static_cast<unsigned char>(token.byte) == byte;
    case Kind::any:
      return byte != '/';
    case Kind::set:
      return sets_[token.set].test(byte);
    case Kind::folders:
      return byte == '/';
    default:
      return false;
  }
}

// Whether a token that is done may take one byte more.
bool Wildmatch::stays(const Token& token, unsigned char byte) const {
  return token.kind == Kind::folders || token.kind == Kind::rest ||
         (token.kind == Kind::star && byte != '/');
}

bool Wildmatch::matches(std::string_view path) const {
  if (is_literal_) return path == literal_;
  if (is_suffix_) {
    return path.ends_with(literal_) &&
           path.substr(0, path.size() - literal_.size()).find('/') == std::string_view::npos;
  }
  if (!may_match(path)) return false;
  return closures_.empty() ? matches_long(path) : matches_short(path);
}

// All states at once, one a bit.
bool Wildmatch::matches_short(std::string_view path) const {
  const std::uint64_t end = std::uint64_t{1} << tokens_.size();
  std::uint64_t states = closures_[0];
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    std::uint64_t next = 0;
    for (std::uint64_t left = states & (end - 1); left != 0; left &= left - 1) {
      const auto state = static_cast<std::size_t>(std::countr_zero(left));
      const Token& token = tokens_[state];
      if (step(token, byte)) next |= closures_[state + 1];
      if (stays(token, byte)) next |= closures_[state];
    }
    if (next == 0) return false;
    states = next;
  }
  return (states & end) != 0;
}

bool Wildmatch::matches_long(std::string_view path) const {
  std::vector<bool> states(tokens_.size() + 1);
  states[0] = true;
  close_over(states);
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    std::vector<bool> next(states.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!states[i]) continue;
      if (step(tokens_[i], byte)) next[i + 1] = true;
      if (stays(tokens_[i], byte)) next[i] = true;
    }
    close_over(next);
    states.swap(next);
  }
  return states.back();
}

}  // namespace patdown
