#!/usr/bin/env python3
"""Judges ranking by queries whose right answers are known; see README.md beside this file.

    relevance.py CORPUS [--gongwen PATH] [--sets NAME…] [--runs FOLDER] [--baseline FOLDER]

CORPUS is searched for folders with a `corpus.jsonl` (JSON lines: id, title, text) and beside it one or
several pairs of `[NAME.]queries.tsv` (id TAB query) and `[NAME.]qrels.trec`. Every set's documents are
written to files, indexed, and searched through the server of `gongwen serve`, a hundred hits a query.
The runs are written to FOLDER/gongwen/SET.run in TREC's format and compared with those of the baseline
folder, query by query; without --baseline with plain BM25 on character pairs, made here.
"""

import argparse
import array
import collections
import hashlib
import heapq
import http.client
import json
import math
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

DEPTH = 100
MEASURES = ("nDCG@10", "MRR@10", "P@1", "R@100")
SAMPLES = 10_000
SEED = 1


# Measures: as trec_eval has them. A query without a relevant document counts nowhere.

def measures(ranking, grades):
    """The measures of one ranking (document ids, best first), in the order of MEASURES.

    >>> [round(value, 4) for value in measures(["c", "a", "x", "b"], {"a": 1, "b": 2, "c": 0, "d": 1})]
    [0.4766, 0.5, 0.0, 0.6667]
    >>> measures([], {"a": 1})
    (0.0, 0.0, 0.0, 0.0)
    >>> measures(["b", "a"], {"a": 1, "b": 2})
    (1.0, 1.0, 1.0, 1.0)
    """
    gains = [max(0, grades.get(document, 0)) for document in ranking[:DEPTH]]
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    first = next((rank for rank, gain in enumerate(gains[:10], 1) if gain), None)
    return (discounted(gains[:10]) / discounted(ideal[:10]), 1 / first if first else 0.0,
            1.0 if gains[:1] and gains[0] else 0.0, sum(gain > 0 for gain in gains) / len(ideal))


def discounted(gains):
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def significance(differences):
    """The two-sided p of a paired randomisation test: how often signs thrown by a coin give a sum as
    far from zero. Source: Smucker, Allan and Carterette, 2007."""
    differences = [difference for difference in differences if difference]
    if not differences:
        return 1.0
    generator = random.Random(SEED)
    observed = abs(sum(differences)) - 1e-12
    extreme = 0
    for _ in range(SAMPLES):
        signs = generator.getrandbits(len(differences))
        total = sum(
            difference if signs >> index & 1 else -difference
            for index, difference in enumerate(differences))
        extreme += abs(total) >= observed
    return (extreme + 1) / (SAMPLES + 1)


# Plain BM25 on character pairs, the yardstick.

def pairs(text):
    """Adjacent letters, digits and ideographs of the text, whatever stands between them."""
    units = [unit for unit in unicodedata.normalize("NFKC", text).lower() if unit.isalnum()]
    return [first + second for first, second in zip(units, units[1:])]


class PlainBM25:
    """An exhaustive BM25 over all pairs of title and text, k1 0.9, b 0.4."""

    def __init__(self, documents):
        self.names = [document["id"] for document in documents]
        self.postings = collections.defaultdict(lambda: (array.array("I"), array.array("I")))
        lengths = []
        for number, document in enumerate(documents):
            counts = collections.Counter(pairs(f"{document['title']} {document['text']}"))
            lengths.append(counts.total())
            for pair, count in counts.items():
                numbers, frequencies = self.postings[pair]
                numbers.append(number)
                frequencies.append(count)
        average = sum(lengths) / len(lengths)
        self.norms = [0.9 * (1 - 0.4 + 0.4 * length / average) for length in lengths]

    def search(self, query):
        scores = collections.defaultdict(float)
        for pair, count in collections.Counter(pairs(query)).items():
            if pair not in self.postings:
                continue
            numbers, frequencies = self.postings[pair]
            weight = count * math.log(
                1 + (len(self.names) - len(numbers) + 0.5) / (len(numbers) + 0.5))
            for number, frequency in zip(numbers, frequencies):
                scores[number] += weight * frequency / (frequency + self.norms[number])
        best = heapq.nsmallest(DEPTH, scores, key=lambda number: (-scores[number], number))
        return [self.names[number] for number in best]


