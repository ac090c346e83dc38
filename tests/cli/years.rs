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

/// The lines of a table with the years of placements, without its sources.
fn table(desk: &Desk, more: &[&str]) -> String {
    let ran = desk.run(&[&["compare", "--indicator", "placements", "--by-year", "--lang", "da"][..], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.split("\nKilder\n").next().unwrap_or_default().replace('\u{a0}', " ")
}

#[test]
fn what_changed_and_where_it_cannot_be_said() {
    let desk = desk();
    insta::assert_snapshot!(table(&desk, &["--change"]));
    let ends = table(&desk, &["--change=ends", "--year", "2020..2021"]);
    assert!(ends.contains("−14") && ends.contains("−6,6 %") && ends.contains("ca. −16,7 %"), "{ends}");
}

#[test]
fn a_break_is_marked_without_being_asked_for() {
    let table = table(&desk(), &[]);
    assert!(table.contains("230 ‖") && table.contains("95 (prognose) ‖") && !table.contains("100 ‖"), "{table}");
    assert!(table.contains("anden status: Vejle 2022"), "{table}");
}

#[test]
fn a_change_takes_years() {
    let desk = desk();
    let ran = desk.run(&["compare", "--indicator", "placements", "--change"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err);
    assert_eq!(desk.run(&["compare", "--indicator", "placements", "--by-year", "--change=twice"]).code, 2);
}
