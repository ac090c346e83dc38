"""What agreement is: words, numbers, tables and reading order.

Takes what was expected and what came, gives counts. Nothing here knows a program or a document.
"""

import re
from collections import Counter

NUMBER = re.compile(r"[0-9][0-9.,]*")
WORD = re.compile(r"\w+")
# A word that a line's end broke; "børne-\n og unge" keeps its hyphen and its space, "ICS-\nredskab" its hyphen.
BROKEN = re.compile(r"([a-zæøåéü])-\s*[\n\f]\s*(?!(?:og|eller|samt|til)\b)([a-zæøå])")
KEPT = re.compile(r"(\w-)\s*[\n\f]\s*(?!(?:og|eller|samt|til)\b)(\w)")


def flat(text):
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def mended(text):
    """The flat text with the words joined that a line's end broke, without soft hyphens."""
    text = text.replace("\u00ad\n", "").replace("\u00ad", "")
    return flat(KEPT.sub(r"\1\2", BROKEN.sub(r"\1\2", text)))


def numbers(text):
    return Counter(NUMBER.findall(text))


def words(text):
    return Counter(WORD.findall(text))


def shared(one, other):
    """How many members two multisets have in common."""
    return sum((one & other).values())


def f1(wanted, found):
    """The harmonic mean of precision and recall of one multiset against another."""
    both = shared(wanted, found)
    total = sum(wanted.values()) + sum(found.values())
    return 2 * both / total if total else 1.0


class Value:
    """A cell that is expected to hold a value, however it is written: a number, a share, a date."""

    def __init__(self, wanted):
        (self.kind, self.value), = wanted.items()

    def __repr__(self):
        return f"{self.value} as {self.kind}"

    def __eq__(self, text):
        if self.kind == "date":
            year, month, day = self.value.split("-")
            return text[:10] in (self.value, f"{day}-{month}-{year}", f"{day}.{month}.{year}")
        if self.kind == "share" and text.endswith("%"):
            return near(text[:-1], 100 * self.value)
        return near(text, self.value)


def near(text, value):
    """Whether a Danish or a plain number is a value, but for its last decimals."""
    text = text.strip().replace(" ", "").replace("\u2212", "-")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text) and abs(value) >= 1000:
        text = text.replace(".", "")
    try:
        return abs(float(text) - value) <= max(1e-3, 1e-6 * abs(value)) if abs(value) > 1 else abs(float(text) - value) < 1e-4
    except ValueError:
        return False


def cells(table):
    return [[Value(cell) if isinstance(cell, dict) else flat(cell or "") for cell in row] for row in table]


def shape(table):
    return [len(row) for row in table]


def right_cells(wanted, found):
    """How many cells of a table stand in their row and column with their text."""
    pairs = zip(wanted, found)
    return sum(one == other for row, came in pairs for one, other in zip(row, came))


def match_tables(wanted, found):
    """Each wanted table with the found one that agrees in most cells, none used twice: (wanted, found or None)."""
    wanted, found = [cells(table) for table in wanted], [cells(table) for table in found]
    scores = [(right_cells(one, other), -i, -j) for i, one in enumerate(wanted) for j, other in enumerate(found)]
    partner = {}
    for score, i, j in sorted(scores, reverse=True):
        if score and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    return [(table, found[partner[i]] if i in partner else None) for i, table in enumerate(wanted)]


class Tables:
    """How many tables came exactly, and how many of their cells."""

    def __init__(self, wanted=(), found=()):
        self.pairs = match_tables(wanted, found)
        self.tables = len(self.pairs)
        self.exact = sum(one == other for one, other in self.pairs)
        self.cells = sum(sum(shape(one)) for one, _ in self.pairs)
        self.right = sum(right_cells(one, other) for one, other in self.pairs if other)

    def add(self, other):
        self.tables += other.tables
        self.exact += other.exact
        self.cells += other.cells
        self.right += other.right
        return self


def differences(wanted, found):
    """In words, where a table differs from what was expected."""
    if found is None:
        return ["not found"]
    out = []
    if shape(wanted) != shape(found):
        size = lambda table: f"{len(table)} rows of {max(shape(table), default=0)}"
        out.append(f"shape: expected {size(wanted)}, came {size(found)}")
    for row, (one, other) in enumerate(zip(wanted, found), 1):
        if one != other:
            out.append(f"row {row}: expected {one}, came {other}")
    out += [f"row {row + 1}: expected {one}, is missing" for row, one in enumerate(wanted) if row >= len(found)]
    out += [f"row {row + 1}: came {one}, too many" for row, one in enumerate(found) if row >= len(wanted)]
    return out


def in_order(passages, text):
    """The passages that are not in the longest series of them that stand one after another in the text."""
    passages = [flat(passage) for passage in passages]
    # Each place of a passage with the longest series that ends there.
    series = []
    for number, passage in enumerate(passages):
        places = [found.start() for found in re.finditer(re.escape(passage), text)]
        before = [(place, max((one for end, one in series if end <= place), key=len, default=[])) for place in places]
        series += [(place + len(passage), one + [number]) for place, one in before]
    longest = max((one for _, one in series), key=len, default=[])
    return [passage for number, passage in enumerate(passages) if number not in longest]
