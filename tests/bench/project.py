#!/usr/bin/env python3
"""Writes a project of 1,000 services that extend a common one, are included from ten files, and are changed by an
override: `project.py FOLDER`."""
import os
import sys

FILES, SERVICES = 10, 100


def write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as out:
        out.write(text)


def service(number):
    return (f'  s{number}:\n    extends: {{file: base.yaml, service: base}}\n    image: postgres:17\n'
            f'    environment: {{POSTGRES_DB: db{number}, POSTGRES_USER: "${{USER_NAME:-app}}"}}\n'
            f'    volumes: [data{number}:/var/lib/postgresql/data, ./conf{number}:/etc/app:ro]\n')


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    write(folder, 'base.yaml', 'services:\n  base:\n    image: base\n    restart: always\n    labels: [a=b, c=d]\n'
                               '    volumes: [./logs:/var/log/app, cache:/cache]\n    tmpfs: /run\n')
    for part in range(FILES):
        numbers = range(part * SERVICES, (part + 1) * SERVICES)
        write(folder, f'part{part}.yaml', 'services:\n' + ''.join(map(service, numbers)) + 'volumes:\n' +
              ''.join(f'  data{i}: {{labels: {{n: "{i}"}}}}\n' for i in numbers))
    write(folder, 'compose.yaml', 'include:\n' + ''.join(f'  - part{i}.yaml\n' for i in range(FILES)) +
          'services:\n  first: {image: nginx}\nvolumes:\n  cache:\n')
    write(folder, 'compose.override.yaml', 'services:\n' + ''.join(
        f'  s{i}: {{volumes: ["./local{i}:/etc/app"], environment: [MODE=test]}}\n' for i in range(FILES * SERVICES)))


if __name__ == '__main__':
    main()
