#!/usr/bin/env python3
"""Compare what `gongwen doctor` reads from real documents with what is known of them.

    Benchmarks/parsing.py GONGWEN CORPUS

GONGWEN is the tool, built for release. CORPUS is a folder with one or more of

    cctv_news      md/*.md, a file a day, and items.jsonl, the items as another source lists them
    lawrefbook     laws in Markdown with the dates of their history above `<!-- INFO END -->`
    gov_reports_prov2026, gov_reports_wikisource
                   reports whose first lines hold title, date, occasion and speaker

For each field it prints how many values the texts state, how many were read right and how many were read
where none is stated; differences go to standard error. The expected values are read here a second time, by
other and plainer rules; dates of laws that two bodies passed, or that were passed and approved in one
line, are left out.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

FILES_AT_A_TIME = 200
DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"


def diagnose(tool, paths):
    """Yields each path with its documents."""
    for start in range(0, len(paths), FILES_AT_A_TIME):
        part = [str(path) for path in paths[start : start + FILES_AT_A_TIME]]
        # 1 means that there is something to look at.
        process = subprocess.run([tool, "doctor", "--json", *part], stdout=subprocess.PIPE, text=True)
        if process.returncode not in (0, 1):
            sys.exit(f"{tool} doctor ended with {process.returncode}")
        for line in process.stdout.splitlines():
            file = json.loads(line)
            if file["type"] == "file":
                yield pathlib.Path(file["path"]), file["documents"]


def iso(day):
    year, month, date = day
    return f"{year}-{int(month):02}-{int(date):02}"


class Tally:
    def __init__(self, corpus):
        self.corpus = corpus
        self.counts = collections.defaultdict(collections.Counter)

    def count(self, field, found, stated, path):
        counts = self.counts[field]
        if stated is None:
            counts["invented"] += found is not None
        else:
            counts["stated"] += 1
            counts["right"] += found == stated
        if found != stated:
            print(f"{path}: {field} {found!r}, not {stated!r}", file=sys.stderr)

    def report(self):
        for field, counts in self.counts.items():
            stated, right = counts["stated"], counts["right"]
            share = right / stated if stated else 1
            print(
                f"{self.corpus:24} {field:10} {stated:6} stated  {share:7.4f} right  "
                f"{counts['invented']:3} invented"
            )


def letters(title):
    """Sources differ in punctuation and blanks, not in letters and digits."""
    return "".join(re.findall(r"[^\W_]", title or ""))


def news(tool, folder):
    listed = collections.defaultdict(collections.Counter)
    with open(folder / "items.jsonl", encoding="utf-8") as items:
        for line in items:
            item = json.loads(line)
            listed[item["date"]][letters(item["title"])] += 1
    found = expected = right = 0
    days = 0
    for path, documents in diagnose(tool, sorted((folder / "md").glob("*.md"))):
        day = f"{path.stem[:4]}-{path.stem[4:6]}-{path.stem[6:]}"
        if day not in listed:
            continue
        days += 1
        titles = collections.Counter(letters(document["title"]) for document in documents)
        found += sum(titles.values())
        expected += sum(listed[day].values())
        right += sum((titles & listed[day]).values())
    print(
        f"{folder.name:24} {days} days, {expected} items: "
        f"precision {right / found:.4f}, recall {right / expected:.4f}"
    )


def history(lines):
    """The dates and the adoption that the lines above a law's text state."""
    stated = {}
    plain = True
    for line in lines:
        line = line.strip()
        days = re.findall(DAY, line)
        if not days or not re.match(DAY, line):
            continue
        words = re.sub(r"\s", "", line[re.match(DAY, line).end() :])
        if len(days) > 1 or words.endswith("会议"):
            plain = False
        elif re.search(r"通过）?$", words) and "修" not in words and "passed" not in stated:
            stated["passed"] = iso(days[0])
            stated["adoption"] = re.sub(r"^由|(审议|讨论)?通过）?$", "", words)
        elif re.search(r"(公布|发布)(施行|实施)?$", words):
            stated.setdefault("published", iso(days[0]))
        elif words == "施行":
            stated["effective"] = iso(days[0])
    if not plain:
        stated.pop("passed", None)
        stated.pop("adoption", None)
    return stated


def laws(tool, folder):
    tally = Tally(folder.name)
    for path, documents in diagnose(tool, sorted(folder.rglob("*.md"))):
        text = path.read_text(encoding="utf-8")
        end = text.find("<!-- INFO END -->")
        if end < 0:
            continue
        lines = [line for line in text[:end].splitlines() if line.strip()]
        document = documents[0]
        tally.count("title", document["title"], lines[0].lstrip("# ").rstrip(), path)
        named = re.search(r"\((\d{4}-\d\d-\d\d)\)", path.name)
        if named:
            tally.count("date", document["date"], named.group(1), path)
        for field, value in history(lines[1:]).items():
            tally.count(field, document[field], value, path)
    tally.report()


def reports(tool, folder):
    tally = Tally(folder.name)
    for path, documents in diagnose(tool, sorted((folder / "txt").glob("*.txt"))):
        lines = [line.strip("\u3000\u200b \t\r") for line in path.read_text("utf-8").splitlines()]
        lines = [line for line in lines if line][:40]
        head = [line.strip("—（）") for line in lines]
        meeting = next(filter(None, (re.match(DAY + "在(.*会议)上", line) for line in head)), None)
        document = documents[0]
        if meeting:
            tally.count("date", document["date"], iso(meeting.groups()[:3]), path)
            tally.count("occasion", document["occasion"], meeting.group(4), path)
        if folder.name == "gov_reports_wikisource":
            subtitle = next((line for line in lines[:7] if re.match("——.*报告$", line)), "")
            tally.count("title", document["title"], lines[0] + subtitle, path)
        else:
            title = next(line for line in lines if line.endswith("政府工作报告"))
            tally.count("title", document["title"], title, path)
        names = (re.search(r"(?:省长|市长|主席|总理)\s+(\w{2,5})$", line) for line in lines)
        name = next(filter(None, names), None)
        if name:
            speaker = (document["speaker"] or {}).get("name")
            tally.count("speaker", speaker, name.group(1), path)
    tally.report()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tool, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    readings = {
        "cctv_news": news,
        "lawrefbook": laws,
        "gov_reports_prov2026": reports,
        "gov_reports_wikisource": reports,
    }
    for name, read in readings.items():
        if (corpus / name).is_dir():
            read(tool, corpus / name)


if __name__ == "__main__":
    main()
