//! From lines to blocks: what is a table, what a heading, what one paragraph.
//!
//! Takes a document's text, gives its [`Layout`]. Lines between blank lines belong together; tabbed or aligned lines
//! among them are a table; a short line without an end is a heading.

use super::{
    Block, BlockKind, Layout, beside, bracketed, double, flattened, listed, piped, series, shares, spaced, stacked,
    table, teaser,
};
use crate::{
    document::{Document, Heading},
    pattern::Pattern,
    quantity::stated_scale,
    span::Span,
};

/// The lines of a text, without their breaks; form feeds break lines too.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut out = Vec::new();
    for part in text.split(['\n', '\u{c}']) {
        let end = start + part.len();
        out.push(Span::new(start, end - usize::from(part.ends_with('\r'))));
        start = end + 1;
    }
    out
}

/// Runs of lines without a blank one among them.
fn chunks(text: &str) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = vec![Vec::new()];
    for line in lines(text) {
        let blank = line.of(text).trim().is_empty();
        // A row whose cells are all empty is blank too.
        match out.last_mut() {
            Some(open) if !blank => open.push(line),
            Some(open) if !open.is_empty() => out.push(Vec::new()),
            _ => {}
        }
    }
    out.retain(|chunk| !chunk.is_empty());
    stacked::joined(text, out)
}

pub(super) fn layout(document: &Document) -> Layout {
    let text = document.text.as_str();
    let chunks = chunks(text);
    let paragraphs: Vec<Span> = chunks.iter().flat_map(|chunk| titles(text, chunk)).collect();
    let teasers = teaser::teasers(text, &paragraphs);
    let mut builder =
        Builder { text, marked: &document.headings, blocks: Vec::new(), path: Vec::new(), next: 0, teasers: &teasers };
    for chunk in &chunks {
        builder.chunk(chunk);
    }
    Layout { blocks: builder.blocks, teasers }
}

/// What the search for teasers takes as paragraphs: a chunk of short lines gives each of them.
fn titles(text: &str, chunk: &[Span]) -> Vec<Span> {
    let short = chunk.iter().all(|line| line.len() < 200);
    if short { chunk.iter().map(|line| line.trimmed(text)).collect() } else { vec![table::cover(chunk).trimmed(text)] }
}

/// How many lines may lead a list in.
const LEAD: usize = 3;
/// The longest block that states the unit of a list below it, in bytes.
const UNIT: usize = 200;

/// The longest block that may say what stands in a table's brackets, in bytes.
const NOTED: usize = 600;

struct Builder<'a> {
    text: &'a str,
    /// The headings that the format marks; without any, the look of the lines decides.
    marked: &'a [Heading],
    blocks: Vec<Block>,
    /// The headings that are open, with their levels.
    path: Vec<(u8, Span)>,
    /// The next teaser that no line has passed yet.
    next: usize,
    teasers: &'a [Span],
}

