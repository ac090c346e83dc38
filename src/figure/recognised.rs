//! Doubt about figures whose numbers were recognised in a picture, or stand on a page whose characters are doubtful.
//!
//! Takes the figures of a document, lowers the confidence of those that stand in recognised words, and holds down those
//! whose digits are doubtful: such a figure never counts as certain, whatever its sentence says. Refuses to put another
//! digit in the place of a doubtful one.

use super::{
    Figure, RuleName,
    trace::{self, Verdict},
};
use crate::{
    document::{Document, looks_like_digit},
    layout::{Layout, Table},
    span::Span,
};

/// The most that a figure is believed whose number was recognised.
const RECOGNISED: f64 = 0.8;
/// The most that one is believed whose digits are doubtful.
const DOUBTFUL: f64 = 0.4;
/// Words that are less certain may have wrong digits: of the numbers of noisy scans of tables, those that Tesseract was
/// sure of by 0.9 and more were right in 95 of 100 cases, those below in 64, and it hardly mattered how far below.
const CERTAIN: f32 = 0.9;

/// A page of whose characters fewer are known is one where a digit may be another; of more, bullets are missing.
const KNOWN: f32 = 0.9;

/// Lowers the confidence of figures that were recognised, or stand among characters that are not all known.
pub(super) fn doubt(figures: &mut [Figure], document: &Document, layout: &Layout) {
    if document.pages.iter().all(|page| !page.recognised && page.quality >= KNOWN) {
        return;
    }
    for figure in figures {
        let _heard = trace::hear(trace::is_in(figure.span));
        let Some(certainty) = document.recognised(figure.span) else {
            let quality = document.page_at(figure.span.start).map_or(1.0, |page| page.quality);
            if quality < KNOWN {
                figure.confidence = (figure.confidence * f64::from(quality)).min(DOUBTFUL);
                lower(figure, "doubtful digits: not all characters of the page are known");
            }
            continue;
        };
        figure.confidence = (figure.confidence * f64::from(certainty)).min(RECOGNISED);
        lower(figure, "recognised by OCR");
        if let Some(rule) = doubtful(figure.span, certainty, document, layout) {
            figure.confidence = figure.confidence.min(DOUBTFUL);
            lower(figure, rule);
        }
    }
}

/// Notes the rule that lowered a figure's confidence.
fn lower(figure: &mut Figure, rule: RuleName) {
    trace::report(rule, Verdict::Against, "", Some(figure.confidence));
    figure.rules.push(rule);
}

/// Why the digits of a number are doubtful, if they are.
fn doubtful(span: Span, certainty: f32, document: &Document, layout: &Layout) -> Option<RuleName> {
    let text = document.text.as_str();
    if certainty < CERTAIN {
        return Some("doubtful digits");
    }
    if document.words(span).iter().any(|word| mixes(word.span.of(text))) {
        return Some("doubtful digits: letters or strokes among them");
    }
    if misplaced(span.of(text)) {
        return Some("doubtful digits: comma or point misplaced");
    }
    let tables = layout.tables().map(|(_, table)| table).filter(|table| table.span.overlaps(span));
    tables.into_iter().any(|table| lacks_comma(span, table, text)).then_some("doubtful digits: a comma may be lost")
}

/// Whether a letter that looks like a digit stands beside a digit, or a colon between two: `2O18`, `l2`, `3:286.794`.
fn mixes(word: &str) -> bool {
    let characters: Vec<char> = word.chars().collect();
    let beside = |pair: &[char]| {
        pair[0].is_ascii_digit() && looks_like_digit(pair[1]) || looks_like_digit(pair[0]) && pair[1].is_ascii_digit()
    };
    let within = |three: &[char]| {
        three[0].is_ascii_digit() && matches!(three[1], ':' | ';' | '\'' | '*') && three[2].is_ascii_digit()
    };
    characters.windows(2).any(beside) || characters.windows(3).any(within)
}

/// Whether a comma has a thousand's digits behind it, or a point has not: `3.286,794`, `12.5`.
fn misplaced(number: &str) -> bool {
    let groups =
        |mark: char| number.split(mark).skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).count());
    groups(',').any(|digits| digits == 3) || groups('.').any(|digits| digits != 3 && digits != 0)
}

