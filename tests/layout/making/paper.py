"""Drawing on a page from its top left corner: lines of text, paragraphs, columns, tables.

Takes texts and tables as data, puts ink on paper. What a document is expected to give is written from the same data.
A `|` in a text is a place where a line may break the word.
"""

import io
from pathlib import Path

from fontTools.ttLib import TTFont as Font
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
FONTS = Path("/usr/share/fonts/truetype/liberation")
SANS, BOLD, ITALIC = "LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic"


def unhinted(path):
    """The font without its hints, which would be most of a small document."""
    font = Font(path, recalcTimestamp=False)
    for tag in ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "gasp", "LTSH", "GSUB", "GPOS", "GDEF", "kern", "DSIG"):
        if tag in font:
            del font[tag]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    # The bullet where Word's Symbol font has it, in the private area.
    for mapping in font["cmap"].tables:
        if mapping.isUnicode():
            mapping.cmap[0xF0B7] = mapping.cmap[0x2022]
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return out


for name in (SANS, BOLD, ITALIC):
    pdfmetrics.registerFont(TTFont(name, unhinted(FONTS / f"{name}.ttf")))

# A raised mark, written `^1` in a text.
MARK = "^"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(text):
    """The text as a reader writes it down: without the places to break, with raised marks as such."""
    parts = text.replace("|", "").split(MARK)
    return parts[0] + "".join(part[:1].translate(RAISED) + part[1:] for part in parts[1:])


def between_marks(text):
    """The pieces between raised marks: how a mark is written down in running text is not for a reader to say."""
    return [" ".join(part[1:].split() if i else part.split()) for i, part in enumerate(text.replace("|", "").split(MARK))]


def plain_table(rows):
    return [[" ".join(plain(cell or "").split()) for cell in row] for row in rows]


def width(text, font, size):
    parts = text.replace("|", "").split(MARK)
    raised = sum(pdfmetrics.stringWidth(part[:1], font, 0.6 * size) for part in parts[1:])
    return raised + sum(pdfmetrics.stringWidth(part if i == 0 else part[1:], font, size) for i, part in enumerate(parts))


def lines(text, wide, font=SANS, size=10):
    """The text in lines; a line break in it is kept."""
    out = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            while True:
                longer = f"{line} {word}" if line else word
                if width(longer, font, size) <= wide:
                    line = longer
                    break
                head, tail = broken(word, lambda piece: width(f"{line} {piece}-" if line else f"{piece}-", font, size) <= wide)
                if head:
                    out.append(f"{line} {head}-" if line else f"{head}-")
                    line, word = "", tail
                elif line:
                    out.append(line)
                    line = ""
                else:
                    line = word
                    break
        out.append(line)
    return out


def broken(word, fits):
    """The longest part of a word that fits on the line, and the rest."""
    pieces = word.split("|")
    for count in range(len(pieces) - 1, 0, -1):
        if fits("|".join(pieces[:count])):
            return "|".join(pieces[:count]), "|".join(pieces[count:])
    return "", word


class Paper:
    """A PDF that is being drawn."""

    def __init__(self, path, size=(WIDTH, HEIGHT), **properties):
        # Nothing of the clock: the same data give the same bytes.
        self.canvas = Canvas(path if hasattr(path, "write") else str(path), pagesize=size, invariant=1, pageCompression=1)
        self.size = size
        for name, value in properties.items():
            getattr(self.canvas, f"set{name.capitalize()}")(value)

    def text(self, x, y, text, font=SANS, size=10, align="left", grey=0.0):
        """One line with its baseline at y."""
        x -= {"left": 0, "right": 1, "center": 0.5}[align] * width(text, font, size)
        ink = self.canvas.beginText(x, self.size[1] - y)
        ink.setFillGray(grey)
        ink.setFont(font, size)
        first, *rest = text.replace("|", "").split(MARK)
        ink.textOut(first)
        for part in rest:
            ink.setRise(0.35 * size), ink.setFont(font, 0.6 * size)
            ink.textOut(part[:1])
            ink.setRise(0), ink.setFont(font, size)
            ink.textOut(part[1:])
        self.canvas.drawText(ink)

    def lines(self, x, y, some, font=SANS, size=10, lead=1.3):
        """Lines below each other; gives the baseline of the next."""
        for line in some:
            self.text(x, y, line, font, size)
            y += lead * size
        return y

    def paragraph(self, x, y, text, wide, font=SANS, size=10, lead=1.3, after=8):
        return self.lines(x, y, lines(text, wide, font, size), font, size, lead) + after

    def rule(self, x0, y0, x1, y1, thick=0.5):
        self.canvas.setLineWidth(thick)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def box(self, x, y, wide, high, grey=None):
        if grey is None:
            self.canvas.rect(x, self.size[1] - y - high, wide, high)
        else:
            self.canvas.setFillGray(grey)
            self.canvas.rect(x, self.size[1] - y - high, wide, high, stroke=0, fill=1)
            self.canvas.setFillGray(0)

    def next(self):
        self.canvas.showPage()

    def save(self):
        self.canvas.showPage()
        self.canvas.save()


