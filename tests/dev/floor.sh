#!/bin/bash
# floor.sh CORPUS PYTHON SCORER INDICATORCTL FLOORS: the scorer's verdict on the corpus; 77 where there is none.
set -eu
[[ -d $1 ]] || { echo "skipped: there is no corpus beside the project (../shared/corpus/dev)"; exit 77; }
exec "$2" "$3" "$1" --run "$4 extract {}" --floor "$5"
