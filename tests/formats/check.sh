#!/usr/bin/env bash
# Validates what the writers make: SARIF against the OASIS schema and against the rules of the SARIF multitool (both from an npm
# package), JSON against docs/json-schema.json. Says loudly what could not be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
./dev build >/dev/null
program=$PWD/build/release/mountlint
work=build/formats
mkdir -p "$work"

inputs=(examples tests/fixtures)
"$program" --exit-zero --isolated --format sarif "${inputs[@]}" >"$work/all.sarif"
"$program" --exit-zero --isolated --format json "${inputs[@]}" >"$work/all.json"
"$program" --exit-zero --isolated --format sarif tests/bench/compose-35.yaml >"$work/clean.sarif"
"$program" --exit-zero --isolated --format json tests/bench/compose-35.yaml >"$work/clean.json"

# Debian's own Python: that is where its packages go.
python=/usr/bin/python3
if ! "$python" -c 'import jsonschema' 2>/dev/null; then
  root=() && ((EUID == 0)) || root=(sudo)
  "${root[@]}" apt-get update >/dev/null 2>&1 || true
  "${root[@]}" apt-get install -y --no-install-recommends python3 python3-jsonschema >/dev/null 2>&1 || true
fi

# validate SCHEMA FILE..
validate() {
  "$python" - "$@" <<'END'
import json, sys
import jsonschema
schema = json.load(open(sys.argv[1]))
validator = jsonschema.validators.validator_for(schema)(schema)
wrong = 0
for name in sys.argv[2:]:
    errors = list(validator.iter_errors(json.load(open(name))))
    wrong += len(errors)
    for error in errors[:5]:
        print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    print(f"{name}: {len(errors)} errors against {sys.argv[1]}")
sys.exit(wrong > 0)
END
}

if ! "$python" -c 'import jsonschema'; then
  echo "NOT CHECKED: python3-jsonschema cannot be installed" >&2
  exit 1
fi
validate docs/json-schema.json "$work/all.json" "$work/clean.json"

multitool=$work/node_modules/@microsoft/sarif-multitool-linux
if [[ ! -d $multitool ]] && ! { command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix "$work" \
    @microsoft/sarif-multitool-linux >"$work/npm.log" 2>&1; }; then
  echo "NOT CHECKED: SARIF against the OASIS schema: the npm package @microsoft/sarif-multitool-linux cannot be installed" >&2
  exit 0
fi
schema=$(find "$multitool" -name 'sarif-2.1.0.json' | head -n 1)
validate "$schema" "$work/all.sarif" "$work/clean.sarif"

chmod u+x "$multitool/Sarif.Multitool"
for file in all clean; do
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool/Sarif.Multitool" validate "$work/$file.sarif" --rule-kind "Sarif;Ghas" \
    --level "Error;Warning;Note" -o "$work/$file.report.sarif" --log ForceOverwrite >"$work/multitool.log"
  "$python" - "$work/$file.report.sarif" <<'END'
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8-sig"))
loud = [r for run in report["runs"] for r in run.get("results", []) if r.get("level", "warning") in ("error", "warning")]
for result in loud[:10]:
    print(result["ruleId"], result["message"].get("text") or result["message"])
print(f"{sys.argv[1]}: {len(loud)} errors and warnings of the multitool")
sys.exit(len(loud) > 0)
END
done
