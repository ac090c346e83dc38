"""PDFs with tables: merged, spanning, abreast, half-ruled, borderless, turned."""

from .book import document, table
from .grid import draw_table
from .paper import BOLD, ITALIC, Paper, between_marks, plain_table

INTRO = "Tabellen viser kommunens egne tal ved udgangen af hvert år. Børn, der skifter tilbud i løbet af året, tælles " \
        "med i det tilbud, de har ved årets slutning."


def head(paper, title, y=70):
    paper.text(60, y, title, BOLD, 15)
    return paper.paragraph(60, y + 26, INTRO, 475)


@document("merged-header.pdf")
def merged_header(path):
    """A ruled table with merged cells over two header rows, and labels merged over rows."""
    rows = [
        ["Område", "Anbringelser", "", "Udgifter i 1.000 kr.", ""],
        ["", "2023", "2024", "2023", "2024"],
        ["Familiepleje", "84", "79", "41.260", "39.875"],
        ["Netværkspleje", "23", "31", "6.118", "8.402"],
        ["Døgninstitution", "37", "33", "52.940", "49.315"],
        ["I alt", "144", "143", "100.318", "97.592"],
    ]
    merged = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2)]
    second = [
        ["Distrikt", "Ordning", "Børn", "Timer pr. uge"],
        ["Nord", "Kontaktperson", "41", "3,5"],
        ["", "Aflastning", "18", "12,0"],
        ["Syd", "Kontaktperson", "36", "4,0"],
        ["", "Aflastning", "22", "10,5"],
    ]
    paper = Paper(path)
    y = head(paper, "Anbringelser og udgifter")
    y = draw_table(paper, 60, y, [135, 80, 80, 90, 90], rows, spans=merged, header=2)
    y = paper.paragraph(60, y + 30, "Støtte i hjemmet gives i to distrikter, hver med to ordninger.", 475)
    draw_table(paper, 60, y, [90, 150, 80, 100], second, spans=[(1, 0, 2, 1), (3, 0, 2, 1)], header=1, align="llrr")
    paper.save()
    return {"tables": [table(1, rows, 2), table(1, second)]}


@document("multi-line.pdf")
def multi_line(path):
    """A ruled table whose cells have several lines, text and numbers side by side."""
    rows = [
        ["Indsats", "Indhold", "Målgruppe", "Pris pr. år"],
        ["Familierådgivning", "Op til seks samtaler uden visitation. Forældre kan selv henvende sig på telefon eller i "
         "åben rådgivning.", "Familier med børn under 18 år", "1.240.000 kr."],
        ["Skolesocial vejleder", "En vejleder er på skolen to dage om ugen og deltager i klassemøder.",
         "Elever i 0.-6. klasse på fire skoler", "2.085.500 kr."],
        ["Ungementor", "Mentor i op til tolv måneder med mulighed for forlængelse i seks måneder.",
         "Unge mellem 15 og 23 år", "890.750 kr."],
    ]
    paper = Paper(path)
    y = head(paper, "Forebyggende indsatser")
    draw_table(paper, 60, y, [95, 185, 110, 85], rows, header=1, align="lllr")
    paper.save()
    return {"tables": [table(1, rows)]}


def long_rows(count):
    places = ["Lærkehøj", "Skovgården", "Havnehuset", "Egeparken", "Broen", "Søndervang", "Møllebo", "Åkanden"]
    rows = []
    for n in range(count):
        price = 1_240 + 37 * n
        rows.append([f"{places[n % 8]} {n // 8 + 1}", str(3 + n * 5 % 11), f"{price // 1000}.{price % 1000:03}",
                     f"{82 + n * 3 % 17},{n % 10}"])
    return rows


