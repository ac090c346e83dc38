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
    assert!(out.contains("1. number: digits"), "{out}");
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
        assert!(ran.out.contains(reason), "{piece}: {}", ran.out);
    }
}

#[test]
fn where_no_number_stands() {
    let ran = explain("Mødelokalet");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("no number stands there"), "{}", ran.out);
}
