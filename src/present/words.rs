//! Every word that a table, a report or a chart shows a person, in Danish and in English, in this one place.
//!
//! Takes a language, gives [`Words`]; a word missing in one language does not compile.

mod codes;
mod titles;

use std::borrow::Cow;

pub(super) use codes::{role, statistic};
pub(crate) use titles::column_with_time;
pub(super) use titles::{column, heading, place_name, row_name, table_title};

use super::Lang;
use crate::{
    comparison::{Aggregate, Empty, Names},
    decision::{Mark, Verdict},
    document::Outcome,
    figure::{Status, Unit},
    finding::danish_check,
    quantity,
};

/// The words of one language.
pub(super) struct Words {
    pub lang: &'static str,
    pub decimal: char,
    pub thousands: char,
    pub percent: &'static str,
    pub kroner: &'static str,
    pub million: &'static str,
    pub billion: &'static str,
    pub about: &'static str,
    pub min: &'static str,
    pub max: &'static str,
    pub undated: &'static str,
    pub months: [&'static str; 12],
    pub day_dot: &'static str,
    pub municipality: &'static str,
    pub now: &'static str,
    pub target: &'static str,
    pub norm: &'static str,
    pub share: &'static str,
    pub whole: &'static str,
    pub change: &'static str,
    pub percent_change: &'static str,
    pub added_staff: &'static str,
    pub expected: &'static str,
    pub also: &'static str,
    pub contradicts: &'static str,
    pub other_group: &'static str,
    pub further: &'static str,
    pub page: &'static str,
    pub sources: &'static str,
    pub documents: &'static str,
    pub read: &'static str,
    pub partly: &'static str,
    pub failed: &'static str,
    pub covered: &'static str,
    pub precision: &'static str,
    pub made_by: &'static str,
    pub made_again: &'static str,
    pub without_owner: &'static str,
    pub nothing: &'static str,
    pub by_year: &'static str,
    pub without_year: &'static str,
    pub overview: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub what_was_read: &'static str,
    pub reason: &'static str,
    pub document: &'static str,
    pub outcome: &'static str,
    pub rules: &'static str,
    pub close: &'static str,
    pub contents: &'static str,
    pub charts: &'static str,
    pub investment_and_saving: &'static str,
    pub how_to_read: &'static str,
    pub skip: &'static str,
    pub other_values: &'static str,
    pub verified: &'static str,
}

const DANISH: Words = Words {
    lang: "da",
    decimal: ',',
    thousands: '.',
    percent: "\u{a0}%",
    kroner: "kr.",
    million: "mio. kr.",
    billion: "mia. kr.",
    about: "ca.",
    min: "mindst",
    max: "højst",
    undated: "uden år",
    months: ["jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec."],
    day_dot: ".",
    municipality: "Kommune",
    now: "nu",
    target: "mål",
    norm: "norm",
    share: "andel",
    whole: "i alt",
    change: "ændring",
    percent_change: "ændring i procent",
    added_staff: "Nye stillinger",
    expected: "ventet",
    also: "også",
    contradicts: "modsagt af",
    other_group: "en anden gruppe",
    further: "til",
    page: "s.",
    sources: "Kilder",
    documents: "Dokumenter",
    read: "læst",
    partly: "delvist læst",
    failed: "ikke læst",
    covered: "Kommuner",
    precision: "Forventet præcision",
    made_by: "Lavet med",
    made_again: "Lav tabellen igen",
    without_owner: "tal er udeladt, fordi dokumentet ikke siger, hvem de handler om",
    nothing: "Intet fundet.",
    by_year: "år for år",
    without_year: "tal uden år er ikke med",
    overview: "Overblik",
    title: "Nøgletal om udsatte børn og unge",
    lead: "Tallene er læst ud af kommunernes egne dokumenter. Vælg et tal for at se sætningen, det står i.",
    what_was_read: "Hvad der er læst",
    reason: "Grund",
    document: "Dokument",
    outcome: "Resultat",
    rules: "Regler",
    close: "Luk",
    contents: "Indhold",
    charts: "Figurer",
    investment_and_saving: "Investering og besparelse",
    how_to_read: "Spænd og forbehold står, som dokumentet skriver dem. »Modsagt af« betyder, at et dokument siger noget andet om det samme. \
                  +n er flere tal om emnet; de står bag tallet.",
    skip: "Gå til tabellerne",
    other_values: "Flere tal om det samme",
    verified: "godkendt eller rettet af en person",
};

const ENGLISH: Words = Words {
    lang: "en",
    decimal: '.',
    thousands: ',',
    percent: "%",
    kroner: "kr.",
    million: "million kr.",
    billion: "billion kr.",
    about: "ca.",
    min: "at least",
    max: "at most",
    undated: "undated",
    months: ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
    day_dot: "",
    municipality: "Municipality",
    now: "now",
    target: "target",
    norm: "norm",
    share: "share",
    whole: "total",
    change: "change",
    percent_change: "percent change",
    added_staff: "Staff to be added",
    expected: "expected",
    also: "also",
    contradicts: "contradicted by",
    other_group: "another group",
    further: "more",
    page: "p.",
    sources: "Sources",
    documents: "Documents",
    read: "read",
    partly: "partly read",
    failed: "not read",
    covered: "Municipalities",
    precision: "Expected precision",
    made_by: "Made with",
    made_again: "Make the table again",
    without_owner: "figures are left out because the document does not say whom they are about",
    nothing: "Nothing found.",
    by_year: "by year",
    without_year: "figures without a year are left out",
    overview: "Overview",
    title: "Key figures about vulnerable children and young people",
    lead: "The figures are read out of the municipalities' own documents. Choose a number to see the sentence it stands in.",
    what_was_read: "What was read",
    reason: "Reason",
    document: "Document",
    outcome: "Outcome",
    rules: "Rules",
    close: "Close",
    contents: "Contents",
    charts: "Charts",
    investment_and_saving: "Investment and saving",
    how_to_read: "Ranges and hedges stand as the document writes them. “Contradicted by” means that a document says otherwise about the same thing. \
                  +n are more figures on the subject; they are behind the number.",
    skip: "Go to the tables",
    other_values: "More figures on the same",
    verified: "accepted or corrected by a person",
};

/// The words of a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Da => &DANISH,
        Lang::En => &ENGLISH,
    }
}

