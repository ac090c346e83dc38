"""The sample corpus as data: texts (our own words), tables, sources and annotation in one place.

Numbers are annotated where they stand:

    [[33|caseload;265;33;2018-05-31;actual;~;acc.period=2018]]   a key figure
    [[52|!law paragraph]]                                        a trap: a number that is none
    [[|!lost digits]]                                            a place where digits are missing

A figure is `indicator;municipality;value;period;status` and then, in any order, `~` (hedged), `stat=`,
`unit=`, `pt=` (placement_type), `sc=` (scenario), `pr=` (profession), `item=`, `q=` (question), `age=`
(age_group), `acc.FIELD=a,b` (other right values) and `optional`. `a..b` is a range, `-` no period.
The fields and their values are explained in README.md. make_corpus.py strips the marks, writes the
document and derives quote, page, occurrence and cell.
"""

COLOPHON = "Eksempeltekst til nogletal: formuleringerne er skrevet til lejligheden, tallene er offentlige (se sources.tsv)."


# Of the documents whose numbers do not agree on purpose (see planted.tsv).
CONSTRUCTED = "Konstrueret eksempel til nogletal: både formuleringer og tal er opdigtede, og fejlene er sat ind med vilje (se planted.tsv)."


def da(text, scale=1):
    """Value of a number in Danish notation: '-1.000' and '468,699' with a scale."""
    v = float(text.replace(".", "").replace(",", ".").replace("%", "").replace("–", "-").strip()) * scale
    return int(round(v)) if abs(v - round(v)) < 1e-6 else round(v, 6)


def row(label, cells, spec, periods, scale=1, positive=False):
    """A table row: each cell becomes a figure of `spec`, with {v} the value and {p} the column's period.

    `spec` may be a list, one for each column; a cell of '-' or '' and a spec of None stay plain text.
    """
    out = [label]
    for i, cell in enumerate(cells):
        s = spec[i] if isinstance(spec, list) else spec
        if s is None or cell in ("-", "–", ""):
            out.append(cell)
            continue
        v = da(cell, scale)
        out.append("[[%s|%s]]" % (cell, s.format(v=abs(v) if positive else v, p=periods[i])))
    return out


Y5 = ["2019", "2020", "2021", "2022", "2023"]


def roskilde_scenario(sc, advisers, skills, total, saving_label, saving, net, saving_accept):
    """The five-year table of one of Roskilde's three models, in kroner."""
    inv = "investment;265;{v};{p};target;sc=" + sc + ";item="
    rows = [
        row("Rådgivere", advisers, inv + "Rådgivere", Y5),
        row("Kompetenceudvikling og projektledelse", skills, inv + "Kompetenceudvikling og projektledelse", Y5),
        row("Investering i alt", total, inv + "Investering i alt", Y5),
        row(saving_label, saving, "saving;265;{v};{p};forecast;sc=%s;item=%s%s" % (sc, saving_label, saving_accept), Y5),
        row("Samlet driftsændring", net, "net_change;265;{v};{p};forecast;sc=%s;item=Samlet driftsændring" % sc, Y5),
    ]
    return rows


ROSKILDE_CHILDREN = roskilde_scenario(
    "children", ["2.861.794"] * 5, ["525.000", "525.000", "425.000", "350.000", "350.000"],
    ["3.386.794", "3.386.794", "3.286.794", "3.211.794", "3.211.794"],
    "Driftsbesparelse, flere i netværk m.m.", ["-", "250.000", "750.000", "1.500.000", "2.000.000"],
    ["3.386.794", "3.136.794", "2.536.794", "1.711.794", "1.211.794"], ";acc.dims.placement_type=network_foster")
ROSKILDE_YOUTH = roskilde_scenario(
    "youth", ["3.493.857"] * 5, ["525.000", "525.000", "425.000", "350.000", "350.000"],
    ["4.018.857", "4.018.857", "3.918.857", "3.843.857", "3.843.857"],
    "Driftsbesparelse, færre på institution", ["-", "500.000", "1.000.000", "2.000.000", "4.000.000"],
    ["4.018.857", "3.518.857", "2.918.857", "1.843.857", "-156.143"], ";acc.dims.placement_type=institution")
ROSKILDE_COMBINED = roskilde_scenario(
    "combined", ["5.605.651"] * 5, ["775.000", "775.000", "575.000", "475.000", "425.000"],
    ["6.380.651", "6.380.651", "6.180.651", "6.080.651", "6.030.651"],
    "Driftsbesparelse i alt", ["-", "750.000", "1.750.000", "3.500.000", "6.480.000"],
    ["6.380.651", "5.630.651", "4.430.651", "2.580.651", "-449.349"], "")

# Column sums that the checker verifies: (parts, total), rows counted from 0; a part of ("-", n) is subtracted.
SCENARIO_SUMS = [([0, 1], 2), ([2, ("-", 3)], 4)]

SEVEN = ["2017-09"] + Y5
_plc = "placements;265;{v};{p};%s;sc=combined;pt=%s"
_pre = "preventive_measures;265;{v};{p};%s;sc=combined;item=%s"


def _activity(label, cells, spec, change=None, price=None, pt=None, effect=None):
    r = row(label, cells, [spec % "actual"] + [spec % "forecast"] * 5, SEVEN)
    r.append("[[%s|placements;265;%s;2017-09/2023;forecast;stat=change;sc=combined;pt=%s;acc.period=2017/2023]]"
             % (change, da(change), pt) if change else "-")
    r.append("[[%s|unit_cost;265;%s;-;forecast;sc=combined;pt=%s;acc.statistic=level]]" % (price, da(price), pt) if price else "-")
    return r


ROSKILDE_ACTIVITY = [
    _activity("Forebyggende indsats", ["42"] * 6, "preventive_measures;265;{v};{p};%s;sc=combined;item=Forebyggende indsats (§ 11)"),
    _activity("Hjemmebaseret støtte", ["259"] * 6, "preventive_measures;265;{v};{p};%s;sc=combined;item=Hjemmebaseret støtte (§ 52)"),
    _activity("Slægt og netværk", ["7", "8", "9", "10", "12", "14"], "placements;265;{v};{p};%s;sc=combined;pt=network_foster",
              "7", "160.000", "network_foster"),
    _activity("Plejefamilie", ["66"] * 6, "placements;265;{v};{p};%s;sc=combined;pt=foster_family", None, "510.000", "foster_family"),
    _activity("Institution", ["30", "29", "28", "26", "24", "22"], "placements;265;{v};{p};%s;sc=combined;pt=institution",
              "-8", "950.000", "institution"),
]



def _side_by_side(label, sc, fte, first, saved, net):
    """One model in the overview of Roskilde's appendix."""
    spec = ["staff;265;{v};{p};target;stat=change;unit=FTE;pr=caseworker;sc=%s;acc.approx=true" % sc,
            "investment;265;{v};{p};target;sc=%s;item=Investering i alt" % sc,
            "saving;265;{v};{p};forecast;sc=%s;item=Driftsbesparelse" % sc,
            "net_change;265;{v};{p};forecast;sc=%s;item=Samlet driftsændring" % sc]
    return row(label, [fte, first, saved, net], spec, ["-", "2019", "2023", "2023"])


ROSKILDE_OVERVIEW = [
    _side_by_side("A: Børn", "children", "6", "3.386.794", "2.000.000", "1.211.794"),
    _side_by_side("B: Unge", "youth", "7", "4.018.857", "4.000.000", "-156.143"),
    _side_by_side("C: Børn og unge", "combined", "11", "6.380.651", "6.480.000", "-449.349"),
]

DOCS = []


def doc(file, **kw):
    DOCS.append(dict(file=file, **kw))


# 1 ---------------------------------------------------------------------------------------------------------------
doc(
    "roskilde-2018-omstilling.pdf", engine="reportlab", municipality="265", date=(2018, 5, 31), evidence="real",
    title="Omlægning af myndighedsarbejdet for udsatte børn og unge",
    source="Roskilde Kommune, Notat: Bilag vedrørende omstilling af myndighedsarbejde og indsatser for udsatte børn og unge, 31. maj 2018",
    note="Alle beløb, årsværk og aktivitetstal som i notatet; rækkenavne forkortet; journal- og telefonnummer er opdigtede",
    head="Roskilde Kommune · Børn og Unge",
    blocks=[
        ("meta", ["Notat", "Dato: [[31. maj 2018|!date]]", "Sagsnr. [[18-004217|!case number]]", "Tlf. [[46 00 00 00|!telephone number]]"]),
        ("h1", "Omlægning af myndighedsarbejdet for udsatte børn og unge"),
        ("h2", "1. Hvorfor omlægge?"),
        ("p", "Adskillige kommuner har hentet inspiration i Sverige og lagt arbejdet med udsatte børn og unge om. Kernen er den samme overalt: Når "
              "rådgiveren har færre sager, kan der følges op, før en indsats mister sin virkning. De kommuner, der allerede har betalt for flere rådgivere, "
              "er typisk landet på [[20-25|caseload;DK-group;20..25;-;actual]] sager pr. rådgiver."),
        ("p", "Loven kræver mindre. Efter serviceloven skal en ny foranstaltning vurderes første gang efter "
              "[[3|follow_up_interval;DK;3;-;norm;unit=months;item=første opfølgning]] måneder og derefter hver "
              "[[6.|follow_up_interval;DK;6;-;norm;unit=months;item=efterfølgende opfølgning]] måned. Når opfølgningerne ligger så langt fra hinanden, "
              "kan en forkert indsats nå at koste både fremdrift og penge."),
        ("h2", "2. Sagstallet i dag og efter en omlægning"),
        ("p", "I Roskilde Kommune har en rådgiver i dag ca. [[33|caseload;265;33;2018-05-31;actual;~;acc.period=2018,2018-05]] sager, og med yderligere ca. "
              "[[11|staff;265;11;-;target;stat=change;unit=FTE;pr=caseworker;~]] rådgiverårsværk kan gennemsnittet bringes ned på cirka "
              "[[22-23|caseload;265;22..23;-;target;~]] sager. Hvor mange årsværk der skal til, afhænger af, hvilken af de tre modeller nedenfor byrådet vælger."),
        ("h2", "3. Tre modeller"),
        ("ul", [
            "Model A omfatter børn i alderen [[0-13|!age of target group]] år. Den kræver [[6|staff;265;6;-;target;stat=change;unit=FTE;pr=caseworker;sc=children]] "
            "rådgiverårsværk og koster [[3,4 mio. kr.|investment;265;3400000;-;target;sc=children;item=Investering i alt]] om året, når kurser og projektledelse regnes med.",
            "Model B omfatter unge i alderen [[13-18/23|!age of target group]] år. Her skal der [[7|staff;265;7;-;target;stat=change;unit=FTE;pr=caseworker;sc=youth]] "
            "rådgiverårsværk til, og den årlige udgift er [[4 mio. kr.|investment;265;4000000;-;target;sc=youth;item=Investering i alt]]",
            "Model C dækker hele området. Den forudsætter cirka [[11|staff;265;11;-;target;stat=change;unit=FTE;pr=caseworker;sc=combined;~]] rådgiverårsværk "
            "og ca. [[6,4 mio. kr.|investment;265;6400000;-;target;sc=combined;item=Investering i alt;~]] og er dermed den dyreste at sætte i gang.",
        ]),
        ("p", "Besparelserne viser sig hurtigst på ungeområdet, hvor flest er anbragt på institution. Blandt de yngste børn er gevinsten længere undervejs, "
              "men til gengæld større. Modellerne ventes at have fuld virkning ved udgangen af [[2023|!date]]."),
        ("pagebreak",),
        ("h2", "4. Økonomi"),
        ("p", "Tabel [[1|!table number]]-3 viser udgifter og ventede besparelser for hver model. Alle beløb er i kr. Et minus i sidste række betyder, at modellen giver overskud det år."),
        ("table", dict(caption="Tabel 1. Model A: Børn", cols=["År"] + Y5, rows=ROSKILDE_CHILDREN, style="ruled", bold=[2, 4], sums=SCENARIO_SUMS)),
        ("table", dict(caption="Tabel 2. Model B: Unge", cols=["År"] + Y5, rows=ROSKILDE_YOUTH, style="ruled", bold=[2, 4], sums=SCENARIO_SUMS)),
        ("table", dict(caption="Tabel 3. Model C: Børn og unge samlet", cols=["År"] + Y5, rows=ROSKILDE_COMBINED, style="ruled", bold=[2, 4], sums=SCENARIO_SUMS)),
        ("pagebreak",),
        ("h2", "5. Forventet ændring i indsatserne"),
        ("p", "Beregningen for model C bygger på, at [[otte|placements;265;-8;-;forecast;stat=change;sc=combined;pt=institution;acc.period=2017/2023,2017-09/2023,2023;acc.dims.scenario=null]] "
              "færre børn og unge bor på institution, når modellen er indfaset, mens antallet i netværkspleje fordobles. "
              "De forebyggende indsatser efter § [[11|!law paragraph]] og støtten i hjemmet efter § [[52|!law paragraph]] antages at ligge fast."),
        ("table", dict(caption="Tabel 4. Antal indsatser, model C", cols=["Indsats", "Sept. 2017"] + Y5 + ["Ændring", "Kr. pr. sag"],
                       rows=ROSKILDE_ACTIVITY, style="half", small=True)),
        ("p", "Tilsammen giver ændringerne [[én|placements;265;-1;-;forecast;stat=change;sc=combined;pt=total;acc.period=2017/2023,2017-09/2023,2023;acc.dims.scenario=null]] "
              "anbringelse mindre end i dag og en årlig besparelse på [[6,48 mio. kr.|saving;265;6480000;2023;forecast;sc=combined;item=Driftsbesparelse i alt;acc.dims.scenario=null]] fra 2023."),
        ("h2", "6. Videre proces"),
        ("p", "Notatet drøftes på udvalgets møde den [[12. juni|!date]] under punkt [[4|!list item number]]. Projektperioden foreslås sat til [[5|!project length]] år."),
        ("pagebreak",),
        ("h2", "Bilag: Modellerne side om side"),
        ("p", "Oversigten samler hovedtallene fra tabel [[1|!table number]]-[[3|!table number]]. Model A giver underskud i hele perioden, mens de to andre har vendt regnestykket i det sidste år. "
              "Årsværkene i model C er et cirkatal."),
        ("table", dict(caption="Tabel 5. Hovedtal i kr.", cols=["Model", "Rådgiverårsværk", "Investering 2019", "Besparelse 2023", "Samlet driftsændring 2023"],
                       rows=ROSKILDE_OVERVIEW, style="borderless", small=True)),
        ("p", "Rækkefølgen er ikke en prioritering."),
    ])

