#!/usr/bin/env python3
"""Tests the API against its own description with schemathesis; see README.md beside this file.

    api.py INDEX [--gongwen PATH] [--seconds N] [--schemathesis PATH]

Serves INDEX, reads /openapi.json from the server, and sends requests made from it, right and wrong ones, for
N seconds: no answer may be a server error, differ from its description, or accept what is forbidden by it.
Ends with the exit status of schemathesis, which is a package of PyPI.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import serve

# What a description of parameters cannot say, so that the checks must know it: a query is refused when it is
# none of the query language (400, with the place), and a body in chunks has no stated length (411). A form has
# only texts: what a wrong type is written as there, such as null or a list of one, is a right text. The
# parameters of a form are those of the same search by GET, where wrong ones must be refused.
CONFIGURATION = """
request-timeout = 20
[checks]
positive_data_acceptance.expected-statuses = [200, 400, 404]
negative_data_rejection.expected-statuses = [400, 404, 405, 411, 413, 414, 415]
[[operations]]
include-method = "POST"
checks.negative_data_rejection.enabled = false
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("index")
    arguments.add_argument("--gongwen", default=".build/release/gongwen")
    arguments.add_argument("--seconds", type=int, default=600)
    arguments.add_argument("--schemathesis", default="schemathesis")
    options = arguments.parse_args()
    with serve.served(options.gongwen, options.index) as address:
        description = address + "/openapi.json"
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "schemathesis.toml")
            file.write_text(CONFIGURATION, encoding="utf-8")
            command = [options.schemathesis, "--config-file", str(file)]
            # One run of its phases: examples, each bound of each parameter, random requests, sequences.
            found = subprocess.run([*command, "run", description], check=False).returncode
            # Then random requests until the time is over.
            fuzzed = subprocess.run(
                [*command, "fuzz", description, "--continue-on-failure", "--max-time", str(options.seconds)], check=False).returncode
    sys.exit(found or fuzzed)


if __name__ == "__main__":
    main()
