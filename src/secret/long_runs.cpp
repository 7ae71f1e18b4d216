#include "secret/long_runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace patdown {
namespace {

constexpr std::array<bool, 256> members = [] {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
  std::array<bool, 256> table{};
  for (const char c : alphabet) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

constexpr std::size_t block_bytes = 64;

// A bit for each of 64 bytes that is in the alphabet.
using MemberBits = std::uint64_t (*)(const char* bytes);

// From the last byte that a run must have backwards, so that words and blanks are passed over.
Span next_by_bytes(std::string_view text, std::size_t from) {
  while (from + least_long_run <= text.size()) {
    std::size_t at = from + least_long_run;
    while (at > from && in_long_runs(text[at - 1])) --at;
    if (at == from) return {.begin = from, .end = long_run_end(text, from + least_long_run)};
    from = at;
  }
  return {.begin = text.size(), .end = text.size()};
}

// The end of the run that goes on at `at`.
template <MemberBits bits_of>
[[gnu::always_inline]] inline std::size_t end_by_blocks(std::string_view text, std::size_t at) {
  for (; at + block_bytes <= text.size(); at += block_bytes) {
    const std::uint64_t bits = bits_of(text.data() + at);
    if (~bits != 0) return at + static_cast<std::size_t>(std::countr_one(bits));
  }
  return long_run_end(text, at);
}

template <MemberBits bits_of>
[[gnu::always_inline]] inline Span next_by_blocks(std::string_view text, std::size_t from) {
  std::size_t before = 0;  // characters of a run that reaches up to the block: too few
  for (; from + block_bytes <= text.size(); from += block_bytes) {
    const std::uint64_t bits = bits_of(text.data() + from);
    std::uint64_t rows = bits & bits >> 1U;  // rows of 2 begin here, then 4, 8, 16, 20
    rows &= rows >> 2U;
    rows &= rows >> 4U;
    rows &= rows >> 8U;
    static_assert(least_long_run == 20);
    rows &= rows >> 4U;
    const auto head = static_cast<std::size_t>(std::countr_one(bits));
    if (rows != 0 || before + head >= least_long_run) {
      const bool goes_on = before + head >= least_long_run;
      const auto first = goes_on ? 0 : static_cast<std::size_t>(std::countr_zero(rows));
      const auto known = first + static_cast<std::size_t>(std::countr_one(bits >> first));
      const std::size_t end =
          known < block_bytes ? from + known : end_by_blocks<bits_of>(text, from + block_bytes);
      return {.begin = goes_on ? from - before : from + first, .end = end};
    }
    before = static_cast<std::size_t>(std::countl_one(bits));
  }
  return next_by_bytes(text, from - before);
}

using Next = Span (*)(std::string_view text, std::size_t from);

#ifdef __x86_64__
std::uint64_t sse2_bits(const char* bytes) {
  const auto all = [](char value) { return _mm_set1_epi8(value); };
  const auto within = [&](__m128i x, char first, char size) {
    const __m128i from_first = _mm_sub_epi8(x, all(first));
    return _mm_cmpeq_epi8(from_first, _mm_min_epu8(from_first, all(size)));
  };
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const __m128i letters = within(_mm_or_si128(c, all(0x20)), 'a', 25);
    const __m128i digits = within(c, '/', 10);
    const __m128i plus = _mm_cmpeq_epi8(c, all('+'));
    const __m128i dash = _mm_cmpeq_epi8(c, all('-'));
    const __m128i low = _mm_cmpeq_epi8(c, all('_'));
    const __m128i signs = _mm_or_si128(_mm_or_si128(plus, dash), low);
    const auto mask = static_cast<std::uint64_t>(
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, digits), signs)));
    bits |= mask << (16 * i);
  }
  return bits;
}

// A byte is in the alphabet if the sets of its two halves share a bit: each bit stands for one
// upper half, or for two with the same lower ones.
[[gnu::target("avx2")]] std::uint64_t avx2_bits(const char* bytes) {
  // Bit 0: + - / (0x2_), 1: digits, 2: A to O and a to o, 3: P to Z and _, 4: p to z.
  const __m256i upper = _mm256_setr_epi8(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0,  //
                                         0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i lower =
      _mm256_setr_epi8(26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 28, 5, 4, 5, 4, 13,  //
                       26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 28, 5, 4, 5, 4, 13);
  const __m256i half = _mm256_set1_epi8(0x0f);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    const __m256i c = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * i));
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(c, 4), half);
    const __m256i low = _mm256_and_si256(c, half);
    const __m256i shared =
        _mm256_and_si256(_mm256_shuffle_epi8(upper, high), _mm256_shuffle_epi8(lower, low));
    const __m256i none = _mm256_cmpeq_epi8(shared, _mm256_setzero_si256());
    const auto mask = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
    bits |= std::uint64_t{mask} << (32 * i);
  }
  return bits;
}

[[gnu::target("avx2")]] Span avx2_next(std::string_view text, std::size_t from) {
  return next_by_blocks<avx2_bits>(text, from);
}

Span sse2_next(std::string_view text, std::size_t from) {
  return next_by_blocks<sse2_bits>(text, from);
}

Next best_next() {
  return __builtin_cpu_supports("avx2") != 0 ? &avx2_next : &sse2_next;
}
#else
std::uint64_t plain_bits(const char* bytes) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    if (members[static_cast<unsigned char>(bytes[i])]) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

Span plain_next(std::string_view text, std::size_t from) {
  return next_by_blocks<plain_bits>(text, from);
}

Next best_next() {
  return &plain_next;
}
#endif

}  // namespace

bool in_long_runs(char c) {
  return members[static_cast<unsigned char>(c)];
}

std::size_t long_run_end(std::string_view text, std::size_t at) {
  while (at < text.size() && in_long_runs(text[at])) ++at;
  return at;
}

Span next_long_run(std::string_view text, std::size_t from) {
  static const Next next = best_next();
  return next(text, from);
}

void LongRuns::find(std::string_view text) {
  size_ = text.size();
  runs_.clear();
  for (Span run = next_long_run(text, 0); run.begin < run.end; run = next_long_run(text, run.end)) {
    runs_.push_back(run);
  }
}

RunsIn::RunsIn(std::string_view text, Span part, const LongRuns* known)
    : text_(text.substr(0, part.end)) {
  if (known == nullptr || part.end != known->size_) return;
  knows_ = true;
  known_ = known->runs_;
}

Span RunsIn::next(std::size_t from) {
  if (!knows_) return next_long_run(text_, from);
  for (; !known_.empty(); known_ = known_.subspan(1)) {
    const Span run{.begin = std::max(known_.front().begin, from), .end = known_.front().end};
    if (run.begin + least_long_run <= run.end) return run;
  }
  return {.begin = text_.size(), .end = text_.size()};
}

}  // namespace patdown
