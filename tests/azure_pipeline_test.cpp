#include "catch.h"
#include "memory_tree.h"
#include "token/pipeline/azure.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

std::string shown(const std::string& text, const Pipeline& pipeline) {
  std::string all;
  for (const MacroPiece& piece : split_macros(text, pipeline.macros))
    all += piece.reference ? "<" + piece.text + ">" : piece.text;
  while (!all.empty() && all.back() == '\n') all.pop_back();
  std::replace(all.begin(), all.end(), '\n', '|');
  return all;
}

// "path:line task(language) text NAME=value", one step a line.
std::string shown(const Pipeline& pipeline) {
  std::string all;
  for (const Step& step : pipeline.steps) {
    all += step.path + ":" + std::to_string(step.line) + " " + step.task;
    if (!step.language.empty()) all += "(" + step.language + ")";
    if (step.kind == StepKind::script) all += " " + shown(step.body.text, pipeline);
    if (step.kind == StepKind::file)
      all += " file " + shown(step.file, pipeline) + " " + shown(step.arguments.text, pipeline);
    if (step.kind == StepKind::task || step.kind == StepKind::checkout)
      for (const auto& [name, text] : step.inputs)
        all += " " + name + ":" + shown(text.text, pipeline);
    if (!step.working_directory.empty()) all += " in " + shown(step.working_directory, pipeline);
    for (const auto& [name, text] : step.env) all += " " + name + "=" + shown(text.text, pipeline);
    all += "\n";
  }
  return all;
}

std::string bound(const Step& step, const std::string& name, const Pipeline& pipeline) {
  std::string all;
  const auto values = step.bindings.find(name);
  if (values == step.bindings.end()) return "(nothing)";
  for (const PipelineText& value : values->second)
    all += (all.empty() ? "" : " or ") + shown(value.text, pipeline);
  return all;
}

Pipeline only(const MemoryTree& tree) {
  std::vector<Pipeline> pipelines = read_azure_pipelines(tree);
  REQUIRE(pipelines.size() == 1);
  return pipelines[0];
}

struct StepCase {
  const char* name;
  std::string yaml;
  std::string steps;  // without the path
};