# 2 ---------------------------------------------------------------------------------------------------------------
doc(
    "faxe-2019-strategi.pdf", engine="typst", columns=2, municipality="320", date=(2019, 4, 8), evidence="real",
    title="Fælles om Forebyggelse – strategi i kort form",
    source="Faxe Kommune, Strategi for Fælles om Forebyggelse, 2019",
    note="Modsigelsen 21/22 medarbejdere, 25/30 sager, 10,5/11 mio. kr. og 1,5/1,8 mio. kr. står i strategien selv; de manglende cifre mangler også dér",
    head="Faxe Kommune",
    blocks=[
        ("meta", ["Kort udgave, april [[2019|!date]]"]),
        ("h1", "Fælles om Forebyggelse – strategi i kort form"),
        ("h2", "Udgangspunktet"),
        ("p", "Faxe Kommune har ikke før haft én strategi for hele børne- og ungeområdet. Presset er vokset år for år: Socialcentret fik "
              "[[524|notifications;320;524;2014;actual]] underretninger i 2014 og [[1023|notifications;320;1023;2017;actual]] i 2017, en stigning på "
              "[[95,2 %|notifications;320;95.2;2014/2017;actual;stat=change]] på [[4|!duration]] år. Antallet af anbragte børn og unge er i samme tidsrum gået fra "
              "[[87|placements;320;87;-;actual;pt=total;acc.period=2014]] til [[131|placements;320;131;-;actual;pt=total;acc.period=2017]]. "
              "I 2018 var der [[10|placements;320;10;2018;actual;item=anbragte børn over 1 mio. kr.;acc.dims.placement_type=total]] anbragte børn, "
              "som hver kostede over [[1 mio. kr.|unit_cost;320;1000000;2018;actual;stat=min;~;item=de 10 dyreste;acc.statistic=mean,level;acc.dims.placement_type=total]]"),
        ("p", "En sagsbehandler i Faxe sidder nu med ca. [[55|caseload;320;55;2019-04;actual;~;acc.period=2019,2019-04-08]] sager, og målet er ca. "
              "[[30|caseload;320;30;-;target;~]]. Så mange sager gør hyppig opfølgning umulig. Blandt kommuner, der er i gang med at lægge om, er niveauet omkring "
              "[[30|caseload;DK-group;30;-;actual;~]] sager til hver sagsbehandler."),
        ("h2", "Tre fokuspunkter"),
        ("ol", [
            "Hurtig opsporing. Alle voksne omkring barnet skal kende tegnene på mistrivsel. Et opsporingsværktøj skal købes eller udvikles. Vurderes at koste ca. [[|!lost digits]]kr.",
            "Lettere adgang til hjælp. Der ansættes [[22|staff;320;22;-;target;stat=change;pr=social_worker;acc.dims.profession=caseworker]] socialrådgivere til "
            "[[11 mio. kr.|investment;320;11000000;-;target;item=22 socialrådgivere]] Desuden ansættes [[to|staff;320;2;-;target;stat=change;pr=health_visitor]] sundhedsplejersker, "
            "som tager sig af de mindste. De første [[1000|!name of a period of life]] dage vejer tungest.",
            "Bedre samarbejde. [[3|staff;320;3;-;target;stat=change;pr=social_worker]] socialrådgivere får deres daglige gang i dagtilbud og skoler. Udgiften er "
            "[[1,8 mio. kr.|investment;320;1800000;-;target;item=3 socialrådgivere]]",
        ]),
        ("p", "Der skal dokumenteres opfølgning [[hvert kvartal|follow_up_interval;320;3;-;target;unit=months]] i alle sager. Dagtilbuddene holder TVÆRS-møde hver "
              "[[6.|!meeting frequency]] uge og skolerne hver [[2.|!meeting frequency]] uge. Forældre kan inviteres med til møderne."),
        ("p", "Et af målene er, at [[halvdelen|notifications;320;50;-;target;stat=share;age=små børn]] af underretningerne gælder små børn: [[50 %|notifications;320;50;-;target;stat=share;age=under 8 år]] skal vedrøre børn under "
              "[[8|!age]] år. I 2018 var andelen [[36 %|notifications;320;36;2018;actual;stat=share;age=under 8 år]]."),
        ("h2", "Hvorfor en fælles strategi?"),
        ("p", "Forebyggelse bliver ofte forstået som hjælp til de yngste. Her bruges ordet bredere: Det handler om at løse et problem, mens det er lille, uanset om barnet er to eller "
              "sytten. Der mangler en fælles retning på tværs af skoler, dagtilbud, sundhedspleje og myndighed, og udgifterne har år efter år været større end budgettet. Derfor lægger "
              "strategien op til at investere i medarbejdere først og høste på foranstaltningerne bagefter."),
        ("p", "Strategien er ikke et projekt med en slutdato. Dog er der i de første [[2|!project length]] år en projektorganisation med styregruppe og projektleder, som melder tilbage til det politiske niveau."),
        ("colbreak",),
        ("h2", "Det nationale billede"),
        ("p", "Forebyggelse er også på dagsordenen nationalt. Den tidligere regering satte [[280 mio. kr.|investment;DK;280000000;-;budget;item=Tidlig indsats – livslang effekt;optional]] af til tidlig indsats, og siden er "
              "[[1 milliard kroner|investment;DK;1000000000;-;budget;item=1.000-dages-program;optional]] øremærket de mindste børns første leveår. Servicelovens § [[11|!law paragraph]], stk. [[3|!law paragraph]], "
              "åbnede i [[oktober 2014|!date]] for hjælp uden lang sagsbehandling. Omkring [[50|!count of municipalities, no survey]] kommuner er i gang med at lægge deres indsats om."),
        ("h2", "TVÆRS og dagtilbud"),
        ("p", "I TVÆRS mødes psykolog, sundhedsplejerske, leder og socialrådgiver om de børn, nogen er bekymret for. I en evaluering svarede "
              "[[100 %|survey_response;320;100;-;actual;stat=share;q=tvaers-strengthens-cross-professional-work;item=ja]] af medarbejderne, at TVÆRS styrker samarbejdet på tværs. "
              "Kvaliteten af læreplansarbejdet i dagtilbud blev i 2016 bedømt til [[2,6|!quality score, no indicator]] og i 2018 til [[3,8|!quality score, no indicator]]. Ungerådgivningen er for unge fra "
              "[[13 til 18|!age of target group]] år."),
        ("h2", "Indsatstrappen"),
        ("p", "Indsatstrappen viser, hvor meget en indsats griber ind i hverdagen. Jo højere trin, jo længere væk fra et almindeligt børneliv. Alle tilbud skal placeres på trappen, og i hver sag "
              "skal det fremgå, hvordan barnet kommer ned ad den. De nederste trin skal have flere fleksible tilbud, som familierne kan få uden at vente."),
        ("h2", "Hvad der er prøvet før"),
        ("p", "I 2013 fik kvalitetsprojektet i børne- og ungemyndigheden [[1,2 mio. kr.|investment;320;1200000;2013;budget;item=Kvalitetsprojektet]], og der blev ansat "
              "[[2|staff;320;2;2013;actual;stat=change;item=Kvalitetsprojektet]] medarbejdere. Midlerne til sociale normeringer i dagtilbud er siden vokset fra godt "
              "[[1 mio. kr.|investment;320;1000000;2015;budget;item=Sociale normeringer;~;acc.indicator=budget]] i 2015 til ca. "
              "[[3 mio. kr.|investment;320;3000000;-;budget;item=Sociale normeringer;~;acc.indicator=budget]] Task Force består af "
              "[[4|staff;320;4;-;actual;item=Task Force]] medarbejdere."),
        ("single",),
        ("h2", "Hvad strategien koster"),
        ("table", dict(caption="Investeringsbehov", cols=["Tiltag", "Beløb"], style="borderless", left=True, rows=[
            ["Opsporingsværktøj", "[[|!lost digits]]kr."],
            ["Kompetenceudvikling i indsatstrappen", "[[|!lost digits]]kr."],
            ["[[2|staff;320;2;-;target;stat=change;pr=health_visitor]] sundhedsplejersker", "[[1,2 mio. kr.|investment;320;1200000;-;target;item=2 sundhedsplejersker]]"],
            ["[[21|staff;320;21;-;target;stat=change;pr=caseworker]] sagsbehandlere (ned til [[25|caseload;320;25;-;target]] sager)",
             "[[10,5 mio. kr.|investment;320;10500000;-;target;item=21 sagsbehandlere]]"],
            ["[[3|staff;320;3;-;target;stat=change;pr=social_worker]] socialrådgivere til dagtilbud og skoler", "[[1,5 mio. kr.|investment;320;1500000;-;target;item=3 socialrådgivere]]"],
            ["Pulje til ansættelser i TVÆRS", "[[2 mio. kr.|investment;320;2000000;-;target;item=Pulje til TVÆRS]]"],
            ["Projektleder på deltid i [[2|!project length]] år", "[[|!lost digits]]kr."],
        ])),
        ("p", "Gevinsterne kommer med forsinkelse og ventes først at kunne ses i løbet af budgetperioden. Udgifterne til anbringelser bogføres på konto [[5|!account number]]."),
    ])

