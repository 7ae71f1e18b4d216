// The oracle is outside: published tokens that their issuers or other tools made, and synthetic
// ones from vendors' own tests. The joint ‹› keeps them from looking live in this file.

#include "rule/checks.h"

#include "catch.h"
#include "rule/example.h"

#include <string>

namespace patdown {
namespace {

struct Case {
  const char* check;
  const char* token;  // in the notation of examples
  const char* facts;  // "name=value …" of the proof behind the method; "-" if the check must fail
};

std::string facts_of(const CheckResult& result) {
  if (!result.passed) return "-";
  std::string text;
  for (const auto& [name, value] : result.proof) {
    if (name == "method") continue;
    if (!text.empty()) text += ' ';
    text.append(name).append("=").append(value);
  }
  return text;
}

// tests/rules_test.cpp makes its tokens with the code that checks them; these were made elsewhere.
const Case cases[] = {
    // GitHub, npm, Vercel: examples of Kingfisher, secretlint, CredSweeper
    {"crc32-base62", "ghp_sbUsU‹›mRNn8X74dFU0DJ9Fm1mvdCgtH474T38", ""},
    {"crc32-base62", "ghp_gOopU‹›03DASjFw8k3jiy4uJWh1t46Sd0P4bh3", ""},
    {"crc32-base62", "gho_vr0nU‹›tGPA6FMaUb56n4uJwJAoWuVfV4OdycX", ""},
    {"crc32-base62", "ghu_TIOHH‹›EVefAwRonSMALCFfWMYK0un1R1dj2rn", ""},
    {"crc32-base62",
     "ghr_xgrrG‹›zSbbGRL34Wp39JU9nxtN27Pr1v1He8FjE7x7wbExGGs7nfJszJDAmZuoKasxZ0KxJ1HSzgc", ""},
    {"crc32-base62", "npm_qkJaB‹›6MffYVzZXWqmcoF49yrUxP3wf0LsakP", ""},
    {"crc32-base62", "npm_Alm0S‹›tFaK3t0kEN8uTval1DcRC32dc1Bscp5", ""},
    {"crc32-base62", "vcp_35UYJ‹›wYZDigYATKhxJUAhPqRhit2Xe3dtiG60LsUTHeklEXDQ94Jafpu", ""},
    {"crc32-base62", "ghs_16C7e‹›42F292c69C2E7C10c838347Ae178B4a", "-"},
    {"crc32-base62", "gho_16C7e‹›42F292c6912E7710c838347Ae178B4a", "-"},
    {"crc32-base62", "npm_TCllN‹›wh2WLQlMWVhybM1iQrsTj6rMQ0BOh6d", "-"},
    {"crc32-base62", "ghp_", "-"},
    {"crc32-base62", "", "-"},
    {"github-fine-grained",
     "github_pa‹›t_11AAYCBDQ0tjwxY3uiVv5v_"
     "lo8vfONwp06Vaq9ORB7pSxWM1UT5wSEuqxoxNv15mbAJTNMO62SdeYHLyzV",
     "owner_id=3154062"},
    {"github-fine-grained",
     "github_pa‹›t_11AAGI73I0HFY8wJru4mTw_"
     "ZlpxaViSYQuKETGMTXMkbWFrZCqjas5OpXSUP6g5zbrE2PRUI7CfRZ3m3z3",
     "owner_id=823277"},
    {"github-fine-grained",
     "github_pa‹›t_11AALKJEA04kc5Z9kNGzwK_"
     "zLv1venPjF9IFl5QvO2plAgKD9KWmCiq6seyWr9nftbTMABK664eCS9JYG2",
     "-"},
    // GitLab: spec/lib/authn/token_field/decoders/v1/routable_payload_spec.rb
    {"gitlab-routable", "glrtr-W5m‹›1cHR6skC98Bx7XkuYjmM6MQpnOjgKbzpyegp0OjIQ.01.181uebm4k",
     "cell_id=1 group_id=8 organization_id=1007 token_type_id=2"},
    {"gitlab-routable", "glrtr-W5m‹›1cHR6skC98Bx7XkuYjmM6MQpnOjgKbzpyegp0OjIQ.01.181uebm4l", "-"},
    {"gitlab-routable", "glpat-abc.01.zz", "-"},
    // Atlassian: CredSweeper, gitleaks
    {"crc32-upper-hex", "ATBBcCe6f‹›czW96Vzwgvb4r8F2gZS54D591C4", ""},
    {"crc32-upper-hex", "ATBBcXe6f‹›czW96Vzwgvb4r8F2gZS54D591C4", "-"},
    {"crc32-upper-hex",
     "ATATT3xFf‹›GF0vNZ7oy6ON4KrWEzKEu96n-"
     "r2bCLOOcdOADizvJqPd89yKyP853uTZSflBi1Lk1zD460BqyMTa08VUEy8"
     "-oOzr1esg3j_mZKZwAELnRkCDTJZXhHsv5jaWHyAj4LRL-6h8LI-5MrYs4l7xXSaY8odQxDKJB4hDvdkmuh61xea2jE="
     "00203E68",
     ""},
    {"crc32-upper-hex",
     "ATATT3xFf‹›GF0vNZ7oy6ON4KrWEzKEu96n-"
     "r2bCLOOcdOADizvJqPd89yKyP853uTZSflBi1Lk1zD460BqyMTa08VUEy8"
     "-oOzr1esg3j_mZKZwAELnRkCDTJZXhHsv5jaWHyAj4LRL-6h8LI-"
     "5MrYs4l7xXSaY8odQxDKJB4hDvdkmuh61xea2jE\\="
     "00203E68",
     ""},
    // Grafana (titus, CredData), Cloudflare (TruffleHog), Zuplo and Confluent (titus)
    {"crc32-hex-le", "glsa_HOru‹›NAb7SOiCdshU9algkrq7FDsNSLAa_54e2f8be", ""},
    {"crc32-hex-le", "glsa_HOru‹›NAb7SOiCdshU7algkrq7FDsNSLAa_55e2f8be", "-"},
    {"crc32-hex", "cfut_ZE4CrcFhE‹›IDXk9vL2sTLeARsFp2ZZYbydVDhhIUq8573bbfe", ""},
    {"crc32-hex", "zpka_3e6c4f7d3‹›9954ca29353b7ab88589b64_de26cd55", ""},
    {"crc32-hex", "zpka_b3f94d8d3‹›d4d4a6ea5c5b20d0a5bb407_18eb262c", "-"},
    {"crc32-base64-le", "cfltqPLd2‹›lLPAtWtHGNhN32WlZxoEj30pcg8mzaPlPJ937JlMa7n9YCRLooqgifw", ""},
    {"crc32-base64-le", "cfltqPLd3‹›lLPAtWtHGNhN32WlZxoEj30pcg8mzaPlPJ937JlMa7n9YCRLooqgifw", "-"},
    // crates.io and Supabase, synthetic, of the vendors
    {"crates-trusted", "cio_tp_gG‹›K6jurSwKyl9V3Az19z7YEFQI9aoOOd", ""},
    {"crates-trusted", "cio_tp_0000000000000000000000000000000w", ""},
    {"crates-trusted", "cio_tp_0000000000000000000000000000000x", "-"},
    {"supabase-self-hosted", "sb_secret‹›_AAAAAAAAAAAAAAAAAAAAAA7cwZOLm2", ""},
    {"supabase-self-hosted", "sb_secret‹›_AAAAAAAAAAAAAAAAAAAAAA7cwZOLm3", "-"},
    // NATS and Stellar documentation, Bitcoin wiki, BIP-32, age
    {"crc16-base32", "SUACSSL3U‹›AHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY", ""},
    {"crc16-base32", "SAV76USXI‹›JOBMEQXPANUOQM6F5LIOTLPDIDVRJBFFE2MDJXG24TAPUU7", ""},
    {"crc16-base32", "SUACSSL3U‹›AHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VZ", "-"},
    {"base58check", "5HueCGU8r‹›MjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", ""},
    {"base58check",
     "xprv9s21Z‹›rQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3T"
     "G"
     "tRBeJgk33yuGBxrMPHi",
     ""},
    {"base58check", "5HueCGU8r‹›MjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK", "-"},
    // Nostr: the example of NIP-19
    {"bech32", "nsec1vl0‹›29mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5", ""},
    {"bech32", "nsec1vl0‹›29mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe6", "-"},
    // RFC 7617, section 2, and what is no pair
    {"basic-auth", "QWxhZGRpb‹›jpvcGVuIHNlc2FtZQ==", ""},
    {"basic-auth", "dGVzdDoxM‹›jPCow==", ""},
    {"basic-auth", "bm8gY29sb24=", "-"},
    {"basic-auth", "Ib1jIzJaub==", "-"},
    {"bech32", "AGE-SECRE‹›T-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX", ""},
    {"bech32", "AGE-SECRE‹›T-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEQ", "-"},
    // Azure DevOps: Nosey Parker's sample, sarif-pattern-matcher's, and one minted for this file
    {"cask",
     "6RtqHqPc6‹›6Y6DYbkydbrrFJTYnRoA7r40ts7LWS2SkINSFsRABxhJQQJ99BFACAAAAALGcqjAAASAZDO3eqU",
     "service=Azure DevOps created=2025-06"},
    {"cask",
     "6RtqHqPc6‹›6Y6DYbkydbrrFJTYnRoA7r40ts7LWS2SkINSFsRABxhJQQJ99BFACAAAAALGcqjAAASAZDO3eqV", "-"},
    // NuGetGallery ApiKeyV5Facts
    {"cask",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaJQQJ99ALN‹›5Z0000LZENeS003NUGT3OrW",
     "service=NuGet created=2024-12"},
    // Microsoft's test file that was signed with another seed
    {"cask",
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAJQQJ99AEAAAAAAAAAAAAAAAAAZFU5sgS2g==",
     "-"},
    {"azure-devops-legacy", "h5lxeqkz4‹›zujkyvzg5emkejgelxj4x64tvyzclprekuloawbbz5q",
     "kind=personal access token"},
    {"azure-devops-legacy", "aaa4oaqda‹›qcrd4iga4eascqlbqgq4dyqcejhgeyuculbogazdinq",
     "kind=application"},
    {"azure-devops-legacy", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeefdeadbeefdead", "-"},
    {"entra-secret", "zzz8Q~‹›zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzblP", ""},
    {"entra-secret", "qpF8Q~PCM‹›5MhMoyTFc5TYEomnzRUKim9UJhe8a2P", ""},
    {"entra-secret", "zzz8Q~‹›zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzblQ", "-"},
    // microsoft/security-utilities, identifiable_scans.rs
    {"azure-key", "ddddddddddddddddddddddddddddddddddddddddddddAzFu‹›182vhA==",
     "service=Azure Functions privilege=system"},
    {"azure-key", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaAzSe‹›CjhzCu",
     "service=Azure AI Search privilege=queries"},
    {"azure-key", "dddddddddddddddddddddddddddddddddddddddddd+ACR‹›CUDxQE",
     "service=Azure Container Registry"},
    {"azure-key",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+ASb‹›HpHeAI=", "service=Azure Service Bus privilege=send"},
    {"azure-key",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+AEh‹›G2s/8w=", "service=Azure Event Hubs privilege=send"},
    {"azure-key",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+ARm‹›D7h+qo=", "service=Azure Relay privilege=send"},
    {"azure-key",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaAIoT‹›Oumzco=", "service=Azure IoT privilege=a hub"},
    {"azure-key", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbAZEG‹›LiQbng=",
     "service=Azure Event Grid privilege=publish"},
    {"azure-key", "oJs3RjFV5‹›CVDyObDiooJk8NGGSylGTlNmAzCaPVydjM=",
     "service=Azure Cache for Redis privilege=full access to the cache"},
    {"azure-key", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+ASb‹›HpHeAY=", "-"},
    {"azure-key", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+XXbHpHeAI=", "-"},
    // layouts: tokens that were published and taken back
    {"anthropic-key",
     "sk-ant-ap‹›i03-f-SD8UXTHZuL3dhlRLMzMh7sxOopjFG510MC0B6g5Whzu2gM6gYJrQUduYWWQkG8XvkjeVj-"
     "MfYvtzMBF7NXSg-W34tmAAA",
     ""},
    {"anthropic-key",
     "sk-ant-ap‹›i03-Dtjm9IZ_rYhS_ihHLZmPXhjJ6PN8UPp7vNO7qO3735RRDpf8xbWGinsch0McONXznUm-"
     "4KWoA7WU2otvvwHBR5QRjiLakAA",
     "-"},
    {"vault-service",
     "hvs.CAESIP2jT‹›xc9S2K7Z6CtcFWQv7-044m_"
     "oSsxnPE1H3nF89l3GiYKHGh2cy5sQmlIZVNyTWJNcDRsYWJpQjlhYjVlb1cQh6PL8wEYAg",
     ""},
    {"vault-service", "hvs.CAES‹base64url 92›", "-"},
    {"google-api-key", "AIzaSyA‹›AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ""},
    {"google-api-key", "AIzaSyA‹›AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", "-"},
    // T. Be'ery, "A short note on AWS KEY ID"; TruffleHog's test
    {"aws-key-id", "ASIAY34F‹›ZKBOKMUTVV7A", "account=609629065308"},
    {"aws-key-id", "AKIASP2T‹›PHJSQH3FJRUX", "account=171436882533"},
    {"aws-key-id", "AKIAIOSFODNN7EXAMPLE", ""},
    {"aws-key-id", "AKIA0189DNN7EXAMPLEX", "-"},
    // jwt.io
    {"jwt",
     "eyJhbGciO‹›iJIUzI1NiIsInR5cCI6IkpXVCJ9."
     "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
     "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
     "algorithm=HS256"},
    {"jwt", "‹base64url-of:{\"alg\":\"none\"}›.‹base64url-of:{\"sub\":\"1\"}›.", "-"},
    {"jwt", "a.b", "-"},
    {"supabase-service-role",
     "‹jwt:{\"iss\":\"supabase\",\"ref\":\"abc\",\"role\":\"service_role\",\"exp\":2082758400}›",
     "algorithm=HS256 issuer=supabase role=service_role project=abc expires=2036-01-01T00:00:00Z"},
    {"supabase-service-role", "‹jwt:{\"iss\":\"supabase\",\"role\":\"anon\"}›", "-"},
};

TEST_CASE("checks accept what issuers made and refuse what others made up") {
  for (const Case& c : cases) {
    INFO(c.check << " of " << c.token);
    const Check* check = find_check(c.check);
    REQUIRE(check != nullptr);
    CHECK(facts_of(check->run(expand(c.token, 0).text)) == c.facts);
  }
}

TEST_CASE("a signed storage key tells its privilege") {
  const Check* check = find_check("azure-key");
  REQUIRE(check != nullptr);
  struct {
    const char* tail;
    const char* facts;
  } const tails[] = {
      {"+ASt5mnCaw==", "service=Azure Storage privilege=full access to the account"},
      {"ACDbOpqrYA==", "service=Azure Cosmos DB privilege=encryption"},
      {"+ABa13FZVQ==", "service=Azure Batch privilege=full access to the account"},
      {"+AMCFNqWyA==", "service=Azure Machine Learning privilege=a classic web service"},
      {"APIMHbKhsQ==", "service=Azure API Management privilege=direct management"},
  };
  for (const auto& c : tails) {
    INFO(c.tail);
    CHECK(facts_of(check->run(std::string(76, 'a') + c.tail)) == c.facts);
  }
}

TEST_CASE("no check trips over text that is no token") {
  for (const Check& check : checks()) {
    INFO(check.name);
    for (const std::string& text :
         {std::string(), std::string("."), std::string("_"), std::string("..."), std::string("-"),
          std::string(200, 'A'), std::string(93, '\xFF'), std::string("AKIA"), std::string("SG.."),
          std::string("sk-ant-api03-"), std::string("01-"), std::string("hvs."),
          std::string("pypi-"), std::string("sntrys__"), std::string("fm2"),
          std::string("-----BEGIN A-----\n-----END A-----"), std::string(20, '\0')}) {
      CHECK_FALSE(check.run(text).passed);
    }
  }
}

TEST_CASE("an unknown check is nobody") {
  CHECK(find_check("github") == nullptr);
}

}  // namespace
}  // namespace patdown
