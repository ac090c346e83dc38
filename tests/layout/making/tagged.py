"""Tagged PDFs (typst): the structure tells order, levels and tables where the look of the page does not."""

import typst

from .book import document, table

SETUP = """#set document(title: "{title}", author: "Ikast-Brande Kommune", date: none)
#set page(width: 595pt, height: 842pt, margin: 60pt, header: [{head}],
  footer: context [Side #counter(page).display() af #counter(page).final().first()])
#set text(lang: "da", font: "Liberation Sans", size: 10pt, hyphenate: true)
#set par(justify: true)
"""
HEAD = "Sektorplan for familieområdet"


def compile(path, source, title):
    text = SETUP.format(title=title, head=HEAD) + source
    path.write_bytes(typst.compile(text.encode(), format="pdf", timestamp=0))


def row(cells):
    # Typst takes some signs as its own.
    return ", ".join("[" + cell.replace("-", "\\-").replace("_", "\\_") + "]" for cell in cells)


CARDS = [
    ("Familiehuset", "Familiehuset tager imod familier med små børn. Der er plads til 12 familier ad gangen."),
    ("Ungekontakten", "Ungekontakten er åben fire dage om ugen, og 140 unge kom forbi i foråret."),
    ("Sundhedsplejen", "Sundhedsplejen besøger alle nyfødte seks gange i det første år."),
    ("Tandplejen", "Tandplejen melder altid fra, når et barn udebliver tre gange i træk."),
]


@document("tagged-order.pdf")
def tagged_order(path):
    """Four cards whose lines stand close side by side, read row by row; a summary that stands below and is read first."""
    summary = "Resumé: Fire steder samarbejder om de samme familier, og de deles om én leder."
    cards = ", ".join(f"[== {title}\n{text}]" for title, text in CARDS)
    source = f"""= Fire steder
#place(bottom)[{summary}]
#grid(columns: (1fr, 1fr), column-gutter: 14pt, row-gutter: 12pt, {cards})
"""
    compile(path, source, "Fire steder")
    order = [part for card in CARDS for part in card]
    return {"text": ["Fire steder", summary] + order,
            "headings": [{"text": "Fire steder", "level": 1}] + [{"text": title, "level": 2} for title, _ in CARDS],
            "absent": [HEAD, "Side 1 af 1"], "metadata": {"title": "Fire steder", "author": "Ikast-Brande Kommune"}}


@document("tagged-levels.pdf")
def tagged_levels(path):
    """Headings on three levels that all look like text in bold: only the structure knows how deep they are."""
    parts = [(1, "Formål", "Planen skal gøre hjælpen enklere for familierne."),
             (2, "Baggrund", "Den sidste plan er fra 2019."),
             (3, "Lovgivning", "Barnets lov trådte i kraft den 1. januar 2024."),
             (2, "Proces", "Planen har været i høring hos 11 parter."),
             (1, "Handlinger", "Der er aftalt otte handlinger.")]
    text = "\n".join(f"{'=' * level} {title}\n{body}\n" for level, title, body in parts)
    compile(path, f'#show heading: it => block(text(size: 10pt, weight: "bold", it.body))\n{text}', "Sektorplan")
    return {"text": [part for _, title, body in parts for part in (title, body)], "absent": [HEAD, "Side 1 af 1"],
            "headings": [{"text": title, "level": level} for level, title, _ in parts]}


PLAIN = [
    ["Aktivitet", "2022", "2023", "2024", "Mål 2026"],
    ["Rådgivningsforløb til forældre med små børn", "118", "131", "140", "160"],
    ["Samtaler hos skolesocialrådgiver", "1.204", "1.377", "1.298", "1.300"],
    ["Forløb i familiehuset", "-", "18", "25", "40"],
    ["Gruppeforløb for unge, der har mistet, og for deres søskende", "12", "", "14", "15"],
    ["I alt", "1.334", "1.526", "1.477", "1.515"],
]


@document("tagged-table.pdf")
def tagged_table(path):
    """A borderless table with wrapped labels, and one whose header cells are merged, over two pages with its header repeated."""
    places = ["Bording", "Brande", "Ejstrupholm", "Engesvang", "Ikast", "Isenvad", "Klovborg", "Nørre Snede"]
    header = [["Skole", "Elever", "", "Fravær i pct."], ["", "2023", "2024", ""]]
    rows = [[f"{places[n % 8]} {1 + n // 8}", str(212 + 17 * n), str(208 + 18 * n), f"{4 + n % 5},{n % 10}"]
            for n in range(40)]
    # Right-aligned numbers below a left-aligned label, as the program sets them.
    first = f"""#table(columns: (170pt, auto, auto, auto, auto), align: (left, right, right, right, right), stroke: none,
  table.header({row(PLAIN[0])}), {", ".join(row(one) for one in PLAIN[1:])})"""
    second = f"""#table(columns: (150pt, 80pt, 80pt, 90pt), align: (left, right, right, right),
  table.header(table.cell(rowspan: 2)[Skole], table.cell(colspan: 2, align: center)[Elever],
    table.cell(rowspan: 2)[Fravær i pct.], [2023], [2024]), {", ".join(row(one) for one in rows)})"""
    compile(path, f"= Aktiviteter\nTallene er fra årets udgang.\n{first}\n= Skolerne\n{second}", "Aktiviteter")
    return {"tables": [table(1, PLAIN), table(1, header + rows, 2)],
            "headings": [{"text": "Aktiviteter", "level": 1}, {"text": "Skolerne", "level": 1}],
            "absent": [HEAD, "Side 1 af 2", "Side 2 af 2"]}
