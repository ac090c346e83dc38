#!/usr/bin/env python3
"""Check figures.jsonl and traps.jsonl against the documents.

    venv/bin/pip install python-docx==1.2.0 pypdf==7.1.0       (pdftotext of poppler-utils is used where it is installed)
    venv/bin/python corpus/check_annotations.py [--unmarked]

Verified: fields come from the allowed lists; quote stands in the text extracted from the file (spaces and
hyphenation aside) and, in a PDF, on the given page; number stands in the quote; value agrees with the number
as written; table totals add up. --unmarked lists the numbers that are neither a figure nor a trap.
Exit code 1 when something is wrong.
"""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from documents import DOCS, da  # noqa: E402
from make_corpus import DIMS, MARK, UNITS, plain  # noqa: E402

STATISTICS = {"level", "mean", "min", "max", "share", "change"}
STATUS = {"actual", "budget", "forecast", "target", "norm"}
UNIT_NAMES = {"DKK", "cases/caseworker", "persons", "placements", "measures", "FTE", "percent", "notifications", "weeks", "months",
              "per_year", "municipalities", "responses", "DKK/case"}
CONTROLLED = {
    "placement_type": {"institution", "foster_family", "network_foster", "residential_home", "boarding_school", "own_room", "disability_institution", "total"},
    "scenario": {"children", "youth", "combined"},
    "profession": {"caseworker", "social_worker", "health_visitor", "psychologist", "team_lead", "speech_therapist"},
}
FIELDS = {"doc", "page", "quote", "number", "occurrence", "cell", "indicator", "statistic", "municipality", "value", "approx", "unit", "period",
          "status", "dims", "optional", "accept"}
ACCEPT = {"indicator", "statistic", "municipality", "unit", "period", "status", "approx"} | {"dims." + k for k in CONTROLLED}
PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$")
WORDS = {"én": 1, "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "otte": 8, "sjette": 6, "halvdelen": 50, "hver fjerde": 25,
         "en tredjedel": 33.3, "to tredjedele": 66.7, "2/3": 66.7, "hver måned": 1, "hvert kvartal": 3}
SCALES = [("mia", 1e9), ("milliard", 1e9), ("mio", 1e6), ("million", 1e6)]


class Text(html.parser.HTMLParser):
    """Text of an HTML page, without style and script."""

    def __init__(self):
        super().__init__()
        self.out, self.skip = [], 0

    def handle_starttag(self, tag, attrs):
        self.skip += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "script")
        if tag not in ("a", "b", "strong", "em", "small"):
            self.out.append("\n")

    def handle_data(self, data):
        if not self.skip:
            self.out.append(data)


def pages_of(path):
    """Lists of page texts, one list for each way of reading the file."""
    if path.endswith((".txt", ".md")):
        return [[open(path, encoding="utf-8").read()]]
    if path.endswith(".html"):
        p = Text()
        p.feed(open(path, encoding="utf-8").read())
        return [["".join(p.out)]]
    if path.endswith(".docx"):
        import docx
        from docx.table import Table
        from docx.text.paragraph import Paragraph
        d = docx.Document(path)
        out = []
        for el in d.element.body:
            if el.tag.endswith("}p"):
                out.append(Paragraph(el, d).text)
            elif el.tag.endswith("}tbl"):
                out += ["\t".join(c.text for c in r.cells) for r in Table(el, d).rows]
        return [["\n".join(out)]]
    from pypdf import PdfReader
    readings = [[p.extract_text() for p in PdfReader(path).pages]]
    if shutil.which("pdftotext"):
        for mode in ([], ["-layout"]):
            text = subprocess.run(["pdftotext", *mode, path, "-"], capture_output=True, text=True, check=True).stdout
            readings.append(text.split("\f")[:-1])
    return readings


def squeeze(text):
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def as_written(number):
    """The values that the number can mean as it is written, in any table scale."""
    n = number.lower()
    if n in WORDS:
        return {(WORDS[n],) * 2, (-WORDS[n],) * 2}
    scale = next((s for word, s in SCALES if word in n), 1)
    if n.startswith("en ") or n.startswith("én "):
        return {(scale,) * 2}
    found = re.findall(r"[-–]?\d[\d.]*(?:,\d+)?", re.sub(r"(?<=\d)\s*(?:-|–|til|og)\s*(?=\d)", " ", n))
    vals = [float(re.sub(r"\.(?=\d{3})", "", f.rstrip(".")).replace(",", ".").replace("–", "-")) * scale for f in found]
    if not vals:
        return set()
    low, high = vals[0], vals[-1]
    return {(s * low * f, s * high * f) for s in (1, -1) for f in (1, 1e3, 1e6)}


