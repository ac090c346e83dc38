//! What the tool saw on a document's pages, as a picture: looking finds what counting hides.
//!
//! Takes a document and its tables, writes an SVG picture with the pages one below another: words where they stand,
//! those that stand aside in grey, ruling lines in blue, cells in red, tables in green. Refuses a document whose format
//! has no places.

use std::io::Write;

use super::Table;
use crate::{
    Error, ErrorKind,
    cli::exit::Outcome,
    document::{Document, Page},
    span::BoundingBox,
};

/// The distance between two pages, in points.
const GAP: f32 = 20.0;

/// Draws the pages.
pub(super) fn draw(document: &Document, tables: &[Table<'_>], out: &mut impl Write) -> Outcome<()> {
    let sizes: Vec<(f32, f32)> = document.pages.iter().filter_map(|page| page.size).collect();
    if sizes.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a document of this kind has no places on pages to draw")
            .hint("PDF documents have; leave out --debug for others")
            .into());
    }
    let width = sizes.iter().map(|(width, _)| *width).fold(0.0, f32::max);
    let height = sizes.iter().map(|(_, height)| height + GAP).sum::<f32>();
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif">"#
    )?;
    writeln!(out, r##"<rect width="100%" height="100%" fill="#ddd"/>"##)?;
    let printed = document.printed();
    let mut top = 0.0;
    for (page, (width, height)) in document.pages.iter().zip(&sizes) {
        writeln!(out, r#"<g transform="translate(0 {top})"><title>{}</title>"#, page.number)?;
        writeln!(out, r#"<rect width="{width}" height="{height}" fill="white"/>"#)?;
        words(document, &printed, page, out)?;
        for rule in &page.rules {
            let BoundingBox { x0, y0, x1, y1 } = rule;
            writeln!(out, r##"<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#06c" stroke-width="0.6"/>"##)?;
        }
        for table in tables {
            for cell in table.cells.iter().filter(|cell| page.span.holds(cell.start)) {
                cell.bbox.iter().try_for_each(|bbox| frame(bbox, "#c00", out))?;
            }
            let on_page = table.cells.iter().filter(|cell| page.span.holds(cell.start)).filter_map(|cell| cell.bbox);
            on_page.reduce(BoundingBox::cover).iter().try_for_each(|bbox| frame(bbox, "#080", out))?;
        }
        writeln!(out, "</g>")?;
        top += height + GAP;
    }
    writeln!(out, "</svg>")?;
    Ok(())
}

fn words(document: &Document, printed: &str, page: &Page, out: &mut impl Write) -> Outcome<()> {
    for word in &page.words {
        let BoundingBox { x0, x1, y1, .. } = word.bbox;
        let (size, length) = (word.bbox.height(), (x1 - x0).max(0.1));
        let baseline = y1 - 0.22 * size;
        let colour = if document.aside_at(word.span.start).is_some() { "#999" } else { "#222" };
        let text = quick_xml::escape::escape(word.span.of(printed));
        writeln!(
            out,
            r#"<text x="{x0}" y="{baseline}" font-size="{size}" textLength="{length}" lengthAdjust="spacingAndGlyphs" fill="{colour}">{text}</text>"#
        )?;
    }
    Ok(())
}

fn frame(bbox: &BoundingBox, colour: &str, out: &mut impl Write) -> Outcome<()> {
    let (x, y, width, height) = (bbox.x0 - 1.0, bbox.y0 - 1.0, bbox.x1 - bbox.x0 + 2.0, bbox.height() + 2.0);
    writeln!(
        out,
        r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="{colour}" stroke-width="0.7"/>"#
    )?;
    Ok(())
}
