//! LaTeX: one whole file, in which nothing out of a document is a command.

use super::{table, text};
use crate::{
    comparison::{
        Across, Comparison, Coverage, Query, compare,
        sample::{caseload, placed, records},
    },
    figure::{IndicatorCode, Status},
    present::Lang,
    reference::Reference,
};

fn latex(table: &Comparison, lang: Lang) -> String {
    text("latex", table, lang, 80)
}

#[test]
fn a_whole_file_with_its_sources_and_its_documents() {
    let mut table = table();
    for one in &mut table.coverage.documents {
        one.imprint.title = Some(format!("Notat & {}", one.document));
        one.imprint.year = Some(2018);
    }
    let file = latex(&table, Lang::Da);
    for part in [
        "\\usepackage[danish]{babel}",
        "\\toprule\nKommune & Sagstal pr. rådgiver, nu & ",
        "Roskilde (265) & ca.~41 (31. maj 2018)\\sources{\\source{6}} & ",
        "22–25",
        "6.380.651~kr.",
        "@misc{roskilde2018-",
        "title = {{Notat \\& roskilde.pdf}}",
        "nedbringes fra ca. 41 til 22-25 sager",
        "\\fallback{2013}{–}",
    ] {
        assert!(file.contains(part), "{part} in {file}");
    }
    let english = latex(&table, Lang::En);
    assert!(english.contains("\\usepackage[english]{babel}") && english.contains("6,380,651~kr."));
}

#[test]
fn every_mark_has_its_source_and_every_source_its_entry() {
    let file = latex(&table(), Lang::Da);
    let between = |open: &str, close: char| -> Vec<String> {
        let found = file.split(open).skip(1).filter_map(|rest| rest.split(close).next());
        found.filter(|one| !one.contains('#')).map(str::to_owned).collect()
    };
    let (marks, notes) = (between("\\source{", '}'), between("\\hypertarget{source.", '}'));
    assert!(!marks.is_empty() && marks.iter().all(|mark| notes.contains(mark)), "{marks:?} {notes:?}");
    let (cited, entries) = (between("\\cite{", '}'), between("@misc{", ','));
    assert!(!cited.is_empty() && cited.iter().all(|key| entries.contains(key)), "{cited:?} {entries:?}");
}

#[test]
fn what_is_wide_lies_on_its_side_and_goes_on() {
    let years = [2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021];
    let made = records(years.map(|year| placed("265", "41", Status::Actual).period(&year.to_string())));
    let query = Query { across: Across::Years(IndicatorCode("placements".into())), ..Query::default() };
    let wide = latex(&compare(&made, &query, &Coverage::default(), Reference::in_use()), Lang::Da);
    assert!(wide.contains("\\begin{landscape}"));
    assert_eq!(wide.matches("\\begin{longtable}").count(), 2);
    assert_eq!(wide.matches("Roskilde (265) & ").count(), 2, "the names stand in both");
    let narrow = records([caseload("265", "41", Status::Actual)]);
    let narrow = latex(&compare(&narrow, &Query::default(), &Coverage::default(), Reference::in_use()), Lang::Da);
    assert!(!narrow.contains("\\begin{landscape}"));
}

#[test]
fn a_hostile_document_commands_nothing() {
    let evil = "\\input{/etc/passwd} $x$ 100% #1 ~ ^ {";
    let made = records([
        caseload("265", "41", Status::Actual).quote(&format!("{evil} 41 sager"), "41").doc(&format!("{evil}.pdf"), 1),
        caseload("265", "30", Status::Target).dim("item", evil),
    ]);
    let file = latex(&compare(&made, &Query::default(), &Coverage::default(), Reference::in_use()), Lang::Da);
    let (entries, body) = file.split_once("\\end{filecontents*}").expect("entries");
    let body = body.split_once("\\begin{document}").expect("a body").1;
    assert!(!body.contains("\\input") && !body.contains("$x$") && !body.contains("100% "));
    assert!(body.contains("\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{} \\$x\\$ 100\\% \\#1"));
    // A path stands as it is, but for the brackets that would end it.
    assert_eq!(entries.matches('{').count(), entries.matches('}').count());
}
