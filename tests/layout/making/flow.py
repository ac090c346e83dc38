"""PDFs with running text: columns, side notes, footnotes, running heads, broken words, headings, languages."""

from .book import document
from .paper import BOLD, ITALIC, SANS, Paper, between_marks, lines, plain

# A `|` is where a line may break the word.
EARLY = "Kom|munen ar|bejder med tid|lig op|spo|ring, så børn og fami|lier får hjælp, før van|ske|lig|he|der|ne " \
        "vok|ser. Sund|heds|ple|jer|sker, pæda|go|ger og lærere kender de mindste tegn og taler med for|æl|dre|ne, " \
        "inden en under|ret|ning bliver nød|ven|dig."
CASES = "En råd|giver har i dag 28 sager. Når der er færre sager, bliver der tid til at besøge fami|li|er|ne " \
        "hyp|pi|ge|re og til at følge op på hand|le|pla|ner|ne. Op|følg|nin|gen sker nu hver 8. uge."
FOSTER = "De fleste an|brag|te børn bor i en pleje|fa|mi|lie. Kom|munen giver pleje|fa|mi|li|er|ne super|vi|sion og " \
         "en fast kon|takt|per|son, og syv ud af ti an|brin|gel|ser varer længere end to år."
SCHOOL = "Skolen er det sted, hvor hver|da|gen hæn|ger sammen. Der|for del|ta|ger skolen i alle net|værks|mø|der, " \
         "og fra|væ|ret bliver fulgt uge for uge. Elever med mere end 15 pct. fravær får en sam|tale med " \
         "skole|so|cial|råd|gi|ve|ren."
MONEY = "Ud|gif|ter|ne til området var 186,4 mio. kr. i 2024. Det er 3,2 mio. kr. min|dre end året før, fordi " \
        "flere unge er flyt|tet fra døgn|in|sti|tu|tion til net|værks|pleje."
YOUTH = "De unge skal have ind|fly|delse på deres egen sag. Et ung|dom|spa|nel mødes fire gange om året og giver " \
        "råd om breve, møder og om|gangs|tone."


def column(paper, x, y, wide, texts, **how):
    for text in texts:
        y = paper.paragraph(x, y, text, wide, **how)
    return y


@document("two-columns.pdf")
def two_columns(path):
    """Two columns under a heading over both, with a box at the side, a figure and its caption, and broken words."""
    caption = "Figur 1. Udgifter pr. barn i kommunen og på landsplan."
    note = ["Fakta", "Kommunen har 9.300 børn", "og unge under 18 år."]
    paper = Paper(path)
    paper.text(60, 70, "Tidlig hjælp virker", BOLD, 18)
    y = column(paper, 60, 105, 225, [EARLY, CASES])
    # The picture: axes and bars, no letters.
    paper.rule(70, y + 90, 270, y + 90), paper.rule(70, y + 5, 70, y + 90)
    for n, high in enumerate((60, 72, 45, 66)):
        paper.box(90 + 45 * n, y + 90 - high, 25, high, grey=0.6)
    paper.lines(60, y + 106, lines(caption, 225, ITALIC, 8), ITALIC, 8)
    column(paper, 60, y + 140, 225, [FOSTER])
    y = column(paper, 310, 105, 225, [SCHOOL])
    paper.box(310, y, 225, 62)
    paper.text(318, y + 18, note[0], BOLD, 10)
    paper.lines(318, y + 33, note[1:], size=10)
    column(paper, 310, y + 90, 225, [MONEY, YOUTH])
    paper.save()
    body = [EARLY, CASES, FOSTER, SCHOOL, MONEY, YOUTH]
    return {"text": ["Tidlig hjælp virker"] + [plain(text) for text in body], "paragraphs": [plain(text) for text in body],
            "whole": [caption, " ".join(note[1:])],
            "headings": [{"text": "Tidlig hjælp virker", "level": 1}],
            "words": ["opsporing", "vanskelighederne", "handleplanerne", "skolesocialrådgiveren"]}


@document("three-columns.pdf")
def three_columns(path):
    """Three columns, and a paragraph over all of them above and below."""
    top = "Dette nummer af bladet handler om børn, unge og deres familier."
    foot = "Bladet kommer fire gange om året og deles ud på skoler, i dagtilbud og hos sundhedsplejen."
    columns = [[EARLY], [SCHOOL], [FOSTER, YOUTH]]
    paper = Paper(path)
    paper.text(50, 65, "Nyt fra Børn og Unge", BOLD, 17)
    paper.paragraph(50, 92, top, 495)
    ends = [column(paper, 50 + 170 * n, 125, 155, texts, size=9.5) for n, texts in enumerate(columns)]
    paper.paragraph(50, max(ends) + 15, foot, 495)
    paper.save()
    body = [plain(text) for texts in columns for text in texts]
    return {"text": ["Nyt fra Børn og Unge", top] + body + [foot], "paragraphs": [top, *body, foot]}


