"""Spreadsheets and a presentation: values behind formulas, shares, dates, merged cells, several sheets, slides."""

import datetime
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.util import Cm

from .book import document, table
from .package import DECLARATION, PROPERTIES, core, relations, settled, types, write

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Formats by their place in the list of styles: plain, thousands, a share, a date.
PLAIN, THOUSANDS, SHARE, DAY = range(4)
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0"/>'
    '<numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/>'
    '<xf numFmtId="166" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class Formula:
    """A formula and the value that the program calculated last."""

    def __init__(self, formula, value, style=THOUSANDS):
        self.formula, self.value, self.style = formula, value, style


class Share(float):
    """A number that is shown times a hundred."""


BUDGET = [
    ["Budget for børn og unge", None, None, None],
    ["Post", "2024", "2025", "Ændring"],
    ["Rådgivere", 18_400_000, 19_900_000, Formula("C3/B3-1", Share(1_500_000 / 18_400_000), SHARE)],
    ["Plejefamilier", 38_600_500, 37_950_250.5, Formula("C4/B4-1", Share(-650_249.5 / 38_600_500), SHARE)],
    ["I alt", Formula("SUM(B3:B4)", 57_000_500), Formula("SUM(C3:C4)", 57_850_250.5), Share(0.0149)],
    ["Vedtaget", datetime.date(2024, 10, 8), None, None],
]
CASES = [
    ["Distrikt", "Sager", "Rådgivere", "Sager pr. rådgiver"],
    ["Nord", 406, 14.5, Formula("B2/C2", 28, PLAIN)],
    ["Syd", 338, 13, Formula("B3/C3", 26, PLAIN)],
]
HIDDEN = [["Udkast", "Sager pr. rådgiver"], ["Nord", 99]]


def reference(row, column):
    return f"{'ABCDEFGH'[column]}{row + 1}"


def value_xml(place, value):
    style, inside = PLAIN, ""
    if isinstance(value, Formula):
        style, inside, value = value.style, f"<f>{value.formula}</f>", value.value
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime.date):
        style, value = DAY, (value - datetime.date(1899, 12, 30)).days
    elif isinstance(value, Share):
        style = SHARE
    elif abs(value) >= 1000:
        style = THOUSANDS
    return f'<c r="{place}" s="{style}">{inside}<v>{value!r}</v></c>'


def sheet_xml(rows, merged=()):
    lines = []
    for r, row in enumerate(rows):
        cells = [value_xml(reference(r, c), value) for c, value in enumerate(row) if value is not None]
        lines.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
    together = "".join(f'<mergeCell ref="{place}"/>' for place in merged)
    merges = f'<mergeCells count="{len(merged)}">{together}</mergeCells>' if merged else ""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>'


def expected(rows):
    """Cells as values: a number, a share or a date may be written in any sound way."""

    def cell(value):
        value = value.value if isinstance(value, Formula) else value
        if isinstance(value, datetime.date):
            return {"date": value.isoformat()}
        if isinstance(value, Share):
            return {"share": float(value)}
        return "" if value is None else value if isinstance(value, str) else {"number": value}

    return [[cell(value) for value in row] for row in rows]


