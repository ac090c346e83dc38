//! The report of `nogletal run`: a folder with the web page, and the tables and figures behind it for other programs.
//!
//! Takes tables and figures, writes all files under passing names first, then puts each in its place, the page last: a
//! page that is there has its data. Refuses to touch files that it did not write.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{clock::today, compare::World, exit::Outcome, output::Output};
use crate::{
    Error, ErrorKind, Result,
    comparison::Comparison,
    present::{Lang, Style, html, renderer},
    reference::Reference,
};

/// The page, relative to the folder.
const PAGE: &str = "index.html";
/// The forms that every table is written in beside the page.
const FORMS: [&str; 3] = ["csv", "json", "xlsx"];

/// Writes the report into a folder; gives the place of the page.
pub(super) fn write(world: &World, tables: &[Comparison], folder: &Path, lang: Lang) -> Outcome<PathBuf> {
    fs::create_dir_all(folder).map_err(|cause| {
        Error::new(ErrorKind::Output, format!("the folder {} cannot be made", folder.display())).caused_by(cause)
    })?;
    let mut files = Vec::new();
    let mut names = Vec::new();
    let mut add = |name: String, bytes: &[u8]| -> Outcome<()> {
        let mut file = Output::open(Some(&folder.join(&name)))?;
        file.write_all(bytes)?;
        files.push(file);
        names.push(name);
        Ok(())
    };
    // A folder of documents that a report was written into must not read the report as a document.
    add(".nogletalignore".to_owned(), b"*\n")?;
    add("figures.jsonl".to_owned(), &figures(world)?)?;
    for table in tables {
        for form in FORMS.iter().filter_map(|form| renderer(form)) {
            let bytes = form.rendered(table, &Style { lang, width: 0, coloured: false })?;
            add(format!("{}.{}", name(table), form.extension()), &bytes)?;
        }
    }
    let page = html(tables, &world.coverage, Reference::in_use(), lang, Some(today()?));
    add(PAGE.to_owned(), page.as_bytes())?;
    files.into_iter().try_for_each(Output::finish)?;
    remove_stale(folder, &names)?;
    Ok(folder.join(PAGE))
}

/// The figures as `nogletal figures` prints them.
fn figures(world: &World) -> Outcome<Vec<u8>> {
    let mut lines = Vec::new();
    for record in world.records.iter().filter(|record| record.value.is_some()) {
        serde_json::to_writer(&mut lines, record)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// What a table's files are called.
fn name(table: &Comparison) -> String {
    table.by_year.as_ref().map_or_else(|| "overview".to_owned(), |code| by_year(code.as_str()))
}

fn by_year(code: &str) -> String {
    format!("{code}-by-year")
}

/// Takes away tables of an earlier report that this one does not have.
fn remove_stale(folder: &Path, written: &[String]) -> Result<()> {
    for indicator in Reference::in_use().catalogue.all() {
        for form in FORMS {
            let name = format!("{}.{form}", by_year(indicator.code.as_str()));
            let path = folder.join(&name);
            if !written.contains(&name) && path.is_file() {
                fs::remove_file(&path).map_err(|cause| {
                    Error::new(ErrorKind::Output, format!("{} cannot be removed", path.display())).caused_by(cause)
                })?;
            }
        }
    }
    Ok(())
}
