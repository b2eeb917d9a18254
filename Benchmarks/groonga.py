#!/usr/bin/env python3
"""Measures `gongwen serve` beside Groonga's HTTP server on the same documents; see README.md beside this file.

    groonga.py CORPUS INDEX QUERIES [--gongwen PATH] [--connections N] [--seconds N]

INDEX is gongwen's of CORPUS, a folder of text files; QUERIES has a query a line, of words with spaces between
them. Groonga (Debian's groonga-bin) gets the files as they are, every two characters a token, with positions.
Prints for how many queries both find as many documents, then requests a second and latencies of those, ten
hits with passages in each answer. Keep the machine idle.
"""

import argparse
import json
import pathlib
import random
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

import serve

SCHEMA = """
table_create Documents TABLE_HASH_KEY ShortText
column_create Documents text COLUMN_SCALAR LongText
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto
column_create Terms documents COLUMN_INDEX|WITH_POSITION Documents text
"""
GROONGA = ("/d/select?table=Documents&match_columns=text&query={}&limit=10&sort_keys=-_score"
           "&output_columns=_key,_score,snippet_html(text)")
GONGWEN = "/api/search?limit=10&q={}"


def load_groonga(corpus, database):
    """Gives Groonga all files of a folder."""
    documents = []
    for path in sorted(corpus.rglob("*")):
        if path.suffix in (".txt", ".md"):
            documents.append({"_key": str(path.relative_to(corpus)), "text": path.read_text(encoding="utf-8")})
    commands = SCHEMA + "load --table Documents\n" + json.dumps(documents, ensure_ascii=False) + "\n"
    subprocess.run(["groonga", "-n", database], input=commands, text=True, check=True, stdout=subprocess.DEVNULL)
    return len(documents)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def read(site, target):
    with urllib.request.urlopen(site + target) as answer:
        return json.load(answer)


def compare(groonga, queries, options):
    """Loads both with the queries that find as many documents in both."""
    with serve.served(options.gongwen, options.index) as gongwen:
        equal = []
        for query in queries:
            quoted = urllib.parse.quote(query)
            ours = read(gongwen, "/api/search?limit=0&q=" + quoted)["exact"]["documents"]
            theirs = read(groonga, "/d/select?table=Documents&match_columns=text&limit=0&query=" + quoted)
            if ours == theirs[1][0][0][0]:
                equal.append(query)
        print(f"{len(equal):,} of {len(queries):,} queries find as many documents in both")
        for name, site, path in [("Groonga", groonga, GROONGA), ("Gongwen, first asked", gongwen, GONGWEN),
                                 ("Gongwen, asked again", gongwen, GONGWEN), ("Groonga again", groonga, GROONGA)]:
            serve.row(name, serve.load(site, serve.targets(equal, path), options.connections, options.seconds))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("corpus", type=pathlib.Path)
    arguments.add_argument("index")
    arguments.add_argument("queries", type=pathlib.Path)
    arguments.add_argument("--gongwen", default=".build/release/gongwen")
    arguments.add_argument("--connections", type=int, default=32)
    arguments.add_argument("--seconds", type=int, default=10)
    options = arguments.parse_args()
    queries = [line for line in options.queries.read_text(encoding="utf-8").splitlines() if line]
    random.Random(1).shuffle(queries)
    with tempfile.TemporaryDirectory() as folder:
        database = str(pathlib.Path(folder, "db"))
        print(f"{load_groonga(options.corpus, database):,} documents")
        port = free_port()
        server = subprocess.Popen(
            ["groonga", "--protocol", "http", "--bind-address", "127.0.0.1", "-p", str(port), "-s", database],
            stdout=subprocess.DEVNULL)
        try:
            groonga = f"http://127.0.0.1:{port}"
            time.sleep(1)
            compare(groonga, queries, options)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
