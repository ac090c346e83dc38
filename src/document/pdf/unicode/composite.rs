//! Composite fonts whose characters the engine does not tell.
//!
//! Takes the fonts of a whole file, gives the character of a code by what its font says of it elsewhere: codes that are
//! the characters themselves, places in a public collection, a list of characters that is damaged only around its
//! entries, or the published order of a font that every Windows has. Refuses a code that two fonts of one name read
//! differently.

use std::{borrow::Cow, collections::HashMap};

use hayro_interpret::hayro_cmap::{self, BfString, CMap, CMapName, CidFamily};
use hayro_syntax::{
    Pdf,
    object::{Array, Dict, MaybeRef, Name, Object, Stream, String as Text},
};

use super::macintosh;

/// The fonts of a file by name, which is all that the engine tells of a glyph's font.
#[derive(Default)]
pub(super) struct Composite {
    named: HashMap<String, Vec<Way>>,
}

/// How the codes of a font are to be read.
enum Way {
    /// Not by what the file says.
    Unknown,
    /// They are the characters themselves.
    Characters,
    /// By a list of characters.
    Listed(Box<CMap>),
    /// They are glyphs in the Macintosh order.
    Macintosh,
}

impl Composite {
    /// Goes through all objects of a file, so that fonts of its forms and fields are found too.
    pub(super) fn of(file: &Pdf) -> Self {
        let mut out = Composite::default();
        for object in file.objects() {
            let dict = match object {
                Object::Dict(dict) => dict,
                Object::Stream(stream) => stream.dict().clone(),
                _ => continue,
            };
            out.add(&dict);
            let fonts = dict.get::<Dict<'_>>(&b"Resources"[..]).unwrap_or_else(|| dict.clone());
            let Some(fonts) = fonts.get::<Dict<'_>>(&b"Font"[..]) else { continue };
            for (_, font) in fonts.entries() {
                if let MaybeRef::NotRef(Object::Dict(font)) = font {
                    out.add(&font);
                }
            }
        }
        out
    }

    fn add(&mut self, font: &Dict<'_>) {
        let way = match font.get::<Name<'_>>(&b"Subtype"[..]) {
            Some(kind) if kind.as_ref() == b"Type0" => way(font),
            Some(kind) if kind.as_ref() == b"TrueType" => Way::Unknown,
            _ => return,
        };
        let Some(name) = font.get::<Name<'_>>(&b"BaseFont"[..]) else { return };
        self.named.entry(plain(name.as_str()).to_owned()).or_default().push(way);
    }

    /// The character of a code, and whether it is certain.
    pub(super) fn read(&self, font: &str, code: u32) -> Option<(BfString, bool)> {
        let mut readings = self.named.get(font)?.iter().map(|way| way.read(code));
        let first = readings.next()??;
        readings.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }
}

impl Way {
    fn read(&self, code: u32) -> Option<(BfString, bool)> {
        match self {
            Way::Unknown => None,
            Way::Characters => {
                let character = char::from_u32(code).filter(|character| !character.is_control())?;
                Some((BfString::Char(character), true))
            }
            Way::Listed(list) => list.lookup_bf_string(code).map(|text| (text, true)),
            Way::Macintosh => macintosh::character(code).map(|character| (BfString::Char(character), false)),
        }
    }
}

/// A font's name without the mark of a subset, `ABCDEF+`.
fn plain(name: &str) -> &str {
    name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name, |(_, name)| name)
}

fn way(font: &Dict<'_>) -> Way {
    let identity = |key: &[u8]| font.get::<Name<'_>>(key).is_some_and(|name| name.as_ref().starts_with(b"Identity"));
    if identity(b"ToUnicode") {
        return Way::Characters;
    }
    if let Some(list) = font.get::<Stream<'_>>(&b"ToUnicode"[..]) {
        let list = list.decoded().ok().and_then(|list| CMap::parse(&entries(&list), hayro_cmap::load_embedded));
        return list.map_or(Way::Unknown, |list| Way::Listed(Box::new(list)));
    }
    let descendants = font.get::<Array<'_>>(&b"DescendantFonts"[..]);
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let Some(descendant) = descendant.filter(|_| identity(b"Encoding")) else { return Way::Unknown };
    if let Some(collection) = collection(&descendant) {
        return Way::Listed(Box::new(collection));
    }
    let name = font.get::<Name<'_>>(&b"BaseFont"[..]);
    let known = name.is_some_and(|name| macintosh::keeps_order(name.as_str()));
    let mapped = descendant.get::<Stream<'_>>(&b"CIDToGIDMap"[..]).is_some();
    if known && !mapped && !is_embedded(&descendant) { Way::Macintosh } else { Way::Unknown }
}

fn is_embedded(descendant: &Dict<'_>) -> bool {
    let descriptor = descendant.get::<Dict<'_>>(&b"FontDescriptor"[..]);
    descriptor.is_some_and(|descriptor| {
        [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.contains_key(key))
    })
}

/// The public collection that a font takes its characters from.
fn collection(descendant: &Dict<'_>) -> Option<CMap> {
    let system = descendant.get::<Dict<'_>>(&b"CIDSystemInfo"[..])?;
    let text = |key: &[u8]| system.get::<Text<'_>>(key);
    let (registry, ordering) = (text(b"Registry")?, text(b"Ordering")?);
    let resolve = |name: CMapName<'_>| hayro_cmap::load_embedded(name);
    let name = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()).ucs2_cmap()?;
    CMap::parse(resolve(name)?, resolve)
}

/// The entries of a list of characters without what stands around them, where a damaged name makes the engine give up.
fn entries(list: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::new();
    for (from, to) in [(&b"beginbfchar"[..], &b"endbfchar"[..]), (b"beginbfrange", b"endbfrange")] {
        let mut rest = list;
        while let Some(start) = find(rest, from) {
            let Some(end) = find(&rest[start..], to) else { break };
            out.extend_from_slice(&rest[start..start + end + to.len()]);
            out.push(b'\n');
            rest = &rest[start + end + to.len()..];
        }
    }
    Cow::Owned(out)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ways: Vec<Way>) -> Composite {
        Composite { named: HashMap::from([("Arial".to_owned(), ways)]) }
    }

    #[test]
    fn entries_are_read_whatever_stands_around_them() {
        let list = b"/CMapName /Broken> def\n1 beginbfchar\n<002B> <0048>\nendbfchar\n)1 beginbfrange\n<10> <12> <0061>\nendbfrange";
        assert!(CMap::parse(list, hayro_cmap::load_embedded).is_none());
        let list = CMap::parse(&entries(list), hayro_cmap::load_embedded).unwrap();
        assert_eq!(list.lookup_bf_string(0x2b), Some(BfString::Char('H')));
        assert_eq!(list.lookup_bf_string(0x12), Some(BfString::Char('c')));
        assert_eq!(list.lookup_bf_string(0x13), None);
    }

    #[test]
    fn fonts_of_one_name_must_agree() {
        assert_eq!(named(vec![Way::Macintosh, Way::Macintosh]).read("Arial", 36), Some((BfString::Char('A'), false)));
        assert_eq!(named(vec![Way::Macintosh, Way::Characters]).read("Arial", 36), None);
        assert_eq!(named(vec![Way::Characters, Way::Unknown]).read("Arial", 65), None);
        assert_eq!(named(vec![Way::Characters]).read("Calibri", 65), None);
    }
}