const StepCase step_cases[] = {
    {"bash, inline", "steps:\n- bash: |\n    a\n    b $(Build.BuildId)\n",
     "2 bash(bash) a|b <Build.BuildId>\n"},
    {"script is bash without a word about the pool", "steps:\n- script: ls $(x)\n",
     "2 script(bash) ls <x>\n"},
    {"script is cmd on Windows", "pool: {vmImage: windows-latest}\nsteps:\n- script: dir\n",
     "3 script(cmd) dir\n"},
    {"a job's pool decides",
     "pool: {vmImage: windows-latest}\njobs:\n- job: a\n  pool: {vmImage: ubuntu-latest}\n  "
     "steps:\n"
     "  - script: ls\n- job: b\n  steps: [{script: dir}]\n",
     "6 script(bash) ls\n8 script(cmd) dir\n"},
    {"a pool's name decides", "pool: NetCore-Windows-Open\nsteps:\n- script: dir\n",
     "3 script(cmd) dir\n"},
    {"a pool's image by a variable",
     "variables: {image: windows-2022}\npool: {vmImage: $(image)}\nsteps:\n- script: dir\n",
     "4 script(cmd) dir\n"},
    {"a matrix of several systems is bash",
     "strategy: {matrix: {a: {os: windows-2022}, b: {os: ubuntu-22.04}}}\n"
     "pool: {vmImage: $(os)}\nsteps:\n- script: ls\n",
     "4 script(bash) ls\n"},
    {"a script that can only be cmd", "steps:\n- script: |\n    REM x\n    dir\n",
     "2 script(cmd) REM x|dir\n"},
    {"pwsh and powershell", "steps:\n- pwsh: a\n- powershell: $(Get-Date) $(Pat)\n",
     "2 pwsh(powershell) a\n3 powershell(powershell) $(Get-Date) <Pat>\n"},
    {"env and working directory",
     "steps:\n- bash: a\n  workingDirectory: $(Pipeline.Workspace)/x\n  env:\n    T: $(date)\n",
     "2 bash(bash) a in <Pipeline.Workspace>/x T=<date>\n"},
    {"commands in a script stay commands",
     "steps:\n- bash: f() { :; }; $(date) $(pwd) $(f) $(secret_pat) $(my.var) $(cat x)\n",
     "2 bash(bash) f() { :; }; $(date) $(pwd) $(f) <secret_pat> <my.var> $(cat x)\n"},
    {"a declared variable wins over a command", "variables: {date: 1}\nsteps:\n- bash: $(date)\n",
     "3 bash(bash) <date>\n"},
    {"Bash@3 inline", "steps:\n- task: Bash@3\n  inputs: {targetType: inline, script: ls}\n",
     "2 Bash@3(bash) ls\n"},
    {"Bash@3 with a file",
     "steps:\n- task: Bash@3\n  inputs: {filePath: a/b.sh, arguments: -t $(T), "
     "workingDirectory: a}\n",
     "2 Bash@3(bash) file a/b.sh -t <T> in a\n"},
    {"PowerShell@2 with a file",
     "steps:\n- task: PowerShell@2\n  inputs: {targetType: filePath, filePath: eng/t.ps1, "
     "arguments: \"-Token $(BotPat)\"}\n",
     "2 PowerShell@2(powershell) file eng/t.ps1 -Token <BotPat>\n"},
    {"CmdLine@2", "steps:\n- task: CmdLine@2\n  inputs: {script: ls}\n", "2 CmdLine@2(bash) ls\n"},
    {"AzureCLI@2 says its language",
     "steps:\n- task: AzureCLI@2\n  inputs:\n    scriptType: pscore\n    scriptLocation: "
     "inlineScript\n    inlineScript: az x\n",
     "2 AzureCLI@2(powershell) az x\n"},
    {"AzureCLI@2 with a file",
     "steps:\n- task: AzureCLI@2\n  inputs: {scriptType: bash, scriptPath: a.sh, arguments: 1}\n",
     "2 AzureCLI@2(bash) file a.sh 1\n"},
    {"AzurePowerShell@5",
     "steps:\n- task: AzurePowerShell@5\n  inputs: {ScriptType: InlineScript, Inline: Get-X}\n",
     "2 AzurePowerShell@5(powershell) Get-X\n"},
    {"PythonScript@0",
     "steps:\n- task: PythonScript@0\n  inputs: {scriptSource: inline, script: print()}\n",
     "2 PythonScript@0(python) print()\n"},
    {"any other task has inputs",
     "steps:\n- task: InvokeRESTAPI@1\n  inputs: {Method: POST, urlSuffix: $(a)/b}\n",
     "2 InvokeRESTAPI@1 method:POST urlsuffix:<a>/b\n"},
    {"checkout", "steps:\n- checkout: self\n  persistCredentials: true\n",
     "2 checkout repository:self persistcredentials:true\n"},
    {"publish is a task", "steps:\n- publish: out\n  artifact: x\n",
     "2 publish publish:out artifact:x\n"},
    {"every branch of conditions",
     "steps:\n- ${{ if eq(1, 2) }}:\n  - bash: a\n- ${{ elseif x }}:\n  - bash: b\n- ${{ else }}:\n"
     "  - bash: c\n",
     "3 bash(bash) a\n5 bash(bash) b\n7 bash(bash) c\n"},
    {"conditions as keys, twice the same",
     "steps:\n- task: X@1\n  inputs:\n    ${{ if a }}:\n      p: 1\n    ${{ if a }}:\n      q: 2\n",
     "2 X@1 p:1 q:2\n"},
    {"stages, jobs, deployments and hooks",
     "stages:\n- stage: s\n  jobs:\n  - deployment: d\n    strategy:\n      runOnce:\n"
     "        preDeploy: {steps: [{bash: a}]}\n        deploy:\n          steps:\n"
     "          - bash: b\n        on:\n          success: {steps: [{bash: c}]}\n",
     "7 bash(bash) a\n10 bash(bash) b\n12 bash(bash) c\n"},
    {"folded scalars", "steps:\n- bash: >\n    a\n    b\n", "2 bash(bash) a b\n"},
};

