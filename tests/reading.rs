//! Reading files as they come: whole, damaged, hostile, or not there.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "skipped tests and measurements say so")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use lopdf::{
    Object, dictionary,
    encryption::{EncryptionState, EncryptionVersion, Permissions},
};
use nogletal::{
    Error, ErrorKind, Result,
    document::{self, Document, DocumentType, Kind, Limits, Origin, Outcome, Source},
    layout::Layout,
    span::Span,
};
use proptest::prelude::*;
use tempfile::TempDir;

#[path = "fixtures/make.rs"]
mod make;

use make::{Page, bytes, pdf};

fn read_as(name: &str, content: &[u8], limits: &Limits) -> Result<Document> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    document::read(&Source::file(path, name), limits)
}

fn read(name: &str, content: &[u8]) -> Result<Document> {
    read_as(name, content, &Limits::default())
}

fn read_pdf(pages: Vec<Page>) -> Document {
    read("dokument.pdf", &bytes(pdf(pages))).unwrap()
}

/// The error, checked to name the file and to say what to do.
fn refused(name: &str, content: &[u8]) -> Error {
    let error = read(name, content).unwrap_err();
    assert!(error.to_string().contains(name), "{error} does not name {name}");
    assert!(error.advice().is_some(), "{error} says nothing to do");
    error
}

/// Documents beside the project, for checks that run where they are.
fn shared(path: &str) -> Option<PathBuf> {
    let base = std::env::var_os("NOGLETAL_SHARED").map_or_else(|| Path::new("../shared").to_owned(), PathBuf::from);
    let path = base.join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// Reads what a file has itself; recognising scans takes seconds a page, and has tests of its own.
fn read_path(path: &Path) -> Result<Document> {
    let limits = Limits { ocr_time: std::time::Duration::ZERO, ..Limits::default() };
    document::read(&Source::file(path, path.display().to_string()), &limits)
}

// Bad input.

#[test]
fn bad_files_end_with_a_message_that_says_what_they_are() {
    assert_eq!(refused("tom.txt", b"").to_string(), "tom.txt is empty");
    assert_eq!(refused("billede.pdf", b"\x89PNG\r\n\x1a\n").kind(), ErrorKind::Unsupported);
    assert_eq!(
        refused("pakket.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0").kind(),
        ErrorKind::Unsupported
    );
    assert_eq!(refused("halv.docx", b"PK\x03\x04\x14\0\0\0\x08\0").kind(), ErrorKind::Damaged);
    assert_eq!(refused("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").kind(), ErrorKind::Unsupported);
    assert_eq!(refused("halv.pdf", b"%PDF-1.7\n1 0 obj\n<<").kind(), ErrorKind::Damaged);
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(refused("støj.bin", &noise).kind(), ErrorKind::Unsupported);
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let limits = Limits { file_bytes: 100, ..Limits::default() };
    assert_eq!(read_as("stor.txt", &[b'a'; 101], &limits).unwrap_err().kind(), ErrorKind::Limit);
    assert!(read_as("lille.txt", &[b'a'; 100], &limits).is_ok());
}

#[test]
fn one_long_line_is_read_up_to_the_limit() {
    let limits = Limits { text_bytes: 1 << 16, ..Limits::default() };
    let document = read_as("linje.txt", "børn ".repeat(100_000).as_bytes(), &limits).unwrap();
    assert_eq!(document.outcome(), Outcome::Partly);
    assert!((limits.text_bytes - 4..=limits.text_bytes).contains(&document.text.len()));
}

#[test]
#[ignore = "slow without optimisation"]
fn a_line_of_fifty_megabytes_is_read_up_to_the_limit() {
    let document = read("linje.txt", "børn 12 ".repeat(6 << 20).as_bytes()).unwrap();
    assert_eq!(document.outcome(), Outcome::Partly);
    let far = document.text.floor_char_boundary(document.text.len() - 3);
    assert_eq!(document.offsets.to_file(&document.text, far), far);
}

#[test]
fn a_file_that_vanishes_is_unreadable() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notat.txt"), "Der er 12 børn.").unwrap();
    let found = document::sources(&[folder.path().to_owned()]).unwrap();
    let source = found.into_iter().next().unwrap().unwrap();
    fs::remove_file(&source.path).unwrap();
    let error = document::read(&source, &Limits::default()).unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Unreadable, "notat.txt cannot be read"));
}

