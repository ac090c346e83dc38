//! Where a command's data goes: standard output, or a file that is written whole or not at all.
//!
//! Takes the path of `--output`, gives a writer. Refuses a folder. A file comes to be under another name beside its
//! place and is renamed at the end; what is no regular file, such as `/dev/null`, is written straight.

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal as _, StdoutLock, Write},
    path::{Path, PathBuf},
};

use crate::{Error, ErrorKind, Result};

/// A command's output; nothing of a file is seen before [`Output::finish`].
pub(super) struct Output {
    to: To,
}

enum To {
    Terminal(BufWriter<StdoutLock<'static>>),
    Pipe(BufWriter<StdoutLock<'static>>),
    Straight(BufWriter<File>),
    File { writer: BufWriter<File>, hidden: Hidden, place: PathBuf },
}

/// The file under its passing name; gone when it is given up.
struct Hidden(PathBuf);

impl Drop for Hidden {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Output {
    /// Standard output, or a file.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let to = match path {
            None => {
                let stdout = io::stdout().lock();
                if stdout.is_terminal() {
                    To::Terminal(BufWriter::new(stdout))
                } else {
                    To::Pipe(BufWriter::new(stdout))
                }
            }
            Some(path) => file(path).map_err(|cause| {
                Error::new(ErrorKind::Output, format!("{} cannot be written", path.display())).caused_by(cause)
            })?,
        };
        Ok(Output { to })
    }

    /// Whether a person is looking.
    pub fn is_terminal(&self) -> bool {
        matches!(self.to, To::Terminal(_))
    }

    /// Whether words may be coloured: on a terminal, unless `NO_COLOR` or a dumb terminal forbids it.
    pub fn is_coloured(&self) -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        self.is_terminal() && !forbidden && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Hands everything over; a file appears in its place.
    pub fn finish(self) -> io::Result<()> {
        match self.to {
            To::Terminal(mut out) | To::Pipe(mut out) => out.flush(),
            To::Straight(mut out) => out.flush(),
            To::File { writer, hidden, place } => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.sync_all()?;
                fs::rename(&hidden.0, place)
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Terminal(out) | To::Pipe(out) => out.write(bytes),
            To::Straight(out) => out.write(bytes),
            To::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Terminal(out) | To::Pipe(out) => out.flush(),
            To::Straight(out) => out.flush(),
            To::File { writer, .. } => writer.flush(),
        }
    }
}

fn file(path: &Path) -> io::Result<To> {
    // A link stays one: what it points to is replaced.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if place.exists() && !place.is_file() {
        return Ok(To::Straight(BufWriter::new(File::options().write(true).open(&place)?)));
    }
    let name = place.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
    let hidden = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let writer = BufWriter::new(File::create(&hidden)?);
    Ok(To::File { writer, hidden: Hidden(hidden), place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("tal.csv");
        fs::write(&path, "gammelt").expect("a file");
        let mut output = Output::open(Some(&path)).expect("an output");
        output.write_all(b"nyt").expect("written");
        drop(output);
        assert_eq!(fs::read_to_string(&path).expect("the old file"), "gammelt");
        let mut output = Output::open(Some(&path)).expect("an output");
        output.write_all(b"nyt").expect("written");
        output.finish().expect("finished");
        assert_eq!(fs::read_to_string(&path).expect("the new file"), "nyt");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_folder_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let error = Output::open(Some(dir.path())).err().expect("a folder is no file");
        assert_eq!(error.kind(), ErrorKind::Output);
    }
}
