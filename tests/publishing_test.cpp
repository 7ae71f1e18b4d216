#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase published[] = {
    {"Gradle: credentials below `publishing` serve nothing else",
     {{"build.gradle", R"~(publishing {
  publications { x(MavenPublication) { artifactId 'publishing' } }
  repositories {
    maven {
      url "https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1"
      credentials {
        username "x"
        password System.getenv("FEED_TOKEN")
      }
    }
  }
}
repositories {
  maven {
    url "https://pkgs.dev.azure.com/acme/_packaging/g/maven/v1"
    credentials { username "x"
      password System.getenv("READ_TOKEN") }
  }
}
)~"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "build.gradle:8\n"
     "$FEED_TOKEN | feed write https://pkgs.dev.azure.com/acme/_packaging/f/maven/v1 | "
     "build.gradle:8\n"
     "$READ_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/g/maven/v1 | "
     "build.gradle:17\n"},
    {"Cargo: registries in a table, tokens in variables, and what is published",
     {{".cargo/config.toml",
       "[registries]\n"
       "my-feed = { index = "
       "\"sparse+https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/\" }\n"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: cargo build
  env: {CARGO_REGISTRIES_MY_FEED_TOKEN: "Basic $(READ_PAT)"}
- bash: cargo publish --registry my-feed
  env: {CARGO_REGISTRIES_MY_FEED_TOKEN: "Basic $(WRITE_PAT)"}
)~"}},
     "$(READ_PAT) | feed read https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/ | "
     "azure-pipelines.yml:4\n"
     "$(WRITE_PAT) | feed write https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/ | "
     "azure-pipelines.yml:5\n"
     "$(WRITE_PAT) | feed read https://pkgs.dev.azure.com/acme/_packaging/f/Cargo/index/ | "
     "azure-pipelines.yml:6\n"},
    {"Poetry and uv publish with the token that a variable names",
     {{"pyproject.toml",
       "[[tool.poetry.source]]\nname = \"my-feed\"\n"
       "url = \"https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/\"\n"},
      {"x.sh",
       "export POETRY_HTTP_BASIC_MY_FEED_PASSWORD=$FEED_TOKEN\npoetry publish -r my-feed\n"}},
     "$FEED_TOKEN | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "x.sh:1\n"
     "$FEED_TOKEN | feed write https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "x.sh:2\n"},
};

TEST_CASE("feeds that something is published to") {
  check(published);
}

}  // namespace
}  // namespace patdown