impl Builder<'_> {
    fn in_teaser(&mut self, line: Span) -> bool {
        while self.teasers.get(self.next).is_some_and(|teaser| teaser.end <= line.start) {
            self.next += 1;
        }
        self.teasers.get(self.next).is_some_and(|teaser| teaser.overlaps(line))
    }

    fn chunk(&mut self, chunk: &[Span]) {
        let mut at = 0;
        while at < chunk.len() {
            if self.in_teaser(chunk[at]) || teaser::is_marker(chunk[at].of(self.text)) {
                at += 1;
                continue;
            }
            let tabbed = self.run(&chunk[at..], table::is_tabbed);
            let series = series::table(self.text, &chunk[at..]);
            let shared = shares::table(self.text, &chunk[at..]).or_else(|| self.bracketed(chunk, at));
            let spaced = spaced::run(self.text, &chunk[at..]);
            let piped = piped::run(self.text, &chunk[at..]);
            if let Some((table, taken)) = series {
                self.table(table);
                at += taken;
            } else if tabbed > 0 {
                table::tabbed(self.text, &chunk[at..at + tabbed]).into_iter().for_each(|table| self.table(table));
                at += tabbed;
            } else if piped > 0 {
                self.table(piped::table(self.text, &chunk[at..at + piped]));
                at += piped;
            } else if let Some((table, taken)) = shared {
                self.table(table);
                at += taken;
            } else if spaced > 0 {
                self.table(spaced::table(self.text, &chunk[at..at + spaced]));
                at += spaced;
            } else if let Some((table, taken)) = self.unmarked(chunk, at) {
                self.table(table);
                at += taken;
            } else {
                at += self.text_lines(&chunk[at..]);
            }
        }
    }

    /// The table that begins at the first of some lines, and nothing but their words and numbers shows.
    fn unruled(&self, lines: &[Span]) -> Option<(table::Table, usize)> {
        shares::table(self.text, lines)
            .or_else(|| stacked::table(self.text, lines))
            .or_else(|| flattened::lined(self.text, lines))
    }

    /// The table that begins at a line, by what stands above it or by itself.
    fn unmarked(&self, chunk: &[Span], at: usize) -> Option<(table::Table, usize)> {
        let bracketed = self.bracketed(chunk, at).or_else(|| self.listed(chunk, at));
        bracketed.or_else(|| self.unruled(&chunk[at..]))
    }

    /// The list of amounts that begins at a line, whose unit stands in the line or the block above it.
    fn listed(&self, chunk: &[Span], at: usize) -> Option<(table::Table, usize)> {
        if let Some(found) = listed::budget(self.text, &chunk[at..]) {
            return Some(found);
        }
        let above = match at.checked_sub(1) {
            Some(before) => chunk[before],
            None => self.blocks.last().map(|block| block.span).filter(|span| span.len() <= UNIT)?,
        };
        listed::table(self.text, above, &chunk[at..])
    }

    /// The list with earlier numbers in brackets that begins at a line, below the few lines or the block that lead it in.
    fn bracketed(&self, chunk: &[Span], at: usize) -> Option<(table::Table, usize)> {
        let lead = &chunk[at.saturating_sub(LEAD)..at];
        let lead = (!lead.is_empty()).then(|| table::cover(lead));
        let above: Vec<Span> = lead.into_iter().chain(self.above()).collect();
        bracketed::table(self.text, &above, &chunk[at..])
    }

    /// The blocks above that may say what stands in brackets, nearest first.
    fn above(&self) -> Vec<Span> {
        let near = self.blocks.iter().rev().take(LEAD + 1).map(|block| block.span);
        near.filter(|span| span.len() <= NOTED).collect()
    }

    fn run(&self, lines: &[Span], is_row: impl Fn(&str) -> bool) -> usize {
        lines.iter().take_while(|line| is_row(line.of(self.text))).count()
    }

    fn table(&mut self, table: table::Table) {
        let above = self.above();
        for part in beside::parted(self.text, table) {
            let part = double::parted(self.text, part, &above);
            let span = part.span;
            self.push(BlockKind::Table(part), span);
        }
    }

    /// One heading, or the lines up to the next heading or table as a paragraph; gives how many lines it took.
    fn text_lines(&mut self, lines: &[Span]) -> usize {
        if let Some((level, taken)) = self.heading_at(lines) {
            let words = lines[..taken].iter().copied().filter(|line| underline(line.of(self.text).trim()).is_none());
            let span = words.fold(lines[0], Span::cover);
            self.heading(level, span.trimmed(self.text));
            return taken;
        }
        let more = lines[1..].iter().enumerate().take_while(|(index, line)| {
            let line_text = line.of(self.text);
            let ends = table::is_tabbed(line_text)
                || series::table(self.text, &lines[index + 1..]).is_some()
                || spaced::run(self.text, &lines[index + 1..]) > 0
                || piped::run(self.text, &lines[index + 1..]) > 0
                || self.teasers.iter().skip(self.next).take(2).any(|teaser| teaser.overlaps(**line))
                || self.begins_heading(lines, index + 1)
                || self.unmarked(lines, index + 1).is_some();
            !ends
        });
        let count = 1 + more.count();
        self.paragraph(table::cover(&lines[..count]).trimmed(self.text));
        count
    }

    /// The level of the heading that begins with the first of some lines, and how many lines it takes.
    fn heading_at(&self, lines: &[Span]) -> Option<(u8, usize)> {
        if self.marked.is_empty() {
            let underlined = lines.get(1).is_some_and(|next| underline(next.of(self.text).trim()).is_some());
            return heading(self.text, lines).map(|level| (level, 1 + usize::from(underlined)));
        }
        let line = lines[0].trimmed(self.text);
        let at = self.marked.partition_point(|heading| heading.span.end <= line.start);
        let marked = self.marked.get(at).filter(|heading| heading.span.contains(line))?;
        let taken = lines.iter().take_while(|line| line.start < marked.span.end).count();
        Some((marked.level, taken))
    }

    /// Whether a heading begins at a line further down: where the format marks it, or after the end of a sentence.
    fn begins_heading(&self, lines: &[Span], at: usize) -> bool {
        if self.marked.is_empty() {
            return lines.len() > 2 && self.closed(lines[at - 1]) && heading(self.text, &lines[at..]).is_some();
        }
        self.heading_at(&lines[at..]).is_some()
    }

    /// Whether a line ends a paragraph, so that a heading may follow.
    fn closed(&self, line: Span) -> bool {
        line.of(self.text).trim_end().ends_with(['.', ':', '!', '?', ')'])
    }

    fn heading(&mut self, level: u8, span: Span) {
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        self.push(BlockKind::Heading(level), span);
        self.path.push((level, title(self.text, span)));
    }

    /// A paragraph, with the flattened tables in it as blocks of their own.
    fn paragraph(&mut self, span: Span) {
        let mut start = span.start;
        for table in flattened::tables(self.text, span) {
            let before = Span::new(start, table.span.start).trimmed(self.text);
            if !before.is_empty() {
                self.push(BlockKind::Paragraph, before);
            }
            start = table.span.end;
            self.table(table);
        }
        let rest = Span::new(start, span.end).trimmed(self.text);
        if !rest.is_empty() {
            self.push(BlockKind::Paragraph, rest);
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        let headings = self.path.iter().map(|(_, span)| *span).collect();
        self.blocks.push(Block { kind, span, headings });
    }
}