#[test]
fn the_kind_is_found_from_the_content_and_not_from_the_name() {
    assert_eq!(read("a.pdf", "Der er 12 børn.".as_bytes()).unwrap().kind, Kind::Text);
    assert_eq!(read("a.txt", b"<html><p>Tekst</p></html>").unwrap().kind, Kind::Html);
    assert_eq!(read("a.txt", &bytes(pdf(vec![Page::new().text(72.0, 700.0, 12.0, "Tekst")]))).unwrap().kind, Kind::Pdf);
}

#[test]
fn the_same_content_is_the_same_document() {
    let document = read("a.txt", b"abc").unwrap();
    assert_eq!(document.id.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn civil_registration_numbers_are_masked_in_every_format() {
    let page = Page::new().text(72.0, 700.0, 12.0, "Barnet 010203-1234 er anbragt.");
    for document in [
        read("a.txt", "Barnet 010203-1234 er anbragt.".as_bytes()).unwrap(),
        read("a.html", b"<p>Barnet 010203-1234 er anbragt.</p>").unwrap(),
        read_pdf(vec![page]),
    ] {
        assert_eq!(document.text, "Barnet XXXXXX-XXXX er anbragt.");
    }
}

// Folders.

fn names(paths: &[PathBuf]) -> Vec<String> {
    let found = document::sources(paths).unwrap();
    found.into_iter().map(|found| found.map_or_else(|(name, _)| format!("! {name}"), |source| source.name)).collect()
}

#[test]
fn folders_are_walked_in_order_without_hidden_and_ignored_files() {
    let folder = TempDir::new().unwrap();
    let base = folder.path().join("sager");
    fs::create_dir_all(base.join("b/inde")).unwrap();
    fs::create_dir_all(base.join("kladder")).unwrap();
    for file in ["z.txt", "a.txt", ".skjult", "b/inde/c.txt", "b/d.tmp", "kladder/e.txt", ".nogletalignore"] {
        fs::write(base.join(file), "*.tmp\nkladder/\n").unwrap();
    }
    assert_eq!(names(std::slice::from_ref(&base)), ["a.txt", "b/inde/c.txt", "z.txt"]);
    let other = folder.path().join("andre");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("f.txt"), "").unwrap();
    let file = base.join("z.txt");
    let typed = file.display().to_string();
    assert_eq!(
        names(&[base, other, file]),
        ["sager/a.txt", "sager/b/inde/c.txt", "sager/z.txt", "andre/f.txt", &typed]
    );
}

#[test]
fn folders_of_one_name_are_told_apart_by_their_paths() {
    let folder = TempDir::new().unwrap();
    let paths = ["a/bilag", "b/bilag"].map(|path| folder.path().join(path));
    for path in &paths {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("1.txt"), "").unwrap();
    }
    let typed = paths.each_ref().map(|path| format!("{}/1.txt", path.display()));
    assert_eq!(names(&paths), typed);
}

#[test]
fn a_path_that_is_not_there_is_an_error_for_the_whole() {
    let error = document::sources(&["findes/ikke".into()]).unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Missing, "findes/ikke does not exist"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_neither_in_circles_nor_into_nothing() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let base = folder.path();
    fs::create_dir(base.join("inde")).unwrap();
    fs::write(base.join("inde/a.txt"), "a").unwrap();
    symlink(base, base.join("inde/ring")).unwrap();
    symlink(base.join("væk.txt"), base.join("brudt.txt")).unwrap();
    symlink(base.join("inde/a.txt"), base.join("genvej.txt")).unwrap();
    assert_eq!(names(&[base.to_owned()]), ["! brudt.txt", "genvej.txt", "inde/a.txt"]);
    let found = document::sources(&[base.to_owned()]).unwrap();
    let (_, error) = found.into_iter().find_map(Result::err).unwrap();
    assert_eq!(error.to_string(), "brudt.txt is a link to a file that is not there");
}

