//! `--files-from`: a list of what is to be read, from a file or from standard input.
//!
//! Takes names, one a line, or with `--null` one before each NUL, as the system has them, be they Unicode or not; gives
//! them in their order. Refuses a list that cannot be read. Whether the names lead anywhere is found out by whoever
//! reads them.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{Error, ErrorKind, Result};

/// A list of files and folders.
#[derive(clap::Args)]
pub(super) struct FilesFrom {
    /// Read the files and folders of a list too, one name a line; - is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The names of the list end with NUL, as `find -print0` writes them
    #[arg(long, short = '0', requires = "files_from")]
    null: bool,
}

impl FilesFrom {
    /// The names of the list; none where there is none.
    pub fn names(&self) -> Result<Vec<PathBuf>> {
        let Some(path) = &self.files_from else { return Ok(Vec::new()) };
        let bytes = bytes(path).map_err(|cause| {
            Error::new(ErrorKind::Missing, format!("the list {} cannot be read", path.display()))
                .caused_by(cause)
                .hint("give a file with one name a line, or - for standard input")
        })?;
        Ok(names(&bytes, self.null))
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn names(bytes: &[u8], null: bool) -> Vec<PathBuf> {
    if null {
        return bytes.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(path).collect();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|name| !name.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(name).into()
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], null: bool) -> Vec<PathBuf> {
        names(bytes, null)
    }

    #[test]
    fn one_name_a_line_however_the_lines_end() {
        let list = "\u{feff}a.txt\r\nmed blanke .txt \n\nå/æ.pdf";
        let expected: Vec<PathBuf> = ["a.txt", "med blanke .txt ", "å/æ.pdf"].map(PathBuf::from).into();
        assert_eq!(read(list.as_bytes(), false), expected);
        assert_eq!(read(b"", false), Vec::<PathBuf>::new());
    }

    #[test]
    fn between_nuls_a_name_may_have_lines() {
        assert_eq!(read(b"a\nb.txt\0c.txt\0", true), ["a\nb.txt", "c.txt"].map(PathBuf::from));
    }

    #[test]
    #[cfg(unix)]
    fn a_name_need_not_be_unicode() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(read(b"b\xf8rn.txt\n", false)[0].as_os_str().as_bytes(), b"b\xf8rn.txt");
    }
}