TEST_CASE("steps are read in each of their forms") {
  for (const StepCase& c : step_cases) {
    DYNAMIC_SECTION(c.name) {
      const Pipeline pipeline = only({{"a.yml", c.yaml}});
      std::string expected;
      for (std::size_t at = 0; at < c.steps.size();) {
        const std::size_t end = c.steps.find('\n', at) + 1;
        expected += "a.yml:" + c.steps.substr(at, end - at);
        at = end;
      }
      CHECK(shown(pipeline) == expected);
      CHECK(pipeline.partly_read.empty());
    }
  }
}

struct BindingCase {
  const char* name;
  MemoryTree tree;
  std::string reference;
  std::string values;
};

TEST_CASE("references mean what the pipeline says") {
  const std::string use =
      "steps:\n- bash: x ${{ parameters.t }}\n  env: {P: '${{ parameters.t }}'}\n";
  const std::string step = "steps:\n- bash: x $(v)\n";
  const BindingCase cases[] = {
      {"a parameter's default",
       {{"a.yml", "parameters: [{name: t, default: one}]\n" + use}},
       "parameters.t",
       "one"},
      {"old parameters are a map",
       {{"a.yml", "parameters: {t: one}\n" + use}},
       "parameters.t",
       "one"},
      {"what the caller passes",
       {{"a.yml", "steps:\n- template: t/b.yml\n  parameters: {T: $(BotPat)}\n"},
        {"t/b.yml", "parameters: [{name: t, default: one}]\n" + use}},
       "parameters.t",
       "<BotPat>"},
      {"through two templates",
       {{"a.yml", "steps:\n- template: t/m.yml\n  parameters: {pat: $(BotPat)}\n"},
        {"t/m.yml", "steps:\n- template: b.yml\n  parameters:\n    t: -p ${{ parameters.pat }}\n"},
        {"t/b.yml", use}},
       "parameters.t",
       "-p <BotPat>"},
      {"the same name at each level",
       {{"a.yml", "steps:\n- template: m.yml\n  parameters: {t: $(BotPat)}\n"},
        {"m.yml", "steps:\n- template: b.yml\n  parameters: {t: '${{ parameters.t }}'}\n"},
        {"b.yml", use}},
       "parameters.t",
       "<BotPat>"},
      {"a name put together",
       {{"a.yml",
         "parameters: [{name: e, default: prod}]\nsteps:\n- bash: $(pat-${{ parameters.e }})\n"}},
       "pat-${{ parameters.e }}",
       "<pat-prod>"},
      {"variables as a map", {{"a.yml", "variables: {V: 1}\n" + step}}, "v", "1"},
      {"variables as a list",
       {{"a.yml", "variables:\n- name: v\n  value: $(Secret)\n- group: g\n" + step}},
       "v",
       "<Secret>"},
      {"variables of a template",
       {{"a.yml", "variables:\n- template: v.yml\n  parameters: {x: 2}\n" + step},
        {"v.yml", "variables:\n  v: y${{ parameters.x }}\n"}},
       "v",
       "y2"},
      {"an inner variable hides an outer one",
       {{"a.yml",
         "variables: {v: 1}\njobs:\n- job: j\n  variables: {v: 2}\n  steps: [{bash: $(v)}]\n"}},
       "v",
       "2"},
      {"branches give several values",
       {{"a.yml", "variables:\n  ${{ if x }}:\n    v: 1\n  ${{ else }}:\n    v: 2\n" + step}},
       "v",
       "1 or 2"},
      {"a variable that is its own value has none",
       {{"a.yml", "variables: {v: $(v)}\n" + step}},
       "v",
       "(nothing)"},
      {"a compile-time variable",
       {{"a.yml", "variables: {v: 1}\nsteps:\n- bash: x ${{ variables.v }}\n"}},
       "variables.v",
       "1"},
      {"format()",
       {{"a.yml",
         "parameters: {o: acme}\nsteps:\n- bash: x ${{ format('x/{0}', parameters.o) }}\n"}},
       "format('x/{0}', parameters.o)",
       "x/acme"},
      {"a member of an object",
       {{"a.yml", "parameters: {o: {P: q}}\nsteps:\n- bash: x ${{ parameters.o.p }}\n"}},
       "parameters.o.p",
       "q"},
      {"rounds of a loop, first round",
       {{"a.yml",
         "parameters: {l: [p, q]}\nsteps:\n- ${{ each s in parameters.l }}:\n  - bash: x ${{ s "
         "}}\n"}},
       "s",
       "p"},
  };
  for (const BindingCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const Pipeline pipeline = only(c.tree);
      REQUIRE_FALSE(pipeline.steps.empty());
      CHECK(bound(pipeline.steps[0], c.reference, pipeline) == c.values);
      CHECK(pipeline.partly_read.empty());
    }
  }
}

