//! Whom a figure is about: the municipality named nearest, not the document's author.
//!
//! Takes a text, gives every [`Mention`] of a municipality, of a group of them, of the country, of Sweden; and the
//! document's own municipality, where one stands out. A name that is also an everyday word counts only with a capital
//! inside a sentence, or before “Kommune”.

use std::{collections::HashSet, sync::LazyLock};

use super::MunicipalityCode;
use crate::{
    pattern::{Captures, Pattern, Regex, Words},
    reference::{Municipalities, Reference},
    span::Span,
};

/// A place that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where.
    pub span: Span,
    /// Which.
    pub code: MunicipalityCode,
    /// Whether “Kommune” or a mail address makes it certain.
    pub formal: bool,
}

/// Every municipality's names, and those of places abroad.
fn names() -> impl Iterator<Item = &'static str> {
    let data = &Reference::in_use().municipalities;
    let own = data.all().iter().flat_map(|one| {
        let formal = one.formal.split(' ').next().unwrap_or(one.name);
        [one.name, formal].into_iter().chain(one.others.iter().copied())
    });
    own.chain(data.foreign().iter().map(|one| one.name))
}

/// Where a name may stand: in every spelling, whatever follows it.
static WRITTEN: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Vec<String> = names().flat_map(spellings).map(|name| format!("{name}*")).collect();
    words.sort_unstable();
    words.dedup();
    Words::new(words.iter().map(String::as_str))
});

static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<String> = names().map(spelled).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    Regex::new(&format!(
        r"(?P<before>@|\bwww\.)?\b(?P<name>(?i:{}))(?P<genitive>(?i:s|'s|’s))?(?P<kommune>\s+(?i:(?:regions)?kommune(?:s|n|ns)?|byråd(?:s|et)?))?\b(?P<domain>\.dk)?",
        names.join("|")
    ))
    .expect("a pattern")
});

/// Every way to write a name: each å as å, as aa, and as an a under a ring.
fn spellings(name: &str) -> Vec<String> {
    let folded = name.to_lowercase().replace("aa", "å");
    folded.split('å').fold(Vec::new(), |written: Vec<String>, part| match written.as_slice() {
        [] => vec![part.to_owned()],
        _ => written.iter().flat_map(|one| ["å", "aa", "a\u{30a}"].map(|ring| format!("{one}{ring}{part}"))).collect(),
    })
}

/// A name with å and aa, composed and decomposed, alike.
fn spelled(name: &str) -> String {
    let folded = name.replace("aa", "å").replace("Aa", "Å");
    regex::escape(&folded).replace('å', "(?:å|aa|a\u{30a})").replace('Å', "(?:Å|Aa|A\u{30a}|AA)").replace(' ', r"\s+")
}

