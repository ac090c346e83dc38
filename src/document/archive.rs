//! ZIP archives as folders.
//!
//! Takes an archive, gives its members by name and their bytes. Folders, hidden members and what macOS adds are passed
//! over. Refuses more members and more bytes than the limits allow: a member may unpack to no more than it claims, so
//! the claims of all of them bound the whole. Of an archive that was cut off, what came before the cut is read.

use std::io::{Read, Seek};

use zip::{
    ZipArchive,
    read::{ZipFile, read_zipfile_from_stream},
};

use super::{
    Limits,
    container::{Listing, distinct, tidy_path},
    package::{self, Trouble},
};
use crate::{Error, ErrorKind, Result};

/// The documents of an archive.
pub(super) fn list<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str, limits: &Limits) -> Listing {
    let (mut found, mut claimed, mut left_out, mut broken) = (Vec::new(), 0u64, 0usize, 0usize);
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else {
            broken += 1;
            continue;
        };
        let path = tidy_path(&readable(file.name_raw()));
        let special = file.is_dir() || file.is_symlink() || file.name_raw().ends_with(b"\\");
        if special || path.is_empty() || is_hidden(&path) {
            continue;
        }
        claimed = claimed.saturating_add(file.size());
        if found.len() >= limits.members || claimed > limits.archive_bytes {
            left_out += 1;
        } else {
            found.push((index, path));
        }
    }
    let trouble = if left_out > 0 {
        let (members, bytes) = (limits.members, limits.archive_bytes);
        let message = format!(
            "{name} holds more than the {members} documents or {bytes} bytes that are read of one archive; {left_out} of its documents were left out"
        );
        Some(Error::new(ErrorKind::Limit, message).hint("split the archive, or unpack it into a folder"))
    } else if broken > 0 {
        let message = format!("{name} is damaged: {broken} of its members cannot be found");
        Some(Error::new(ErrorKind::Damaged, message).hint("fetch the archive again"))
    } else if found.is_empty() {
        let message = format!("{name} is an archive without any documents in it");
        Some(Error::new(ErrorKind::Unsupported, message).hint("leave it out with a line in .nogletalignore"))
    } else {
        None
    };
    Listing { members: distinct(found), trouble }
}

/// The documents of an archive whose directory is missing, as far as they are whole; nothing for a package, whose parts
/// are no documents.
pub(super) fn list_cut<R: Read + Seek>(stream: &mut R, name: &str, limits: &Limits) -> Option<Listing> {
    stream.rewind().ok()?;
    let (mut found, mut claimed, mut index) = (Vec::new(), 0u64, 0);
    while let Ok(Some(file)) = read_zipfile_from_stream(stream) {
        let (raw, size) = (file.name_raw().to_vec(), file.size());
        if [&b"[Content_Types].xml"[..], b"mimetype"].contains(&raw.as_slice()) {
            return None;
        }
        claimed = claimed.saturating_add(size);
        if index >= limits.members || claimed > limits.archive_bytes {
            break;
        }
        let whole = std::io::copy(&mut file.take(size + 1), &mut std::io::sink()).is_ok_and(|length| length == size);
        let path = tidy_path(&readable(&raw));
        if whole && !raw.ends_with(b"/") && !path.is_empty() && !is_hidden(&path) {
            found.push((index, path));
        }
        index += 1;
    }
    Some(Listing { members: distinct(found), trouble: Some(package::broken(name)) })
}

/// The bytes of a member of an archive whose directory is missing.
pub(super) fn unpack_cut<R: Read + Seek>(stream: &mut R, index: usize, name: &str, limits: &Limits) -> Result<Vec<u8>> {
    let broken = |cause: std::io::Error| package::broken(name).caused_by(cause);
    stream.rewind().map_err(broken)?;
    let mut next = 0;
    while let Ok(Some(file)) = read_zipfile_from_stream(stream) {
        if next == index {
            return contents(file, name, limits);
        }
        next += 1;
    }
    Err(package::broken(name))
}

/// A member's bytes; never more than it claims, or than the limit for a file.
pub(super) fn unpack<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    name: &str,
    limits: &Limits,
) -> Result<Vec<u8>> {
    let file = archive.by_index(index).map_err(|cause| Trouble::from(cause).error(name, limits))?;
    contents(file, name, limits)
}

