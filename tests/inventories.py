#!/usr/bin/env python3
"""Gives the program inventories of a repository's tokens, and asks what it makes of them.

usage: inventories.py PROGRAM

The hash that joins a hard-coded token with its row is computed here from the published recipe.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

import tokens

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
FAILURES = []

PIPELINE = """steps:
- bash: |
    curl -u ":$RELEASE" -X PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/7
  env:
    RELEASE: $(RELEASE_PAT)
"""
SCRIPT = """#!/bin/bash
PAT={token}
curl -u ":$PAT" https://dev.azure.com/acme/shop/_apis/build/builds
"""


def check(holds, what):
    if not holds:
        FAILURES.append(what)
        print("FAIL", what)


def correlating_id(token):
    digest = hashlib.sha256(token.encode()).hexdigest().upper()
    both = hashlib.sha256(("CrossMicrosoftCorrelatingId:" + digest).encode()).digest()
    return base64.b64encode(both[:15]).decode()


def scan(folder, *args):
    run = subprocess.run([PROGRAM, "scan", "--format", "json", "--today", "2026-11-29", *args, "."],
                         cwd=folder, capture_output=True, check=False)
    check(run.returncode in (0, 1), f"exit {run.returncode}: {run.stderr.decode()}")
    return json.loads(run.stdout), run.stdout.decode()


def rules(report):
    return sorted(finding["rule"] for finding in report["findings"])


def hard_coded(folder, token, rule):
    """The leak and what the inventory says of it are one finding."""
    (folder / "list.sh").write_text(SCRIPT.format(token=token))
    row = {"displayName": "of ann", "scope": "app_token", "validFrom": "2026-10-15T10:00:00Z",
           "validTo": "2026-12-15T10:00:00Z", "targetAccounts": ["acme"], "isValid": True,
           "crossCompanyCorrelatingId": correlating_id(token)}
    inventory = folder.parent / "admin.json"
    inventory.write_text(json.dumps({"value": [row]}, indent=1))
    report, text = scan(folder, "--inventory", str(inventory))
    leaks = [f for f in report["findings"] if f["path"] == "list.sh"]
    check([f["rule"] for f in leaks] == [rule], f"{rule}: {rules(report)}")
    check(token not in text, f"{rule}: the token is printed")
    if len(leaks) == 1:
        leak = leaks[0]
        check(leak.get("also") == ["azure-devops-hard-coded-over-scoped-token"], f"{rule}: also {leak.get('also')}")
        check("full access" in leak["message"] and "vso.build" in leak["message"], f"{rule}: {leak['message']}")
        check(leak["kind"] == "leak" and leak["token"].startswith("literal:"), f"{rule}: {leak.get('token')}")
        check(leak["trace"][-1]["line"] == 3, f"{rule}: trace {leak.get('trace')}")
    report, _ = scan(folder)
    leaks = [f for f in report["findings"] if f["path"] == "list.sh"]
    check(len(leaks) == 1 and "also" not in leaks[0] and "vso.build" in leaks[0]["message"],
          f"{rule}, without an inventory: {[f['message'] for f in leaks]}")
    (folder / "list.sh").unlink()


def by_name(folder):
    """A row is joined by its display name, by a variable's name in a CSV, or by a declared alias."""
    row = {"scope": "vso.work_full", "validFrom": "2026-01-01", "validTo": "2027-01-01",
           "targetAccounts": None}
    found = ["azure-devops-all-organizations-token", "azure-devops-long-lived-token",
             "azure-devops-old-token", "azure-devops-over-scoped-token"]
    unjoined = sorted(found[:3] + ["azure-devops-unused-token", "azure-devops-workload-identity-possible"])
    inventory = folder.parent / "pats.json"

    inventory.write_text(json.dumps({"patTokens": [dict(row, displayName="release_pat")]}))
    check(rules(scan(folder, "--inventory", str(inventory))[0]) == found, "by display name")
    inventory.write_text(json.dumps({"patTokens": [dict(row, displayName="the release bot")]}))
    check(rules(scan(folder, "--inventory", str(inventory))[0]) == unjoined, "by no name")
    (folder / ".patdown.yml").write_text(
        "tokens: [{name: RELEASE_PAT, aliases: [the release bot]}]\nlimits: {rotation: 365}\n")
    joined = [rule for rule in found if rule != "azure-devops-old-token"]
    check(rules(scan(folder, "--inventory", str(inventory))[0]) == joined, "by an alias, another limit")
    (folder / ".patdown.yml").unlink()

    table = folder.parent / "pats.csv"
    table.write_text("Display name,Scopes,Valid from,Valid to,All organizations,Variable\n"
                     "the release bot,vso.work_full,2026-01-01,2027-01-01,true,RELEASE_PAT\n"
                     "broken,row\n")
    report, _ = scan(folder, "--inventory", str(table))
    check(rules(report) == found, f"by a CSV's variable: {rules(report)}")
    partly = [(p["line"], p["why"]) for p in report["coverage"]["partly_read"]]
    check(partly == [(3, "a row of 2 cells, where the header has 6")], f"bad rows: {partly}")


def main():
    make = tokens.Tokens(77)
    check(correlating_id("test") == "rPHgxCVAOw6CZsT9xXEw", "the recipe")
    with tempfile.TemporaryDirectory() as base:
        folder = pathlib.Path(base) / "shop"
        folder.mkdir()
        (folder / "azure-pipelines.yml").write_text(PIPELINE)
        by_name(folder)
        hard_coded(folder, make.azdo(), "azure-devops-pat")
        hard_coded(folder, make.azdo_old(), "azure-devops-pat-legacy")
    print(f"{len(FAILURES)} failures")
    sys.exit(1 if FAILURES else 0)


main()
