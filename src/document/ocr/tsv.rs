//! Tesseract's table of words.
//!
//! Takes what the program printed, gives the words with their boxes in pixels, line by line. Refuses what does not
//! begin as the table does; rows that are no words are passed over.

use crate::span::BoundingBox;

/// A word that was recognised.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Recognised {
    pub text: String,
    /// Where it stands, in pixels from the picture's top left corner.
    pub bbox: BoundingBox,
    /// How sure the program is of it, 0 to 1.
    pub confidence: f32,
    /// The number of the line that it stands in.
    pub line: usize,
}

/// The columns that say which line a word belongs to: page, block, paragraph, line.
const LINE: std::ops::Range<usize> = 1..5;

/// The words in their order; `None` where the table has no head.
pub(super) fn words(table: &str) -> Option<Vec<Recognised>> {
    let mut rows = table.lines();
    rows.next().filter(|head| head.starts_with("level\tpage_num"))?;
    let mut words = Vec::new();
    let (mut line, mut place) = (0, None);
    for row in rows {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let Some(word) = word(&cells) else { continue };
        let here = cells.get(LINE).map(<[&str]>::to_vec);
        if place.is_some() && place != here {
            line += 1;
        }
        place = here;
        words.push(Recognised { line, ..word });
    }
    Some(words)
}

fn word(cells: &[&str]) -> Option<Recognised> {
    let [_, _, _, _, _, _, left, top, width, height, confidence, text] = *cells else { return None };
    let number = |cell: &str| cell.parse::<f32>().ok();
    let (x0, y0) = (number(left)?, number(top)?);
    let bbox = BoundingBox { x0, y0, x1: x0 + number(width)?, y1: y0 + number(height)? };
    let confidence = number(confidence).filter(|confidence| *confidence >= 0.0)? / 100.0;
    let text = text.trim();
    // What is left of a table's lines is no word.
    let ruling = text.chars().all(|c| matches!(c, '|' | '_' | '¦' | '‗' | '—' | '[' | ']' | '{' | '}' | '~'));
    (!ruling).then(|| Recognised { text: text.to_owned(), bbox, confidence: confidence.min(1.0), line: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn words_come_line_by_line_and_the_rest_is_passed_over() {
        let table = HEAD.to_owned()
            + "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n4\t1\t1\t1\t1\t0\t0\t0\t90\t10\t-1\t\n\
               5\t1\t1\t1\t1\t1\t5\t6\t20\t10\t96.5\tbørn\n5\t1\t1\t1\t1\t2\t30\t6\t2\t10\t41\t|\n\
               5\t1\t1\t1\t2\t1\t5\t20\t20\t10\t88\t12\nikke en række\n";
        let words = words(&table).expect("a table");
        let texts: Vec<_> = words.iter().map(|word| (word.text.as_str(), word.line)).collect();
        assert_eq!(texts, [("børn", 0), ("12", 1)]);
        assert_eq!(words[0].bbox, BoundingBox { x0: 5.0, y0: 6.0, x1: 25.0, y1: 16.0 });
        assert!((words[0].confidence - 0.965).abs() < 1e-6);
    }

    #[test]
    fn other_output_is_no_table() {
        assert_eq!(words("Error opening data file\n"), None);
        assert_eq!(words(HEAD), Some(Vec::new()));
    }
}