@document("broken-words.pdf")
def broken_words(path):
    """Words broken over a line, over a column and over a page, hyphens that are the word's own, and soft hyphens."""
    first = ["Kommunen vil styrke den forebyg-", "gende indsats og det tværfag-", "lige samarbejde. Der er tale om",
             "børne- og ungesager, og om ICS-", "metoden, som bruges i 15-", "20 sager hos hver familie-"]
    second = ["rådgiver. Det soci\u00ad", "ale område følger op hver må-", "ned, og mål- og handle-",
              "planer gælder i hele sags-", "forløbet. Næste år ansættes der fem råd-"]
    third = ["givere mere. Deres opgave er at følge familierne tæt i begyndelsen."]
    paper = Paper(path)
    paper.lines(60, 80, first, size=12), paper.lines(320, 80, second, size=12)
    paper.next()
    paper.lines(60, 80, third, size=12)
    paper.save()
    text = "Kommunen vil styrke den forebyggende indsats og det tværfaglige samarbejde. Der er tale om børne- og " \
           "ungesager, og om ICS-metoden, som bruges i 15-20 sager hos hver familierådgiver. Det sociale område " \
           "følger op hver måned, og mål- og handleplaner gælder i hele sagsforløbet. Næste år ansættes der fem " \
           "rådgivere mere. Deres opgave er at følge familierne tæt i begyndelsen."
    sentences = [sentence.strip(" .") for sentence in text.split(". ")]
    return {"text": sentences, "words": ["familierådgiver", "sociale", "rådgivere", "15-20", "ICS-metoden"],
            "no_figures": ["1520"]}


@document("footnotes.pdf")
def footnotes(path):
    """Notes at the foot of the page, tied to raised marks: each is to stand after the paragraph that has its mark."""
    body = ["Antallet af underretninger steg med 12 procent sidste år.^1 Stigningen ses især fra skolerne.",
            "En rådgiver har i gennemsnit 14 sager,^2 og de fleste undersøgelser er færdige inden for fristen, som er fire "
            "måneder.",
            "Udgiften pr. barn var 412.000 kr.^3 Det svarer til gennemsnittet for regionen."]
    notes = ["Opgjort efter anbringelsesreformens definition.", "Målt på 60 tilfældigt valgte sager i foråret.",
             "Børn i aflastning er ikke regnet med."]
    paper = Paper(path)
    paper.text(60, 70, "Status på sagerne", BOLD, 15)
    column(paper, 60, 100, 475, body, size=11)
    paper.rule(60, 740, 200, 740)
    for n, note in enumerate(notes, 1):
        paper.text(60, 740 + 12 * n, f"^{n} {note}", size=8)
    paper.text(297, 812, "Side 1", size=8, align="center")
    paper.save()
    order = []
    for text, note in zip(body, notes):
        order += between_marks(text) + [note]
    return {"text": ["Status på sagerne"] + order, "absent": ["Side 1"], "figures": [{"number": "14", "page": 1}],
            "no_figures": ["142", "4123", "412.0003"]}


@document("running-heads.pdf")
def running_heads(path):
    """Five pages with different heads on left and right pages, and `Side 3 af 5` below: none of it is text."""
    topics = [("Indledning", EARLY), ("Sagerne", CASES), ("Plejefamilier", FOSTER), ("Skolen", SCHOOL),
              ("Økonomi", MONEY)]
    left, right = "Børne- og ungepolitik 2025-2028", "Tønder Kommune – Børn og Skole"
    paper = Paper(path)
    order = []
    for number, (title, text) in enumerate(topics, 1):
        if number % 2:
            paper.text(535, 40, right, ITALIC, 9, "right")
            paper.text(535, 812, f"Side {number} af 5", SANS, 9, "right")
        else:
            paper.text(60, 40, left, ITALIC, 9)
            paper.text(60, 812, f"Side {number} af 5", SANS, 9)
        paper.rule(60, 46, 535, 46)
        paper.text(60, 90, title, BOLD, 16)
        paper.paragraph(60, 120, text, 475, size=11)
        order += [title, plain(text)]
        paper.next()
    paper.canvas.save()
    return {"text": order, "paragraphs": [plain(text) for _, text in topics], "absent": [left, right] + [f"Side {n} af 5" for n in range(1, 6)],
            "headings": [{"text": title, "level": 1} for title, _ in topics]}


OUTLINE = [
    (1, "Børnepolitikkens rammer", "Politikken gælder for alle børn i kommunen."),
    (2, "Mål for indsatsen", "Målene er vedtaget af kommunalbestyrelsen."),
    (3, "Trivsel i dagtilbud", "Hvert dagtilbud måler trivsel to gange om året."),
    (3, "Trivsel i skolen", "Skolerne følger fravær og fællesskaber."),
    (2, "Økonomi og opfølgning", "Økonomien følges hvert kvartal."),
    (1, "Organisering", "Forvaltningen har tre afdelinger."),
    (2, "Myndighed", "Myndighed har 34 rådgivere."),
]


def outline(path, style):
    paper = Paper(path)
    y = 80
    for level, title, text in OUTLINE:
        font, size, gap = style(level)
        y = paper.paragraph(60, y + gap, title, 475, font, size, after=2)
        y = paper.paragraph(60, y, f"{text} {plain(EARLY)}", 475, after=6)
    paper.save()
    return {"headings": [{"text": title, "level": level} for level, title, _ in OUTLINE],
            "text": [part for _, title, text in OUTLINE for part in (title, text)],
            "paragraphs": [f"{text} {plain(EARLY)}" for _, _, text in OUTLINE]}


