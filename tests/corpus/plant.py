"""Plants one mistake in each of 1,000 corpus files and counts how many are reported at their place.

usage: plant.py PROGRAM FILE_LIST [--seed N] [--count N] [--verbose]

A mistake counts as reported if a syntax error stands within one line of it, or on the line of the quote that it left open.
At the end of each file stands a sentinel (a volume without a name, or a VOLUME that is no JSON) that must be found, too: the rest of
the file is still read. Mutants that stay valid are set aside by `stays_valid`: PyYAML still reads the compose file; Dockerfile
mutants are wrong by construction. Files that have a syntax error before are not used. Exits 1 below 95 %.
"""
import argparse
import collections
import os
import random
import re
import sys
import tempfile

import yaml

from run import lint

RULES = {"compose-syntax", "dockerfile-syntax", "build-mount-invalid-option", "invalid-mount-spec"}
KEYWORDS = "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE LABEL RUN USER VOLUME WORKDIR".split()


# --- compose files: each planter takes lines and a random source, and gives (line index, new line) or None

def pick(lines, random, pattern):
    hits = [i for i, line in enumerate(lines) if re.match(pattern, line)]
    return random.choice(hits) if hits else None


def indent_one_off(lines, random):
    i = pick(lines, random, r" +[^ #\n]")
    if i is None:
        return None
    return i, random.choice([" " + lines[i], lines[i][1:]])


def open_quote(lines, random):
    i = pick(lines, random, r"""[^#'"]*(["'])[^"'\\]+\1\s*$""")
    return None if i is None else (i, re.sub(r"""["']\s*$""", "", lines[i]))


def missing_colon(lines, random):
    i = pick(lines, random, r" *[A-Za-z_][\w.-]*:( |$)")
    return None if i is None else (i, lines[i].replace(":", "", 1))


def bad_tab(lines, random):
    i = pick(lines, random, r" +[^ #\n]")
    return None if i is None else (i, "\t" + lines[i].lstrip(" "))


COMPOSE = [indent_one_off, open_quote, missing_colon, bad_tab]


def block_scalar_lines(text):
    """Lines inside block scalars: a change there is text, not structure."""
    inside = set()
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                inside.update(range(token.start_mark.line, token.end_mark.line + 1))
    except yaml.YAMLError:
        pass
    return inside


