#include "rule/checks.h"

#include "rule/azure_checks.h"
#include "rule/crc_checks.h"
#include "rule/hash_checks.h"
#include "rule/jwt_checks.h"
#include "rule/key_checks.h"
#include "rule/layout_checks.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

// A new check is one function and one line here, in the order of the names.
constexpr std::array all_checks{
    Check{"anthropic-key", check_anthropic},
    Check{"artifactory-key", check_artifactory_key, false},
    Check{"artifactory-reference", check_artifactory_reference},
    Check{"atlassian-server", check_atlassian_server},
    Check{"aws-bedrock", check_aws_bedrock},
    Check{"aws-key-id", check_aws_key_id, false},
    Check{"azure-devops-legacy", check_azure_devops_legacy},
    Check{"azure-key", check_azure_key},
    Check{"base58check", check_base58},
    Check{"basic-auth", check_basic_auth, false},
    Check{"bech32", check_bech32},
    Check{"cask", check_cask},
    Check{"crates-trusted", check_crates_trusted, false},
    Check{"crc16-base32", check_crc16_base32},
    Check{"crc32-base62", check_crc32_base62},
    Check{"crc32-base64-le", check_crc32_base64_le},
    Check{"crc32-hex", check_crc32_hex},
    Check{"crc32-hex-le", check_crc32_hex_le},
    Check{"crc32-upper-hex", check_crc32_upper_hex},
    Check{"discord-bot", check_discord_bot},
    Check{"entra-secret", check_entra_secret},
    Check{"fly-macaroon", check_fly_macaroon},
    Check{"github-fine-grained", check_github_fine_grained},
    Check{"github-stateless", check_github_stateless},
    Check{"gitlab-routable", check_gitlab_routable},
    Check{"google-api-key", check_google_api_key},
    Check{"grafana-cloud", check_grafana_cloud},
    Check{"grafana-legacy", check_grafana_legacy},
    Check{"jwt", check_jwt, false},
    Check{"private-key", check_private_key},
    Check{"pypi-macaroon", check_pypi_macaroon},
    Check{"sendgrid-key", check_sendgrid, false},
    Check{"sentry-organization", check_sentry_organization},
    Check{"supabase-self-hosted", check_supabase_self_hosted},
    Check{"supabase-service-role", check_supabase_service_role},
    Check{"vault-service", check_vault_service},
};

static_assert(std::ranges::is_sorted(all_checks, {}, &Check::name));

}  // namespace

std::span<const Check> checks() {
  return all_checks;
}

const Check* find_check(std::string_view name) {
  const auto* found = std::ranges::lower_bound(all_checks, name, {}, &Check::name);
  return found != all_checks.end() && found->name == name ? found : nullptr;
}

}  // namespace patdown