# 3 ---------------------------------------------------------------------------------------------------------------
H4 = ["2013", "2014", "2015", "2016"]
doc(
    "herning-2012-sverigesprojekt.docx", engine="docx", municipality="657", date=(2012, 12, 10), evidence="real",
    title="Sverigesprojektet – projektbeskrivelse i sammendrag",
    source="Herning Kommune, Sverigesprojektet: styrket sagsbehandling, tidsbegrænsede anbringelser og fokus på forebyggelse. Projektbeskrivelse, december 2012",
    note="Tallene om Borås og Sverige stammer fra KREVI-rapporten, som projektbeskrivelsen gengiver",
    head="Herning Kommune · Center for Børn og Forebyggelse",
    blocks=[
        ("h1", "Sverigesprojektet – projektbeskrivelse i sammendrag"),
        ("meta", ["Center for Børn og Forebyggelse", "[[December 2012|!date]]"]),
        ("h2", "Hvad svenskerne gør"),
        ("p", "I den svenske by Borås har en socialrådgiver kun [[15-20|caseload;SE-1490;15..20;-;actual]] børnesager, hvor en kollega i Herning i snit sidder med "
              "[[45-65|caseload;657;45..65;-;actual]] børn. Det giver tid til opfølgning. Kommer et barn i plejefamilie, følger forvaltningen i Borås op inden for "
              "[[to|follow_up_interval;SE-1490;2;-;actual;unit=weeks;pt=foster_family;item=første opfølgning]] uger, og handleplanen ligger klar samtidig. "
              "På institution følges barnet [[hver måned|follow_up_interval;SE-1490;1;-;actual;unit=months;pt=institution;item=første år]] det første år og siden hver "
              "[[sjette|follow_up_interval;SE-1490;6;-;actual;unit=weeks;pt=institution;item=efter første år]] uge. Opholdene dér varer sjældent over [[et|!duration]] år."),
        ("p", "Borås bruger [[44 procent|prevention_share;SE-1490;44;-;actual;stat=share]] af udgifterne på området til forebyggelse. Ca. "
              "[[75 %|placements;SE-1490;75;-;actual;stat=share;pt=foster_family;~]] af de anbragte bor i plejefamilie og [[25 %|placements;SE-1490;25;-;actual;stat=share;pt=institution]] "
              "på institution. I Danmark er fordelingen snarere [[50|placements;DK;50;-;actual;stat=share;pt=foster_family;~]]/[[50|placements;DK;50;-;actual;stat=share;pt=institution;~]]."),
        ("p", "Flere unge kommer desuden videre: Af dem, der anbringes, før de fylder [[10|!age]] år, gennemfører [[67 %|education_rate;SE;67;-;actual;stat=share;age=anbragt før 10 år]] "
              "i Sverige en ungdomsuddannelse mod [[57 %|education_rate;DK;57;-;actual;stat=share;age=anbragt før 10 år]] i Danmark."),
        ("h2", "Hvor Herning står"),
        ("p", "Et udtræk pr. 31. oktober 2012 viser, at [[63 %|placements;657;63;2012-10-31;actual;stat=share;pt=foster_family]] af kommunens anbragte børn og unge bor i plejefamilie og "
              "[[37 %|placements;657;37;2012-10-31;actual;stat=share;pt=institution]] på institution, handicapinstitutioner medregnet. Målet er en fordeling på "
              "[[75|placements;657;75;-;target;stat=share;pt=foster_family]]/[[25|placements;657;25;-;target;stat=share;pt=institution]] som i Borås."),
        ("h2", "Hvad projektet går ud på"),
        ("p", "Projektet løber over [[4|!project length]] år og omfatter [[3|!count of districts]] skoledistrikter. Distrikterne dækkes i dag af "
              "[[4|staff;657;4;2012-12;actual;pr=caseworker;acc.period=2012]] rådgivere; der ansættes yderligere [[4|staff;657;4;-;target;stat=change;pr=caseworker]] rådgivere og "
              "[[1|staff;657;1;-;target;stat=change;pr=team_lead]] teamleder. Sammen med [[3|staff;657;3;-;target;pr=psychologist]] psykologer og "
              "[[tre|staff;657;3;-;target;pr=health_visitor]] sundhedsplejersker danner de Sverigesteamet på [[16|staff;657;16;-;target;item=Sverigesteamet]] medarbejdere, som sidder samme sted."),
        ("p", "Udvalget orienteres [[to gange|!reporting to committees]] om året. Projektet evalueres midtvejs i [[2014|!date]]."),
        ("h2", "Økonomi"),
        ("p", "Der afsættes [[2 mio. kr.|investment;657;2000000;2013;budget;item=4 sagsbehandlere og 1 teamkoordinator;acc.period=2013/2016]] om året fra 2013. Anbringelserne ventes at blive billigere med "
              "hhv. [[1 mio. kr.|saving;657;1000000;2013;forecast;item=Anbringelser;acc.dims.placement_type=total]] i 2013, "
              "[[2 mio. kr.|saving;657;2000000;2014;forecast;item=Anbringelser;acc.dims.placement_type=total]] i 2014, "
              "[[3 mio. kr.|saving;657;3000000;2015;forecast;item=Anbringelser;acc.dims.placement_type=total]] i 2015 og "
              "[[4,5 mio. kr.|saving;657;4500000;2016;forecast;item=Anbringelser;acc.dims.placement_type=total]] i 2016."),
        ("table", dict(caption="Tabel 1. Udgift og besparelse (beløb i 1.000 kr.)", cols=[""] + H4, style="ruled", bold=[2], sums=[([0, 1], 2)], rows=[
            row("Ventet besparelse på anbringelser (SO [[16|!account number]])", ["-1.000", "-2.000", "-3.000", "-4.500"],
                "saving;657;{v};{p};forecast;item=Anbringelser;acc.dims.placement_type=total", H4, 1000, positive=True),
            row("Sagsbehandlere og teamkoordinator (SO [[20|!account number]])", ["2.000"] * 4,
                "investment;657;{v};{p};budget;item=Sagsbehandlere og teamkoordinator", H4, 1000),
            row("Netto", ["1.000", "0", "-1.000", "-2.500"], "net_change;657;{v};{p};forecast;item=Netto", H4, 1000),
        ])),
    ])

# 4 ---------------------------------------------------------------------------------------------------------------
A4, A3 = ["2014", "2015", "2016", "2017"], ["2016", "2017", "2018"]
doc(
    "aalborg-2016-udviklingsstrategi.html", engine="html", municipality="851", date=(2016, 12, 20), evidence="real",
    title="Status på udviklingsstrategien for børn, unge og familier",
    source="Aalborg Kommune, Familie- og Socialudvalget, punkt 3: Godkendelse af status på omsætning af Udviklingsstrategien for børn, unge og familier, sag 2016-069071",
    note="Beløbene står i kilden som 468.699 under overskriften Mio. kr.; her med decimalkomma. Henvisningerne under Relaterede dokumenter gengiver tal fra de øvrige eksempler",
    head="Aalborg Kommune", crumbs=["Forside", "Politik", "Dagsordener og referater", "Familie- og Socialudvalget"],
    blocks=[
        ("h1", "3. Status på udviklingsstrategien for børn, unge og familier"),
        ("meta", ["Sagsnr. [[2016-069071|!case number]]", "Åben sag"]),
        ("h2", "Indstilling"),
        ("p", "Forvaltningen indstiller, at udvalget godkender status på strategien, som blev vedtaget i [[juni 2016|!date]]."),
        ("h2", "Beslutning"),
        ("p", "Godkendt."),
        ("h2", "Sagsfremstilling"),
        ("p", "Udgifterne til børn og unge har udviklet sig sådan gennem de seneste år:"),
        ("table", dict(caption="Korrigeret budget, mio. kr.", cols=["Budget"] + A4, style="ruled", bold=[2], sums=[([0, 1], 2)], rows=[
            row("Familiegrupperne og Specialgruppen", ["468,699", "474,264", "473,511", "470,970"], "budget;851;{v};{p};budget;item=Familiegrupperne og Specialgruppen", A4, 1e6),
            row("Fællesudgifter og abonnement", ["74,908", "82,551", "74,883", "79,213"], "budget;851;{v};{p};budget;item=Fællesudgifter og abonnement", A4, 1e6),
            row("I alt", ["543,607", "556,815", "548,394", "550,183"], "budget;851;{v};{p};budget;item=I alt", A4, 1e6),
        ])),
        ("table", dict(caption="Regnskab, mio. kr.", cols=["Regnskab", "2014", "2015", "2016 (forventet)"], style="ruled", bold=[2], sums=[([0, 1], 2)], rows=[
            row("Familiegrupperne og Specialgruppen", ["477,575", "473,058", "493,829"],
                ["expenditure;851;{v};{p};actual;item=Familiegrupperne og Specialgruppen"] * 2 + ["expenditure;851;{v};{p};forecast;item=Familiegrupperne og Specialgruppen"], A4, 1e6),
            row("Fællesudgifter og abonnement", ["63,761", "77,014", "76,328"],
                ["expenditure;851;{v};{p};actual;item=Fællesudgifter og abonnement"] * 2 + ["expenditure;851;{v};{p};forecast;item=Fællesudgifter og abonnement"], A4, 1e6),
            row("I alt", ["541,336", "550,072", "570,157"], ["expenditure;851;{v};{p};actual;item=I alt"] * 2 + ["expenditure;851;{v};{p};forecast;item=I alt"], A4, 1e6),
        ])),
        ("p", "I 2014 fik kommunen moms for [[6 mio.|!accounting correction (VAT), no indicator]] kr. hjem, som måtte betales tilbage året efter, og det forstyrrer sammenligningen af fællesudgifterne. "
              "Underskuddet for 2016 ventes at blive [[22 mio. kr.|deficit;851;22000000;2016;forecast]] Gøres der intet, vil 2017 ende med en overskridelse på ca. "
              "[[10 mio. kr.|deficit;851;10000000;2017;forecast;~]]"),
        ("h2", "Færre og mindre indgribende anbringelser"),
        ("p", "Strategien skal føre til, at antallet af anbringelser falder med [[5 %|placements;851;-5;2017/2018;forecast;stat=change;pt=total]] i både 2017 og 2018. Samtidig ventes netværkspleje at udgøre mindst "
              "[[10 %|placements;851;10;-;forecast;stat=share;pt=network_foster;~;acc.period=2017,2017/2018]] af alle anbringelser, fordi den griber mindst ind i barnets liv. Korte anbringelser skal fremover følges op efter "
              "[[4|follow_up_interval;851;4;-;target;unit=weeks;item=korttidsanbringelser]] uger. Rådgivning efter § [[11|!law paragraph]] kan i nogle tilfælde træde i stedet for en foranstaltning."),
        ("table", dict(caption="Antal anbringelser, 2017 og 2018 er forventning", cols=["Type"] + A3, style="ruled", bold=[3], sums=[([0, 1, 2], 3)], rows=[
            row("Institution", ["229", "212", "201"], ["placements;851;{v};{p};actual;pt=institution"] + ["placements;851;{v};{p};forecast;pt=institution"] * 2, A3),
            row("Familiepleje", ["324", "304", "289"], ["placements;851;{v};{p};actual;pt=foster_family"] + ["placements;851;{v};{p};forecast;pt=foster_family"] * 2, A3),
            row("Netværkspleje", ["48", "58", "55"], ["placements;851;{v};{p};actual;pt=network_foster"] + ["placements;851;{v};{p};forecast;pt=network_foster"] * 2, A3),
            row("I alt", ["601", "574", "545"], ["placements;851;{v};{p};actual;pt=total"] + ["placements;851;{v};{p};forecast;pt=total"] * 2, A3),
        ])),
        ("p", "Økonomigruppen ser på måltallene [[hver måned|!budget meetings, not case follow-up]]. Der holdes fælles temadage i januar og februar, jf. punkt [[7|!list item number]] i handleplanen fra "
              "[[23. september 2016|!date]]."),
        ("teasers", "Relaterede dokumenter", [
            "Herning: Højst [[20-25|!teaser]] sager pr. rådgiver i Sverigesteamet",
            "Evaluering: Herning har sparet [[6,7 mio. kr.|!teaser]] på anbringelser",
            "Landets kommuner fik [[127.182|!teaser]] underretninger i 2018",
        ]),
    ])

