"""PDFs with tables where the eye needs the whole page: headers over columns, tight numbers, tables among columns."""

from .book import document, table
from .flow import CASES, EARLY, FOSTER, MONEY, SCHOOL, YOUTH, column
from .grid import draw_table
from .paper import BOLD, ITALIC, SANS, Paper, lines, plain
from .tables import GROUPS, head, long_rows


@document("spanner.pdf")
def spanner(path):
    """A half-ruled table whose upper header stands over two columns each, with a short rule below it; caption and source."""
    rows = [
        ["", "Familiepleje", "", "Døgninstitution", ""],
        ["Kommune", "Antal", "Pris", "Antal", "Pris"],
        ["Hedensted", "81", "512.300", "22", "1.318.000"],
        ["Horsens", "164", "498.750", "61", "1.402.500"],
        ["Odder", "29", "530.100", "9", "1.275.400"],
        ["Skanderborg", "77", "505.950", "30", "1.366.200"],
    ]
    caption, source = "Tabel 4: Antal børn og pris pr. år i fire kommuner", "Kilde: Kommunernes egne opgørelser, 2024."
    paper = Paper(path)
    y = head(paper, "Priser og antal")
    paper.text(60, y, caption, BOLD, 9)
    edges = [60, 180, 245, 330, 395, 490]
    y += 8
    paper.rule(60, y, 490, y, 0.8)
    for c in (1, 3):
        paper.text((edges[c] + edges[c + 2]) / 2, y + 12, rows[0][c], SANS, 9, "center")
        paper.rule(edges[c] + 8, y + 16, edges[c + 2], y + 16, 0.4)
    for r, row in enumerate(rows[1:], 1):
        base = y + 12 + 15 * r
        paper.text(edges[0], base, row[0], size=9)
        for c, text in enumerate(row[1:], 1):
            paper.text(edges[c + 1], base, text, size=9, align="right")
    paper.rule(60, y + 31, 490, y + 31, 0.4)
    end = y + 12 + 15 * (len(rows) - 1) + 5
    paper.rule(60, end, 490, end, 0.8)
    paper.text(60, end + 12, source, ITALIC, 8)
    paper.save()
    return {"tables": [table(1, rows, 2)], "text": [caption, "Hedensted", source]}


@document("tight.pdf")
def tight(path):
    """Seven-digit numbers with hardly a gap between columns, a sparse column, labels of two lines with numbers in the middle."""
    rows = [
        ["Konto", "Budget 2023", "Budget 2024", "Budget 2025", "Note"],
        ["Plejefamilier og opholdssteder m.v. for børn og unge", "38.600.500", "37.950.250", "36.800.125", ""],
        ["Forebyggende foranstaltninger", "12.875.000", "13.140.000", "13.400.000", "a"],
        ["Døgninstitutioner for børn og unge med nedsat funktionsevne", "45.120.700", "43.700.300", "42.250.900", ""],
        ["Særlige dagtilbud", "2.318.400", "2.402.150", "2.377.600", "b"],
        ["Rådgivning", "918.300", "-", "1.004.250", ""],
    ]
    widths = [150, 56, 56, 56, 30]
    paper = Paper(path)
    y = head(paper, "Budget på konto 5")
    edges = [60]
    for wide in widths:
        edges.append(edges[-1] + wide)
    for row in rows:
        label = lines(row[0], widths[0] - 8, BOLD if row is rows[0] else SANS, 9)
        middle = y + 11 * (len(label) - 1) / 2
        paper.lines(60, y, label, BOLD if row is rows[0] else SANS, 9, lead=11 / 9)
        for c, text in enumerate(row[1:], 1):
            if c == 4:
                paper.text(edges[c] + 12, middle, text, size=9)
            else:
                paper.text(edges[c + 1], middle, text, BOLD if row is rows[0] else SANS, 8.5 if row is rows[0] else 9, "right")
        y += 11 * len(label) + 5
    paper.save()
    return {"tables": [table(1, rows)]}


