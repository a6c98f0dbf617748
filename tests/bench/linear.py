#!/usr/bin/env python3
"""Lints files of extreme shapes, and twice as much of each: `linear.py PROGRAM [WORD..]` (those with a word in their
name). Prints a table for each language: megabytes a second, and how many times as long twice the input takes."""
import os
import resource
import statistics
import subprocess
import sys
import tempfile

DOCKERFILES = {
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

A_SERVICE = 'services: {a: {image: x}}\n'
IN_A_SERVICE = 'services:\n  a:\n    image: x\n'


def numbered(line, count):
    """`count` lines; `#` is the number of each."""
    return ''.join(line.replace('#', str(i)) for i in range(int(count)))


# Beyond 100,000 nodes Compose reads no document, so these stay below it, or are large in another way.
COMPOSE_FILES = {
    'a million keys beside the services': lambda n: A_SERVICE + numbered('x-#: v\n', n),
    'a million mounts of a service': lambda n: IN_A_SERVICE + '    volumes:\n' + numbered('      - ./h#:/t#\n', n),
    '45,000 mounts of a service': lambda n: IN_A_SERVICE + '    volumes:\n' + numbered('      - ./h#:/t#\n', n * .045),
    '45,000 mounts of one target':
        lambda n: IN_A_SERVICE + '    volumes:\n' + numbered('      - ./h#:/t\n', n * .045),
    '20,000 named volumes': lambda n: IN_A_SERVICE + '    volumes:\n' + numbered('      - v#:/t#\n', n * .02) +
                            'volumes:\n' + numbered('  v#: {}\n', n * .02),
    '100,000 services': lambda n: 'services:\n' + numbered('  s#: {image: x}\n', n / 10),
    '16,000 services': lambda n: 'services:\n' + numbered('  s#: {image: x}\n', n * .016),
    '7,000 services with a database':
        lambda n: 'services:\n' + numbered('  s#: {image: postgres, volumes: ["./h#:/var/lib/x"]}\n', n * .007),
    'an environment of 10 MB, a list':
        lambda n: IN_A_SERVICE + '    environment:\n' + numbered('      - KEY_#=' + 'v' * 200 + '\n', n * .045),
    'an environment of 10 MB, a mapping':
        lambda n: IN_A_SERVICE + '    environment:\n' + numbered('      KEY_#: ' + 'v' * 200 + '\n', n * .045),
    '500 documents': lambda n: numbered('---\nservices: {a: {image: x, volumes: [./h#:/t#]}}\n', n * .0005),
    '100,000 documents': lambda n: numbered('---\nservices: {a: {image: x, volumes: [./h#:/t#]}}\n', n / 10),
    'an include of 50,000 files': lambda n: 'include:\n' + numbered('- f#.yaml\n', n / 20) + A_SERVICE,
    '5,000 aliases of a list of 8':
        lambda n: 'x-v: &v ["a:/a", "b:/b", "c:/c", "d:/d", "e:/e", "f:/f", "g:/g", "h:/h"]\nservices:\n' +
                  numbered('  s#: {image: x, volumes: *v}\n', n * .005),
    '10,000 merge keys':
        lambda n: 'x-a: &a {image: x, user: y}\nservices:\n' + numbered('  s#: {<<: *a, hostname: h}\n', n / 100),
    '5,000 sources of a merge key': lambda n: 'x-a:\n' + numbered('- &a# {x-#: v}\n', n * .005) +
                                    'services:\n  a:\n    image: x\n    <<: [' + numbered('*a#, ', n * .005) + ']\n',
    '100,000 anchors': lambda n: A_SERVICE + 'x-a:\n' + numbered('- &a# b\n', n / 10),
    'a chain of 5,000 services that extend the next':
        lambda n: 'services:\n' + numbered('  s#: {extends: t#, image: x}\n  t#: {extends: u#}\n  u#: {user: a}\n', n / 200),
    'a plain scalar of 8 MB': lambda n: A_SERVICE + 'x-a: ' + 'word ' * (n * 8 // 5) + '\n',
    'a double-quoted scalar of 8 MB': lambda n: A_SERVICE + 'x-a: "' + '\\x3a word ' * (n * 8 // 10) + '"\n',
    'a single-quoted scalar of 8 MB': lambda n: A_SERVICE + "x-a: '" + "it''s " * (n * 8 // 6) + "'\n",
    'a literal block of 8 MB': lambda n: A_SERVICE + 'x-a: |\n' + '  a line\n' * (n * 8 // 9),
    'a folded block of 8 MB': lambda n: A_SERVICE + 'x-a: >\n' + '  a line\n' * (n * 8 // 9),
    'a command of 8 MB': lambda n: 'services: {a: {image: x, command: "' + "a 'b' " * (n * 8 // 6) + '"}}\n',
    'a million unset variables in a value':
        lambda n: 'services: {a: {image: x, user: "' + '${AB} ' * n + '"}}\n',
    'a million variables with a default':
        lambda n: 'services: {a: {image: x, user: "' + '${A:-b} ' * n + '"}}\n',
    'a million comments': lambda n: '# a comment\n' * n + A_SERVICE,
    '50,000 suppressions':
        lambda n: '# mountlint: ignore[anonymous-volume-in-compose] -- no\n' * (n // 20) + A_SERVICE,
    '20,000 keys that nobody knows': lambda n: IN_A_SERVICE + numbered('    imagf#: v\n', n / 50),
    '20,000 wrong values': lambda n: IN_A_SERVICE + '    volumes:\n' + numbered('      - [#]\n', n / 50),
    '20,000 configs that are not there': lambda n: IN_A_SERVICE + '    configs:\n' + numbered('      - c#\n', n / 50) +
                                         'configs:\n' + numbered('  d#: {file: ./x}\n', n / 100),
    '20,000 keys given twice': lambda n: A_SERVICE + 'x-a:\n' + numbered('  k#: v\n  k#: v\n', n / 50),
    '20,000 broken lines': lambda n: A_SERVICE + numbered('x#: [\n', n / 50),
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


def table(program, path, kind, shapes, words):
    print(f'| a {kind} of | size | processor | speed | twice of it takes |')
    print('|---|---|---|---|---|')
    for name, make in shapes.items():
        if words and not any(word in name for word in words):
            continue
        taken = []
        for factor in (1, 2):
            text = make(SIZE * factor)
            with open(path, 'w', encoding='utf-8') as out:
                out.write(text)
            taken.append((len(text) / 1e6, seconds(program, path)))
        (size, once), (_, twice) = taken
        print(f'| {name} | {size:.1f} MB | {once:.2f} s | {size / once:.0f} MB/s | {twice / once:.2f} times as long |',
              flush=True)


def main():
    program, *words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        table(program, os.path.join(folder, 'Dockerfile'), 'Dockerfile', DOCKERFILES, words)
        print()
        table(program, os.path.join(folder, 'compose.yaml'), 'compose file', COMPOSE_FILES, words)


if __name__ == '__main__':
    main()