# 5 ---------------------------------------------------------------------------------------------------------------
G2 = ["2024"] * 2
doc(
    "greve-2024-budgetopfoelgning.pdf", engine="reportlab", municipality="253", date=(2024, 6, 4), evidence="real",
    title="Budgetopfølgning 1 2024 for Skole-, Børne- og Ungeudvalget",
    source="Greve Kommune, Skole-, Børne- og Ungeudvalget: Budgetopfølgning 1 (2024); Budgetopfølgning 3 (2023); Byrådet: Budgetopfølgning 0 (2025)",
    note="Tal fra andre områder end børn og familier er markeret optional",
    head="Greve Kommune · Center for Økonomi & HR",
    blocks=[
        ("meta", ["Bilag til dagsordenspunkt [[6|!list item number]]", "Udarbejdet pr. [[29. februar 2024|!date]]"]),
        ("h1", "Budgetopfølgning 1 2024 for Skole-, Børne- og Ungeudvalget"),
        ("h2", "Samlet billede"),
        ("p", "Greve Kommunes korrigerede budget for udvalget var ved udgangen af februar på [[995,0 mio. kr.|budget;253;995000000;2024;budget;optional]], og heraf ligger "
              "[[994,9 mio. kr.|budget;253;994900000;2024;budget;optional]] inden for servicerammen. Der ventes et merforbrug på i alt "
              "[[40,8 mio. kr.|deficit;253;40800000;2024;forecast;optional]]"),
        ("p", "Det specialiserede børneområde alene tegner sig for [[16,9 mio. kr.|deficit;253;16900000;2024;forecast;acc.period=null]] Hertil kommer "
              "[[3,6 mio. kr.|deficit;253;3600000;2024;forecast;acc.period=null]] i merudgift til undervisning af anbragte børn. Ved den tredje opfølgning "
              "i 2023 ventedes et merforbrug på [[11,9 mio. kr.|deficit;253;11900000;2023;forecast]] på samme område."),
        ("h2", "Afvigelser"),
        ("table", dict(caption="Forventet merforbrug i 2024, mio. kr. (minus betyder mindreforbrug)", cols=["Område", "Afvigelse"], style="borderless", bold=[], rows=[
            row("Forebyggelse og anbringelse af børn og unge", ["16,9"], "deficit;253;{v};{p};forecast;item=Forebyggelse og anbringelse", G2, 1e6),
            row("Specialundervisning af anbragte børn", ["3,6"], "deficit;253;{v};{p};forecast;item=Specialundervisning af anbragte børn", G2, 1e6),
            row("Dagtilbud", ["2,5"], "deficit;253;{v};{p};forecast;item=Dagtilbud;optional", G2, 1e6),
            row("Skoler", ["20,5"], "deficit;253;{v};{p};forecast;item=Skoler;optional", G2, 1e6),
            ["Refusion i særligt dyre enkeltsager", "[[-3,9|deficit;253;-3900000;2024;forecast;item=Refusion i særligt dyre enkeltsager;optional]]"],
        ])),
        ("p", "Skolernes afvigelse skyldes især køb af specialundervisning uden for kommunen. Mellemkommunale betalinger vokser med "
              "[[7,1 mio. kr.|expenditure;253;7100000;2024;forecast;stat=change;optional]]"),
        ("h2", "Aktivitet på det børnesociale område"),
        ("p", "Aktivitetstallene findes i bilag [[2|!appendix number]] og gennemgås på mødet kl. [[17.30|!time of day]]. Spørgsmål kan rettes til Budgetkontoret på tlf. [[43 00 00 00|!telephone number]]."),
        ("pagebreak",),
        ("h2", "Hvad er nettomerforbrug?"),
        ("p", "Et nettomerforbrug er forskellen mellem det, området bruger, og det, budgettet giver plads til, når indtægter som statens refusion er trukket fra. Et minus betyder, at der bliver penge til overs. "
              "Beløbene er udvalgets egne skøn på opgørelsestidspunktet og ændrer sig gennem året, efterhånden som nye sager kommer til og gamle lukkes."),
        ("h2", "Opdatering: tredje opfølgning i 2024"),
        ("p", "Siden er billedet blevet mørkere. Ved den tredje opfølgning i 2024 ventede kommunen et nettomerforbrug på "
              "[[28,0 mio. kr.|deficit;253;28000000;2024;forecast]] til anbringelser og forebyggelse. Anbringelser står for [[19,2 mio. kr.|deficit;253;19200000;2024;forecast;pt=total;acc.dims.placement_type=null;acc.period=null]] "
              "og forebyggende indsatser for [[8,8 mio. kr.|deficit;253;8800000;2024;forecast;acc.period=null]]"),
        ("p", "Dertil kommer tabt arbejdsfortjeneste til forældre, der passer et barn hjemme. Her ventes et merforbrug på [[11,0 mio. kr.|deficit;253;11000000;2024;forecast;acc.period=null]] "
              "Efterværn kan gives til unge i alderen [[18-22|!age of target group]] år."),
        ("p", "Folketallet var [[53.424|!population, no indicator]] pr. [[1. januar 2025|!date]]. Områderne følges igen ved den første opfølgning i 2025."),
    ])

# 6 ---------------------------------------------------------------------------------------------------------------
doc(
    "greve-2023-sagsbehandler.html", engine="html", municipality="253", date=(2023, 5, 15), evidence="real",
    title="Skal bevillingen til en ekstra sagsbehandler forlænges?",
    source="Greve Kommune, Social- og Handicapudvalget: Forlængelse af midlertidig bevilling til ekstra sagsbehandler i myndighedsfunktionen på det specialiserede voksenområde, 2023",
    note="Voksenområdet. Sagerne i alt og sagsbehandlingstider er ikke nøgletal i kataloget. Henvisningerne under Læs mere gengiver tal fra de øvrige eksempler",
    head="Greve Kommune", crumbs=["Forside", "Om kommunen", "Dagsordener", "Social- og Handicapudvalget"],
    blocks=[
        ("h1", "Skal bevillingen til en ekstra sagsbehandler forlænges?"),
        ("h2", "Resume"),
        ("p", "Byrådet skal tage stilling til, om der skal laves et budgetforslag om den ekstra sagsbehandler på det specialiserede voksenområde. Bevillingen ophører ved udgangen af [[2023|!date]]."),
        ("h2", "Sagstallet"),
        ("p", "Sagstallet er kun opgjort systematisk siden sommeren 2022."),
        ("table", dict(caption="Sager i myndighedsfunktionen", cols=["Dato", "Sager i alt", "Sager pr. rådgiver"], style="ruled", rows=[
            ["08-06-2022", "[[560|!total number of cases, no indicator]]", "[[53,1|caseload;253;53.1;2022-06-08;actual;acc.period=2022,2022-06]]"],
            ["21-12-2022", "[[582|!total number of cases, no indicator]]", "[[55,2|caseload;253;55.2;2022-12-21;actual;acc.period=2022,2022-12]]"],
            ["10-03-2023", "[[603|!total number of cases, no indicator]]", "[[57,2|caseload;253;57.2;2023-03-10;actual;acc.period=2023,2023-03]]"],
        ])),
        ("p", "På [[ni|!duration]] måneder har hver rådgiver altså i snit fået [[fire|caseload;253;4;2022-06/2023-03;actual;stat=change;acc.period=2022/2023,null,2022-06-08/2023-03-10;acc.statistic=mean]] sager mere. "
              "Fagforeningens vejledende tal er ca. [[55-70|caseload;DK;55..70;-;norm;~]] sager på voksenhandicapområdet og ca. [[50-65|caseload;DK;50..65;-;norm;~]] i voksenpsykiatrien."),
        ("p", "Støtte i hjemmet efter § [[85|!law paragraph]] skal bevilges inden [[8|!processing time, no indicator]] uger. Fristen blev holdt i 48 % af de afgjorte sager."),
        ("h2", "Hvad tidligere investeringer har givet"),
        ("p", "Siden 2019 er [[tre|staff;253;3;-;actual;stat=change;unit=FTE;acc.period=2019,2021,2019/2021;acc.status=budget;acc.dims.profession=caseworker]] årsværk kommet til som en investering på "
              "[[1,5 mio. kr.|investment;253;1500000;-;budget;acc.status=actual;acc.period=2019,2021,2019/2021]] om året. Prisforhandling og tæt opfølgning har i [[17|!count of cases, no indicator]] sager sparet "
              "[[2,6 mio. kr.|saving;253;2600000;2022;actual]] i 2022 og ventes at spare [[3,9 mio. kr.|saving;253;3900000;2023;forecast;acc.status=actual]] i 2023."),
        ("p", "Alligevel fik området tillægsbevillinger på hhv. [[7,8 mio. kr.|budget;253;7800000;2021;budget;stat=change;acc.indicator=deficit;acc.statistic=level;acc.status=actual]] i 2021 og "
              "[[18,2 mio. kr.|budget;253;18200000;2022;budget;stat=change;acc.indicator=deficit;acc.statistic=level;acc.status=actual]] i 2022. For 2023 tegner der sig et hul på cirka "
              "[[20-22 mio. kr.|deficit;253;20000000..22000000;2023;forecast;~]]"),
        ("h2", "Økonomi"),
        ("p", "En forlængelse koster [[0,5 mio. kr.|investment;253;500000;-;target;acc.status=forecast;acc.period=2024,2024/2027]] om året. Uden stillingen ville hver rådgiver have haft flere sager; "
              "sagstallet er [[10 %|caseload;253;-10;-;actual;stat=change;acc.period=2022/2023,2023]] lavere, end det ellers havde været."),
        ("teasers", "Læs mere", [
            "Ny landsundersøgelse: [[31|!teaser]] sager pr. sagsbehandler på børneområdet",
            "Anbragte børn og unge: [[13.823|!teaser]] ved udgangen af 2018",
        ]),
    ])

# 7 ---------------------------------------------------------------------------------------------------------------
R2 = ["2022", "2025", "2022/2025"]


def botilbud(label, cells):
    """Two rows of the table of Greve's expensive services: volume (no indicator) and mean price in 1.000 kr."""
    spec = ["unit_cost;253;{v};{p};actual;item=%s;acc.statistic=level" % label, "unit_cost;253;{v};{p};forecast;item=%s;acc.statistic=level" % label]
    r = row(label, cells[:2], spec, R2, 1000)
    pct = cells[2]
    return r + ["[[%s|unit_cost;253;%s;2022/2025;forecast;stat=change;item=%s;acc.status=actual]]" % (pct, da(pct), label)]


