#!/usr/bin/env python3
"""Which scopes does patdown infer, and which are true? A confusion table over labelled cases.

usage: scopes.py [TABLE] [--mirrors DIR] [--shapes DIR] [--program FILE] [--only ID] [--strict] [--verbose]

TABLE (default: shapes.tsv beside this program) is tab-separated: id, language, platform, minimal_scopes, and of
real cases source (owner/name:path), commit, related_files (apart by ;). A `,` in minimal_scopes is *and*, `|` *or*, `;` parts platforms ("ado: …; github: …");
what stands behind ` + ` is a part that cannot be scoped, and then the answer must not be complete.
The files of a case are taken from a bare copy of its repository (DIR/OWNER+NAME/repo), else from SHAPES/ID, files of
the same shape that were made up for it (default: shapes/ beside this program). Only Azure DevOps is judged.

Answers: exact; wide (all that is needed, and more); narrow (a part is missing); wrong (both); none (no token seen).
An answer that claims to be complete and lacks a needed part would call a token over-scoped that is not: a FALSE
ACCUSATION. --strict exits with 1 if there is one, or an answer of a made-up case that is not exact."""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SCOPES = HERE.parent / "rules/scopes/azure-devops/scopes.tsv"


def needed(scopes):
    """What the label asks for: a list of sets, of each of which one scope is needed; and whether that is all."""
    scopes = scopes.replace(" ", "")
    for part in scopes.split(";"):
        platform, colon, rest = part.partition(":")
        if platform == "ado":
            scopes = rest
        elif colon and platform in ("github", "gitlab"):
            continue
    known, plus, _ = scopes.partition("+")
    return [set(one.split("|")) for one in known.split(",") if one], not plus


def files_of(row, mirrors, shapes, folder):
    """Lays the case out; says where its files come from, or None."""
    name, _, path = row.get("source", "").partition(":")
    paths = [path] + [one.strip() for one in row.get("related_files", "").split(";") if one.strip()]
    repository = name and mirrors and mirrors / name.replace("/", "+") / "repo"
    if repository and repository.exists():
        for one in paths:
            shown = subprocess.run(["git", "-C", repository, "show", row["commit"] + ":" + one], capture_output=True)
            if shown.returncode == 0:
                target = folder / one
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(shown.stdout)
        if any(folder.iterdir()):
            return "real"
    shape = shapes / row["id"]
    if not shape.is_dir():
        return None
    for file in sorted(shape.rglob("*")):
        if file.is_file():
            target = folder / file.relative_to(shape)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return "shape"


def tokens_in(program, folder):
    shown = subprocess.run([program, "scopes", "--format", "json", "--allow-incomplete", folder], capture_output=True)
    if shown.returncode not in (0, 1):
        raise SystemExit(f"{folder}: patdown ends with {shown.returncode}: {shown.stderr.decode()}")
    return [one for one in json.loads(shown.stdout)["tokens"] if one["platform"] == "azure-devops"]


def implications():
    """Which scopes each scope brings with it."""
    with open(SCOPES, encoding="utf-8") as text:
        return {row["scope"]: set(row["implies"].split()) for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)}


def judged(parts, whole, tokens):
    """The answer in a word, and whether it would be a false accusation."""
    answers = [one for one in tokens if one["minimal"] is not None]
    if not answers:
        return "none", set(), False
    got = set().union(*(one["minimal"] for one in answers))
    if not whole and got == {"app_token"}:
        return "exact", got, False  # full access, for the part that has no scope
    implied = implications()
    # One of several tokens may need less than the others.
    got = {one for one in got if not any(one in implied.get(other, ()) for other in got - {one})}
    covered = got.union(*(implied.get(one, set()) for one in got))
    missing = [one for one in parts if not one & covered]
    extra = got - set().union(*parts) if parts else got
    complete = all(one["complete"] for one in tokens)
    word = ("wrong" if extra else "narrow") if missing else ("wide" if extra else "exact")
    return word, got, complete and (bool(missing) or not whole)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=pathlib.Path, nargs="?", default=HERE / "shapes.tsv")
    parser.add_argument("--mirrors", type=pathlib.Path)
    parser.add_argument("--shapes", type=pathlib.Path, default=HERE / "shapes")
    parser.add_argument("--program", default=str(HERE.parent / "build/release/patdown"))
    parser.add_argument("--only")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="each token's uses, and what is not resolved")
    options = parser.parse_args()
    counts, bad = {}, False
    with open(options.table, encoding="utf-8") as text:
        rows = list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if "ado" not in row["platform"] or (options.only and row["id"] != options.only):
            continue
        parts, whole = needed(row["minimal_scopes"])
        with tempfile.TemporaryDirectory() as folder:
            source = files_of(row, options.mirrors, options.shapes, pathlib.Path(folder))
            if source is None:
                counts["not here"] = counts.get("not here", 0) + 1
                continue
            tokens = tokens_in(options.program, folder)
        word, got, accused = judged(parts, whole, tokens)
        counts[word] = counts.get(word, 0) + 1
        counts["FALSE ACCUSATION"] = counts.get("FALSE ACCUSATION", 0) + accused
        bad = bad or accused or (source == "shape" and word != "exact")
        complete = "complete" if tokens and all(one["complete"] for one in tokens) else "open"
        print(f"{row['id']:6} {row['language'][:22]:22} {source:6} {word:6} {complete:8} "
              f"{'FALSE ACCUSATION ' if accused else ''}expected {row['minimal_scopes']} got {','.join(sorted(got)) or '-'}")
        if options.verbose:
            for token in tokens:
                print(f"    {token['name']} {token['minimal']} complete={token['complete']}")
                for use in token["uses"]:
                    print(f"      {use['path']}:{use['line']} {use['call']} -> {use['scopes']}")
                for one in token["unresolved"]:
                    print(f"      ? {one['path']}:{one['line']} {one.get('why') or one}")
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    return 1 if options.strict and bad else 0


if __name__ == "__main__":
    sys.exit(main())
