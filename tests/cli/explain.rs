//! `explain`: why a number is, or is not, a figure.

use super::{Desk, Ran, compare::KOLDING};

/// What `explain` says of the number that stands first in a piece of the text.
fn explain(piece: &str) -> Ran {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("kolding.txt", KOLDING.as_bytes());
    let start = KOLDING.find(piece).expect("it stands there");
    let place = format!("kolding.txt:{}", start + piece.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0));
    desk.run(&["explain", &place, "--lang", "en"])
}

#[test]
fn a_figure_with_its_rules() {
    let ran = explain("41 sager");
    assert_eq!(ran.code, 0);
    let out = ran.out.replace('\u{a0}', " ");
    assert!(out.contains("caseload mean = 41 cases per caseworker · Kolding · 2021 · actual"), "{out}");
    assert!(out.contains("yes     number: digits – the number is written in digits"), "{out}");
}

#[test]
fn a_year_a_law_and_a_count_that_nobody_asked_for() {
    for (piece, reason) in [
        ("12. marts 2021", "no figure: a date or a year: 12 March 2021"),
        ("§ 52", "no figure: rejected by the rule “reject: law paragraph”"),
        (
            "14 stole",
            "no figure: read as 14, a number without a unit; no indicator of the catalogue has evidence for it",
        ),
        ("\t2020", "no figure: a date or a year: 2020"),
    ] {
        let ran = explain(piece);
        assert_eq!(ran.code, 0, "{piece}");
        let told = ran.out.replace("\n  ", " ");
        assert!(told.contains(reason), "{piece}: {}", ran.out);
    }
}

#[test]
fn where_no_number_stands() {
    let ran = explain("Mødelokalet");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no number stands there; the nearest digits stand at "), "{}", ran.err);
    assert!(ran.out.is_empty(), "{}", ran.out);
}

#[test]
fn what_one_rule_gave_another_took_away() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let text = "Kolding Kommune\n\nVejafdelingen har brugt 12 mio. kr. på asfalt.\n";
    desk.write("veje.txt", text.as_bytes());
    let place = format!("veje.txt:{}", text.find("12").expect("it stands there"));
    for (lang, wanted) in [
        (
            "en",
            "the rule “indicator: the nearest word for it” fitted, but “against: another service” took it away again",
        ),
        ("da", "reglen “indicator: the nearest word for it” passede, men “against: another service” tog det væk igen"),
    ] {
        let ran = desk.run(&["explain", &place, "--lang", lang]);
        assert!(ran.out.replace("\n    ", " ").contains(wanted), "{}", ran.out);
        assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    }
}

#[test]
fn beyond_the_end_of_the_file() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("kolding.txt", KOLDING.as_bytes());
    let ran = desk.run(&["explain", &format!("kolding.txt:{}", KOLDING.len())]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(&format!("kolding.txt ends at {0}; {0} lies beyond it", KOLDING.len())), "{}", ran.err);
    assert!(ran.err.contains("hint: offsets are those of the records"), "{}", ran.err);
}

#[test]
fn every_field_of_a_table_s_cell_has_its_rule() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let text = "Kolding Kommune\n\nAnbringelser\t2019\t2020\nPlejefamilier\t24\t28\nI alt\t55\t58\n";
    desk.write("tabel.txt", text.as_bytes());
    let place = format!("tabel.txt:{}", text.find("28").expect("it stands there"));
    let ran = desk.run(&["explain", &place, "--lang", "en"]);
    let fields = ran.out.split("Fields and their rules:").nth(1).expect("the fields");
    for wanted in [
        "indicator     placements [indicator: the row's label]",
        "statistic     level [statistic: the indicator's own]",
        "municipality  Kolding [owner: named above the table]",
        "period        2020 [period: the column's head]",
        "status        actual [status: the indicator's own]",
        "[breakdown: the row's label]",
    ] {
        assert!(fields.replace("\n                  ", " ").contains(wanted), "{wanted}: {}", ran.out);
    }
}

#[test]
fn as_data_with_every_rule_tried() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("kolding.txt", KOLDING.as_bytes());
    for (piece, figure) in [("41 sager", true), ("14 stole", false)] {
        let start = KOLDING.find(piece).expect("it stands there");
        let ran = desk.run(&["explain", &format!("kolding.txt:{start}"), "--format", "jsonl"]);
        assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "{}", ran.err);
        let number: serde_json::Value = serde_json::from_str(&ran.out).expect("an object");
        assert_eq!((number["start"].as_u64(), number["figure"].is_object()), (Some(start as u64), figure));
        assert_eq!(number["reason"].is_string(), !figure);
        let tried = number["tried"].as_array().expect("a list");
        let decided = tried.iter().find(|step| {
            step["rule"].as_str().is_some_and(|rule| rule.starts_with("indicator:")) && step["verdict"] == "yes"
        });
        assert_eq!(decided.and_then(|step| step["word"].as_str()), figure.then_some("sager"), "{tried:?}");
        assert!(tried.iter().any(|step| step["rule"] == "reject: law paragraph" && step["verdict"] == "no"));
    }
}

#[test]
fn every_rule_with_what_it_says() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    for (lang, says) in [("da", "det navneord, som tallet tæller"), ("en", "the noun that the number counts")] {
        let ran = desk.run(&["explain", "--rules", "--lang", lang]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(&format!("indicator: counted noun – {says}\n")), "{}", ran.out);
    }
}
