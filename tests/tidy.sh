#!/usr/bin/env bash
# clang-tidy on every source, two at a time. A verdict is kept by the preprocessed text and the
# configuration, so that a second run looks only at what changed. Kept under build/tidy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build/tidy
export CONFIG_HASH
CONFIG_HASH=$(cat .clang-tidy tests/.clang-tidy | sha256sum | cut -c1-16)

tidy_one() {
  local source=$1 key
  key=$(clang++-14 -std=c++20 -E -P -Isrc -Itests "$source" 2>/dev/null | cat - "$source" | sha256sum | cut -c1-32)
  local verdict=build/tidy/$CONFIG_HASH-$key
  [[ -f $verdict ]] && return 0
  if clang-tidy-14 --quiet -p build/release "$source" >"$verdict.log" 2>/dev/null; then
    mv "$verdict.log" "$verdict"
  else
    cat "$verdict.log"
    rm -f "$verdict.log"
    return 1
  fi
}
export -f tidy_one

if (($#)); then sources=("$@"); else mapfile -t sources < <(find src tests -name '*.cpp' | sort); fi
printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -I{} bash -c 'tidy_one {}'
echo "clang-tidy: ${#sources[@]} sources are clean"