/// What a test without privileges is told to walk.
const CLOSED: &str = "NOGLETAL_TEST_CLOSED";

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_a_failure_and_the_walk_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let closed = folder.path().join("lukket");
    fs::create_dir(&closed).unwrap();
    fs::write(folder.path().join("z.txt"), "Tekst").unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&closed).is_err() {
        walk_with_closed_folder(folder.path());
    } else {
        // A superuser may read everything, so the same walk runs without privileges.
        let this = std::env::current_exe().unwrap();
        let test = ["--exact", "walk_without_privileges", "--ignored", "--nocapture"];
        let run = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(this)
            .args(test)
            .env(CLOSED, folder.path())
            .current_dir("/")
            .output();
        match run {
            Ok(run) if run.status.code() == Some(127) || run.status.code() == Some(126) => {
                eprintln!("skipped: {run:?}")
            }
            Ok(run) => assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout)),
            Err(cause) => eprintln!("skipped: privileges cannot be dropped: {cause}"),
        }
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[ignore = "runs inside another test, without privileges"]
fn walk_without_privileges() {
    if let Some(folder) = std::env::var_os(CLOSED) {
        walk_with_closed_folder(Path::new(&folder));
    }
}

fn walk_with_closed_folder(folder: &Path) {
    assert_eq!(names(&[folder.to_owned()]), ["! lukket", "z.txt"]);
    let (_, error) = document::sources(&[folder.to_owned()]).unwrap().into_iter().find_map(Result::err).unwrap();
    assert_eq!(error.one_line(), "lukket cannot be read: permission denied");
}

// PDF.

#[test]
fn words_stand_where_the_page_shows_them() {
    let document = read_pdf(vec![
        Page::new().text(72.0, 700.0, 12.0, "Børn, unge – § 52: 12½ ÆØÅ"),
        Page::new().text(72.0, 700.0, 12.0, "Næste"),
    ]);
    assert_eq!(document.text, "Børn, unge – § 52: 12½ ÆØÅ\u{c}Næste");
    assert_eq!(document.pages.len(), 2);
    let word = document.pages[0].words[0];
    assert_eq!(word.span.of(&document.text), "Børn,");
    assert!((word.bbox.x0 - 72.0).abs() < 1.0 && (word.bbox.y1 - (842.0 - 700.0)).abs() < 4.0, "{word:?}");
    assert!((word.bbox.x1 - 101.0).abs() < 2.0, "{word:?}");
    assert_eq!(document.pages[0].size, Some((595.0, 842.0)));
    assert_eq!((document.outcome(), document.pages[0].quality), (Outcome::Read, 1.0));
}

#[test]
fn the_properties_of_a_pdf_say_who_wrote_it_and_when_but_not_what_a_program_put_there() {
    let with = |title: &str| {
        let mut document = pdf(vec![Page::new().text(72.0, 700.0, 12.0, "Der er 12 anbragte børn.")]);
        let information = dictionary! {
            "Title" => lopdf::Object::string_literal(title),
            "Author" => lopdf::Object::string_literal("Inge Holm"),
            "CreationDate" => lopdf::Object::string_literal("D:20190312101500+01'00'"),
        };
        let information = document.add_object(information);
        document.trailer.set("Info", information);
        read("bilag.pdf", &bytes(document)).unwrap().metadata
    };
    let metadata = with("Anbringelsesstrategi 2019");
    assert_eq!(metadata.title.unwrap().value, "Anbringelsesstrategi 2019");
    assert_eq!(metadata.kind.unwrap().value, DocumentType::Strategy);
    assert_eq!(metadata.author.unwrap().value, "Inge Holm");
    let date = metadata.date.unwrap();
    assert_eq!((date.value.to_string().as_str(), date.origin), ("2019-03-12", Origin::Properties));
    assert_eq!(with("Microsoft Word - Dokument1.docx").title, None);
}

#[test]
fn a_turned_page_is_read_as_it_is_shown() {
    let mut page = Page::new().text(72.0, 700.0, 12.0, "Tekst");
    page.turn = 90;
    let document = read_pdf(vec![page]);
    assert_eq!(document.text, "Tekst");
    let word = document.pages[0].words[0];
    assert_eq!(document.pages[0].size, Some((842.0, 595.0)));
    assert!((word.bbox.y0 - 72.0).abs() < 1.0 && word.bbox.height() > 20.0, "{word:?}");
}

#[test]
fn a_letter_drawn_twice_to_look_bold_is_read_once() {
    let page = Page::new().text(72.0, 700.0, 12.0, "Fællesmøde").text(72.4, 700.0, 12.0, "Fællesmøde").text(
        72.0,
        600.0,
        14.0,
        "Fællesmøde",
    );
    assert_eq!(read_pdf(vec![page]).text.matches("Fællesmøde").count(), 2);
}

