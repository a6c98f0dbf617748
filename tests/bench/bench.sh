#!/usr/bin/env bash
# Prints time and memory of whole runs as a table, each with its command. Needs build/release/mountlint and
# build/dev/tests/measure (`./dev bench` makes both).
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/mountlint
measure=build/dev/tests/measure
corpus=../shared/corpus

row() { "$measure" "$@"; }

echo '| what | wall, median | processor | peak memory |'
echo '|---|---|---|---|'
row "one compose file: \`mountlint tests/bench/compose-35.yaml\`" 21 "$program" --exit-zero tests/bench/compose-35.yaml
row "version only: \`mountlint --version\`" 21 "$program" --version
if [[ ! -d $corpus ]]; then
  echo "skipped: no corpus at ../shared/corpus" >&2
  exit 0
fi
row "the corpus: \`mountlint ../shared/corpus/{compose,dockerfiles,pairs}\`" 5 \
  "$program" --exit-zero --format concise "$corpus"/compose "$corpus"/dockerfiles "$corpus"/pairs
copies=${TMPDIR:-/tmp}/mountlint-copies   # kept for the next run
if [[ ! -d $copies/20 ]]; then
  mkdir -p "$copies"
  for i in $(seq 20); do
    mkdir -p "$copies/$i"
    cp -r "$corpus"/compose "$corpus"/dockerfiles "$corpus"/pairs "$copies/$i/"
  done
fi
row "twenty copies of the corpus: \`mountlint /tmp/mountlint-copies\`" 1 \
  "$program" --exit-zero --format concise --isolated "$copies"
