//! Two who want to write, and an index that is copied meanwhile.

use std::fs;

use nogletal::{ErrorKind, index::Index};
use rustix::process::Signal;

use crate::{
    desk::{Desk, Held},
    process::{kill, signal},
    seed,
    town::Town,
};

#[test]
fn a_second_writer_is_told_to_wait_and_a_dead_one_is_in_nobodys_way() {
    let desk = Desk::new();
    let town = Town::new(desk.path("docs"), seed(), 60);
    let mut first = desk.begin();
    desk.wait_for_files(&mut first, 3);
    signal(&first, Signal::STOP);
    let second = desk.run(&["index", "../docs"]);
    assert_eq!(second.code, Some(2), "{}", second.err);
    let holder = format!("is being written by process {} since", first.id());
    assert!(second.err.contains(&holder), "{}", second.err);
    assert!(second.err.contains("hint: "), "{}", second.err);
    let reader = desk.run(&["status", "--format", "json"]);
    assert_eq!(reader.code, Some(0), "{}", reader.err);
    signal(&first, Signal::CONT);
    assert!(first.wait().expect("it ends").success(), "the first goes on as if nothing had happened");
    desk.held().assert_whole(&town);

    let mut dead = desk.begin();
    kill(&mut dead, false);
    assert_eq!(desk.run(&["index", "../docs"]).code, Some(0));
}

#[test]
fn a_copy_that_was_made_while_it_was_written_is_whole_or_refused() {
    let desk = Desk::new();
    let mut town = Town::new(desk.path("docs"), seed(), 30);
    desk.index();
    let mut refused = 0;
    for _ in 0..4 {
        town.day(20);
        let mut run = desk.begin();
        desk.wait_for_files(&mut run, 2);
        let copy = desk.path("copy");
        let home = copy.join(desk.home().file_name().expect("a name"));
        fs::create_dir_all(&home).expect("a folder");
        for file in fs::read_dir(desk.home()).expect("files").flatten() {
            // What goes while it is copied is not in the copy.
            let _ = fs::copy(file.path(), home.join(file.file_name()));
        }
        run.wait().expect("it ends");
        match Index::open(&copy).map(|index| Held::of(&index)) {
            Ok(Ok(held)) => held.assert_whole(&town),
            Ok(Err(error)) | Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Index, "{error:?}");
                assert!(error.advice().is_some(), "{error:?}");
                refused += 1;
            }
        }
        fs::remove_dir_all(copy).expect("deleted");
    }
    assert!(refused <= 4);
    assert_eq!(desk.export().difference(&desk.fresh()), None, "copying harms nobody");
}