#[test]
fn paragraphs_and_headings_are_parted() {
    let mut page = Page::new().text(72.0, 760.0, 18.0, "Anbragte børn");
    for (line, text) in ["I dag er der mange børn, som", "bor uden for hjemmet i kommunen."].iter().enumerate() {
        page =
            page.text(72.0, 730.0 - 14.0 * line as f32, 11.0, text).text(72.0, 690.0 - 14.0 * line as f32, 11.0, text);
    }
    let page = page.text(280.0, 40.0, 9.0, "Side 1 af 1");
    let document = read_pdf(vec![page]);
    let body = "I dag er der mange børn, som\nbor uden for hjemmet i kommunen.";
    // The page's number has its place, but is none of the text.
    assert_eq!(document.printed(), format!("Anbragte børn\n\n{body}\n\n{body}\n\nSide 1 af 1"));
    assert_eq!(document.text.trim_end(), format!("Anbragte børn\n\n{body}\n\n{body}"));
    assert_eq!(
        document.headings.iter().map(|heading| heading.span.of(&document.text)).collect::<Vec<_>>(),
        ["Anbragte børn"]
    );
}

/// Three pages under one running head, each of which begins with the end of a sentence.
fn running() -> Vec<Page> {
    let page = |number: usize| {
        let mut page = Page::new().text(72.0, 800.0, 9.0, "Vejle Kommune, Familieafdelingen");
        page = page.text(72.0, 740.0, 11.0, "så ingen familie venter.");
        for (line, text) in
            ["Rådgiverne mødes hver uge med skolerne og", "følger op på de aftaler, som er indgået,"].iter().enumerate()
        {
            page = page.text(72.0, 710.0 - 14.0 * line as f32, 11.0, text);
        }
        page.text(280.0, 40.0, 9.0, &format!("Side {number}"))
    };
    (1..=3).map(page).collect()
}

#[test]
fn running_heads_and_page_numbers_are_none_of_the_text_and_the_end_of_a_sentence_is() {
    let document = read_pdf(running());
    assert!(!document.text.contains("Vejle Kommune") && !document.text.contains("Side"), "{}", document.text);
    assert_eq!(document.text.matches("så ingen familie venter.").count(), 3);
    assert_eq!(document.printed().matches("Vejle Kommune, Familieafdelingen").count(), 3);
    assert_eq!(document.printed().len(), document.text.len());
    assert_eq!(document.quoted(Span::new(0, document.text.len())), document.text, "no mark of a note among them");
    // A sentence goes on over the page as if nothing stood between.
    let layout = Layout::of(&document);
    let joined = layout.blocks.iter().any(|block| {
        let text = block.span.of(&document.text);
        text.contains("som er indgået,") && text.contains("så ingen familie venter.")
    });
    assert!(joined, "{:?}", layout.blocks);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left =
        ["Kommunen har valgt at", "styrke den tidlige indsats", "for børn og unge, så de", "kan blive boende hjemme."];
    let right = [
        "Derfor ansættes der flere",
        "rådgivere, som har færre",
        "sager hver, og som kan",
        "følge familierne tættere.",
    ];
    let mut page = Page::new();
    for (line, (one, other)) in left.iter().zip(right).enumerate() {
        let y = 700.0 - 14.0 * line as f32;
        page = page.text(72.0, y, 11.0, one).text(320.0, y, 11.0, other);
    }
    let document = read_pdf(vec![page]);
    assert_eq!(document.text, format!("{}\n\n{}", left.join("\n"), right.join("\n")));
}

const ROWS: [[&str; 4]; 4] = [
    ["Foranstaltning", "2018", "2019", "2020"],
    ["Familiepleje", "12", "14", "9"],
    ["Døgninstitution", "3", "", "5"],
    ["I alt", "15", "14", "14"],
];

fn table(mut page: Page) -> Page {
    for (line, row) in ROWS.iter().enumerate() {
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            page = page.text(74.0 + 110.0 * column as f32, 700.0 - 18.0 * line as f32, 10.0, cell);
        }
    }
    page.text(72.0, 740.0, 10.0, "Antal børn ved årets udgang").text(72.0, 600.0, 10.0, "Tallene er fra kommunen.")
}

fn expected_table() -> String {
    let rows = ROWS.map(|row| row.join("\t")).join("\n");
    format!("Antal børn ved årets udgang\n\n{rows}\n\nTallene er fra kommunen.")
}

