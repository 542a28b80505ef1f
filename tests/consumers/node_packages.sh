#!/bin/sh
# Installs the Node consumer's packages into a folder of the build: node_packages.sh SOURCE FOLDER. Exit status 77,
# told in a sentence, where node, npm or the packages are not to be had.
set -u
source=$1 folder=$2
for program in node npm; do
  command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done
mkdir -p "$folder" && cp "$source/subscriber.mjs" "$source/package.json" "$folder/" || exit 1
if [ -d "$folder/node_modules/zeromq" ] && cmp -s "$source/package-lock.json" "$folder/package-lock.json"; then
  exit 0
fi
cp "$source/package-lock.json" "$folder/" || exit 1
# The binaries lie ready in the package: nothing is to be built.
if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund); then
  rm -rf "$folder/node_modules"
  echo "skipped: npm could not fetch the packages"
  exit 77
fi
