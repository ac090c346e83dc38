//! Workbooks before 2007, made safe to open.
//!
//! Takes the container, gives it back with claims of size that nothing backs taken out: the library makes room for what
//! a sheet claims, and for every place between its first and its last cell. Refuses sheets whose cells lie so far apart
//! that this would take more memory than there may be.

use std::{
    borrow::Cow,
    io::{Cursor, Read, Seek, SeekFrom, Write},
};

use cfb::CompoundFile;

use super::PLACES;

/// Why a workbook cannot be made safe.
pub(super) enum Unsafe {
    Broken(std::io::Error),
    /// Its cells lie too far apart.
    Wide,
}

impl From<std::io::Error> for Unsafe {
    fn from(cause: std::io::Error) -> Self {
        Unsafe::Broken(cause)
    }
}

/// Records that hold cells: a row and a column are the first things in them.
const CELLS: &[u16] = &[0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x00bd, 0x0006];
/// Several numbers of one row; the last column is the last thing in it.
const MANY: u16 = 0x00bd;
const DIMENSIONS: u16 = 0x0200;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;

/// The most records that are looked at: sheets may be said to lie on top of one another.
const RECORDS: usize = 50_000_000;

/// The workbook, with what it claims made true.
pub(super) fn tamed(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Unsafe> {
    let mut file = CompoundFile::open(Cursor::new(bytes.to_vec()))?;
    let path = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    file.open_stream(path)?.read_to_end(&mut stream)?;
    let mut look = Look { stream: &stream, left: RECORDS, places: 0, claims: Vec::new() };
    let mut sheets: Vec<usize> = records(&stream, 0)
        .take_while(|record| record.kind != END)
        .filter(|record| record.kind == SHEET)
        .filter_map(|record| Some(u32::from_le_bytes(record.body.get(..4)?.try_into().ok()?) as usize))
        .collect();
    if sheets.is_empty() {
        sheets.push(0);
    }
    for start in sheets {
        look.sheet(start);
    }
    if look.places > PLACES || look.left == 0 {
        return Err(Unsafe::Wide);
    }
    if look.claims.is_empty() {
        return Ok(Cow::Borrowed(bytes));
    }
    let claims = look.claims;
    let mut stream = file.open_stream(path)?;
    for (at, length) in claims {
        stream.seek(SeekFrom::Start(at as u64))?;
        stream.write_all(&vec![0; length])?;
    }
    drop(stream);
    Ok(Cow::Owned(file.into_inner().into_inner()))
}

struct Record<'a> {
    kind: u16,
    body: &'a [u8],
    /// Where the body begins in the stream.
    at: usize,
}

/// The records from a place in the stream; what is cut off is none.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let kind = number(stream.get(at..)?)?;
        let length = number(stream.get(at + 2..)?)? as usize;
        let body = stream.get(at + 4..at + 4 + length)?;
        let record = Record { kind, body, at: at + 4 };
        at += 4 + length;
        Some(record)
    })
}

fn number(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(..2)?.try_into().ok()?))
}

/// What is found out about the sheets.
struct Look<'a> {
    stream: &'a [u8],
    /// How many records may still be looked at.
    left: usize,
    /// How many places all sheets have between their first and their last cells.
    places: u64,
    /// Claims of size that are too large, by place and length.
    claims: Vec<(usize, usize)>,
}

impl Look<'_> {
    fn sheet(&mut self, start: usize) {
        let mut depth = 0usize;
        let mut extent: Option<[u16; 4]> = None;
        for record in records(self.stream, start) {
            self.left = self.left.saturating_sub(1);
            match record.kind {
                _ if self.left == 0 => break,
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                DIMENSIONS if claimed(record.body) > PLACES => self.claims.push((record.at, record.body.len())),
                kind if CELLS.contains(&kind) => {
                    let (Some(row), Some(first)) = (number(record.body), record.body.get(2..).and_then(number)) else {
                        continue;
                    };
                    let end = record.body.len().saturating_sub(2);
                    let last = if kind == MANY { number(&record.body[end..]).unwrap_or(first) } else { first };
                    let [top, bottom, left, right] = extent.unwrap_or([row, row, first, first]);
                    let right = right.max(last).max(first);
                    extent = Some([top.min(row), bottom.max(row), left.min(first), right]);
                }
                _ => {}
            }
        }
        if let Some([top, bottom, left, right]) = extent {
            self.places += (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
        }
    }
}

/// How many places a sheet claims to have; without end where the claim makes no sense.
fn claimed(body: &[u8]) -> u64 {
    let wide = body.len() >= 14;
    let long = |at: usize| body.get(at..at + 4).and_then(|four| Some(u32::from_le_bytes(four.try_into().ok()?)));
    let short = |at: usize| body.get(at..).and_then(number).map(u32::from);
    let edges = if wide { (long(0), long(4), short(8), short(10)) } else { (short(0), short(2), short(4), short(6)) };
    let (Some(top), Some(bottom), Some(left), Some(right)) = edges else { return u64::MAX };
    // The ends stand one behind the last, and both are none in an empty sheet.
    match (bottom.checked_sub(top), right.checked_sub(left)) {
        (Some(rows), Some(columns)) => (u64::from(rows) + 1) * (u64::from(columns) + 1),
        _ => u64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat()
    }

    /// A workbook with one sheet of these records.
    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let start = record(BEGIN, &[0, 6, 5, 0]).len() + record(SHEET, &[0; 12]).len() + record(END, &[]).len();
        let mut place = (start as u32).to_le_bytes().to_vec();
        place.extend([0, 0, 4, 0, b'A', b'r', b'k', b'1']);
        let stream = [
            record(BEGIN, &[0, 6, 5, 0]),
            record(SHEET, &place),
            record(END, &[]),
            record(BEGIN, &[0, 6, 16, 0]),
            sheet.concat(),
            record(END, &[]),
        ];
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/Workbook").unwrap().write_all(&stream.concat()).unwrap();
        file.into_inner().into_inner()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        let body = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &1.5f64.to_le_bytes()].concat();
        record(0x0203, &body)
    }

    #[test]
    fn a_claim_that_nothing_backs_is_taken_out() {
        let claim = [&0u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &[0, 0, 255, 255, 0, 0]].concat();
        let bytes = workbook(&[record(DIMENSIONS, &claim), cell(3, 1)]);
        let Ok(Cow::Owned(tame)) = tamed(&bytes) else { panic!("changed") };
        assert_eq!(tame.len(), bytes.len());
        let mut stream = Vec::new();
        CompoundFile::open(Cursor::new(tame))
            .unwrap()
            .open_stream("/Workbook")
            .unwrap()
            .read_to_end(&mut stream)
            .unwrap();
        assert!(records(&stream, 0).any(|record| record.kind == DIMENSIONS && record.body == [0; 14]));
        let small = [&0u32.to_le_bytes()[..], &5u32.to_le_bytes(), &[0, 0, 3, 0, 0, 0]].concat();
        assert!(matches!(tamed(&workbook(&[record(DIMENSIONS, &small), cell(3, 1)])), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn cells_that_lie_too_far_apart_are_refused() {
        assert!(matches!(tamed(&workbook(&[cell(0, 0), cell(65_535, 255)])), Err(Unsafe::Wide)));
        assert!(tamed(&workbook(&[cell(0, 0), cell(65_535, 20)])).is_ok());
        assert!(matches!(tamed(b"\xd0\xcf\x11\xe0"), Err(Unsafe::Broken(_))));
    }
}
