//! Archives as folders, and e-mails with attachments: what is found in them, and what they may not do.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nogletal::{
    ErrorKind,
    document::{self, Kind, Limits, Source},
};
use proptest::prelude::*;
use tempfile::TempDir;

#[path = "fixtures/zipped.rs"]
mod zipped;

use zipped::zipped;

fn found(path: &Path) -> Vec<Source> {
    document::sources(&[path.to_owned()]).unwrap().into_iter().map(|found| found.unwrap()).collect()
}

fn names(path: &Path) -> Vec<String> {
    found(path).into_iter().map(|source| source.name).collect()
}

fn folder(files: &[(&str, &[u8])]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let path = folder.path().to_owned();
    (folder, path)
}

const MAIL: &str = "From: a@example.dk\nTo: b@example.dk\nSubject: Tal\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSe vedlagte.\n--x\n\
    Content-Type: text/plain; name=bilag.txt\nContent-Disposition: attachment; filename=bilag.txt\n\n\
    Sagstallet er 33.\n--x--\n";

#[test]
fn an_archive_is_a_folder_and_a_mail_lies_beside_its_attachments() {
    let inner = zipped(&[("dyb.txt", b"Dybt."), ("brev.eml", MAIL.as_bytes())]);
    let archive = zipped(&[("b/notat.txt", "Børn.".as_bytes()), ("__MACOSX/b", b"x"), ("a.zip", &inner)]);
    let (_keep, path) = folder(&[("sager.zip", &archive), ("z.txt", b"Z.")]);
    assert_eq!(
        names(&path),
        [
            "sager.zip!/a.zip!/brev.eml",
            "sager.zip!/a.zip!/brev.eml!/bilag.txt",
            "sager.zip!/a.zip!/dyb.txt",
            "sager.zip!/b/notat.txt",
            "z.txt"
        ]
    );
    let documents: Vec<_> =
        found(&path).iter().map(|source| document::read(source, &Limits::default()).unwrap()).collect();
    assert_eq!((documents[0].kind, documents[1].kind), (Kind::Mail, Kind::Text));
    assert_eq!(documents[1].text.trim(), "Sagstallet er 33.");
    assert_eq!(documents[3].text, "Børn.");
    let (_keep, alone) = folder(&[("notat.txt", "Børn.".as_bytes())]);
    let alone = document::read(&found(&alone)[0], &Limits::default()).unwrap();
    assert_eq!(documents[3].id, alone.id, "a member is the same document as the file");
}

#[test]
fn a_member_is_named_by_its_path() {
    let inner = zipped(&[("dyb!/a.txt", b"Dybt.")]);
    let (_keep, path) = folder(&[("sager.zip", &zipped(&[("a.zip", &inner), ("notat.txt", b"Tekst.")]))]);
    let named = |rest: &str| {
        let typed = path.join(format!("sager.zip!/{rest}"));
        document::named(&typed, &typed.display().to_string())
    };
    let text = |rest: &str| document::read(&named(rest).unwrap(), &Limits::default()).map(|document| document.text);
    assert_eq!(text("notat.txt").unwrap(), "Tekst.");
    assert_eq!(text("a.zip!/dyb!/a.txt").unwrap(), "Dybt.");
    assert_eq!(named("andet.txt").unwrap_err().kind(), ErrorKind::Missing);
    let error = text("a.zip").unwrap_err();
    assert!(error.advice().unwrap().contains("sager.zip!/a.zip!/dyb!/a.txt'"), "{:?}", error.advice());
    assert_eq!(
        names(&path.join("sager.zip!/a.zip")),
        [path.join("sager.zip!/a.zip!/dyb!/a.txt").display().to_string()]
    );
}

