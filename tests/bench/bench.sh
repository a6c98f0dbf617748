#!/usr/bin/env bash
# Prints time and memory of whole runs as tables, each with its command. Needs what `./dev bench` builds, and
# build/corpus-files.txt.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=build/release/mountlint
tools=build/release/tests/bench
corpus=../shared/corpus

row() { "$tools/measure" "$@"; }

echo '| what | wall, median | processor | peak memory |'
echo '|---|---|---|---|'
row "one compose file: \`mountlint tests/bench/compose-35.yaml\`" 21 "$program" --exit-zero tests/bench/compose-35.yaml
row "version only: \`mountlint --version\`" 21 "$program" --version
thousand=${TMPDIR:-/tmp}/mountlint-thousand
python3 tests/bench/project.py "$thousand"
row "1,000 services that are included, extend and are overridden: \`tests/bench/project.py DIR; mountlint DIR\`" 5 \
  "$program" --exit-zero --isolated --format concise "$thousand"
if [[ ! -d $corpus ]]; then
  echo "skipped: no corpus at ../shared/corpus" >&2
  exit 0
fi
row "the corpus: \`mountlint ../shared/corpus/{compose,dockerfiles,pairs}\`" 5 \
  "$program" --exit-zero --format concise "$corpus"/compose "$corpus"/dockerfiles "$corpus"/pairs
row "its compose files, one thread: \`mountlint check --format json -j 1 ../shared/corpus/compose\`" 11 \
  "$program" check --exit-zero --isolated --format json -j 1 "$corpus"/compose
row "the same files through yaml-cpp's parser alone: \`yaml_speed ../shared/corpus/compose\`" 11 \
  "$tools/yaml_speed" "$corpus"/compose
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

dockerfiles=build/corpus-dockerfiles.txt
grep -iE '(docker|container)file[^/]*$' build/corpus-files.txt >"$dockerfiles"
bytes=$(xargs -d '\n' -a "$dockerfiles" cat | wc -c)
echo
echo "| $(wc -l <"$dockerfiles") Dockerfiles of the corpus, $((bytes / 1000)) kB | time | speed | |"
echo '|---|---|---|---|'
"$tools/parse_speed" --row "parsing alone: \`parse_speed $dockerfiles\`" "$dockerfiles"
lint=$(xargs -s 1000000 -d '\n' -a "$dockerfiles" "$tools/measure" lint 11 "$program" --exit-zero --isolated -j 1)
awk -F '|' -v bytes="$bytes" '{ ms = $3 + 0
  printf "| the whole lint, one thread: `mountlint -j 1 FILES` | %.1f ms | %.0f MB/s | |\n", ms, bytes / 1e3 / ms }' <<<"$lint"

"$tools/image_lookup"

echo
tests/bench/linear.py "$program"