@document("columns-table.pdf")
def columns_table(path):
    """Two columns, a table over both of them in between, two columns again, and a borderless table inside a column."""
    wide = [
        ["Team", "Sager", "Rådgivere", "Sager pr. rådgiver", "Sygefravær i pct."],
        ["Modtagelse", "198", "9", "22,0", "4,8"],
        ["Familie", "412", "17,5", "23,5", "6,1"],
        ["Handicap", "230", "8", "28,8", "5,5"],
    ]
    narrow = [["År", "Børn", "Pris"], ["2022", "61", "24,1"], ["2023", "58", "23,9"], ["2024", "55", "23,0"]]
    paper = Paper(path)
    paper.text(60, 70, "Året i tal", BOLD, 17)
    left = column(paper, 60, 100, 225, [EARLY])
    right = column(paper, 310, 100, 225, [CASES])
    y = draw_table(paper, 60, max(left, right) + 5, [115, 70, 80, 110, 100], wide, header=1)
    top = y + 30
    left = column(paper, 60, top, 225, [FOSTER])
    draw_table(paper, 60, left, [60, 60, 60], narrow, header=1, rules="none")
    column(paper, 310, top, 225, [SCHOOL, YOUTH])
    paper.save()
    return {"tables": [table(1, wide), table(1, narrow)],
            "text": ["Året i tal", plain(EARLY), plain(CASES), "Modtagelse", plain(FOSTER), plain(SCHOOL), plain(YOUTH)]}


@document("margin-notes.pdf")
def margin_notes(path):
    """One column with short notes in the outer margin, which are not to break into the sentences beside them."""
    notes = [("Læs mere i bilag 2.", 130), ("Barnets lov gælder fra 2024.", 215), ("Se figur 5.", 300)]
    body = [EARLY, CASES, FOSTER, SCHOOL, MONEY]
    paper = Paper(path)
    paper.text(60, 70, "Strategiens fem spor", BOLD, 17)
    column(paper, 60, 105, 330, body, size=11)
    for text, y in notes:
        words = text.split()
        half = (len(words) + 1) // 2
        paper.lines(430, y, [" ".join(words[:half]), " ".join(words[half:])], ITALIC, 8)
    paper.save()
    return {"text": ["Strategiens fem spor"] + [plain(text) for text in body], "whole": [text for text, _ in notes],
            "paragraphs": [plain(text) for text in body]}


@document("page-numbers.pdf")
def page_numbers(path):
    """Six pages: first two with Roman numbers, then plain ones between dashes; the head is the chapter and changes."""
    chapters = ["Forord", "Forord", "Kapitel 1: Børnene", "Kapitel 1: Børnene", "Kapitel 2: Familierne",
                "Kapitel 2: Familierne"]
    texts = [EARLY, CASES, FOSTER, SCHOOL, MONEY, YOUTH]
    feet = ["ii", "iii", "- 1 -", "- 2 -", "- 3 -", "- 4 -"]
    # Numbers of the text that stand alone on a line near the foot must stay.
    last = "I alt 4"
    paper = Paper(path)
    for number, (chapter, text, foot) in enumerate(zip(chapters, texts, feet)):
        paper.text(297, 36, f"Børnestrategi 2030 | {chapter}", SANS, 8, "center")
        y = 80
        if number in (0, 2, 4):
            paper.text(60, 85, chapter, BOLD, 16)
            y = 115
        y = paper.paragraph(60, y, text, 475, size=11)
        if number == 3:
            paper.text(60, 740, last, size=11)
        paper.text(297, 815, foot, SANS, 8, "center")
        paper.next()
    paper.canvas.save()
    order = ["Forord", plain(EARLY), plain(CASES), chapters[2], plain(FOSTER), plain(SCHOOL), last, chapters[4],
             plain(MONEY), plain(YOUTH)]
    return {"text": order, "absent": ["Børnestrategi 2030 |", "- 1 -", "- 3 -", "- 4 -", "iii"],
            "headings": [{"text": chapters[n], "level": 1} for n in (0, 2, 4)]}


