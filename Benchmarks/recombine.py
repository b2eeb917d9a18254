#!/usr/bin/env python3
"""Makes a large folder of documents from the paragraphs of a small one.

    recombine.py SOURCE TARGET MEGABYTES [SEED]

Every document takes 10 to 60 paragraphs, each at random from all paragraphs of SOURCE's .txt and .md
files, and begins with a title made from one of them. The same seed gives the same folder. The words
and pairs are those of real text; paragraphs recur, so sizes flatter what compresses repetitions.
"""

import os
import pathlib
import random
import sys


def paragraphs(source):
    for path in sorted(pathlib.Path(source).rglob("*")):
        if path.suffix in (".txt", ".md"):
            for line in path.read_text("utf-8", "ignore").splitlines():
                line = line.strip()
                if len(line) >= 20:
                    yield line


def main():
    source, target, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    draw = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    pool = list(paragraphs(source))
    written = number = 0
    while written < megabytes * 1_000_000:
        body = [draw.choice(pool) for _ in range(draw.randint(10, 60))]
        text = body[0][:24] + f"（{number}）\n\n" + "\n".join(body) + "\n"
        folder = os.path.join(target, f"{number // 1000:04d}")
        os.makedirs(folder, exist_ok=True)
        data = text.encode("utf-8")
        with open(os.path.join(folder, f"{number:07d}.txt"), "wb") as file:
            file.write(data)
        written += len(data)
        number += 1
    print(f"{number} documents, {written / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