#[test]
fn tables_are_rows_of_cells_with_lines_and_without() {
    assert_eq!(read_pdf(vec![table(Page::new())]).text, expected_table());
    let mut page = table(Page::new());
    for line in 0..=4 {
        let y = 712.0 - 18.0 * line as f32;
        page = page.line(70.0, y, 510.0, y);
        let x = 70.0 + 110.0 * line as f32;
        page = page.line(x, 712.0, x, 712.0 - 72.0);
    }
    assert_eq!(read_pdf(vec![page]).text, expected_table());
}

#[test]
fn a_raised_footnote_makes_no_other_number() {
    let page =
        Page::new().text(72.0, 700.0, 12.0, "I alt 250").text(115.2, 704.0, 7.0, "1").text(130.0, 700.0, 12.0, "børn");
    assert_eq!(read_pdf(vec![page]).text, "I alt 250¹ børn");
}

#[test]
fn a_table_that_is_drawn_only_in_part_keeps_its_numbers_apart() {
    let mut page = table(Page::new());
    for line in 0..=4 {
        let y = 712.0 - 18.0 * line as f32;
        page = page.line(70.0, y, 510.0, y);
    }
    for x in [70.0, 400.0, 510.0] {
        page = page.line(x, 712.0, x, 640.0);
    }
    assert_eq!(read_pdf(vec![page]).text, expected_table());
}

#[test]
fn labels_of_two_lines_belong_to_one_row() {
    let rows: [(&[&str], [&str; 2]); 3] = [
        (&["Familiepleje"], ["12", "14"]),
        (&["Socialpædagogiske opholds-", "steder og efterskoler"], ["3", "5"]),
        (&["I alt"], ["15", "19"]),
    ];
    let (mut page, mut y) = (Page::new(), 700.0);
    for (label, numbers) in rows {
        for (column, number) in numbers.iter().enumerate() {
            page = page.text(300.0 + 80.0 * column as f32, y, 10.0, number);
        }
        for line in label {
            page = page.text(72.0, y, 10.0, line);
            y -= 12.0;
        }
        y -= 8.0;
    }
    let expected = "Familiepleje\t12\t14\nSocialpædagogiske opholdssteder og efterskoler\t3\t5\nI alt\t15\t19";
    assert_eq!(read_pdf(vec![page]).text, expected);
}

#[test]
fn stretched_lines_are_no_table() {
    let mut page = Page::new();
    for (line, text) in ["I alt var der i 2018", "tolv børn og 75 unge", "som var under 18 år."].iter().enumerate() {
        page = page.text(72.0, 700.0 - 13.0 * line as f32, 11.0, &text.replace(' ', "    "));
    }
    assert_eq!(read_pdf(vec![page]).text, "I alt var der i 2018\ntolv børn og 75 unge\nsom var under 18 år.");
}

#[test]
fn a_scan_is_partly_read_and_says_so() {
    let without = Limits { ocr_time: std::time::Duration::ZERO, ..Limits::default() };
    let scan = |pages: Vec<Page>| read_as("skannet.pdf", &bytes(pdf(pages)), &without).unwrap();
    let document = scan(vec![Page::new().text(72.0, 700.0, 12.0, "Forside"), Page::new().picture()]);
    assert_eq!((document.text.as_str(), document.outcome()), ("Forside\u{c}", Outcome::Partly));
    let said = "page 2 cannot be read, being a scan: recognition of text (OCR) is switched off";
    assert_eq!(document.notices[0].message, said);
    let document = scan(vec![Page::new().picture(), Page::new().picture()]);
    assert!(document.text.trim().is_empty());
    assert!(document.notices[0].message.starts_with("pages 1–2 cannot be read"), "{:?}", document.notices);
}

#[test]
fn the_layer_that_ocr_lays_over_a_picture_counts() {
    let page = Page::new().picture().text_in_mode(72.0, 700.0, 12.0, "Genkendt tekst", 3);
    let document = read_pdf(vec![page]);
    assert_eq!((document.text.as_str(), document.outcome()), ("Genkendt tekst", Outcome::Read));
    let [one, other] = &document.pages[0].words[..] else { panic!("two words: {:?}", document.pages[0]) };
    assert!(document.pages[0].recognised && one.confidence < 1.0 && other.confidence == one.confidence);
}

