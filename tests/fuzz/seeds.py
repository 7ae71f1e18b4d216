#!/usr/bin/env python3
"""Makes texts for the fuzz targets to begin with.

usage: seeds.py FOLDER

FOLDER/pack: what pack_fuzz takes, indexes of a repository that git makes and packs in its own notation.
FOLDER/code: what code_fuzz takes, the sources of this repository by language.
"""
import pathlib
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
# In the order of Language in src/token/code/readers.h; ends of file names.
LANGUAGES = (".sh", ".ps1", ".cs", "Dockerfile", ".go", ".tf", ".http", ".java", ".js", "Makefile", ".py", ".rb",
             ".tsx", ".ts")
LARGEST = 6000


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


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, texts in (("pack", [*git_files(), *packs()]), ("code", sources())):
        folder = pathlib.Path(sys.argv[1], name)
        folder.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"seed{number:03}").write_bytes(text)


if __name__ == "__main__":
    main()
