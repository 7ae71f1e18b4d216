#!/usr/bin/env bash
# python.sh PYTHON FOLDER: a virtual environment in FOLDER with the packages of requirements.txt. Does nothing
# if it is there already.
set -euo pipefail
python=$1 folder=$2
wanted=$(dirname "${BASH_SOURCE[0]}")/requirements.txt
cmp -s "$wanted" "$folder/requirements.txt" && exit 0
"$python" -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
cp "$wanted" "$folder/requirements.txt"
