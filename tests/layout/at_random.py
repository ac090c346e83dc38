"""Tables drawn at random, to find what no document of the collection has.

    venv/bin/python tests/layout/at_random.py [--count N] [--keep DIR] [--show N]

Draws N tables by the numbers 0 to N-1 (needs what make.py needs), reads each with the release build, prints how many
came exactly, by their rules, and where the others differ. `--keep` keeps the PDFs. The same number gives the same table.
"""

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

import programs
import scoring
from making.grid import Grid
from making.paper import BOLD, Paper, width

LABELS = ["Familiepleje", "Netværkspleje", "Døgninstitution", "Kontaktperson", "Aflastning", "Efterskole", "Eget værelse",
          "Støtteperson til forældre", "Anbringelser uden for kommunens grænser", "Socialpædagogisk friplads",
          "Psykologhjælp", "Særlige dagtilbud og klubtilbud for børn og unge", "Rådgivning", "I alt", "Hjemmetræning"]
HEADS = {
    "year": [str(year) for year in range(2019, 2026)],
    "word": ["Antal", "Pris", "Timer", "Andel", "Børn"],
    "two": ["Antal børn", "Budget 2024", "Pr. barn", "I alt kr."],
}
BEFORE = "Kommunens egne tal for de seneste år står i tabellen herunder, og de er opgjort ved årets udgang."
AFTER = "Tallene omfatter alle børn under 18 år, som kommunen har ansvaret for."


def number(dice, kind):
    if kind == "share":
        return f"{dice.randrange(99)} %"
    if kind == "decimal":
        return f"{dice.randrange(99)},{dice.randrange(9)}"
    low, high = {"small": (0, 99), "middle": (100, 9999), "large": (10**5, 10**8)}[kind]
    return ("-" if dice.random() < 0.08 else "") + f"{dice.randrange(low, high):,}".replace(",", ".")


def rows_of(dice, widths):
    """A header, rows with numbers and gaps, here and there a row that is a heading; which rows those are."""
    kinds = [dice.choice(["small", "middle", "middle", "decimal", "share", "large" if wide > 55 else "middle"])
             for wide in widths]
    head = dice.choice(["year", "year", "word", "two"])
    names = HEADS[head][: len(widths)] if head == "year" else [dice.choice(HEADS[head]) for _ in widths]
    rows, groups = [[dice.choice(["", "Post", "Område", "Tilbud"])] + names], []
    gaps = dice.choice([0, 0, 0.1, 0.25])
    labels = dice.sample(LABELS, dice.randrange(3, 12))
    for place, label in enumerate(labels):
        if 0 < place < len(labels) - 1 and dice.random() < 0.1:
            groups.append(len(rows))
            rows.append([label] + [""] * len(widths))
            continue
        cells = [dice.choice(["", "-", "–"]) if dice.random() < gaps else number(dice, kind) for kind in kinds]
        rows.append([label] + (cells if any(cells) else ["7"] * len(widths)))
    return rows, groups


def grid_of(dice):
    """A table with everything about its look left to the dice; None where its words do not fit their columns."""
    count = dice.randrange(2, 7)
    label = dice.choice([90, 130, 170])
    widths = [dice.uniform(38, min(95, (475 - label) / count)) for _ in range(count)]
    if dice.random() < 0.6:
        widths = widths[:1] * count
    rows, groups = rows_of(dice, widths)
    size, pad = dice.choice([8, 9, 10, 11]), dice.choice([2, 3, 4, 6])
    align = "l" + "".join(dice.choice("rrrrc") if dice.random() < 0.2 else "r" for _ in widths)
    indent = [n for n in range(groups[0] + 1, len(rows)) if n not in groups] if groups and dice.random() < 0.5 else []
    fits = lambda word, wide: width(word, BOLD, size) <= wide - 2 * pad - 1
    # A number is never broken; a header may be, between its words.
    pieces = [(word, label - 11) for row in rows for word in row[0].split()]
    pieces += [(cell, wide) for row in rows[1:] for cell, wide in zip(row[1:], widths)]
    pieces += [(word, wide) for cell, wide in zip(rows[0][1:], widths) for word in cell.split()]
    if not all(fits(word, wide) for word, wide in pieces):
        return None
    return lambda y: Grid(60, y, [label] + widths, rows, rules=dice.choice(["none", "none", "ends", "rows", "all"]),
                          align=align, size=size, pad=pad, bold=groups, indent=indent, header=dice.choice([1, 1, 0]))


def draw(path, seed):
    """Draws a table between two paragraphs; gives what was drawn."""
    make = grid_of(random.Random(seed))
    if make is None:
        return None
    paper = Paper(path)
    paper.text(60, 70, "Overskrift til tabellen", BOLD, 14)
    grid = make(paper.paragraph(60, 95, BEFORE, 475))
    paper.paragraph(60, grid.draw(paper) + 25, AFTER, 475)
    paper.save()
    return grid


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="how many numbers to draw from")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    parser.add_argument("--show", type=int, default=20, help="of how many to tell where they differ")
    arguments = parser.parse_args()
    drawn, exact, wrong = Counter(), Counter(), []
    with tempfile.TemporaryDirectory() as passing:
        folder = arguments.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(arguments.count):
            path = folder / f"{seed:04}.pdf"
            grid = draw(path, seed)
            if grid is None:
                continue
            score = scoring.Tables([grid.rows], [table["rows"] for table in programs.tables(path)])
            drawn[grid.rules] += 1
            exact[grid.rules] += score.exact
            if not score.exact:
                wrong.append((path.stem, grid.rules, scoring.differences(*score.pairs[0])))
    print("| rules | tables | exact |\n|---|---|---|")
    for rules, count in sorted(drawn.items()):
        print(f"| {rules} | {count} | {exact[rules]} ({100 * exact[rules] / count:.0f} %) |")
    for name, rules, lines in wrong[: arguments.show]:
        print(f"\n{name} ({rules}): " + "\n  ".join(lines[:3]))


if __name__ == "__main__":
    main()
