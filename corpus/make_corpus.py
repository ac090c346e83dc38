#!/usr/bin/env python3
"""Write the sample corpus: documents, annotation (figures.jsonl, traps.jsonl) and sources.tsv.

    python3 -m venv venv && venv/bin/pip install reportlab==5.1.0 typst==0.15.2 python-docx==1.2.0 pypdf==7.1.0
    venv/bin/python corpus/make_corpus.py
    venv/bin/python corpus/check_annotations.py

What the documents say stands in documents.py; here is only how they are written. Dates and identifiers
are fixed, so with these versions a second run gives the same bytes.
"""
import datetime
import html
import io
import json
import os
import re
import zipfile

from documents import COLOPHON, DOCS

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")

UNITS = {
    "caseload": "cases/caseworker", "placements": "placements", "preventive_measures": "measures", "unit_cost": "DKK/case",
    "investment": "DKK", "saving": "DKK", "net_change": "DKK", "budget": "DKK", "expenditure": "DKK", "deficit": "DKK",
    "staff": "persons", "notifications": "notifications", "prevention_share": "percent", "education_rate": "percent",
    "segregation_rate": "percent", "survey_response": None, "follow_up_interval": None,
}
DIMS = {"pt": "placement_type", "sc": "scenario", "pr": "profession", "item": "item", "q": "question", "age": "age_group"}


# --- annotation ----------------------------------------------------------------------------------------------------

def number_value(text):
    v = float(text)
    return int(v) if v == int(v) else v


def parse_figure(number, spec):
    """The fields of one figure from its mark (see documents.py)."""
    parts = spec.split(";")
    indicator, municipality, value, period, status = parts[:5]
    rec = dict(indicator=indicator, statistic={"caseload": "mean", "unit_cost": "mean"}.get(indicator, "level"), municipality=municipality)
    if ".." in value:
        low, high = value.split("..")
        rec["value"] = {"low": number_value(low), "high": number_value(high)}
    else:
        rec["value"] = number_value(value)
    rec.update(approx=False, unit=UNITS[indicator], period=None if period == "-" else period, status=status)
    dims, accept = {}, {}
    percent = re.search(r"%|pct|procent", number)
    for p in parts[5:]:
        key, _, val = p.partition("=")
        if p == "~":
            rec["approx"] = True
        elif p == "optional":
            rec["optional"] = True
        elif key == "stat":
            rec["statistic"] = val
            if val == "share" or (val == "change" and percent):
                rec["unit"] = "percent"
        elif key == "unit":
            rec["unit"] = val
        elif key.startswith("acc."):
            plain = {"null": None, "true": True, "false": False}
            accept[key[4:]] = [plain.get(v, v) for v in val.split(",")]
        else:
            dims[DIMS[key]] = val
    rec["dims"] = dims
    if accept:
        rec["accept"] = accept
    if not rec["unit"]:
        raise SystemExit(f"no unit: {number} {spec}")
    if rec.pop("optional", False):
        rec["optional"] = True
    return rec


def strip(text):
    """Plain text and the marks in it as (position, number, spec)."""
    out, marks, at = "", [], 0
    for m in MARK.finditer(text):
        out += text[at:m.start()]
        marks.append((len(out), m.group(1), m.group(2)))
        out += m.group(1)
        at = m.end()
    return out + text[at:], marks


def plain(text):
    return strip(text)[0]


SENTENCE = re.compile(r"(?<!\bca\.)(?<!\bpr\.)(?<!\bjf\.)(?<!\bnr\.)(?<!\bkl\.)(?<!\btlf\.)(?<!\bstk\.)(?<=[.!?:])\s+(?=[0-9A-ZÆØÅ])")


def sentence(text, start, end):
    cuts = [0] + [m.end() for m in SENTENCE.finditer(text)] + [len(text)]
    a = max(c for c in cuts if c <= start)
    b = min(c for c in cuts if c >= end)
    return a, b


def quote_around(text, start, end, room):
    """The sentence of the number, cut at word boundaries to `room` characters on each side where it is long."""
    a, b = sentence(text, start, end)
    if b - a > 155 or room < 70:
        if start - a > room:
            a = text.find(" ", start - room) + 1
            if a > start:
                a = start
        if b - end > room:
            b = text.rfind(" ", end, end + room)
            if b < end:
                b = end
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def nth_of(hay, needle, position):
    """1-based number of the occurrence of `needle` that starts at `position`."""
    n, at = 0, -1
    while True:
        at = hay.find(needle, at + 1)
        if at < 0 or at > position:
            raise SystemExit(f"lost {needle!r} in {hay!r}")
        n += 1
        if at == position:
            return n