/// A status as a word behind a value.
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Actual => lang.pick("faktisk", "actual"),
        Status::Budget => lang.pick("budget", "budget"),
        Status::Forecast => lang.pick("prognose", "forecast"),
        Status::Target => lang.pick("mål", "target"),
        Status::Norm => lang.pick("norm", "norm"),
    }
}

/// What a number counts.
pub(super) fn unit(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Dkk => lang.pick("kr.", "kr."),
        Unit::CasesPerCaseworker => lang.pick("sager pr. rådgiver", "cases per caseworker"),
        Unit::Persons => lang.pick("personer", "persons"),
        Unit::Placements => lang.pick("anbringelser", "placements"),
        Unit::Measures => lang.pick("foranstaltninger", "measures"),
        Unit::Fte => lang.pick("årsværk", "FTE"),
        Unit::Percent => lang.pick("procent", "percent"),
        Unit::Notifications => lang.pick("underretninger", "notifications"),
        Unit::Days => lang.pick("dage", "days"),
        Unit::Weeks => lang.pick("uger", "weeks"),
        Unit::Months => lang.pick("måneder", "months"),
        Unit::PerYear => lang.pick("gange om året", "times a year"),
        Unit::Municipalities => lang.pick("kommuner", "municipalities"),
        Unit::Responses => lang.pick("svar", "answers"),
        Unit::DkkPerCase => lang.pick("kr. pr. sag", "kr. per case"),
        Unit::DkkPerDay => lang.pick("kr. pr. døgn", "kr. a day"),
        Unit::DkkPerMonth => lang.pick("kr. pr. måned", "kr. a month"),
        Unit::DkkPerInhabitant => lang.pick("kr. pr. indbygger", "kr. per inhabitant"),
        Unit::DkkPerFte => lang.pick("kr. pr. årsværk", "kr. per FTE"),
        Unit::Cases => lang.pick("sager", "cases"),
        Unit::Pupils => lang.pick("elever", "pupils"),
        Unit::FullYearPersons => lang.pick("helårspersoner", "full-year persons"),
        Unit::Count => lang.pick("antal", "count"),
    }
}

