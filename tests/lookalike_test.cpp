#include "secret/lookalike.h"

#include "catch.h"
#include "rule/example.h"
#include "secret/placeholder.h"
#include "secret/surroundings.h"
#include "secret/wording.h"

#include <string>

namespace patdown {
namespace {

enum class Kind { provider, generic, password };

struct Case {
  const char* reason;     // nullptr: it may be a secret
  Kind kind;              // of the rule
  std::string_view text;  // the suspect between « and »
  std::string_view path = "notes.txt";
};

const Case cases[] = {
    // Random values of every shape pass.
    {nullptr, Kind::provider, "x «acme_‹alnum 32›»"},
    {nullptr, Kind::provider, "x «hf_‹alnum 34›»"},
    {nullptr, Kind::provider, "url/v1/hooks/T0AB/«‹alnum 24›»"},
    {nullptr, Kind::provider, "opsgenie:\n  api_key: «‹uuid›»"},
    {nullptr, Kind::provider, "GITHUB_TOKEN: «‹hex 40›»"},
    {nullptr, Kind::provider, "AccountKey=«‹base64-bytes 64›»"},
    {nullptr, Kind::provider, "k = «‹pem ed25519›»"},
    {nullptr, Kind::generic, "API_KEY = '«‹hex 72›»'", "worker/config.py"},
    {nullptr, Kind::generic, "\"clientSecret\" : \"«‹alnum 40›»\"", "settings.json"},
    {nullptr, Kind::generic, "METRICS_TOKEN: «‹alnum 32›»", "ci/env.yaml"},
    {nullptr, Kind::generic, "secret_key = «‹alnum 32›»", "app.ini"},
    {nullptr, Kind::generic, "x = {\"key\": \"«‹alnum 32›»\"}", "a.js"},
    {nullptr, Kind::password, "export LANTERN_UPLOAD_PASSWORD=«‹alnum 15›7»", "README.md"},
    {nullptr, Kind::password, "User ID=shop;Password=«‹alnum 22›»;Encrypt=True;",
     "appsettings.json"},
    {nullptr, Kind::password, "postgres://shop:«‹alnum 16›»@db.internal/shop"},
    {nullptr, Kind::password,
     "pass"
     "word: Tr0ub4dor «&3xyzzy!» x"},
    // What only keeps a place.
    {"a pattern", Kind::provider, "«AKIAXXXXXXXXXXXXXXXX»"},
    {"a pattern", Kind::provider, "«glpat-xxxxxxxxxxxxxxxxxxxx»"},
    {"a pattern", Kind::provider,
     "azure: '«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa»'"},
    {"a pattern", Kind::provider, "apiKey: «11111111111111111111111111111111»"},
    {"a pattern", Kind::provider, "«acme_0123456789abcdefghij»"},
    {"a pattern", Kind::provider, "«acme_‹alnum 4#a›‹alnum 4#a›‹alnum 4#a›‹alnum 4#a›‹alnum 4#a›»"},
    {"a placeholder", Kind::provider, "«sk_live_this_is_an_example_key»"},
    {"a placeholder", Kind::generic, "token: \"«<redacted-by-logger>»\""},
    {"a placeholder", Kind::generic, "api_key: \"«[REDACTED]»\""},
    {"a placeholder", Kind::generic, "client_secret: «_env:CRM_CLIENT_SECRET:REDACTED»"},
    {"a placeholder", Kind::password, "password: «changeme»"},
    {"a placeholder", Kind::password, "password: '«your-password-here»'"},
    {"a placeholder", Kind::password, "pwd = «postgres»"},
    {"a placeholder", Kind::password, "Basic «‹base64-of:user:password›»"},
    {"a placeholder", Kind::password, "Basic «‹base64-of:shop:shop›»"},
    {nullptr, Kind::password, "Basic «‹base64-of:shop:‹alnum 15›7›»"},
    {"a public search key", Kind::generic,
     "algolia: {\n  apiKey: '«‹hex 32›»',\n  indexName: 'acme'\n}", "docs/config.js"},
    {nullptr, Kind::generic, "algolia: {\n  adminKey: '«‹hex 32›»',\n  indexName: 'acme'\n}",
     "docs/config.js"},
    {"text in base64", Kind::generic,
     "token: «‹base64-of:cursor:widgets/page-of-gadgets:1683642894›»"},
    {nullptr, Kind::generic, "token: «‹base64-of:acme:x7‹alnum 30››»"},
    {"a published example", Kind::provider, "«wJalrXUtn‹›FEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»"},
    {"a published example", Kind::provider, "\"«abcdef.‹›0123456789abcdef»\""},
    // References.
    {"a reference", Kind::password, "password: «${DB_PASSWORD}»"},
    {"a reference", Kind::password, "password: «$(DbPassword)»"},
    {"a reference", Kind::password, "password: «{{ vault_db_password }}»"},
    {"a reference", Kind::generic, "client_secret: \"«%env(PARTNER_CLIENT_SECRET_02)%»\""},
    {"a reference", Kind::generic, "app_secret: '«%kernel.secret%»'"},
    {"a reference", Kind::generic, "token = «process.env.SLACK_BOT_TOKEN»"},
    {"a reference", Kind::password, "https://«{password}»@{host}/"},
    {"a reference", Kind::password, "password = «@DB_PASSWORD@»"},
    {"a reference", Kind::password, "password = «$db_password»"},
    // Digests and identifiers.
    {"a digest or an identifier", Kind::provider, "uses: actions/checkout@«‹hex 40›» # v4"},
    {"a digest or an identifier", Kind::provider, "run: git checkout «‹hex 40›»"},
    {"a digest or an identifier", Kind::provider, "/symfony/http-kernel/zipball/«‹hex 40›»"},
    {"a digest or an identifier", Kind::provider, "\"reference\": \"«‹hex 40›»\""},
    {"a digest or an identifier", Kind::provider, "v5.5.0 h1:«‹base64-bytes 32›»"},
    {"a digest or an identifier", Kind::provider, "integrity=\"sha256-«‹base64-bytes 32›»\""},
    {"a digest or an identifier", Kind::provider, "\"contentHash\": \"«‹base64-bytes 64›»\""},
    {"a digest or an identifier", Kind::provider, "image: a/b@sha256:«‹hex 64›»"},
    {"a digest or an identifier", Kind::generic, "tokenGroupId: '«‹hex 32›»',"},
    {"a digest or an identifier", Kind::generic, "authorizationId: \"«‹uuid›»\","},
    {"a digest or an identifier", Kind::provider, "xmpMM:DocumentID=\"uuid:«‹uuid›»\""},
    // Pieces of something longer.
    {"a piece of base64", Kind::provider,
     "image/png;base64,‹base64 80›«EAAA‹base64 60›»‹base64 90›"},
    {"a piece of base64", Kind::provider, "UEsD‹base64 60›\n«EAAA‹base64 60›»\n‹base64 64›\n"},
    {"a piece of base64", Kind::generic, "\"secret\": \"«iVBORw0KGgo‹base64 90›»\""},
    // Words.
    {"words", Kind::provider, "data \"x\" \"«SecretsManagerRotationSingleUserRolePolicyForRDS»\""},
    {"words", Kind::provider, "const «currentNotifications» = await pagerduty.find(id);"},
    {"words", Kind::provider, "def «test_address_is_verified_before_printing»():"},
    {"words", Kind::provider, "«live_preview_of_every_postcard_in_queue2» = None"},
    {"its name is no credential's", Kind::generic, "{ \"key\": \"«ctrl+shift+pagedown»\" }"},
    {"its name is no credential's", Kind::generic, "{ \"key\": \"«shift+alt+f12»\" }"},
    {"words", Kind::generic, "apiVersion: '«Microsoft.ContainerService/managedClusters@2024»'"},
    // Values of other kinds and names of other things.
    {"a plain value", Kind::password, "MYSQL_ALLOW_EMPTY_PASSWORD: \"«yes»\""},
    {"a plain value", Kind::generic, "TOKEN_TTL: «3600s»"},
    {"a plain value", Kind::generic, "apiVersion: '«2011-06-15»'"},
    {"a plain value", Kind::generic, "\"aws_account_key\": \"«330912640071»\""},
    {"its name is no credential's", Kind::generic, "\"monkey_name\": \"«Tok3nia_Pass3partout_3»\""},
    {"its name is no credential's", Kind::generic,
     "\"secretary\": \"«Maria-Anna9_Lindqvist-1971»\""},
    {"its name is no credential's", Kind::generic, "publicKey = \"«‹alnum 40›»\""},
    {"its name is no credential's", Kind::generic, "token_url: \"«‹alnum 40›»\""},
    {"its name again", Kind::password, "db_pass: «db_pass»"},
    {"a password of no account", Kind::password, "postgresql://nora:«nora»@nowhere.invalid/none"},
    {"a password of no account", Kind::password, "amqp://rabbit:«bunny»@localhost:5672/"},
    {"an expression", Kind::generic, "$this->signingKey = new «Signer4»($keys['signingkey']);",
     "src/Signer.php"},
    {"an expression", Kind::generic, "encode {routing_key: «routingApiK3y», a: 1}",
     "bin/page.coffee"},
    {"an expression", Kind::password, "password = «decrypt(value, 0xA1)»", "a.py"},
    {"a path", Kind::generic, "token: «./secrets/token7.txt»"},
    {"words", Kind::password, "\"password\": \"«Bitte dein Kennwort»\""},
    {"a sentence", Kind::password, "\"password\": \"«Contraseña»\"", "src/locales/es.json"},
};

TEST_CASE("look-alikes are told by their shape and their place") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) {
      Rule rule;
      rule.provider = c.kind == Kind::provider ? "acme" : "generic";
      rule.chosen = c.kind == Kind::password;
      for (std::uint32_t seed = 0; seed < 10; ++seed) {
        const ExpandedExample example = expand(c.text, seed);
        REQUIRE(example.secrets.size() == 1);
        const Suspect suspect{
            .rule = rule, .text = example.text, .secret = example.secrets[0], .path = c.path};
        INFO(example.text);
        REQUIRE(lookalike_of(suspect) == (c.reason == nullptr ? "" : c.reason));
      }
    }
  }
}

