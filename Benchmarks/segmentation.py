#!/usr/bin/env python3
"""Judges the words of `gongwen segment`, with the lexicon and without it; see README.md beside this file.

    segmentation.py CORPUS [--gongwen PATH]

CORPUS is a folder with treebanks (segmentation/ud/*.conllu), documents in seeds/*.txt and, if they are
there, folders of more documents whose words are counted. Prints, for each treebank: precision, recall
and F1 of word spans, and the share of words that cross a gold boundary (finer or coarser words do not);
for each term of the genre: how many of its occurrences in the seeds are one word.
"""

import argparse
import pathlib
import subprocess
import unicodedata

# Wanted as one word wherever they stand, unless as a part of a longer one of these.
TERMS = """工会 总工会 省总 市总 全总 习近平 总书记 群团 维权 职代会 党代会 查保促 四个意识 四个全面 五位一体 两学一做
三严三实 全面从严治党 一带一路 党中央 中国梦 社会主义 中华人民共和国 农民工 十八大 十九大 十二五 十三五 政治性 先进性
群众性 机关化 行政化 脱贫攻坚 复工复产 厂务公开 劳模 工匠 班组 县区 临沂 新时代 构建 弘扬 导向 抓好 互联网 着力 着力点
国务院 省委 市委 党委 党组 政协 人大 党政 有限公司 女职工 基层 职工 常委会 政法 信访 维稳 社保 统战 妇联 共青团 供给侧
放管服 营商环境 乡村振兴 高技能""".split()

DOCUMENTS = ["lawrefbook", "cctv_news/md", "gov_reports_wikisource", "gov_reports_prov2026"]


def segment(gongwen, lines, lexicon):
    """The spans of the words of each folded line, or None for a line whose words do not fit it."""
    command = [gongwen, "segment"] + ([] if lexicon else ["--no-lexicon"])
    text = "".join(line + "\n" for line in lines)
    output = subprocess.run(command, input=text, text=True, capture_output=True, check=True).stdout
    words = [line.split() for line in output.split("\n")[:-1]]
    if len(words) != len(lines):
        raise SystemExit(f"{len(lines)} lines became {len(words)}")
    return [spans(*pair) for pair in zip(lines, words)]


def spans(line, words):
    """The places of words in a line; marks between them are passed over. Characters are not compared,
    for gongwen folds traditional ones to simplified ones."""
    result = []
    end = 0
    for word in words:
        while end < len(line) and not line[end].isalnum() and line[end] != word[0]:
            end += 1
        result.append((end, end + len(word)))
        end += len(word)
    fits = end <= len(line) and not any(map(str.isalnum, line[end:]))
    return result if fits else None


def fold(word):
    """The word with the length that gongwen's fold gives it; scripts are folded one to one."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def gold_sentences(path):
    sentences = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if columns[0].isdigit():
            sentences[-1].append(fold(columns[1]))
        elif not line:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def score(gold, found):
    """(words right, words found, words of gold, words that cross, sentences left out). Marks do not
    count."""
    right = found_count = gold_count = crossing = left_out = 0
    for words, given in zip(gold, found):
        line = "".join(words)
        if given is None:
            left_out += 1
            continue
        given = {(a, b) for a, b in given if any(map(str.isalnum, line[a:b]))}
        wanted = {(a, b) for a, b in spans(line, words) if any(map(str.isalnum, line[a:b]))}
        right += len(wanted & given)
        found_count += len(given)
        gold_count += len(wanted)
        for start, end in given - wanted:
            crossing += any(a < start < b < end or start < a < end < b for a, b in wanted)
    return right, found_count, gold_count, crossing, left_out


def print_treebanks(gongwen, folder):
    print(f"{'treebank':44} {'lexicon':8} {'P':>6} {'R':>6} {'F1':>6} {'crossing':>8}  left out")
    sums = {True: [0] * 5, False: [0] * 5}
    rows = []
    for path in sorted(folder.glob("*.conllu")):
        gold = gold_sentences(path)
        for lexicon in (False, True):
            counts = score(gold, segment(gongwen, ["".join(s) for s in gold], lexicon))
            sums[lexicon] = [a + b for a, b in zip(sums[lexicon], counts)]
            rows.append((path.stem, lexicon, counts))
    rows += [("all", lexicon, sums[lexicon]) for lexicon in (False, True)]
    for name, lexicon, (right, found, gold, crossing, left_out) in rows:
        print(
            f"{name:44} {'with' if lexicon else 'without':8} {right / found:6.4f} {right / gold:6.4f} "
            f"{2 * right / (found + gold):6.4f} {crossing / found:8.2%}  {left_out}")


def occurrences(text, term):
    start = text.find(term)
    while start >= 0:
        yield start, start + len(term)
        start = text.find(term, start + 1)


def term_counts(lines, found):
    """For each term its true occurrences and how many of them are one word."""
    counts = {term: [0, 0] for term in TERMS}
    for line, words in zip(lines, found):
        cut = set(words or [])
        places = [place for term in TERMS for place in occurrences(line, term)]
        for term in TERMS:
            for start, end in occurrences(line, term):
                longer = (b - a > end - start and a < end and start < b for a, b in places)
                if not any(longer):
                    counts[term][0] += 1
                    counts[term][1] += (start, end) in cut
    return counts


def read(folder):
    paths = (path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    for path in sorted(paths):
        yield from path.read_text(encoding="utf-8", errors="ignore").splitlines()


def print_terms(gongwen, folder):
    lines = [fold(line) for line in read(folder)]
    without = term_counts(lines, segment(gongwen, lines, False))
    having = term_counts(lines, segment(gongwen, lines, True))
    print("\nterm, its true occurrences in the seeds, of them one word without | with the lexicon")
    for term in TERMS:
        if having[term][0]:
            print(f"  {term} {having[term][0]}  {without[term][1]} | {having[term][1]}")
    total = sum(count for count, _ in having.values())
    one_word = [sum(one for _, one in counts.values()) for counts in (without, having)]
    shares = " | ".join(f"{one} ({one / total:.1%})" for one in one_word)
    print(f"  all {total}  {shares}")


def print_token_counts(gongwen, corpus):
    for name in DOCUMENTS:
        if (corpus / name).is_dir():
            lines = [fold(line) for line in read(corpus / name)]
            counts = [
                sum(len(words or []) for words in segment(gongwen, lines, lexicon))
                for lexicon in (False, True)]
            print(f"{name:24} {counts[0]:>9} words without, {counts[1]:>9} with: "
                  f"{counts[1] / counts[0] - 1:+.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--gongwen", default=".build/release/gongwen")
    arguments = parser.parse_args()
    print_treebanks(arguments.gongwen, arguments.corpus / "segmentation" / "ud")
    print_terms(arguments.gongwen, arguments.corpus / "seeds")
    print()
    print_token_counts(arguments.gongwen, arguments.corpus)


if __name__ == "__main__":
    main()