def squeeze(text):
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


class Annotator:
    """Collects the records of one document while its text is laid down line by line."""

    def __init__(self, doc):
        self.doc, self.text, self.pending = doc, "", []

    def line(self, marked, whole=False):
        text, marks = strip(marked)
        for at, number, spec in marks:
            self.pending.append((len(self.text), text, at, number, spec, whole))
        self.text += text + "\n"
        return text

    def records(self, pages=None):
        figures, traps = [], []
        for base, text, at, number, spec, whole in self.pending:
            rec = dict(doc=self.doc["file"], page=None)
            rooms = [70] if whole or not pages else [70, 45, 25, 12]
            for room in rooms:
                a, b = (0, len(text)) if whole else quote_around(text, at, at + len(number), room)
                quote = text[a:b]
                if not pages:
                    break
                n = nth_of(self.text, quote, base + a)
                page = find_page(pages, quote, n)
                if page:
                    rec["page"] = page
                    break
            else:
                raise SystemExit(f"{self.doc['file']}: not on one page: {quote!r}")
            rec.update(quote=quote, number=number or None)
            n = nth_of(self.text, quote, base + a)
            if n > 1:
                rec["occurrence"] = n
            if number:
                c = nth_of(quote, number, at - a)
                if c > 1:
                    rec["cell"] = c
            if spec.startswith("!"):
                rec["reason"] = spec[1:]
                traps.append(rec)
            else:
                rec.update(parse_figure(number, spec))
                figures.append(rec)
        return figures, traps


def find_page(pages, quote, n):
    q, seen = squeeze(quote), 0
    for i, text in enumerate(pages):
        seen += text.count(q)
        if seen >= n:
            return i + 1
    return None


def flow(doc, ann):
    """The document's blocks with plain text; every mark goes to the annotator in reading order."""
    out = []
    for block in doc["blocks"]:
        kind = block[0]
        if kind in ("h1", "h2", "p"):
            out.append((kind, ann.line(block[1])))
        elif kind in ("ul", "ol"):
            out.append((kind, [ann.line(i) for i in block[1]]))
        elif kind == "meta":
            out.append((kind, [ann.line(i) for i in block[1]]))
        elif kind == "teasers":
            ann.line(block[1])
            out.append((kind, block[1], [ann.line(i) for i in block[2]]))
        elif kind == "table":
            t = dict(block[1])
            sep = "\t" if doc["engine"] in ("txt",) else " "
            if doc["engine"] == "txt":
                ann.line(t["caption"])
                ann.line(sep.join(t["cols"]))
            else:
                ann.line(t["caption"])
                ann.line(" ".join(c for c in t["cols"] if c))
            for r in t["rows"]:
                ann.line(sep.join(c for c in r if c != ""), whole=True)
            t["rows"] = [[plain(c) for c in r] for r in t["rows"]]
            out.append((kind, t))
        else:
            out.append(block)
    return out


# --- plain text, Markdown, HTML --------------------------------------------------------------------------------------

def write_txt(doc, blocks, path):
    md = doc["engine"] == "md"
    lines = []
    for b in blocks:
        if b[0] == "h1":
            lines += ["# " + b[1] if md else b[1], "" if md else "=" * len(b[1]), ""]
        elif b[0] == "h2":
            lines += ["## " + b[1] if md else b[1], ""]
        elif b[0] == "p":
            lines += [b[1], ""]
        elif b[0] == "meta":
            lines += b[1] + [""]
        elif b[0] in ("ul", "ol"):
            lines += [("- " if b[0] == "ul" else f"{i}. ") + t for i, t in enumerate(b[1], 1)] + [""]
        elif b[0] == "table":
            t = b[1]
            lines += [t["caption"], "\t".join(t["cols"])] + ["\t".join(r) for r in t["rows"]] + [""]
    lines.append(doc.get("colophon", COLOPHON))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(text)


