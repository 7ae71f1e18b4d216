#!/usr/bin/env python3
"""The real pre-commit with our .pre-commit-hooks.yaml: a commit with a token is blocked with a message that
says what to do, a clean one passes.

usage: pre_commit.py PROGRAM SOURCE PRE_COMMIT    SOURCE: this project's folder
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tokens
from planted import Repository

PROGRAM, SOURCE, PRE_COMMIT = (pathlib.Path(arg).resolve() for arg in sys.argv[1:])


def main():
    with tempfile.TemporaryDirectory(prefix="patdown-pre-commit-") as folder:
        top = pathlib.Path(folder)
        # pre-commit takes hooks from a repository at a revision: one that holds our hook file.
        hooks = Repository(top / "hooks")
        shutil.copy(SOURCE / ".pre-commit-hooks.yaml", hooks.folder)
        revision = hooks.commit("Hooks")
        repo = Repository(top / "repo")
        repo.write(".pre-commit-config.yaml",
                   f"repos:\n- repo: {hooks.folder}\n  rev: {revision}\n  hooks:\n  - id: patdown\n")
        repo.commit("Begin")
        env = dict(repo.env, PATH=f"{PROGRAM.parent}:{PRE_COMMIT.parent}:{os.environ['PATH']}",
                   PRE_COMMIT_HOME=str(top / "cache"), GIT_AUTHOR_NAME="A", GIT_COMMITTER_NAME="A",
                   GIT_AUTHOR_EMAIL="a@example.invalid", GIT_COMMITTER_EMAIL="a@example.invalid")

        def run(*args):
            done = subprocess.run(args, cwd=repo.folder, env=env, capture_output=True, check=False)
            return done.returncode, (done.stdout + done.stderr).decode()

        code, text = run(str(PRE_COMMIT), "install")
        assert code == 0, text
        token = tokens.Tokens(10).azdo()
        repo.write("deploy.sh", f"#!/bin/sh\nexport AZURE_DEVOPS_EXT_PAT={token}\n")
        repo.git("add", "deploy.sh")
        code, text = run("git", "commit", "-q", "-m", "Deploy")
        print(text)
        assert code != 0, "the commit with a token went through"
        assert "deploy.sh:2:29" in text, "the place is not named"
        assert "revoke" in text.lower(), "the message does not say what to do"
        assert token not in text, "the token is printed whole"

        repo.write("deploy.sh", "#!/bin/sh\nexport AZURE_DEVOPS_EXT_PAT=$1\n")
        repo.git("add", "deploy.sh")
        code, text = run("git", "commit", "-q", "-m", "Deploy")
        assert code == 0, f"the clean commit was blocked: {text}"
        assert repo.git("log", "-1", "--format=%s") == "Deploy"


if __name__ == "__main__":
    main()