# The product.

class Product:
    """A library of the documents, searched through `gongwen serve`."""

    def __init__(self, gongwen, documents, folder):
        self.names = [document["id"] for document in documents]
        sources = os.path.join(folder, "documents")
        index = os.path.join(folder, "index")
        os.mkdir(sources)
        for number, document in enumerate(documents):
            with open(os.path.join(sources, f"{number}.txt"), "w", encoding="utf-8") as file:
                file.write(f"{document['title']}\n\n{document['text']}\n")
        subprocess.run([gongwen, "index", "--quiet", "--index", index, "--whole-file", sources],
                       check=True)
        self.refused = 0
        self.microseconds = []
        self.server = subprocess.Popen(
            [gongwen, "serve", "--index", index, "--port", "0"], stderr=subprocess.PIPE, text=True)
        address = None
        while not address:
            line = self.server.stderr.readline()
            if not line:
                raise SystemExit("relevance.py: gongwen serve did not start")
            address = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        self.connection = http.client.HTTPConnection("127.0.0.1", int(address[1]))

    def search(self, query):
        self.microseconds.append(self.page(query, 10)["elapsed_us"])
        ranking = []
        for hit in self.page(query, DEPTH)["hits"]:
            # A text that several documents have is one hit.
            paths = [hit["path"]] + [source["path"] for source in hit["also_in"]]
            for number in sorted(int(pathlib.Path(path).stem) for path in paths):
                if self.names[number] not in ranking:
                    ranking.append(self.names[number])
        return ranking[:DEPTH]

    def page(self, query, limit):
        # What is judged is documents, not works: versions of one law have grades of their own.
        parameters = urllib.parse.urlencode({"q": query, "limit": limit, "versions": 1})
        self.connection.request("GET", f"/api/search?{parameters}")
        response = self.connection.getresponse()
        body = json.loads(response.read())
        if response.status == 400:
            # Not in the query language; a person would see what is wrong, and quote it.
            self.refused += limit == DEPTH
            return {"elapsed_us": 0, "hits": []}
        if response.status != 200:
            raise SystemExit(f"relevance.py: {query}: {response.status} {body}")
        return body

    def stop(self):
        self.server.terminate()
        self.server.wait()
        self.server.stderr.close()


# Files.

def find_sets(corpus):
    """For each `corpus.jsonl` below the folder, by path: the sets judged on it, as name, queries, qrels."""
    sets = {}
    for path in sorted(pathlib.Path(corpus).rglob("corpus.jsonl")):
        for queries in sorted(path.parent.glob("*queries.tsv")):
            prefix = queries.name.removesuffix("queries.tsv")
            qrels = queries.with_name(f"{prefix}qrels.trec")
            if qrels.exists():
                name = prefix.rstrip(".") or path.parent.name
                sets.setdefault(path, []).append((name, queries, qrels))
    return sets