@document("borderless-pages.pdf")
def borderless_pages(path):
    """A borderless table over two pages that repeats its header, and text right before and after it."""
    header = ["Tilbud", "Pladser", "Takst pr. døgn", "Belægning i %"]
    rows = long_rows(50)
    before, after = "Herunder står alle tilbud i regionen.", "Taksterne er i kroner og gælder fra den 1. januar."
    paper = Paper(path)
    paper.text(60, 70, "Tilbud i regionen", BOLD, 15)
    paper.text(60, 95, before)
    draw_table(paper, 60, 105, [180, 80, 100, 110], [header] + rows[:40], header=1, rules="none")
    paper.text(535, 812, "1", size=8, align="right")
    paper.next()
    y = draw_table(paper, 60, 60, [180, 80, 100, 110], [header] + rows[40:], header=1, rules="none")
    paper.text(60, y + 14, after)
    paper.text(535, 812, "2", size=8, align="right")
    paper.save()
    return {"tables": [table(1, [header] + rows)], "text": [before, "Lærkehøj 1", "Skovgården 7", after]}


@document("report.pdf")
def report(path):
    """A report as office programs set it: airy text beside a dense table, a borderless table above two columns, a turned page."""
    dense = [["Tilbud", "Pladser", "Takst pr. døgn", "Belægning i %"]] + long_rows(46)
    quarters = [["Distrikt"] + [f"{n}. kvt. {year}" for year in (2023, 2024) for n in (1, 2, 3, 4)]]
    quarters += [[name] + [str(90 + 7 * k + 3 * n) for n in range(8)] for k, name in enumerate(["Vest", "Øst", "Nord", "Syd"])]
    body = [EARLY, CASES, FOSTER, SCHOOL, MONEY, YOUTH]
    airy = {"size": 11, "lead": 14.5 / 11, "after": 10}
    paper = Paper(path)
    paper.text(60, 80, "Handleplan for børn og unge", BOLD, 14)
    y = column(paper, 60, 104, 475, [EARLY, CASES], **airy)
    draw_table(paper, 60, y, [190, 90, 100, 95], dense[:41], header=1, size=8, pad=1)
    paper.text(60, 815, "Side 1 af 3", size=9)
    paper.next()
    end = draw_table(paper, 60, 60, [190, 90, 100, 95], dense[:1] + dense[41:], header=1, size=8, pad=1)
    paper.text(60, end + 30, "Budget", BOLD, 13)
    end = draw_table(paper, 60, end + 38, [190, 95, 95, 95], GROUPS, header=1, rules="none", size=9, pad=2)
    paper.text(60, end + 30, "Indsatser", BOLD, 13)
    column(paper, 60, end + 52, 225, [FOSTER, SCHOOL], **airy)
    column(paper, 310, end + 52, 225, [MONEY, YOUTH], **airy)
    paper.text(60, 815, "Side 2 af 3", size=9)
    paper.next()
    paper.canvas.setPageSize((842, 595))
    paper.size = (842, 595)
    paper.text(60, 80, "Bilag: Kvartaler", BOLD, 13)
    draw_table(paper, 60, 92, [120] + [75] * 8, quarters, header=1, size=8)
    paper.text(60, 570, "Side 3 af 3", size=9)
    paper.save()
    return {"tables": [table(1, dense), table(2, GROUPS), table(3, quarters)],
            "text": ["Handleplan for børn og unge", plain(EARLY), plain(CASES), "Lærkehøj 1", "Budget", "Indsatser"]
            + [plain(text) for text in body[2:]] + ["Bilag: Kvartaler"],
            "paragraphs": [plain(text) for text in body], "absent": [f"Side {n} af 3" for n in (1, 2, 3)],
            "headings": [{"text": "Handleplan for børn og unge", "level": 1}, {"text": "Budget", "level": 2},
                         {"text": "Indsatser", "level": 2}, {"text": "Bilag: Kvartaler", "level": 2}]}