/// What a number measures by its own signs.
pub fn measure(measure: quantity::Measure, lang: Lang) -> &'static str {
    use quantity::Measure;
    match measure {
        Measure::Bare => lang.pick("et tal uden enhed", "a number without a unit"),
        Measure::Money => lang.pick("et beløb i kroner", "an amount in kroner"),
        Measure::Percent => lang.pick("en procentdel", "a percentage"),
        Measure::PercentPoint => lang.pick("procentpoint", "percentage points"),
        Measure::Days => lang.pick("et antal dage", "a number of days"),
        Measure::Weeks => lang.pick("et antal uger", "a number of weeks"),
        Measure::Months => lang.pick("et antal måneder", "a number of months"),
        Measure::PerYear => lang.pick("gange om året", "times a year"),
    }
}

/// Why a cell is empty.
pub(super) fn empty(reason: Empty, lang: Lang) -> &'static str {
    match reason {
        Empty::NotMentioned => lang.pick("ikke nævnt", "not mentioned"),
        Empty::WithoutDigits => lang.pick("nævnt, men uden tal", "mentioned, but without a number"),
        Empty::Contradicted => lang.pick("kilderne modsiger hinanden", "the sources contradict each other"),
        Empty::OutsideBreakdown => lang.pick("kun andre dele af opdelingen", "other parts of the breakdown only"),
        Empty::NotRead => lang.pick(
            "kun dokumenter, der ikke kunne læses, har kommunens navn",
            "only documents that could not be read have its name",
        ),
        Empty::DigitsLost => lang.pick("nævnt, men cifrene er gået tabt", "mentioned, but the digits were lost"),
        Empty::OutsidePeriod => lang.pick("kun andre år", "other years only"),
        Empty::OutsideStatus => lang.pick("kun med anden status", "other statuses only"),
        Empty::OutsideStatistic => lang.pick("kun andre opgørelser", "other statistics only"),
        Empty::ValueMissing => lang.pick("mangler en af værdierne", "one of the values is missing"),
        Empty::Incomparable => lang.pick("kan ikke sammenlignes", "not comparable"),
        Empty::OnlyParts => lang.pick("kun dele, intet samlet tal", "only parts, no total"),
        Empty::TooUncertain => lang.pick("kun for usikre tal", "too uncertain figures only"),
        Empty::Undated => lang.pick("tallets tid er ikke entydig", "the figure's time is not settled"),
        Empty::OtherAges => lang.pick("tallet gælder en anden aldersgruppe", "the figure is of another age group"),
        Empty::NoPopulation => lang.pick("intet folketal for tallets år", "no population for the figure's year"),
        Empty::NoPriceIndex => lang.pick("intet prisindeks for beløbets år", "no price index for the amount's year"),
        Empty::TypesMissing => lang.pick("ikke alle typer er kendt", "not all types are known"),
        Empty::NoNorm => lang.pick("ingen kendt norm på tallets tid", "no norm known at the figure's time"),
        Empty::NotReckoned => lang.pick("kan ikke beregnes", "cannot be reckoned"),
    }
}

/// What a statistic over the municipalities is called.
pub(super) fn aggregate(aggregate: Aggregate, lang: Lang) -> &'static str {
    match aggregate {
        Aggregate::Count => lang.pick("Antal kommuner", "Municipalities"),
        Aggregate::Minimum => lang.pick("Mindste", "Minimum"),
        Aggregate::LowerQuartile => lang.pick("Nedre kvartil", "Lower quartile"),
        Aggregate::Median => lang.pick("Median", "Median"),
        Aggregate::UpperQuartile => lang.pick("Øvre kvartil", "Upper quartile"),
        Aggregate::Maximum => lang.pick("Største", "Maximum"),
        Aggregate::Mean => lang.pick("Gennemsnit, uvægtet", "Mean, unweighted"),
        Aggregate::RatioOfSums => lang.pick("Forhold af summer", "Ratio of sums"),
    }
}

/// How a document ended.
pub fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let words = words(lang);
    match outcome {
        Outcome::Read => words.read,
        Outcome::Partly => words.partly,
        Outcome::Failed => words.failed,
    }
}