static GROUPS: Pattern = Pattern::new(
    r"(?xi)
          (?P<group> \b(?:de\s+(?:danske\s+)?kommuner,?\s+(?:der|som)\b | (?:flere|andre|nogle|mange|en\s+række)\s+(?:af\s+de\s+)?(?:danske\s+)?kommuner\b
                      | de\s+kommuner\b | nabokommuner(?:ne)?\b | de\s+(?:[5-9]|[1-8]\d|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten)\s+(?:andre\s+|øvrige\s+)?kommuner\b | regionens\s+(?:\d+\s+)?kommuner\b | i\s+region\s+(?:sjælland|hovedstaden|syddanmark|midtjylland|nordjylland)\b | kommuner,\s+(?:der|som)\b | (?:andre|øvrige)\s+kommuners?\b
                      | sammenlignings(?:kommuner(?:ne)?|gruppen)\b | partnerskabskommuner(?:ne)?\b) )
        | (?P<country> \b(?:landsgennemsnit\w* | landstal\w* | landsdækkende | danmarks\s+statistik | alle\s+kommuners | landsoversigt\w* | på\s+landsplan | i\s+hele\s+landet | hele\s+landet | nationalt | national\w*\s+gennemsnit\w*
                      | i\s+(?:hele\s+)?danmark\b | landets\s+kommuner | landet\s+(?:som\s+helhed|over|under\s+ét)\b | (?:(?:og|mod|mens|end)\s+|[,;(]\s*)(?P<bare>landet)\s+(?:på\s+)?\d | (?:i\s+)?resten\s+af\s+landet | landsbasis\b
                      | kommunerne\s+(?:under\s+ét|tilsammen|samlet\s+set)\b | kommunernes\s+(?:samlede\s+)?(?:udgifter|forbrug|budgetter|regnskaber)\b
                      | (?:gav|brugte|bruger|modtog|fik|anbragte|afsatte)\s+kommunerne\b | \bkommunerne\s+(?:gav|brugte|bruger|modtog|fik|anbragte|afsatte)\b | samtlige\s+(?:98\s+)?kommuner | danske\s+kommuner\s+(?:ligger|bruger|har|er|får|anbringer|i\s+gennemsnit)\b | alle\s+(?:landets\s+)?(?:98\s+)?kommuner\b | af\s+kommunerne\b
                      | finanslov\w* | regering(?:en)?s?\b | satspulje\w* | socialrådgiverforening\w* ) )
        | (?P<sweden> \bi\s+sverige\b | \bsverige\s+har\b | \bsvensk(?:e)?\s+(?:kommuner|kommune|socialrådgivere?|myndigheder|sagsbehandlere?|rådgivere?)\b | \bsvenskerne\b | \bsvensk\s+lov\w* )",
);

/// A preposition that opens a sentence: “I Skive er”.
static OPENING: Pattern = Pattern::new(r"(?:^|[\s(])(?:I|Hos|For|Fra|Af|Mens|Men|Og|Også|Både)$");
/// Behind a word that is no name: `Vejen frem`.
static ROAD: Pattern = Pattern::new(r"(?i)^\s+(?:frem|til|mod|ud|hen|hjem|er\s+lang)\b");

/// Behind a name at a sentence's beginning: whoever has so many is a place, `Odder har 26 sager`, `Skive: 31`.
static TELLS: Pattern = Pattern::new(
    r"(?i)^(?::|\s+(?:har|havde|ligger|lå|modtog|fik|bruger|brugte|ansatte|er\s+(?:nede|oppe))\b)\s*(?:[\p{L}.]+\s+){0,3}\d",
);

/// Every place that a text names, in order.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let data = &Reference::in_use().municipalities;
    let found: Vec<(Mention, bool)> = named(text).filter_map(|found| name(text, &found, data)).collect();
    // “Odder har 26 sager”: an everyday word at a sentence's beginning is the place that the text surely names elsewhere.
    let known: HashSet<MunicipalityCode> =
        found.iter().filter(|(_, sure)| *sure).map(|(mention, _)| mention.code.clone()).collect();
    let named = found.into_iter().filter(|(mention, sure)| *sure || known.contains(&mention.code));
    let mut out: Vec<Mention> = named.map(|(mention, _)| mention).collect();
    out.extend(GROUPS.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let code = if found.name("group").is_some() {
            MunicipalityCode::GROUP
        } else if found.name("country").is_some() {
            MunicipalityCode::DENMARK
        } else {
            MunicipalityCode::SWEDEN
        };
        // “samtlige kommuner” says whom a document is about; “serviceloven” does not.
        let formal = code == MunicipalityCode::DENMARK && whole.as_str().to_lowercase().contains("kommune");
        // “og landet på 5,3” names the country, “er landet på 20” does not.
        let name = found.name("bare").unwrap_or(whole);
        Some(Mention { span: Span::new(name.start(), name.end()), code, formal })
    }));
    out.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    // “i Sverige” is one mention, though both patterns find it.
    out.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    out
}

/// The names in a text, none inside another.
fn named(text: &str) -> impl Iterator<Item = Captures<'_>> {
    let mut starts: Vec<usize> = WRITTEN.find(text).into_iter().map(|(_, span)| span.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut done = 0;
    starts.into_iter().filter_map(move |start| {
        let ahead = ["@", "www."].iter().find(|ahead| text[..start].ends_with(**ahead)).map_or(0, |ahead| ahead.len());
        let found = NAMES.captures_here(text, start - ahead).filter(|_| start >= done)?;
        done = found.get(0)?.end();
        Some(found)
    })
}

/// The place that a name means, and whether it is sure to be one.
fn name(text: &str, found: &Captures<'_>, data: &Municipalities) -> Option<(Mention, bool)> {
    let whole = found.get(0)?;
    let written = found.name("name")?;
    let code = data.find(written.as_str())?;
    let address = found.name("domain").is_some() || found.name("before").is_some();
    let formal = address || found.name("kommune").is_some();
    let capital = written.as_str().starts_with(char::is_uppercase);
    let word = data.get(&code).is_some_and(|one| one.word);
    // “Vejen frem” at the start of a sentence is a road; a capital inside one is a name's: “havde Vejen”.
    let before = text[..written.start()].trim_end();
    let inside = (before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | '/' | '('))
        || OPENING.is_match(before))
        && before.len() < written.start()
        && !text[before.len()..written.start()].contains('\n');
    let sure = formal || capital && (!word || inside || TELLS.is_match(&text[whole.end()..]));
    let perhaps = capital && !ROAD.is_match(&text[whole.end()..]);
    // “Sverigesmodellen” and “Herning-modellen” are names of a way of working.
    let model = text[whole.end()..].starts_with(['-', '–'])
        && text[whole.end()..].chars().nth(1).is_some_and(char::is_lowercase);
    // A street or a surname: “Roskildevej” has no border here; “Lejre Hansen” has a name behind it.
    let mention = Mention { span: Span::new(written.start(), whole.end()), code, formal };
    ((sure || perhaps) && (address || !model)).then_some((mention, sure))
}

