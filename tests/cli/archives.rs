//! Members of archives and attachments of e-mails, in every command that takes a file.

use super::{AABENRAA, Desk, HERNING, zipped::zipped};

const MAIL: &str = "From: a@example.dk\nTo: b@example.dk\nSubject: Tal\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSe vedlagte.\n--x\n\
    Content-Type: text/plain; name=bilag.txt\nContent-Disposition: attachment; filename=bilag.txt\n\n\
    Faxe Kommune: En sagsbehandler har 55 sager.\n--x--\n";

/// A desk with one archive of two notes and an e-mail.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let members = [("syd/aabenraa.txt", AABENRAA), ("herning.txt", HERNING), ("brev.eml", MAIL)];
    desk.write("docs/sager.zip", &zipped(&members.map(|(name, text)| (name, text.as_bytes()))));
    desk
}

#[test]
fn an_archive_has_the_figures_of_its_documents() {
    let desk = desk();
    let docs: Vec<String> = desk
        .lines(&["figures", "docs/sager.zip"])
        .iter()
        .map(|line| {
            format!("{} {}", line["doc"].as_str().unwrap_or_default(), line["number"].as_str().unwrap_or_default())
        })
        .collect();
    assert!(docs.contains(&"docs/sager.zip!/herning.txt 45".to_owned()), "{docs:?}");
    assert!(docs.contains(&"docs/sager.zip!/syd/aabenraa.txt 30".to_owned()), "{docs:?}");
    assert!(docs.contains(&"docs/sager.zip!/brev.eml!/bilag.txt 55".to_owned()), "{docs:?}");
}

#[test]
fn a_member_is_a_file_like_any_other() {
    let desk = desk();
    let member = "docs/sager.zip!/syd/aabenraa.txt";
    assert_eq!(desk.run(&["text", member]).out, AABENRAA);
    let lines = desk.lines(&["figures", member]);
    assert!(lines.iter().all(|line| line["doc"] == member), "{lines:?}");
    let start = AABENRAA.find("30").expect("the number");
    let ran = desk.run(&["explain", &format!("{member}:{start}"), "--lang", "en"]);
    assert!(ran.code == 0 && ran.out.replace('\u{a0}', " ").contains("= 30 cases per caseworker"), "{}", ran.out);
    assert_eq!(desk.run(&["tables", member]).code, 1);
}

#[test]
fn an_archive_alone_has_no_text_and_says_how_to_name_its_documents() {
    let desk = desk();
    let ran = desk.run(&["text", "docs/sager.zip"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r"
    error: sager.zip is an archive of 3 documents, and none itself
    hint: name one of them, such as 'sager.zip!/brev.eml'
    ");
    let ran = desk.run(&["text", "docs/sager.zip!/andet.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: docs/sager.zip!/andet.txt does not exist"), "{}", ran.err);
}

#[test]
fn the_index_knows_members_by_their_names() {
    let desk = desk();
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    let ran = desk.run(&["index", "docs", "--lang", "en"]);
    insta::assert_snapshot!(ran.err, @"documents: read 0 · unchanged 4 · partly read 0 · not read 0 · removed 0");
    let hits = desk.lines(&["search", "sagsbehandler"]);
    assert_eq!(hits[0]["doc"], "sager.zip!/brev.eml!/bilag.txt");
}

#[test]
#[cfg(target_os = "linux")]
fn without_libreoffice_a_document_says_what_to_install() {
    let desk = desk();
    desk.write("docs/notat.rtf", b"{\\rtf1 Der er 12.}");
    // The commands run with an empty environment: no program is on its path.
    let ran = desk.run(&["figures", "docs/notat.rtf"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("only LibreOffice can convert, and that is not installed"), "{}", ran.err);
}