/// Whether a number has no decimals where all the others of its column have as many as each other.
fn lacks_comma(span: Span, table: &Table, text: &str) -> bool {
    let number = span.of(text);
    let place =
        table.rows.iter().enumerate().find_map(|(row, cells)| {
            cells.iter().position(|cell| cell.span.overlaps(span)).map(|column| (row, column))
        });
    let Some((own, column)) = place.filter(|_| number.len() >= 2 && number.chars().all(|c| c.is_ascii_digit())) else {
        return false;
    };
    let others = table.rows.iter().enumerate().filter(|(row, _)| *row != own);
    let cells = others.filter_map(|(_, cells)| cells.get(column)).map(|cell| cell.span.of(text).trim());
    let mut decimals = cells.filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–')));
    // The head of a column is often a year.
    let is_year = |cell: &str| cell.len() == 4 && cell.chars().all(|c| c.is_ascii_digit());
    let count = |cell: &str| cell.trim_end_matches(['%', ' ']).rsplit_once(',').map(|(_, decimals)| decimals.len());
    let mut seen = 0;
    let first = decimals.find(|cell| !is_year(cell)).and_then(count);
    let alike = decimals.filter(|cell| !is_year(cell)).all(|cell| {
        seen += 1;
        count(cell) == first
    });
    first.is_some() && alike && seen >= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{DocumentId, Kind, Page, PageNumber, Word},
        figure::{Bounds, extract},
        reference::Reference,
        span::BoundingBox,
    };

    /// A recognised page, with the confidence of the words that are named and 0.96 for all others.
    fn figures(text: &str, doubtful: &[(&str, f32)]) -> Vec<Figure> {
        read(text, doubtful, 0.9, true)
    }

    fn read(text: &str, doubtful: &[(&str, f32)], quality: f32, recognised: bool) -> Vec<Figure> {
        let bbox = BoundingBox { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let confidence = doubtful.iter().find(|(one, _)| *one == word).map_or(0.96, |(_, confidence)| *confidence);
            words.push(Word { span: Span::new(start, start + word.len()), bbox, confidence });
        }
        let mut document = Document::new(DocumentId([0; 32]), Kind::Pdf, text.to_owned());
        document.pages = vec![Page {
            number: PageNumber::at(0),
            span: Span::new(0, text.len()),
            size: None,
            words,
            rules: Vec::new(),
            quality,
            recognised,
        }];
        let layout = Layout::of(&document);
        let bounds = Bounds { deadline: None, figures: 100, all_languages: false };
        extract(&document, &layout, Reference::in_use(), bounds).figures
    }

    const SENTENCE: &str = "Greve Kommune\n\nEn rådgiver har i gennemsnit 31 sager.";

    #[test]
    fn a_recognised_number_is_never_as_sure_as_a_printed_one() {
        let found = figures(SENTENCE, &[]);
        assert_eq!(found.len(), 1);
        assert!(found[0].confidence <= 0.8 && found[0].confidence > 0.5, "{}", found[0].confidence);
        assert_eq!(found[0].rules.last(), Some(&"recognised by OCR"));
    }

    #[test]
    fn a_number_among_unknown_characters_is_doubtful_and_one_among_a_few_is_not() {
        let poor = read(SENTENCE, &[], 0.5, false);
        assert!(poor[0].confidence <= 0.4, "{}", poor[0].confidence);
        let fair = read(SENTENCE, &[], 0.97, false);
        assert_eq!(fair[0].confidence, read(SENTENCE, &[], 1.0, false)[0].confidence);
    }

    #[test]
    fn digits_that_the_program_doubts_never_make_a_certain_figure() {
        let found = figures(SENTENCE, &[("31", 0.6)]);
        assert!(found[0].confidence <= 0.4, "{}", found[0].confidence);
        assert_eq!(found[0].rules.last(), Some(&"doubtful digits"));
    }

    #[test]
    fn letters_that_look_like_digits_make_their_neighbours_doubtful() {
        for word in ["2O18", "l2", "3S", "1|5", "3:286.794"] {
            assert!(mixes(word), "{word}");
        }
        for word in ["31", "sager", "12.500", "S", "0-17", "2018:", "12;"] {
            assert!(!mixes(word), "{word}");
        }
        for number in ["3.286,794", "12.5", "3,286"] {
            assert!(misplaced(number), "{number}");
        }
        for number in ["3.286.794", "12,5", "3.286,50", "12", "12."] {
            assert!(!misplaced(number), "{number}");
        }
    }

    #[test]
    fn a_number_without_the_comma_of_its_column_is_doubtful() {
        let table = "Greve Kommune\n\nSagstal pr. rådgiver\n\nTeam\t2018\nNord\t31,5\nSyd\t28\nVest\t29,0\nØst\t30,1";
        let found = figures(table, &[]);
        let doubted: Vec<&str> = found
            .iter()
            .filter(|figure| figure.rules.contains(&"doubtful digits: a comma may be lost"))
            .map(|figure| figure.span.of(table))
            .collect();
        assert_eq!((found.len(), doubted), (4, vec!["28"]));
    }
}
