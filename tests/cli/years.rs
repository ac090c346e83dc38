//! `compare` over time: years across, what changed between them, breaks in a series.

use super::Desk;

const KOLDING: &str = "Kolding Kommune

Årsrapport, 3. februar 2023

Kommunen havde 212 anbragte børn i 2020, 198 anbragte børn i 2021 og 201 anbragte børn i 2022. Efter en ny
opgørelsesmetode var der 230 anbragte børn i 2023.
";
const VEJLE: &str = "Vejle Kommune

Notat, 3. maj 2021

Vejle Kommune havde ca. 120 anbragte børn i 2020 og 100 anbragte børn i 2021. Det forventes, at Vejle Kommune har 95
anbragte børn i 2022.
";

fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    desk.write("docs/vejle.txt", VEJLE.as_bytes());
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

/// A table of the years of placements in one line, without its sources.
fn table(desk: &Desk, more: &[&str]) -> String {
    let ran = desk.run(&[&["compare", "--indicator", "placements", "--by-year", "--lang", "da"][..], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    words(&ran.out)
}

/// What stands before the sources, with single blanks.
fn words(out: &str) -> String {
    out.split("\nKilder\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_all(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part}: {text}"));
}

#[test]
fn what_changed_and_where_it_cannot_be_said() {
    let desk = desk();
    let steps = table(&desk, &["--change"]);
    has_all(
        &steps,
        &["−14 [1][2]", "−6,6 % [1][2]", "ca. −20 [5][6]", "kan ikke sammenlignes", "mangler en af værdierne"],
    );
    has_all(&steps, &["Ændring: det senere år minus det tidligere"]);
    let ends = table(&desk, &["--change=ends", "--year", "2020..2021"]);
    has_all(&ends, &["−14", "−6,6 %", "ca. −16,7 %"]);
}

#[test]
fn a_break_is_marked_without_being_asked_for() {
    let table = table(&desk(), &[]);
    has_all(&table, &["230 ‖", "95 (prognose) ‖", "anden status: Vejle 2022"]);
    assert!(!table.contains("100 ‖"), "{table}");
}

#[test]
fn a_change_takes_years() {
    let desk = desk();
    let ran = desk.run(&["compare", "--indicator", "placements", "--change"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r"
    error: a change is between years, and none stand across
    hint: add --by-year: --indicator placements --by-year --change
    ");
    assert_eq!(desk.run(&["compare", "--indicator", "placements", "--by-year", "--change=twice"]).code, 2);
}

#[test]
fn what_was_planned_beside_what_the_year_became() {
    let desk = desk();
    desk.write(
        "docs/vejle-2023.txt",
        "Vejle Kommune\n\nÅrsrapport, 2. marts 2023\n\nVejle Kommune havde 104 anbragte børn i 2022.\n".as_bytes(),
    );
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    let ran = desk.run(&["compare", "--planned-realised", "--lang", "da"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    has_all(&words(&ran.out), &["Planlagt og realiseret", "95 (prognose fra 2021) [2]", "104 [3]", "+9 [2][3]"]);
    let ran = desk.run(&["compare", "--planned-realised", "--indicator", "caseload"]);
    assert_eq!(ran.code, 1, "nobody planned a caseload");
    assert_eq!(desk.run(&["compare", "--planned-realised", "--by-year", "--indicator", "placements"]).code, 2);
}
