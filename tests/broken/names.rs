//! What lies in a folder and is no file, and files whose names are none.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::symlink, net::UnixListener},
    path::Path,
    process::Command,
};

/// What a file of an odd name holds, so that it can be told from the others.
fn content(number: usize) -> String {
    format!("Hver rådgiver har {} sager.\n", 20 + number)
}

/// Names that are hard to print, to sort or to type.
const NAMES: [&[u8]; 10] = [
    b"linje\nskift.txt",
    b"klokke\x07 og \x1b[31mr\xc3\xb8dt.txt",
    b"b\xf8rn og unge.txt",
    b"\xff\xfe.txt",
    b"  blanke  .txt",
    b"-rf.txt",
    b"a!/b.txt",
    b"\xe2\x80\xae.txt",
    b"'\"$(reboot)`.txt",
    b"uden endelse",
];

/// A link to what is not there, which has to be said.
pub const NOWHERE: &str = "ingensteds.pdf";

/// Puts them into a folder; tells how many documents there are to be found.
pub fn lay(folder: &Path) -> usize {
    let mut documents = 0;
    for name in NAMES {
        // A name that parts folders makes one.
        let path = folder.join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content(documents)).expect("a file");
        documents += 1;
    }
    fs::write(folder.join(format!("{}.txt", "n".repeat(250))), content(documents)).expect("a file");
    documents += 1;
    let deep = (0..60).fold(folder.to_owned(), |path, _| path.join("mappe"));
    fs::create_dir_all(&deep).expect("folders");
    fs::write(deep.join("dyb.txt"), content(documents)).expect("a file");
    documents += 1;
    no_files(folder);
    documents
}

/// What must neither be waited for nor read without end.
fn no_files(folder: &Path) {
    let pipe = Command::new("mkfifo").arg(folder.join("pipe.txt")).status().expect("mkfifo");
    assert!(pipe.success());
    // The name stays when the listener goes, with nobody behind it.
    drop(UnixListener::bind(folder.join("socket.pdf")).expect("a socket"));
    fs::create_dir(folder.join("mappe.pdf")).expect("a folder");
    for (target, name) in [
        ("/dev/zero", "nuller.txt"),
        ("/dev/null", "intet.pdf"),
        ("/dev/tty", "skaerm.docx"),
        ("pipe.txt", "til-pipe.txt"),
        ("ring-b", "ring-a"),
        ("ring-a", "ring-b"),
        (".", "igen"),
        ("nowhere.pdf", NOWHERE),
    ] {
        symlink(target, folder.join(name)).expect("a link");
    }
}