doc(
    "greve-2025-handleplan.pdf", engine="typst", municipality="253", date=(2025, 9, 30), evidence="real",
    title="Handleplan på det specialiserede voksenområde: status for efteråret 2025",
    source="Greve Kommune, Social- og Handicapudvalget: Handleplan på det specialiserede voksenområde – status 2 2025; Byrådet: Budgetopfølgning 0 (2025); Social- og Handicapudvalget: Orientering om handleplan for bæredygtig faglig og økonomisk udvikling på det specialiserede voksenområde, 2022",
    note="Merforbruget på 28,0 mio. kr. gentages fra greve-2024-budgetopfoelgning.pdf. Helårspersoner er ikke et nøgletal i kataloget",
    head="Greve Kommune",
    blocks=[
        ("h1", "Handleplan på det specialiserede voksenområde: status for efteråret 2025"),
        ("p", "Udvalget vedtog den [[9. januar 2023|!date]] en plan med [[15|!count of measures in a plan]] indsatser. Planen er siden udvidet; [[14|!count of measures in a plan]] indsatser er afsluttet eller foreslås afsluttet. "
              "Status gives [[tre gange|!reporting to committees]] om året sammen med budgetopfølgningerne."),
        ("h2", "Priserne driver udgifterne"),
        ("p", "Siden 2022 er antallet af helårspersoner i botilbud kun vokset med [[2 %|!service volume, no indicator]], mens udgifterne er steget med "
              "[[22 %|expenditure;253;22;2022/2025;actual;stat=change;acc.status=forecast;acc.period=null]]. I samme periode steg priser og lønninger ca. [[11 %|!price and wage index, no indicator]]."),
        ("table", dict(caption="Gennemsnitspris pr. helårsperson, 1.000 kr.", cols=["Botilbud", "Regnskab 2022", "Forventet 2025", "Ændring"], style="half", rows=[
            botilbud("Afløsning og aflastning", ["401", "642", "60 %"]),
            botilbud("Midlertidige botilbud", ["872", "1.072", "23 %"]),
            botilbud("Længerevarende botilbud", ["1.834", "1.764", "-4 %"]),
            botilbud("Botilbudslignende tilbud", ["1.024", "1.256", "23 %"]),
        ])),
        ("table", dict(caption="Udgifter i alt, mio. kr.", cols=["", "Regnskab 2022", "Regnskab 2023", "Forventet 2025"], style="half", bold=[], rows=[
            row("Botilbud i alt", ["172,1", "189,5", "210,5"],
                ["expenditure;253;{v};{p};actual;item=Botilbud i alt"] * 2 + ["expenditure;253;{v};{p};forecast;item=Botilbud i alt"], ["2022", "2023", "2025"], 1e6),
        ])),
        ("p", "Greve Kommune er ikke alene. Fra 2018 til 2020 steg alle kommuners udgifter til det specialiserede socialområde med [[2,5 mia. kr.|expenditure;DK;2500000000;2018/2020;actual;stat=change]], og fra 2020 til 2021 kom yderligere "
              "[[1,6 mia. kr.|expenditure;DK;1600000000;2020/2021;actual;stat=change]] til."),
        ("h2", "Sammenhæng med børneområdet"),
        ("p", "Presset begynder ikke i voksenlivet. Som nævnt i årets første sag om økonomien ventedes der i 2024 et nettomerforbrug på [[28,0 mio. kr.|deficit;253;28000000;2024;forecast]] "
              "til anbringelser og forebyggelse for børn og unge. Mange af de unge vil få brug for hjælp, når de fylder [[18|!age]] år."),
        ("p", "Budgettet for 2023-26 rummede en besparelse på [[1,5 mio. kr.|saving;253;1500000;2023/2026;budget;acc.period=2023,null,2024;acc.status=actual,target,forecast]], som blev begrundet med handleplanen. "
              "Den er fuldt udmøntet fra [[2024|!date]]."),
        ("h2", "Boliger"),
        ("p", "Omdannelsen af [[fire|!count of dwellings]] boliger efter servicelovens § [[107|!law paragraph]] er gennemført. To andre byggesager er forsinket, den ene [[4-6|!delay in months]] og den anden ca. [[9|!delay in months]] måneder."),
    ])

# 8 ---------------------------------------------------------------------------------------------------------------
N2 = ["2017", "2018"]
_nk = "notifications;DK;{v};{p};actual;unit=persons;item=%s"
doc(
    "langeland-2018-underretninger.pdf", engine="typst", municipality="482", date=(2019, 8, 20), evidence="real",
    title="Årlig redegørelse om underretninger 2018",
    source="Danmarks Statistik, Underretninger om børn og unge 2018 (NYT, cid=30182) og 2019 (NYT, cid=30802); Social- og Boligstyrelsens vidensportal, Omfang; Ekstra Bladet, Langeland topper listen over kommuner med flest underretninger, 2019",
    note="Rækken seks eller flere er beregnet som forskellen mellem i alt og de øvrige rækker",
    head="Langeland Kommune · Familieafdelingen",
    blocks=[
        ("h1", "Årlig redegørelse om underretninger 2018"),
        ("meta", ["[[20. august 2019|!date]]", "Journalnr. [[27.24.00-K07-2-19|!case number]]"]),
        ("h2", "Langeland"),
        ("p", "Langeland Kommune modtog [[422|notifications;482;422;2018;actual]] underretninger i 2018 mod [[211|notifications;482;211;2016;actual]] to år tidligere, altså en fordobling. "
              "Set i forhold til børnetallet ligger kommunen øverst i landet med [[23,9|!notifications per 100 inhabitants, rate]] underretninger pr. [[100|!denominator of a rate]] børn og unge."),
        ("p", "Forvaltningen læser tallet som et tegn på, at fagfolk og borgere er blevet bedre til at sige til. Ansatte i skoler og dagtilbud har skærpet underretningspligt efter servicelovens § [[153|!law paragraph]]."),
        ("h2", "Hele landet"),
        ("p", "Landets kommuner fik tilsammen [[127.182|notifications;DK;127182;2018;actual]] underretninger i 2018, hvilket er [[7 pct.|notifications;DK;7;2017/2018;actual;stat=change]] flere end året før. "
              "De drejede sig om [[75.019|notifications;DK;75019;2018;actual;unit=persons;item=børn]] børn. Om "
              "[[to tredjedele|notifications;DK;66.7;2018;actual;stat=share;item=én underretning]] af børnene kom der kun én henvendelse i årets løb, mens "
              "[[34 pct.|notifications;DK;34;2018;actual;stat=share;item=mindst to underretninger]] blev omtalt mindst to gange."),
        ("table", dict(caption="Tabel 1. Børn fordelt efter antal underretninger i året, hele landet", cols=["Antal underretninger"] + N2, style="half", bold=[6],
                       sums=[([0, 1, 2, 3, 4, 5], 6)], rows=[
            row("Én", ["46.781", "49.644"], _nk % "én underretning", N2),
            row("To", ["13.191", "14.017"], _nk % "to underretninger", N2),
            row("Tre", ["5.013", "5.412"], _nk % "tre underretninger", N2),
            row("Fire", ["2.367", "2.591"], _nk % "fire underretninger", N2),
            row("Fem", ["1.234", "1.357"], _nk % "fem underretninger", N2),
            row("Seks eller flere", ["1.806", "1.998"], _nk % "seks eller flere underretninger", N2),
            row("I alt", ["70.392", "75.019"], _nk % "børn i alt", N2),
        ])),
        ("p", "Børn med mere end én underretning talte [[23.611|notifications;DK;23611;2017;actual;unit=persons;item=mere end én underretning]] i 2017 og "
              "[[25.375|notifications;DK;25375;2018;actual;unit=persons;item=mere end én underretning]] i 2018."),
        ("pagebreak",),
        ("h2", "Udviklingen over tid"),
        ("p", "Da den landsdækkende statistik blev udgivet første gang for 2015, var der registreret [[97.288|notifications;DK;97288;2015;actual]] underretninger om "
              "[[58.987|notifications;DK;58987;2015;actual;unit=persons;item=børn]] børn og unge. Siden er begge tal vokset hvert år. Det største spring kom fra 2016 til 2017, da der blev registreret "
              "[[13.107|notifications;DK;13107;2016/2017;actual;stat=change]] flere underretninger."),
        ("p", "Forskellene mellem kommunerne er store. Efter Langeland følger Lolland med [[20,5|!notifications per 100 inhabitants, rate]] og Halsnæs med [[19,0|!notifications per 100 inhabitants, rate]] underretninger "
              "pr. [[100|!denominator of a rate]] børn, mens Vallensbæk med [[4,1|!notifications per 100 inhabitants, rate]] ligger lavest. Landsgennemsnittet er [[11,1|!notifications per 100 inhabitants, rate]]. "
              "Det samme barn kan være omtalt flere gange, så tallene siger ikke, hvor mange børn det drejer sig om."),
        ("h2", "Det videre arbejde"),
        ("ul", [
            "Alle nye underretninger vurderes inden for [[24|!legal deadline]] timer.",
            "Akutte sager meldes på vagttelefonen, [[63 00 00 00|!telephone number]].",
            "Redegørelsen for [[2019|!date]] lægges frem i foråret. Skoleåret [[2018/19|!school year]] behandles særskilt.",
        ]),
    ])

# 9 ---------------------------------------------------------------------------------------------------------------
doc(
    "langeland-2019-opnormering.txt", engine="txt", municipality="482", date=(2019, 3, 5), evidence="real",
    title="Flere socialrådgivere i familieafdelingen",
    source="Fyns Amts Avis (fyens.dk), 50 procent flere socialrådgivere: Langeland skal nu på forkant med støt stigende sociale sager, marts 2019; Ekstra Bladet 2019",
    note="Prisen på stillingerne er ikke kendt og er udeladt, så teksten har en post uden tal",
    head="Langeland Kommune",
    blocks=[
        ("h1", "Flere socialrådgivere i familieafdelingen"),
        ("meta", ["Dagsordenspunkt [[11|!list item number]] · Lærings-, Social- og Kulturudvalget · marts 2019"]),
        ("h2", "Baggrund"),
        ("p", "Langeland Kommunes familieafdeling i Rudkøbing har [[seks|staff;482;6;-;actual;pr=caseworker;acc.period=2019-03,2019]] sagsbehandlere. De har i gennemsnit [[51|caseload;482;51;-;actual;acc.period=2019-03,2019]] sager hver, "
              "og enkelte er oppe på mere end [[70|caseload;482;70;-;actual;stat=max;~;acc.period=2019-03,2019]]. Normalt anbefales [[25-30|caseload;DK;25..30;-;norm]] sager pr. medarbejder. "
              "Antallet af underretninger er fordoblet fra 2016 til 2018."),
        ("h2", "Forslag"),
        ("p", "Det foreslås at ansætte [[tre|staff;482;3;-;target;stat=change;pr=social_worker;acc.dims.profession=caseworker,null]] socialrådgivere mere, så afdelingen vokser med "
              "[[50 procent|staff;482;50;-;target;stat=change;acc.dims.profession=caseworker,social_worker]]. Lønudgiften er opgjort til ca. [[|!lost digits]]kr. om året."),
        ("p", "Hensigten er at komme ind i familierne, mens vanskelighederne endnu er små. I dag er afdelingen på bagkant, og det bliver dyrere, jo længere der ventes."),
        ("h2", "Indstilling"),
        ("p", "Udvalget anbefaler kommunalbestyrelsen at godkende opnormeringen. Stillingerne slås op, når kommunalbestyrelsen har behandlet sagen på sit møde kl. [[18|!time of day]]."),
    ])