/// A number and what it counts or measures; a year counts nothing.
static COUNTS: Pattern =
    Pattern::new(r"(?:^|[^\d.§])(?:\d{1,3}(?:[.,]\d+)*|\d{5,})\s?(?:%|pct\.|mio\.|kr\.|\p{Ll}{4,})");

/// How many of Markdown's signs begin a heading, and what follows them.
fn hashes(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start_matches('#');
    (inner.starts_with(' ') && inner.len() < line.len()).then_some((line.len() - inner.len(), inner))
}

/// The title in a heading: Markdown's signs before and behind it are none of it.
fn title(text: &str, span: Span) -> Span {
    let Some((_, inner)) = hashes(span.of(text)) else { return span };
    let closed = inner.trim_end_matches('#');
    let kept = if closed.ends_with(' ') { closed } else { inner };
    let start = span.end - inner.len();
    let title = Span::new(start, start + kept.len()).trimmed(text);
    if title.is_empty() { span } else { title }
}

/// The level that a line of nothing but `=` or `-` gives the line above it.
fn underline(line: &str) -> Option<u8> {
    let all = |c: char| line.len() >= 3 && line.chars().all(|one| one == c);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

/// What an agenda's item begins with, ahead of its number.
static ITEM: Pattern = Pattern::new(r"(?i)^(?:(?:dagsordens)?punkt|pkt\.?|sag(?:\s+nr\.)?)\s+(?-i:\d)");

/// The level of the heading that the first of some lines is: short, begun with a capital or a number, without an end,
/// and followed by something else than its own continuation.
fn heading(text: &str, lines: &[Span]) -> Option<u8> {
    let line = lines.first()?.of(text).trim();
    let words = line.split_whitespace().count();
    // “Status 2022” over a line of “=====”: Markdown's other heading.
    if let Some(level) = lines.get(1).and_then(|next| underline(next.of(text).trim()))
        && !line.is_empty()
    {
        return Some(level);
    }
    if let Some((hashes, _)) = hashes(line) {
        return u8::try_from(hashes).ok();
    }
    // “Punkt 3. Kvartalsstatus”: an agenda's items are numbered too.
    let item = ITEM.find(line).map_or(line, |found| &line[found.end() - 1..]);
    let numbered = item.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
    let number = &item[..item.len() - numbered.len()];
    let body = numbered.trim_start();
    // “Økonomi (mio. kr.)”: the scale in brackets at its end is of what follows.
    let scaled = line.ends_with(')') && line.rfind('(').is_some_and(|at| stated_scale(&line[at..]).is_some());
    let ends = !scaled && line.ends_with(['.', ',', ';', ':', '-', '–', '…', ')']) || line.contains("...");
    let begins =
        body.starts_with(char::is_uppercase) && (number.is_empty() || number.len() <= 8 && numbered.starts_with(' '));
    let figures = body.chars().filter(char::is_ascii_digit).count();
    let alone = lines.len() == 1
        || lines[1]
            .of(text)
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '•' | '–' | '*' | '|'));
    // “Psykologer, ca. 15 årsværk” is an item that counts, not a heading.
    let counts = COUNTS.is_match(body);
    // “2. Orientering: Naboens erfaringer”, alone between two blank lines, is no label with its value.
    let labelled = body.contains(": ") && (number.is_empty() || lines.len() > 1);
    if counts || ends || !begins || words > 12 || line.len() > 110 || figures > 8 || !alone || labelled {
        return None;
    }
    let depth = number.trim_end_matches('.').matches('.').count();
    Some(if number.is_empty() { 2 } else { u8::try_from(2 + depth).unwrap_or(6) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, Kind};

    fn of(text: &str) -> Vec<String> {
        let document = Document::new(DocumentId([0; 32]), Kind::Text, text.to_owned());
        Layout::of(&document)
            .blocks
            .iter()
            .map(|block| {
                let kind = match &block.kind {
                    BlockKind::Heading(level) => format!("h{level}"),
                    BlockKind::Paragraph => "p".to_owned(),
                    BlockKind::Table(table) => format!("table {}x{}", table.rows.len(), table.rows[0].len()),
                };
                format!("{kind}: {}", block.span.of(text).lines().next().unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn headings_paragraphs_tables() {
        let text = "Status på anbringelser\n\nUdvalget har bedt om en status.\nDen følger her.\n\n1. Antal\n\nTabellen viser antallet:\n\n\t2016\t2017\nI alt\t61\t58\n\nDet falder.";
        assert_eq!(
            of(text),
            [
                "h2: Status på anbringelser",
                "p: Udvalget har bedt om en status.",
                "h2: 1. Antal",
                "p: Tabellen viser antallet:",
                "table 2x3: \t2016\t2017",
                "p: Det falder.",
            ]
        );
    }

    #[test]
    fn the_signs_of_markdown_are_no_part_of_a_title() {
        let text = "# Notat\n\n## Om C# ##\n\nDer er få sager.\n\n#3 er et nummer.";
        let document = Document::new(DocumentId([0; 32]), Kind::Text, text.to_owned());
        let layout = Layout::of(&document);
        let above = |at: usize| layout.blocks[at].headings.iter().map(|heading| heading.of(text)).collect::<Vec<_>>();
        assert_eq!(above(2), ["Notat", "Om C#"]);
        assert_eq!(layout.blocks[0].span.of(text), "# Notat", "the text stays as it is");
        assert_eq!(title("#3 er et nummer", Span::new(0, 15)).len(), 15);
    }

    #[test]
    fn contents_are_no_table_and_prose_no_heading() {
        assert_eq!(of("Formål.....\t5\nMål.....\t6"), ["p: Formål.....\t5"]);
        assert_eq!(of("Sagstallet er faldet."), ["p: Sagstallet er faldet."]);
    }
}