/// A check and how it came out: “summen af kolonnen: stemmer”.
pub fn check(name: &str, holds: bool, lang: Lang) -> String {
    let name = if lang.is_danish() { danish_check(name) } else { name };
    let outcome = if holds { lang.pick("stemmer", "holds") } else { lang.pick("stemmer ikke", "fails") };
    format!("{name}: {outcome}")
}

/// What was said of a figure.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Accept => lang.pick("godkendt", "accepted"),
        Verdict::Correct => lang.pick("rettet", "corrected"),
        Verdict::Reject => lang.pick("afvist", "rejected"),
        Verdict::Retire => lang.pick("trukket tilbage", "retired"),
    }
}

/// Who said what of a figure, when and why.
pub fn decided(mark: &Mark, lang: Lang) -> String {
    let by = lang.pick("af", "by");
    format!("{} {by} {} {}: {}", verdict(mark.verdict, lang), mark.name, mark.time.day(), mark.reason)
}

/// A confidence as a person would say it; 0.9 means that nine in ten such figures are right.
pub(super) fn confidence(confidence: f64, lang: Lang) -> &'static str {
    if confidence >= 0.9 {
        lang.pick("sikker", "sure")
    } else if confidence >= 0.7 {
        lang.pick("rimelig sikker", "fairly sure")
    } else if confidence >= 0.5 {
        lang.pick("usikker", "unsure")
    } else {
        lang.pick("meget usikker", "very unsure")
    }
}

/// A name in the language.
pub(crate) fn named(names: &Names, lang: Lang) -> &str {
    lang.pick(&names.da, &names.en)
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The value of a fixed dimension in words, a profession in the number that the value calls for; a document's own
/// words stay as they are.
pub(super) fn dimension<'a>(key: &str, value: &'a str, one: bool, lang: Lang) -> Cow<'a, str> {
    if key == "price_level" && value.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("{value}{}", lang.pick("-priser", " prices")).into();
    }
    let either = |da, en| Some(lang.pick(da, en));
    let known: Option<&'static str> = match (key, value) {
        ("placement_type", "institution") => either("institution", "institution"),
        ("placement_type", "foster_family") => either("plejefamilie", "foster family"),
        ("placement_type", "network_foster") => either("netværkspleje", "network foster care"),
        ("placement_type", "residential_home") => either("opholdssted", "residential home"),
        ("placement_type", "boarding_school") => either("kost- og efterskole", "boarding school"),
        ("placement_type", "own_room") => either("eget værelse", "own room"),
        ("placement_type", "disability_institution") => either("handicapinstitution", "disability institution"),
        ("forecast", "earlier") => either("tidligere prognose", "earlier forecast"),
        ("recurrence", "once") => either("engangsbeløb", "one-off"),
        ("recurrence", "yearly") => either("årligt", "a year"),
        ("recurrence", "accumulated") => either("over flere år", "over several years"),
        ("basis", "gross") => either("brutto", "gross"),
        ("basis", "net") => either("netto", "net"),
        ("price_level", "current") => either("løbende priser", "current prices"),
        ("price_level", "fixed") => either("faste priser", "fixed prices"),
        ("scenario", "children") => either("børnemodel", "children's model"),
        ("scenario", "youth") => either("ungemodel", "youth model"),
        ("profession", "caseworker") if one => either("rådgiver", "caseworker"),
        ("profession", "caseworker") => either("rådgivere", "caseworkers"),
        ("profession", "social_worker") if one => either("socialrådgiver", "social worker"),
        ("profession", "social_worker") => either("socialrådgivere", "social workers"),
        ("profession", "health_visitor") if one => either("sundhedsplejerske", "health visitor"),
        ("profession", "health_visitor") => either("sundhedsplejersker", "health visitors"),
        ("profession", "psychologist") if one => either("psykolog", "psychologist"),
        ("profession", "psychologist") => either("psykologer", "psychologists"),
        ("profession", "team_lead") if one => either("teamleder", "team lead"),
        ("profession", "team_lead") => either("teamledere", "team leads"),
        ("profession", "speech_therapist") if one => either("talepædagog", "speech therapist"),
        ("profession", "speech_therapist") => either("talepædagoger", "speech therapists"),
        _ => None,
    };
    known.unwrap_or(value).into()
}