/// The own municipality of a document whose text begins at `body`: the one that its head names formally, or that is named clearly more often than any
/// other; `DK` for a document about all of them; `None` where none stands out.
pub(crate) fn of_document(body: usize, title: Span, mentions: &[Mention]) -> Option<MunicipalityCode> {
    let head = mentions
        .iter()
        .take_while(|mention| mention.span.start < body + HEAD)
        .filter(|mention| mention.formal && mention.code.is_municipality());
    let mut scores: Vec<(MunicipalityCode, u32)> = Vec::new();
    let mut add = |code: &MunicipalityCode, score: u32| match scores.iter_mut().find(|(known, _)| known == code) {
        Some((_, sum)) => *sum += score,
        None => scores.push((code.clone(), score)),
    };
    // A letterhead, the first municipality named and alone in its line, weighs more than whoever comes on the page.
    let alone =
        |index: usize| mentions.get(index + 1).is_none_or(|next| next.span.start - mentions[index].span.end > ALONE);
    let letterhead = mentions.iter().position(|mention| mention.formal && mention.code.is_municipality());
    let letterhead = letterhead.filter(|&index| alone(index) && mentions[index].span.start < body + TOP);
    letterhead.into_iter().for_each(|index| add(&mentions[index].code, 4));
    head.for_each(|mention| add(&mention.code, 2));
    // “Dragør: Børneområdet overskrider budgettet”: the one that the title names is whom the rest is about.
    let municipal = |mention: &&Mention| title.contains(mention.span) && mention.code.is_municipality();
    if let [only] = mentions.iter().filter(municipal).collect::<Vec<_>>().as_slice() {
        add(&only.code, 3);
    }
    for mention in mentions {
        let municipality = mention.code.is_municipality();
        if municipality || mention.code == MunicipalityCode::DENMARK && mention.formal {
            add(&mention.code, if municipality && mention.formal { 2 } else { 1 });
        }
    }
    // No municipality at all, and the country again and again: a document about the country.
    if scores.iter().all(|(code, _)| !code.is_municipality()) {
        let country = mentions.iter().filter(|mention| mention.code == MunicipalityCode::DENMARK).count();
        return (country >= 2).then_some(MunicipalityCode::DENMARK);
    }
    // The country named first, then several municipalities and none of them formally: they are its examples.
    let first = mentions.iter().find(|mention| mention.formal || mention.code.is_municipality());
    let country =
        first.is_some_and(|mention| mention.code == MunicipalityCode::DENMARK && mention.span.start < body + HEAD);
    let formal = mentions.iter().any(|mention| mention.formal && mention.code.is_municipality());
    if country && !formal && scores.len() > 3 {
        return Some(MunicipalityCode::DENMARK);
    }
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    match scores.as_slice() {
        [] => None,
        [(code, score)] => (*score >= 2).then(|| code.clone()),
        [(code, first), (_, second), ..] => (*first >= 2 && *first * 2 > *second * 3).then(|| code.clone()),
    }
}

/// How far from the next name a letterhead stands, in bytes.
const ALONE: usize = 25;

/// How far down a letterhead or a title stands, in bytes.
const TOP: usize = 250;

/// How long a document's head is, in bytes: letterhead, title and first lines.
pub(crate) const HEAD: usize = 1_500;

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        mentions(text).iter().map(|mention| mention.code.to_string()).collect()
    }

    #[test]
    fn names_in_text() {
        for (text, wanted) in [
            ("I Århus og A\u{30a}rhus Kommune", vec!["751", "751"]),
            ("Københavns Kommune har", vec!["101"]),
            ("BORNHOLMS REGIONSKOMMUNE", vec!["400"]),
            ("skriv til notat@roskilde.dk", vec!["265"]),
            ("Vejen frem er lang", vec![]),
            ("I Skive er det 24. Skive har længe haft 24. Odder vi videre", vec!["779", "779"]),
            ("sagstallet i Vejen er 30", vec!["575"]),
            ("Vejen Kommune vil", vec!["575"]),
            ("den nærmeste odder", vec![]),
            ("Hernings tal og Herning-modellen", vec!["657"]),
            ("i de kommuner, der har omlagt", vec!["DK-group"]),
            ("på landsplan er det", vec!["DK"]),
            ("Faxe har nu 4 konsulenter", vec!["320"]),
            ("Vejen har været lang", vec![]),
            ("i de 13 kommuner er det", vec!["DK-group"]),
            ("i Sverige og Borås", vec!["SE", "SE-1490"]),
            ("Sverigesmodellen virker", vec![]),
        ] {
            assert_eq!(codes(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_documents_own_municipality() {
        let of = |text: &str| {
            of_document(0, Span::new(0, text.find('\n').unwrap_or(0)), &mentions(text)).map(|code| code.to_string())
        };
        assert_eq!(of("Faxe Kommune\nStrategi\nSom i Hvidovre.").as_deref(), Some("320"));
        assert_eq!(of("Sammenligning af Viborg Kommune og Holstebro Kommune"), None);
        assert_eq!(of("Et notat uden afsender"), None);
        let compared = "Hjørring Kommune\nStatus\n\nTil sammenligning har Brønderslev Kommune 31 sager. 9800 Hjørring";
        assert_eq!(of(compared).as_deref(), Some("860"));
    }
}
