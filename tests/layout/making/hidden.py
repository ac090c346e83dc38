"""PDFs whose letters are not what they seem: doubled, joined, invisible, outside the page; and pages that are pictures."""

import io

import pypdfium2
from reportlab.lib.utils import ImageReader

from .book import document, table
from .grid import draw_table
from .paper import BOLD, HEIGHT, SANS, WIDTH, Paper


@document("letters.pdf")
def letters(path):
    """Doubled glyphs for bold, ligatures, soft hyphens, private bullets, and signs of all kinds."""
    paper = Paper(path)
    title = "Sagstal og økonomi"
    for shift in (0, 0.25, 0.5):
        paper.text(60 + shift, 80, title, SANS, 16)
    for shift in (0, 0.3):
        paper.text(60 + shift, 110, "En rådgiver har i gennemsnit 27 sager.", SANS, 11)
    ligatures = "Effektiv: kommunen \ufb01k \ufb02ere penge til fire pro\ufb01ler."
    signs = "§ 52, stk. 3, nr. 7 – ½ stilling koster −12.500 kr. ÆØÅ æøå é ü"
    soft = ["Der kom 310 underret\u00ad", "ninger fra sundhedsplejen."]
    paper.text(60, 140, ligatures, size=11)
    paper.text(60, 160, signs, size=11)
    paper.lines(60, 178, soft, size=11)
    for n, item in enumerate(["Færre sager pr. rådgiver", "Flere hjemmebesøg"]):
        paper.text(70, 232 + 16 * n, "\uf0b7", size=11)
        paper.text(85, 232 + 16 * n, item, size=11)
    # Letters set one by one with wide gaps in between are still one word a word.
    x = 60
    for letter in "STATUS 2024":
        paper.text(x, 280, letter, BOLD, 12)
        x += 12 if letter != " " else 8
    paper.save()
    return {"text": [title, "En rådgiver har i gennemsnit 27 sager.",
                     "Effektiv: kommunen fik flere penge til fire profiler.", signs,
                     "Der kom 310 underretninger fra sundhedsplejen.", "• Færre sager pr. rådgiver", "• Flere hjemmebesøg"],
            "once": [title, "27 sager"], "figures": [{"number": "27", "page": 1}]}


@document("hidden.pdf")
def hidden(path):
    """White text, invisible text, text outside the crop box and text under a picture; white on black is to be read."""
    paper = Paper(path)
    canvas = paper.canvas
    canvas.setCropBox((40, 40, WIDTH - 40, HEIGHT - 40))
    paper.text(60, 90, "Synlige tal", BOLD, 15)
    paper.paragraph(60, 115, "Kommunen har 318 anbragte børn, og en rådgiver har 23 sager.", 475)
    paper.text(60, 150, "Kommunen har 777 anbragte børn i denne usynlige linje.", grey=1.0)
    ink = canvas.beginText(60, HEIGHT - 170)
    ink.setTextRenderMode(3)
    ink.setFont(SANS, 10)
    ink.textOut("Kommunen har 888 anbragte børn i denne gemte linje.")
    ink.setTextRenderMode(0)
    canvas.drawText(ink)
    paper.text(60, 25, "Kommunen har 999 anbragte børn uden for arket.", size=9)
    paper.text(120, HEIGHT + 30, "Kommunen har 666 anbragte børn under arket.", size=9)
    paper.box(60, 190, 300, 22, grey=0.1)
    paper.text(66, 205, "Målet er 290 anbragte børn i 2027.", BOLD, 10, grey=1.0)
    paper.save()
    lost = ["777", "888", "999", "666"]
    return {"text": ["Synlige tal", "Kommunen har 318 anbragte børn, og en rådgiver har 23 sager.",
                     "Målet er 290 anbragte børn i 2027."],
            "figures": [{"number": "318", "page": 1}, {"number": "290", "page": 1}], "no_figures": lost}


SCANNED = [
    "Kommunen har 1.204 børn og unge, der får støtte.",
    "En rådgiver har i gennemsnit 27 sager, og målet er 20.",
    "Udgifterne var 86.350.000 kr. i 2023 og 84.910.000 kr. i 2024.",
    "Der blev afholdt 4.318 møder med familier og skoler.",
]
GRID = [["År", "Sager", "Møder"], ["2023", "1.251", "4.106"], ["2024", "1.204", "4.318"]]


def scanned():
    """The picture of a typed page, slightly turned and grey, and where its lines stand."""
    drawing = io.BytesIO()
    paper = Paper(drawing)
    paper.text(70, 100, "Referat fra møde i Børneudvalget", BOLD, 16)
    for n, line in enumerate(SCANNED):
        paper.text(70, 140 + 20 * n, line, size=12)
    draw_table(paper, 70, 240, [100, 100, 100], GRID, header=1, size=11)
    paper.save()
    page = pypdfium2.PdfDocument(drawing.getvalue())[0]
    picture = page.render(scale=200 / 72, grayscale=True).to_pil()
    jpeg = io.BytesIO()
    picture.rotate(0.4, fillcolor=255, resample=3).convert("L").save(jpeg, "JPEG", quality=35)
    jpeg.seek(0)
    return jpeg


def page_of_picture(paper, jpeg):
    paper.canvas.drawImage(ImageReader(jpeg), 0, 0, WIDTH, HEIGHT)


@document("scan.pdf")
def scan(path):
    """A page that is a picture and nothing else; its words are there for a program that recognises letters."""
    paper = Paper(path)
    page_of_picture(paper, scanned())
    paper.save()
    return {"ocr": True, "text": SCANNED, "tables": [table(1, GRID)]}


@document("scan-with-layer.pdf")
def scan_with_layer(path):
    """The same picture with the invisible text that a scanner's own program laid over it."""
    paper = Paper(path)
    page_of_picture(paper, scanned())
    for n, line in enumerate(SCANNED):
        ink = paper.canvas.beginText(70, HEIGHT - 140 - 20 * n)
        ink.setTextRenderMode(3)
        ink.setFont("Helvetica", 12)
        ink.textOut(line)
        paper.canvas.drawText(ink)
    paper.save()
    return {"text": SCANNED, "figures": [{"number": "27", "page": 1}]}