PAGE = """<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<title>{title} | {head}</title>
<style>
body {{ font-family: Verdana, sans-serif; max-width: 52rem; margin: 0 auto; color: #222; line-height: 1.5; }}
header, footer {{ background: #23475f; color: #fff; padding: .6rem 1rem; }}
nav a {{ color: inherit; margin-right: 1rem; }}
main {{ padding: 0 1rem; }}
table {{ border-collapse: collapse; margin: .5rem 0 1rem; }}
th, td {{ border: 1px solid #999; padding: .2rem .6rem; text-align: right; }}
th:first-child, td:first-child {{ text-align: left; }}
caption {{ text-align: left; font-weight: bold; }}
aside {{ background: #eef2f4; padding: .5rem 1rem; margin: 1rem; }}
</style>
</head>
<body>
<header><strong>{head}</strong>
<nav><a href="#">Borger</a><a href="#">Erhverv</a><a href="#">Politik</a><a href="#">Om kommunen</a></nav></header>
<nav aria-label="Brødkrumme">{crumbs}</nav>
<main>
{main}
</main>
{aside}
<footer><p>Rådhuset · Hovednummer · Cookies · Tilgængelighedserklæring</p>
<p><small>{colophon}</small></p></footer>
</body>
</html>
"""


def write_html(doc, blocks, path):
    e = html.escape
    main, aside = [], ""
    for b in blocks:
        if b[0] in ("h1", "h2", "p"):
            main.append(f"<{b[0]}>{e(b[1], False)}</{b[0]}>")
        elif b[0] == "meta":
            main.append("<p class=\"meta\">" + "<br>".join(e(t, False) for t in b[1]) + "</p>")
        elif b[0] in ("ul", "ol"):
            main.append(f"<{b[0]}>" + "".join(f"<li>{e(t, False)}</li>" for t in b[1]) + f"</{b[0]}>")
        elif b[0] == "table":
            t = b[1]
            rows = ["<table>", f"<caption>{e(t['caption'], False)}</caption>",
                    "<thead><tr>" + "".join(f"<th>{e(c, False)}</th>" for c in t["cols"]) + "</tr></thead>", "<tbody>"]
            rows += ["<tr>" + "".join(f"<td>{e(c, False)}</td>" for c in r) + "</tr>" for r in t["rows"]]
            main.append("\n".join(rows + ["</tbody>", "</table>"]))
        elif b[0] == "teasers":
            aside = f"<aside>\n<h2>{e(b[1])}</h2>\n<ul>\n" + "\n".join(f"<li><a href=\"#\">{e(t, False)}</a></li>" for t in b[2]) + "\n</ul>\n</aside>"
    crumbs = " › ".join(f"<a href=\"#\">{e(c)}</a>" for c in doc["crumbs"])
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(PAGE.format(title=e(doc["title"]), head=e(doc["head"]), crumbs=crumbs, main="\n".join(main), aside=aside, colophon=e(COLOPHON)))


# --- Word ------------------------------------------------------------------------------------------------------------

def write_docx(doc, blocks, path):
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    d = docx.Document()
    d.styles["Normal"].font.name = "Calibri"
    d.styles["Normal"].font.size = Pt(11)
    props = d.core_properties
    props.title, props.author, props.language = doc["title"], doc["head"], "da-DK"
    props.created = props.modified = datetime.datetime(*doc["date"], 9, 0)
    props.last_modified_by, props.revision, props.comments = "", 1, ""
    section = d.sections[0]
    section.header.paragraphs[0].text = doc["head"]
    section.footer.paragraphs[0].text = doc["title"]
    for b in blocks:
        if b[0] == "h1":
            d.add_heading(b[1], 1)
        elif b[0] == "h2":
            d.add_heading(b[1], 2)
        elif b[0] == "p":
            d.add_paragraph(b[1])
        elif b[0] == "meta":
            for t in b[1]:
                d.add_paragraph(t)
        elif b[0] in ("ul", "ol"):
            for t in b[1]:
                d.add_paragraph(t, style="List Bullet" if b[0] == "ul" else "List Number")
        elif b[0] == "table":
            t = b[1]
            d.add_paragraph().add_run(t["caption"]).bold = True
            table = d.add_table(rows=1 + len(t["rows"]), cols=len(t["cols"]))
            table.style = "Table Grid"
            for i, r in enumerate([t["cols"]] + t["rows"]):
                for j, text in enumerate(r):
                    p = table.cell(i, j).paragraphs[0]
                    p.add_run(text).bold = i == 0 or i - 1 in t.get("bold", [])
                    if j:
                        p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            d.add_paragraph()
    run = d.add_paragraph().add_run(COLOPHON)
    run.italic, run.font.size = True, Pt(8)
    buffer = io.BytesIO()
    d.save(buffer)
    with zipfile.ZipFile(buffer) as src, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in src.namelist():  # fixed times, so that the bytes do not change from run to run
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            out.writestr(info, src.read(name))


