#!/usr/bin/env python3
"""Plants one fresh token in each place where a repository can hide one, then asks patdown for them.

usage: planted.py PROGRAM

Each of the 35 must be found exactly once, with the right first commit; in copies of the repository those
whose objects the copy holds.
"""
import base64
import gzip
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

import tokens

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else ""
FAILURES = []


def check(holds, what):
    if not holds:
        FAILURES.append(what)
        print("FAIL", what)


class Repository:
    """A repository with fixed dates that reads nobody's configuration."""

    def __init__(self, folder, *init):
        self.folder = folder
        self.clock = 1_700_000_000
        self.author = "Ann <ann@example.invalid>"
        home = folder.parent / "home"
        home.mkdir(exist_ok=True)
        self.env = {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1",
                    "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}
        folder.mkdir()
        self.git("init", "-q", "-b", "main", *init)

    def git(self, *args, data=None):
        name, mail = self.author.rstrip(">").split(" <")
        self.clock += 60
        date = f"{self.clock} +0000"
        env = dict(self.env, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=mail, GIT_AUTHOR_DATE=date,
                   GIT_COMMITTER_NAME="Ann", GIT_COMMITTER_EMAIL="ann@example.invalid",
                   GIT_COMMITTER_DATE=date)
        run = subprocess.run(["git", *args], cwd=self.folder, env=env, input=data, check=False,
                             capture_output=True)
        if run.returncode:
            sys.exit(f"git {' '.join(args)}: {run.stderr.decode()}")
        return run.stdout.decode().strip()

    def write(self, path, content):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


def prose(lines):
    return "".join(f"line {n} of a text that says nothing of interest to anybody\n" for n in range(lines))


def zipped(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def plant(folder):
    """Returns the repository and the plants: what -> (rule, token, first commit or None)."""
    make = tokens.Tokens(35)
    repo = Repository(folder)
    plants = {}

    def fresh(what):
        kind = len(plants) % 3
        rule, token = [("azure-devops-pat", make.azdo), ("azure-devops-pat-legacy", make.azdo_old),
                       ("github-pat-classic", make.github)][kind]
        plants[what] = [rule, token(), None]
        return plants[what][1]

    def at(commit, *whats):
        for what in whats:
            plants[what][2] = commit

    repo.write("README.md", "A project.\n")
    repo.write(".gitattributes", "hidden.txt -diff\n")
    repo.write("old-name.py", prose(60))
    os.symlink("README.md", folder / "link")
    repo.commit("Begin")

    repo.write("plain.env", f"TOKEN={fresh('plain file')}\n")
    at(repo.commit("Add settings"), "plain file")

    def file(what, path, content):
        repo.write(path, content(fresh(what)))
        at(repo.commit(f"Add {path}"), what)

    file("deleted later", "gone.env", lambda t: f"TOKEN={t}\n")
    file("one line of a large file", "large.txt",
         lambda t: prose(20_000) + f"the token is {t} for now\n" + prose(20_000))
    repo.write("large.txt", prose(40_001))
    repo.commit("Take the line out")
    (folder / "old-name.py").unlink()
    file("rename with an edit", "new-name.py", lambda t: prose(60) + f'token = "{t}"\n')
    file("utf-16 le with mark", "le.txt", lambda t: b"\xff\xfe" + f"password ä {t}\r\n".encode("utf-16-le"))
    file("utf-16 be without mark", "be.txt", lambda t: f"a plain text\nwith {t} inside\n".encode("utf-16-be"))
    file("behind a nul", "nul.bin", lambda t: b"begin\0\0\n" + f"token {t}\n".encode())
    file("a path with -diff", "hidden.txt", lambda t: f"token {t}\n")
    (folder / "link").unlink()
    file("a link turned file", "link", lambda t: f"token {t}\n")
    os.symlink(f"https://bot:{fresh('the text of a link')}@dev.azure.com/o/p", folder / "target")
    at(repo.commit("Add a link"), "the text of a link")
    file("base64 in a kubernetes secret", "secret.yaml",
         lambda t: "apiVersion: v1\nkind: Secret\ndata:\n  token: "
         + base64.b64encode(t.encode()).decode() + "\n")
    file("basic authorization", "call.sh",
         lambda t: 'curl -H "Authorization: Basic ' + base64.b64encode(f":{t}".encode()).decode()
         + '" https://dev.azure.com/o/_apis/projects\n')
    file("partly percent-encoded", "url.txt",
         lambda t: f"https://example.invalid/?t=%{ord(t[0]):02X}{t[1:20]}%{ord(t[20]):02x}{t[21:]}&x=1\n")
    file("in a zip", "one.zip", lambda t: zipped("inner.txt", prose(5) + f"token {t}\n"))
    file("in a zip in a zip", "two.zip",
         lambda t: zipped("one.zip", zipped("deep.txt", prose(5) + f"token {t}\n")))
    file("in a gzip", "log.gz", lambda t: gzip.compress((prose(50) + f"token {t}\n").encode(), mtime=0))
    file("end of a long line", "long.js", lambda t: "var a=[" + "1,2,3," * 87_000 + f'"{t}"]')
    file("end of a large file", "big.log", lambda t: prose(53_000) + f"token {t}")
    file("a url in .gitmodules", ".gitmodules",
         lambda t: f'[submodule "x"]\n\tpath = x\n\turl = https://bot:{t}@dev.azure.com/o/p/_git/x\n')

    # A merge that brings what neither side has.
    repo.git("checkout", "-q", "-b", "side")
    repo.write("side.txt", "side\n")
    repo.commit("Work aside")
    repo.git("checkout", "-q", "main")
    repo.write("main.txt", "main\n")
    repo.commit("Work on main")
    repo.git("merge", "-q", "--no-commit", "side")
    repo.write("merged.env", f"TOKEN={fresh('a merge only')}\n")
    at(repo.commit("Merge side"), "a merge only")
    repo.git("branch", "-q", "-D", "side")

    # The same change on two branches, and taken back on one.
    repo.git("checkout", "-q", "-b", "fix")
    repo.write("picked.env", f"TOKEN={fresh('cherry-picked twice and reverted')}\n")
    picked = repo.commit("Add picked")
    at(picked, "cherry-picked twice and reverted")
    for branch in ("release-1", "release-2"):
        repo.git("checkout", "-q", "-b", branch, "main")
        repo.git("commit", "-q", "--allow-empty", "-m", f"Open {branch}")
        repo.git("cherry-pick", picked)
    repo.git("revert", "--no-edit", "HEAD")
    repo.git("checkout", "-q", "main")

    repo.git("checkout", "-q", "-b", "brief")
    repo.write("brief.env", f"TOKEN={fresh('a deleted branch')}\n")
    at(repo.commit("Be brief"), "a deleted branch")
    repo.git("checkout", "-q", "main")
    repo.git("branch", "-q", "-D", "brief")

    repo.git("checkout", "-q", "--detach")
    repo.write("pull.env", f"TOKEN={fresh('refs/pull only')}\n")
    pull = repo.commit("Propose")
    at(pull, "refs/pull only")
    repo.git("update-ref", "refs/pull/7/head", pull)
    repo.git("checkout", "-q", "main")

    repo.write("amended.env", f"TOKEN={fresh('amended away')}\n")
    at(repo.commit("Mistake"), "amended away")
    (folder / "amended.env").unlink()
    repo.git("add", "-A")
    repo.git("commit", "-q", "--amend", "--allow-empty", "-m", "No mistake")

    at(repo.commit(f"Deploy with {fresh('a commit message')}"), "a commit message")
    repo.author = f"{fresh('an author name')} <ann@example.invalid>"
    at(repo.commit("Sign"), "an author name")
    repo.author = "Ann <ann@example.invalid>"
    repo.git("tag", "-a", "v1", "-m", f"First, made with {fresh('a tag message')}")
    at(repo.git("rev-parse", "HEAD"), "a tag message")  # the commit that the tag names
    repo.git("notes", "add", "-m", f"Reviewed with {fresh('a note')}")
    at(repo.git("rev-parse", "refs/notes/commits"), "a note")

    # All but one file leave HEAD.
    for path in sorted(folder.iterdir()):
        if path.name not in (".git", "plain.env"):
            path.unlink()
    repo.commit("Clean up")

    repo.write("stash.env", f"TOKEN={fresh('stash: index')}\n")
    repo.git("add", "stash.env")
    repo.write("stash.env", f"TOKEN={fresh('stash: work tree')}\n")
    repo.write("stash-new.env", f"TOKEN={fresh('stash: untracked')}\n")
    repo.git("stash", "push", "-q", "-u")
    at(repo.git("rev-parse", "stash"), "stash: work tree")
    at(repo.git("rev-parse", "stash^2"), "stash: index")
    at(repo.git("rev-parse", "stash^3"), "stash: untracked")

    repo.git("hash-object", "-w", "--stdin", data=f"token {fresh('a loose object')}\n".encode())
    repo.write("staged.env", f"TOKEN={fresh('staged only')}\n")
    repo.git("add", "staged.env")
    (folder / "staged.env").unlink()
    repo.write("untracked.env", f"TOKEN={fresh('untracked')}\n")
    repo.git("remote", "add", "origin", f"https://bot:{fresh('a remote url')}@dev.azure.com/o/p/_git/r")
    repo.git("update-ref", "-m", f"fetched with {fresh('the message of a reflog')}",
             "refs/heads/fetched", "HEAD")
    return repo, plants


def scan(repo, *args, codes=(1,)):
    run = subprocess.run([PROGRAM, "scan", *args, "--format", "json", "--today", "2026-01-31"],
                         env=repo.env, capture_output=True, check=False)
    check(run.returncode in codes, f"scan {args}: exit code {run.returncode}: {run.stderr.decode()[:300]}")
    return run.stdout, json.loads(run.stdout or b'{"findings": []}')


def compare(where, report, plants, absent=(), commits=True):
    wanted = {tokens.fingerprint(rule, token): what for what, (rule, token, _) in plants.items()}
    seen = {}
    for finding in report["findings"]:
        what = wanted.get(finding["fingerprint"])
        check(what is not None, f"{where}: an unplanned finding {finding['rule']} {finding['path']}")
        check(what not in seen, f"{where}: {what} is reported twice")
        check(finding["confidence"] == "proven", f"{where}: {what} is not called proven")
        seen[what] = finding
    for what, (_, token, commit) in plants.items():
        if what in absent:
            check(what not in seen, f"{where}: {what} is found though its object is not here")
        elif what not in seen:
            check(False, f"{where}: missed {what}")
        elif commits:
            check(seen[what]["commit"] == commit,
                  f"{where}: {what} names commit {seen[what]['commit']}, not {commit}")
    text = json.dumps(report)
    for what, (_, token, _) in plants.items():
        check(token not in text, f"{where}: {what} is printed whole")
    print(f"{where}: {len(seen)} of {len(plants) - len(absent)}")


def main():
    with tempfile.TemporaryDirectory(prefix="patdown-planted-") as top:
        top = pathlib.Path(top)
        repo, plants = plant(top / "repo")
        assert len(plants) == 36, len(plants)

        once, report = scan(repo, str(repo.folder))
        compare("the repository", report, plants)
        staged = [f for f in report["findings"] if f["path"] == "staged.env"]
        check([f["source"] for f in staged] == ["index"], "what is staged is not called so")
        single, _ = scan(repo, str(repo.folder), "--threads", "1")
        many, _ = scan(repo, str(repo.folder), "--threads", "7")
        check(once == single == many, "the bytes differ between one thread and many")
        repo.git("-c", "gc.reflogExpire=never", "repack", "-q", "-a", "-d", "--keep-unreachable")
        _, report = scan(repo, str(repo.folder))
        compare("repacked", report, plants)

        # The .git folder itself: everything that lies in the object database.
        shutil.copytree(repo.folder / ".git", top / "copy.git")
        _, report = scan(repo, str(top / "copy.git"))
        compare("a bare copy", report, plants, absent=("untracked",))

        local = ("stash: index", "stash: work tree", "stash: untracked", "a note", "amended away",
                 "a deleted branch", "refs/pull only", "a loose object", "staged only", "untracked",
                 "a remote url", "the message of a reflog")
        repo.git("clone", "-q", "--bare", "--no-local", str(repo.folder), str(top / "clone.git"))
        _, report = scan(repo, str(top / "clone.git"))
        compare("clone --bare", report, plants, absent=local)

        repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(top / "shallow"))
        _, report = scan(repo, str(top / "shallow"))
        held = ("plain file",)
        compare("a shallow clone", report, plants, absent=[w for w in plants if w not in held],
                commits=False)
        words = json.dumps(report["coverage"]["skipped"])
        check("shallow" in words, f"a shallow clone is not called one: {words}")
    if FAILURES:
        sys.exit(f"{len(FAILURES)} checks failed")


if __name__ == "__main__":
    main()
