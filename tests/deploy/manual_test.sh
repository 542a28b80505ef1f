#!/bin/bash
# The manual pages are clean before mandoc.
set -euo pipefail
command -v mandoc >/dev/null || { echo "skipped: there is no mandoc"; exit 77; }
cd "$1"
said=$(mandoc -T lint -- *.[158] || true)
[[ -z $said ]] || { echo "$said" >&2; exit 1; }