def spread(paper, rows, header, widths, room, *, repeat, foot, **how):
    """Draws a table over as many pages as it needs; gives how many those are."""
    pages = [rows[at : at + room] for at in range(0, len(rows), room)]
    for number, part in enumerate(pages, 1):
        top = 70 if number > 1 else head(paper, "Tilbud og takster")
        with_header = number == 1 or repeat
        draw_table(paper, 60, top, widths, (header if with_header else []) + part,
                   header=len(header) if with_header else 0, **how)
        paper.text(297, 810, f"Side {number} af {len(pages)}", size=8, align="center")
        paper.text(60, 40, foot, ITALIC, 8)
        if number < len(pages):
            paper.next()
    return len(pages)


@document("pages-repeated-header.pdf")
def repeated_header(path):
    """A ruled table over three pages that repeats its header of two rows on each."""
    header = [["Tilbud", "Pladser", "Takst", ""], ["", "", "pr. døgn", "belægning i %"]]
    rows = long_rows(66)
    paper = Paper(path)
    spread(paper, rows, header, [180, 80, 100, 110], 26, repeat=True, foot="Socialtilsyn Øst – oversigt over tilbud",
           spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)])
    paper.save()
    return {"tables": [table(1, header + rows, 2)],
            "absent": ["Side 1 af 3", "Side 2 af 3", "Side 3 af 3", "Socialtilsyn Øst – oversigt over tilbud"]}


@document("pages-no-header.pdf")
def no_header(path):
    """A ruled table that goes on over the page without repeating its header, and a borderless one that does."""
    header = [["Tilbud", "Pladser", "Takst pr. døgn", "Belægning i %"]]
    rows = long_rows(44)
    paper = Paper(path)
    spread(paper, rows, header, [180, 80, 100, 110], 38, repeat=False, foot="Bilag 2 til takstaftalen")
    paper.save()
    return {"tables": [table(1, header + rows)], "absent": ["Side 1 af 2", "Side 2 af 2", "Bilag 2 til takstaftalen"]}


@document("abreast.pdf")
def abreast(path):
    """Two ruled tables abreast, and below them two borderless ones."""
    ruled = [
        [["Dagtilbud", "2023", "2024"], ["Underretninger", "212", "198"], ["Hjemmebesøg", "64", "71"],
         ["Fælles møder", "33", "40"]],
        [["Skoler", "2023", "2024"], ["Underretninger", "455", "501"], ["Bekymrende fravær", "318", "276"],
         ["Netværksmøder", "97", "88"]],
    ]
    bare = [
        [["Drenge", "2023", "2024"], ["0-5 år", "14", "11"], ["6-12 år", "38", "42"], ["13-17 år", "57", "55"]],
        [["Piger", "2023", "2024"], ["0-5 år", "12", "9"], ["6-12 år", "29", "31"], ["13-17 år", "61", "66"],
         ["18-22 år", "24", "19"]],
    ]
    paper = Paper(path)
    y = head(paper, "To sider af samme sag")
    for x, rows in zip((60, 310), ruled):
        end = draw_table(paper, x, y, [115, 55, 55], rows, header=1)
    y = paper.paragraph(60, end + 30, "Nedenfor er de samme år delt på køn og alder.", 475)
    for x, rows in zip((60, 310), bare):
        draw_table(paper, x, y, [115, 55, 55], rows, header=1, rules="none")
    paper.save()
    return {"tables": [table(1, rows) for rows in ruled + bare]}