struct TemplateCase {
  const char* name;
  MemoryTree tree;
  std::string steps;
};

TEST_CASE("templates are put where they are used") {
  const std::string list = "steps:\n- bash: begin\n- ${{ parameters.steps }}\n- bash: end\n";
  const TemplateCase cases[] = {
      {"steps as a parameter",
       {{"a.yml", "steps:\n- template: t.yml\n  parameters:\n    steps:\n    - bash: mine\n"},
        {"t.yml", "parameters: [{name: steps, type: stepList, default: []}]\n" + list}},
       "t.yml:3 bash(bash) begin\na.yml:5 bash(bash) mine\nt.yml:5 bash(bash) end\n"},
      {"each step of a parameter",
       {{"a.yml", "steps:\n- template: t.yml\n  parameters: {x: [{bash: p}, {bash: q}]}\n"},
        {"t.yml", "steps:\n- ${{ each s in parameters.x }}:\n  - ${{ s }}\n"}},
       "a.yml:3 bash(bash) p\na.yml:3 bash(bash) q\n"},
      {"jobs handed through, key by key",
       {{"a.yml",
         "jobs:\n- template: t.yml\n  parameters:\n    jobs:\n    - job: j\n      steps:\n"
         "      - bash: mine\n"},
        {"t.yml",
         "jobs:\n- ${{ each job in parameters.jobs }}:\n  - ${{ each pair in job }}:\n"
         "      ${{ if ne(pair.key, 'steps') }}:\n        ${{ pair.key }}: ${{ pair.value }}\n"
         "    steps:\n    - bash: before\n    - ${{ job.steps }}\n"}},
       "t.yml:7 bash(bash) before\na.yml:7 bash(bash) mine\n"},
      {"extends",
       {{"a.yml", "extends:\n  template: /t/e.yml@self\n  parameters: {n: v}\n"},
        {"t/e.yml", "jobs:\n- job: j\n  steps: [{script: ls}]\n"}},
       "t/e.yml:3 script(bash) ls\n"},
      {"extends a template of another repository",
       {{"a.yml",
         "extends:\n  template: x.yml@other\n  parameters:\n    pool: {name: win-1, os: windows}\n"
         "    stages:\n    - stage: s\n      jobs:\n      - job: j\n        steps: [{script: "
         "dir}]\n"
         "    extra:\n    - bash: more\n"}},
       "a.yml:11 bash(bash) more\na.yml:9 script(cmd) dir\n"},
      {"a path from the root",
       {{"p/a.yml", "steps:\n- template: /t.yml\n"}, {"t.yml", "steps: [{bash: t}]\n"}},
       "t.yml:1 bash(bash) t\n"},
      {"a path with a parameter",
       {{"a.yml",
         "trigger: none\nparameters: {d: x}\nsteps:\n- template: ${{ parameters.d }}/t.yml\n"},
        {"x/t.yml", "steps: [{bash: t}]\n"}},
       "x/t.yml:1 bash(bash) t\n"},
      {"a script as a parameter is read where it stands",
       {{"a.yml", "steps:\n- template: t.yml\n  parameters:\n    run: |\n      curl $(X)\n"},
        {"t.yml", "steps:\n- bash: ${{ parameters.run }}\n"}},
       "a.yml:5 bash(bash) curl <X>\n"},
      {"environment as a parameter",
       {{"a.yml", "steps:\n- template: t.yml\n  parameters: {env: {T: $(Pat)}}\n"},
        {"t.yml", "steps:\n- bash: x\n  env:\n    ${{ insert }}: ${{ parameters.env }}\n"}},
       "t.yml:2 bash(bash) x T=<Pat>\n"},
      {"the same use twice is one step",
       {{"a.yml", "steps:\n- template: t.yml\n- template: t.yml\n"},
        {"t.yml", "steps: [{bash: t}]\n"}},
       "t.yml:1 bash(bash) t\n"},
      {"different uses are kept apart",
       {{"a.yml",
         "steps:\n- template: t.yml\n  parameters: {p: 1}\n- template: t.yml\n"
         "  parameters: {p: 2}\n"},
        {"t.yml", "steps:\n- bash: ${{ parameters.p }}x\n"}},
       "t.yml:2 bash(bash) <parameters.p>x\nt.yml:2 bash(bash) <parameters.p>x\n"},
  };
  for (const TemplateCase& c : cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(shown(only(c.tree)) == c.steps);
    }
  }
}

