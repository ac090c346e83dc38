//! Files that hold several documents, each about another municipality: an agenda of a network, a page of news.
//!
//! Takes the blocks and the places named in them, gives the places that speak for the whole file. A name in a heading
//! speaks for what stands under it, and so does that name again below it, where another heading names another
//! municipality. Refuses to see a composite where fewer than two are named in their own parts only: there a file of one
//! municipality looks at another.

use std::collections::{BTreeMap, BTreeSet};

use super::{MunicipalityCode, owner::Mention};
use crate::{
    layout::{Block, BlockKind},
    span::Span,
};

/// The mentions that are not those of a part about the municipality they name.
pub(super) fn of_the_whole(blocks: &[Block], title: Span, mentions: &[Mention]) -> Vec<Mention> {
    let parts = parts(blocks, title, mentions);
    let mut blocks = blocks.iter().peekable();
    let at_home = mentions.iter().map(|mention| {
        while blocks.next_if(|block| block.span.end <= mention.span.start).is_some() {}
        let Some(block) = blocks.peek().filter(|block| block.span.contains(mention.span)) else { return false };
        let above = [&block.span].into_iter().chain(block.headings.iter().rev());
        above.into_iter().find_map(|span| parts.get(&span.start)) == Some(&&mention.code)
    });
    let at_home: Vec<bool> = at_home.collect();
    let here = |home: bool| {
        let both = mentions.iter().zip(&at_home);
        both.filter(move |(_, at)| **at == home).map(|(mention, _)| &mention.code).collect::<BTreeSet<_>>()
    };
    // Whoever is named elsewhere too may be whose the file is.
    if here(true).difference(&here(false)).count() < 2 {
        return mentions.to_vec();
    }
    mentions.iter().zip(&at_home).filter(|(_, home)| !**home).map(|(mention, _)| mention.clone()).collect()
}

/// The municipality that each heading names, alone, by where the heading begins.
fn parts<'m>(blocks: &[Block], title: Span, mentions: &'m [Mention]) -> BTreeMap<usize, &'m MunicipalityCode> {
    let headings = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let named = headings.filter(|heading| !heading.span.overlaps(title)).filter_map(|heading| {
        let first = mentions.partition_point(|mention| mention.span.start < heading.span.start);
        let last = mentions.partition_point(|mention| mention.span.start < heading.span.end);
        match &mentions[first..last] {
            [only] if only.code.is_municipality() => Some((heading.span.start, &only.code)),
            _ => None,
        }
    });
    named.collect()
}
