#include "token/trace/prefix.h"

#include "catch.h"
#include "traced.h"

#include <sstream>
#include <string>
#include <vector>

namespace patdown {
namespace {

struct Row {
  const char* prefix;
  const char* words;
  std::size_t at;
};

const Row behind[] = {
    {"sudo", "git push", 0},
    {"sudo", "-E -u me git push", 3},
    {"env", "X=1 -u Y git push", 3},
    {"timeout", "30 git push", 1},
    {"timeout", "-k 5 30s git push", 3},
    {"timeout", "--kill-after=5 30 git push", 2},
    {"xargs", "az pipelines delete", 0},
    {"xargs", "-r -I % az pipelines delete --id %", 3},
    {"xargs", "-rI {} az pipelines delete", 2},
    {"xargs", "-I{} az pipelines delete", 1},
    {"xargs", "-n1 -P 4 az pipelines delete", 3},
    {"xargs", "--max-args 1 az pipelines delete", 2},
    {"nice", "-n 5 git push", 2},
    {"nohup", "git push", 0},
    {"nohup", "-- az repos list", 1},
    {"sudo", "-u", 1},
};

std::vector<trace::ValueRef> words_in(const std::string& text) {
  std::istringstream stream(text);
  std::vector<trace::ValueRef> words;
  for (std::string word; stream >> word;) words.push_back(trace::text_value(word));
  return words;
}

TEST_CASE("the command behind a prefix is found") {
  for (const Row& row : behind) {
    INFO(row.prefix << ' ' << row.words);
    CHECK(trace::command_behind(row.prefix, words_in(row.words)) == row.at);
  }
}

TEST_CASE("a command is found among other words") {
  CHECK(trace::command_in(words_in("3 5 az repos list")) == 2);
  CHECK(trace::command_in(words_in("az storage list")) == 3);
  CHECK(trace::command_in(words_in("install az")) == 2);
  CHECK(trace::command_in(words_in("5 git push origin")) == 1);
  CHECK(trace::command_in(words_in("install git curl wget")) == 4);
  CHECK(trace::command_in(words_in("-v curl -s https://x.y")) == 1);
  CHECK(trace::command_in({}) == 0);
}

const TraceCase prefixed[] = {
    {"what xargs runs",
     {{"x.sh", R"~(export AZURE_DEVOPS_EXT_PAT="$ADO_PAT"
az pipelines list -o tsv | awk '{print $4}' | xargs -r -I % az pipelines delete --id % --yes
)~"}},
     "$ADO_PAT | az pipelines list | x.sh:2\n"
     "$ADO_PAT | az pipelines delete | x.sh:2\n"},
    {"what a program is handed that nobody knows",
     {{"x.sh", R"~(export AZURE_DEVOPS_EXT_PAT="$ADO_PAT"
with_retries 3 az repos pr create --source-branch x
log "az pipelines delete"
apt-get install az repos-tool
)~"}},
     "$ADO_PAT | az repos pr create | x.sh:2\n"},
    {"an agent in a folder that is computed, whose address is not known",
     {{"x.sh", R"~(token=$(config token)
"$AGENT_HOME/config.sh" --url "$(config url)" --auth pat --token $token
)~"},
      {"y.ps1", R"~($Arguments = @()
$Arguments += @("--url", $url)
$Arguments += @("--auth", "pat")
$Arguments += @("--token", "<YOUR_PAT>")
& "$($Folder)\config.cmd" $Arguments
)~"}},
     "$token | agent {} | x.sh:2\n"
     "the text \"<YOUR_PAT>\" | agent {} | y.ps1:5\n"},
    {"a runner of GitHub's is no agent",
     {{"x.sh", "./config.sh --url https://github.com/acme/app --token $TOKEN\n"}},
     ""},
};

TEST_CASE("programs that run others") {
  check(prefixed);
}

}  // namespace
}  // namespace patdown
