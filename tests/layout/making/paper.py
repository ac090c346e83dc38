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
