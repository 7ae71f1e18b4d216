#include "secret/judge.h"

#include "secret/lookalike.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace patdown {
namespace {

constexpr std::size_t longest_line = 4096;  // bytes that `not_line` sees to each side of a secret
constexpr std::size_t longest_code_line = 2000;  // as surroundings.cpp has it

bool near_holds(const CompiledRule& rule, const View& view, Span secret) {
  if (!rule.has_near()) return true;
  const std::size_t distance = rule.rule().near_bytes;
  Span at = secret;
  // The name may stand beside the encoded run rather than in what it decodes to.
  for (const View* here = &view; here != nullptr; here = here->outer) {
    const std::size_t begin = at.begin - std::min(at.begin, distance);
    const std::size_t end = std::min(here->text.size(), at.end + distance);
    if (rule.near_in(here->text, {.begin = begin, .end = end})) return true;
    at = here->outward(at);
  }
  return false;
}

std::string_view line_of(std::string_view text, Span secret) {
  const std::size_t floor = secret.begin - std::min(secret.begin, longest_line);
  const std::size_t ceiling = std::min(text.size(), secret.end + longest_line);
  std::size_t begin = secret.begin;
  while (begin > floor && text[begin - 1] != '\n') --begin;
  std::size_t end = secret.end;
  while (end < ceiling && text[end] != '\n' && text[end] != '\r') ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

double entropy_of(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  const auto size = static_cast<double>(text.size());
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / size;
    bits -= share * std::log2(share);
  }
  return bits;
}

Reach judged_reach(const CompiledRule& rule, std::string_view text, Span secret) {
  // What look-alikes are told by stands on the lines of the secret, cut at a length, or this near.
  constexpr std::size_t beside = 512;
  const std::size_t line = rule.has_line_exceptions() ? longest_line : longest_code_line;
  const std::size_t floor = secret.begin - std::min(secret.begin, line + 1);
  const std::size_t ceiling = std::min(text.size(), secret.end + line + 1);
  std::size_t begin = secret.begin;
  while (begin > floor && text[begin - 1] != '\n') --begin;
  std::size_t end = secret.end;
  while (end < ceiling && text[end] != '\n' && text[end] != '\r') ++end;
  const std::size_t near = std::max(beside, rule.has_near() ? rule.rule().near_bytes : 0);
  const Reach lines{.begin = static_cast<std::int64_t>(begin) - 1,
                    .end = static_cast<std::int64_t>(end) + 1};
  const auto around = static_cast<std::int64_t>(near) + 1;
  return both(lines, {.begin = static_cast<std::int64_t>(secret.begin) - around,
                      .end = static_cast<std::int64_t>(secret.end) + around});
}

Judgement judge(const CompiledRule& rule, const View& view, Span secret, std::string_view path) {
  const std::string_view text = view.text.substr(secret.begin, secret.size());
  if (!near_holds(rule, view, secret)) return {};
  // What a rule excludes by the secret's own form is no secret of its kind, proven or not.
  if (rule.excepts_secret(text)) return {};
  Confidence confidence = rule.rule().confidence;
  Proof facts;
  if (rule.check() != nullptr) {
    CheckResult result = rule.check()->run(text);
    if (result.passed && rule.check()->is_proof && !result.proof.empty()) {
      return {.outcome = Decision::secret,
              .confidence = Confidence::proven,
              .proof = std::move(result.proof)};
    }
    if (!result.passed) {
      if (rule.rule().check_failure == CheckFailure::drop) {
        return {.outcome = Decision::wrong_check, .confidence = {}, .proof = {}};
      }
      confidence = Confidence::possible;
    }
    facts = std::move(result.proof);
  }
  if (rule.rule().entropy > 0 && entropy_of(text) < rule.rule().entropy) return {};
  if (rule.excepts_line(line_of(view.text, secret))) return {};
  const Suspect suspect{.rule = rule.rule(), .text = view.text, .secret = secret, .path = path};
  if (!lookalike_of(suspect).empty()) return {};
  if (confidence == Confidence::likely && is_doubtful_place(suspect)) {
    confidence = Confidence::possible;
  }
  return {.outcome = Decision::secret,
          .confidence = confidence,
          .proof = std::move(facts),
          .hints = path.empty() ? hints_of(suspect) : PathHints()};
}

}  // namespace patdown
