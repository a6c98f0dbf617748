"""Findings per rule over the corpus, and every file that could not be read or parsed.

usage: findings.py PROGRAM FILE_LIST [--rule ID] [--diff REV]

--rule ID    prints every finding of one rule
--diff REV   builds REV too, and prints which findings the working tree adds and removes
Exits 1 if a file was not read.
"""
import argparse
import collections
import os
import subprocess
import sys

from run import lint

SYNTAX = ("compose-syntax", "dockerfile-syntax")


def line(finding):
    return (f"{finding['path']}:{finding['line']}:{finding['column']}: {finding['severity']}: "
            f"{finding['message']} [{finding['rule']}]")


def table(report):
    counts = collections.Counter((f["rule"], f["severity"]) for f in report["findings"])
    files = collections.defaultdict(set)
    for finding in report["findings"]:
        files[finding["rule"]].add(finding["path"])
    print(f"{'rule':34}{'error':>8}{'warning':>9}{'info':>7}{'files':>7}")
    for rule in sorted({rule for rule, _ in counts}):
        numbers = [counts[rule, severity] for severity in ("error", "warning", "info")]
        print(f"{rule:34}{numbers[0]:8}{numbers[1]:9}{numbers[2]:7}{len(files[rule]):7}")


def summary(report, file_count):
    loud = [f for f in report["findings"] if f["severity"] != "info"]
    broken = {f["path"] for f in report["findings"] if f["rule"] in SYNTAX}
    print(f"\n{file_count} files, {len(report['findings'])} findings, {len(loud)} of them errors or warnings: "
          f"{len(loud) / max(file_count, 1):.3f} per file")
    print(f"{len(broken)} files with syntax errors, {len(report['errors'])} not read")
    for error in report["errors"]:
        print(f"  not read: {error}")


def build_revision(revision):
    """The program as it was at REV, built beside the project in build/."""
    short = subprocess.check_output(["git", "rev-parse", "--short", revision], text=True).strip()
    tree = os.path.abspath(f"build/revisions/{short}")
    if not os.path.isdir(tree):
        subprocess.run(["git", "worktree", "add", "--detach", "--force", tree, revision], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["./dev", "build"], cwd=tree, check=True, stdout=subprocess.DEVNULL)
    return f"{tree}/build/release/mountlint"


def diff(new, old):
    added, removed = sorted(new - old), sorted(old - new)
    for text in removed:
        print(f"- {text}")
    for text in added:
        print(f"+ {text}")
    print(f"\n{len(added)} added, {len(removed)} removed, {len(new & old)} unchanged")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files")
    parser.add_argument("--rule")
    parser.add_argument("--diff", metavar="REV")
    options = parser.parse_args()
    with open(options.files) as lines:
        files = lines.read().splitlines()
    report = lint(options.program, files)
    if options.diff:
        old = lint(build_revision(options.diff), files)
        diff({line(f) for f in report["findings"]}, {line(f) for f in old["findings"]})
        return
    if options.rule:
        print("\n".join(line(f) for f in report["findings"] if f["rule"] == options.rule))
        return
    table(report)
    summary(report, len(files))
    sys.exit(1 if report["errors"] else 0)


main()
