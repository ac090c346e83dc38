"""A Word file with what makes Word files hard: tracked changes, text boxes, footnotes, heads, merged cells."""

from xml.sax.saxutils import escape

from .book import document, table
from .package import DECLARATION, PROPERTIES, core, relations, types, write

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
WHO = 'w:id="{id}" w:author="Sagsbehandler" w:date="2024-05-02T10:00:00Z"'


def run(text, kind="t"):
    return f'<w:r><w:{kind} xml:space="preserve">{escape(text)}</w:{kind}></w:r>'


def inserted(text):
    return f'<w:ins {WHO.format(id=1)}>{run(text)}</w:ins>'


def deleted(text):
    return f'<w:del {WHO.format(id=2)}>{run(text, "delText")}</w:del>'


def mark(number):
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(*runs, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def text_box(text):
    """A text box as Word writes it: once for those who know it, once more for those who do not."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def cell(content, span=1, merge=None):
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += '<w:vMerge w:val="restart"/>' if merge == "start" else "<w:vMerge/>"
    body = content if content.startswith("<w:p>") else paragraph(content) if content else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def word_table(rows, columns):
    grid = "<w:gridCol w:w=\"2000\"/>" * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Overskrift{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>' for n in (1, 2)
)
EXPECTED = [
    ["Distrikt", "Underretninger", "", "Rådgivere"],
    ["", "2023", "2024", ""],
    ["Nord", "412", "388", "14,5"],
    ["Syd", "377", "391", "13"],
    ["I alt", "789", "779", "27,5"],
]


def rows():
    out = [
        row(cell("Distrikt", merge="start"), cell("Underretninger", span=2), cell("Rådgivere", merge="start")),
        row(cell("", merge="on"), cell("2023"), cell("2024"), cell("", merge="on")),
        row(*[cell(one) for one in EXPECTED[2]]),
        # The number was corrected, and a row was taken out.
        row(cell("Syd"), cell("377"), cell(paragraph(deleted("931"), inserted("391"))), cell("13")),
        row(*[cell(paragraph(deleted(one))) for one in ("Vest", "54", "58", "2")],
            properties=f'<w:trPr><w:del {WHO.format(id=3)}/></w:trPr>'),
        row(*[cell(one) for one in EXPECTED[4]]),
    ]
    return word_table(out, 4)


@document("redegoerelse.docx")
def redegoerelse(path):
    """Tracked changes in text and table, a text box, footnotes, head and foot, merged cells, two levels of headings."""
    notes = ["Opgjort som gennemsnit over året.", "Inklusive vikarer."]
    box = "Boks: Hvert hjem besøges mindst fire gange om året."
    body = [
        paragraph("Redegørelse for sagstal", style="Overskrift1"),
        paragraph("En rådgiver har i gennemsnit ", deleted("31"), inserted("24"), " sager", mark(1), " i kommunen."),
        text_box(box),
        paragraph("Distrikterne", style="Overskrift2"),
        paragraph("Tabellen viser de to distrikter. ", deleted("Vest er lagt sammen med Syd."),
                  inserted("Der er nu 27,5 rådgivere i alt."), mark(2)),
        rows(),
        paragraph("Økonomi", style="Overskrift2"),
        paragraph("Der er afsat 18.250.000 kr. til området i 2025."),
    ]
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/></w:sectPr>'
    footnotes = "".join(f'<w:footnote w:id="{n}">{paragraph(note)}</w:footnote>' for n, note in enumerate(notes, 1))
    part = lambda name, inside: f"{DECLARATION}<w:{name} {SPACES}>{inside}</w:{name}>"
    write(path, {
        "[Content_Types].xml": types({
            "/word/document.xml": f"{WORD}.document.main+xml", "/word/styles.xml": f"{WORD}.styles+xml",
            "/word/footnotes.xml": f"{WORD}.footnotes+xml", "/word/header1.xml": f"{WORD}.header+xml",
            "/word/footer1.xml": f"{WORD}.footer+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }),
        "_rels/.rels": relations([("officeDocument", "word/document.xml"), (PROPERTIES, "docProps/core.xml")]),
        "docProps/core.xml": core("Redegørelse for sagstal", "Lemvig Kommune", "2024-05-02"),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}{sections}</w:body>"),
        "word/_rels/document.xml.rels": relations([("styles", "styles.xml"), ("footnotes", "footnotes.xml"),
                                                   ("header", "header1.xml"), ("footer", "footer1.xml")]),
        "word/styles.xml": part("styles", STYLES),
        "word/footnotes.xml": part("footnotes", footnotes),
        "word/header1.xml": part("hdr", paragraph("Lemvig Kommune – Familie og Børn, telefon 96 63 12 00")),
        "word/footer1.xml": part("ftr", paragraph("Side 1 af 3")),
    })
    return {
        "tables": [table(None, EXPECTED, 2)],
        "text": ["Redegørelse for sagstal", "En rådgiver har i gennemsnit 24 sager", "Distrikterne",
                 "Der er nu 27,5 rådgivere i alt.", "Økonomi", "Der er afsat 18.250.000 kr. til området i 2025."],
        "whole": notes + [box], "once": [box], "absent": ["31", "931", "Vest", "Side 1 af 3"],
        "headings": [{"text": "Redegørelse for sagstal", "level": 1}, {"text": "Distrikterne", "level": 2},
                     {"text": "Økonomi", "level": 2}],
        "figures": [{"number": "24"}], "no_figures": ["31", "241", "96"],
        "metadata": {"title": "Redegørelse for sagstal", "date": "2024-05-02", "author": "Lemvig Kommune"},
    }
