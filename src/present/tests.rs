//! Every form of output on the same comparison; the forms' own words in both languages; a hostile document.

mod exchange;
mod latex;

use super::{Lang, RENDERERS, Style, html, renderer};
use crate::{
    comparison::{
        Comparison, Coverage, Covered, Imprint, Query, compare,
        sample::{caseload, coverage, money, records, world},
        tables,
    },
    decision::Tally,
    document::Outcome,
    figure::{Record, Status},
    quantity::Date,
    reference::Reference,
};

fn table() -> Comparison<'static> {
    compare(world().leak(), &Query::default(), &coverage(), Reference::in_use())
}

fn rendered(name: &str, lang: Lang, width: usize) -> String {
    // The version changes with every release, the tables should not.
    let table = Comparison { version: "0.0.0", ..table() };
    text(name, &table, lang, width).replace('\u{a0}', " ")
}

fn text(name: &str, table: &Comparison, lang: Lang, width: usize) -> String {
    let bytes =
        renderer(name).expect("a renderer").rendered(table, &Style { lang, width, coloured: false }).expect("rendered");
    String::from_utf8(bytes).expect("text")
}

#[test]
fn text_in_80_columns() {
    insta::assert_snapshot!(rendered("text", Lang::Da, 80));
}

#[test]
fn text_in_200_columns() {
    insta::assert_snapshot!(rendered("text", Lang::En, 200));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(rendered("markdown", Lang::Da, 80));
}

#[test]
fn csv() {
    let csv = rendered("csv", Lang::En, 80);
    assert!(csv.lines().count() > 1 && csv.ends_with("\r\n"));
    insta::assert_snapshot!(csv.replace("\r\n", "\n"));
}

#[test]
fn danish_csv() {
    let csv = rendered("csv-da", Lang::En, 80);
    insta::assert_snapshot!(csv.replace("\r\n", "\n"));
}

#[test]
fn json() {
    insta::assert_snapshot!(rendered("json", Lang::Da, 80));
}

