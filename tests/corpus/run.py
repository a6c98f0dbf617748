"""Runs mountlint over named files and gives its JSON report. Shared by the scripts of this folder."""
import json
import subprocess
import sys


def lint(program, files, *options):
    """The report of one run; exits 2 if the program crashed or wrote no report."""
    command = [program, "check", "--format", "json", "--isolated", *options, "--", *files]
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"{program} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')[-2000:]}")
    try:
        return json.loads(done.stdout)
    except ValueError:
        sys.exit(f"no report:\n{done.stderr.decode(errors='replace')[-2000:]}")
