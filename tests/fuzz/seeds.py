#!/usr/bin/env python3
"""Makes texts for the fuzz targets to begin with.

usage: seeds.py FOLDER

FOLDER/pack: what pack_fuzz takes, indexes of a repository that git makes and packs in its own notation.
FOLDER/code: what code_fuzz takes, the sources of this repository by language.
FOLDER/tree: what tree_fuzz takes, the trees of bench/shapes and fixtures, and TREES.
"""
import pathlib
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
# In the order of Language in src/token/code/readers.h; ends of file names.
LANGUAGES = (".sh", ".ps1", ".cs", "Dockerfile", ".go", ".tf", ".http", ".java", ".js", ".kt", "Makefile", ".py", ".rb",
             ".rs", ".tsx", ".ts", ".cmd")
LARGEST = 6000
# Of what neither bench/shapes nor fixtures has any.
TREES = (
    {
        ".gitlab-ci.yml": """include: [ci/base.yml]
variables: {ORG: "https://dev.azure.com/acme"}
push:
  extends: .login
  script:
    - !reference [.shared, script]
    - curl -u ":$AZ_PAT" "$ORG/_apis/projects"
""",
        "ci/base.yml": """.login:
  before_script: [export AZ_PAT=$(cat /run/pat)]
.shared:
  script:
    - git push https://x:$AZ_PAT@dev.azure.com/acme/p/_git/r
""",
    },
    {
        "Jenkinsfile": """def org = "https://dev.azure.com/acme"
pipeline {
  environment { AZ_PAT = credentials('pat') }
  stages { stage('a') { steps {
    sh "curl -u ':${AZ_PAT}' ${org}/_apis/projects"
    bat 'call run.cmd %AZ_PAT%'
    powershell '''./run.ps1 -Pat $env:AZ_PAT'''
  } } }
}
""",
        "run.cmd": """@echo off
setlocal enabledelayedexpansion
set ORG=https://dev.azure.com/acme
set "PAT=%~1"
if not defined PAT goto :end
for %%d in (a b) do call curl -u ":!PAT!" ^
  %ORG%/_apis/wit/%%d
:end
""",
        "run.ps1": """param([string]$Pat)
$headers = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
Invoke-RestMethod -Uri "https://dev.azure.com/acme/_apis/projects" -Headers $headers
""",
    },
    {
        "run.sh": """#!/bin/bash
cat > ask.py <<EOF
import os, requests
requests.get("https://dev.azure.com/$ORG/_apis/projects", auth=("", os.environ["PAT"]))
EOF
PAT=$1 python3 ask.py <<< "$2"
bash -s -- "$PAT" <<-'END'
	az devops login <<< $1; az repos list
	END
""",
    },
)


def git_files():
    """An index of a pack and one of all packs, as git writes them."""
    with tempfile.TemporaryDirectory() as folder:
        def git(*args):
            subprocess.run(["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.invalid", *args],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        git("init", "-q")
        for i in range(6):
            pathlib.Path(folder, "f.txt").write_text("".join(f"{k}\n" for k in range(20 + i)), encoding="ascii")
            git("add", "-A")
            git("commit", "-qm", f"c{i}")
        git("repack", "-qadf", "--depth=5")
        git("multi-pack-index", "write")
        packs = pathlib.Path(folder, ".git", "objects", "pack")
        yield b"\0" + next(packs.glob("*.idx")).read_bytes()
        yield b"\1" + (packs / "multi-pack-index").read_bytes()


def delta(base, instructions, size):
    """One of git's, all numbers below 128."""
    return bytes([len(base), size]) + b"".join(instructions)


def entry(kind, base, lie, text):
    """As built() of pack_fuzz.cpp reads it."""
    return bytes([kind, base, lie & 255, len(text)]) + text


def packs():
    text = b"line one\nline two\nline three\n"
    change = delta(text, [bytes([0x90, 9]), b"\4new\n", bytes([0x91, 18, 11])], 24)
    shrink = delta(b"x" * 24, [bytes([0x90, 24])], 24)
    blob, offset_delta, id_delta = 3, 6, 7
    yield b"\2" + text[:len(change)] + delta(text[:len(change)], [bytes([0x90, 5]), b"\1x"], 6)
    yield b"\3" + entry(blob, 0, 0, text) + entry(offset_delta, 0, 0, change) + entry(offset_delta, 1, 0, shrink)
    yield (b"\3" + entry(blob, 0, 0, text) + entry(id_delta, 0, 0, change) + entry(1, 0, 0, b"tree 0000\n") +
           entry(2, 0, 0, b"100644 a\0" + b"1" * 20) + entry(4, 0, 0, b"object x\n"))
    yield b"\3" + entry(id_delta, 1, 0, change) + entry(id_delta, 0, 0, change)
    as_it_is = 0x80  # the text is the stream itself
    yield (b"\3" + entry(as_it_is | offset_delta, 0, 0, zlib.compress(change)) +
           entry(as_it_is | blob, 0, 0, zlib.compress(text)))
    yield b"\3" + entry(0x40 | offset_delta, 3, 1, change) + entry(blob, 0, 1, text) + entry(5, 0, 2, b"")


def sources():
    listed = subprocess.run(["git", "-C", str(HERE), "ls-files", "-z", "--full-name", ":/"], check=True,
                            stdout=subprocess.PIPE)
    top = HERE.parent.parent
    for name in sorted(listed.stdout.decode().split("\0")):
        for language, end in enumerate(LANGUAGES):
            path = top / name
            if name.endswith(end) and path.is_file() and path.stat().st_size <= LARGEST:
                yield bytes([language]) + path.read_bytes()


def trees():
    """Files apart by NUL bytes, their paths in front of them."""
    top = HERE.parent.parent
    for tree in TREES:
        yield "\0".join(f"{path}\n{text}" for path, text in tree.items()).encode()
    for folder in sorted([*top.glob("bench/shapes/*/"), *top.glob("fixtures/*/input")]):
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        yield b"\0".join(str(file.relative_to(folder)).encode() + b"\n" + file.read_bytes() for file in files)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, texts in (("pack", [*git_files(), *packs()]), ("code", sources()), ("tree", trees())):
        folder = pathlib.Path(sys.argv[1], name)
        folder.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"seed{number:03}").write_bytes(text)


if __name__ == "__main__":
    main()