# --- PDF by reportlab --------------------------------------------------------------------------------------------------

def write_reportlab(doc, blocks, path):
    import reportlab
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import KeepTogether, ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    fonts = os.path.join(os.path.dirname(reportlab.__file__), "fonts")
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, os.path.join(fonts, file)))
    body = ParagraphStyle("body", fontName="Vera", fontSize=9.5, leading=13.5, spaceAfter=6)
    h1 = ParagraphStyle("h1", parent=body, fontName="VeraBd", fontSize=15, leading=19, spaceBefore=6, spaceAfter=10, textColor=colors.HexColor("#23475f"))
    h2 = ParagraphStyle("h2", parent=body, fontName="VeraBd", fontSize=11, leading=14, spaceBefore=9, spaceAfter=4)
    small = ParagraphStyle("small", parent=body, fontSize=7, leading=9, textColor=colors.grey)
    caption = ParagraphStyle("caption", parent=body, fontName="VeraBd", fontSize=8.5, spaceBefore=6, spaceAfter=3)

    def story():
        out = []
        for b in blocks:
            if b[0] in ("h1", "h2", "p"):
                out.append(Paragraph(html.escape(b[1], False), {"h1": h1, "h2": h2, "p": body}[b[0]]))
            elif b[0] == "meta":
                out += [Paragraph(html.escape(t, False), ParagraphStyle("m", parent=body, alignment=2, spaceAfter=0)) for t in b[1]] + [Spacer(1, 4 * mm)]
            elif b[0] in ("ul", "ol"):
                out.append(ListFlowable([ListItem(Paragraph(html.escape(t, False), body), leftIndent=14) for t in b[1]],
                                        bulletType="bullet" if b[0] == "ul" else "1", start="•" if b[0] == "ul" else None, bulletFontName="Vera", bulletFontSize=8))
            elif b[0] == "pagebreak":
                out.append(PageBreak())
            elif b[0] == "table":
                t = b[1]
                size = 7.5 if t.get("small") else 8.5
                st = [("FONT", (0, 0), (-1, -1), "Vera", size), ("FONT", (0, 0), (-1, 0), "VeraBd", size), ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                      ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)]
                st += [("FONT", (0, i + 1), (-1, i + 1), "VeraBd", size) for i in t.get("bold", [])]
                if t["style"] == "ruled":
                    st += [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dde6ec"))]
                elif t["style"] == "half":
                    st += [("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black)]
                table = Table([t["cols"]] + t["rows"], style=TableStyle(st), hAlign="LEFT")
                out.append(KeepTogether([Paragraph(html.escape(t["caption"], False), caption), table, Spacer(1, 4 * mm)]))
        out += [Spacer(1, 6 * mm), Paragraph(html.escape(COLOPHON, False), small)]
        return out

    pages = 0

    def furniture(canvas, template):
        canvas.saveState()
        canvas.setFont("Vera", 8)
        canvas.setFillColor(colors.HexColor("#444444"))
        canvas.drawString(22 * mm, A4[1] - 15 * mm, doc["head"])
        canvas.drawRightString(A4[0] - 22 * mm, 13 * mm, f"Side {template.page} af {pages or '?'}")
        canvas.restoreState()

    for _ in range(2):  # the second time with the number of pages
        out = SimpleDocTemplate(path, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=24 * mm, bottomMargin=22 * mm,
                                title=doc["title"], author=doc["head"], lang="da", invariant=1)
        out.build(story(), onFirstPage=furniture, onLaterPages=furniture)
        pages = out.page


# --- PDF by typst ----------------------------------------------------------------------------------------------------

def write_typst(doc, blocks, path):
    import typst

    def s(text):
        return json.dumps(text, ensure_ascii=False)

    def table(t):
        n = len(t["cols"])
        stroke = {"ruled": "0.5pt", "half": "none", "borderless": "none"}[t["style"]]
        align = "left" if t.get("left") else "(col, row) => if col == 0 { left } else { right }"
        cells = ["table.hline(stroke: 0.9pt)," if t["style"] == "half" else ""]
        cells.append(", ".join(f"strong({s(c)})" for c in t["cols"]) + ",")
        cells.append("table.hline(stroke: 0.5pt)," if t["style"] == "half" else "")
        for i, r in enumerate(t["rows"]):
            cells.append(", ".join((f"strong({s(c)})" if i in t.get("bold", []) else f"[#{s(c)}]") for c in r) + ",")
        cells.append("table.hline(stroke: 0.9pt)," if t["style"] == "half" else "")
        return (f"#block(breakable: false)[#text(size: 9pt, strong({s(t['caption'])}))\n"
                f"#table(columns: {n}, stroke: {stroke}, align: {align}, inset: (x: 6pt, y: 3.2pt), {' '.join(c for c in cells if c)})]\n")

    y, m, d = doc["date"]
    src = [f"#set document(title: {s(doc['title'])}, author: {s(doc['head'])}, date: datetime(year: {y}, month: {m}, day: {d}))",
           "#set page(paper: \"a4\", margin: (x: 2.3cm, top: 2.6cm, bottom: 2.4cm), header: text(size: 8pt, %s), "
           "footer: context align(center, text(size: 8pt)[Side #counter(page).display() af #counter(page).final().first()]))" % s(doc["head"]),
           "#set text(font: \"Libertinus Serif\", size: %s, lang: \"da\", hyphenate: %s)" % (("10pt", "true") if doc.get("columns") else ("11pt", "false")),
           "#set par(justify: %s, leading: 0.62em, spacing: 0.95em)" % ("true" if doc.get("columns") else "false"),
           "#show heading.where(level: 1): set text(size: 17pt, fill: rgb(\"#23475f\"))", "#show heading.where(level: 2): set text(size: 12.5pt)"]
    open_columns = False
    for b in blocks:
        if b[0] == "h1":
            src.append(f"#heading(level: 1, {s(b[1])})\n")
            if doc.get("columns"):
                src.append(f"#columns({doc['columns']}, gutter: 8mm)[")
                open_columns = True
        elif b[0] == "h2":
            src.append(f"#heading(level: 2, {s(b[1])})\n")
        elif b[0] == "p":
            src.append(f"#{s(b[1])}\n")
        elif b[0] == "meta":
            src.append("#align(right, text(size: 9pt)[" + " #linebreak() ".join(f"#{s(t)}" for t in b[1]) + "])\n")
        elif b[0] in ("ul", "ol"):
            src += [("- " if b[0] == "ul" else "+ ") + f"#{s(t)}" for t in b[1]] + [""]
        elif b[0] == "table":
            src.append(table(b[1]))
        elif b[0] == "pagebreak":
            src.append("#pagebreak()")
        elif b[0] == "colbreak":
            src.append("#colbreak()")
        elif b[0] == "single" and open_columns:
            src.append("]\n#pagebreak()")
            open_columns = False
    src.append(f"#v(1em)\n#text(size: 7.5pt, fill: gray, {s(COLOPHON)})")
    source = "\n".join(src)
    typ = os.path.join(HERE, ".build.typ")
    with open(typ, "w", encoding="utf-8") as f:
        f.write(source)
    try:
        data = typst.compile(typ, ignore_system_fonts=True)
    finally:
        os.remove(typ)
    with open(path, "wb") as f:
        f.write(data)


WRITERS = {"txt": write_txt, "md": write_txt, "html": write_html, "docx": write_docx, "reportlab": write_reportlab, "typst": write_typst}


def main():
    from pypdf import PdfReader

    figures, traps, rows = [], [], []
    for doc in DOCS:
        path = os.path.join(HERE, doc["file"])
        ann = Annotator(doc)
        blocks = flow(doc, ann)
        WRITERS[doc["engine"]](doc, blocks, path)
        pages = [squeeze(p.extract_text()) for p in PdfReader(path).pages] if path.endswith(".pdf") else None
        if doc["engine"] in ("txt", "md"):
            text = open(path, encoding="utf-8").read()
            for line in ann.text.splitlines():
                assert line in text, line
        f, t = ann.records(pages)
        figures += f
        traps += t
        rows.append((doc["file"], doc["municipality"], doc["title"], doc["source"], doc["evidence"], doc["note"]))
        print(f"{doc['file']:42} {len(f):4} figures {len(t):4} traps" + (f"  {len(pages)} pages" if pages else ""))
    for name, recs in (("figures.jsonl", figures), ("traps.jsonl", traps)):
        with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="\n") as out:
            for r in recs:
                out.write(json.dumps(r, ensure_ascii=False) + "\n")
    with open(os.path.join(HERE, "sources.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("file\tmunicipality\ttitle\tfigures_from\tevidence\tnote\n")
        for r in rows:
            out.write("\t".join(r) + "\n")
    print(len(figures), "figures,", len(traps), "traps")


if __name__ == "__main__":
    main()