def read_queries(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t", 1) for line in file if line.strip()]


def read_qrels(path):
    """The grades of those queries that have a relevant document."""
    grades = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as file:
        for line in file:
            query, _, document, grade = line.split()
            grades[query][document] = int(grade)
    return {query: judged for query, judged in grades.items() if max(judged.values()) > 0}


def read_run(path):
    run = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            query, _, document, rank, _, _ = line.split()
            run[query].append((int(rank), document))
    return {query: [document for _, document in sorted(ranked)] for query, ranked in run.items()}


def write_run(path, run, tag):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for query, ranking in run.items():
            for rank, document in enumerate(ranking, 1):
                # Scores of the two tiers cannot be compared: the order is what counts.
                file.write(f"{query} Q0 {document} {rank} {DEPTH + 1 - rank} {tag}\n")


def is_older(path, source):
    """Whether a file is missing, or was made before its source was changed."""
    return not path.exists() or path.stat().st_mtime < source.stat().st_mtime


# The report.

def is_held_out(query):
    """Whether a query belongs to the half that settings are not chosen on."""
    return hashlib.md5(query.encode()).digest()[0] & 1 == 1


def row(name, figures):
    print(f"{name:22}" + "".join(f"{figure:>11}" for figure in figures), flush=True)


def report(name, grades, run, baseline):
    results = {query: measures(run.get(query, []), judged) for query, judged in grades.items()}
    bases = {query: measures(baseline.get(query, []), judged) for query, judged in grades.items()}
    for part, held in ((name, (False, True)), ("  held out", (True,))):
        queries = [query for query in grades if is_held_out(query) in held]
        if not queries:
            continue
        means = [statistics.fmean(results[query][index] for query in queries)
                 for index in range(len(MEASURES))]
        base = statistics.fmean(bases[query][0] for query in queries)
        p = significance([results[query][0] - bases[query][0] for query in queries])
        row(part, [len(queries)] + [f"{mean:.4f}" for mean in means]
            + [f"{base:.4f}", f"{means[0] - base:+.4f}", f"{p:.4f}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus")
    parser.add_argument("--gongwen", default=".build/release/gongwen")
    parser.add_argument("--sets", nargs="+", metavar="NAME")
    parser.add_argument("--runs", default=".build/relevance", metavar="FOLDER")
    parser.add_argument("--baseline", metavar="FOLDER")
    options = parser.parse_args()
    # So that the server is stopped and the temporary folder removed.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    gongwen = os.path.abspath(options.gongwen)
    runs = pathlib.Path(options.runs)
    baseline = pathlib.Path(options.baseline) if options.baseline else runs / "pairs"
    found = find_sets(options.corpus)
    names = [name for sets in found.values() for name, _, _ in sets]
    repeated = sorted(name for name, count in collections.Counter(names).items() if count > 1)
    if repeated:
        raise SystemExit(f"relevance.py: {options.corpus}: several sets are named "
                         f"{', '.join(repeated)}; their runs would replace each other")
    unknown = sorted(set(options.sets or names) - set(names))
    if unknown or not names:
        raise SystemExit(f"relevance.py: {options.corpus}: no set {', '.join(unknown)}; "
                         f"there are: {', '.join(names) or 'none'}")
    print(f"against {baseline}; randomisation test of {SAMPLES:,} samples, seed {SEED}")
    row("", ["queries", *MEASURES, "base nDCG", "gain", "p"])
    for corpus, sets in found.items():
        sets = [one for one in sets if not options.sets or one[0] in options.sets]
        if not sets:
            continue
        with open(corpus, encoding="utf-8") as file:
            documents = [json.loads(line) for line in file]
        if not options.baseline and any(
                is_older(baseline / f"{name}.run", corpus) for name, _, _ in sets):
            plain = PlainBM25(documents)
            for name, queries, _ in sets:
                run = {query: plain.search(text) for query, text in read_queries(queries)}
                write_run(baseline / f"{name}.run", run, "pairs")
            del plain
        with tempfile.TemporaryDirectory() as folder:
            product = Product(gongwen, documents, folder)
            try:
                for name, queries, qrels in sets:
                    product.refused, product.microseconds = 0, []
                    run = {query: product.search(text) for query, text in read_queries(queries)}
                    write_run(runs / "gongwen" / f"{name}.run", run, "gongwen")
                    report(name, read_qrels(qrels), run, read_run(baseline / f"{name}.run"))
                    median = statistics.median(product.microseconds) / 1000
                    print(f"  ten hits with passages: median {median:.1f} ms; "
                          f"refused queries: {product.refused}", flush=True)
            finally:
                product.stop()


if __name__ == "__main__":
    sys.exit(main())