fn contents<R: Read>(file: ZipFile<R>, name: &str, limits: &Limits) -> Result<Vec<u8>> {
    let trouble = |trouble: Trouble| trouble.error(name, limits);
    let claimed = file.size();
    if claimed > limits.file_bytes {
        let message = format!("{name} is larger than the {} bytes that are read of one file", limits.file_bytes);
        return Err(Error::new(ErrorKind::Limit, message)
            .hint("split the document, or leave the archive out with a line in .nogletalignore"));
    }
    let mut bytes = Vec::new();
    let read = file.take(claimed + 1).read_to_end(&mut bytes);
    read.map_err(|cause| trouble(Trouble::Broken(cause.to_string())))?;
    if bytes.len() as u64 > claimed {
        return Err(trouble(Trouble::Broken("it unpacks to more than it claims".to_owned())));
    }
    Ok(bytes)
}

/// The beginning of a member; nothing where it cannot be unpacked.
pub(super) fn head<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize, length: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = archive.by_index(index) {
        // What came before a damage is a beginning too.
        let _ = file.take(length).read_to_end(&mut bytes);
    }
    bytes
}

/// A member's name: UTF-8, whether it says so or not, else what Danish DOS and Windows write.
fn readable(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => raw
            .iter()
            .map(|byte| if *byte < 128 { char::from(*byte) } else { CODE_PAGE_850[*byte as usize - 128] })
            .collect(),
    }
}

/// The upper half of code page 850, which a ZIP archive's names have where they are not UTF-8.
const CODE_PAGE_850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û',
    'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡',
    '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐', '└', '┴', '┬', '├', '─',
    '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█',
    '▄', '¦', 'Ì', '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}', '±',
    '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::document::package::packed;

    fn names(listing: &Listing) -> Vec<&str> {
        listing.members.iter().map(|member| member.name.as_str()).collect()
    }

    #[test]
    fn members_are_sorted_and_what_is_none_is_passed_over() {
        let parts: [(&str, &[u8]); 6] = [
            ("b/notat.txt", b"b"),
            ("__MACOSX/._a.txt", b"x"),
            (".skjult", b"x"),
            ("mappe/", b""),
            ("../../a.txt", b"a"),
            ("b\\c.txt", b"c"),
        ];
        let bytes = packed(&parts);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let listing = list(&mut archive, "sager.zip", &Limits::default());
        assert_eq!(names(&listing), ["a.txt", "b/c.txt", "b/notat.txt"]);
        assert!(listing.trouble.is_none());
        let bytes = unpack(&mut archive, listing.members[2].index, "b/notat.txt", &Limits::default()).unwrap();
        assert_eq!(bytes, b"b");
    }

    #[test]
    fn too_many_members_and_too_many_bytes_are_left_out_and_said() {
        let bytes = packed(&[("a.txt", b"aaaa"), ("b.txt", b"bbbb"), ("c.txt", b"cccc")]);
        for limits in [Limits { members: 2, ..Limits::default() }, Limits { archive_bytes: 8, ..Limits::default() }] {
            let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
            let listing = list(&mut archive, "sager.zip", &limits);
            assert_eq!(names(&listing), ["a.txt", "b.txt"]);
            assert_eq!(listing.trouble.unwrap().kind(), ErrorKind::Limit);
        }
    }

    #[test]
    fn a_member_that_claims_too_little_is_damaged() {
        let mut bytes = packed(&[("bombe.txt", &[b'a'; 5000])]);
        // The size that the directory claims, made smaller.
        let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        bytes[directory + 24..directory + 28].copy_from_slice(&100u32.to_le_bytes());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let error = unpack(&mut archive, 0, "a.zip!/bombe.txt", &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
    }

    #[test]
    fn names_are_read_as_danes_wrote_them() {
        assert_eq!(readable("børn.txt".as_bytes()), "børn.txt");
        assert_eq!(readable(b"b\x9brn p\x86 \x92r\x9d.txt"), "børn på ÆrØ.txt");
    }
}
