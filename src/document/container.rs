//! Files that hold documents: ZIP archives, and e-mails with attachments.
//!
//! Takes a [`Source`], gives one source for each document in it ([`expand`]), the bytes of a member ([`fetch`]), and
//! the source that a path such as `archive.zip!/inner.pdf` means ([`named`]). Refuses more members, deeper nesting and
//! more bytes than the limits allow; what is left out for that is said where the archive itself is read.

mod shelf;

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use super::{Limits, Source, archive, mail, package};
use crate::{Error, ErrorKind, Result};

/// What parts an archive's name from a member's.
pub(super) const INSIDE: &str = "!/";

/// The longest name of a file or folder in a file, in characters: what systems allow in bytes. A longer one is cut.
const NAME: usize = 255;

/// How much of a file tells whether it holds others.
const HEAD: u64 = 4096;

/// Something to read members from: a file on disk, or a member that was unpacked.
pub(super) trait Stream: Read + Seek + Send {}
impl<T: Read + Seek + Send> Stream for T {}

/// A document inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path in the file, tidy and unlike any other member's.
    pub name: String,
    /// Its place in the file's own order.
    pub index: usize,
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Listing {
    /// The documents, by name.
    pub members: Vec<Member>,
    /// Why these are not all that there should be.
    pub trouble: Option<Error>,
}

/// A file that holds documents.
enum Holder {
    Zip(Box<ZipArchive<Box<dyn Stream>>>),
    /// An archive without its directory, which stands at the end.
    Cut(Box<dyn Stream>),
    /// An e-mail, and its attachments once one of them is asked for.
    Mail(Vec<u8>, Option<Vec<Vec<u8>>>),
}

impl Holder {
    /// The file as one that holds others; nothing where it is a document and no more.
    fn open(mut stream: Box<dyn Stream>, name: &str, limits: &Limits) -> Result<Option<Holder>> {
        let unreadable = |cause| unreadable(name).caused_by(cause);
        let mut head = Vec::new();
        (&mut stream).take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        stream.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        if package::is_zipped(&head) {
            if let Err(cause) = ZipArchive::new(&mut stream) {
                let salvaged = archive::list_cut(&mut stream, name, limits).is_some_and(|one| !one.members.is_empty());
                return if salvaged {
                    Ok(Some(Holder::Cut(stream)))
                } else {
                    Err(package::broken(name).caused_by(cause))
                };
            }
            let mut archive = ZipArchive::new(stream).map_err(|cause| package::broken(name).caused_by(cause))?;
            let plain = package::kind_of(&mut archive).is_none();
            return Ok(plain.then(|| Holder::Zip(Box::new(archive))));
        }
        if mail::is_mail(&head) {
            let mut bytes = Vec::new();
            stream.take(limits.file_bytes).read_to_end(&mut bytes).map_err(unreadable)?;
            return Ok(Some(Holder::Mail(bytes, None)));
        }
        Ok(None)
    }

    fn list(&mut self, name: &str, limits: &Limits) -> Listing {
        match self {
            Holder::Zip(archive) => archive::list(archive, name, limits),
            Holder::Cut(stream) => archive::list_cut(stream, name, limits)
                .unwrap_or_else(|| Listing { members: Vec::new(), trouble: Some(package::broken(name)) }),
            Holder::Mail(bytes, _) => mail::list(bytes, name, limits),
        }
    }

    fn get(&mut self, member: &Member, name: &str, limits: &Limits) -> Result<Vec<u8>> {
        match self {
            Holder::Zip(archive) => archive::unpack(archive, member.index, name, limits),
            Holder::Cut(stream) => archive::unpack_cut(stream, member.index, name, limits),
            Holder::Mail(bytes, attachments) => attachment(bytes, attachments, member.index, name),
        }
    }

    /// Whether a member may hold documents itself, by how it begins.
    fn nests(&mut self, member: &Member) -> bool {
        let head = match self {
            Holder::Zip(archive) => archive::head(archive, member.index, HEAD),
            // An attachment is in memory anyway, and what was cut off was just read.
            Holder::Mail(..) | Holder::Cut(_) => return true,
        };
        package::is_zipped(&head) || mail::is_mail(&head)
    }
}

fn attachment(mail: &[u8], known: &mut Option<Vec<Vec<u8>>>, index: usize, name: &str) -> Result<Vec<u8>> {
    let attachments = match known {
        Some(attachments) => attachments,
        None => known.insert(mail::attachments(mail, name)?),
    };
    attachments.get(index).cloned().ok_or_else(|| {
        Error::new(ErrorKind::Unreadable, format!("{name} is not in the e-mail any more")).hint("read the e-mail anew")
    })
}

/// One source for each document that a file holds. An archive is none itself, unless something has to be said about
/// it; an e-mail is one beside its attachments.
pub(super) fn expand(source: Source, limits: &Limits) -> Vec<Source> {
    let mut out = Vec::new();
    let stream = match source.members.as_slice() {
        [] => open_file(&source.path).ok(),
        _ => fetch(&source, limits).ok().map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Stream>),
    };
    match stream {
        Some(stream) => inside(source, stream, limits, &mut out),
        // Reading it will say why it cannot be read.
        None => out.push(source),
    }
    out
}

fn inside(source: Source, stream: Box<dyn Stream>, limits: &Limits, out: &mut Vec<Source>) {
    let Ok(Some(mut holder)) = Holder::open(stream, &source.name, limits) else { return out.push(source) };
    let listing = holder.list(&source.name, limits);
    if matches!(holder, Holder::Mail(..)) || listing.trouble.is_some() {
        out.push(source.clone());
    }
    for member in &listing.members {
        let inner = source.member(&member.name);
        // Reading a member that holds others deeper down says that it lies too deep.
        if inner.members.len() < limits.nesting
            && holder.nests(member)
            && let Ok(bytes) = holder.get(member, &inner.name, limits)
        {
            inside(inner, Box::new(Cursor::new(bytes)), limits, out);
        } else {
            out.push(inner);
        }
    }
}

