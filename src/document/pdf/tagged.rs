//! The blocks of a page from its tags.
//!
//! Takes the words of a page and the pieces that the document's structure makes of it, gives the page's blocks in the
//! structure's order. Refuses a page whose tags are unsound: words that no piece holds, one piece for everything, or a
//! drawn table that is not tagged as one; then geometry decides.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Drawn,
    arrange::{self, Block, Body},
    glyphs::Mark,
    rows::rows,
    ruled::{self, Rules},
    structure::{Piece, Role},
    words::Placed,
};

/// The share of a page's letters that the structure has to place.
const PLACED: f32 = 0.97;
/// The part of a page's height at either edge in which an artifact may stand.
const EDGE: f32 = 0.16;
/// A piece with more letters than this is a page that was tagged as one paragraph.
const LONGEST: usize = 4_000;

/// The blocks of a page, where its tags are sound.
pub(super) fn blocks(page: &Drawn, pieces: &[Piece], body: Body) -> Option<Vec<Block>> {
    let words = page.groups.first().filter(|group| group.is_upright())?.words.as_slice();
    let mut content: HashMap<i32, Vec<usize>> = HashMap::new();
    for (id, word) in words.iter().enumerate() {
        if let Mark::Content(number) = word.mark {
            content.entry(number).or_default().push(id);
        }
    }
    // A number that stands in two pieces is the first one's.
    let pieces: Vec<(Role, Vec<usize>)> = pieces
        .iter()
        .map(|piece| (piece.role, piece.content.iter().filter_map(|number| content.remove(number)).flatten().collect()))
        .filter(|(_, ids): &(Role, Vec<usize>)| !ids.is_empty())
        .collect();
    is_sound(page, words, &pieces).then(|| {
        let mut out = Vec::new();
        for group in pieces.chunk_by(|a, b| table(a.0).is_some() && table(a.0) == table(b.0)) {
            match group {
                [(Role::Cell { .. }, _), ..] => out.extend(cells(group, words)),
                [(role, ids)] => piece(*role, ids, words, body, &mut out),
                _ => {}
            }
        }
        let mut loose: Vec<usize> = content.into_values().flatten().collect();
        loose.extend((0..words.len()).filter(|id| words[*id].mark == Mark::None));
        loose.sort_unstable();
        out.extend(arrange::plain(loose, words, body));
        out
    })
}

fn table(role: Role) -> Option<usize> {
    match role {
        Role::Cell { table, .. } => Some(table),
        _ => None,
    }
}

fn is_sound(page: &Drawn, words: &[Placed], pieces: &[(Role, Vec<usize>)]) -> bool {
    let letters = |ids: &[usize]| ids.iter().map(|id| words[*id].text.len()).sum::<usize>();
    let all = words.iter().filter(|word| word.mark != Mark::Artifact).map(|word| word.text.len()).sum::<usize>();
    let placed: usize = pieces.iter().map(|(_, ids)| letters(ids)).sum();
    let longest = pieces.iter().map(|(_, ids)| letters(ids)).max().unwrap_or(0);
    let placed_well = placed > 0 && placed as f32 >= PLACED * all as f32 && longest <= LONGEST;
    placed_well && artifacts_at_edges(page, words) && tables_are_tagged(page, words, pieces)
}

/// Whether every table that is drawn is tagged as one.
fn tables_are_tagged(page: &Drawn, words: &[Placed], pieces: &[(Role, Vec<usize>)]) -> bool {
    let cells: HashSet<usize> =
        pieces.iter().filter(|(role, _)| table(*role).is_some()).flat_map(|(_, ids)| ids.iter().copied()).collect();
    let drawn = ruled::tables(&Rules::of(page.rules.iter().copied()), words);
    drawn.iter().flat_map(|table| table.rows.iter().flatten().flatten()).all(|id| cells.contains(id))
}

/// Whether what is tagged as no content stands where running heads and page numbers do.
fn artifacts_at_edges(page: &Drawn, words: &[Placed]) -> bool {
    let height = page.size.1;
    let edge = |word: &Placed| word.bbox.y1 < EDGE * height || word.bbox.y0 > (1.0 - EDGE) * height;
    words.iter().filter(|word| word.mark == Mark::Artifact).all(edge)
}

/// A paragraph, a heading or a note, its lines in the order of geometry: it may run over columns.
fn piece(role: Role, ids: &[usize], words: &[Placed], body: Body, out: &mut Vec<Block>) {
    let lines: Vec<Vec<usize>> =
        arrange::plain(ids.to_vec(), words, body).into_iter().flat_map(Block::into_lines).collect();
    let size = ids.iter().map(|id| words[*id].size).fold(0.0, f32::max);
    let bold = ids.iter().all(|id| words[*id].bold);
    out.push(match role {
        Role::Heading(level) => Block::Heading { lines, size, bold, level: Some(level) },
        Role::Note => Block::Note(lines),
        _ => Block::Paragraph(lines),
    });
}

/// The rows that a table has on this page.
fn cells(pieces: &[(Role, Vec<usize>)], words: &[Placed]) -> Option<Block> {
    let mut table: BTreeMap<usize, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (role, ids) in pieces {
        if let Role::Cell { row, column, .. } = role {
            let in_order = rows(ids.clone(), words).into_iter().flat_map(|line| line.words);
            table.entry(*row).or_default().entry(*column).or_default().extend(in_order);
        }
    }
    let columns = table.values().filter_map(|row| row.keys().last()).max()? + 1;
    let cell = |row: &BTreeMap<usize, Vec<usize>>, column: usize| row.get(&column).cloned().unwrap_or_default();
    Some(Block::Table(table.values().map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()))
}
