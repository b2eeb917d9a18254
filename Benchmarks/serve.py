#!/usr/bin/env python3
"""Measures `gongwen serve` under load with wrk; see README.md beside this file.

    serve.py INDEX QUERIES [--gongwen PATH] [--connections N] [--seconds N] [--path /api/search]
             [--compare URL]

QUERIES is a file with a query a line. Prints requests a second and latencies: once with every query
asked for the first time (and how many of these answers had to be made), then with the same queries again
and again. URL is another server's search, of which {} is the query. Keep the machine idle.
"""

import argparse
import contextlib
import pathlib
import random
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request

# wrk calls `request` for each request; every connection goes through the targets from its own place on.
SCRIPT = """
local targets = {}
for line in io.lines("%s") do targets[#targets + 1] = line end
local place = %d
request = function()
  place = place %% #targets + 1
  return wrk.format("GET", targets[place])
end
done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.read + summary.errors.timeout
    + summary.errors.connect
  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), failed, summary.bytes))
end
"""


def targets(queries, path):
    return [path.replace("{}", urllib.parse.quote(query)) for query in queries]


def load(address, targets, connections, seconds):
    """Requests, seconds, median and 99th percentile in ms, failures, bytes an answer."""
    with tempfile.TemporaryDirectory() as folder:
        listed = pathlib.Path(folder, "targets")
        listed.write_text("\n".join(targets) + "\n", encoding="utf-8")
        script = pathlib.Path(folder, "load.lua")
        script.write_text(SCRIPT % (listed, random.randrange(len(targets))), encoding="utf-8")
        output = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), address],
            capture_output=True, text=True, check=True).stdout
    numbers = [int(n) for n in re.search(r"^RESULT (.*)$", output, re.M)[1].split()]
    requests, micro, p50, p99, failed, size = numbers
    return requests, micro / 1e6, p50 / 1e3, p99 / 1e3, failed, size // max(requests, 1)


@contextlib.contextmanager
def served(gongwen, index):
    """The address of a server of an index, while it is needed."""
    server = subprocess.Popen(
        [gongwen, "serve", "--index", index, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = None
        while not address:
            line = server.stderr.readline()
            if not line:
                raise SystemExit("gongwen serve did not start")
            address = re.search(r"http://\S+[0-9]", line)
        yield address[0]
        if server.poll() is not None:
            raise SystemExit(f"gongwen serve ended with {server.returncode}")
    finally:
        server.terminate()
        server.wait()


def row(name, result):
    requests, seconds, p50, p99, failed, size = result
    print(f"{name:44} {requests / seconds:8,.0f}/s  p50 {p50:7.2f} ms  p99 {p99:7.2f} ms  "
          f"{size:7,} bytes  {failed} failed", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index")
    arguments.add_argument("queries", type=pathlib.Path)
    arguments.add_argument("--gongwen", default=".build/release/gongwen")
    arguments.add_argument("--connections", type=int, default=32)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--path", default="/api/search?limit=10&q={}")
    arguments.add_argument("--compare")
    options = arguments.parse_args()
    queries = [line for line in options.queries.read_text(encoding="utf-8").splitlines() if line]
    random.Random(1).shuffle(queries)

    with served(options.gongwen, options.index) as address:
        print(f"{len(queries):,} queries, {options.connections} connections")
        fresh = targets(queries, options.path)
        before = answered(address)
        first = load(address, fresh, options.connections, options.seconds)
        after = answered(address)
        row("queries for the first time", first)
        made, kept = after[1] - before[1], after[0] - before[0]
        print(f"    of these {made / first[1]:,.0f}/s were made and {kept / first[1]:,.0f}/s kept from before")
        row("the same again", load(address, fresh, options.connections, options.seconds))
        row("pages", load(address, targets(queries, "/?q={}"), options.connections, options.seconds))
        row("pages again", load(address, targets(queries, "/?q={}"), options.connections, options.seconds))
        row("2,560 connections", load(address, fresh, 2560, options.seconds))
        row(f"{options.connections:,} connections, after that", load(address, fresh, options.connections, options.seconds))
        print("resident memory", f"{metrics(address)['process_resident_memory_bytes'] / 1e6:.0f} MB")
    if options.compare:
        site = re.match(r"http://[^/]+", options.compare)[0]
        others = targets(queries, options.compare[len(site):])
        row("the other server", load(site, others, options.connections, options.seconds))


def metrics(address):
    text = urllib.request.urlopen(address + "/metrics").read().decode()
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def answered(address):
    found = metrics(address)
    return int(found["gongwen_answer_cache_hits_total"]), int(found["gongwen_answer_cache_misses_total"])


if __name__ == "__main__":
    main()
