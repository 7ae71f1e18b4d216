#include "token/mint_text.h"

#include "core/day.h"
#include "core/letters.h"
#include "token/text_setting.h"

namespace patdown {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20U;

}  // namespace

std::optional<MintText> find_minted_token(std::string_view text) {
  if (text.size() > max_bytes) return std::nullopt;
  // Hardly any file gets as far as this: see the clues.
  const std::string small = lower(text);
  const bool api = small.find("_apis/tokens/pats") != std::string::npos;
  if (!api && small.find("allorgs") == std::string::npos) return std::nullopt;

  const auto scope = find_setting(text, small, "scope", "app_token");
  const auto everywhere =
      api || scope ? find_setting(text, small, "allOrgs", "true") : std::optional<Span>{};
  if (!scope && !everywhere) return std::nullopt;
  MintText found;
  found.full_access = scope.has_value();
  found.all_organizations = everywhere.has_value();
  found.at = LineIndex(text).position_of(scope ? *scope : *everywhere);
  return found;
}

std::optional<MintedLife> find_minted_life(std::string_view text) {
  if (text.size() > max_bytes || !holds_bytes(text, "alidTo")) return std::nullopt;
  const std::string small = lower(text);
  if (!holds_bytes(small, "_apis/tokens/pats")) return std::nullopt;
  constexpr std::string_view key = "validto";
  constexpr std::size_t day_size = 10;
  for (std::size_t at = small.find(key); at != std::string::npos; at = small.find(key, at + 1)) {
    const std::size_t begin = small.find_first_not_of("\"'\\`=:> \t", at + key.size());
    if (begin == std::string::npos) break;
    const bool longer = at > 0 && small[at - 1] >= 'a' && small[at - 1] <= 'z';
    const bool given = small.substr(at, begin - at).find_first_of(":=") != std::string::npos;
    std::string day = small.substr(begin, day_size);
    if (longer || !given || !day_number(day)) continue;
    return MintedLife{.at = LineIndex(text).position_of({.begin = at, .end = begin + day_size}),
                      .valid_to = std::move(day)};
  }
  return std::nullopt;
}

}  // namespace patdown
