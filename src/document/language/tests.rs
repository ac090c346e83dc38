//! Which languages texts of our own making are taken to be in.

use super::*;

const DANISH_TEXT: &str = "Kommunen har de seneste år arbejdet med at nedbringe antallet af sager hos den enkelte \
    rådgiver, så der bliver mere tid til familierne. I dag har en rådgiver 32 sager, og det er målet, at tallet \
    kommer ned på 25, når omlægningen er gennemført. Det har vist sig, at børn og unge, som får hjælp tidligt, ikke \
    får brug for de mest indgribende foranstaltninger efter nogle år.";
const SWEDISH_TEXT: &str = "Kommunen har under de senaste åren arbetat med att minska antalet ärenden för varje \
    handläggare, så att det blir mer tid till familjerna. I dag har en handläggare 32 ärenden, och målet är att \
    antalet ska vara nere på 25 när omställningen är klar. Det har visat sig att barn och unga som får hjälp tidigt \
    inte behöver de mest ingripande insatserna efter några år.";
const BOKMAAL: &str = "Kommunen har de siste årene jobbet med å redusere antall saker for den enkelte \
    saksbehandleren, slik at det blir mer tid til familiene. I dag har en saksbehandler 32 saker, og målet er at \
    tallet skal ned til 25 når omleggingen er gjennomført. Det har vist seg at barn og unge som får hjelp tidlig, \
    ikke trenger de mest inngripende tiltakene etter noen år.";
const NYNORSK: &str = "Kommunen har dei siste åra arbeidd med å få ned talet på saker for kvar sakshandsamar, slik at \
    det blir meir tid til familiane. I dag har ein sakshandsamar 32 saker, og målet er at talet skal ned til 25 når \
    omlegginga er gjennomført. Det har vist seg at barn og unge som får hjelp tidleg, ikkje treng dei mest inngripande \
    tiltaka etter nokre år.";
const ENGLISH: &str = "In recent years the municipality has worked to reduce the number of cases for each social \
    worker, so that there is more time for the families. Today a social worker has 32 cases, and the aim is that the \
    number should be down to 25 when the change has been carried out. It has turned out that children who get help \
    early do not need the most intrusive measures after some years.";
const GERMAN: &str = "Die Gemeinde hat in den letzten Jahren daran gearbeitet, die Zahl der Fälle für jede Fachkraft zu \
    senken, damit mehr Zeit für die Familien bleibt. Heute hat eine Fachkraft 32 Fälle, und das Ziel ist, dass die Zahl \
    auf 25 sinkt, wenn die Umstellung abgeschlossen ist. Es hat sich gezeigt, dass Kinder, die früh Hilfe bekommen, \
    nach einigen Jahren nicht die schwersten Eingriffe brauchen.";

fn verdict(text: &str) -> Verdict {
    Counts::of(text).verdict()
}

#[test]
fn each_language_is_told_from_danish() {
    for (text, language) in [
        (SWEDISH_TEXT, Language::Swedish),
        (BOKMAAL, Language::Norwegian),
        (NYNORSK, Language::Norwegian),
        (ENGLISH, Language::English),
        (GERMAN, Language::German),
    ] {
        assert_eq!(verdict(text), Verdict::Foreign(language), "{text}");
    }
    assert_eq!(verdict(DANISH_TEXT), Verdict::Danish);
}

#[test]
fn danish_about_sweden_stays_danish() {
    let names = "Projektet er inspireret af Borås, hvor Göran Öberg og Åsa Lindström fra Socialtjänsten i Västra \
        Götaland fortalte om Barnahus och Familjehem. I Malmö, Göteborg og Jönköping har Stadsdelsförvaltningen og \
        Länsstyrelsen fulgt 32 familier. Mödravårdscentralen samarbejder med Förskolan Äpplet og Öppna Förskolan.";
    assert_ne!(verdict(names), Verdict::Foreign(Language::Swedish));
    let quote = format!(
        "{DANISH_TEXT} Som de siger i Borås: ”Vi vill att alla barn ska få det stöd som de behöver och inte mer än så.”"
    );
    assert_eq!(verdict(&quote), Verdict::Danish);
    let norse = format!(
        "{DANISH_TEXT} I Norge hedder det: ”Barnevernet skal sikre at barn får hjelp og omsorg til rett tid, og uten å vente.”"
    );
    assert_eq!(verdict(&norse), Verdict::Danish);
}

