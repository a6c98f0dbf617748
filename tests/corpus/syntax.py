"""Holds every syntax error that we report over the corpus against what BuildKit and compose-go say of the same file.

usage: syntax.py PROGRAM FILE_LIST CONFORMANCE_FOLDER

A file of which they report no error must have none of ours, or stand in syntax_exceptions.txt with its reason. Exits 1 otherwise.
"""
import json
import os
import sys

from run import lint

RULES = {"compose-syntax", "dockerfile-syntax", "invalid-mount-spec", "build-mount-invalid-option"}
# What these rules report beyond syntax is no error of the engines: see each rule's page.
ENGINE_SILENT = {"invalid-mount-spec"}


def answers(folder):
    """Relative corpus path -> the engine's error, or None."""
    known = {}
    for kind in ("dockerfile", "compose"):
        with open(f"{folder}/{kind}/corpus.jsonl", encoding="utf-8") as lines:
            for line in lines:
                answer = json.loads(line)
                known[answer["path"]] = (dockerfile_error if kind == "dockerfile" else compose_error)(answer)
    return known


def dockerfile_error(answer):
    texts = [answer["parse"].get("error"), answer.get("instructions", {}).get("error"),
             answer.get("checks", {}).get("error", {}).get("text")]
    texts += [one.get("error") for one in answer.get("perInstruction") or [] if one]
    return next((text for text in texts if text), None)


def compose_error(answer):
    return answer.get("error")


def exceptions():
    with open(os.path.join(os.path.dirname(__file__), "syntax_exceptions.txt"), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return {path: reason for path, reason in rows}


def main():
    program, list_file, conformance = sys.argv[1:4]
    with open(list_file) as lines:
        files = lines.read().splitlines()
    root = os.path.commonpath(files)
    known, allowed = answers(conformance), exceptions()
    report = lint(program, files, "--no-host-fs")
    ours = {}
    for finding in report["findings"]:
        if finding["rule"] in RULES - ENGINE_SILENT:
            path = os.path.relpath(os.path.abspath(finding["path"]), os.path.abspath(root))
            ours.setdefault(path, []).append(f"{finding['line']}:{finding['column']} {finding['message']}")
    wrong = {path: errors for path, errors in ours.items() if not known.get(path) and path not in allowed}
    for path, errors in sorted(wrong.items()):
        print(f"{path}: {errors[0]}")
    stale = sorted(path for path in allowed if path not in ours)
    for path in stale:
        print(f"listed as an exception, but without a syntax error now: {path}")
    print(f"{len(ours)} files with syntax errors of ours, {len(ours) - len(wrong) - len(allowed) + len(stale)} confirmed by the engines, "
          f"{len(allowed)} listed exceptions, {len(wrong)} wrong")
    missed = sum(1 for path, error in known.items() if error and path not in ours)
    print(f"for information: {missed} files have an error of the engines (of any kind) and no syntax error of ours")
    sys.exit(1 if wrong or stale else 0)


main()
