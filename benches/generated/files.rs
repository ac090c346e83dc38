//! Made-up documents as files of several kinds.
//!
//! Takes a [`Generator`] and a document's number, writes its file: of ten documents four are PDFs, two each Word
//! documents, web pages and texts. Most are of one or two pages and one in twenty of some thirty, as in a council's
//! archive; every fourth piece of a document is a table with figures.

use std::{fs, path::Path};

use fastrand::Rng;

use super::Generator;

#[path = "../../tests/fixtures/make.rs"]
#[allow(dead_code, reason = "the pages here need no pictures")]
mod make;
#[path = "../../tests/fixtures/zipped.rs"]
mod zipped;

use make::Page;

/// How long a document's documents are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As in reality.
    Mixed,
    /// Texts of a few sentences, for corpora of which only the number counts.
    Small,
}

/// A piece of a document.
enum Piece {
    Heading(String),
    Paragraph(String),
    Table(Vec<Vec<String>>),
}

/// What tables of the field count.
const ROWS: [&str; 6] = [
    "Anbringelser i plejefamilie",
    "Anbringelser på døgninstitution",
    "Underretninger",
    "Forebyggende foranstaltninger",
    "Årsværk, rådgivere",
    "Sager pr. rådgiver",
];

/// So many lines fit on a page, of so many characters each.
const LINES: usize = 50;
const WIDTH: usize = 90;

/// Writes the document with a number; tells how many pages it has, where others than PDFs have one for 50 lines.
pub fn write(generator: &Generator, folder: &Path, number: u64, size: Size) -> usize {
    let mut rng = Rng::with_seed(number);
    let pieces = pieces(generator, &mut rng, size);
    let pages = paged(&pieces);
    let (kind, bytes) = match number % 10 {
        _ if size == Size::Small => ("txt", text(&pieces)),
        0..4 => ("pdf", pdf(&pages)),
        4 | 5 => ("docx", word(&pieces)),
        6 | 7 => ("html", html(&pieces)),
        _ => ("txt", text(&pieces)),
    };
    let folder = folder.join(format!("{:03}", number / 1_000));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{number:06}.{kind}")), bytes).expect("a file");
    pages.len()
}

fn pieces(generator: &Generator, rng: &mut Rng, size: Size) -> Vec<Piece> {
    let count = match (size, rng.usize(..20)) {
        (Size::Small, _) => 1,
        (Size::Mixed, 0) => rng.usize(150..350),
        (Size::Mixed, _) => rng.usize(6..24),
    };
    let mut pieces = vec![Piece::Heading(generator.owner(rng)), Piece::Paragraph(generator.date(rng))];
    for piece in 0..count {
        pieces.push(match piece % 8 {
            0 if size == Size::Mixed => Piece::Heading(generator.heading(rng)),
            3 | 7 => Piece::Table(table(rng)),
            _ => Piece::Paragraph(generator.paragraph(rng)),
        });
    }
    pieces
}

fn table(rng: &mut Rng) -> Vec<Vec<String>> {
    let first = rng.u16(2012..2022);
    let head = std::iter::once(String::new()).chain((first..first + 4).map(|year| year.to_string()));
    let mut rows = vec![head.collect()];
    for label in ROWS.iter().take(rng.usize(2..=ROWS.len())) {
        let values = (0..4).map(|_| rng.u16(10..400).to_string());
        rows.push(std::iter::once((*label).to_owned()).chain(values).collect());
    }
    rows
}

/// A line of a page: a text at each place from the left edge.
type Line = Vec<(f32, String)>;

fn paged(pieces: &[Piece]) -> Vec<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading(text) => lines.push(vec![(72.0, text.clone())]),
            Piece::Paragraph(text) => lines.extend(wrapped(text).into_iter().map(|line| vec![(72.0, line)])),
            Piece::Table(rows) => lines.extend(rows.iter().map(|row| {
                let place = |column: usize| if column == 0 { 72.0 } else { 240.0 + 60.0 * column as f32 };
                row.iter().enumerate().map(|(column, cell)| (place(column), cell.clone())).collect()
            })),
        }
        lines.push(Vec::new());
    }
    lines.chunks(LINES).map(<[Line]>::to_vec).collect()
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn pdf(pages: &[Vec<Line>]) -> Vec<u8> {
    let page = |lines: &Vec<Line>| {
        lines.iter().enumerate().fold(Page::new(), |page, (number, line)| {
            let y = 780.0 - 14.0 * number as f32;
            line.iter().fold(page, |page, (x, text)| page.text(*x, y, 10.0, text))
        })
    };
    let mut document = make::pdf(pages.iter().map(page).collect());
    document.compress();
    make::bytes(document)
}

fn text(pieces: &[Piece]) -> Vec<u8> {
    let piece = |piece: &Piece| match piece {
        Piece::Heading(text) | Piece::Paragraph(text) => format!("{text}\n"),
        Piece::Table(rows) => rows.iter().map(|row| row.join("\t") + "\n").collect(),
    };
    pieces.iter().map(piece).collect::<Vec<String>>().join("\n").into_bytes()
}

fn html(pieces: &[Piece]) -> Vec<u8> {
    let cells = |row: &Vec<String>| row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<String>();
    let piece = |piece: &Piece| match piece {
        Piece::Heading(text) => format!("<h2>{}</h2>\n", escaped(text)),
        Piece::Paragraph(text) => format!("<p>{}</p>\n", escaped(text)),
        Piece::Table(rows) => {
            let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
            format!("<table>{rows}</table>\n")
        }
    };
    let body: String = pieces.iter().map(piece).collect();
    format!("<!doctype html><html lang=da><meta charset=utf-8><title>Notat</title><body>\n{body}").into_bytes()
}

fn word(pieces: &[Piece]) -> Vec<u8> {
    let paragraph = |text: &str, style: &str| {
        format!("<w:p>{style}<w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:p>", escaped(text))
    };
    let cell = |cell: &String| format!("<w:tc>{}</w:tc>", paragraph(cell, ""));
    let piece = |piece: &Piece| match piece {
        Piece::Heading(text) => paragraph(text, "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
        Piece::Paragraph(text) => paragraph(text, ""),
        Piece::Table(rows) => {
            let row = |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
            format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
        }
    };
    let body: String = pieces.iter().map(piece).collect();
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    zipped::zipped(&[("word/document.xml", document.as_bytes())])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