#[test]
fn a_poor_layer_is_kept_where_nothing_better_is_and_doubted() {
    let page = Page::new().picture().text_in_mode(72.0, 700.0, 12.0, "B0rn 2O18 l2 k~mmun3 p1eje anb", 3);
    let limits = Limits { ocr_time: std::time::Duration::ZERO, ..Limits::default() };
    let document = read_as("lag.pdf", &bytes(pdf(vec![page])), &limits).unwrap();
    assert_eq!((document.text.split(' ').count(), document.outcome()), (6, Outcome::Partly));
    assert!(document.pages[0].quality < 0.5, "{}", document.pages[0].quality);
    assert!(document.notices[0].message.contains("page 1 has a poor text"), "{:?}", document.notices);
}

/// A page with a form field, in the middle of its height.
fn with_field(field: lopdf::Dictionary, page: Page) -> Document {
    let mut document = pdf(vec![page]);
    let id = document.page_iter().next().unwrap();
    let mut field = field;
    field.extend(&dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx" });
    field.set("Rect", vec![150.into(), 690.into(), 300.into(), 714.into()]);
    let field = document.add_object(field);
    document.get_dictionary_mut(id).unwrap().set("Annots", vec![field.into()]);
    read("skema.pdf", &bytes(document)).unwrap()
}

#[test]
fn a_form_field_is_read_where_nothing_draws_its_value() {
    let label = || Page::new().text(72.0, 698.0, 12.0, "Antal børn:");
    let filled =
        || dictionary! { "V" => Object::string_literal("12"), "DA" => Object::string_literal("/F1 12 Tf 0 g") };
    assert_eq!(with_field(filled(), label()).text, "Antal børn: 12");
    // Drawn by the page already, hidden, or a password.
    assert_eq!(with_field(filled(), label().text(152.0, 698.0, 12.0, "12")).text, "Antal børn: 12");
    for (key, flag) in [("F", 2), ("Ff", 1 << 13)] {
        let mut field = filled();
        field.set(key, flag);
        assert_eq!(with_field(field, label()).text, "Antal børn:");
    }
}

#[test]
fn danish_letters_and_signs_come_through_every_encoding() {
    let wanted = "æøåÆØÅ§½–";
    let page = || Page::new().text(72.0, 700.0, 12.0, wanted);
    assert_eq!(read_pdf(vec![page()]).text, wanted);
    // The same page, its bytes taken for names of the document's own.
    let names = ["ae", "oslash", "aring", "AE", "Oslash", "Aring", "section", "onehalf", "endash"];
    let codes = encoding_rs::WINDOWS_1252.encode(wanted).0;
    let mut differences: Vec<Object> = Vec::new();
    for (code, name) in codes.iter().rev().zip(names) {
        differences.extend([Object::from(i64::from(*code)), name.into()]);
    }
    let mut document = pdf(vec![page()]);
    let encoding = dictionary! { "Type" => "Encoding", "Differences" => differences };
    for font in document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        if font.has_type(b"Font") {
            font.set("Encoding", encoding.clone());
        }
    }
    let read = read("egne.pdf", &bytes(document)).unwrap();
    assert_eq!(read.text, wanted.chars().rev().collect::<String>());
}

#[test]
fn a_second_look_at_every_page_names_those_that_lack_numbers() {
    let look = |second_look, page: Page| {
        let limits = Limits { second_look, ..Limits::default() };
        read_as("a.pdf", &bytes(pdf(vec![page])), &limits).unwrap().outcome()
    };
    let page = || Page::new().text(72.0, 700.0, 12.0, "Der er 12 børn og 3.400 kr.");
    // What lies far off the page is none of the first reading's.
    let lacking = || page().text(9000.0, 700.0, 12.0, "345");
    assert_eq!((look(true, page()), look(false, lacking())), (Outcome::Read, Outcome::Read));
    assert_eq!(look(true, lacking()), Outcome::Partly);
}

