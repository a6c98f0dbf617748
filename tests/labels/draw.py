#!/usr/bin/env python3
"""Draws the 100 database services of databases.tsv from the corpus, the same ones on every run.

Usage: tests/labels/draw.py [CORPUS]   (default: ../shared/corpus beside the source directory)
Needs python3 and PyYAML. Prints path, line of the service key, service and image, tab-separated.

Eligible is a service of compose/ and pairs/ whose `image:` (defaults of variables taken) belongs to a family below.
Files that YAML cannot read and files without `services:` are left out, and so is `devcontainers__cli`: the corpus
README says that its files are the deliberately odd fixtures of a tool.
All eligible services are sorted, shuffled with Random(6) and taken from the front; one is passed over when its file
already gave 2, its repository 8 (compose/ and pairs/ together) or its family 15. Without these caps postgres, redis
and kafka, and a handful of large repositories of one cut, would be most of the sample.
"""
import collections
import pathlib
import random
import re
import sys

import yaml

FAMILIES = {  # the last part of the image name is, or ends in, -word or _word
    "postgres": "postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector|pgvecto-rs|paradedb",
    "mysql": "mysql|mysql-server|mariadb|percona|percona-server", "mongo": "mongo|mongodb",
    "redis": "redis|valkey|keydb|redis-stack|redis-stack-server|rejson",
    "search": "elasticsearch|opensearch|meilisearch", "vector": "qdrant|weaviate|milvus",
    "series": "influxdb|prometheus", "neo4j": "neo4j", "couchdb": "couchdb", "cassandra": "cassandra|scylla",
    "clickhouse": "clickhouse|clickhouse-server", "mssql": "mssql|mssql/server", "oracle": r"oracle|oracle-r\d",
    "rabbitmq": "rabbitmq", "kafka": "kafka|zookeeper", "etcd": "etcd|consul"}
NO_DATABASE = {"supertokens-postgresql"}  # named after the database that it uses
SIZE, PER_FILE, PER_REPOSITORY, PER_FAMILY = 100, 2, 8, 15
DEFAULT = re.compile(r"\$\{\w+:?-([^{}]*)\}")


def family(image):
    while DEFAULT.search(image):
        image = DEFAULT.sub(r"\1", image)
    name = re.sub(r"(@.*|:[^/]*)$", "", image.lower())
    if name.split("/")[-1] in NO_DATABASE:
        return None
    return next((f for f, words in FAMILIES.items() if re.search(rf"(^|[/_-])({words})$", name)), None)


def entry(mapping, key):
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def eligible(corpus):
    for path in sorted(p for part in ("compose", "pairs") for p in (corpus / part).rglob("*.y*ml")):
        relative = path.relative_to(corpus)
        if relative.parts[1] == "devcontainers__cli":
            continue
        try:
            services = entry(yaml.compose(path.read_text("utf-8", "replace")), "services")
        except yaml.YAMLError:
            continue
        for key, service in services.value if isinstance(services, yaml.MappingNode) else []:
            image = entry(service, "image") or entry(entry(service, "<<"), "image")
            if isinstance(image, yaml.ScalarNode) and family(image.value):
                yield str(relative), key.start_mark.line + 1, key.value, image.value


def draw(rows):
    random.Random(6).shuffle(rows)
    taken, seen = [], collections.Counter()
    for row in rows:
        groups = [(row[0], PER_FILE), (row[0].split("/")[1], PER_REPOSITORY), (family(row[3]), PER_FAMILY)]
        if len(taken) < SIZE and all(seen[name] < limit for name, limit in groups):
            seen.update(name for name, _ in groups)
            taken.append(row)
    return sorted(taken)


if __name__ == "__main__":
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared/corpus"
    for found in draw(sorted(eligible(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else beside))):
        print(*found, sep="\t")