#[test]
fn names_are_unique_and_every_form_ends_its_last_line() {
    let mut names: Vec<&str> = RENDERERS.iter().map(|one| one.name()).collect();
    for name in names.iter().filter(|name| !renderer(name).expect("a renderer").is_binary()) {
        assert!(rendered(name, Lang::Da, 80).ends_with('\n'), "{name}");
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RENDERERS.len());
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [30, 60, 80, 120, 200] {
        for lang in [Lang::Da, Lang::En] {
            let text = rendered("text", lang, width);
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= width, "{widest} in {width} columns:\n{text}");
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let table = Comparison { version: "0.0.0", ..table() };
    for width in [40, 80, 200] {
        let style = Style { lang: Lang::Da, width, coloured: true };
        let bytes = renderer("text").expect("a renderer").rendered(&table, &style).expect("rendered");
        let coloured = String::from_utf8(bytes).expect("text");
        for part in ["\u{1b}[1mKommune\u{1b}[0m", "\u{1b}[2m[", "\u{1b}[31mmodsagt"] {
            assert!(coloured.contains(part), "{part:?} in {width} columns:\n{coloured}");
        }
        let mut plain = coloured;
        for code in ["[1m", "[2m", "[31m", "[0m"] {
            plain = plain.replace(&format!("\u{1b}{code}"), "");
        }
        let trimmed: Vec<&str> = plain.lines().map(str::trim_end).collect();
        let expected = text("text", &table, Lang::Da, width);
        assert_eq!(trimmed, expected.lines().collect::<Vec<_>>());
    }
}

#[test]
fn a_table_of_single_lines_has_no_rules_between_them() {
    let made = records([
        caseload("265", "41", Status::Actual).period("2018"),
        caseload("657", "50", Status::Actual).period("2018"),
    ]);
    let table = compare(&made, &Query::default(), &Coverage::default(), Reference::in_use());
    let text = text("text", &table, Lang::Da, 80);
    let rules = text.lines().filter(|line| line.starts_with('─')).count();
    assert_eq!(rules, 2, "one above and one below:\n{text}");
}

#[test]
fn a_cell_is_no_list() {
    let item = |value: usize| {
        money("265", "investment", &format!("{value}"), Status::Target).dim("item", &format!("Post {value}"))
    };
    let table = compare(
        records([1, 2, 3, 4, 5, 6, 7, 8, 9].map(item)).leak(),
        &Query::default(),
        &Coverage::default(),
        Reference::in_use(),
    );
    let text = text("markdown", &table, Lang::Da, 80);
    assert!(text.contains("Post 4") && !text.contains("kr. Post 3") && text.contains("… 3 til"), "{text}");
}

#[test]
fn an_empty_comparison_says_so() {
    let none = compare(&[], &Query::default(), &Coverage::default(), Reference::in_use());
    for name in ["text", "markdown"] {
        assert!(text(name, &none, Lang::Da, 80).contains("Intet fundet."), "{name}");
    }
    let page = html(&[none], &Coverage::default(), Reference::in_use(), Lang::Da, None);
    assert!(page.contains("Intet fundet.") && !page.contains("<svg"));
}

fn page(records: &[Record], coverage: &Coverage, lang: Lang) -> String {
    let tables = tables(records, &Query::default(), coverage, Reference::in_use());
    html(&tables, coverage, Reference::in_use(), lang, Some(Date::day(2025, 3, 1)))
}

#[test]
fn the_report_shows_the_number_in_its_sentence() {
    let page = page(&world(), &coverage(), Lang::Da);
    assert!(page.contains("<html lang=\"da\">") && page.contains("1. marts 2025"));
    assert!(page.contains("nedbringes fra ca. <mark>41</mark> til 22-25 sager"));
    assert!(page.contains("roskilde.pdf, s.\u{a0}2"));
    assert!(page.contains("the file is locked with a password"));
    // One for the caseloads, one for the money, one for the years.
    for kind in ["range", "bars", "years"] {
        assert!(page.contains(&format!("-{kind}-")), "{kind}");
    }
    assert!(page.contains("<th scope=\"col\">") && page.contains("<th scope=\"row\">"));
}

#[test]
fn the_norm_is_a_band_behind_the_caseloads() {
    let made = records([
        caseload("265", "41", Status::Actual),
        caseload("657", "50", Status::Actual),
        caseload("DK", "20..30", Status::Norm).period("2020-02"),
    ]);
    assert!(page(&made, &Coverage::default(), Lang::Da).contains("class=\"norm\""));
}

#[test]
fn a_single_value_is_no_chart() {
    let made = records([caseload("265", "41", Status::Actual)]);
    assert!(!page(&made, &Coverage::default(), Lang::Da).contains("<svg"));
}

#[test]
fn the_report_is_the_same_every_time() {
    assert_eq!(page(&world(), &coverage(), Lang::En), page(&world(), &coverage(), Lang::En));
}

#[test]
fn the_report_needs_nothing_from_outside() {
    for lang in [Lang::Da, Lang::En] {
        let page = page(&world(), &coverage(), lang);
        for outside in ["http", "src=", "url(", "@import", "<link", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

#[test]
fn every_card_is_opened_by_a_cell_and_every_cell_opens_its_card() {
    let page = page(&world(), &coverage(), Lang::Da);
    let after = |marker: &str| -> Vec<String> {
        let parts = page.split(marker).skip(1);
        parts.map(|part| part.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let cards = after("<div popover id=\"");
    let mut opened = after("<button type=\"button\" popovertarget=\"");
    assert!(!cards.is_empty());
    opened.sort();
    let mut cards_sorted = cards.clone();
    cards_sorted.sort();
    assert_eq!(opened, cards_sorted);
}

#[test]
fn a_hostile_document_stays_text() {
    let evil = "<script>alert(1)</script>\" onmouseover='x' \u{1b}[2J [klik](javascript:x)";
    let made = records([
        caseload("265", "41", Status::Actual).quote(&format!("{evil} 41 sager"), "41").doc(&format!("{evil}.pdf"), 1),
        caseload("265", "30", Status::Target).dim("item", evil),
    ]);
    let read = Covered {
        document: evil.to_owned(),
        outcome: Outcome::Failed,
        reasons: vec![evil.to_owned()],
        municipality: None,
        mentioned: Default::default(),
        imprint: Imprint::default(),
    };
    let coverage = Coverage { documents: vec![read], ..Coverage::default() };
    let page = page(&made, &coverage, Lang::Da);
    assert!(!page.contains("<script") && !page.contains("onmouseover='") && !page.contains('\u{1b}'));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onmouseover=&#39;x&#39;"));
    let table = compare(&made, &Query::default(), &coverage, Reference::in_use());
    let render = |name: &str| text(name, &table, Lang::Da, 120);
    assert!(!render("text").contains('\u{1b}'));
    assert!(!render("markdown").contains("<script") && !render("markdown").contains("[klik]("));
}

#[test]
fn a_cell_cannot_start_a_formula_in_a_spreadsheet() {
    let made =
        records([caseload("265", "41", Status::Actual).quote("=HYPERLINK(\"x\") 41 sager", "41").doc("@notat.txt", 1)]);
    let table = compare(&made, &Query::default(), &Coverage::default(), Reference::in_use());
    let csv = text("csv", &table, Lang::Da, 80);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\") 41 sager\"") && csv.contains("'@notat.txt"));
}

#[test]
fn every_form_says_what_a_person_stands_behind() {
    let made = records([caseload("265", "41", Status::Actual).verified(), caseload("265", "30", Status::Target)]);
    let decisions = Tally { accepted: 1, stale: 1, disputed: 2, ..Tally::default() };
    let coverage = Coverage { decisions, ..Coverage::default() };
    let table = compare(&made, &Query::default(), &coverage, Reference::in_use());
    for (name, parts) in [
        ("text", ["41 ✓ ", "✓: godkendt eller rettet", "1 afgørelse er ikke brugt"]),
        ("markdown", ["41 ✓ ", "✓: godkendt eller rettet", "2 tal er der afgjort forskelligt om"]),
        ("html", ["<b>41 ✓", "✓ godkendt af Anne 2026-03-01: Slået op i bilaget", "1 afgørelse er ikke brugt"]),
        ("csv", ["decision,decided_by,decision_reason,decision_time", ",accept,Anne,", "2026-03-01T09:30:00Z"]),
        ("json", ["\"verified\": true", "\"verified\": false", "\"verdict\": \"accept\""]),
    ] {
        let form = text(name, &table, Lang::Da, 100);
        let form = form.replace('\u{a0}', " ");
        for part in parts {
            assert!(form.contains(part), "{part} in {name}: {form}");
        }
        assert!(!form.contains("30 ✓"), "{name}");
    }
}