TEST_CASE("few random secrets are taken for something else") {
  for (const std::string_view shape :
       {"‹alnum 16›", "‹alnum 20›", "‹alnum 40›", "‹hex 32›", "‹hex 64›", "‹base64url 43›",
        "‹base32lower 52›", "acme_‹alnum 36›", "‹base64-bytes 64›"}) {
    int lost = 0;
    for (std::uint32_t seed = 0; seed < 1000; ++seed) {
      const std::string value = expand(shape, seed).text;
      if (is_patterned(value) || is_placeholder(value) || is_reference(value) ||
          is_wording(value) || is_plain_value(value)) {
        ++lost;
        UNSCOPED_INFO(value);
      }
    }
    INFO(shape);
    CHECK(lost <= 3);
  }
}

TEST_CASE("names fall into words") {
  using Words = std::vector<std::string>;
  CHECK(words_in("tokenGroupId") == Words{"token", "group", "id"});
  CHECK(words_in("TOKEN_GROUP_ID") == Words{"token", "group", "id"});
  CHECK(words_in("HTTPServer2") == Words{"http", "server2"});
  CHECK(words_in("my-api.key") == Words{"my", "api", "key"});
}

struct NameCase {
  std::string_view text;
  std::string_view name;
};

const NameCase name_cases[] = {
    {"apiKey: '«x»'", "apiKey"},        {"\"apiKey\" : \"«x»\"", "apiKey"},
    {"'apiKey' => '«x»'", "apiKey"},    {"API_KEY=«x»", "API_KEY"},
    {"--api-key «x»", "--api-key"},     {"--api-key=«x»", "--api-key"},
    {"<apiKey>«x»</apiKey>", "apiKey"}, {"o[\"apiKey\"] = \"«x»\"", "apiKey"},
    {"apiKey := `«x»`", "apiKey"},      {"\\\"apiKey\\\": \\\"«x»\\\"", "apiKey"},
    {"the value «x» alone", ""},        {"«x»", ""},
};

TEST_CASE("the name of a value is found across languages") {
  for (const NameCase& c : name_cases) {
    DYNAMIC_SECTION(c.text) {
      const ExpandedExample example = expand(c.text, 1);
      CHECK(name_before(example.text, example.secrets.at(0)) == c.name);
    }
  }
}

}  // namespace
}  // namespace patdown