def draw_table(paper, x, y, widths, rows, *, rules="all", align=None, size=9, pad=4, spans=(), bold=(), indent=(),
               header=0, dark=False):
    """Draws a table and gives the place below it.

    `rules`: all, rows (a line under every row), ends (under the header, above and below the table), none. `spans`:
    (row, column, rows, columns) of merged cells. `align`: a letter a column, l, r, c, or d for the decimal comma.
    `indent`: rows whose label stands in. `header`: how many rows are one. `dark`: white letters on black in the header.
    """
    align = align or "l" + "r" * (len(widths) - 1)
    covered = {(r + i, c + j): (r, c) for r, c, high, wide in spans for i in range(high) for j in range(wide)}
    broad = {(r, c): wide for r, c, _, wide in spans}
    edges = [x]
    for one in widths:
        edges.append(edges[-1] + one)
    font = lambda row: BOLD if row in bold or row < header else SANS
    text = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell and covered.get((r, c), (r, c)) == (r, c):
                room = edges[c + broad.get((r, c), 1)] - edges[c] - 2 * pad - (10 if r in indent and c == 0 else 0)
                text[r, c] = lines(cell, room, font(r), size)
    tall = {(r, c): high for r, c, high, _ in spans}
    step = 1.25 * size
    # A cell over several rows does not make its first one higher.
    heights = [
        max([1] + [len(text[r, c]) for c in range(len(widths)) if (r, c) in text and tall.get((r, c), 1) == 1]) * step + pad
        for r in range(len(rows))
    ]
    tops = [y]
    for high in heights:
        tops.append(tops[-1] + high)
    if dark:
        paper.box(x, y, edges[-1] - x, tops[header] - y, grey=0.1)
    for (r, c), some in text.items():
        how = "c" if r < header and c else align[c] if c else "l"
        if (r, c) in broad:
            how = "c" if c else "l"
        left, right = edges[c] + pad, edges[c + broad.get((r, c), 1)] - pad
        grey = 1.0 if dark and r < header else 0.0
        for n, line in enumerate(some):
            base = tops[r] + size + n * step
            if how == "d":
                whole, comma, part = line.partition(",")
                at = right - width(",00", font(r), size)
                paper.text(at, base, whole, font(r), size, "right", grey) if comma or not line.isalpha() else None
                if comma:
                    paper.text(at, base, comma + part, font(r), size, "left", grey)
            elif how == "r":
                paper.text(right, base, line, font(r), size, "right", grey)
            elif how == "c":
                paper.text((left + right) / 2, base, line, font(r), size, "center", grey)
            else:
                paper.text(left + (10 if r in indent and c == 0 else 0), base, line, font(r), size, "left", grey)
    draw_rules(paper, edges, tops, covered, rules, header)
    return tops[-1]


def draw_rules(paper, edges, tops, covered, rules, header):
    last = len(tops) - 1
    if rules == "none":
        return
    if rules in ("rows", "ends"):
        for r in range(len(tops)):
            if rules == "rows" or r in (0, header, last):
                paper.rule(edges[0], tops[r], edges[-1], tops[r], 0.8 if r in (0, last) else 0.4)
        return
    home = lambda r, c: covered.get((r, c), (r, c))
    for r in range(len(tops)):
        for c in range(len(edges) - 1):
            if r in (0, last) or home(r, c) != home(r - 1, c):
                paper.rule(edges[c], tops[r], edges[c + 1], tops[r])
    for r in range(last):
        for c in range(len(edges)):
            if c in (0, len(edges) - 1) or home(r, c) != home(r, c - 1):
                paper.rule(edges[c], tops[r], edges[c], tops[r + 1])
