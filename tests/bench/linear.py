#!/usr/bin/env python3
"""Lints files of extreme shapes, and twice as much of each: `linear.py PROGRAM`. Prints a table: megabytes a second,
and how many times as long twice the input takes."""
import os
import resource
import statistics
import subprocess
import sys
import tempfile

SHAPES = {
    'one `RUN` of a million continuations': lambda n: 'FROM a\nRUN x \\\n' + ' yyyyyy \\\n' * n + ' z\n',
    'a million instructions': lambda n: 'FROM a\n' + 'RUN echo hello\n' * n,
    'one heredoc of 15 MB': lambda n: 'FROM a\nRUN <<E\n' + 'echo a line\n' * (n * 5 // 4) + 'E\n',
    'one flag of a megabyte, on many lines':
        lambda n: 'FROM a\nRUN --mount=type=cache,target=/' + 'xxxxxxx\\\n' * (n // 8) + ' true\n',
    'one flag of a megabyte, a byte a line':
        lambda n: 'FROM a\nRUN --mount=type=cache,target=/' + 'x\\\n' * (n // 3) + ' true\n',
    'a million stages': lambda n: ''.join(f'FROM a AS s{i}\n' for i in range(n)),
    'a hundred thousand suppressions':
        lambda n: 'FROM a\n' + '# mountlint: ignore[volume-creates-anonymous] -- no\nRUN a\n' * (n // 10),
    'a million comments': lambda n: 'FROM a\n' + '# a comment\n' * n,
    'a million variables in one `ENV`': lambda n: 'FROM a\nENV ' + 'A=$B ' * n + '\n',
}
SIZE = 1_000_000
RUNS = 3


def seconds(program, path):
    """The median of processor time: wall time of a shared machine says little."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, '--isolated', '--exit-zero', '--max-file-size', '1G', path], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def main():
    program = sys.argv[1]
    print('| a Dockerfile of | size | processor | speed | twice of it takes |')
    print('|---|---|---|---|---|')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'Dockerfile')
        for name, make in SHAPES.items():
            taken = []
            for factor in (1, 2):
                text = make(SIZE * factor)
                with open(path, 'w', encoding='utf-8') as out:
                    out.write(text)
                taken.append((len(text) / 1e6, seconds(program, path)))
            (size, once), (_, twice) = taken
            print(f'| {name} | {size:.0f} MB | {once:.2f} s | {size / once:.0f} MB/s | {twice / once:.2f} times as long |',
                  flush=True)


if __name__ == '__main__':
    main()