@document("footnote-marks.pdf")
def footnote_marks(path):
    """Raised marks on numbers and labels of a table, its notes right below it, and a raised mark in a sentence."""
    rows = [
        ["Foranstaltning", "2022", "2023", "2024"],
        ["Familiepleje^1", "1.250", "1.318^2", "1.402"],
        ["Aflastning", "615", "598", "574^3"],
        ["Efterskole", "42", "39", "45"],
        ["I alt", "1.907", "1.955", "2.021"],
    ]
    notes = ["1) Omfatter også netværkspleje.", "2) Heraf 12 børn i pleje uden for kommunen.",
             "3) Opgjort den 1. december."]
    paper = Paper(path)
    y = head(paper, "Foranstaltninger i alt")
    y = draw_table(paper, 60, y, [160, 90, 90, 90], rows, header=1, rules="ends")
    y = paper.lines(60, y + 14, notes, size=8)
    sentence = "Der var 2.021 foranstaltninger^4 i 2024, og 45 unge boede på efterskole."
    paper.paragraph(60, y + 20, sentence, 475)
    paper.save()
    return {"tables": [table(1, plain_table(rows))], "text": notes + between_marks(sentence),
            "no_figures": ["1.3182", "5743", "21", "13182"]}


@document("rotated.pdf")
def rotated(path):
    """A page that the viewer turns, a table turned on an upright page, and a page turned the other way."""
    rows = [
        ["Distrikt", "1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"],
        ["Vestbyen", "118", "124", "131", "120"],
        ["Østbyen", "97", "102", "99", "108"],
        ["Havnen", "45", "41", "52", "57"],
    ]
    other = [[row[0]] + [str(int(cell) + 211) if row is not rows[0] else cell for cell in row[1:]] for row in rows]
    third = [[row[0]] + [str(int(cell) + 433) if row is not rows[0] else cell for cell in row[1:]] for row in rows]
    titles = ["Underretninger pr. kvartal", "Åbne sager pr. kvartal", "Afsluttede sager pr. kvartal"]
    paper = Paper(path)
    for turn, title, table_rows in zip((90, 0, 270), titles, (rows, other, third)):
        canvas = paper.canvas
        # The library turns the sheet it is given together with the page.
        canvas.setPageSize((842, 595) if turn else (595, 842))
        canvas.setPageRotation(turn)
        # The ink runs up the page where the page itself is not turned back, down it for the third.
        if turn == 270:
            canvas.translate(0, 842), canvas.rotate(-90)
        else:
            canvas.translate(595, 0), canvas.rotate(90)
        paper.size = (842, 595)
        paper.text(70, 80, title, BOLD, 15)
        paper.paragraph(70, 110, INTRO, 600)
        draw_table(paper, 70, 160, [150, 90, 90, 90, 90], table_rows, header=1)
        paper.next()
        paper.size = (595, 842)
    paper.canvas.setPageRotation(0)
    paper.canvas.setPageSize((595, 842))
    paper.paragraph(60, 80, "Efter bilagene følger høringssvarene.", 475)
    paper.save()
    return {"tables": [table(1, rows), table(2, other), table(3, third)],
            "text": [titles[0], INTRO, titles[1], INTRO, titles[2], INTRO, "Efter bilagene følger høringssvarene."]}


GROUPS = [
    ["Beløb i 1.000 kr.", "Budget 2024", "Budget 2025", "Budget 2026"],
    ["Forebyggende foranstaltninger", "", "", ""],
    ["Kontaktpersonordning", "4.210", "4.305", "4.390"],
    ["Familiebehandling", "12.875", "13.140", "13.400"],
    ["Anbringelser", "", "", ""],
    ["Plejefamilier", "38.600", "37.950", "36.800"],
    ["Døgninstitutioner", "45.120", "43.700", "42.250"],
    ["Anbringelser i alt", "83.720", "81.650", "79.050"],
    ["Myndighed", "", "", ""],
    ["Rådgivere", "18.400", "19.900", "19.900"],
    ["Samlet", "119.205", "118.995", "116.740"],
]


@document("half-ruled.pdf")
def half_ruled(path):
    """A half-ruled table with group rows, indented rows below them, and totals; once more with rules at its ends only."""
    paper = Paper(path)
    y = head(paper, "Budget for børn og unge")
    how = {"header": 1, "bold": (1, 4, 7, 8, 10), "indent": (2, 3, 5, 6, 9)}
    y = draw_table(paper, 60, y, [190, 90, 90, 90], GROUPS, rules="rows", **how)
    y = paper.paragraph(60, y + 30, "Samme tal, som de står i det trykte budget:", 475)
    draw_table(paper, 60, y, [190, 90, 90, 90], GROUPS, rules="ends", **how)
    paper.save()
    return {"tables": [table(1, GROUPS), table(1, GROUPS)]}


