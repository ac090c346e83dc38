//! The language of a text: whether it is Danish, or which of its neighbours.
//!
//! Takes a document's text and pages, gives the stretches that are in another language. What tells them is the words
//! that every text is full of: “och” and “inte” are Swedish, “av” and “etter” without any “af” and “efter” are
//! Norwegian. Refuses to call anything foreign that has too few such words, as tables have, or that holds Danish ones:
//! a page that is wrongly called foreign loses its figures. (The common libraries go by letters: whatlang is sure that a
//! Danish paragraph full of Swedish names is Swedish.)

use std::{collections::HashMap, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{Page, PageNumber};
use crate::{notice::Notice, span::Span};

/// A language other than Danish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Swedish.
    Swedish,
    /// Norwegian, in either of its forms.
    Norwegian,
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    const ALL: [Language; 4] = [Language::Swedish, Language::Norwegian, Language::English, Language::German];

    /// Its bit in a word's languages; Danish has the lowest.
    fn bit(self) -> u8 {
        2 << self as u8
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::Swedish => "Swedish",
            Language::Norwegian => "Norwegian",
            Language::English => "English",
            Language::German => "German",
        })
    }
}

/// A stretch of a document that is not in Danish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    /// Where it stands: whole pages, or paragraphs where the format has no pages.
    pub span: Span,
    /// Its language.
    pub language: Language,
}

const DANISH: u8 = 1;
/// Every list holds what its language shares with the others: what only one of two lists has tells the two apart.
const LISTS: [(u8, &str); 5] = [
    (
        DANISH,
        "og at af i er det en til på som med for de den der har ikke et kan vil skal om ved fra efter eller men også \
         vi når blev bliver været være hvor hvis hvad mellem gennem uden mere flere nogle noget nogen ud op ned end \
         kun meget sig mig dig sin sit sine deres dem han hun jeg du man så nu igen havde haft gør gøre fået får må \
         år alle andre andet anden hver hvert denne dette disse samt både end over under mod hos inden indtil siden \
         børn unge således herunder blandt derfor dermed bør kunne skulle ville hvordan hvilke hvilken mange lave \
         ind nå vej selv samme første flest uge uger måned måneder sager sagen tidligere hjemmet kommunens \
         antal procent hjælp tiltag an is by to have die be it var gennemsnit",
    ),
    (
        2,
        "och att av i är det en till på som med för de den inte ett kan vill ska skall om vid från efter eller men \
         också vi när blev blir varit vara där vad mellan genom utan mer flera några något någon ut upp ner än bara \
         mycket sig mig dig sin sitt sina deras dem han hon jag du man så nu igen hade haft gör göra fått får måste \
         år alla andra annan varje denna detta dessa samt både över under mot hos inom innan sedan barn unga bland \
         därför bör kunna skulle hur vilka vilken många då även enligt eftersom finns var in åren två har ej antal procent hjälp",
    ),
    (
        4,
        "og at av i er det en til på som med for de den der har ikke et kan vil skal om ved fra etter eller men også \
         vi når ble blir vært være hvor hvis hva mellom gjennom uten mer flere noen noe ut opp ned enn bare mye seg \
         meg deg sin sitt sine deres dem han hun jeg du man så nå igjen hadde hatt gjør gjøre fått får må år alle \
         andre annet annen hver hvert denne dette disse samt både over under mot hos innen før siden barn unge blant \
         derfor bør kunne skulle ville hvordan hvilke hvilken mange å inn selv samme første uker måned måneder saker \
         barna hjemmet kommunens var bli gitt ta ikkje eg ein ei frå dei kva vera vart nokon noko meir berre gjer \
         blei vore kor korleis dette desse sjølv hjå antall prosent hjelp tiltak gjennomsnitt",
    ),
    (
        8,
        "the of and to in is that for with as on are by this was from which not an be have has it or their they we \
         were more than should will also between through would can could may other at been its these those there \
         who how when what all his her our into about such most each did does being both during after before",
    ),
    (
        16,
        "der die und das ist nicht mit von zu für auf ein eine den dem des sich wird werden auch bei nach oder als \
         durch aus wie noch nur im in es er sie wir man so am an um sind war wurde haben hat kann soll über unter \
         zum zur einer einem einen eines dass wenn aber sowie mehr sehr dieser diese dieses vor bis kinder",
    ),
];

/// The languages of each common word, as bits.
static COMMON: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut common = HashMap::new();
    for (bit, list) in LISTS {
        for word in list.split_whitespace() {
            *common.entry(word).or_default() |= bit;
        }
    }
    common
});
/// The longest of them, in bytes.
const LONGEST: usize = 12;

/// Whether a word in small letters is among the commonest of any of the languages.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains_key(word)
}

/// What the words of a text say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Danish,
    Foreign(Language),
    Unknown,
}