def with_sentinel_service(text):
    """The text with one more service at the end of `services:`, and the number of lines before it; None if there is no
    block of services."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if re.match(r"services:\s*(#.*)?$", line)), None)
    if start is None:
        return None
    first = next((line for line in lines[start + 1:] if re.match(r" +[\w.-]+:", line)), None)
    if first is None:
        return None
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"[^ #\n\t]", lines[i])), len(lines))
    indent = re.match(" +", first).group()
    step = indent + "  "
    sentinel = [f"{indent}zz-sentinel:", f"{step}image: example.org/sentinel:1", f"{step}volumes:",
                f"{step}  - /sentinel/data"]
    return "\n".join(lines[:end] + sentinel + lines[end:]), end


def plant_compose(text, random):
    made = with_sentinel_service(text)
    if not made:
        return None
    text, end = made
    try:
        list(yaml.parse(text))
    except yaml.YAMLError:
        return None
    lines = text.split("\n")
    scalars = block_scalar_lines(text)
    usable = ["" if i in scalars or i >= end else line for i, line in enumerate(lines)]
    planter = random.choice(COMPOSE)
    planted = planter(usable, random)
    if planted is None:
        return None
    i, line = planted
    return planter.__name__, i + 1, "\n".join(lines[:i] + [line] + lines[i + 1:])


def stays_valid(text):
    try:
        list(yaml.parse(text))
        return True
    except yaml.YAMLError:
        return False


# --- Dockerfiles

def instruction_lines(lines):
    """Lines that begin an instruction; empty if the file has heredocs or an escape directive."""
    if any("<<" in line or re.match(r"#\s*escape", line) for line in lines):
        return []
    found, continued = [], False
    for i, line in enumerate(lines):
        comment = re.match(r"\s*(#|$)", line)
        if not comment and not continued:
            found.append(i)
        if not comment:
            continued = bool(re.search(r"\\[ \t]*$", line.rstrip("\r")))
    return found


def bad_instruction(lines, random, at):
    keyword = lines[at].split(None, 1)[0]
    spelled = random.choice([keyword + "X", keyword[:-1] + "Q", "DO" + keyword])
    return lines[at].replace(keyword, spelled, 1)


def bad_flag(lines, random, at):
    keyword = lines[at].split(None, 1)[0]
    return lines[at].replace(keyword, keyword + " " + random.choice(["--form=x", "--mont=type=cache", "--chwon=1"]), 1)


def plant_dockerfile(text, random):
    lines = text.split("\n")
    starts = instruction_lines(lines)
    from_line = next((i for i in starts if re.match(r"\s*FROM\s", lines[i], re.I)), None)
    if from_line is None or lines[-1].rstrip().endswith("\\"):
        return None
    planter = random.choice([bad_instruction, bad_flag])
    words = KEYWORDS if planter is bad_instruction else [w for w in KEYWORDS if w not in ("ARG",)]
    usable = [i for i in starts if i > from_line and lines[i].split(None, 1)[0].upper() in words]
    if not usable:
        return None
    at = random.choice(usable)
    lines = lines[:at] + [planter(lines, random, at)] + lines[at + 1:]
    return planter.__name__, at + 1, "\n".join(lines) + "\nVOLUME ['/sentinel']\n"


# --- the run

def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return None if "\r" in text or text.startswith("\ufeff") else text


def plant(path, random):
    try:
        text = read(path)
    except ValueError:
        return None
    if text is None:
        return None
    return (plant_compose if path.endswith((".yml", ".yaml")) else plant_dockerfile)(text, random)


def opening_quote_line(kind, line, text):
    """A quote left open may be reported where it opens; that is the planted line itself."""
    return line if kind == "open_quote" else None


def judge(findings, kind, line, text):
    errors = [f["line"] for f in findings if f["rule"] in RULES and f["severity"] == "error"]
    near = any(abs(found - line) <= 1 for found in errors) or opening_quote_line(kind, line, text) in errors
    rest = any("sentinel" in f["message"] for f in findings)
    return near, rest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    source = random.Random(options.seed)
    with open(options.files) as lines:
        files = lines.read().splitlines()
    clean = lint(options.program, files, "--no-host-fs")
    broken = {f["path"] for f in clean["findings"] if f["rule"] in RULES}
    files = [f for f in files if os.path.relpath(f) not in broken and f not in broken]
    source.shuffle(files)

    mutants, set_aside = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            if len(mutants) == options.count:
                break
            planted = plant(path, source)
            if planted is None:
                continue
            kind, line, text = planted
            is_compose = path.endswith((".yml", ".yaml"))
            if is_compose and stays_valid(text):
                set_aside += 1
                continue
            name = f"{folder}/{len(mutants):04}/{'compose.yaml' if is_compose else 'Dockerfile'}"
            os.makedirs(os.path.dirname(name))
            with open(name, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            mutants[name] = (kind, line, text, path)
        report = lint(options.program, list(mutants), "--no-host-fs")
    by_path = collections.defaultdict(list)
    for finding in report["findings"]:
        by_path[os.path.abspath(finding["path"])].append(finding)

    total, near_count, rest_count = collections.Counter(), collections.Counter(), collections.Counter()
    for name, (kind, line, text, path) in mutants.items():
        near, rest = judge(by_path[os.path.abspath(name)], kind, line, text)
        total[kind] += 1
        near_count[kind] += near
        rest_count[kind] += rest
        if options.verbose and not (near and rest):
            found = [(f["line"], f["message"]) for f in by_path[os.path.abspath(name)] if f["rule"] in RULES]
            print(f"{path}:{line} {kind} near={near} rest={rest}: {text.split(chr(10))[line - 1]!r} -> {found[:3]}")
    print(f"{'mistake':20}{'planted':>8}{'at place':>10}{'rest read':>11}")
    for kind in sorted(total):
        print(f"{kind:20}{total[kind]:8}{near_count[kind]:10}{rest_count[kind]:11}")
    planted, near, rest = total.total(), near_count.total(), rest_count.total()
    print(f"{'all':20}{planted:8}{near:10}{rest:11}   seed {options.seed}, {set_aside} set aside: still valid")
    enough = planted and near >= 0.95 * planted and rest >= 0.95 * planted
    sys.exit(0 if enough else 1)


main()
