"""A document of our own against what is expected of it.

Takes an expectation, `NAME.json` beside `NAME`; gives how many of its demands hold and, in words, which do not. The same
demands are held by `cargo test --test layout`, which also sees headings, joined words and what is kept out of the text;
here the commands are asked, beside other programs.
"""

import json

import programs
import scoring
from scoring import Tables


class Score:
    """What is right of a document."""

    def __init__(self, name):
        self.name, self.wrong = name, []
        self.demands, self.held = {}, {}
        self.poppler = self.plumber = None

    def check(self, kind, wanted, missing):
        """Counts `wanted` demands, of which those of `missing` do not hold."""
        if not wanted:
            return
        self.demands[kind] = self.demands.get(kind, 0) + wanted
        self.held[kind] = self.held.get(kind, 0) + wanted - len(missing)
        self.wrong += [f"{kind}: {line}" for line in missing]

    def of(self):
        return ", ".join(f"{kind} {count}" for kind, count in self.demands.items())

    def now(self):
        right = [f"{kind} {self.held[kind]}" for kind in self.demands]
        return ", ".join(right) if self.held != self.demands else "all"


def check(expectation, beside=True):
    """Reads the document of an expectation and compares."""
    wanted = json.loads(expectation.read_text("utf-8"))
    path = expectation.with_suffix("")
    score = Score(path.name)
    ran = programs.text(path)
    text = scoring.mended(ran.out)
    if ran.code not in (0, 1):
        score.wrong.append(f"{ran.err.strip()[:160]} (exit code {ran.code})")
    texts(score, wanted, text)
    tables(score, wanted, path)
    figures(score, wanted, path)
    metadata(score, wanted, path)
    if beside and path.suffix == ".pdf":
        others(score, wanted, path)
    return score


def texts(score, wanted, text):
    order = wanted.get("text", [])
    score.check("order", len(order), [f"not in its place: {line!r}" for line in scoring.in_order(order, text)])
    whole = wanted.get("whole", [])
    score.check("whole", len(whole), [f"not in the text: {line!r}" for line in whole if scoring.flat(line) not in text])
    once = wanted.get("once", [])
    score.check("once", len(once), [f"{text.count(line)} times: {line!r}" for line in once if text.count(line) != 1])


def tables(score, wanted, path):
    expected = wanted.get("tables", [])
    found = programs.tables(path)
    pairs = Tables([one["rows"] for one in expected], [one["rows"] for one in found]).pairs
    wrong = []
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            wrong.append(f"table {number}: " + "; ".join(scoring.differences(one, other)[:4]))
    score.check("tables", len(expected), wrong)
    if "tables" in wanted and not wanted.get("more_tables"):
        extra = len(found) - len(expected)
        score.check("no others", 1, [f"{extra} tables too many"] if extra > 0 else [])


def figures(score, wanted, path):
    """Figures that must come, and numbers that must be none: their words are not there for a reader."""
    if "figures" not in wanted and "no_figures" not in wanted:
        return
    came = programs.figures(path)
    same = lambda record, key, value: (
        record["doc"].endswith(value) if key == "doc" else near_value(record, value) if key == "value" else record.get(key) == value)
    has = lambda one: any(all(same(record, key, value) for key, value in one.items()) for record in came)
    some = wanted.get("figures", [])
    score.check("figures", len(some), [f"missing: {one}" for one in some if not has(one)])
    none = wanted.get("no_figures", [])
    score.check("no figures", len(none), [f"came: {one}" for one in none if has({"number": one})])


def metadata(score, wanted, path):
    if "metadata" not in wanted and "languages" not in wanted:
        return
    came = programs.metadata(path)
    said = lambda key: (came.get(key) or {}).get("value")
    some = wanted.get("metadata", {})
    score.check("metadata", len(some), [f"{key}: {value!r} expected, {said(key)!r} came" for key, value in some.items()
                                        if said(key) != value])
    some = wanted.get("languages", [])
    score.check("languages", len(some), [f"not seen: {one}" for one in some if one not in came.get("languages", [])])


def near_value(record, value):
    return isinstance(record["value"], (int, float)) and abs(record["value"] - value) < 1e-6


def others(score, wanted, path):
    """What the other programs make of the same demands, where they have the notion."""
    order, expected = wanted.get("text", []), wanted.get("tables", [])
    if order and programs.HAS_PDFTOTEXT:
        missing = scoring.in_order(order, scoring.mended(programs.pdftotext(path)))
        score.poppler = f"order {len(order) - len(missing)}"
    if expected and programs.HAS_PDFPLUMBER:
        found = programs.pdfplumber(path, "tables")["tables"]
        score.plumber = f"tables {Tables([one['rows'] for one in expected], found).exact}"
