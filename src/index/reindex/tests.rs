//! Runs that find something out of the ordinary.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use super::{Missing, Options, preview};
use crate::{
    ErrorKind,
    index::{
        tests::{Bench, zipped},
        writer::Writer,
    },
    isolation::Isolation,
    progress::Silent,
};

/// Gives a file a time that is long past, at which nothing else changed.
fn age(bench: &Bench, name: &str) {
    let file = fs::File::options().write(true).open(bench.path(name)).expect("a file");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).expect("a time");
}

/// Makes what is remembered of every document that of other rules.
fn outdate(bench: &Bench) {
    let index = bench.open();
    let entries = index.entries().expect("entries");
    let mut writer = Writer::new(&index, 16 << 20).expect("a writer");
    for mut entry in entries {
        entry.stamp.rules += 1;
        writer.put_entry(&entry).expect("put");
    }
    writer.commit(false).expect("committed");
}

#[test]
fn new_rules_open_no_file_and_a_look_at_all_contents_finds_what_time_and_size_hide() {
    let bench = Bench::with(&[("d/a.html", "<!doctype html><p>Sagstallet er 33.</p>")]);
    age(&bench, "d/a.html");
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
    bench.write("d/a.html", "<!doctype html><p>Sagstallet er 25.</p>".as_bytes());
    age(&bench, "d/a.html");
    outdate(&bench);
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
    assert_eq!((bench.docs("33").len(), bench.docs("25").len()), (1, 0), "the text was not read again");
    assert_eq!(bench.index(&["d"]), [0, 1, 0, 0]);
    let verified = bench.index_with(&["d"], |options| Options { verify: true, ..options }).expect("an index");
    assert_eq!((verified.read, verified.removed), (1, 0));
    assert_eq!((bench.docs("33").len(), bench.docs("25").len()), (0, 1));
    assert_eq!(bench.open().texts().names().count(), 1, "the old text is gone");
}

#[test]
fn a_file_that_changed_a_moment_ago_is_not_believed_to_be_the_same() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33.")]);
    let soon = SystemTime::now() + Duration::from_secs(3600);
    let set = || fs::File::options().write(true).open(bench.path("d/a.txt")).and_then(|file| file.set_modified(soon));
    set().expect("a time");
    bench.index(&["d"]);
    bench.write("d/a.txt", "Sagstallet er 25.".as_bytes());
    set().expect("the same time");
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
    assert_eq!(bench.docs("25"), ["a.txt"]);
}

#[test]
fn a_copy_joins_a_document_that_was_left_alone() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/c.txt", "Budget.")]);
    ["d/a.txt", "d/c.txt"].iter().for_each(|name| age(&bench, name));
    bench.index(&["d"]);
    bench.write("d/b.txt", "Sagstallet er 33.".as_bytes());
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert_eq!(bench.open().status().expect("a status").duplicates, [["a.txt", "b.txt"]]);
    fs::remove_file(bench.path("d/b.txt")).expect("removed");
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert!(bench.open().status().expect("a status").duplicates.is_empty());
}

#[test]
fn an_archive_that_was_indexed_in_part_is_opened_again() {
    let bench = Bench::with(&[]);
    bench.write("d/a.zip", &zipped(&[("en.txt", "Plejefamilier."), ("to.txt", "Sagstallet er 33.")]));
    age(&bench, "d/a.zip");
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 0]);
    {
        let index = bench.open();
        let entries = index.entries().expect("entries");
        let mut writer = Writer::new(&index, 16 << 20).expect("a writer");
        writer.remove(&entries[0].key).expect("removed");
        writer.commit(false).expect("committed");
    }
    assert_eq!(bench.index(&["d"]), [1, 1, 0, 0]);
    assert_eq!(bench.docs("plejefamilie"), ["a.zip!/en.txt"]);
}

