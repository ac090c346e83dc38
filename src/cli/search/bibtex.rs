//! The documents of hits as BibTeX, each once, in the order of their best hit.

use std::{
    collections::{HashMap, HashSet},
    io::Write as _,
};

use crate::{
    Result,
    cli::{Context, exit::Outcome},
    index::{Entry, Hit, Index},
    present::Work,
};

/// Prints the documents of some hits.
pub(super) fn print(hits: impl Iterator<Item = Result<Hit>>, index: &Index, context: &Context) -> Outcome<()> {
    let entries: HashMap<String, Entry> =
        index.entries()?.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
    let mut cited = HashSet::new();
    let mut output = context.output()?;
    for hit in hits {
        let hit = hit?;
        let also = hit.also.iter().map(|place| &place.document_id);
        for id in [&hit.place.document_id].into_iter().chain(also) {
            if let Some(entry) = entries.get(id)
                && cited.insert(id.clone())
            {
                let between = if cited.len() > 1 { "\n" } else { "" };
                write!(output, "{between}{}", work(entry).entry())?;
            }
        }
    }
    Ok(output.finish()?)
}

fn work(entry: &Entry) -> Work<'_> {
    let author = entry.metadata.author.as_ref().map(|author| author.value.as_str());
    let title = entry.metadata.title.as_ref().map(|title| title.value.as_str());
    Work::new(entry.name(), &entry.key, entry.municipality.as_ref()).saying(author, title, entry.year)
}