TEST_CASE("texts say where they stand") {
  const Pipeline pipeline = only({{"a.yml",
                                   "\xEF\xBB\xBFsteps:\n"
                                   "- bash: |\n"
                                   "\n"
                                   "    one\n"
                                   "      two\n"
                                   "  env:\n"
                                   "    A: $(x)\n"
                                   "    B: \"$(y)\"\n"
                                   "- bash: >-\n"
                                   "     folded\n"
                                   "- bash: 'quoted'\n"
                                   "- bash: &s !t |\n"
                                   "   deep\n"}});
  REQUIRE(pipeline.steps.size() == 4);
  const Step& first = pipeline.steps[0];
  CHECK(first.body.text == "\none\n  two\n");
  CHECK(first.body.line == 3);
  CHECK(first.body.column == 5);
  CHECK(first.env[0].second.line == 7);
  CHECK(first.env[0].second.column == 8);
  CHECK(first.env[1].second.column == 9);
  CHECK(pipeline.steps[1].body.line == 10);
  CHECK(pipeline.steps[1].body.column == 6);
  CHECK(pipeline.steps[2].body.line == 11);
  CHECK(pipeline.steps[2].body.column == 10);
  CHECK(pipeline.steps[3].body.line == 13);
  CHECK(pipeline.steps[3].body.column == 4);
}

TEST_CASE("places, groups and what is elsewhere are named") {
  const Pipeline pipeline =
      only({{"a.yml",
             "variables:\n- group: g2\n- group: g1\n- template: v.yml@other\nstages:\n- stage: s\n"
             "  jobs:\n  - job: j\n    steps:\n    - bash: x\n    - template: none.yml\n"}});
  CHECK(pipeline.steps.at(0).where == "stage s, job j");
  CHECK(pipeline.variable_groups == std::vector<std::string>{"g1", "g2"});
  CHECK(pipeline.outside == std::vector<std::string>{"none.yml", "v.yml@other"});
}

TEST_CASE("a template belongs to the pipelines that use it") {
  const MemoryTree tree({{"a.yml", "trigger: none\nsteps: [{template: u.yml}]\n"},
                         {"t.yml", "parameters: {p: d}\nsteps: [{bash: '${{ parameters.p }}'}]\n"},
                         {"u.yml", "steps: [{bash: u}]\n"},
                         {"v.yml", "variables: {a: b}\n"}});
  const auto pipelines = read_azure_pipelines(tree);
  REQUIRE(pipelines.size() == 2);
  CHECK(pipelines[0].path == "a.yml");
  CHECK(pipelines[1].path == "t.yml");
}

struct ShapeCase {
  const char* name;
  const char* path;
  const char* text;
  bool azure;
};

