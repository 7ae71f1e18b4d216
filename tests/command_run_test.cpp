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

// Words that stand there on one side of an `if` only, and words that differ from side to side.
const TraceCase varied[] = {
    {"a list of options in a list of words",
     {{"x.py",
       R"~(import os
import subprocess
head = []
if pat := os.environ.get("BOT_PAT"):
    head = ["-c", f"http.extraHeader=Authorization: Bearer {pat}"]
subprocess.run(["git", *head, "push", "https://dev.azure.com/acme/shop/_git/shop"])
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.py:6\n"},
    {"words that are added one after another, and several at a time",
     {{"x.py",
       R"~(import os
import subprocess
pat = os.environ["BOT_PAT"]
cmd = ["git"]
if len(pat) > 20:
    cmd.append("-c")
    cmd.append(f"http.extraHeader=Authorization: Bearer {pat}")
cmd.extend(["push", "https://dev.azure.com/acme/shop/_git/shop"])
subprocess.run(cmd)
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.py:9\n"},
    {"one of two lists",
     {{"x.py",
       R"~(import os
import subprocess
import sys
url = f"https://x:{os.environ['BOT_PAT']}@dev.azure.com/acme/shop/_git/shop"
if sys.argv[1] == "get":
    cmd = ["git", "fetch", url]
else:
    cmd = ["git", "push", url]
subprocess.run(cmd)
)~"}},
     "$BOT_PAT | git fetch https://dev.azure.com/acme/shop/_git/shop | x.py:9\n"
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.py:9\n"},
    {"JavaScript's spread",
     {{"x.js",
       R"~(const { spawnSync } = require("child_process");
const pat = process.env.BOT_PAT;
const extra = pat ? ["-c", `http.extraheader=AUTHORIZATION: bearer ${pat}`] : [];
spawnSync("git", [...extra, "push", "https://dev.azure.com/acme/shop/_git/shop"]);
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.js:4\n"},
    {"Go's append",
     {{"x.go",
       R"~(package main

import (
	"os"
	"os/exec"
)

func main() {
	args := []string{}
	if t := os.Getenv("BOT_PAT"); t != "" {
		args = append(args, "-c", "http.extraheader=AUTHORIZATION: bearer "+t)
	}
	args = append(args, "push", "https://dev.azure.com/acme/shop/_git/shop")
	exec.Command("git", args...).Run()
}
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.go:14\n"},
    {"git's command itself, in a shell too",
     {{"x.sh",
       R"~(if [ "$1" = get ]; then cmd=fetch; else cmd=push; fi
git $cmd https://x:$ADO_TOKEN@dev.azure.com/acme/shop/_git/shop
)~"}},
     "$ADO_TOKEN | git fetch https://dev.azure.com/acme/shop/_git/shop | x.sh:2\n"
     "$ADO_TOKEN | git push https://dev.azure.com/acme/shop/_git/shop | x.sh:2\n"},
    {"a command of git that nobody knows",
     {{"x.sh",
       R"~(git fetch https://x:$ADO_TOKEN@dev.azure.com/acme/shop/_git/shop
git $1 https://x:$ADO_TOKEN@dev.azure.com/acme/shop/_git/shop
)~"}},
     "$ADO_TOKEN | git fetch https://dev.azure.com/acme/shop/_git/shop | x.sh:1\n"
     "$ADO_TOKEN | ? which command of git takes it is not known | x.sh:2\n"},
};

// More of them than a value keeps apart.
const TraceCase many[] = {
    {"a function for each of many paths",
     {{"x.js",
       R"~(const axios = require("axios");
const auth = { username: "", password: process.env.BOT_PAT };
["a", "b", "c", "d", "e", "f", "g", "h", "i"].forEach((p) =>
  axios.get(`https://dev.azure.com/acme/_apis/git/repositories/${p}`, { auth }));
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/a | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/b | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/c | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/d | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/e | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/f | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/g | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/h | x.js:4\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/git/repositories/i | x.js:4\n"},
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

TEST_CASE("words that differ from side to side are commands of their own") {
  check(varied);
}

TEST_CASE("none of many elements is left out") {
  check(many);
}

TEST_CASE("lines that programs run write files and pipe") {
  check(written);
}

TEST_CASE("what a program starts gets what it is given") {
  check(commands);
}

}  // namespace
}  // namespace patdown
