#!/usr/bin/env python3
"""Times one command of several builds of gongwen, in turns; see README.md beside this file.

    turns.py [--runs N] BINARY BINARY... -- ARGUMENTS

Of the arguments, {new} stands for the path of a folder that does not exist. Prints for each build the least
wall time, that below which a tenth of its runs are, and the median, in milliseconds; and the median of its
ratios to the first build's run of the same turn. Every other turn goes through the builds backwards.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def run(binary, arguments):
    """The milliseconds of one run."""
    with tempfile.TemporaryDirectory() as folder:
        new = str(pathlib.Path(folder) / "new")
        command = [binary] + [argument.replace("{new}", new) for argument in arguments]
        start = time.monotonic()
        process = os.posix_spawn(
            command[0], command, os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        _, status = os.waitpid(process, 0)
        milliseconds = (time.monotonic() - start) * 1000
        if status != 0:
            raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
        return milliseconds


def main():
    if "--" not in sys.argv:
        raise SystemExit(__doc__)
    end = sys.argv.index("--")
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("binaries", nargs="+")
    options = parser.parse_args(sys.argv[1:end])
    times = {binary: [] for binary in options.binaries}
    for turn in range(options.runs):
        for binary in options.binaries[:: 1 if turn % 2 == 0 else -1]:
            times[binary].append(run(binary, sys.argv[end + 1 :]))
    first = times[options.binaries[0]]
    for binary, own in times.items():
        ratio = statistics.median(mine / other for mine, other in zip(own, first))
        ascending = sorted(own)
        print(
            f"{binary}: least {ascending[0]:.2f}, a tenth below {ascending[len(own) // 10]:.2f}, "
            f"median {statistics.median(own):.2f} ms, {ratio:.3f} of the first")


if __name__ == "__main__":
    main()
