#!/usr/bin/env python3
"""How fast is patdown beside git, beside ripgrep, and beside other scanners?

usage: run.py history REPOSITORY...   the whole history, beside git's own printing of all objects
       run.py startup                 --version and --staged, beside `git diff --cached`, in a repository of
                                      60,000 files with ten staged that is made for it
       run.py worktree FOLDER...      the work tree, beside ripgrep looking for a literal that is not there
       run.py growth REPOSITORY...    the history as it was at a third and at two thirds of its commits, and
                                      whole, each packed alike: what does one of twice the size cost?

       --program FILE   patdown (default: build/release/patdown beside this folder)
       --runs N         counted runs of each command, after one that warms the cache (default: 5)

The commands take turns (A B C A B C ...), so that a machine that slows down slows all of them. The table
shows medians; the spread is (maximum - minimum) / median of the wall time; ratios are medians of the ratios
within each turn. CPU and peak memory are what the kernel counted for the process and its children. Of
gitleaks, trufflehog, kingfisher, betterleaks and noseyparker those on the PATH run too, validation off.
"""
import argparse
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
GIT = "git cat-file"


class Failed(Exception):
    """A command that did not do its work: its time means nothing."""


class Run:
    """One run of a command: wall and CPU seconds, peak bytes of resident memory."""

    def __init__(self, command, folder, accepted):
        begin = time.perf_counter()
        # Output is read and dropped by a pipe, as a program that uses it would read it: git notices a
        # /dev/null, and ripgrep stops at the first match there.
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=clean_environment())
        errors = []
        reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
        reader.start()
        buffer = bytearray(1 << 20)
        while process.stdout.readinto(buffer):
            pass
        reader.join()
        _, status, used = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - begin
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        if process.returncode not in accepted:
            lines = errors[0].decode(errors="replace").strip().splitlines() or ["no message"]
            raise Failed(f"exit code {process.returncode}: {lines[-1][:200]}")


