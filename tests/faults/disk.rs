//! Disks that are full, and files that may not grow.

use std::{
    fs::{self, File},
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    desk::{Desk, Ran},
    seed, skipped,
    town::Town,
};

/// A disk of its own, taken away at the end.
struct Disk(PathBuf);

impl Disk {
    /// A small disk at a folder; none where that takes more rights than the tests have.
    fn at(folder: PathBuf) -> Option<Disk> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(&folder).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Disk(folder))
    }

    /// Leaves so many bytes free.
    fn fill(&self, free: u64) {
        let mut filler = File::create(self.0.join("filler")).expect("a file");
        while filler.write_all(&[1; 4096]).is_ok() {}
        let length = filler.metadata().expect("a length").len();
        filler.set_len(length.saturating_sub(free)).expect("room");
    }

    fn clear(&self) {
        fs::remove_file(self.0.join("filler")).expect("deleted");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A run that could not write leaves a whole index and says why.
fn assert_refused(desk: &Desk, town: &Town, ran: &Ran) {
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("error: the index") && ran.err.contains("caused by: "), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    desk.held().assert_whole(town);
    drop(desk.export());
}

#[test]
fn a_full_disk_leaves_the_last_commit_and_is_said() {
    let desk = Desk::new();
    let Some(disk) = Disk::at(desk.path("here")) else { return skipped("no disk can be mounted here") };
    let mut town = Town::new(desk.path("docs"), seed(), 30);
    desk.index();
    for free in [0, 8 << 10, 30 << 10, 60 << 10, 100 << 10] {
        town.day(20);
        disk.fill(free);
        let ran = desk.run(&["index", "../docs", "--commit-every", "8"]);
        if ran.code != Some(0) {
            assert_refused(&desk, &town, &ran);
            assert!(ran.err.contains("No space left on device"), "{}", ran.err);
        }
        assert!(ran.code != Some(0) || free > 0, "nothing fits on a disk that is full");
        disk.clear();
        desk.index();
        assert_eq!(desk.export().difference(&desk.fresh()), None);
    }
}

#[test]
fn files_that_may_not_grow_leave_the_last_commit() {
    let desk = Desk::new();
    let mut town = Town::new(desk.path("docs"), seed(), 30);
    desk.index();
    // A signal ends the program, unless it is ignored; then writing fails. The shell counts blocks of 512 or 1024 bytes.
    for (shell, killed) in
        [("ulimit -f 4", true), ("trap '' XFSZ; ulimit -f 4", false), ("trap '' XFSZ; ulimit -f 0", false)]
    {
        town.day(20);
        let line = format!("{shell}; exec {} index ../docs --commit-every 8", env!("CARGO_BIN_EXE_nogletal"));
        let mut command = Command::new("sh");
        let ran = command.args(["-c", &line]).current_dir(desk.path("here")).output().expect("a shell");
        let ran = Ran::from(ran);
        if killed {
            assert_eq!(ran.code, None, "{}", ran.err);
            desk.held().assert_whole(&town);
            drop(desk.export());
        } else {
            assert_refused(&desk, &town, &ran);
        }
        desk.index();
        assert_eq!(desk.export().difference(&desk.fresh()), None);
    }
}
