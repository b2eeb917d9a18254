#!/usr/bin/env python3
"""Measures whole searches for two to five keywords; see README.md beside this file.

    keywords.py INDEX FOLDER [--gongwen PATH] [--count N] [--seed N]

Draws words, numbers included, from the text files of FOLDER, which INDEX is of: half of the queries from one
file, so that most have exact hits, half from several. Starts `gongwen search` for each and prints how long the
processes took. Keep the machine idle.
"""

import argparse
import os
import pathlib
import random
import re
import statistics
import subprocess
import time

WORD = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]+")


def words(gongwen, path):
    """The words of the beginning of a file."""
    text = path.read_bytes()[:30_000].decode("utf-8", errors="ignore")
    cut = subprocess.run([gongwen, "segment"], input=text, capture_output=True, text=True, check=True).stdout
    return [word for word in cut.split() if WORD.fullmatch(word)]


def queries(gongwen, folder, count, chance):
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    found = [words(gongwen, path) for path in chance.sample(paths, min(150, len(paths)))]
    found = [some for some in found if len(some) >= 20]
    for _ in range(count):
        length = chance.randint(2, 5)
        if chance.random() < 0.5:
            yield " ".join(chance.sample(chance.choice(found), length))
        else:
            yield " ".join(chance.choice(chance.choice(found)) for _ in range(length))


def measure(command):
    """Wall and CPU milliseconds of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise SystemExit(f"keywords.py: {command} ended with {process.returncode}")
    return (time.perf_counter() - start) * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--gongwen", default=".build/release/gongwen")
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    measured = []
    for query in queries(options.gongwen, options.folder, options.count, random.Random(options.seed)):
        command = [options.gongwen, "search", "--index", options.index, "--json", "--", query]
        # The better of two: the first may find the files cold.
        measured.append((min(measure(command), measure(command)), query))
    for name, place in [("wall", 0), ("CPU", 1)]:
        times = sorted(times[place] for times, _ in measured)
        print(f"{name:4}  median {statistics.median(times):6.1f} ms  p95 {times[len(times) * 95 // 100]:6.1f}  "
              f"p99 {times[len(times) * 99 // 100]:6.1f}  max {times[-1]:6.1f}  "
              f"over 20 ms: {sum(time > 20 for time in times)} of {len(times)}")
    for times, query in sorted(measured, reverse=True)[:5]:
        print(f"{times[0]:6.1f} ms  {query}")


if __name__ == "__main__":
    main()
