#!/usr/bin/env python3
"""Measures gongwen as whole processes; see README.md beside this file.

    measure.py CORPUS [--large FOLDER] [--gongwen PATH] [--repeat N]

CORPUS is a folder of documents; FOLDER a large one (`recombine.py` makes one). Prints medians. Nothing
else should run on the machine.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time


def run(command):
    """Wall seconds, CPU seconds, peak resident megabytes and standard output of a command."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode not in (0, 1):
            raise SystemExit(f"{command} exited with {process.returncode}")
        output.seek(0)
        text = output.read().decode()
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, text


def row(name, value):
    print(f"{name:58} {value}")


def size(folder):
    return sum(p.stat().st_size for p in pathlib.Path(folder).rglob("*")
               if p.suffix.lower() in (".txt", ".md", ".html", ".htm"))


def seconds(text):
    """The seconds of a duration as the tool writes it below a minute: 0.4 ms, 12 ms, 3.4 s."""
    number, unit = text.split()
    return float(number) * {"ms": 1e-3, "s": 1}[unit]


def measure_parsing(gongwen, corpus, work, repeat):
    shares = []
    for _ in range(repeat):
        shutil.rmtree(work, ignore_errors=True)
        wall, _, _, text = run(
            [gongwen, "index", "--index", work, "-j", "1", "--verbose", corpus])
        parsing = re.search(r"^parsing took ([\d.]+ m?s),", text, re.MULTILINE)
        shares.append(seconds(parsing[1]) / wall)
    row("    of it parsing", f"{statistics.median(shares) * 100:.1f} %")


def measure_indexing(gongwen, corpus, work, repeat):
    megabytes = size(corpus) / 1e6
    for jobs in (1, 2):
        walls, cpus = [], []
        for _ in range(repeat):
            shutil.rmtree(work, ignore_errors=True)
            wall, cpu, memory, _ = run([gongwen, "index", "--index", work, "-j", str(jobs), corpus])
            walls.append(wall)
            cpus.append(cpu)
        row(f"index {megabytes:.1f} MB, {jobs} worker(s): MB/s of wall time",
            f"{megabytes / statistics.median(walls):.1f}")
        row(f"index {megabytes:.1f} MB, {jobs} worker(s): MB/s of CPU time",
            f"{megabytes / statistics.median(cpus):.1f}")
        row(f"index {megabytes:.1f} MB, {jobs} worker(s): peak memory", f"{memory:.0f} MB")
        if jobs == 1:
            measure_parsing(gongwen, corpus, work, repeat)
    status = json.loads(run([gongwen, "status", "--index", work, "--json"])[3])
    total = sum(status["index_bytes"].values())
    row("index size relative to the source files", f"{total / status['source_bytes']:.3f}")
    for name, count in status["index_bytes"].items():
        row(f"    {name}", f"{count / status['source_bytes']:.3f}")


def measure_search(gongwen, work, repeat):
    row("gongwen --version, whole process",
        f"{statistics.median(run([gongwen, '--version'])[0] for _ in range(repeat * 10)) * 1e3:.2f} ms")
    for query in (["工会"], ["安全生产"], ["国务院", "应当"], ["“依法追究刑事责任”"], ["的"]):
        walls = [run([gongwen, "search", "--index", work, *query])[0] for _ in range(repeat * 10)]
        inside = [
            json.loads(run([gongwen, "search", "--json", "--index", work, *query])[3].splitlines()[-1])
            ["elapsed_us"] for _ in range(repeat)]
        row(f"search {' '.join(query)}, whole process",
            f"{statistics.median(walls) * 1e3:.2f} ms, of it {statistics.median(inside) / 1e3:.2f} in search")


def measure_server(gongwen, work):
    if not shutil.which("wrk"):
        row("HTTP searches", "not measured: install wrk")
        return
    server = subprocess.Popen([gongwen, "serve", "--index", work, "--port", "7899"],
                              stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        url = "http://127.0.0.1:7899/api/search?q=%E5%AE%89%E5%85%A8%E7%94%9F%E4%BA%A7&limit=10"
        for connections in (1, 8):
            output = run(["wrk", "-t1", f"-c{connections}", "-d5s", "--latency", url])[3]
            rate = next(l for l in output.splitlines() if "Requests/sec" in l).split()[1]
            slow = next(l for l in output.splitlines() if "99%" in l).split()[1]
            row(f"HTTP searches of 安全生产, {connections} connection(s)", f"{rate}/s, p99 {slow}")
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("--large")
    parser.add_argument("--gongwen", default=".build/release/gongwen")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    gongwen = os.path.abspath(options.gongwen)
    with tempfile.TemporaryDirectory() as folder:
        work = os.path.join(folder, "index")
        measure_indexing(gongwen, options.corpus, work, options.repeat)
        measure_search(gongwen, work, options.repeat)
        measure_server(gongwen, work)
    if options.large:
        with tempfile.TemporaryDirectory() as folder:
            work = os.path.join(folder, "index")
            megabytes = size(options.large) / 1e6
            wall, cpu, memory, _ = run(
                [gongwen, "index", "--index", work, "-j", "2", options.large])
            row(f"index {megabytes:.0f} MB, 2 workers", f"{megabytes / wall:.1f} MB/s, peak {memory:.0f} MB")
            status = json.loads(run([gongwen, "status", "--index", work, "--json"])[3])
            row("    index size relative to the source files",
                f"{sum(status['index_bytes'].values()) / status['source_bytes']:.3f}")
            measure_search(gongwen, work, options.repeat)


if __name__ == "__main__":
    main()