def check_fields(r):
    bad = []
    if set(r) - FIELDS:
        bad.append(f"unknown fields {set(r) - FIELDS}")
    if r["indicator"] not in UNITS:
        bad.append("indicator")
    if r["statistic"] not in STATISTICS:
        bad.append("statistic")
    if r["status"] not in STATUS:
        bad.append("status")
    if r["unit"] not in UNIT_NAMES:
        bad.append("unit")
    if not re.match(r"(\d{3}|DK|DK-group|SE|SE-1490)$", r["municipality"]):
        bad.append("municipality")
    if r["period"] is not None and not PERIOD.match(r["period"]):
        bad.append("period")
    if r["indicator"] == "saving" and not isinstance(r["value"], dict) and r["value"] < 0:
        bad.append("sign")
    if r["statistic"] == "share" and r["unit"] != "percent":
        bad.append("share is percent")
    if "profession" in r["dims"] and r["indicator"] != "staff":
        bad.append("profession is for staff")
    for k, v in r["dims"].items():
        if k not in DIMS.values() or v not in CONTROLLED.get(k, {v}):
            bad.append("dims." + k)
    for k, vs in r.get("accept", {}).items():
        if k not in ACCEPT or r.get(k) in vs and k in r:
            bad.append("accept." + k)
        if k == "period" and any(v is not None and not PERIOD.match(v) for v in vs):
            bad.append("accept.period")
    low, high = (r["value"]["low"], r["value"]["high"]) if isinstance(r["value"], dict) else (r["value"],) * 2
    if not any(abs(a - low) < 0.06 and abs(b - high) < 0.06 for a, b in as_written(r["number"])):
        bad.append(f"value {r['value']} is not {r['number']!r}")
    return bad


def check_place(r, readings):
    bad = []
    if not 8 <= len(r["quote"]) <= 160 or "\n" in r["quote"]:
        bad.append(f"quote of {len(r['quote'])} characters")
    if r["number"]:
        if r["quote"].count(r["number"]) < r.get("cell", 1):
            bad.append("number not in quote")
    elif r.get("reason") != "lost digits":
        bad.append("no number")
    if r["doc"].endswith((".txt", ".md")):
        at = -1
        for _ in range(r.get("occurrence", 1)):
            at = readings[0][0].find(r["quote"], at + 1)
            if at < 0:
                return bad + ["quote not in file"]
        return bad
    q, holds = squeeze(r["quote"]), []
    for pages in readings:
        where = [i + 1 for i, p in enumerate(pages) if q in squeeze(p)]
        holds.append(bool(where) and (r["page"] is None or r["page"] in where))
    # pdftotext orders lines by position: one of its two modes is enough, and the stream order must hold always
    if not holds[0] or (len(holds) > 1 and not any(holds[1:])):
        bad.append(f"quote not found (page {r['page']}): {r['quote']!r}")
    if (r["page"] is None) == r["doc"].endswith(".pdf"):
        bad.append("page")
    return bad


def check_sums(doc):
    bad = []
    for block in doc["blocks"]:
        if block[0] != "table":
            continue
        t = block[1]
        rows = [[plain(c) for c in r] for r in t["rows"]]
        value = lambda r, c: da(rows[r][c]) if rows[r][c] not in ("-", "–", "") else 0  # noqa: E731
        for parts, total in t.get("sums", []):
            for c in range(1, len(rows[total])):
                s = sum(-value(p[1], c) if isinstance(p, tuple) else value(p, c) for p in parts)
                if abs(s - value(total, c)) > 1e-6:
                    bad.append(f"{t['caption']}: column {c}: {s} is not {value(total, c)}")
        if t.get("sums_rows"):
            bad += [f"{t['caption']}: {r}" for r in rows if da(r[1]) + da(r[2]) != da(r[3])]
    return bad


def unmarked(doc):
    def texts(v):
        if isinstance(v, str):
            yield v
        elif isinstance(v, (list, tuple)):
            for x in v:
                yield from texts(x)
        elif isinstance(v, dict):
            yield from texts(v["rows"])
    for block in doc["blocks"]:
        for t in texts(block[1:]):
            rest = MARK.sub(" ▮ ", t)
            for m in re.finditer(r"\d[\d.,/-]*|\b(to|tre|fire|fem|seks|syv|otte|ni|ti|sytten|halvdelen|tredjedel|fjerdedel|anden|tredje)\b", rest):
                yield m.group(), rest[max(0, m.start() - 40):m.end() + 40]


def main():
    read = lambda name: [json.loads(x) for x in open(os.path.join(HERE, name), encoding="utf-8")]  # noqa: E731
    figures, traps = read("figures.jsonl"), read("traps.jsonl")
    docs = {d["file"]: d for d in DOCS}
    readings = {f: pages_of(os.path.join(HERE, f)) for f in docs}
    errors = []
    for kind, recs in (("figure", figures), ("trap", traps)):
        for r in recs:
            if r["doc"] not in docs:
                errors.append(f"{kind}: no document {r['doc']}")
                continue
            bad = check_place(r, readings[r["doc"]]) + (check_fields(r) if kind == "figure" else [] if r.get("reason") else ["reason"])
            errors += [f"{r['doc']}: {kind} {r['number']!r} in {r['quote']!r}: {b}" for b in bad]
    seen = set()
    for r in figures:
        key = (r["doc"], r["quote"], r.get("occurrence", 1), r["number"], r.get("cell", 1))
        if key in seen:
            errors.append(f"twice: {key}")
        seen.add(key)
    for d in DOCS:
        errors += [f"{d['file']}: {b}" for b in check_sums(d)]
    if "--unmarked" in sys.argv:
        for d in DOCS:
            for n, ctx in unmarked(d):
                print(f"{d['file']:36} {n:12} … {ctx}")
    for e in errors:
        print(e)
    print(f"{len(docs)} documents, {len(figures)} figures, {len(traps)} traps, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