/// The common words of a text, by the languages that have them.
#[derive(Default)]
struct Counts {
    words: usize,
    /// How many there are of each set of languages.
    by_languages: [usize; 32],
    /// The different words that Danish lacks, each once.
    other: Vec<(&'static str, u8)>,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Counts::default();
        let mut small = String::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            counts.words += 1;
            if word.len() > LONGEST {
                continue;
            }
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            let Some((word, languages)) = COMMON.get_key_value(small.as_str()) else { continue };
            counts.by_languages[usize::from(*languages)] += 1;
            if languages & DANISH == 0 && !counts.other.contains(&(*word, *languages)) {
                counts.other.push((*word, *languages));
            }
        }
        counts
    }

    /// How many words one set has and another lacks.
    fn only(&self, with: u8, without: u8) -> usize {
        let sets = (0u8..).zip(self.by_languages);
        sets.filter(|(set, _)| set & with != 0 && set & without == 0).map(|(_, count)| count).sum()
    }

    fn verdict(&self) -> Verdict {
        let foreign = Language::ALL.into_iter().filter(|language| self.is(*language));
        if let Some(language) = foreign.max_by_key(|language| self.only(language.bit(), 0)) {
            return Verdict::Foreign(language);
        }
        let danish = self.only(DANISH, 0);
        let most = Language::ALL.into_iter().map(|language| self.only(language.bit(), 0)).max().unwrap_or_default();
        if self.words >= HEADING && SHARE * danish >= self.words && danish >= most {
            Verdict::Danish
        } else {
            Verdict::Unknown
        }
    }

    fn is(&self, language: Language) -> bool {
        let own = self.only(language.bit(), DANISH);
        let kinds = self.other.iter().filter(|(_, languages)| languages & language.bit() != 0).count();
        self.words >= WORDS
            && SHARE * self.only(language.bit(), 0) >= self.words
            && own >= 4
            && own * 40 >= self.words
            && kinds >= 3
            && own >= 5 * self.only(DANISH, language.bit())
    }
}

/// Texts of fewer words are in no known language.
const WORDS: usize = 30;
/// Fewer words are a heading or a cell, whose language nobody can tell.
const HEADING: usize = 8;
/// One in so many words of a running text is a common one, at least.
const SHARE: usize = 7;
/// A stretch of paragraphs of fewer words is a quotation.
const QUOTATION: usize = 150;

/// The stretches of a document that are not in Danish.
pub(super) fn foreign(text: &str, pages: &[Page]) -> Vec<Foreign> {
    let paged = !pages.is_empty();
    let units: Vec<(Span, Counts)> = if paged {
        pages.iter().map(|page| (page.span, Counts::of(page.span.of(text)))).collect()
    } else {
        paragraphs(text).into_iter().map(|span| (span, Counts::of(span.of(text)))).collect()
    };
    let verdicts: Vec<Verdict> = units.iter().map(|(_, counts)| counts.verdict()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let Verdict::Foreign(language) = verdicts[at] else {
            at += 1;
            continue;
        };
        // What is in no known language, as a table or a heading, goes with what stands around it.
        let rest = &verdicts[at..];
        let run =
            rest.iter().take_while(|one| **one == Verdict::Foreign(language) || **one == Verdict::Unknown).count();
        let last = rest[..run].iter().rposition(|one| *one == Verdict::Foreign(language)).unwrap_or_default();
        let words: usize = units[at..=at + last].iter().map(|(_, counts)| counts.words).sum();
        if paged || words >= QUOTATION {
            let span = |(span, _): &(Span, Counts)| Foreign { span: *span, language };
            out.extend(units[at..=at + last].iter().map(span));
        }
        at += last + 1;
    }
    out
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut spans = Vec::new();
    for part in text.split("\n\n") {
        spans.push(Span::new(start, start + part.len()));
        start += part.len() + 2;
    }
    spans.retain(|span| !span.of(text).trim().is_empty());
    spans
}

/// What is said of a document whose figures are not all taken.
pub(super) fn notices(foreign: &[Foreign], pages: &[Page]) -> Vec<Notice> {
    let said = "figures are taken from what is in Danish only, unless --all-languages is given";
    let mut languages: Vec<Language> = foreign.iter().map(|one| one.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let notice = |language: Language| {
        let of = |page: &&Page| foreign.iter().any(|one| one.language == language && one.span == page.span);
        let numbers: Vec<PageNumber> = pages.iter().filter(of).map(|page| page.number).collect();
        match numbers.len() {
            0 => Notice::remark(format!("a part is in {language}: {said}")),
            1 => Notice::remark(format!("page {} is in {language}: {said}", super::page_list(&numbers))),
            _ => Notice::remark(format!("pages {} are in {language}: {said}", super::page_list(&numbers))),
        }
    };
    languages.into_iter().map(notice).collect()
}

#[cfg(test)]
mod tests;