# 10 --------------------------------------------------------------------------------------------------------------
doc(
    "esbjerg-2014-opnormering.docx", engine="docx", municipality="561", date=(2014, 9, 1), evidence="real",
    title="Færre sager pr. socialrådgiver i Familierådgivningen",
    source="Dansk Socialrådgiverforening, Esbjerg har opnormeret med 12 socialrådgivere (socialraadgiverne.dk)",
    note="Kilden skriver 12 i overskriften og 12,5 i teksten; her gengives begge tal, så dokumentet modsiger sig selv",
    head="Esbjerg Kommune · Familierådgivningen",
    blocks=[
        ("h1", "Færre sager pr. socialrådgiver i Familierådgivningen"),
        ("meta", ["Notat til Børn & Familieudvalget, [[september 2014|!date]]", "CVR [[00 00 00 00|!company number]]"]),
        ("h2", "Kort fortalt"),
        ("p", "Familierådgivningen i Esbjerg Kommune er styrket med [[12|staff;561;12;-;actual;stat=change;pr=social_worker;acc.period=2014]] socialrådgivere. Tidligere kunne en rådgiver sidde med op til "
              "[[80|caseload;561;80;-;actual;stat=max]] sager; nu er gennemsnittet [[37|caseload;561;37;2014-09;actual;acc.period=2014,null]]."),
        ("h2", "Fra kritik til flere hænder"),
        ("p", "I 2012 gennemgik Ankestyrelsen [[100|!count of reviewed cases, no indicator]] børnesager fra kommunen og fandt fejl i [[77|!count of reviewed cases, no indicator]] af dem. Ledelsen foreslog derefter et mål om "
              "[[37|caseload;561;37;-;target]] sager pr. socialrådgiver. Til sammenligning var fagforeningens vejledende sagstal [[35|caseload;DK;35;-;norm]] børnesager."),
        ("p", "Målet krævede, at der fra 2014 blev ansat [[12,5|staff;561;12.5;2014;target;stat=change;pr=social_worker;acc.status=actual,budget]] socialrådgivere, "
              "[[to|staff;561;2;-;target;stat=change;item=administrative medarbejdere;acc.period=2014;acc.status=actual,budget]] administrative medarbejdere og en fagkoordinator."),
        ("table", dict(caption="Sager pr. socialrådgiver", cols=["", "Sager"], style="ruled", rows=[
            ["Før, højeste antal", "[[80|caseload;561;80;-;actual;stat=max]]"],
            ["Mål for omlægningen", "[[37|caseload;561;37;-;target]]"],
            ["Vejledende sagstal (DS)", "[[35|caseload;DK;35;-;norm]]"],
        ])),
        ("p", "Kontoret holder til på [[2.|!floor of a building]] sal og har åbent kl. [[9-15|!opening hours]]."),
    ])

# 11 --------------------------------------------------------------------------------------------------------------
L2 = ["2016", "2019"]
doc(
    "alleroed-2020-evaluering.pdf", engine="typst", municipality="201", date=(2020, 8, 10), evidence="real",
    title="Fire år med en tidligere indsats: hvad er der kommet ud af det?",
    source="Sjællandske Nyheder (sn.dk), Mere forebyggelse og færre anbringelser er en succes, 5. august 2020; Cevea, Ulighedens Danmarkskort 2017: Iværksatte anbringelser af børn",
    note="Beløbene er kildens runde tal: lige over 20 og omkring 12 mio. kr.",
    head="Allerød Kommune · Familier",
    blocks=[
        ("meta", ["Orientering til udvalget", "[[10. august 2020|!date]]"]),
        ("h1", "Fire år med en tidligere indsats: hvad er der kommet ud af det?"),
        ("p", "Allerød begyndte i [[2016|!date]] at arbejde efter elementer af Sverigesmodellen. En analyse fra i år viser, at pengene er flyttet fra anbringelser til forebyggelse."),
        ("h2", "Pengene er flyttet"),
        ("p", "I 2016 brugte kommunen lidt over [[20 mio. kr.|expenditure;201;20000000;2016;actual;~;pt=residential_home;item=opholdssteder]] på opholdssteder og "
              "[[12 mio. kr.|expenditure;201;12000000;2016;actual;item=forebyggende foranstaltninger]] på forebyggende foranstaltninger. Tre år senere var forholdet vendt om."),
        ("table", dict(caption="Forbrug, mio. kr. (afrundet)", cols=["Område"] + L2, style="borderless", rows=[
            row("Opholdssteder for børn og unge", ["20", "12"], "expenditure;201;{v};{p};actual;pt=residential_home;item=opholdssteder;acc.approx=true", L2, 1e6),
            row("Forebyggende foranstaltninger", ["12", "20"], "expenditure;201;{v};{p};actual;item=forebyggende foranstaltninger;acc.approx=true", L2, 1e6),
        ])),
        ("p", "Uden omlægningen ville kommunen efter analysens beregning bruge [[7,5 mio. kr.|saving;201;7500000;2020-08-10;actual;acc.period=2020,2020-08,2019,null;acc.status=forecast]] mere om året, end den gør i dag. "
              "De samlede udgifter til familieområdet er dog steget siden 2016, ligesom i resten af landet."),
        ("h2", "Få nye anbringelser"),
        ("p", "I 2016 blev der anbragt [[fem|placements;201;5;2016;actual;pt=total;acc.statistic=change;acc.dims.placement_type=null]] børn fra Allerød uden for hjemmet. I Lolland Kommune, der har omtrent lige så mange indbyggere, var tallet "
              "[[64|placements;360;64;2016;actual;pt=total;acc.statistic=change;acc.dims.placement_type=null]]. På landsplan blev [[2,6|!rate per 1,000 children]] ud af [[1.000|!denominator of a rate]] børn anbragt det år."),
        ("h2", "Næste skridt"),
        ("p", "Orienteringen behandles som punkt [[8|!list item number]] på udvalgets møde. Analysen er omtalt på side [[3|!page number]] i kommunens nyhedsbrev nr. [[14|!issue of a newsletter]]."),
    ])

# 12 --------------------------------------------------------------------------------------------------------------
doc(
    "nordfyn-2019-taskforce.html", engine="html", municipality="480", date=(2019, 11, 28), evidence="real",
    title="Task force skal rette op på børne- og ungeområdet",
    source="TV 2 Fyn, Nordfynske problemer på børn- og ungeområdet, november 2019",
    note="Henvisningerne under Andre nyheder gengiver tal fra de øvrige eksempler",
    head="Nordfyns Kommune", crumbs=["Forside", "Nyheder"],
    blocks=[
        ("h1", "Task force skal rette op på børne- og ungeområdet"),
        ("meta", ["Publiceret [[28-11-2019|!date]] kl. [[13:05|!time of day]]"]),
        ("p", "Nordfyns Kommune har bedt Socialstyrelsens task force om hjælp. Hver socialrådgiver har i gennemsnit ansvar for mere end [[60|caseload;480;60;-;actual;~;acc.period=2019,2019-11,2019-11-28;acc.statistic=min]] børnesager, "
              "og nogle sidder med op til [[70|caseload;480;70;-;actual;stat=max;acc.period=2019,2019-11,2019-11-28]]. Det er langt over de [[20 til 25|caseload;DK;20..25;-;norm]] sager, som fagforeningen anbefaler."),
        ("p", "En børnefaglig undersøgelse skal være færdig inden [[3|!legal deadline]] måneder, og den frist kan kun holdes, hvis der er hænder nok."),
        ("h2", "Kontakt"),
        ("p", "Familieafdelingen, tlf. [[64 00 00 00|!telephone number]], [[5450|!postal code]] Otterup."),
        ("teasers", "Andre nyheder", [
            "Langeland ansætter flere: [[51|!teaser]] sager i gennemsnit er for mange",
            "Esbjerg nåede ned på [[37|!teaser]] sager pr. socialrådgiver",
        ]),
    ])

# 13 --------------------------------------------------------------------------------------------------------------
doc(
    "hilleroed-2022-rekruttering.txt", engine="txt", municipality="219", date=(2022, 6, 15), evidence="real",
    title="Rekruttering i Familie, Unge og Handicap",
    source="Socialrådgiveren (Dansk Socialrådgiverforening), Mangel på socialrådgivere er en massiv udfordring, 2022",
    note="Næsten kun tal uden for kataloget: personaleomsætning, prognoser, ledige stillinger",
    head="Hillerød Kommune",
    blocks=[
        ("h1", "Rekruttering i Familie, Unge og Handicap"),
        ("p", "Notat til budgetforhandlingerne, juni 2022"),
        ("p", "Hillerød Kommunes afdeling har [[35|staff;219;35;-;actual;pr=social_worker;acc.period=2022,2022-06,2020]] socialrådgivere, og omsætningen er stor: I 2020 blev [[33 procent|!staff turnover, no indicator]] skiftet ud. "
              "I 2021 var det [[15,3 procent|!staff turnover, no indicator]], og i årets første fire måneder er det [[10,8 procent|!staff turnover, no indicator]]."),
        ("p", "Lige nu står [[fire|!vacancies, no staff counted]] stillinger tomme. På landsplan kan der i 2030 komme til at mangle mellem [[3.500 og 5.000|!forecast shortage, no staff of a service]] socialrådgivere, "
              "og optaget på uddannelsen er faldet med [[10 procent|!enrolment, no indicator]] siden 2019."),
        ("p", "Der er ikke opgjort noget sagstal pr. rådgiver i forbindelse med notatet."),
        ("p", "Spørgsmål: HR-kontoret, lokal [[4112|!telephone number]]."),
    ])

# 14 --------------------------------------------------------------------------------------------------------------
S = "survey_response;DK;{v};2019-03;actual;"


def q(slug, item, v, number=None, unit="municipalities", extra=""):
    """One answer of the union survey."""
    number = number or str(v)
    share = "stat=share" if any(c in number for c in "%/") or number.startswith("En ") else "unit=" + unit
    return "[[%s|survey_response;DK;%s;2019-03;actual;%s;q=%s;item=%s%s]]" % (number, v, share, slug, item, extra)


