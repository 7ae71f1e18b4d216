// Pipelines of GitLab and Jenkins.

#include "catch.h"
#include "token/pipeline/gitlab.h"
#include "token/pipeline/jenkins.h"
#include "traced.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

const TraceCase gitlab[] = {
    {"a job, with variables that name each other",
     {{".gitlab-ci.yml",
       R"~(variables:
  ORG: https://dev.azure.com/acme
  API: "$ORG/shop/_apis"
job:
  variables:
    ORG: {value: "https://dev.azure.com/other"}
  script:
    - echo start
    - curl -u ":$AZ_PAT" "$API/build/builds"
    - |
      curl -X POST -u ":$AZ_PAT" \
        $ORG/_apis/projects
)~"}},
     "$AZ_PAT | GET https://dev.azure.com/other/shop/_apis/build/builds | .gitlab-ci.yml:9\n"
     "$AZ_PAT | POST https://dev.azure.com/other/_apis/projects | .gitlab-ci.yml:11\n"},
    {"files that are included, jobs that extend others, parts that are referred to",
     {{".gitlab-ci.yml",
       R"~(include:
  - ci/base.yml
  - {local: /ci/more.yml}
  - {remote: "https://example.org/x.yml"}
push:
  extends: .login
  script:
    - !reference [.shared, script]
    - git push https://x:$TOKEN@dev.azure.com/acme/p/_git/r
)~"},
      {"ci/base.yml",
       R"~(.login:
  before_script:
    - export TOKEN=$(cat /run/pat)
    - git config --global user.name me
.shared:
  script: [echo shared]
)~"},
      {"ci/more.yml",
       R"~(default:
  before_script: [export PAT=$READ_PAT]
list:
  script: ['curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects']
)~"}},
     "$TOKEN | git push https://dev.azure.com/acme/p/_git/r | .gitlab-ci.yml:9\n"
     "$READ_PAT | GET https://dev.azure.com/acme/_apis/projects | ci/more.yml:4\n"},
    {"PowerShell of a runner on Windows",
     {{".gitlab-ci.yml",
       R"~(job:
  script:
    - $h = @{Authorization = "Basic $Env:AZ_B64"}
    - Invoke-RestMethod -Uri "https://dev.azure.com/acme/_apis/projects" -Headers $h
)~"}},
     "$env:AZ_B64 | GET https://dev.azure.com/acme/_apis/projects | .gitlab-ci.yml:4\n"},
    {"jobs that extend each other, files that include each other",
     {{".gitlab-ci.yml",
       "include: a.yml\na: {extends: b, script: echo}\nb: {extends: a}\n"
       "c: {script: [[!reference [c, script]]]}\n"},
      {"a.yml", "include: .gitlab-ci.yml\n# dev.azure.com\n"}},
     ""},
};

TEST_CASE("GitLab's jobs are followed") {
  check(gitlab);
}

const TraceCase jenkins[] = {
    {"steps of a Jenkinsfile, and what Groovy puts in",
     {{"Jenkinsfile",
       R"~(def api = "https://dev.azure.com/acme/shop/_apis"
pipeline {
  environment { AZ_PAT = credentials('azdo') ; PROJECT = 'shop' }
  stages { stage('x') { steps {
    // sh "curl -u :$NO https://dev.azure.com/acme/_apis/teams"
    withCredentials([string(credentialsId: 'azdo', variable: 'PAT')]) {
      sh '''
        curl -u ":$PAT" \
          https://dev.azure.com/acme/_apis/projects
      '''
      sh(returnStdout: true, script: "curl -X POST -u :${env.AZ_PAT} ${api}/build/builds")
      bat 'curl -u :%PAT% https://dev.azure.com/acme/%PROJECT%/_apis/git/repositories'
      pwsh "az pipelines list --org https://dev.azure.com/acme"
    }
  } } }
}
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | Jenkinsfile:8\n"
     "$AZ_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | Jenkinsfile:11\n"
     "$PAT | GET https://dev.azure.com/acme/{}/_apis/git/repositories | Jenkinsfile:12\n"
     "$env:AZURE_DEVOPS_EXT_PAT | az pipelines list | Jenkinsfile:13\n"},
    {"what Groovy computes is told apart by how it is written",
     {{"Jenkinsfile",
       R"~(sh "curl -u :${tokens['read']} https://dev.azure.com/acme/_apis/projects"
sh "curl -u :${tokens['list']} https://dev.azure.com/acme/_apis/teams"
)~"}},
     "$tokens__read__ | GET https://dev.azure.com/acme/_apis/projects | Jenkinsfile:1\n"
     "$tokens__list__ | GET https://dev.azure.com/acme/_apis/teams | Jenkinsfile:2\n"},
    {"a shared library's",
     {{"vars/push.groovy",
       "def call(repo) {\n  sh \"git push https://x:${TOKEN}@dev.azure.com/acme/p/_git/${repo}\"\n}"
       "\n"}},
     "$TOKEN | git push https://dev.azure.com/acme/p/_git/{} | vars/push.groovy:2\n"},
};

TEST_CASE("the shells' texts of Jenkinsfiles are followed") {
  check(jenkins);
}

TEST_CASE("jobs that extend each other a billion times are read in part") {
  std::string text = "build:\n  extends: .j0\n  script: [ls]\n";
  for (int k = 0; k < 12; ++k) {
    const std::string base = ".j" + std::to_string(k + 1);
    text += ".j" + std::to_string(k) + ":\n  extends: [";
    for (int n = 0; n < 30; ++n) text += base + ", ";
    text += base + "]\n";
  }
  const MemoryTree tree({{".gitlab-ci.yml", text + ".j12:\n  image: x\n"}});
  const std::vector<Pipeline> pipelines = read_gitlab_pipelines(tree, nullptr);
  REQUIRE(pipelines.size() == 1);
  REQUIRE_FALSE(pipelines[0].partly_read.empty());
  CHECK(pipelines[0].partly_read[0].why == "too many jobs extend each other");
}

TEST_CASE("a text of Groovy that opens and never closes is read once") {
  std::string text = R"(sh """)";
  for (int k = 0; k < 300'000; ++k) text += "${";
  CHECK(read_jenkins_pipelines(MemoryTree({{"Jenkinsfile", text + "\"\"\""}}), nullptr).size() ==
        1);
}

TEST_CASE("which files are pipelines of GitLab and Jenkins") {
  CHECK(is_gitlab_pipeline(".gitlab-ci.yml"));
  CHECK(is_gitlab_pipeline("ci/deploy.gitlab-ci.yml"));
  CHECK_FALSE(is_gitlab_pipeline(".gitlab/java.yml"));
  CHECK(is_jenkins_pipeline("ci/Jenkinsfile.release"));
  CHECK(is_jenkins_pipeline("vars/x.groovy"));
  CHECK_FALSE(is_jenkins_pipeline("jenkins.yml"));
}

}  // namespace
}  // namespace patdown
