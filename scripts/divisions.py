#!/usr/bin/env python3
"""Writes the table of administrative divisions, Sources/CLexicon/divisions.txt.

Source: https://github.com/modood/Administrative-divisions-of-China (licence WTFPL), which takes the
codes from the National Bureau of Statistics: 2023 edition, divisions as of 2023-06-30, published
2023-09-11. Run it on a downloaded copy, with the folder that holds provinces.csv, cities.csv and
areas.csv (`dist` there):

    scripts/divisions.py FOLDER > Sources/CLexicon/divisions.txt

Left out: headings of the table that are no place (市辖区, 县, 省直辖县级行政区划), the zones that only
statistics counts as counties (code ending in 70-79, or a committee by name), and the single county
of a prefecture without counties, which repeats it. Hong Kong, Macao and Taiwan, which the source
keeps in another file, are added as provinces.
"""

import csv
import pathlib
import sys

HEADINGS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

BEYOND_THE_SOURCE = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}

# As the names of divisions have them; 蒙古 and four others also stand without 族.
PEOPLES = """阿昌族 白族 保安族 布朗族 布依族 朝鲜族 达斡尔族 傣族 德昂族 东乡族 侗族 独龙族 鄂伦春族
鄂温克族 哈尼族 哈萨克族 哈萨克 赫哲族 回族 基诺族 京族 景颇族 柯尔克孜族 柯尔克孜 拉祜族 黎族 傈僳族 珞巴族 满族
毛南族 门巴族 蒙古族 蒙古 苗族 仫佬族 纳西族 怒族 普米族 羌族 撒拉族 畲族 水族 塔吉克族 塔吉克 土家族 土族 佤族
维吾尔族 维吾尔 锡伯族 锡伯 瑶族 彝族 仡佬族 裕固族 藏族 壮族 各族""".split()

# The endings of complete names, with the shorter endings that are also in use.
AUTONOMOUS = {"自治区": ["自治区"], "自治州": ["自治州", "州"], "自治县": ["自治县", "县"], "自治旗": ["自治旗"]}


def place_name(name, ending):
    """The name without its ending and without the peoples named before it."""
    place = name.removesuffix(ending)
    while True:
        people = max((p for p in PEOPLES if place.endswith(p)), key=len, default="")
        if not people or len(place) - len(people) < 2:
            # 东乡族自治县, 鄂伦春自治旗: the people's name is the place's.
            return place.removesuffix("族")
        place = place.removesuffix(people)


def names(name):
    """The complete names in use, the official one first, and the short name or nothing."""
    for ending, shorter in AUTONOMOUS.items():
        if name.endswith(ending):
            place = place_name(name, ending)
            complete = [name] + [place + end for end in shorter if place + end != name]
            return complete, place
    if name.endswith(("前旗", "后旗", "中旗")):
        return [name], ""
    for ending in ("特别行政区", "地区", "省", "市", "县", "盟", "旗"):
        if name.endswith(ending):
            short = name.removesuffix(ending)
            return [name], short if len(short) >= 2 else ""
    return [name], ""  # districts: 和平, 新华, 朝阳 are more often something else


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    divisions = dict(BEYOND_THE_SOURCE)
    for code, name in read(folder / "provinces.csv"):
        divisions[code + "0000"] = name
    for code, name in read(folder / "cities.csv"):
        if name not in HEADINGS:
            divisions[code + "00"] = name
    for code, name in read(folder / "areas.csv"):
        zone = "70" <= code[4:] <= "79" or name.endswith("会")
        if zone or name in HEADINGS or divisions.get(code[:4] + "00") == name:
            continue
        divisions[code] = name

    print("# Administrative divisions of China, as of 2023-06-30; written by scripts/divisions.py.")
    print("# source: github.com/modood/Administrative-divisions-of-China (WTFPL)")
    print("# official name, other complete names, short name, code; between tabs")
    for code, name in sorted(divisions.items()):
        complete, short = names(name)
        print(complete[0], " ".join(complete[1:]), short, code, sep="\t")


if __name__ == "__main__":
    main()