#[test]
fn a_locked_member_fails_by_itself() {
    let mut archive = zipped(&[("a.txt", b"Tekst."), ("b.txt", b"Fortroligt.")]);
    // The flag that says so, in the second member's own header and in the directory.
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let heads: Vec<usize> =
            archive.windows(4).enumerate().filter(|(_, four)| four == mark).map(|(at, _)| at).collect();
        archive[heads[1] + flag] |= 1;
    }
    let (_keep, path) = folder(&[("sager.zip", &archive)]);
    let outcomes: Vec<_> = found(&path)
        .iter()
        .map(|source| document::read(source, &Limits::default()).map(|document| document.text))
        .collect();
    assert_eq!(outcomes[0].as_ref().unwrap(), "Tekst.");
    let error = outcomes[1].as_ref().unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Encrypted, "sager.zip!/b.txt is locked with a password")
    );
}

#[test]
fn a_damaged_member_fails_by_itself_and_a_broken_archive_as_one() {
    let mut archive = zipped(&[("a.txt", b"Tekst."), ("b.txt", b"Noget andet.")]);
    // Inside the second member: the directory is gone, the first member is whole.
    let second = archive.windows(4).skip(1).position(|four| four == b"PK\x03\x04").unwrap() + 1;
    for (cut, whole) in [(second + 20, &["halv.zip", "halv.zip!/a.txt"][..]), (20, &["halv.zip"])] {
        let (_keep, path) = folder(&[("halv.zip", &archive[..cut])]);
        assert_eq!(names(&path), whole);
        let sources = found(&path);
        let error = document::read(&sources[0], &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
        assert!(error.to_string().starts_with("halv.zip is a damaged"), "{error}");
        for source in &sources[1..] {
            assert_eq!(document::read(source, &Limits::default()).unwrap().text, "Tekst.");
        }
    }
    let package = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:p/>"), ("a", b"x")]);
    let (_keep, path) = folder(&[("halv.docx", &package[..package.len() - 60])]);
    assert_eq!(names(&path), ["halv.docx"]);
    // Inside the first member, behind its header and its name.
    archive[30 + "a.txt".len()] ^= 0xff;
    let (_keep, path) = folder(&[("sager.zip", &archive)]);
    let read: Vec<bool> =
        found(&path).iter().map(|source| document::read(source, &Limits::default()).is_ok()).collect();
    assert_eq!(read, [false, true]);
}

#[test]
fn archives_in_archives_end_somewhere() {
    let mut archive = zipped(&[("dyb.txt", b"Dybt.")]);
    for _ in 0..6 {
        archive = zipped(&[("inde.zip", &archive)]);
    }
    let (_keep, path) = folder(&[("sager.zip", &archive)]);
    let sources = found(&path);
    assert_eq!(sources.len(), 1);
    let error = document::read(&sources[0], &Limits::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("nested deeper than 3"), "{error}");
}

#[test]
fn an_archive_without_documents_says_so() {
    let (_keep, path) = folder(&[("tom.zip", &zipped(&[("mappe/", b""), (".skjult", b"x")]))]);
    let error = document::read(&found(&path)[0], &Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), "tom.zip is an archive without any documents in it");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn an_archive_with_wrong_bytes_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        length in 0.5f64..1.0,
    ) {
        let inner = zipped(&[("dyb.txt", b"Dybt."), ("brev.eml", MAIL.as_bytes())]);
        let mut archive = zipped(&[("a.zip", &inner), ("brev.eml", MAIL.as_bytes()), ("notat.txt", b"Tekst.")]);
        for (place, byte) in changes {
            let place = place.index(archive.len());
            archive[place] = byte;
        }
        // Half of them are cut off as well.
        let kept = if length > 0.75 { archive.len() } else { (archive.len() as f64 * length) as usize };
        let (_keep, path) = folder(&[("sager.zip", &archive[..kept])]);
        for found in document::sources(&[path]).unwrap() {
            let source = found.unwrap();
            if let Err(error) = document::read(&source, &Limits::default()) {
                prop_assert!(error.to_string().starts_with("sager.zip"), "{error}");
            }
        }
    }
}