#[test]
fn tables_and_short_texts_are_in_no_known_language() {
    let table = "Anbringelser\t2018\t2019\t2020\n".to_owned() + &"Familiepleje\t12\t14\t9\n".repeat(40);
    assert_eq!(verdict(&table), Verdict::Unknown);
    assert_eq!(verdict("Innan barnet är två år"), Verdict::Unknown);
    assert_eq!(verdict(""), Verdict::Unknown);
}

/// Pages of a text that form feeds part.
fn pages_of(text: &str) -> Vec<Page> {
    super::super::pagination::pages(text)
}

#[test]
fn foreign_pages_are_found_and_named_with_the_tables_between_them() {
    let text = [DANISH_TEXT, SWEDISH_TEXT, "Antal\t2018\t12\t14", SWEDISH_TEXT, DANISH_TEXT, ENGLISH].join("\u{c}");
    let pages = pages_of(&text);
    let foreign = foreign(&text, &pages);
    let found: Vec<_> = foreign.iter().map(|one| (one.span == pages[1].span, one.language)).collect();
    let (swedish, english) = (Language::Swedish, Language::English);
    assert_eq!(found, [(true, swedish), (false, swedish), (false, swedish), (false, english)]);
    let said: Vec<String> = notices(&foreign, &pages).into_iter().map(|notice| notice.message).collect();
    assert!(
        said[0].starts_with("pages 2–4 are in Swedish:") && said[1].starts_with("page 6 is in English:"),
        "{said:?}"
    );
}

#[test]
fn a_quotation_makes_no_foreign_part_and_many_paragraphs_do() {
    let text = [DANISH_TEXT, SWEDISH_TEXT, DANISH_TEXT].join("\n\n");
    assert_eq!(foreign(&text, &[]), []);
    let text = [DANISH_TEXT, SWEDISH_TEXT, "Tabell 1", SWEDISH_TEXT, SWEDISH_TEXT, DANISH_TEXT].join("\n\n");
    let spans: Vec<&str> = foreign(&text, &[]).iter().map(|one| one.span.of(&text)).collect();
    assert_eq!(spans, [SWEDISH_TEXT, "Tabell 1", SWEDISH_TEXT, SWEDISH_TEXT]);
}

#[test]
fn short_norwegian_paragraphs_are_norwegian() {
    for text in [
        "Barnevernstjenesten i kommunen mottok 214 bekymringsmeldinger i fjor, og det er en økning på 12 prosent \
        fra året før. De fleste meldingene kom fra skole, barnehage og politi. Kommunen mener at økningen henger \
        sammen med bedre rutiner og mer opplæring av de ansatte.",
        "Antall barn med tiltak fra barnevernet var 1 230 ved utgangen av året. Av disse bodde 410 utenfor \
        hjemmet, de fleste i fosterhjem. Utgiftene per barn i fosterhjem var 560 000 kroner, mens \
        institusjonsplass kostet nesten tre ganger så mye. Målet er å redusere bruken av institusjon.",
        "Saksbehandlerne har i gjennomsnitt ansvar for 18 saker hver, noe som er over anbefalt nivå. \
        Kommunestyret vedtok derfor å styrke tjenesten med fire nye stillinger fra 2020, slik at hver ansatt får \
        bedre tid til oppfølging av barn og familier.",
    ] {
        assert_eq!(verdict(text), Verdict::Foreign(Language::Norwegian), "{text}");
    }
}
