#!/usr/bin/env python3
"""clang-tidy on every source, or on those named; needs build/release/compile_commands.json.

usage: tidy.py [SOURCE...]

Most of the time that clang-tidy takes goes into the standard library's headers, again for each source. So sources
that have nothing to do with each other are looked at together, one behind the other in one file: some checks look
only at the main file. Only a look at one source alone condemns it: a batch in which anything is amiss is done again
one by one.

A verdict is kept under build/tidy by the text of the source and of the headers of ours that it reads, so that a second
run looks only at what changed.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

TIDY = "clang-tidy-14"
ROOT = pathlib.Path(__file__).resolve().parent.parent
DATABASE = ROOT / "build/release/compile_commands.json"
VERDICTS = ROOT / "build/tidy"
WORK = ROOT / "build/tidy-batches"
LARGEST_BATCH = 12

# The analyzer follows a large function of a header only so many times in a translation unit: in a batch as often for
# each source as it would alone. What sources of a batch include both is no mistake; what one of them includes twice keeps
# it out of batches.
BATCH_OPTIONS = ["--checks=-readability-duplicate-include", "--extra-arg-before=-Xclang",
                 "--extra-arg-before=-analyzer-config", "--extra-arg-before=-Xclang",
                 f"--extra-arg-before=max-times-inline-large={32 * LARGEST_BATCH}"]

QUOTED = re.compile(r"R\"(\w*)\([^\x00]*?\)\1\"|//[^\n]*|'(?:\\.|[^'\\\n])'|\"(?:\\.|[^\"\\\n])*\"")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
MACRO = re.compile(r"^\s*#\s*define\s+(\w+)", re.MULTILINE)
TYPE = re.compile(r"(?:struct|class|union|enum(?: class)?)\s+(\w+)")


def defined_names(text):
    """What a source defines outside functions and types, members of types included. The sources are formatted: such a
    definition begins a line, and nothing else does."""
    names = set(MACRO.findall(text))
    for line in text.split("\n"):
        if match := TYPE.match(line):
            names.add(match[1])
        elif re.match(r"[A-Za-z_]", line) and not line.startswith(("namespace", "template", "extern", "static_assert")):
            words = re.findall(r"\w+", re.split(r"[({=;\[]", line)[0])
            if words and words[-1] != "operator" and not words[-1].isupper():  # TEST_CASE
                names.add(words[-1])
    return names


@functools.cache
def headers_in(path):
    """Those of ours that a file includes itself."""
    places = [folder / name for name in INCLUDE.findall(path.read_text())
              for folder in (path.parent, ROOT / "src", ROOT / "tests")]
    return sorted({place.resolve() for place in places if place.exists()})


@functools.cache
def words_of(path):
    return frozenset(re.findall(r"\w+", QUOTED.sub(" ", path.read_text())))


class Source:
    def __init__(self, path, flags):
        self.path = path
        self.flags = flags
        self.config = next(folder / ".clang-tidy" for folder in path.parents if (folder / ".clang-tidy").exists())
        self.text = path.read_text()
        includes = [line for line in self.text.split("\n") if line.startswith("#include")]
        self.sociable = len(includes) == len(set(includes))
        self.headers, waiting = set(), [path]
        while waiting:
            new = [header for header in headers_in(waiting.pop()) if header not in self.headers]
            self.headers.update(new)
            waiting.extend(new)
        self.mentions = words_of(path)
        self.defines = defined_names(QUOTED.sub(" ", self.text))
        self.headers_mention = frozenset().union(*map(words_of, self.headers))
        self.hides = self.defines - self.headers_mention
        digest = hashlib.sha256("\0".join(flags).replace(str(ROOT), "").encode())
        for read in (path, *sorted(self.headers)):
            digest.update(f"\0{read.relative_to(ROOT)}\0{read.read_text()}".encode())
        # The file whose presence says that this source is clean.
        self.verdict = VERDICTS / f"{configuration()}-{digest.hexdigest()[:32]}"

    def kind(self):
        """Sources of one kind can be looked at together."""
        return str(self.config), self.flags

    def may_join(self, other):
        return (self.sociable and other.sociable and self.kind() == other.kind()
                and not self.defines & other.mentions and not other.defines & self.mentions
                and not self.hides & other.headers_mention and not other.hides & self.headers_mention)


@functools.cache
def configuration():
    """Names everything that decides a verdict besides the source."""
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    texts = [version] + [(ROOT / name).read_bytes() for name in (".clang-tidy", "tests/.clang-tidy")]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def all_sources():
    return sorted(path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.cpp"))


def compile_flags():
    """What each source is compiled with, but for what clang cannot use or must not see: GCC's precompiled headers."""
    flags = {}
    for entry in json.loads(DATABASE.read_text()):
        words = shlex.split(entry["command"])
        if words[0].endswith("ccache"):
            del words[0]
        kept, position = [], 1
        while position < len(words):
            word = words[position]
            if word in ("-o", "-c") or (word == "-include" and "cmake_pch" in words[position + 1]):
                position += 1
            elif word != "-Winvalid-pch":
                kept.append(word)
            position += 1
        flags[pathlib.Path(entry["file"])] = tuple(kept)
    return flags


