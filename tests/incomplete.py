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
    reftable = Repository(top / "reftable")
    reftable.commit("One")
    reftable.git("config", "core.repositoryFormatVersion", "1")
    reftable.git("config", "extensions.refStorage", "reftable")
    code, report, error = scan(reftable, ".")
    why = json.dumps(report["coverage"]["unreadable"]) if report else ""
    check(code == 3 and "reftable" in why, f"reftable: exit 3 with a clear word: {code} {why} {error}")


def sha256_repository(top):
    """libgit2 cannot open it; the git program can."""
    repo = Repository(top / "sha256", "--object-format=sha256")
    planted = {name: MAKE.azdo() for name in ("file", "old", "branch", "message", "tag", "note", "loose")}
    repo.write("deep er/a.env", f"TOKEN={planted['file']}\nOLD={planted['old']}\n")
    first = repo.commit("One")
    repo.write("deep er/a.env", f"TOKEN={planted['file']}\n")
    repo.commit(f"Two {planted['message']}")
    repo.git("checkout", "-q", "-b", "side")
    repo.write("b.env", f"TOKEN={planted['branch']}\n")
    repo.commit("Three")
    repo.git("checkout", "-q", "-")
    repo.git("tag", "-a", "v1", "-m", f"A tag {planted['tag']}")
    repo.git("notes", "add", "-m", f"A note {planted['note']}")
    repo.git("hash-object", "-w", "--stdin", data=f"TOKEN={planted['loose']}\n".encode())

    def places(report):
        return {name: [(finding["source"], finding["path"], finding["commit"])
                       for finding in report["findings"]
                       if finding["fingerprint"] == tokens.fingerprint("azure-devops-pat", token)]
                for name, token in planted.items()}

    code, report, error = scan(repo, ".")
    found = places(report)
    check(code == 1 and all(len(where) == 1 for where in found.values()), f"SHA-256: every token once: {code} {found} {error}")
    check(found["file"] == [("worktree", "deep er/a.env", first)], f"with path and first commit: {found['file']}")
    check(found["old"] == [("history", "deep er/a.env", first)], f"gone from the work tree: {found['old']}")
    sources = {name: where[0][0] for name, where in found.items() if where}
    expected = {"file": "worktree", "old": "history", "branch": "history", "message": "commit-message",
                "tag": "tag-message", "note": "note", "loose": "unreachable"}
    check(sources == expected, f"each where it stands: {sources}")
    check(scan(repo, "--range", "HEAD..side")[0] == 1 and scan(repo, "--range", "side..HEAD~1")[0] == 0, "--range")
    check(scan(repo, "--staged")[0] == 0, "nothing staged is clean")
    repo.write("c.env", f"TOKEN={MAKE.azdo()}\n")
    repo.git("add", "c.env")
    code, report, error = scan(repo, "--staged")
    check(code == 1 and report["findings"][0]["path"] == "c.env", f"--staged: {code} {error}")
    bare = top / "sha256.git"
    repo.git("clone", "-q", "--bare", ".", str(bare))
    check(scan(repo, bare)[0] == 1, "a bare one")
    code, report, _ = scan(repo, "--range", "HEAD..nowhere")
    check(code == 2, f"an unknown revision is wrong use: {code}")
    without = dict(repo.env, PATH="/nowhere")
    code, report, error = scan(repo, bare, env=without)
    why = json.dumps(report["coverage"]["unreadable"]) if report else ""
    check(code == 3 and "sha256" in why and "not installed" in why, f"without git: exit 3 with a clear word: {code} {why} {error}")
    broken = loose(repo, repo.git("rev-parse", "side:b.env").strip())
    broken.unlink()
    code, report, error = scan(repo, ".")
    check(code == 1 and broken.name in json.dumps(report["coverage"]["unreadable"]), f"a missing object is named: {code} {error}")


def runs_nothing(top):
    """The configuration of a repository that git reads for us may name programs; none of them runs."""
    repo = Repository(top / "trap", "--object-format=sha256")
    repo.write(".gitattributes", "* diff=trap filter=trap\n")
    repo.write("a.txt", "clean\n")
    repo.commit("One")
    mark = top / "ran"
    trap = top / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "gpg.program",
                "diff.external", "diff.trap.textconv", "diff.trap.command", "filter.trap.smudge", "filter.trap.process",
                "credential.helper", "uploadpack.packObjectsHook", "core.alternateRefsCommand"):
        repo.git("config", key, str(trap))
    repo.git("config", "core.hooksPath", str(top))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "remote.origin.url", "ssh://nobody@host.invalid/x.git")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "extensions.partialClone", "origin")
    promised = repo.git("rev-parse", "HEAD:a.txt")
    loose(repo, promised).unlink()
    mark.unlink(missing_ok=True)
    code, _, error = scan(repo, ".")
    check(code == 3, f"a promised object is not fetched but missing: {code} {error}")
    scan(repo, "--staged")
    scan(repo, "--since", "HEAD~0")
    check(not mark.exists(), "nothing that the configuration names was run")
    subprocess.run(["git", "cat-file", "-e", promised], cwd=repo.folder, env=repo.env, capture_output=True, check=False)
    check(mark.exists(), "the trap is one: git itself steps into it")


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
                     odd_repositories, sha256_repository, runs_nothing, commit_all):
            case(pathlib.Path(folder))
    if FAILURES:
        sys.exit(f"{len(FAILURES)} checks failed")


if __name__ == "__main__":
    main()
