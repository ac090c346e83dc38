//! What is read of a document and what is not: scans, other languages, what it says about itself.

use serde_json::{Value, json};

use super::{Desk, make};

const DANISH: &str =
    "Greve Kommune\n\nDer er 12 anbragte børn, og en rådgiver har i gennemsnit 31 sager om børn og unge.";
const SWEDISH: &str = "Kommunen har under de senaste åren arbetat med att minska antalet ärenden för varje \
    handläggare, så att det blir mer tid till familjerna. En rådgiver har i gennemsnit 32 sager. Målet är att antalet \
    ska vara nere på 25 när omställningen är klar. Det har visat sig att barn och unga som får hjälp tidigt inte \
    behöver de mest ingripande insatserna efter några år.";

fn numbers(lines: &[Value]) -> Vec<&str> {
    lines.iter().filter_map(|line| line["number"].as_str()).collect()
}

#[test]
fn figures_come_from_danish_pages_unless_all_languages_are_wanted() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("a.txt", format!("{DANISH}\u{c}{SWEDISH}").as_bytes());
    assert_eq!(numbers(&desk.lines(&["figures", "a.txt"])), ["12", "31"]);
    let said = desk.run(&["figures", "a.txt"]).err;
    assert!(said.contains("a.txt: page 2 is in Swedish"), "{said}");
    assert!(numbers(&desk.lines(&["figures", "a.txt", "--all-languages"])).contains(&"32"));
    // The choice makes a document with such pages stale in the index; searching finds them either way.
    for (options, holds) in [(&[][..], false), (&["--all-languages"][..], true), (&[][..], false)] {
        desk.run(&[&["index", "a.txt"], options].concat());
        assert_eq!(numbers(&desk.lines(&["figures"])).contains(&"32"), holds, "{options:?}");
        assert!(desk.run(&["search", "handläggare"]).out.contains("a.txt"));
        let status = desk.run(&["status", "--lang", "en"]).out;
        assert_eq!(status.contains("with parts in other languages"), !holds, "{status}");
    }
}

#[test]
fn what_a_document_says_about_itself_comes_with_its_source() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let memo = "NOTAT\n\nDato: 12. marts 2019\nSagsnr. 27.00.00-P05-1-19\n\nGreve Kommune har 12 anbragte børn.";
    desk.write("a.txt", memo.as_bytes());
    let [object] = &desk.lines(&["text", "a.txt", "--metadata"])[..] else { panic!("one object") };
    assert_eq!(object["date"], json!({"value": "2019-03-12", "origin": "first_page"}));
    assert_eq!(object["type"], json!({"value": "memo", "origin": "first_page"}));
    assert_eq!(object["case_number"]["value"], "27.00.00-P05-1-19");
    assert_eq!((&object["title"], &object["municipality"]), (&Value::Null, &json!("253")));
    let table = desk.run(&["text", "a.txt", "--metadata", "--lang", "da"]).out;
    insta::assert_snapshot!(table);
}

#[test]
fn a_scan_without_tesseract_says_what_to_install_and_is_read_again_once_it_is_there() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("skannet.pdf", &make::bytes(make::pdf(vec![make::Page::new().picture()])));
    let index = |path: std::ffi::OsString| {
        let mut command = desk.command(&["index", "skannet.pdf", "--lang", "en"]);
        command.env("PATH", path).env("NOGLETAL_CACHE", desk.path("cache"));
        String::from_utf8(command.output().expect("it ran").stderr).expect("UTF-8")
    };
    // No program lies on this path.
    let said = index(desk.path("docs").into());
    assert!(said.contains("apt install tesseract-ocr tesseract-ocr-dan"), "{said}");
    let said = index(desk.path("docs").into());
    assert!(said.contains("unchanged 1"), "{said}");
    if nogletal::document::ocr_available() {
        let said = index(std::env::var_os("PATH").unwrap_or_default());
        assert!(said.contains("unchanged 0"), "{said}");
    }
}

#[test]
fn recognition_can_be_switched_off() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("skannet.pdf", &make::bytes(make::pdf(vec![make::Page::new().picture()])));
    let mut command = desk.command(&["text", "skannet.pdf"]);
    let ran = command.env("NOGLETAL_OCR", "off").output().expect("it ran");
    assert!(String::from_utf8_lossy(&ran.stderr).contains("(OCR) is switched off"), "{ran:?}");
}
