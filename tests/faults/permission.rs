//! What a user may not read or write.

use std::{
    fs::{self, Permissions},
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::Path,
};

use crate::{
    desk::{Desk, Ran},
    seed, skipped,
    town::Town,
};

/// Somebody without rights of their own.
const NOBODY: u32 = 65534;

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("permissions");
}

impl Desk {
    /// A command of a user whom permissions hold for; none where the program cannot be run as one.
    fn as_user(&self, arguments: &[&str]) -> Option<Ran> {
        permit(&self.path(""), 0o755);
        let mut command = self.command("here", arguments);
        if rustix::process::geteuid().is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().ok().map(Ran::from)
    }

    fn has_user(&self) -> bool {
        self.as_user(&["municipalities"]).is_some_and(|ran| ran.code == Some(0))
    }
}

#[test]
fn an_index_that_may_only_be_read_is_searched_and_not_written() {
    let desk = Desk::new();
    let mut town = Town::new(desk.path("docs"), seed(), 12);
    if !desk.has_user() {
        return skipped("the program cannot be run as another user");
    }
    desk.index();
    town.day(6);
    let folders = [desk.home(), desk.path("here/index"), desk.path("here")];
    folders.iter().for_each(|folder| permit(folder, 0o555));
    for asked in [&["search", "sager"][..], &["figures"], &["compare"], &["status"], &["compare", "--since", "1"]] {
        let ran = desk.as_user(asked).expect("it ran");
        assert!(matches!(ran.code, Some(0 | 1)), "{asked:?}: {}", ran.err);
    }
    let ran = desk.as_user(&["index", "../docs"]).expect("it ran");
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("error: the index in index cannot be written"), "{}", ran.err);
    assert!(ran.err.contains("Permission denied"), "{}", ran.err);
    folders.iter().for_each(|folder| permit(folder, 0o755));
    desk.index();
    assert_eq!(desk.export().difference(&desk.fresh()), None);
}

#[test]
fn a_file_that_may_not_be_read_is_named_and_read_when_it_may() {
    let desk = Desk::new();
    Town::new(desk.path("docs"), seed(), 8);
    permit(&desk.path("here"), 0o777);
    if !desk.has_user() {
        return skipped("the program cannot be run as another user");
    }
    fs::write(desk.path("docs/privat.txt"), "Faxe Kommune\n\nHver rådgiver har 31 sager i 2020.\n").expect("a file");
    permit(&desk.path("docs/privat.txt"), 0);
    for _ in 0..2 {
        let ran = desk.as_user(&["index", "../docs"]).expect("it ran");
        assert_eq!(ran.code, Some(3), "{}", ran.err);
        assert!(ran.err.contains("privat.txt") && ran.err.contains("Permission denied"), "{}", ran.err);
    }
    permit(&desk.path("docs/privat.txt"), 0o644);
    let ran = desk.as_user(&["index", "../docs"]).expect("it ran");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(desk.export().difference(&desk.fresh()), None);
}

#[test]
fn a_folder_that_may_not_be_looked_into_loses_no_document() {
    let desk = Desk::new();
    let town = Town::new(desk.path("docs"), seed(), 20);
    permit(&desk.path("here"), 0o777);
    if !desk.has_user() {
        return skipped("the program cannot be run as another user");
    }
    assert_eq!(desk.as_user(&["index", "../docs"]).expect("it ran").code, Some(0));
    let before = desk.export();
    permit(&desk.path("docs/arkiv"), 0);
    let ran = desk.as_user(&["index", "../docs"]).expect("it ran");
    permit(&desk.path("docs/arkiv"), 0o755);
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("arkiv"), "{}", ran.err);
    assert_eq!(desk.export().difference(&before), None);
    desk.held().assert_whole(&town);
}
