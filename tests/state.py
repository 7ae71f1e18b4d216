#!/usr/bin/env python3
"""A scan that goes on from a state reports what a scan without one does, whatever happened in between.

usage: state.py PROGRAM

The oracle is the scan without --state.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tokens
from planted import Repository

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MAKE = tokens.Tokens(9)
FAILURES = []


def check(holds, what):
    print("ok  " if holds else "FAIL", what)
    if not holds:
        FAILURES.append(what)


def run(repo, *args):
    done = subprocess.run([PROGRAM, "scan", *map(str, args)], cwd=repo.folder, env=repo.env, capture_output=True,
                          check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def report(repo, *args):
    code, text, error = run(repo, ".", "--format", "json", *args)
    parsed = json.loads(text)
    said = [skip for skip in parsed["coverage"]["skipped"] if skip["what"] == "state"]
    parsed["coverage"]["skipped"] = [skip for skip in parsed["coverage"]["skipped"] if skip["what"] != "state"]
    return code, parsed, said, error


class Remembered:
    def __init__(self, repo, state):
        self.repo = repo
        self.state = state

    def compare(self, what, said=()):
        """Twice: the second scan finds nothing new."""
        expected = report(self.repo)
        for times in ("", ", again"):
            found = report(self.repo, "--state", self.state)
            check(found[:2] == expected[:2], f"{what}{times}: {found[0]}, {len(found[1]['findings'])} findings, as without a state")
            words = " ".join(skip["why"] for skip in found[2])
            wanted = said if not times else ()
            check(all(word in words for word in wanted) and bool(words) == bool(wanted), f"{what}{times}: says '{words}'")


def life_of_a_repository(top):
    repo = Repository(top / "life")
    kept = Remembered(repo, top / "life.state")
    repo.write("a.env", f"TOKEN={MAKE.azdo()}\n")
    repo.write("b.txt", "".join(f"line {n} of nothing\n" for n in range(300)))
    repo.commit("One")
    kept.compare("a first scan")
    repo.write("b.txt", f"TOKEN={MAKE.azdo()}\n" + "".join(f"line {n} of nothing\n" for n in range(300)))
    repo.commit(f"Two {MAKE.azdo()}")
    kept.compare("a commit")
    repo.git("repack", "-adq", "--depth=50")
    kept.compare("a repack")
    repo.write("a.env", "nothing\n")
    repo.commit("Three")
    kept.compare("the secret went into the past")
    repo.git("notes", "add", "-m", f"A note {MAKE.azdo()}")
    repo.git("tag", "-a", "v1", "-m", f"A tag {MAKE.azdo()}")
    kept.compare("a note and a tag")
    other = top / "other"
    repo.git("clone", "-q", ".", str(other))
    elsewhere = Repository.__new__(Repository)
    elsewhere.__dict__.update(repo.__dict__, folder=other)
    for number in range(3):
        elsewhere.write("c.env", f"TOKEN={MAKE.azdo()}\n")
        elsewhere.commit(f"Four {number}")
    repo.git("-c", "fetch.unpackLimit=1", "fetch", "-q", str(other), "main:theirs")
    kept.compare("a fetched pack")
    repo.git("branch", "-q", "moved", "theirs~1")
    kept.compare("a moved branch")
    repo.git("branch", "-D", "-q", "theirs")
    kept.compare("a deleted branch")
    repo.write("d.env", f"TOKEN={MAKE.azdo()}\n")
    kept.compare("an untracked file")
    repo.git("add", "d.env")
    kept.compare("a staged file")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")
    kept.compare("pruned objects", ["everything was searched anew"])
    bare = top / "life.git"
    shutil.copytree(repo.folder / ".git", bare)
    code, text, _ = run(repo, bare, "--format", "json")
    again = run(repo, bare, "--format", "json", "--state", kept.state)
    check((code, text) == again[:2], "the state of one copy serves another")


def holds_no_secret(top):
    repo = Repository(top / "secret")
    token = MAKE.azdo()
    repo.author = f"Ann {token} <ann@example.invalid>"
    repo.write("a.env", f"TOKEN={token}\n")
    repo.commit(f"One {token}")
    state = top / "secret.state"
    kept = Remembered(repo, state)
    kept.compare("a secret in content, message and name")
    check(token.encode() not in state.read_bytes(), "the state does not hold it")
    repo.write(b"\xff.env".decode("utf-8", "surrogateescape"), f"TOKEN={MAKE.azdo()}\n")
    repo.commit("Two")
    kept.compare("a path that is no UTF-8")


def what_is_not_kept(top):
    repo = Repository(top / "partial")
    repo.write("a.txt", "one\n")
    repo.commit("One")
    state = top / "partial.state"
    check(report(repo, "--state", state)[0] == 0 and state.exists(), "a complete scan writes its state")
    before = state.read_bytes()
    repo.write("a.txt", f"TOKEN={MAKE.azdo()}\n")
    repo.commit("Two")
    blob = repo.git("rev-parse", "HEAD:a.txt")
    lost = repo.folder / ".git/objects" / blob[:2] / blob[2:]
    content = lost.read_bytes()
    lost.unlink()
    repo.write("a.txt", "one\n")
    code, _, said, _ = report(repo, "--state", state)
    check(code == 3 and "left as it was" in said[0]["why"], f"an incomplete scan says so: {code} {said}")
    check(state.read_bytes() == before, "and does not advance the state")
    lost.write_bytes(content)
    Remembered(repo, state).compare("the object is back")
    repo.write(".patdown.yml", "rules:\n  disable: [klaviyo-private-key]\n")
    code, _, said, error = report(repo, "--state", state)
    check(said and "other rules" in said[0]["why"], f"other rules begin anew: {said} {error}")


def wrong_use(top):
    repo = Repository(top / "wrong")
    repo.write("a.txt", "one\n")
    repo.commit("One")
    other = top / "letter.txt"
    other.write_text("Dear Ann\n")
    for args, word in ((("--staged", "--state", "s"), "goes with --history"), ((".", ".", "--state", "s"), "one path"),
                       ((".", "--state", other), "is no state"), ((top / "home", "--state", "s"), "git repository")):
        code, _, error = run(repo, *args)
        check(code == 2 and word in error, f"{[str(arg) for arg in args]}: {code} {error.strip()}")
    check(other.read_text() == "Dear Ann\n", "a file that is no state is left alone")
    state = top / "wrong.state"
    run(repo, ".", "--state", state)
    whole = state.read_bytes()
    for end in range(0, len(whole), 7):
        state.write_bytes(whole[:end])
        code, _, error = run(repo, ".", "--state", state)
        if code != 2 or "is no state" not in error:
            check(False, f"a state cut at {end}: {code} {error}")
    check(True, "a state that is cut off is none")


def main():
    with tempfile.TemporaryDirectory(prefix="patdown-state-") as folder:
        for case in (life_of_a_repository, holds_no_secret, what_is_not_kept, wrong_use):
            case(pathlib.Path(folder))
    if FAILURES:
        sys.exit(f"{len(FAILURES)} checks failed")


if __name__ == "__main__":
    main()
