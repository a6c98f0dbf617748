#!/usr/bin/env python3
"""Holds what the program says about the services of databases.tsv against what a reader said.

    ./dev labels [--verbose]

Runs PROGRAM once over the corpus (../shared/corpus), without any config. Of its findings only the rules about the fate
of data count, and of these what stands inside of a labelled service. Prints every disagreement and a table; exits 1 if
a finding is said that the reader did not expect (a false alarm), 0 otherwise, 2 if there is no corpus.
"""
import collections
import csv
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parents[2] / "shared" / "corpus"

RULES = {
    "anonymous-volume-from-image", "anonymous-volume-in-compose", "app-data-not-persisted", "backup-reads-live-database",
    "data-mount-wrong-path", "database-not-persisted", "database-on-tmpfs", "database-on-unsuitable-fs",
    "database-replicas-share-volume", "database-unpinned-major", "database-volume-shared", "local-volume-in-swarm",
    "postgres-data-path",
}


def expectations(text):
    """`rule severity, rule severity?` -> {rule: (severity, doubtful)}; `silent` -> {}"""
    out = {}
    for part in text.split(","):
        part = part.strip()
        if part.rstrip("?") == "silent":
            continue
        rule, severity = part.split()
        out[rule] = (severity.rstrip("?"), severity.endswith("?"))
    return out


def last_line(lines, first):
    """Of the block that begins at line `first`, counted from one."""
    indent = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    for number in range(first, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent:
            return number
    return len(lines)


def findings_by_file(program):
    files = [str(path.relative_to(CORPUS)) for folder in ("compose", "pairs") for path in (CORPUS / folder).rglob("*.y*ml")]
    command = [program, "check", "--isolated", "--format", "json", "--min-severity", "info", "--exit-zero", *sorted(files)]
    done = subprocess.run(command, cwd=CORPUS, capture_output=True, text=True)
    by_file = collections.defaultdict(list)
    for finding in json.loads(done.stdout)["findings"]:
        if finding["rule"] in RULES:
            by_file[finding["path"]].append(finding)
    return by_file


def main():
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: nothing was compared", file=sys.stderr)
        return 2
    by_file = findings_by_file(sys.argv[1])
    counts = collections.Counter()
    with open(HERE / "databases.tsv", encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        path, first = row["path"], int(row["line"])
        last = last_line((CORPUS / path).read_text(encoding="utf-8").split("\n"), first)
        said = {f["rule"]: f["severity"] for f in by_file[path] if first <= f["line"] <= last}
        expected = expectations(row["expected"])
        for rule, (severity, doubtful) in expected.items():
            kind = "agrees" if said.get(rule) == severity else "severity" if rule in said else "missed"
            if doubtful:
                kind = "doubtful, " + ("said" if rule in said else "not said")
            counts[kind] += 1
            if kind != "agrees" and (not doubtful or "--verbose" in sys.argv):
                print(f"{kind}: {path}:{first} {row['service']}: expected {rule} {severity}, "
                      f"said {said.get(rule, 'nothing')}")
        extra = {rule: severity for rule, severity in said.items() if rule not in expected}
        if not expected and not extra:
            counts["agrees (silent)"] += 1
        for rule, severity in extra.items():
            kind = "doubtful, said" if row["expected"].endswith("?") and not expected else "false alarm"
            counts[kind] += 1
            print(f"{kind}: {path}:{first} {row['service']}: {rule} {severity}, expected {row['expected']}")
    print(f"{len(rows)} services: " + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return 1 if counts["false alarm"] else 0


sys.exit(main())