def clean_environment():
    """git's own variables and configuration would change what it does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return dict(kept, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull, LC_ALL="C")


def take_turns(commands, folder, runs):
    """Runs each command once for the cache, then `runs` times in turn: name -> runs; failures are told."""
    taken = {}
    for name, (command, accepted) in commands.items():
        try:
            Run(command, folder, accepted)
            taken[name] = []
        except (Failed, OSError) as why:
            print(f"  {name} left out: {why}", file=sys.stderr)
    for _ in range(runs):
        for name in list(taken):
            command, accepted = commands[name]
            try:
                taken[name].append(Run(command, folder, accepted))
            except Failed as why:
                print(f"  {name} left out: {why}", file=sys.stderr)
                del taken[name]
    return taken


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def ratio(runs, base, what):
    return statistics.median(getattr(a, what) / max(getattr(b, what), 1e-6) for a, b in zip(runs, base))


def table(title, taken, base):
    """A table in Markdown. `base`: the name that ratios are to."""
    print(f"\n{title}\n")
    if base not in taken:
        print(f"{base} did not run: no ratios")
        return
    print(f"| command | wall | spread | CPU | peak memory | wall / {base} | CPU / {base} |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, runs in taken.items():
        walls = [run.wall for run in runs]
        spread = (max(walls) - min(walls)) / statistics.median(walls)
        print(f"| {name} | {seconds(median(runs, 'wall'))} | {spread:.0%} | {seconds(median(runs, 'cpu'))} | "
              f"{median(runs, 'peak') / 2**20:.0f} MiB | {ratio(runs, taken[base], 'wall'):.2f} | "
              f"{ratio(runs, taken[base], 'cpu'):.2f} |")


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def peers(repository, scratch):
    """Other scanners of histories: name -> command and the exit codes that mean it looked at everything."""
    is_bare = not (repository / ".git").exists()
    store = str(scratch / "noseyparker")
    every = {
        "gitleaks": ["git", "--no-banner", "--exit-code", "0", str(repository)],
        "betterleaks": ["git", "--no-banner", "--exit-code", "0", "--validation=false", str(repository)],
        "trufflehog": ["git", "--no-verification", "--no-update", "--json", *(["--bare"] if is_bare else []),
                       repository.as_uri()],
        "kingfisher": ["scan", str(repository), "--no-validate", "--no-update-check"],
        # It remembers what it has seen: a new store for each run.
        "noseyparker": ["sh", "-c", 'rm -rf "$1" && exec noseyparker scan --progress never --datastore "$1" "$2"',
                        "sh", store, str(repository)],
    }
    found = {}
    for name, arguments in every.items():
        if shutil.which(name) is None:
            continue
        command = arguments if arguments[0] == "sh" else [name, *arguments]
        found[name] = (command, {0, 200} if name == "kingfisher" else {0})
    return found


def history(program, folders, runs):
    ratios = []
    for folder in folders:
        repository = pathlib.Path(folder).resolve()
        with tempfile.TemporaryDirectory(prefix="patdown-bench-") as scratch:
            commands = {
                GIT: (["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--unordered", "--batch",
                       "--buffer"], {0}),
                # 3: objects that are missing, told and not searched; git prints no more than there is either.
                "patdown": ([program, "scan", "--history", str(repository)], {0, 1, 3}),
                **peers(repository, pathlib.Path(scratch)),
            }
            taken = take_turns(commands, scratch, runs)
        table(repository.name if repository.name != "repo" else repository.parent.name, taken, GIT)
        if GIT in taken and "patdown" in taken:
            ratios.append((ratio(taken["patdown"], taken[GIT], "wall"), ratio(taken["patdown"], taken[GIT], "cpu")))
    if len(ratios) > 1:
        wall, cpu = (statistics.geometric_mean(column) for column in zip(*ratios))
        print(f"\nGeometric mean of {len(ratios)} repositories: wall {wall:.2f}, CPU {cpu:.2f} of {GIT}")


def make_large_repository(folder):
    """60,000 small files in 2,000 folders, in one pack; ten of them, far apart, changed and staged."""
    def git(*args):
        subprocess.run(["git", "-C", folder, *args], check=True, env=clean_environment())

    def path(i):
        ends = (".c", ".h", ".py", ".md", ".yml", ".json", ".ts", ".java", ".go", ".txt")
        return f"part{i // 6000}/module{i // 300 % 20}/folder{i // 30 % 10}/file{i}{ends[i % 10]}"

    def text(i, last=""):
        return "".join(f"line {i * 7 + k}\n" for k in range(20)) + last

    subprocess.run(["git", "init", "-q", folder], check=True, env=clean_environment())
    # Written piece by piece: a child's peak memory is never below that of this program.
    with subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE, text=True,
                          encoding="ascii", env=clean_environment()) as importing:
        importing.stdin.write("commit refs/heads/main\ncommitter A <a@example.invalid> 1700000000 +0000\n"
                              "data 6\nbegin\n")
        for i in range(60_000):
            importing.stdin.write(f"M 100644 inline {path(i)}\ndata {len(text(i))}\n{text(i)}\n")
    if importing.returncode != 0:
        sys.exit("run.py: git fast-import failed")
    git("symbolic-ref", "HEAD", "refs/heads/main")
    git("reset", "-q", "--hard")
    for i in range(7, 60_000, 6_001):
        pathlib.Path(folder, path(i)).write_text(text(i, "one line more\n"), encoding="ascii")
    git("add", "-A")


def startup(program, runs):
    with tempfile.TemporaryDirectory(prefix="patdown-bench-") as scratch:
        make_large_repository(scratch)
        commands = {
            "git diff --cached": (["git", "diff", "--cached"], {0}),
            "patdown scan --staged": ([program, "scan", "--staged"], {0}),
            "patdown --version": ([program, "--version"], {0}),
            "true": (["true"], {0}),
        }
        taken = take_turns(commands, scratch, runs)
    table("60,000 files in the index, ten of them staged", taken, "git diff --cached")
    if {"patdown scan --staged", "git diff --cached"} <= taken.keys():
        more = statistics.median(a.wall - b.wall for a, b in zip(taken["patdown scan --staged"],
                                                                 taken["git diff --cached"]))
        print(f"\n--staged takes {more * 1000:+.1f} ms against git diff --cached")


def worktree(program, folders, runs):
    if shutil.which("rg") is None:
        sys.exit("run.py: worktree needs ripgrep (`rg`) on the PATH")
    for folder in folders:
        top = pathlib.Path(folder).resolve()
        commands = {
            # Hidden files too, and everything that git does not ignore, as patdown reads it.
            "ripgrep": (["rg", "--hidden", "--glob", "!.git", "--text", "zqxj-" + "not-there", str(top)], {1}),
            "patdown": ([program, "scan", "--worktree", str(top)], {0, 1, 3}),
        }
        table(top.name, take_turns(commands, top, runs), "ripgrep")


def output_of(repository, *args, given=None):
    return subprocess.run(["git", "-C", str(repository), *args], check=True, stdout=subprocess.PIPE, text=True,
                          input=given, env=clean_environment()).stdout


def cut(repository, commit, target):
    """A bare repository of what `commit` reaches, in one pack whose deltas are looked for anew."""
    subprocess.run(["git", "init", "-q", "--bare", str(target)], check=True, env=clean_environment())
    output_of(repository, "pack-objects", "-q", "--revs", "--no-reuse-delta", "--delta-base-offset", "--window=10",
              "--depth=50", str(target / "objects" / "pack" / "pack"), given=commit + "\n")
    output_of(target, "update-ref", "refs/heads/main", commit)
    output_of(target, "symbolic-ref", "HEAD", "refs/heads/main")


def bytes_of(repository):
    """Of all objects, unpacked: what there is to search."""
    sizes = output_of(repository, "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectsize)")
    return sum(map(int, sizes.split()))


def growth(program, folders, runs):
    for folder in folders:
        repository = pathlib.Path(folder).resolve()
        commits = output_of(repository, "rev-list", "--first-parent", "--reverse", "HEAD").split()
        with tempfile.TemporaryDirectory(prefix="patdown-bench-") as scratch:
            sizes, commands = {}, {}
            for part in (1, 2, 3):
                name = ("a third", "two thirds", "whole")[part - 1]
                target = pathlib.Path(scratch, f"part{part}")
                cut(repository, commits[len(commits) * part // 3 - 1], target)
                sizes[name] = bytes_of(target)
                commands[name] = ([program, "scan", "--history", str(target)], {0, 1})
            taken = take_turns(commands, scratch, runs)
        print(f"\n{repository.name if repository.name != 'repo' else repository.parent.name}\n")
        print("| commits | objects, unpacked | wall | CPU | peak memory | twice the size costs, wall | CPU |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        least = next(iter(taken))
        for name, taken_runs in taken.items():
            twice = ["", ""]
            if name != least:
                doublings = math.log2(sizes[name] / sizes[least])
                twice = [f"{ratio(taken_runs, taken[least], what) ** (1 / doublings):.2f}" for what in ("wall", "cpu")]
            print(f"| {name} | {sizes[name] / 2**20:.0f} MiB | {seconds(median(taken_runs, 'wall'))} | "
                  f"{seconds(median(taken_runs, 'cpu'))} | {median(taken_runs, 'peak') / 2**20:.0f} MiB | "
                  f"{twice[0]} | {twice[1]} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["history", "startup", "worktree", "growth"])
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--program", default=str(HERE.parent / "build" / "release" / "patdown"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_intermixed_args()
    program = shutil.which(options.program)
    if program is None:
        sys.exit(f"run.py: there is no program {options.program}: run ./dev build first")
    if (options.what == "startup") == bool(options.folders):
        parser.error("history, worktree and growth take folders, startup takes none")
    if options.runs < 1:
        parser.error("--runs takes at least 1")
    print(f"{os.cpu_count()} processors; {options.runs} runs of each command, in turn, after one that warms the cache")
    if options.what == "startup":
        startup(os.path.abspath(program), options.runs)
    elif options.what == "history":
        history(os.path.abspath(program), options.folders, options.runs)
    elif options.what == "growth":
        growth(os.path.abspath(program), options.folders, options.runs)
    else:
        worktree(os.path.abspath(program), options.folders, options.runs)


if __name__ == "__main__":
    main()
