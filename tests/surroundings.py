#!/usr/bin/env python3
"""Both Azure DevOps token formats in nine surroundings, with any provider field: proven, and not called
proven with one check character wrong.

usage: surroundings.py PROGRAM
"""
import json
import subprocess
import sys

import tokens

SURROUNDINGS = {
    "bare": "{}",
    "the CLI's variable": "AZURE_DEVOPS_EXT_PAT={}",
    "JSON": '{{"token": "{}", "n": 1}}',
    "YAML": "token: {}\nother: 1\n",
    "a URL": "git clone https://bot:{}@dev.azure.com/o/p/_git/r",
    "the job token's variable": "SYSTEM_ACCESSTOKEN:{}",
    "an assignment with blanks": "pat = {}",
    "a bearer header": "Authorization: Bearer {}",
    "curl": "curl -u :{} https://dev.azure.com/o/_apis/projects",
}
PROVIDERS = ["AAAS", "0000", "Zz9x", "abcd"]


def scan(program, text):
    run = subprocess.run([program, "scan", "--stdin", "--format", "json"], input=text.encode(),
                         capture_output=True, check=False)
    return json.loads(run.stdout)["findings"]


def wrong(token, at, alphabet):
    """The token with its character at `at` replaced by another of the alphabet."""
    other = alphabet[(alphabet.index(token[at]) + 1) % len(alphabet)]
    return token[:at] + other + token[at + 1:]


def main():
    program = sys.argv[1]
    make = tokens.Tokens(9)
    failures = 0
    forms = [("azure-devops-pat", make.azdo(provider), range(80, 84), tokens.ALNUM)
             for provider in PROVIDERS]
    # In the old form the checked bytes 2, 7, 8 and 22 begin in these characters.
    forms += [("azure-devops-pat-legacy", make.azdo_old(), (4, 12, 13, 36),
               "abcdefghijklmnopqrstuvwxyz234567") for _ in PROVIDERS]
    for rule, token, checked, alphabet in forms:
        for name, surrounding in SURROUNDINGS.items():
            found = scan(program, surrounding.format(token))
            hits = [f for f in found if f["rule"] == rule and f["confidence"] == "proven"
                    and f["fingerprint"] == tokens.fingerprint(rule, token)]
            if len(hits) != 1 or len(found) != 1:
                failures += 1
                print(f"FAIL {rule} in {name}: {[(f['rule'], f['confidence']) for f in found]}")
            found = scan(program, "\n\n".join(surrounding.format(wrong(token, at, alphabet))
                                             for at in checked))
            if any(f["confidence"] == "proven" for f in found):
                failures += 1
                print(f"FAIL {rule} in {name}: proven with a check character wrong")
    print(f"{len(forms)} tokens in {len(SURROUNDINGS)} surroundings, {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