const ShapeCase shape_cases[] = {
    {"steps", "x.yml", "steps:\n- script: a\n", true},
    {"a template of jobs", "x.yaml", "jobs:\n- template: t.yml\n", true},
    {"stages behind a condition", "x.yml", "${{ if a }}:\n  stages:\n  - stage: b\n", true},
    {"extends", "x.yml", "extends:\n  template: t.yml\n", true},
    {"steps that are a parameter", "x.yml", "steps:\n- ${{ parameters.s }}\n", true},
    {"a GitHub workflow", "x.yml", "on: push\njobs:\n  a:\n    runs-on: u\n    steps: [{run: a}]\n",
     false},
    {"an action", "x.yml", "runs:\n  using: composite\n  steps: [{run: a}]\n", false},
    {"GitLab CI", "x.yml", "stages: [build]\na:\n  script: [ls]\n", false},
    {"Kubernetes", "x.yml", "apiVersion: v1\nkind: List\nsteps: [{script: a}]\n", false},
    {"Compose", "x.yml", "services:\n  a: {image: b}\nextends: {template: t.yml}\n", false},
    {"Cloud Build", "x.yaml", "steps:\n- name: gcr.io/x\n  args: [a]\n", false},
    {"Buildkite", "x.yml", "steps:\n- label: a\n  command: b\n", false},
    {"CircleCI", "x.yml", "version: 2\njobs:\n  a:\n    steps: [checkout]\n", false},
    {"ESLint", ".eslintrc.yml", "extends: standard\n", false},
    {"another ending", "x.json", R"({"steps": [{"script": "a"}]})", false},
    {"no map", "x.yml", "- steps\n", false},
    {"nothing", "x.yml", "", false},
};

TEST_CASE("Azure pipelines are told from other YAML") {
  for (const ShapeCase& c : shape_cases) {
    DYNAMIC_SECTION(c.name) {
      CHECK(is_azure_pipeline(c.path, c.text) == c.azure);
    }
  }
}

TEST_CASE("what is no YAML is said if it looks like a pipeline") {
  const MemoryTree named({{"ci/Azure-Pipelines.yml", "steps: [[[\n"}});
  CHECK(only(named).partly_read.size() == 1);
  const MemoryTree tree({{"a.yml", "trigger: none\nsteps:\n- bash: a\n  env: {A: [}\n"},
                         {"chart/x.yaml", "{{- if .Values.jobs }}\nkind: Job\n{{ end }}\n"}});
  const Pipeline pipeline = only(tree);
  CHECK(pipeline.path == "a.yml");
  REQUIRE(pipeline.partly_read.size() == 1);
  CHECK(pipeline.partly_read[0].line == 4);
}

std::string all_notes(const MemoryTree& tree) {
  std::string notes;
  for (const Pipeline& pipeline : read_azure_pipelines(tree))
    for (const PartlyRead& note : pipeline.partly_read) notes += note.path + ": " + note.why + "\n";
  return notes;
}

TEST_CASE("hostile files are bounded, and the bound is said") {
  std::string bomb = "a0: &a0 {bash: x}\n";
  for (int i = 1; i < 20; ++i) {
    const std::string name = "a" + std::to_string(i);
    std::string line = name;
    line.append(": &").append(name).append(" [");
    for (int k = 0; k < 3; ++k) line.append("*a").append(std::to_string(i - 1)).append(", ");
    bomb += line + "]\n";
  }
  CHECK(all_notes({{"a.yml", bomb + "steps:\n- bash: y\n"}}) == "a.yml: more than 20,000 nodes\n");

  CHECK(all_notes({{"a.yml", "steps:\n- bash: x\n- template: b.yml\n"},
                   {"b.yml", "steps:\n- template: a.yml\n"}})
            .find("includes itself") != std::string::npos);

  MemoryTree doubling({});
  for (int i = 0; i < 30; ++i) {
    const std::string next = "- template: t" + std::to_string(i + 1) + ".yml\n";
    std::string text = "steps:\n";
    text.append(next).append(next);
    doubling.add("t" + std::to_string(i) + ".yml", text);
  }
  doubling.add("t30.yml", "steps: [{bash: x}]\n");
  CHECK(all_notes(doubling).find("expand to more than can be read") != std::string::npos);

  MemoryTree deep({});
  for (int i = 0; i < 80; ++i)
    deep.add("t" + std::to_string(i) + ".yml",
             "steps:\n- template: t" + std::to_string(i + 1) + ".yml\n");
  deep.add("t80.yml", "steps: [{bash: x}]\n");
  CHECK(all_notes(deep).find("64 deep") != std::string::npos);

  const std::string nested(5000, '[');
  CHECK(read_azure_pipelines(MemoryTree({{"a.yml", "steps: " + nested}})).empty());
  CHECK(read_azure_pipelines(MemoryTree({{"a.yml", "&a steps: &b [*b, {bash: x}]\n"}})).size() <=
        1);
}

}  // namespace
}  // namespace patdown