fn encrypted(password: &str) -> Vec<u8> {
    let mut document = pdf(vec![Page::new().text(72.0, 700.0, 12.0, "Fortroligt")]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "ejer",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    bytes(document)
}

#[test]
fn a_password_locks_a_pdf_unless_it_is_empty() {
    assert_eq!(refused("låst.pdf", &encrypted("hemmelig")).kind(), ErrorKind::Encrypted);
    assert_eq!(read("åben.pdf", &encrypted("")).unwrap().text, "Fortroligt");
}

#[test]
fn a_pdf_that_is_cut_off_is_read_in_part_or_refused() {
    let whole = bytes(pdf((1..=5).map(|page| Page::new().text(72.0, 700.0, 12.0, &format!("Ark {page}"))).collect()));
    for share in 1..20 {
        let cut = &whole[..whole.len() * share / 20];
        match read("halv.pdf", cut) {
            Ok(document) => assert!(document.text.len() <= 5 * 6),
            Err(error) => assert!(error.to_string().contains("halv.pdf"), "{error}"),
        }
    }
}

#[test]
fn limits_on_pages_text_and_time_leave_a_part() {
    let whole = bytes(pdf((1..=5).map(|page| Page::new().text(72.0, 700.0, 12.0, &format!("Ark {page}"))).collect()));
    let document = read_as("a.pdf", &whole, &Limits { pages: 2, ..Limits::default() }).unwrap();
    assert_eq!((document.text.as_str(), document.outcome()), ("Ark 1\u{c}Ark 2", Outcome::Partly));
    let document = read_as("a.pdf", &whole, &Limits { text_bytes: 9, ..Limits::default() }).unwrap();
    assert!(document.text.starts_with("Ark 1\u{c}") && document.text.len() <= 10);
    assert_eq!(document.outcome(), Outcome::Partly);
    let limits = Limits { time: std::time::Duration::ZERO, ..Limits::default() };
    assert_eq!(read_as("a.pdf", &whole, &limits).unwrap_err().kind(), ErrorKind::Limit);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_pdf_with_wrong_bytes_never_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let page = table(Page::new()).line(70.0, 712.0, 510.0, 712.0).picture();
        let mut content = bytes(pdf(vec![page, Page::new().text(72.0, 700.0, 12.0, "Børn")]));
        for (place, byte) in changes {
            let place = place.index(content.len());
            content[place] = byte;
        }
        if let Ok(document) = read("ændret.pdf", &content) {
            for page in &document.pages {
                prop_assert!(document.text.get(page.span.start..page.span.end).is_some());
                prop_assert!(page.words.is_sorted_by_key(|word| word.span.start));
            }
        }
    }
}

// Documents beside the project.

#[test]
fn transcripts_have_the_pages_that_they_show() {
    let Some(seeds) = shared("seeds") else { return };
    for (name, count) in
        [("roskilde-2018", 6), ("ds-survey-2019", 6), ("faxe-2019", 26), ("herning-2012", 0), ("aalborg-2016", 0)]
    {
        let document = read_path(&seeds.join(format!("{name}.txt"))).unwrap();
        assert_eq!(document.pages.len(), count, "{name}");
        let numbers: Vec<u32> = document.pages.iter().map(|page| page.number.get()).collect();
        assert_eq!(numbers, (1..=count as u32).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn tables_of_danish_documents_are_found() {
    let Some(folder) = shared("pdfs/danish") else { return };
    let (mut found, mut all) = (0, 0);
    let mut answers: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    answers.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    answers.sort();
    for answer in answers {
        let tables: serde_json::Value = serde_json::from_slice(&fs::read(&answer).unwrap()).unwrap();
        let Some(tables) = tables.get("tables").and_then(|tables| tables.as_array()) else { continue };
        let document = read_path(&answer.with_extension("pdf")).unwrap();
        let layout = Layout::of(&document);
        let read: Vec<Vec<Vec<&str>>> = layout
            .tables()
            .map(|(_, table)| {
                table.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(&document.text)).collect()).collect()
            })
            .collect();
        for table in tables {
            let cells: Vec<Vec<String>> = serde_json::from_value(table.clone()).unwrap();
            let whole = read.iter().any(|table| *table == cells);
            all += 1;
            found += usize::from(whole);
            if !whole {
                println!("not whole: {} {:?}", answer.display(), cells[0]);
            }
        }
    }
    println!("{found} of {all} tables have every cell right");
    assert!(found >= 17, "{found} of {all}");
}

#[test]
fn odd_documents_neither_panic_nor_hang() {
    let Some(folder) = shared("pdfs/odd") else { return };
    let (mut text, mut none, mut refused) = (0, 0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match read_path(&path) {
            Ok(document) if document.text.trim().is_empty() => none += 1,
            Ok(document) => {
                text += 1;
                for word in document.pages.iter().flat_map(|page| &page.words) {
                    assert!(!word.span.of(&document.text).is_empty());
                }
            }
            Err(error) => refused.push(error.to_string()),
        }
    }
    println!("{text} with text, {none} without, {} refused: {refused:?}", refused.len());
    assert!(text >= 165 && refused.len() <= 5);
}