/// The bytes of a member.
pub(super) fn fetch(source: &Source, limits: &Limits) -> Result<Vec<u8>> {
    shelf::member(&source.path, &source.members, &source.name, limits)
}

/// The source that a path means, whether it is a file or a member of one; nothing where there is neither.
pub(super) fn named(path: &Path, name: &str, limits: &Limits) -> Option<Source> {
    if path.exists() {
        return Some(Source::file(path, name));
    }
    let typed = path.to_str()?;
    typed.match_indices(INSIDE).find_map(|(at, _)| {
        let file = PathBuf::from(&typed[..at]);
        let rest = &typed[at + INSIDE.len()..];
        let outer = &name[..name.len().checked_sub(rest.len() + INSIDE.len())?];
        let stream = file.is_file().then(|| open_file(&file).ok())??;
        descend(Source::file(&file, outer), stream, rest, limits)
    })
}

/// Follows a path into a file. Members' names may themselves hold what parts names, so the longest that fits is taken.
fn descend(source: Source, stream: Box<dyn Stream>, rest: &str, limits: &Limits) -> Option<Source> {
    let mut holder = Holder::open(stream, &source.name, limits).ok()??;
    let members = holder.list(&source.name, limits).members;
    if let Some(member) = members.iter().find(|member| member.name == rest) {
        return Some(source.member(&member.name));
    }
    let below = |member: &Member| Some(rest.strip_prefix(&member.name)?.strip_prefix(INSIDE)?.to_owned());
    let (member, deeper) = members
        .iter()
        .filter_map(|member| Some((member, below(member)?)))
        .max_by_key(|(member, _)| member.name.len())?;
    let inner = source.member(&member.name);
    if inner.members.len() >= limits.nesting {
        return None;
    }
    let bytes = holder.get(member, &inner.name, limits).ok()?;
    descend(inner, Box::new(Cursor::new(bytes)), &deeper, limits)
}

/// Why an archive cannot be read as a document: what is wrong with it, or else how its members are named.
pub(super) fn refusal(bytes: &[u8], name: &str, depth: usize, limits: &Limits) -> Option<Error> {
    if !package::is_zipped(bytes) {
        return None;
    }
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(cause) => return Some(package::broken(name).caused_by(cause)),
    };
    if package::kind_of(&mut archive).is_some() {
        return None;
    }
    let listing = archive::list(&mut archive, name, limits);
    let Some(member) = listing.members.first().filter(|_| listing.trouble.is_none()) else { return listing.trouble };
    if depth >= limits.nesting {
        return Some(too_deep(name, limits));
    }
    let count = listing.members.len();
    let error =
        Error::new(ErrorKind::Unsupported, format!("{name} is an archive of {count} documents, and none itself"));
    Some(error.hint(format!("name one of them, such as '{name}{INSIDE}{}'", member.name)))
}

fn too_deep(name: &str, limits: &Limits) -> Error {
    Error::new(ErrorKind::Limit, format!("{name} lies in archives nested deeper than {}", limits.nesting))
        .hint("unpack the outer archive, and read what is in it")
}

fn unreadable(name: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("{name} cannot be read"))
        .hint("check that the file is still there and that you may read it")
}

/// A file on disk; opening a named pipe would wait for its writer for ever, so the kind of file is asked first.
fn open_file(path: &Path) -> std::io::Result<Box<dyn Stream>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is not a regular file"));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

/// A member's path as it is shown: forward slashes, no way out of the archive, no control characters. Nothing is ever
/// written under it; tidying it keeps what is printed harmless.
pub(super) fn tidy_path(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let tidy: Vec<String> = parts.map(|part| part.chars().take(NAME).map(shown).collect()).collect();
    tidy.join("/")
}

/// Members with names of their own: the second of a name gets a number before its extension.
pub(super) fn distinct(names: impl IntoIterator<Item = (usize, String)>) -> Vec<Member> {
    let mut taken = std::collections::HashSet::new();
    let mut members = Vec::new();
    for (index, name) in names {
        let mut candidate = name.clone();
        for number in 2.. {
            if taken.insert(candidate.clone()) {
                break;
            }
            let dot = name.rfind('.').filter(|at| *at > name.rfind('/').map_or(0, |slash| slash + 1));
            let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
            candidate = format!("{stem} ({number}){extension}");
        }
        members.push(Member { name: candidate, index });
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_out_of_an_archive_stay_inside_it() {
        assert_eq!(tidy_path("../../etc/passwd"), "etc/passwd");
        assert_eq!(tidy_path("C:\\mappe\\.\\a.txt"), "mappe/a.txt");
        assert_eq!(tidy_path("a\u{1b}[2J.txt"), "a\u{fffd}[2J.txt");
        assert_eq!(tidy_path(&format!("bilag/{}.txt", "a".repeat(100_000))).len(), "bilag/".len() + NAME);
    }

    #[test]
    fn a_name_that_comes_twice_gets_a_number() {
        let names = ["bilag.pdf", "bilag.pdf", "bilag (2).pdf", "a/.x", "a/.x"].map(str::to_owned);
        let members = distinct(names.into_iter().enumerate());
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a/.x", "a/.x (2)", "bilag (2) (2).pdf", "bilag (2).pdf", "bilag.pdf"]);
    }
}
