#pragma once

// Is a token built as its issuer builds it? Tokens without a checksum that decode to a known form.
//
// Every check decodes at most the token it is given. Facts that the form tells (issuer, account,
// expiry) go into the proof; times are ISO 8601, UTC.

#include "rule/checks.h"

#include <string_view>

namespace patdown {

// sk-ant-api03-, sk-ant-admin01-: 64 bytes, '-', 6 bytes that end in two zeros.
CheckResult check_anthropic(std::string_view token);
// AIza: 29 bytes 00 8c da 4b 20 …, unused bits zero.
CheckResult check_google_api_key(std::string_view token);
// SG.: 16 and 32 bytes, unused bits zero. One in 64 passes by chance.
CheckResult check_sendgrid(std::string_view token);
// hvs.CAES, hvb.CAES, hvr.CAES: the protobuf of a signed Vault token.
CheckResult check_vault_service(std::string_view token);
// pypi-AgEI: a macaroon for pypi.org or test.pypi.org.
CheckResult check_pypi_macaroon(std::string_view token);
// sntrys_: base64 JSON with iat, url, region_url, org, then 32 bytes.
CheckResult check_sentry_organization(std::string_view token);
// fm1_, fm2_: a msgpack macaroon that names fly.io.
CheckResult check_fly_macaroon(std::string_view token);
// glc_: base64 JSON with o, n, k, m.
CheckResult check_grafana_cloud(std::string_view token);
// eyJrIjoi: base64 JSON with k, n, id.
CheckResult check_grafana_legacy(std::string_view token);
// cmVmdGtuOg: base64 "reftkn:01:<expiry>:<28>".
CheckResult check_artifactory_reference(std::string_view token);
// AKCp: base58 of 54 bytes 01 fd e0 … The prefix says nearly as much: no proof.
CheckResult check_artifactory_key(std::string_view token);
// BBDC- and the tokens of Jira and Confluence Data Center: base64 "<digits>:<20 bytes>".
CheckResult check_atlassian_server(std::string_view token);
// Basic authorization (RFC 7617): base64 "user:password" in printable text. No proof.
CheckResult check_basic_auth(std::string_view token);
// A bot's id in base64, a time, a signature.
CheckResult check_discord_bot(std::string_view token);
// Not a proof: the 12 digits of the account that an access key id belongs to.
CheckResult check_aws_key_id(std::string_view key_id);
// ABSK: base64 "BedrockAPIKey-<name>-at-<account>:<secret>".
CheckResult check_aws_bedrock(std::string_view token);

}  // namespace patdown