doc(
    "danmark-2019-spoergeskema.txt", engine="txt", municipality="DK", date=(2019, 4, 29), evidence="real",
    title="Spørgeskema om omlægning til tidlig indsats: hovedresultater",
    source="Dansk Socialrådgiverforening, Undersøgelse af kommunernes omstillinger til en tidlig og forebyggende indsats på børn, unge og familieområdet, 29. april 2019",
    note="Landsdækkende spørgeskema sendt ud i marts 2019; 63 svar i alt om familiehuse er summen af ja og nej",
    head="Sammendrag",
    blocks=[
        ("h1", "Spørgeskema om omlægning til tidlig indsats: hovedresultater"),
        ("meta", ["Undersøgelsen er lavet i marts 2019 af Dansk Socialrådgiverforening blandt landets kommuner."]),
        ("h2", "Hvem har svaret"),
        ("p", "Skemaet gik til [[to|!head count of recipients]] medlemmer i hver kommune. Der kom [[79|survey_response;DK;79;2019-03;actual;unit=responses;q=responses-received]] besvarelser, og de dækker "
              "[[65|survey_response;DK;65;2019-03;actual;unit=municipalities;q=municipalities-covered]] kommuner."),
        ("h2", "Har kommunen lagt om?"),
        ("p", q("restructured", "ja", 90, "90 %") + " af kommunerne er i gang eller færdige. Af de " + q("restructured", "har svaret", 63) + ", der svarede på spørgsmålet, sagde " +
              q("restructured", "ja", 57) + " ja og " + q("restructured", "nej", 6) + " nej. " +
              q("outreach-effort", "ja", 95, "95 %") + " har en fremskudt indsats, hvor skoler og dagtilbud kan få råd af en socialrådgiver."),
        ("table", dict(caption="Svar på de øvrige spørgsmål, antal kommuner", cols=["Spørgsmål", "Ja", "Nej", "Svar i alt"], style="txt", sums_rows=True, rows=[
            ["Fælles opsporingsmodel", q("common-detection-models", "ja", 42), q("common-detection-models", "nej", 13), q("common-detection-models", "har svaret", 55)],
            ["Tværgående ledelse", q("cross-sector-leadership", "ja", 43), q("cross-sector-leadership", "nej", 13), q("cross-sector-leadership", "har svaret", 56)],
            ["Nye tilbud", q("new-services", "ja", 46), q("new-services", "nej", 13), q("new-services", "har svaret", 59)],
            ["Lavere sagstal", q("caseload-reduced", "ja", 40), q("caseload-reduced", "nej", 20), q("caseload-reduced", "har svaret", 60)],
            ["Familiehus", q("family-house", "ja", 53), q("family-house", "nej", 10), q("family-house", "har svaret", 63)],
        ])),
        ("h2", "Sagstal"),
        ("p", "I " + q("caseload-average", "har svaret", 51) + " kommuner er det gennemsnitlige sagstal oplyst. Det svinger fra [[23|caseload;DK;23;2019-03;actual;stat=min]] til "
              "[[50|caseload;DK;50;2019-03;actual;stat=max]] sager pr. socialrådgiver, og gennemsnittet er [[32|caseload;DK;32;2019-03;actual]]. " +
              q("full-transition-high-caseload", "fuld omlægning og højt sagstal", 5) + " kommuner har lagt helt om og har alligevel et højt sagstal."),
        ("h2", "Arbejdsmiljø"),
        ("p", "Lidt mere end [[hver fjerde|survey_response;DK-group;25;2019-03;actual;stat=share;q=work-environment;item=forbedret;~;acc.municipality=DK]] i de omlagte kommuner mærker et bedre arbejdsmiljø, mens omkring "
              "[[halvdelen|survey_response;DK-group;50;2019-03;actual;stat=share;q=work-environment;item=uændret eller vanskeligt at vurdere;~;acc.municipality=DK]] ikke ser nogen ændring eller ikke kan vurdere det endnu."),
        ("h2", "Familiehuse"),
        ("p", q("family-house", "ja", 84, "84 %") + " af kommunerne har et familiehus. " + q("family-house-tasks-and-access", "behandling efter visitation", 33.3, "En tredjedel") + " (" +
              q("family-house-tasks-and-access", "behandling efter visitation", 17, unit="responses") + ") af beskrivelserne handler om behandling, som kræver visitation, og " +
              q("family-house-tasks-and-access", "blanding af visiteret og åbent tilbud", 66.7, "2/3") + " (" +
              q("family-house-tasks-and-access", "blanding af visiteret og åbent tilbud", 34, unit="responses") + ") om en blanding. Tilbud efter § [[11.3|!law paragraph]] og forløb efter [[52.3.3|!law paragraph]] nævnes begge."),
    ])

# 15 --------------------------------------------------------------------------------------------------------------
P2 = ["2011", "2018"]
P2E = ["2011-12-31", "2018-12-31"]


def _share(placement_type):
    """Columns 2011 and 2018 of a type's part of all placements."""
    return ["placements;DK;{v};{p};actual;stat=share;unit=percent;pt=%s;acc.period=%s" % (placement_type, y) for y in P2]


doc(
    "danmark-2018-anbringelser.pdf", engine="reportlab", municipality="DK", date=(2019, 6, 26), evidence="real",
    title="Anbragte børn og unge i tal 2018",
    source="Danmarks Statistik, Støtte til udsatte børn og unge 2018 (NYT, cid=28159); Kristeligt Dagblad/Ritzau, Fakta: Næsten 14.000 børn og unge er anbragt uden for hjemmet, januar 2020",
    note="Ritzaus antal er Danmarks Statistiks; gruppen øvrige er ikke opgjort og er udeladt",
    head="Landsoversigt",
    blocks=[
        ("h1", "Anbragte børn og unge i tal 2018"),
        ("p", "Oversigten samler de vigtigste landstal til brug for kommunernes egne opgørelser. Den bygger på Danmarks Statistiks registre."),
        ("h2", "Færre er anbragt"),
        ("p", "Ved udgangen af 2018 var [[13.823|placements;DK;13823;2018-12-31;actual;pt=total;acc.period=2018]] børn og unge anbragt uden for hjemmet. Det er [[191|placements;DK;-191;2017/2018;actual;stat=change;pt=total;acc.period=2018,2017-12-31/2018-12-31]] "
              "færre end året før. Siden 2011 er antallet faldet med [[8 pct.|placements;DK;-8;2011/2018;actual;stat=change;pt=total]] Andelen af alle [[0-22-årige|!age group]], der er anbragt, gik i de samme år fra "
              "[[0,96 pct.|placements;DK;0.96;2011;actual;stat=share]] til [[0,90 pct.|placements;DK;0.9;2018;actual;stat=share]]"),
        ("table", dict(caption="Tabel 1. Anbragte efter type, pct. af alle anbragte ultimo året", cols=["Type"] + P2, style="half", rows=[
            row("Familiepleje", ["52", "63"], _share("foster_family"), P2E),
            row("Døgninstitution", ["20", "17"], _share("institution"), P2E),
            row("Opholdssted", ["17", "14"], _share("residential_home"), P2E),
        ])),
        ("p", "I antal svarer det til [[8.703|placements;DK;8703;2018;actual;pt=foster_family;acc.period=2018-12-31]] i plejefamilie, [[2.366|placements;DK;2366;2018;actual;pt=institution;acc.period=2018-12-31]] på døgninstitution og "
              "[[1.921|placements;DK;1921;2018;actual;pt=residential_home;acc.period=2018-12-31]] på opholdssted i 2018."),
        ("h2", "Nye anbringelser"),
        ("p", "Kommunerne satte [[3.871|placements;DK;3871;2018;actual;acc.statistic=change;pt=total;acc.dims.placement_type=null]] nye anbringelser i gang i 2018 mod "
              "[[4.288|placements;DK;4288;2017;actual;acc.statistic=change;pt=total;acc.dims.placement_type=null]] i 2017, et fald på [[10 pct.|placements;DK;-10;2017/2018;actual;stat=change;pt=total;acc.dims.placement_type=null]] "
              "Uden samtykke var [[404|placements;DK;404;2018;actual;item=uden samtykke;acc.statistic=change;acc.dims.placement_type=total]] af dem."),
        ("p", "Kilde: Tabel [[BU01A|!table code]]. Tallene er hentet den [[26. juni 2019|!date]]. Oplysninger om forældrenes alder, [[15-49|!age group]] år, indgår ikke."),
    ])

# 16 --------------------------------------------------------------------------------------------------------------
doc(
    "herning-2017-evaluering.md", engine="md", municipality="657", date=(2017, 4, 3), evidence="real",
    title="Slutevaluering af Sverigesprojektet: hvad sparede vi?",
    source="KORA, Slutevaluering af Herning Kommunes Sverigesprogram, 2017, gengivet i Socialrådgiveren: Sverigesmodel gav store besparelser og færre klager; "
           "Herning Kommune, Sverigesprojektet. Projektbeskrivelse, december 2012",
    note="Målet på 4,5 mio. kr. gentages fra herning-2012-sverigesprojekt.docx",
    head="Herning Kommune",
    blocks=[
        ("h1", "Slutevaluering af Sverigesprojektet: hvad sparede vi?"),
        ("p", "Notat til Børne- og Familieudvalget, [[3. april 2017|!date]]"),
        ("p", "Rådgiverne i Sverigesteamet har haft højst mellem [[20 og 25|caseload;657;20..25;-;actual;stat=max;acc.statistic=mean;acc.period=2013/2015]] sager. "
              "Evalueringen viser, at Herning Kommune har sparet [[6,7 millioner kroner|saving;657;6700000;2013/2015;actual;item=anbringelser;acc.period=null,2015;acc.dims.placement_type=total]] på anbringelser fra 2013 til 2015."),
        ("p", "Institutionsanbringelserne alene blev over [[7,7 millioner kroner|saving;657;7700000;2013/2015;actual;pt=institution;~;acc.period=null,2015]] billigere i samme periode. "
              "Modsat steg udgifterne til eget værelse og kost- og efterskoler med knap [[en million kroner|expenditure;657;1000000;2013/2015;actual;stat=change;~;acc.period=null]]."),
        ("p", "Da projektet blev sat i gang, ventede kommunen en besparelse på [[4,5 mio. kr.|saving;657;4500000;2016;forecast;item=Anbringelser;acc.dims.placement_type=total]] i 2016."),
        ("p", "Se især side [[12|!page number]] og bilag [[3|!appendix number]] i evalueringen. Udvalget behandler notatet på møde nr. [[7|!list item number]]."),
    ])

# 17 --------------------------------------------------------------------------------------------------------------
B3 = ["2024", "2025", "2026"]
_inv = "investment;253;{v};{p};budget;item=%s;acc.indicator=budget"
doc(
    "greve-2024-businesscase.docx", engine="docx", municipality="253", date=(2024, 3, 1), evidence="real",
    title="Business case: hjælp tættere på børnenes hverdag",
    source="Greve Kommune, Skole-, Børne- og Ungeudvalget: Overblik over sager i 2024, implementering af anbefalinger i den specialpædagogiske analyse; Omlægning til flere og mere forebyggende indsatser, 2023; "
           "Social- og Handicapudvalget: Orientering om handleplan for bæredygtig faglig og økonomisk udvikling, 2022",
    note="Opstillingen som business case er vores; beløbene er udvalgets",
    head="Greve Kommune · Center for Børn & Familier",
    blocks=[
        ("h1", "Business case: hjælp tættere på børnenes hverdag"),
        ("meta", ["Version [[1.2|!document version]], [[1. marts 2024|!date]]", "Ansvarlig: Børneområdet, tlf. [[43 00 00 01|!telephone number]]"]),
        ("h2", "Idé"),
        ("p", "Byrådet har vedtaget en analyse med [[17|!count of recommendations]] anbefalinger. I Greve Kommune går [[6 %|segregation_rate;253;6;-;actual;stat=share;acc.period=2022]] af børnene i et specialiseret tilbud. "
              "Flere af dem skal kunne hjælpes dér, hvor de bor og går i skole."),
        ("p", "En udredning i PPR tager ca. [[20-30|!working hours, no indicator]] timer. Noget af den tid skal bruges hos børnene i stedet. Visitationsmøderne holdes derfor [[én gang halvårligt|!meeting frequency]] mod "
              "hver [[14.|!meeting frequency]] dag i dag."),
        ("h2", "Investering"),
        ("table", dict(caption="Afsatte midler i budgettet, mio. kr.", cols=["Formål"] + B3, style="ruled", bold=[], rows=[
            row("Gennemførelse af anbefalinger", ["2,0", "5,0", "5,0"], _inv % "Gennemførelse af anbefalinger", B3, 1e6),
            row("Fysiske læringsmiljøer", ["0,5", "2,0", "2,0"], _inv % "Fysiske læringsmiljøer", B3, 1e6),
        ])),
        ("p", "Til anbefalingerne er der altså afsat i alt [[12 mio. kr.|investment;253;12000000;2024/2026;budget;acc.indicator=budget;acc.period=null]] over tre år. I 2027 er der desuden "
              "[[1,5 mio. kr.|investment;253;1500000;2027;budget;item=Fysiske læringsmiljøer;acc.indicator=budget]] til læringsmiljøerne."),
        ("table", dict(caption="Midlerne i 2024, mio. kr.", cols=["Anbefaling", "Beløb"], style="ruled", bold=[4], sums=[([0, 1, 2, 3], 4)], rows=[
            row("Fælles børne- og ungesyn", ["0,2"], _inv % "Fælles børne- og ungesyn" + ";acc.status=target", B3, 1e6),
            row("Inkluderende dagbehandling", ["1,0"], _inv % "Inkluderende dagbehandling" + ";acc.status=target", B3, 1e6),
            row("Tidlig opsporing i dagtilbud", ["0,2"], _inv % "Tidlig opsporing i dagtilbud" + ";acc.status=target", B3, 1e6),
            row("Mellemformer", ["0,6"], _inv % "Mellemformer" + ";acc.status=target", B3, 1e6),
            row("I alt", ["2,0"], _inv % "I alt" + ";acc.status=target", B3, 1e6),
        ])),
        ("h2", "Gevinst"),
        ("p", "Målet er, at udgifterne til specialiserede tilbud over de følgende [[3|!duration]] år falder med mindst det samme beløb, som der er investeret. Beløbet er ikke fordelt på år."),
    ])