#[test]
fn a_damaged_list_of_files_is_done_without() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Budget.")]);
    ["d/a.txt", "d/b.txt"].iter().for_each(|name| age(&bench, name));
    bench.index(&["d"]);
    let list = bench.open().list();
    let whole = fs::read(&list).expect("a list");
    for damaged in [&whole[..whole.len() / 2], b"", b"junk"] {
        fs::write(&list, damaged).expect("written");
        assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
        assert_eq!(fs::read(&list).expect("a list"), whole, "made anew");
    }
}

#[test]
fn a_folder_that_vanishes_stops_the_run_until_somebody_decides() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal."), ("e/b.txt", "Sagstal i Herning.")]);
    bench.index(&["d", "e"]);
    let with = |missing| bench.index_with(&["d", "e"], |options| Options { missing, ..options });
    let emptied = |bench: &Bench| fs::remove_file(bench.path("e/b.txt")).expect("removed");
    emptied(&bench);
    let error = with(Missing::Ask).expect_err("empty by surprise");
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert!(error.to_string().contains("the index has 1 document of it"), "{error}");
    fs::remove_dir(bench.path("e")).expect("removed");
    assert_eq!(with(Missing::Ask).expect_err("gone").kind(), ErrorKind::Missing);
    assert_eq!(bench.docs("sagstal").len(), 2);
    assert_eq!(with(Missing::Keep).expect("an index").unchanged, 1);
    assert_eq!(bench.docs("sagstal").len(), 2);
    assert_eq!(with(Missing::Remove).expect("an index").removed, 1);
    assert_eq!(bench.docs("sagstal"), ["d/a.txt"]);
    // Of a folder that never was there nothing is known, whatever is wanted.
    let unknown = bench.index_with(&["d", "x"], |options| Options { missing: Missing::Keep, ..options });
    assert_eq!(unknown.expect_err("unknown").kind(), ErrorKind::Missing);
}

#[test]
fn an_emptied_folder_below_is_missed_when_it_held_many() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    (0..12).for_each(|n| bench.write(&format!("d/drev/{n}.txt"), format!("Sagstal {n}.").as_bytes()));
    (0..3).for_each(|n| bench.write(&format!("d/kladder/{n}.txt"), format!("Kladde {n}.").as_bytes()));
    bench.index(&["d"]);
    (0..3).for_each(|n| fs::remove_file(bench.path(&format!("d/kladder/{n}.txt"))).expect("removed"));
    assert_eq!(bench.index(&["d"])[3], 3);
    (0..12).for_each(|n| fs::remove_file(bench.path(&format!("d/drev/{n}.txt"))).expect("removed"));
    assert_eq!(bench.try_index(&["d"]).expect_err("not mounted").kind(), ErrorKind::Missing);
    fs::remove_dir(bench.path("d/drev")).expect("removed");
    assert_eq!(bench.index(&["d"])[3], 12, "whoever removes the folder too means it");
}

#[test]
fn a_preview_says_what_a_run_does_and_does_nothing() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Budget."), ("d/c.txt", "Norm.")]);
    let interrupted = std::sync::atomic::AtomicBool::new(false);
    let options = Options::new(&Isolation::InProcess, &Silent, &interrupted);
    let look = || preview(&[bench.path("d")], &bench.path("index"), &options).expect("a preview");
    assert_eq!(look().read, ["a.txt", "b.txt", "c.txt"]);
    assert!(!bench.path("index").exists());
    bench.index(&["d"]);
    let before = bench.commit();
    bench.write("d/a.txt", "Sagstallet er 25 nu.".as_bytes());
    fs::remove_file(bench.path("d/c.txt")).expect("removed");
    let seen = look();
    assert_eq!((seen.read, seen.removed, seen.unchanged), (vec!["a.txt".to_owned()], vec!["c.txt".to_owned()], 1));
    assert_eq!(bench.commit(), before);
    assert_eq!(bench.index(&["d"]), [1, 1, 0, 1]);
}
