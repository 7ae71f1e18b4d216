#!/usr/bin/env python3
"""What cannot be looked at is never clean: missing objects, formats that cannot be read; and what looks odd
but can be read is read: foreign owners, extensions, git commit -a under the hook.

usage: incomplete.py PROGRAM
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import tokens
from planted import Repository

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MAKE = tokens.Tokens(3)
FAILURES = []


def check(holds, what):
    print("ok  " if holds else "FAIL", what)
    if not holds:
        FAILURES.append(what)


def scan(repo, *args, env=None):
    run = subprocess.run([PROGRAM, "scan", *map(str, args), "--format", "json"], cwd=repo.folder,
                         env=env or repo.env, capture_output=True, check=False)
    try:
        return run.returncode, json.loads(run.stdout), run.stderr.decode()
    except ValueError:
        return run.returncode, None, run.stderr.decode()


def loose(repo, object_id):
    return repo.folder / ".git/objects" / object_id[:2] / object_id[2:]


def contents_counted_once(top):
    repo = Repository(top / "counted")
    repo.write("a.txt", "one\n")
    repo.write("same.txt", "one\n")
    repo.commit("One")
    repo.write("a.txt", "two and more\n")
    repo.commit("Two")
    repo.write("untracked.txt", "three\n")
    repo.write("copied.txt", "two and more\n")
    _, report, _ = scan(repo, ".")
    counts = (report["coverage"]["blobs"], report["coverage"]["bytes"])
    check(counts == (3, 4 + 13 + 6), f"equal contents count once in files and history: {counts}")


def deleted_object(top):
    repo = Repository(top / "deleted")
    repo.write("a.txt", "clean\n")
    repo.commit("One")
    repo.write("a.txt", "still clean\n")
    repo.commit("Two")
    gone = repo.git("rev-parse", "HEAD~1:a.txt")
    loose(repo, gone).unlink()
    code, report, error = scan(repo, ".")
    check(code == 3, f"a deleted loose object: exit 3, not {code}")
    named = [p for p in report["coverage"]["unreadable"] if p.get("object") == gone]
    check(len(named) == 1, "the deleted object is named")
    check(report["coverage"]["complete"] is False, "the coverage is not complete")
    check("incomplete" in error, "standard error says so")
    check(scan(repo, ".", "--allow-incomplete")[0] == 0, "--allow-incomplete makes it 0")
    repo.write("b.txt", f"TOKEN={MAKE.azdo()}\n")
    code, report, _ = scan(repo, ".")
    check(code == 1 and len(report["findings"]) == 1, "a finding wins over incomplete")


def damaged_object(top):
    repo = Repository(top / "damaged")
    repo.write("a.txt", "clean\n")
    repo.commit("One")
    path = loose(repo, repo.git("rev-parse", "HEAD:a.txt"))
    path.chmod(0o644)
    path.write_bytes(b"not zlib")
    code, report, _ = scan(repo, ".")
    check(code == 3 and len(report["coverage"]["unreadable"]) == 1, "a damaged object: exit 3, named once")


def partial_clone(top):
    origin = Repository(top / "origin")
    origin.git("config", "uploadpack.allowFilter", "true")
    for n in range(3):
        origin.write("f.txt", f"version {n}\n")
        origin.commit(f"Version {n}")
    origin.git("clone", "-q", "--filter=blob:none", "--bare", f"file://{origin.folder}", str(top / "partial"))
    code, report, _ = scan(origin, top / "partial")
    check(code == 3 and len(report["coverage"]["unreadable"]) == 3,
          f"a partial clone: exit 3 and its 3 blobs named, not {code}, {report['coverage']['unreadable']}")
    # A copy that no longer calls itself partial.
    config = top / "partial/config"
    config.write_text("".join(line for line in config.read_text().splitlines(True)
                              if "artial" not in line and "promisor" not in line))
    for promisor in (top / "partial/objects/pack").glob("*.promisor"):
        promisor.unlink()
    check(scan(origin, top / "partial")[0] == 3, "the same without the word partial")


def odd_repositories(top):
    repo = Repository(top / "odd")
    repo.write("a.env", f"TOKEN={MAKE.azdo()}\n")
    repo.commit("One")
    repo.git("config", "core.repositoryFormatVersion", "1")
    repo.git("config", "extensions.worktreeConfig", "true")
    check(scan(repo, ".")[0] == 1, "extensions.worktreeConfig is scanned")
    if os.geteuid() == 0:
        for path in [repo.folder, *repo.folder.rglob("*")]:
            os.chown(path, 12345, 12345, follow_symlinks=False)
        check(scan(repo, ".")[0] == 1, "a foreign-owned repository is scanned")
    sha256 = top / "sha256"
    repo.git("init", "-q", "--object-format=sha256", str(sha256))
    code, report, error = scan(repo, sha256)
    why = json.dumps(report["coverage"]["unreadable"]) if report else ""
    check(code == 3 and "sha256" in why.lower().replace("-", ""), f"SHA-256: exit 3 with a clear word: {code} {why} {error}")
    reftable = Repository(top / "reftable")
    reftable.commit("One")
    reftable.git("config", "core.repositoryFormatVersion", "1")
    reftable.git("config", "extensions.refStorage", "reftable")
    code, report, error = scan(reftable, ".")
    why = json.dumps(report["coverage"]["unreadable"]) if report else ""
    check(code == 3 and "reftable" in why, f"reftable: exit 3 with a clear word: {code} {why} {error}")


def commit_all(top):
    """The hook of `git commit -a` gets an index of its own in GIT_INDEX_FILE."""
    repo = Repository(top / "hook")
    repo.write("a.txt", "clean\n")
    repo.commit("One")
    hook = repo.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{PROGRAM}" scan --staged\n')
    hook.chmod(0o755)
    repo.write("a.txt", f"TOKEN={MAKE.azdo()}\n")
    env = dict(repo.env, GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.invalid",
               GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.invalid")
    run = subprocess.run(["git", "commit", "-q", "-a", "-m", "Two"], cwd=repo.folder, env=env,
                         capture_output=True, check=False)
    check(run.returncode != 0, "git commit -a with a token is blocked")
    check(b"a.txt:1:7" in run.stdout + run.stderr, "the message names file, line and column")
    repo.write("a.txt", "clean again\n")
    run = subprocess.run(["git", "commit", "-q", "-a", "-m", "Two"], cwd=repo.folder, env=env,
                         capture_output=True, check=False)
    check(run.returncode == 0, f"git commit -a without one passes: {run.stderr.decode()}")


def main():
    with tempfile.TemporaryDirectory(prefix="patdown-incomplete-") as folder:
        for case in (contents_counted_once, deleted_object, damaged_object, partial_clone,
                     odd_repositories, commit_all):
            case(pathlib.Path(folder))
    if FAILURES:
        sys.exit(f"{len(FAILURES)} checks failed")


if __name__ == "__main__":
    main()
