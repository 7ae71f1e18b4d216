#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a Makefile by itself",
     {{"Makefile", R"~(ORG := https://dev.azure.com/acme
all: deploy
deploy:
	@curl -sf -u :$(AZDO_PAT) -X POST $(API)/pipelines/7/runs -d '{}'
	for id in 1 2; do curl -u ":$$AZDO_PAT" $(API)/build/builds/$$id; done
API = $(ORG)/shop/_apis
)~"}},
     "$AZDO_PAT | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | Makefile:4\n"
     "$AZDO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds/1 | Makefile:5\n"
     "$AZDO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds/2 | Makefile:5\n"},
    {"a pipeline gives make a variable",
     {{"tools/Makefile", R"~(PAT := none
tag:
	curl -u :$(PAT) -X POST \
	  https://dev.azure.com/acme/shop/_apis/git/repositories/x/annotatedtags
)~"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: make -j 4 -C tools tag PAT=$(BOT_PAT)
)~"}},
     "$(BOT_PAT) | POST https://dev.azure.com/acme/shop/_apis/git/repositories/x/annotatedtags | "
     "tools/Makefile:3\n"},
    {"and make another one; the environment of the step is make's",
     {{"Makefile", "all:\n\t$(MAKE) -C sub KEY=$(PAT)\n"},
      {"sub/Makefile", "all:\n\tcurl -u :$(KEY) https://dev.azure.com/acme/_apis/projects\n"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: make
  env: {PAT: $(READ_PAT)}
)~"}},
     "$(READ_PAT) | GET https://dev.azure.com/acme/_apis/projects | sub/Makefile:2\n"},
    {"either side of a condition of make",
     {{"Makefile", R"~(ifdef PROD
URL := https://dev.azure.com/acme/shop/_apis/build/builds
else
URL := https://dev.azure.com/acme/shop/_apis/wit/workitems/7
endif
x:
	curl -u :$(AZDO_PAT) $(URL)
)~"}},
     "$AZDO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | Makefile:7\n"
     "$AZDO_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | Makefile:7\n"},
    {"no Makefile here: somebody gets the token",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: |
    make x PAT=$(AZDO_PAT)
    curl -u :$(AZDO_PAT) https://dev.azure.com/acme/_apis/projects
)~"}},
     "$(AZDO_PAT) | ? make is given it as PAT | azure-pipelines.yml:4\n"
     "$(AZDO_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:5\n"},
    {"a Dockerfile by itself",
     {{"Dockerfile", R"~(FROM debian
ARG AZDO_PAT
ENV BASE=https://dev.azure.com/acme
RUN curl -u :$AZDO_PAT $BASE/shop/_apis/build/builds && \
    git clone https://$AZDO_PAT@dev.azure.com/acme/shop/_git/lib
)~"}},
     "$AZDO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | Dockerfile:4\n"
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/shop/_git/lib | Dockerfile:5\n"},
    {"an image is built with the token of a pipeline, and sees nothing else",
     {{"app/Dockerfile", R"~(FROM debian
ARG PAT=none
RUN git clone https://x:$PAT@dev.azure.com/acme/shop/_git/lib
RUN curl -u :$OTHER https://dev.azure.com/acme/_apis/projects
)~"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: docker build -t x --build-arg PAT=$(CODE_PAT) app
  env: {OTHER: $(OTHER_PAT)}
)~"}},
     "$(CODE_PAT) | git fetch https://dev.azure.com/acme/shop/_git/lib | app/Dockerfile:3\n"
     "$OTHER | GET https://dev.azure.com/acme/_apis/projects | app/Dockerfile:4\n"},
    {"tasks and actions that build images",
     {{"src/app/Dockerfile", R"~(FROM debian
ARG PAT
RUN git clone https://x:$PAT@dev.azure.com/acme/shop/_git/lib
)~"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- task: Docker@2
  inputs:
    command: build
    Dockerfile: '**/app/Dockerfile'
    arguments: |
      --no-cache
      --build-arg PAT=$(CODE_PAT)
- task: Docker@2
  inputs:
    command: build
    Dockerfile: other/Dockerfile
    arguments: --build-arg PAT=$(CODE_PAT)
)~"},
      {".github/workflows/a.yml", R"~(on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
    - uses: docker/build-push-action@v6
      with:
        context: src/app
        build-args: |
          VERSION=1
          PAT=${{ secrets.GIT_PAT }}
)~"}},
     "$(CODE_PAT) | ? docker is given it as PAT | azure-pipelines.yml:14\n"
     "$(CODE_PAT) | git fetch https://dev.azure.com/acme/shop/_git/lib | "
     "src/app/Dockerfile:3\n"
     "secrets.GIT_PAT | git fetch https://dev.azure.com/acme/shop/_git/lib | "
     "src/app/Dockerfile:3\n"},
    {"files that do not speak of Azure DevOps are not looked at by themselves",
     {{"Makefile", "x:\n\tgit push https://$(TOKEN)@example.com/x\n"}},
     ""},
};

TEST_CASE("tokens of Makefiles and Dockerfiles") {
  check(cases);
}

}  // namespace
}  // namespace patdown
