"""Measures how well documents are read, and prints it as a Markdown table.

    cargo build --release
    python3 tests/layout/measure.py [--danish DIR] [--odd DIR] [--made DIR] [--only PART] [--worst N] [--quick]

Reads the documents with `target/release/nogletal` (or NOGLETAL_BINARY), beside `pdftotext` and pdfplumber where they
are installed. A folder that is not there is named and left out. Needs Python and nothing else.
"""

import argparse
import difflib
import json
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import programs
import scoring
from programs import ROOT
from scoring import Tables

SKIPPED = "–"


class Report:
    """The rows of the table, and what is to be said beside it."""

    def __init__(self):
        self.rows, self.notes = [], []

    def add(self, what, wanted, ours, poppler=SKIPPED, plumber=SKIPPED):
        self.rows.append((what, wanted, ours, poppler, plumber))

    def note(self, line):
        self.notes.append(line)

    def print(self):
        print("| measure | wanted | nogletal | pdftotext | pdfplumber |")
        print("|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(str(cell) for cell in row) + " |")
        for line in self.notes:
            print(f"\n{line}" if line.startswith("#") else line)


def share(part, whole):
    return f"{part} of {whole}" + (f" ({100 * part / whole:.1f} %)" if whole else "")


def documents(folder, pattern="*.pdf"):
    return sorted(folder.glob(pattern))


# The Danish PDFs.


def danish(folder, report, _):
    born = [path for path in documents(folder) if not path.stem.startswith(("b10", "b11"))]
    raw = {path: programs.pdftotext(path) for path in born}
    tokens(born, raw, report)
    danish_tables(born, report)
    for path in documents(folder, "b11*.pdf"):
        interleaved(path, report)
    for path in documents(folder, "b10*.pdf"):
        scan(path, next(iter(documents(folder, "b01*.pdf")), None), report)


def tokens(born, raw, report):
    if not programs.HAS_PDFTOTEXT:
        return report.note("pdftotext is not installed: no reference for the numbers of the Danish PDFs.")
    wanted = found = both = 0
    for path in born:
        expected, came = scoring.numbers(raw[path]), scoring.numbers(programs.text(path).out)
        wanted, found = wanted + sum(expected.values()), found + sum(came.values())
        both += scoring.shared(expected, came)
        if expected != came:
            lost, extra = expected - came, came - expected
            report.note(f"{path.stem}: numbers lost {dict(lost)}, too many {dict(extra)}")
    report.add("Danish: number tokens found", "1576", share(both, wanted), "reference")
    report.add("Danish: number tokens that are right", "", share(both, found), "reference")


def danish_tables(born, report):
    ours, plumber = {}, {}
    for path in born:
        expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
        kind = "borderless" if expected["style"] == "none" else "ruled"
        came = Tables(expected["tables"], [table["rows"] for table in programs.tables(path)])
        ours.setdefault(kind, Tables()).add(came)
        if programs.HAS_PDFPLUMBER:
            other = Tables(expected["tables"], programs.pdfplumber(path, "tables")["tables"])
            plumber.setdefault(kind, Tables()).add(other)
        describe(path.stem, came, report)
    for kind, exact in [("ruled", "all"), ("borderless", "7 of 8")]:
        if kind not in ours:
            continue
        other = plumber.get(kind)
        name = {"ruled": "ruled and half-ruled"}.get(kind, kind)
        report.add(
            f"Danish: {name} tables exact", exact, f"{ours[kind].exact} of {ours[kind].tables}",
            plumber=f"{other.exact} of {other.tables}" if other else SKIPPED,
        )
        report.add(
            f"Danish: cells of {name} tables", "99 %" if kind == "borderless" else "all",
            share(ours[kind].right, ours[kind].cells), plumber=share(other.right, other.cells) if other else SKIPPED,
        )


def describe(name, tables, report, most=6):
    for number, (wanted, found) in enumerate(tables.pairs, 1):
        if wanted != found:
            lines = scoring.differences(wanted, found)
            more = [f"and {len(lines) - most} more"] if len(lines) > most else []
            report.note(f"{name}: table {number}: " + "; ".join(lines[:most] + more))


def interleaved(path, report):
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8")).split()
    ours = scoring.mended(programs.text(path).out).split()
    other = scoring.mended(programs.pdftotext(path) or "").split()
    same = lambda found: sum(block.size for block in matches(wanted, found))
    report.add(
        "Danish: b11 in reading order, words", f"all {len(wanted)}", share(same(ours), len(wanted)),
        share(same(other), len(wanted)) if programs.HAS_PDFTOTEXT else SKIPPED,
    )
    steps = difflib.SequenceMatcher(None, wanted, ours, autojunk=False).get_opcodes()
    for kind, a, b, c, d in steps:
        if kind != "equal":
            report.note(f"{path.stem}: expected {' '.join(wanted[a:b])!r}, came {' '.join(ours[c:d])!r}")


def matches(wanted, found):
    return difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()


def scan(path, original, report):
    if original is None or not programs.HAS_PDFTOTEXT:
        return
    wanted = scoring.numbers(programs.pdftotext(original))
    ran = programs.text(path)
    both = scoring.shared(wanted, scoring.numbers(ran.out))
    report.add("Danish: number tokens of the scan", "98 %", share(both, sum(wanted.values())), "0")
    if not both:
        report.note(f"{path.stem}: {ran.err.strip().splitlines()[:1]}")


# The odd PDFs.


class Odd:
    """One odd document, read by each program."""

    def __init__(self, path, quick):
        self.name = path.stem
        raw = programs.pdftotext(path) or ""
        self.ran = programs.text(path)
        self.wanted, self.found = scoring.words(raw), scoring.words(self.ran.out)
        self.numbers, self.came = scoring.numbers(raw), scoring.numbers(self.ran.out)
        self.f1 = scoring.f1(self.wanted, self.found)
        self.plumber = None
        if programs.HAS_PDFPLUMBER and not quick:
            text = programs.pdfplumber(path, "text")["text"]
            self.plumber = (scoring.words(text), scoring.numbers(text))


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def odd(folder, report, arguments):
    if not programs.HAS_PDFTOTEXT:
        return report.note("pdftotext is not installed: no reference for the odd PDFs.")
    with ThreadPoolExecutor(2) as pool:
        all_of_them = list(pool.map(lambda path: Odd(path, arguments.quick), documents(folder)))
    with_words = [one for one in all_of_them if one.wanted]
    plumber = [one for one in with_words if one.plumber]
    beside = lambda value: value(plumber) if plumber else SKIPPED
    report.add(f"Odd: files without words, of {len(with_words)} that have some", "at most 3",
               sum(not one.found for one in with_words), "reference",
               beside(lambda some: sum(not one.plumber[0] for one in some)))
    report.add("Odd: mean word F1", "0.92", f"{mean(one.f1 for one in with_words):.4f}", "reference",
               beside(lambda some: f"{mean(scoring.f1(one.wanted, one.plumber[0]) for one in some):.4f}"))
    odd_numbers(with_words, plumber, report)
    report.add("Odd: crashes", 0, sum(one.ran.crashed for one in all_of_them))
    report.add("Odd: hangs", 0, sum(one.ran.hung for one in all_of_them))
    largest = max(all_of_them, key=lambda one: one.ran.megabytes)
    slowest = max(all_of_them, key=lambda one: one.ran.seconds)
    report.add("Odd: largest memory", "500 MB", f"{largest.ran.megabytes:.0f} MB ({largest.name})")
    report.add("Odd: longest time", "", f"{slowest.ran.seconds:.1f} s ({slowest.name})")
    for one in all_of_them:
        if one.ran.crashed or one.ran.hung:
            report.note(f"{one.name}: {'hangs' if one.ran.hung else 'crashes'}: {one.ran.err.strip()[:200]}")
    worst(with_words, arguments.worst, report)


def odd_numbers(with_words, plumber, report):
    recall = lambda one, came: scoring.shared(one.numbers, came) / sum(one.numbers.values())
    with_numbers = [one for one in with_words if one.numbers]
    pooled = lambda some, came: sum(scoring.shared(one.numbers, came(one)) for one in some) / sum(
        sum(one.numbers.values()) for one in some)
    others = [one for one in plumber if one.numbers]
    report.add("Odd: numbers found, of all", "0.97", f"{pooled(with_numbers, lambda one: one.came):.4f}", "reference",
               f"{pooled(others, lambda one: one.plumber[1]):.4f}" if others else SKIPPED)
    report.add("Odd: numbers found, mean of the files", "", f"{mean(recall(one, one.came) for one in with_numbers):.4f}",
               "reference", f"{mean(recall(one, one.plumber[1]) for one in others):.4f}" if others else SKIPPED)


def worst(with_words, most, report):
    if not most:
        return
    report.note(f"## The {most} odd files with the lowest word F1, and those that lose most numbers")
    lost = lambda one: sum((one.numbers - one.came).values())
    chosen = sorted(with_words, key=lambda one: one.f1)[:most]
    chosen += [one for one in sorted(with_words, key=lost, reverse=True)[:most] if lost(one) and one not in chosen]
    for one in chosen:
        missing, extra = (one.wanted - one.found), (one.found - one.wanted)
        said = " / ".join(one.ran.err.strip().splitlines()[:2])
        report.note(
            f"- {one.name}: F1 {one.f1:.2f}, words {sum(one.wanted.values())} wanted, {sum(one.found.values())} came, "
            f"numbers lost {lost(one)} of {sum(one.numbers.values())}; lacks {list(missing)[:6]}, "
            f"has besides {list(extra)[:6]} {said}"
        )


# The documents of our own making.


def made(folder, report, arguments):
    import expectations

    names = sorted(path for path in folder.glob("*.json"))
    rows = [expectations.check(path, not arguments.quick) for path in names]
    for score in rows:
        report.add(f"Made: {score.name}", score.of(), score.now(), score.poppler or SKIPPED, score.plumber or SKIPPED)
        for line in score.wrong:
            report.note(f"{score.name}: {line}")


# Speed.


def speed(folder, report, _):
    """`cargo bench` reads the nine documents again and again on one core, beside pdftotext, in one run."""
    command = ["taskset", "-c", "0", "cargo", "bench", "--locked", "--bench", "pages"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    rates = dict(re.findall(r"^(\S.*?)\t([0-9.]+)$", ran.stdout, re.M))
    if not rates:
        return report.note(f"the bench gave nothing: {ran.stderr.strip()[-300:]}")
    wanted = {"words, order and tables": "300", "with the second look": "150"}
    for what, rate in rates.items():
        if what != "pdftotext":
            report.add(f"Speed: pages a second, {what}", wanted.get(what, ""), rate, rates.get("pdftotext", SKIPPED))


def memory(folder, report, _):
    """The largest memory of indexing some documents, and of indexing ten times as many: it is to stay the same."""
    most = [indexed(documents(folder, "b0*.pdf"), times) for times in (5, 50)]
    report.add("Memory: indexing 45 documents, and 450", "the same", " and ".join(f"{one:.0f} MB" for one in most))


def indexed(paths, times):
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        docs.mkdir()
        for path in paths:
            for n in range(times):
                # A remark at the end makes it another document.
                (docs / f"{path.stem}-{n}.pdf").write_bytes(path.read_bytes() + b"\n%% %d\n" % n)
        return programs.Ran([programs.BINARY, "index", docs, "--index", Path(folder) / "index"], seconds=600).megabytes


PARTS = {"danish": danish, "odd": odd, "made": made, "speed": speed, "memory": memory}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--danish", type=Path, default=ROOT / "../shared/pdfs/danish", help="PDFs with their tables")
    parser.add_argument("--odd", type=Path, default=ROOT / "../shared/pdfs/odd", help="PDFs of any kind")
    parser.add_argument("--made", type=Path, default=ROOT / "tests/layout/documents", help="what make.py makes")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part of the table, or several")
    parser.add_argument("--worst", type=int, default=0, help="name so many of the worst odd files")
    parser.add_argument("--quick", action="store_true", help="without pdfplumber where it takes long")
    arguments = parser.parse_args()
    report = Report()
    if not programs.BINARY.exists():
        parser.error(f"{programs.BINARY} is not there: cargo build --release")
    for part in arguments.only or PARTS:
        folder = getattr(arguments, part, arguments.danish)
        if folder.is_dir():
            PARTS[part](folder, report, arguments)
        else:
            report.note(f"{part}: left out, {folder} is not there.")
    report.print()


if __name__ == "__main__":
    main()