def load(paths):
    flags = compile_flags()
    # Sources of other build presets, such as the fuzz targets, see what the tests see.
    others = flags[ROOT / "tests/day_test.cpp"]
    return [Source(path, flags.get(path, others)) for path in paths]


def in_batches(sources):
    """Sources share a batch if neither mentions a name that the other defines: then each means what it means alone,
    and nothing that the other one does with a function can excuse it. Nor may the headers of one mention what only the
    other knows."""
    batches = []
    strangers = {source: sum(source.may_join(other) for other in sources) for source in sources}
    for source in sorted(sources, key=lambda source: (strangers[source], source.path)):
        for batch in batches:
            if len(batch) < LARGEST_BATCH and all(source.may_join(other) for other in batch):
                batch.append(source)
                break
        else:
            batches.append([source])
    return batches


def run(path, flags, options=()):
    """Runs clang-tidy: whether all is well, and what it says."""
    done = subprocess.run([TIDY, "--quiet", *options, str(path), "--", *flags], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.returncode == 0, done.stdout


def check_alone(source):
    clean, said = run(source.path, source.flags)
    if clean:
        source.verdict.touch()
    else:
        print(said, end="", flush=True)
    return clean


def check_batch(number, batch):
    """The sources of a batch that are not clean."""
    if len(batch) > 1:
        # Beside this file lies the configuration that the sources have where they are.
        folder = WORK / batch[0].config.parent.relative_to(ROOT)
        unit = folder / f"batch-{number}.cpp"
        unit.write_text("\n".join(source.text for source in batch))
        folders = sorted({f"-iquote{source.path.parent}" for source in batch})
        clean, said = run(unit, (*batch[0].flags, *folders), BATCH_OPTIONS)
        if clean:
            for source in batch:
                source.verdict.touch()
            return []
        if "VERBOSE" in os.environ:
            print(f"tidy: one by one: {[source.path.name for source in batch]}\n{said[:2000]}", file=sys.stderr)
    return [source for source in batch if not check_alone(source)]


def prepare():
    VERDICTS.mkdir(parents=True, exist_ok=True)
    for config in (ROOT / ".clang-tidy", ROOT / "tests/.clang-tidy"):
        folder = WORK / config.parent.relative_to(ROOT)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".clang-tidy").write_bytes(config.read_bytes())


def main(named):
    prepare()
    sources = load([pathlib.Path(name).resolve() for name in named] or all_sources())
    batches = in_batches([source for source in sources if not source.verdict.exists()])
    # The longest first, so that no processor is left waiting for one.
    batches.sort(key=len, reverse=True)
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        unclean = [source for found in pool.map(check_batch, range(len(batches)), batches) for source in found]
    if unclean:
        print(f"clang-tidy: {len(unclean)} of {len(sources)} sources are not clean")
        return 1
    print(f"clang-tidy: {len(sources)} sources are clean")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
