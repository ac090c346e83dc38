//! Scans read by Tesseract, where it is installed with Danish; skipped aloud where it is not.

#![expect(clippy::print_stderr, reason = "skipped tests and measurements say so")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use nogletal::{
    document::{self, Document, Limits, Outcome, Source, ocr_available},
    pipeline,
    reference::Reference,
};
use tempfile::TempDir;

#[path = "fixtures/make.rs"]
#[expect(dead_code, reason = "what other tests draw")]
mod make;

#[path = "fixtures/scan.rs"]
mod scans;

use make::{Page, bytes, pdf};
use scans::{lay_over, scan};

/// Whether there is a program to test with.
fn installed() -> bool {
    if !ocr_available() {
        eprintln!("skipped: Tesseract with Danish is not installed, or switched off");
    }
    ocr_available()
}

fn read(content: &[u8]) -> (Document, Vec<nogletal::figure::Record>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("skannet.pdf");
    fs::write(&path, content).unwrap();
    let source = Source::file(path, "skannet.pdf");
    let reading = pipeline::read(&source, &Limits::default(), Reference::in_use()).unwrap();
    (reading.document, reading.records)
}

const LINES: [&str; 4] = [
    "Greve Kommune",
    "En rådgiver har i gennemsnit 31 sager om børn og unge.",
    "Kommunen vil have tallet ned på 25 sager pr. rådgiver i 2021.",
    "Der er anbragt 147 børn, og omlægningen koster 3,4 mio. kr.",
];
const ROWS: [[&str; 4]; 4] = [
    ["Foranstaltning", "2018", "2019", "2020"],
    ["Familiepleje", "112", "104", "98"],
    ["Døgninstitution", "37", "35", "41"],
    ["Opholdssted", "29", "31", "30"],
];

fn page() -> Page {
    let mut page = Page::new();
    for (line, text) in LINES.iter().enumerate() {
        page = page.text(72.0, 760.0 - 20.0 * line as f32, 12.0, text);
    }
    for (line, row) in ROWS.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            page = page.text(74.0 + 110.0 * column as f32, 640.0 - 22.0 * line as f32, 12.0, cell);
        }
    }
    page
}

/// The scan of one page, read once for all tests.
fn scanned() -> &'static (Document, Vec<nogletal::figure::Record>) {
    static READ: OnceLock<(Document, Vec<nogletal::figure::Record>)> = OnceLock::new();
    READ.get_or_init(|| read(&bytes(scan(&bytes(pdf(vec![page()])), 1.2))))
}

#[test]
fn the_text_of_a_slanted_scan_is_read_with_its_table() {
    if !installed() {
        return;
    }
    let (document, _) = scanned();
    assert_eq!(document.outcome(), Outcome::Read, "{:?}", document.notices);
    for line in LINES {
        assert!(document.text.contains(line), "{line} in {}", document.text);
    }
    let rows = ROWS.map(|row| row.join("\t")).join("\n");
    assert!(document.text.contains(&rows), "{}", document.text);
    let page = &document.pages[0];
    assert!(page.recognised && (0.8..1.0).contains(&page.quality), "{}", page.quality);
    let word = page.words.iter().find(|word| word.span.of(&document.text) == "Foranstaltning").unwrap();
    assert!((word.bbox.x0 - 74.0).abs() < 16.0 && (word.bbox.y1 - (842.0 - 640.0)).abs() < 12.0, "{word:?}");
}

#[test]
fn figures_of_a_scan_are_found_and_less_certain() {
    if !installed() {
        return;
    }
    let (_, records) = scanned();
    let mean = records.iter().find(|record| record.number == "31" && record.indicator.as_str() == "caseload");
    let mean = mean.unwrap_or_else(|| panic!("{records:?}"));
    assert!(mean.confidence <= 0.8 && mean.bbox.is_some(), "{mean:?}");
    assert!(mean.rules.iter().any(|rule| rule == "recognised by OCR"), "{:?}", mean.rules);
}

#[test]
fn a_scan_that_lies_on_its_side_is_turned() {
    if !installed() {
        return;
    }
    let mut page = page();
    page.turn = 90;
    let (document, _) = read(&bytes(scan(&bytes(pdf(vec![page])), 0.0)));
    assert_eq!(document.pages[0].size, Some((842.0, 595.0)));
    assert!(document.text.contains(LINES[1]), "{}", document.text);
}

#[test]
fn a_poor_layer_gives_way_to_what_is_recognised_anew() {
    if !installed() {
        return;
    }
    let mut document = scan(&bytes(pdf(vec![page()])), 0.0);
    lay_over(&mut document, &["Gr3ve K0mmun3", "En r~dgiv3r h4r 3l s4g3r", "2O18 2O19 l47 b0rn"]);
    let (document, _) = read(&bytes(document));
    assert!(document.text.contains(LINES[1]) && !document.text.contains("K0mmun3"), "{}", document.text);
}

/// How many number tokens of one text another has.
fn shared_numbers(wanted: &str, found: &str) -> (usize, usize) {
    #[allow(clippy::disallowed_types)]
    let numbers = regex::Regex::new(r"[0-9][0-9.,]*").unwrap();
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for number in numbers.find_iter(found) {
        *left.entry(number.as_str()).or_default() += 1;
    }
    let (mut both, mut all) = (0, 0);
    for number in numbers.find_iter(wanted) {
        all += 1;
        if let Some(count) = left.get_mut(number.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    (both, all)
}

#[test]
#[ignore = "slow without optimisation; needs documents beside the project and pdftotext"]
fn nearly_all_numbers_of_a_scanned_memo_are_right() {
    let base = std::env::var_os("NOGLETAL_SHARED").map_or_else(|| Path::new("../shared").to_owned(), PathBuf::from);
    let folder = base.join("pdfs/danish");
    let mut print = std::process::Command::new("pdftotext");
    print.arg("-raw").arg(folder.join("b01_roskilde_ruled.pdf")).arg("-");
    let (Ok(print), true, true) = (print.output(), folder.exists(), installed()) else {
        eprintln!("skipped: no documents, no pdftotext or no Tesseract");
        return;
    };
    let source = Source::file(folder.join("b10_scan.pdf"), "b10_scan.pdf");
    let document = document::read(&source, &Limits::default()).unwrap();
    let (both, all) = shared_numbers(&String::from_utf8_lossy(&print.stdout), &document.printed());
    eprintln!("{both} of {all} number tokens are right");
    assert!(all > 100 && both * 100 >= all * 98, "{both} of {all}");
}