@document("budget.xlsx")
def budget_xlsx(path):
    """Two sheets with formulas, shares, a date and merged cells, and a third one that is hidden."""
    names = ["Budget", "Sagstal", "Kladde"]
    state = lambda name: ' state="hidden"' if name == "Kladde" else ""
    entries = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"{state(name)}/>' for n, name in enumerate(names, 1))
    book = (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<sheets>{entries}</sheets></workbook>"
    )
    write(path, {
        "[Content_Types].xml": types({
            "/xl/workbook.xml": f"{SHEET}.sheet.main+xml", "/xl/styles.xml": f"{SHEET}.styles+xml",
            **{f"/xl/worksheets/sheet{n}.xml": f"{SHEET}.worksheet+xml" for n in (1, 2, 3)},
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml"), (PROPERTIES, "docProps/core.xml")]),
        "docProps/core.xml": core("Budget 2025 for børn og unge", "Assens Kommune", "2024-10-08"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n in (1, 2, 3)] + [("styles", "styles.xml")]),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet_xml(BUDGET, ["A1:D1"]),
        "xl/worksheets/sheet2.xml": sheet_xml(CASES),
        "xl/worksheets/sheet3.xml": sheet_xml(HIDDEN),
    })
    # The title over all columns stands above the table and is no row of it.
    return {"text": [BUDGET[0][0]], "more_tables": True,
            "tables": [table(None, expected(BUDGET[1:])), table(None, expected(CASES))],
            "figures": [{"cell": "Sagstal!D2", "value": 28}, {"cell": "Sagstal!D3", "value": 26}],
            "metadata": {"title": "Budget 2025 for børn og unge", "author": "Assens Kommune"}}


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    formula = ""
    if isinstance(value, Formula):
        formula, value = f' table:formula="of:={escape(value.formula)}"', value.value
    if isinstance(value, str):
        kind, shown = 'office:value-type="string"', value
    elif isinstance(value, datetime.date):
        kind, shown = f'office:value-type="date" office:date-value="{value.isoformat()}"', value.strftime("%d-%m-%y")
    elif isinstance(value, Share):
        kind, shown = f'office:value-type="percentage" office:value="{float(value)!r}"', f"{100 * value:.0f} %"
    else:
        # What is shown is rounded; the value is not.
        kind, shown = f'office:value-type="float" office:value="{value!r}"', f"{value / 1e6:.1f} mio." if value > 1e6 else f"{value:.0f}"
    return f"<table:table-cell {kind}{formula}><text:p>{escape(shown)}</text:p></table:table-cell>"


@document("sagstal.ods")
def sagstal_ods(path):
    """The same two sheets as an OpenDocument: the text that is shown is rounded, the values are not."""
    tables = "".join(
        f'<table:table table:name="{name}">' + "".join(
            f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows) + "</table:table>"
        for name, rows in [("Budget", BUDGET), ("Sagstal", CASES)]
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{short}="{urn}:{long}:1.0"' for short, long in
                      [("office", "office"), ("table", "table"), ("text", "text"), ("of", "of")])
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    write(path, {
        "mimetype": kind,
        "META-INF/manifest.xml": f'{DECLARATION}<manifest:manifest xmlns:manifest="{urn}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": f'{DECLARATION}<office:document-content {spaces} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
    })
    return {"text": [BUDGET[0][0]], "tables": [table(None, expected(BUDGET[1:])), table(None, expected(CASES))],
            "figures": [{"cell": "Sagstal!D2", "value": 28}]}


@document("oplaeg.pptx")
def oplaeg(path):
    """Slides with titles, points, a table with merged cells, and what the speaker says."""
    rows = [
        ["Mål", "Nu", "2026"],
        ["Sager pr. rådgiver", "28", "20"],
        ["Opfølgning inden for tre måneder", "72 %", "95 %"],
        ["Tabellen er foreløbig", "", ""],
    ]
    points = ["Færre sager giver flere besøg", "Netværket kommer med fra første dag"]
    shown = Presentation()
    moment = datetime.datetime(2024, 9, 3)
    shown.core_properties.title, shown.core_properties.author = "Oplæg til udvalget", "Center for Familie"
    shown.core_properties.created = shown.core_properties.modified = moment
    first = shown.slides.add_slide(shown.slide_layouts[1])
    first.shapes.title.text = "Fra indsats til forebyggelse"
    first.placeholders[1].text = "\n".join(points)
    second = shown.slides.add_slide(shown.slide_layouts[5])
    second.shapes.title.text = "Tre mål"
    grid = second.shapes.add_table(len(rows), 3, Cm(2), Cm(5), Cm(20), Cm(6)).table
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            grid.cell(r, c).text = text
    grid.cell(3, 0).merge(grid.cell(3, 2))
    second.notes_slide.notes_text_frame.text = "Husk at sige, at målet for 2026 er vedtaget."
    shown.save(path)
    settled(path)
    return {"tables": [table(2, rows)], "text": ["Fra indsats til forebyggelse", *points, "Tre mål"],
            "headings": [{"text": "Fra indsats til forebyggelse", "level": 1}, {"text": "Tre mål", "level": 1}],
            "figures": [{"number": "28", "page": 2}, {"number": "20", "page": 2}],
            "metadata": {"title": "Oplæg til udvalget"}}