# 18 --------------------------------------------------------------------------------------------------------------


def s23(slug, item, v, number):
    """One answer of the 2023 survey, children and families."""
    share = "stat=share" if "procent" in number or "tredjedel" in number else "unit=responses"
    return "[[%s|survey_response;DK;%s;2023;actual;%s;q=%s;item=%s;acc.period=2023-03/2023-05,null]]" % (number, v, share, slug, item)


doc(
    "danmark-2023-sagstal.pdf", engine="typst", municipality="DK", date=(2023, 9, 1), evidence="real",
    title="Sagstal på børne- og familieområdet 2023",
    source="Dansk Socialrådgiverforening, Så mange sager har socialrådgiverne på de forskellige områder, 2023; DS' vejledende sagstal",
    note="Målt i foråret 2023; kilden oplyser ikke måneden",
    head="Sammendrag af en landsdækkende undersøgelse",
    blocks=[
        ("h1", "Sagstal på børne- og familieområdet 2023"),
        ("p", "I foråret 2023 spurgte Dansk Socialrådgiverforening sine tillidsrepræsentanter, hvor mange sager en socialrådgiver har. Der kom svar fra " +
              s23("responses-received", "tillidsrepræsentanter", 214, "214") + " tillidsrepræsentanter i " +
              "[[84|survey_response;DK;84;2023;actual;unit=municipalities;q=municipalities-covered;acc.period=2023-03/2023-05,null]] kommuner om [[13|!count of areas, no indicator]] forvaltningsområder. "
              "Her er hovedtallene for børn og familier."),
        ("h2", "Sagstallet falder stadig, men langsommere"),
        ("p", "En sagsbehandler har i gennemsnit [[31|caseload;DK;31;2023;actual;acc.period=2023-03/2023-05,null]] sager. Det er [[to|caseload;DK;-2;2019/2023;actual;stat=change;acc.statistic=mean;acc.period=2023]] færre end ved målingen i 2019 og lige over det "
              "vejledende sagstal på [[20-30|caseload;DK;20..30;-;norm]] sager. Selv mener tillidsrepræsentanterne, at [[24|caseload;DK;24;-;norm;acc.status=target,actual;acc.period=2023]] sager i gennemsnit ville være passende."),
        ("h2", "Mange arbejdspladser holder sig inden for det vejledende"),
        ("ul", [
            s23("caseload-too-high", "for højt", 82, "82 procent") + " vurderer, at sagstallet er for højt.",
            s23("within-recommended-caseload", "ja", 56, "56 procent") + " af arbejdspladserne overholder det vejledende sagstal, " + s23("within-recommended-caseload", "nej", 44, "44 procent") + " gør ikke.",
            s23("caseload-ceiling", "vedtaget loft", 33.3, "En tredjedel") + " (" + s23("caseload-ceiling", "vedtaget loft", 26, "26") + ") svarer, at ledelsen eller politikerne har vedtaget et loft. "
            "De fleste lofter ligger mellem [[20 og 30|caseload;DK-group;20..30;2023;actual;stat=max;acc.period=null;acc.municipality=DK;acc.status=target;optional]] sager.",
        ]),
        ("h2", "Når sagstallet skal være lavere"),
        ("p", "Nyansatte bør have færre sager i ca. [[6|!duration]] måneder, og det samme gælder medarbejdere på deltid. Se vejledningens side [[2|!page number]] eller ring på [[33 00 00 00|!telephone number]]."),
    ])

# 19 --------------------------------------------------------------------------------------------------------------
Y3 = ["2024", "2025", "2026"]
_kept = "investment;741;{v};{p};target;item=%s;acc.status=budget"

doc(
    "samsoe-2024-konstrueret.txt", engine="txt", municipality="741", date=(2024, 2, 1), evidence="constructed",
    title="Konstrueret eksempel: et notat, der modsiger sig selv",
    source="Ingen: alle tal er opdigtede",
    note="Fejlene er sat ind med vilje og står i planted.tsv; resten ligner fejl og er ingen",
    colophon=CONSTRUCTED,
    head="Samsø Kommune",
    blocks=[
        ("h1", "Konstrueret eksempel: et notat, der modsiger sig selv"),
        ("meta", ["Samsø Kommune", "Alle tal i dette dokument er opdigtede. Fejlene er sat ind med vilje og står i planted.tsv."]),
        ("h2", "Udgangspunktet"),
        ("p", "I dag har en rådgiver i gennemsnit [[36|caseload;741;36;-;actual;acc.period=2023,2024]] sager. Målet er et sagstal på [[25|caseload;741;25;-;target]] sager pr. rådgiver."),
        ("p", "I 2023 modtog kommunen [[148|notifications;741;148;2023;actual]] underretninger. I 2022 modtog kommunen [[131|notifications;741;131;2022;actual]] underretninger, "
              "heraf [[40|notifications;741;40;2022;actual;item=fra skoler]] underretninger fra skoler."),
        ("p", "Den 31. december 2023 var [[27|placements;741;27;2023-12-31;actual;pt=total]] børn anbragt: [[9|placements;741;9;2023-12-31;actual;pt=institution]] på institution, "
              "[[12|placements;741;12;2023-12-31;actual;pt=foster_family]] i plejefamilie og [[5|placements;741;5;2023-12-31;actual;pt=network_foster]] i netværkspleje."),
        ("p", "Antallet af anbragte børn faldt fra [[30|placements;741;30;2021;actual;pt=total]] i 2021 til [[27|placements;741;27;2023;actual;pt=total]] i 2023, "
              "svarende til et fald på [[15 %|placements;741;-15;2021/2023;actual;stat=change;pt=total]]."),
        ("h2", "Hvad der skal ske"),
        ("p", "Der ansættes [[3|staff;741;3;-;target;stat=change;pr=social_worker]] socialrådgivere til rådgivning af skoler og dagtilbud. "
              "Udgiften er [[1,8 mio. kr.|investment;741;1800000;-;target]]"),
        ("p", "Der ansættes [[2|staff;741;2;-;target;stat=change;pr=health_visitor]] sundhedsplejersker til sårbare gravide. Udgiften er [[1,2 mio. kr.|investment;741;1200000;-;target]]"),
        ("p", "Der ansættes [[4|staff;741;4;-;target;stat=change;pr=caseworker]] rådgivere, så sagstallet nedbringes til [[28|caseload;741;28;-;target]] sager pr. rådgiver."),
        ("p", "Der investeres ca. [[6,4 mio. kr.|investment;741;6400000;-;target;~]] i kompetenceudvikling."),
        ("h2", "Økonomi"),
        ("table", dict(caption="Nye stillinger", cols=["Tiltag", "Beløb i kr."], rows=[
            ["[[3|staff;741;3;-;target;stat=change;pr=social_worker]] socialrådgivere til skoler og dagtilbud",
             "[[1.500.000|investment;741;1500000;-;target;item=3 socialrådgivere til skoler og dagtilbud]]"],
            ["[[2|staff;741;2;-;target;stat=change;pr=health_visitor]] sundhedsplejersker til sårbare gravide",
             "[[1.200.000|investment;741;1200000;-;target;item=2 sundhedsplejersker til sårbare gravide]]"],
        ])),
        ("p", "Investeringen i kompetenceudvikling er [[6.380.651 kr.|investment;741;6380651;-;target]]"),
        ("table", dict(caption="Investering og besparelse i 1.000 kr.", cols=["", *Y3], rows=[
            row("Investering i rådgivere", ["2.000"] * 3, _kept % "Rådgivere", Y3, 1000),
            row("Investering i sundhedsplejersker", ["1.200"] * 3, _kept % "Sundhedsplejersker", Y3, 1000),
            row("Investering i alt", ["3.200", "3.100", "3.200"], _kept % "Investering i alt", Y3, 1000),
            row("Besparelse på anbringelser", ["-", "1.500", "4.000"], "saving;741;{v};{p};forecast;item=Besparelse på anbringelser", Y3, 1000),
            row("Samlet driftsændring", ["3.200", "1.600", "-600"], "net_change;741;{v};{p};forecast;item=Samlet driftsændring", Y3, 1000),
        ])),
    ])

# 20 --------------------------------------------------------------------------------------------------------------
doc(
    "samsoe-2024-konstrueret-regnskab.txt", engine="txt", municipality="741", date=(2024, 3, 1), evidence="constructed",
    title="Konstrueret eksempel: et regnskab, der modsiger et notat",
    source="Ingen: alle tal er opdigtede",
    note="Modsiger samsoe-2024-konstrueret.txt med vilje, se planted.tsv",
    colophon=CONSTRUCTED,
    head="Samsø Kommune",
    blocks=[
        ("h1", "Konstrueret eksempel: et regnskab, der modsiger et notat"),
        ("meta", ["Samsø Kommune", "Alle tal i dette dokument er opdigtede. Fejlene er sat ind med vilje og står i planted.tsv."]),
        ("h2", "Hvad der kom ud af 2023"),
        ("p", "Kommunen modtog [[162|notifications;741;162;2023;actual]] underretninger i 2023. Kommunen forventer at modtage [[150|notifications;741;150;2024;forecast]] underretninger i 2024."),
        ("p", "Pr. 1. januar 2024 var [[26|placements;741;26;2024-01-01;actual;pt=total]] børn anbragt."),
        ("p", "I 2022 modtog kommunen ca. [[130|notifications;741;130;2022;actual;~]] underretninger."),
        ("h2", "Andre kommuner"),
        ("p", "I et landsdækkende spørgeskema fra maj 2023 svarer [[22|survey_response;DK;22;2023-05;actual;unit=municipalities;q=restructured]] af "
              "[[25|survey_response;DK;25;2023-05;actual;unit=municipalities;q=restructured]] kommuner ([[76 %|survey_response;DK;76;2023-05;actual;stat=share;q=restructured]]), at de har omlagt indsatsen. "
              "I samme spørgeskema svarer [[20|survey_response;DK;20;2023-05;actual;unit=municipalities;q=fewer-cases]] af "
              "[[25|survey_response;DK;25;2023-05;actual;unit=municipalities;q=fewer-cases]] kommuner ([[80 %|survey_response;DK;80;2023-05;actual;stat=share;q=fewer-cases]]), at sagstallet er faldet."),
    ])