@document("borderless.pdf")
def borderless(path):
    """A borderless table with wrapped labels, numbers on the decimal comma, empty cells and dashes."""
    rows = [
        ["Nøgletal", "2021", "2022", "2023", "2024"],
        ["Sager pr. rådgiver", "32,4", "28,75", "24", "21,5"],
        ["Andel anbragte børn, der bor i plejefamilie uden for kommunen (pct.)", "8,25", "9", "-", "11,4"],
        ["Underretninger pr. 1.000 børn", "", "61,3", "64,8", "70"],
        ["Gennemsnitlig sagsbehandlingstid i uger ved børnefaglige undersøgelser", "14,5", "–", "", "12,25"],
        ["Sygefravær blandt rådgivere (pct.)", "7,1", "6,8", "6,95", "5,2"],
    ]
    paper = Paper(path)
    y = head(paper, "Nøgletal for området")
    y = draw_table(paper, 60, y, [190, 65, 65, 65, 65], rows, header=1, rules="none", align="ldddd", pad=5)
    paper.paragraph(60, y + 25, "En streg betyder, at tallet ikke er opgjort; et tomt felt, at målingen ikke fandtes.", 475)
    paper.save()
    return {"tables": [table(1, rows)]}


@document("numbers.pdf")
def right_aligned(path):
    """Numbers aligned right: thousands with points and with spaces, negative with hyphen, minus and brackets, percent."""
    rows = [
        ["Post", "Regnskab", "Budget", "Afvigelse", "Ændring"],
        ["Lønninger", "1.234.567", "1.250.000", "-15.433", "-1,2 %"],
        ["Konsulenter", "85.120", "60.000", "25.120", "41,9 %"],
        ["Tilskud fra staten", "−412.000", "−400.000", "−12.000", "3,0 %"],
        ["Kurser", "9.980", "12.500", "(2.520)", "-20,2 %"],
        ["Øvrigt", "0", "750", "-750", "-100 %"],
    ]
    spaced = [
        ["År", "Udgift i kr.", "Børn", "Kr. pr. barn"],
        ["2022", "98 417 300", "1 204", "81 742"],
        ["2023", "101 006 250", "1 187", "85 094"],
        ["2024", "99 874 615", "1 166", "85 656"],
    ]
    paper = Paper(path)
    y = head(paper, "Regnskab og afvigelser")
    y = draw_table(paper, 60, y, [150, 80, 80, 80, 70], rows, header=1, rules="none")
    y = paper.paragraph(60, y + 30, "Udgifterne i alt, med mellemrum mellem tusinderne:", 475)
    draw_table(paper, 60, y, [80, 110, 80, 100], spaced, header=1, rules="rows")
    paper.save()
    return {"tables": [table(1, rows), table(1, spaced)]}


@document("dark-header.pdf")
def dark_header(path):
    """White letters on a dark header row, light bands behind rows, no lines at all."""
    rows = [
        ["Skoleår", "Elever", "Fravær i %"],
        ["2022/23", "4.812", "6,1"],
        ["2023/24", "4.790", "5,8"],
        ["2024/25", "4.765", "5,4"],
    ]
    paper = Paper(path)
    y = head(paper, "Fravær i folkeskolen")
    for n in range(1, len(rows), 2):
        paper.box(60, y + 15.25 * n, 300, 15.25, grey=0.9)
    draw_table(paper, 60, y, [120, 90, 90], rows, header=1, rules="none", dark=True)
    paper.save()
    return {"tables": [table(1, rows)], "text": ["Skoleår", "Elever", "Fravær i %"]}
