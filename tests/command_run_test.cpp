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

TEST_CASE("what a program starts gets what it is given") {
  check(commands);
}

}  // namespace
}  // namespace patdown
