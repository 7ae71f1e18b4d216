// Tokens that programs hand on to the programs that they start.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase commands[] = {
    {"Python sets the environment, then runs az",
     {{"x.py",
       R"~(import os
import subprocess
os.environ["AZURE_DEVOPS_EXT_PAT"] = os.environ["BOT_PAT"]
subprocess.run(["az", "boards", "work-item", "create", "--type", "Bug", "--title", "x",
                "--organization", "https://dev.azure.com/acme"], check=True)
)~"}},
     "$BOT_PAT | az boards work-item create | x.py:4\n"},
    {"an environment of the call's own is gone behind it; a script of the tree reads it",
     {{"x.py",
       R"~(import os
import subprocess
env = os.environ.copy()
env["TOKEN"] = os.environ["BOT_PAT"]  # of dev.azure.com
subprocess.run(["bash", "tools/tag.sh"], env=env)
subprocess.run(["bash", "tools/tag.sh"])
)~"},
      {"tools/tag.sh", "curl -u \":$TOKEN\" https://dev.azure.com/acme/shop/_apis/build/builds\n"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | tools/tag.sh:1\n"
     "$TOKEN | GET https://dev.azure.com/acme/shop/_apis/build/builds | tools/tag.sh:1\n"},
    {"a line, with the token in git's URL",
     {{"x.js",
       R"~(const { execSync } = require("child_process");
execSync(`git push https://x:${process.env.BOT_PAT}@dev.azure.com/acme/shop/_git/shop HEAD`);
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.js:2\n"},
    {"words in a list behind the program's name",
     {{"x.ts",
       R"~(import { spawn } from "node:child_process";
spawn("git", ["clone", `https://${process.env.BOT_PAT}@dev.azure.com/acme/shop/_git/shop`]);
)~"}},
     "$BOT_PAT | git fetch https://dev.azure.com/acme/shop/_git/shop | x.ts:2\n"},
    {"Go's command with an environment",
     {{"x.go",
       R"~(package main

import (
	"os"
	"os/exec"
)

func main() {
	cmd := exec.Command("az", "pipelines", "run", "--id", "7", "--org", "https://dev.azure.com/acme")
	cmd.Env = append(os.Environ(), "AZURE_DEVOPS_EXT_PAT="+os.Getenv("BOT_PAT"))
	cmd.Run()
}
)~"}},
     "$BOT_PAT | az pipelines run | x.go:11\n"},
    {"C#'s description of a process",
     {{"x.cs",
       R"~(using System.Diagnostics;

public static class Program
{
    public static void Main()
    {
        var pat = Environment.GetEnvironmentVariable("BOT_PAT");
        var info = new ProcessStartInfo
        {
            FileName = "git",
            Arguments = $"clone https://{pat}@dev.azure.com/acme/shop/_git/shop",
        };
        Process.Start(info);
    }
}
)~"}},
     "$BOT_PAT | git fetch https://dev.azure.com/acme/shop/_git/shop | x.cs:13\n"},
    {"a program that nobody knows takes it, beside a call",
     {{"x.py",
       R"~(import os
import subprocess
import requests
pat = os.environ["BOT_PAT"]
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
subprocess.run(["mystery", "--token", pat])
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:5\n"
     "$BOT_PAT | ? mystery takes it | x.py:6\n"},
    {"GitPython clones",
     {{"x.py",
       R"~(import os
import git
git.Repo.clone_from(f"https://:{os.environ['BOT_PAT']}@dev.azure.com/acme/shop/_git/shop", "shop")
)~"}},
     "$BOT_PAT | git fetch https://dev.azure.com/acme/shop/_git/shop | x.py:3\n"},
};

const TraceCase written[] = {
    {"a line that writes the token down, and one that pipes it into a login",
     {{"x.py",
       R"~(import os, subprocess
pat = os.environ["ADO_PAT"]
subprocess.run(f"echo {pat} > pat.txt", shell=True)
subprocess.run("more pat.txt | az devops login --organization https://dev.azure.com/acme", shell=True)
subprocess.run("az pipelines run --name web", shell=True)
)~"}},
     "$ADO_PAT | az pipelines run | x.py:5\n"},
    {"a token that is written where nobody here reads it",
     {{"x.py",
       R"~(import os, requests, subprocess
pat = os.environ["ADO_PAT"]
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
os.system(f"echo {pat} >pat.txt")
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:3\n"
     "$ADO_PAT | ? whoever reads pat.txt takes it | x.py:4\n"},
};

TEST_CASE("lines that programs run write files and pipe") {
  check(written);
}

TEST_CASE("what a program starts gets what it is given") {
  check(commands);
}

}  // namespace
}  // namespace patdown
