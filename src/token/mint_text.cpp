#include "token/mint_text.h"

#include "token/letters.h"
#include "token/text_setting.h"

namespace patdown {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 20U;

}  // namespace

std::optional<MintText> find_minted_token(std::string_view text) {
  if (text.size() > max_bytes) return std::nullopt;
  // Cheap refusals first: hardly any file speaks of this.
  if (!holds_bytes(text, "app_token") && !holds_bytes(text, "llOrgs") &&
      !holds_bytes(text, "okens/"))
    return std::nullopt;
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

}  // namespace patdown
