//! Footnotes: from the foot of the page to the paragraph that they belong to.
//!
//! Takes the blocks of a page in reading order, gives them with each note after the paragraph that bears its mark.
//! Refuses to move a note whose mark stands nowhere on the page, and small type that begins with no mark.

use std::collections::BTreeMap;

use super::{
    arrange::{Block, Body},
    words::{Group, Placed},
};

/// The longest mark, in characters: `12)`.
const MARK: usize = 3;

/// Puts the notes of a page where their marks are.
pub(super) fn tie(blocks: Vec<(usize, Block)>, groups: &[Group], body: Body) -> Vec<(usize, Block)> {
    let marks = marks(&blocks, groups);
    if marks.is_empty() {
        return blocks;
    }
    let mut tied: BTreeMap<usize, Vec<(usize, Block)>> = BTreeMap::new();
    let mut out: Vec<(usize, usize, Block)> = Vec::new();
    for (place, (group, block)) in blocks.into_iter().enumerate() {
        match notes(&block, &groups[group].words, body) {
            Some(notes) => {
                for (mark, lines) in notes {
                    match marks.get(&mark).filter(|marked| **marked < place) {
                        Some(marked) => tied.entry(*marked).or_default().push((group, Block::Note(lines))),
                        None => out.push((place, group, Block::Paragraph(lines))),
                    }
                }
            }
            None => out.push((place, group, block)),
        }
    }
    let last = out.iter().rposition(|(_, group, block)| *group == 0 && matches!(block, Block::Paragraph(_)));
    let mut placed = Vec::new();
    for (at, (place, group, block)) in out.into_iter().enumerate() {
        let notes = tied.remove(&place).unwrap_or_default();
        // A paragraph that goes on over the page must not be broken by its notes.
        let open = Some(at) == last && is_open(&block, &groups[group].words);
        if open {
            placed.extend(notes);
            placed.push((group, block));
        } else {
            placed.push((group, block));
            placed.extend(notes);
        }
    }
    placed
}

/// The first block that bears each raised mark.
fn marks(blocks: &[(usize, Block)], groups: &[Group]) -> BTreeMap<String, usize> {
    let mut marks = BTreeMap::new();
    for (place, (group, block)) in blocks.iter().enumerate() {
        let Block::Paragraph(lines) = block else { continue };
        let words = &groups[*group].words;
        for pair in lines.iter().flat_map(|line| line.windows(2)) {
            if is_raised(&words[pair[0]], &words[pair[1]]) {
                marks.entry(bare(&words[pair[1]].text)).or_insert(place);
            }
        }
    }
    marks
}

/// The notes that a paragraph in small type holds, each with its mark; nothing where it begins with none.
fn notes(block: &Block, words: &[Placed], body: Body) -> Option<Vec<(String, Vec<Vec<usize>>)>> {
    let Block::Paragraph(lines) = block else { return None };
    let small = lines.iter().flatten().all(|id| words[*id].size < 0.95 * body.size);
    let begins = |line: &Vec<usize>| {
        let first = &words[*line.first()?];
        let mark = bare(&first.text);
        let digits = !mark.is_empty() && mark.len() < MARK && mark.bytes().all(|byte| byte.is_ascii_digit());
        (digits && line.len() > 1).then_some(mark)
    };
    if !small || begins(lines.first()?).is_none() {
        return None;
    }
    let mut notes: Vec<(String, Vec<Vec<usize>>)> = Vec::new();
    for line in lines {
        // Notes are counted: a line that begins with another number goes on with the note before.
        let next = begins(line).filter(|mark| notes.last().is_none_or(|(last, _)| follows(last, mark)));
        match (next, notes.last_mut()) {
            (Some(mark), _) => notes.push((mark, vec![line.clone()])),
            (None, Some((_, open))) => open.push(line.clone()),
            (None, None) => return None,
        }
    }
    Some(notes)
}

fn follows(last: &str, mark: &str) -> bool {
    let number = |mark: &str| mark.parse::<u32>().unwrap_or(0);
    number(mark) == number(last) + 1
}

fn bare(mark: &str) -> String {
    mark.trim_matches(['(', ')', '.']).to_owned()
}

/// Whether a paragraph ends in the middle of a sentence.
fn is_open(block: &Block, words: &[Placed]) -> bool {
    let Block::Paragraph(lines) = block else { return false };
    let last = lines.last().and_then(|line| line.last()).map(|id| words[*id].text.as_str());
    last.is_some_and(|word| !word.ends_with(['.', ':', '?', '!', ';']) && !word.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is the raised number of a footnote or a power. As plain digits it would make another number of the
/// one before it.
pub(super) fn is_raised(before: &Placed, word: &Placed) -> bool {
    let lift = (before.baseline - word.baseline) / before.size;
    let gap = (word.bbox.x0 - before.bbox.x1) / before.size;
    word.text.len() <= MARK
        && word.text.chars().all(|c| c.is_ascii_digit() || c == ')')
        && word.size < 0.85 * before.size
        && (0.15..0.7).contains(&lift)
        && (-0.3..0.3).contains(&gap)
}
