//! What does not agree, in every form: sentences with their sources for people, objects for programs, a row for every
//! number for spreadsheets.

use std::io::Write as _;

use super::{Context, exit::Outcome, language::municipality, records::Form};
use crate::{
    finding::{Claim, Finding},
    present::{self, Lang, named, plain},
};

/// The characters of a quote that show.
const QUOTE: usize = 160;

/// Prints findings in a form.
pub(super) fn print(findings: &[Finding], form: Form, context: &Context) -> Outcome<()> {
    let mut output = context.output()?;
    match form {
        Form::Text if findings.is_empty() => {
            writeln!(output, "{}", context.lang.pick("Intet, der ikke stemmer.", "Nothing that does not agree."))?;
        }
        Form::Text => findings.iter().try_for_each(|one| writeln!(output, "{}", text(one, context.lang)))?,
        Form::Jsonl => {
            for one in findings {
                serde_json::to_writer(&mut output, one)?;
                writeln!(output)?;
            }
        }
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut output);
            csv.write_record(COLUMNS)?;
            for (at, one) in findings.iter().enumerate() {
                one.claims.iter().try_for_each(|claim| csv.write_record(flat(at + 1, one, claim, context.lang)))?;
            }
            csv.flush()?;
        }
    }
    output.finish()?;
    Ok(())
}

/// A finding with its sources, one a line.
fn text(one: &Finding, lang: Lang) -> String {
    let owner = municipality(one.municipality.as_ref(), lang);
    let mut out = format!("{owner}: {}\n  ({})\n", plain(named(&one.says, lang)), named(&one.reason, lang));
    for same in one.claims.chunk_by(|a, b| (&a.doc, a.page, &a.quote) == (&b.doc, b.page, &b.quote)) {
        let claim = &same[0];
        let numbers = same.iter().map(|claim| claim.number.as_str()).collect::<Vec<_>>().join(", ");
        let place = present::place(&claim.doc, claim.page, lang);
        let quote = present::around(&claim.quote, &claim.number, QUOTE);
        out += &format!("  {}\n", plain(&format!("{numbers}  {place}: “{quote}”")));
    }
    out
}

const COLUMNS: [&str; 14] = [
    "finding",
    "kind",
    "municipality",
    "indicator",
    "between_documents",
    "says",
    "reason",
    "number",
    "doc",
    "document_id",
    "page",
    "start",
    "end",
    "quote",
];

/// A claim with one text a column; the rows of a finding share its number.
fn flat(number: usize, one: &Finding, claim: &Claim, lang: Lang) -> [String; COLUMNS.len()] {
    [
        number.to_string(),
        one.kind.name().to_owned(),
        one.municipality.as_ref().map(ToString::to_string).unwrap_or_default(),
        one.indicator.to_string(),
        one.between_documents.to_string(),
        named(&one.says, lang).to_owned(),
        named(&one.reason, lang).to_owned(),
        claim.number.clone(),
        claim.doc.clone(),
        claim.document_id.clone(),
        claim.page.map(|page| page.to_string()).unwrap_or_default(),
        claim.start.to_string(),
        claim.end.to_string(),
        claim.quote.clone(),
    ]
}
