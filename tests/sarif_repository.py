#!/usr/bin/env python3
"""Has the program write SARIF about repositories with leaks and over-scoped tokens.

usage: sarif_repository.py PROGRAM FOLDER

The files go into FOLDER, for sarif_valid.sh to hold against the schema. What the schema cannot say is asked
here: ways of tokens as codeFlows, and where the revision comes from.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import tokens

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
SAMPLES = pathlib.Path(sys.argv[2]).resolve()
FAILURES = []

FILES = {
    "azure-pipelines.yml": """steps:
- checkout: self
  persistCredentials: true
- bash: ./eng/close-items.sh
  env:
    BOARD_PAT: $(BOARD_PAT)
""",
    "eng/close-items.sh": """#!/bin/bash
curl -u ":$BOARD_PAT" -X PATCH https://dev.azure.com/acme/_apis/wit/\\$batch
""",
    "eng/list.sh": """#!/bin/bash
PAT=%(pat)s
curl -u ":$PAT" https://dev.azure.com/acme/shop/_apis/build/builds
""",
    "project.tf": "  enforce_job_scope = false\n",
    ".patdown.yml": "tokens: [{name: BOARD_PAT, scopes: [app_token]}]\n",
}


def check(holds, what):
    if not holds:
        FAILURES.append(what)
        print("FAIL", what)


def git(folder, *args):
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
           "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.invalid",
           "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.invalid",
           "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000"}
    run = subprocess.run(["git", *args], cwd=folder, env=env, capture_output=True, check=True)
    return run.stdout.decode().strip()


def make(folder, pat, *init):
    folder.mkdir()
    git(folder, "init", "-q", "-b", "topic/ä", *init)
    git(folder, "remote", "add", "origin", "https://ann:" + "x" * 8 + "@dev.azure.com/acme/shop/_git/shop")
    for path, text in FILES.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text.replace("%(pat)s", pat))
    (folder / "gone.env").write_text("TOKEN=" + tokens.Tokens(8).github() + "\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "rm", "-q", "gone.env")
    git(folder, "commit", "-q", "-m", "Take it out")
    return git(folder, "rev-parse", "HEAD")


def sarif(folder, name, *args):
    out = SAMPLES / f"{name}.sarif"
    run = subprocess.run([PROGRAM, "scan", "--format", "sarif", "--today", "2026-11-29", "-o", str(out), *args, "."],
                         cwd=folder, capture_output=True, check=False)
    check(run.returncode == 1, f"{name}: exit {run.returncode}: {run.stderr.decode()}")
    return json.loads(out.read_text())["runs"][0]


def ways(run):
    return {result["ruleId"]: [step["location"]["physicalLocation"]["artifactLocation"]["uri"]
                               for step in result["codeFlows"][0]["threadFlows"][0]["locations"]]
            for result in run["results"] if "codeFlows" in result}


def main():
    pat = tokens.Tokens(5).azdo()
    with tempfile.TemporaryDirectory() as base:
        folder = pathlib.Path(base) / "shop"
        head = make(folder, pat)
        inventory = pathlib.Path(base) / "pats of all.json"
        inventory.write_text(json.dumps({"patTokens": [
            {"displayName": "forgotten", "scope": "app_token", "validFrom": "2026-01-01", "validTo": "2027-01-01",
             "targetAccounts": None}]}))
        run = sarif(folder, "repository", "--inventory", str(inventory))

        rules = {result["ruleId"] for result in run["results"]}
        check(rules == {"azure-devops-pat", "github-pat-classic", "azure-devops-full-access-token",
                        "azure-devops-persisted-credentials", "azure-devops-job-scope-not-limited",
                        "azure-devops-all-organizations-token", "azure-devops-long-lived-token",
                        "azure-devops-old-token", "azure-devops-unused-token"}, f"rules: {sorted(rules)}")
        flows = ways(run)
        check(set(flows) == {"azure-devops-pat", "azure-devops-full-access-token"}, f"codeFlows: {sorted(flows)}")
        check(flows.get("azure-devops-full-access-token", [])[:1] + flows.get("azure-devops-full-access-token", [])[-1:]
              == ["azure-pipelines.yml", "eng/close-items.sh"], f"the way: {flows}")
        check(run["versionControlProvenance"] == [{
            "repositoryUri": "https://dev.azure.com/acme/shop/_git/shop", "revisionId": head, "branch": "topic/ä",
            "mappedTo": {"uriBaseId": "SRCROOT"}}], f"provenance: {run.get('versionControlProvenance')}")
        check("informationUri" not in run["tool"]["driver"], "no address is known")
        for rule in run["tool"]["driver"]["rules"]:
            page = f"docs/rules/{rule['id']}.md"
            about_token = "token-scope" in rule["properties"]["tags"]
            check((page in rule["help"]["text"]) == about_token, f"the page of {rule['id']}")
        check(pat not in json.dumps(run), "the token is printed")

        git(folder, "checkout", "-q", "--detach")
        detached = sarif(folder, "detached", "--history")
        check("branch" not in detached["versionControlProvenance"][0], "a branch without one")

        foreign = pathlib.Path(base) / "sha256"
        head = make(foreign, pat, "--object-format=sha256")
        stands = sarif(foreign, "sha256", "--history")["versionControlProvenance"][0]
        check((stands["revisionId"], stands.get("branch")) == (head, "topic/ä"), f"of a SHA-256 repository: {stands}")
    print(f"{len(FAILURES)} failures")
    sys.exit(1 if FAILURES else 0)


main()