@document("headings-size.pdf")
def headings_size(path):
    """Headings on three levels told by their size alone."""
    return outline(path, lambda level: (SANS, {1: 20, 2: 15, 3: 12}[level], 10))


@document("headings-weight.pdf")
def headings_weight(path):
    """Headings on three levels: large and bold, bold, italic; the last two as large as the text."""
    return outline(path, lambda level: ({1: BOLD, 2: BOLD, 3: ITALIC}[level], {1: 14, 2: 10, 3: 10}[level], 8))


@document("headings-numbered.pdf")
def headings_numbered(path):
    """Headings on three levels told by their numbers: all bold and of one size; a numbered list that is none."""
    numbers, counts = [], [0, 0, 0]
    for level, title, _ in OUTLINE:
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        numbers.append(".".join(str(n) for n in counts[:level]) + f" {title}")
    steps = ["1. Familien kontakter kommunen.", "2. En rådgiver ringer tilbage inden tre dage.",
             "3. Der holdes et møde i hjemmet."]
    paper = Paper(path)
    y = 80
    for title, (_, _, text) in zip(numbers, OUTLINE):
        y = paper.paragraph(60, y + 6, title, 475, BOLD, 11, after=2)
        y = paper.paragraph(60, y, f"{text} {plain(SCHOOL)}", 475, after=5)
    paper.lines(70, y + 5, steps)
    paper.save()
    return {"headings": [{"text": title, "level": level} for title, (level, _, _) in zip(numbers, OUTLINE)],
            "text": numbers + steps}


SWEDISH = "Kommunen har under året arbetat med tidiga insatser för barn och unga. Antalet orosanmälningar ökade till " \
          "1.475, och socialtjänsten har anställt fler handläggare för att minska väntetiderna. Varje handläggare " \
          "ansvarar för 17 barn."
NORWEGIAN = "Kommunen har i løpet av året jobbet med tidlig innsats overfor barn og unge. Det kom 1.263 " \
            "bekymringsmeldinger til barnevernet, og hver saksbehandler har nå ansvaret for 16 barn. Fosterhjem blir " \
            "brukt oftere enn før, og ungdommene forteller at de blir hørt."
ENGLISH = "During the year the municipality worked with early help for children and young people. There were 1,182 " \
          "referrals, and each social worker is now responsible for 19 cases. Foster families are used more often " \
          "than before, and the young people say that they are being heard."


@document("languages.pdf")
def languages(path):
    """A Danish document with a page each in Swedish, Norwegian and English, whose figures are not Danish ones."""
    danish = "Kommunen modtog 1.340 underretninger i 2024, og hver rådgiver har i gennemsnit 22 sager. Bilagene er fra " \
             "vores samarbejdspartnere i andre lande og er ikke oversat."
    paper = Paper(path)
    for title, text in [("Underretninger og sager", danish), ("Bilaga: Rapport från Malmö", SWEDISH),
                        ("Vedlegg: Rapport fra Bergen", NORWEGIAN), ("Annex: Report from Leeds", ENGLISH)]:
        paper.text(60, 70, title, BOLD, 15)
        paper.paragraph(60, 100, text, 475, size=11)
        paper.next()
    paper.canvas.save()
    return {"text": [danish, SWEDISH, NORWEGIAN, ENGLISH], "paragraphs": [danish, SWEDISH, NORWEGIAN, ENGLISH],
            "languages": ["english", "norwegian", "swedish"],
            "figures": [{"number": "1.340", "page": 1}, {"number": "22", "page": 1}],
            "no_figures": ["1.475", "17", "1.263", "16", "1,182", "19"]}


@document("notat.pdf")
def note(path):
    """A note whose title, date, municipality, kind and case number stand in its properties and on its first page."""
    paper = Paper(path, title="Notat om sagstal på børneområdet", author="Vordingborg Kommune",
                  subject="Sagsnr. 24-018873")
    fields = [("Notat", BOLD, 16), ("Dato: 14. marts 2024", SANS, 10), ("Sagsnr.: 24-018873", SANS, 10),
              ("Center for Børn og Unge", SANS, 10)]
    y = 70
    for text, font, size in fields:
        paper.text(60, y, text, font, size)
        y += 18
    paper.text(60, y + 20, "Sagstal på børneområdet", BOLD, 14)
    paper.paragraph(60, y + 44, "En rådgiver i Vordingborg Kommune har i gennemsnit 26 sager. Målet er 20 sager pr. rådgiver i 2026.", 475)
    paper.save()
    return {"text": [text for text, _, _ in fields] + ["Sagstal på børneområdet"],
            "metadata": {"title": "Notat om sagstal på børneområdet", "date": "2024-03-14",
                         "author": "Vordingborg Kommune", "type": "memo", "case_number": "24-018873"},
            "figures": [{"number": "26", "page": 1}, {"number": "20", "page": 1}]}
