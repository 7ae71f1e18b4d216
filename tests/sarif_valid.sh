#!/usr/bin/env bash
# Is the SARIF that patdown writes valid? `tests/sarif_valid.sh BUILD_FOLDER TESTS_PROGRAM`
#
# The schema and the validator come from npm, pinned by tests/sarif/package-lock.json and kept in the
# build folder. Held against it are samples made by hand and what the program itself says of a repository
# with leaks and over-scoped tokens. Without network, and without an earlier installation, this fails: it never passes
# unseen.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1/sarif/samples"
work=$(cd "$1/sarif" && pwd) tests_program=$2

if ! cmp -s "$here/sarif/package-lock.json" "$work/.installed"; then
  cp "$here/sarif/package.json" "$here/sarif/package-lock.json" "$work/"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund >&2)
  cp "$here/sarif/package-lock.json" "$work/.installed"
fi
validate() { node "$here/sarif/validate.js" "$work/node_modules" "$@"; }

rm -f "$work/samples"/*
PATDOWN_SARIF_SAMPLES=$work/samples "$tests_program" '[sarif-samples]' >&2
python3 -B "$here/sarif_repository.py" "$1/patdown" "$work/samples"
validate "$work/samples"/*.sarif

# The validator must be able to say no.
sed 's/"utf16CodeUnits"/"bytes"/' "$work/samples/everything.sarif" >"$work/broken.json"
if validate "$work/broken.json" >/dev/null 2>&1; then
  echo "the validator accepts an unknown columnKind" >&2
  exit 1
fi
