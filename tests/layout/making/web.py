"""A council's agenda page, an e-mail with attachments, and a ZIP of attachments."""

from email.message import EmailMessage
from email.policy import SMTP

from .book import DOCUMENTS, document, table
from .package import write

AGENDA = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html lang="da"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Dagsorden for Børneudvalget 12. juni 2024 - Vejen Kommune</title>
<script>var besøg = 4711; document.write("Der er 4711 besøg");</script>
<style>.kolonne {{ width: 812px }}</style></head><body>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>Vi bruger 37 cookies til at huske dine valg.</p>
<button>Accepter alle</button></div>
<header><nav class="menu"><ul><li><a href="/">Forside</a></li><li><a href="/borger">Borger</a></li>
<li><a href="/udvalg">Udvalg (14)</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Forside</a> / <a href="/udvalg">Politik</a></div>
<main><h1>Dagsorden for Børneudvalget</h1>
<h2>Punkt 3: {point}</h2>
<h3>Sagsfremstilling</h3>
<p>{case}</p>
{grid}
<h3>Indstilling</h3>
<p>{proposal}</p>
</main>
<aside class="related"><h2>Læs også</h2><p>Budget 2023: 29 sager pr. rådgiver</p></aside>
<footer><p>Vejen Kommune, Rådhuspassagen 3, telefon 79 96 50 00</p></footer></body></html>
"""
GRID = """<table><caption>Sager og rådgivere</caption>
<thead><tr><th rowspan="2">Team</th><th colspan="2">Sager</th><th rowspan="2">Rådgivere</th></tr>
<tr><th>2023</th><th>2024</th></tr></thead>
<tbody><tr><td>Modtagelse</td><td>214</td><td>198</td><td rowspan="2">17</td></tr>
<tr><td>Undersøgelse</td><td>256</td><td>&ndash;</td></tr>
<tr><td>Opfølgning</td><td colspan="2">305<sup>1</sup></td><td>11,5</td></tr></tbody></table>
<p><small>1) Samme tal begge år.</small></p>"""
CELLS = [
    ["Team", "Sager", "", "Rådgivere"],
    ["", "2023", "2024", ""],
    ["Modtagelse", "214", "198", "17"],
    ["Undersøgelse", "256", "–", ""],
    ["Opfølgning", "305¹", "", "11,5"],
]


@document("dagsorden.html")
def dagsorden(path):
    """Agenda page in windows-1252 with navigation, a cookie banner, a script, and a table with cells over rows and columns."""
    point = "Sagstal på børne- og ungeområdet – status"
    case = "En rådgiver i Vejen Kommune har i gennemsnit 25 sager. Det er 3 færre end sidste år."
    proposal = "Forvaltningen indstiller, at udvalget tager orienteringen til efterretning."
    page = AGENDA.format(point=point, case=case, proposal=proposal, grid=GRID)
    path.write_bytes(page.encode("windows-1252"))
    return {
        "tables": [table(None, CELLS, 2)],
        "text": ["Dagsorden for Børneudvalget", point, "Sagsfremstilling", case, "Indstilling", proposal],
        "absent": ["cookies", "Accepter alle", "Forside", "Udvalg (14)", "Læs også", "29 sager", "4711", "812px"],
        "headings": [{"text": "Dagsorden for Børneudvalget", "level": 1}, {"text": f"Punkt 3: {point}", "level": 2},
                     {"text": "Sagsfremstilling", "level": 3}, {"text": "Indstilling", "level": 3}],
        "figures": [{"number": "25"}], "no_figures": ["37", "29", "3051", "4711"],
        "metadata": {"title": "Dagsorden for Børneudvalget 12. juni 2024 - Vejen Kommune", "date": "2024-06-12",
                     "type": "agenda"},
    }


NOTE = "Odsherred Kommune\n\nEn rådgiver har i gennemsnit 21 sager.\n"


@document("svar.eml")
def svar(path):
    """A message in two forms with a note in ISO-8859-1, a PDF and a Word file attached."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Bente Bøgh <bente@odsherred.example>"
    message["To"] = "udvalg@odsherred.example"
    message["Date"] = "Tue, 04 Jun 2024 09:12:00 +0200"
    message["Subject"] = "Svar på spørgsmål om sagstal på børneområdet"
    message["Message-ID"] = "<svar-17@odsherred.example>"
    body = "Kære udvalg\n\nHer er de tal, som I bad om. En rådgiver har i dag 23 sager.\n\nMed venlig hilsen\nBente Bøgh\n"
    message.set_content(body, cte="quoted-printable")
    message.add_alternative(f"<p>{body}</p>".replace("\n\n", "</p><p>"), subtype="html", cte="quoted-printable")
    message.add_attachment(NOTE.encode("iso-8859-1"), maintype="text", subtype="plain", filename="notat om børn.txt",
                           params={"charset": "iso-8859-1"})
    for name, kind in [("notat.pdf", ("application", "pdf")),
                       ("redegoerelse.docx", ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"))]:
        content = path.with_name(name)
        if not content.exists():
            DOCUMENTS[name](content)
        message.add_attachment(content.read_bytes(), maintype=kind[0], subtype=kind[1], filename=name)
    for n, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"graense-{n}")
    path.write_bytes(message.as_bytes())
    return {"text": ["Svar på spørgsmål om sagstal på børneområdet", "En rådgiver har i dag 23 sager."],
            "once": ["23 sager"], "metadata": {"date": "2024-06-04"},
            "figures": [{"number": "23"}, {"number": "21", "doc": "notat om børn.txt"}, {"number": "26", "doc": "notat.pdf"},
                        {"number": "24", "doc": "redegoerelse.docx"}]}


@document("bilag.zip")
def bilag(path):
    """A ZIP of attachments in folders, with a ZIP inside, a picture that is no document, and a name that climbs out."""
    inner = path.with_name("inner.zip")
    write(inner, {"referat.txt": "Referat\n\nEn rådgiver i Odsherred Kommune har i gennemsnit 19 sager.\n"})
    pdf = path.with_name("notat.pdf")
    if not pdf.exists():
        DOCUMENTS["notat.pdf"](pdf)
    write(path, {
        "Punkt 3/notat om sagstal.txt": NOTE,
        "Punkt 3/notat.pdf": pdf.read_bytes(),
        "Punkt 4/bilag.zip": inner.read_bytes(),
        "Punkt 4/foto.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "../udenfor.txt": "En rådgiver i Odsherred Kommune har i gennemsnit 18 sager.\n",
        "__MACOSX/Punkt 3/._notat.txt": b"\x00\x05\x16\x07" + bytes(20),
    })
    inner.unlink()
    return {"figures": [{"number": "21", "doc": "Punkt 3/notat om sagstal.txt"}, {"number": "26", "doc": "Punkt 3/notat.pdf"},
                        {"number": "19", "doc": "referat.txt"}]}
