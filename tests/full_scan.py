#!/usr/bin/env python3
"""Scans histories by what is new in each version and as a whole: the findings must be the same bytes.

usage: full_scan.py PROGRAM

A repository full of planted tokens and one of files that change around their tokens, packed in several ways, so
that the same version is made from others, from none, or from ones that hold the token elsewhere.
"""
import base64
import pathlib
import random
import sys
import tempfile

import planted
import tokens

# Deltas of any length, from versions far away, and none at all.
PACKINGS = [("50", "10"), ("1", "10"), ("4095", "250"), ("8", "3"), ("0", "0")]


def fragment(make, chance):
    """What an edit brings: a token, a part of one, or what stands beside tokens and decides about them."""
    token = chance.choice([make.azdo, make.azdo_old, make.github])()
    encoded = base64.b64encode(f"user:{token}".encode()).decode()
    return chance.choice([
        f"token: {token}\n", f'password = "{make.text(14)}"\n', f"{token} # patdown:allow for a test\n",
        "# patdown:allow\n", token[:chance.randrange(len(token))], f"Authorization: Basic {encoded}\n",
        encoded[:40], f"https://h.invalid/?t=%{ord(token[0]):02x}{token[1:]}&x=1\n", "%20", "\\n", "=", "azure devops ",
        f'{{"line": "first\\n{token}\\nlast"}}\n', '"', "-----BEGIN RSA PRIVATE " + "KEY-----\n",
        f"{make.text(64)}\n{make.text(64)}\n", "-----END RSA PRIVATE " + "KEY-----\n", planted.prose(3),
        f"AccountKey={base64.b64encode(make.text(64).encode()).decode()};\n", f"api_key: '{make.text(32).lower()}'\n",
    ])


def edited(text, make, chance):
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        cut = chance.choice([0, 0, 0, 5, 60, 300])
        text = text[:at] + (fragment(make, chance) if chance.random() < 0.8 else "") + text[at + cut:]
    return text


def many_versions(folder):
    make = tokens.Tokens(7)
    chance = random.Random(7)
    repo = planted.Repository(folder)
    texts = {name: planted.prose(40) for name in ("settings.txt", "deploy.sh", "notes.md", "data.json")}
    for _ in range(120):
        name = chance.choice(list(texts))
        texts[name] = edited(texts[name], make, chance)[:60_000]
        repo.write(name, texts[name])
        repo.commit(f"Change {name}")
    return repo


def compare(repo, where):
    # Without fingerprints of its own: what it finds is the business of planted.py.
    counts = set()
    for depth, window in PACKINGS:
        repo.git("-c", "gc.reflogExpire=never", "repack", "-q", "-a", "-d", "-f", "--keep-unreachable",
                 "--depth", depth, "--window", window)
        changed, report = planted.scan(repo, "--history", str(repo.folder))
        whole, _ = planted.scan(repo, "--history", str(repo.folder), "--full-scan")
        planted.check(changed == whole, f"{where}, depth {depth}, window {window}: --full-scan finds something else")
        counts.add(len(report["findings"]))
    planted.check(len(counts) == 1, f"{where}: findings depend on the packing: {counts}")
    print(f"{where}: {counts} findings in {len(PACKINGS)} packings")
    return max(counts)


def main():
    with tempfile.TemporaryDirectory(prefix="patdown-full-") as top:
        top = pathlib.Path(top)
        repo, _ = planted.plant(top / "planted")
        planted.check(compare(repo, "planted tokens") >= 30, "hardly a planted token is found")
        found = compare(many_versions(top / "versions"), "many versions")
        planted.check(found >= 60, f"only {found} tokens are found in many versions")
    if planted.FAILURES:
        sys.exit(f"{len(planted.FAILURES)} checks failed")


if __name__ == "__main__":
    main()
