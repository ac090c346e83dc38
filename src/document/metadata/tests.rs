//! What documents of our own making say about themselves.

use super::*;
use crate::document::Kind;

/// What a plain document says about itself, with a title and a day of its properties.
fn metadata(name: &str, title: Option<&str>, written: Option<&str>, text: &str) -> Metadata {
    let content = Content {
        title: title.map(str::to_owned),
        written: written.and_then(property_date),
        ..Content::new(Kind::Text, text.to_owned())
    };
    Metadata::of(&content, text, name)
}

fn day(metadata: &Metadata) -> Option<(String, Origin)> {
    metadata.date.as_ref().map(|date| (date.value.to_string(), date.origin))
}

fn known(value: &Option<Stated<String>>) -> Option<(&str, Origin)> {
    value.as_ref().map(|stated| (stated.value.as_str(), stated.origin))
}

const MEMO: &str = "Greve Kommune\n\nNOTAT\n\nTil: Børneudvalget\nDato: 12. marts 2019\nSagsnr. 27.00.00-P05-1-19\n\
    Udarbejdet af: Inge Holm, konsulent\n\nNotatet beskriver sagstallet pr. 1. januar 2018.";

#[test]
fn a_first_page_says_what_it_is() {
    let found = metadata("bilag/b.pdf", None, Some("2021-08-01T10:00:00Z"), MEMO);
    assert_eq!(day(&found), Some(("2019-03-12".to_owned(), Origin::FirstPage)));
    assert_eq!(known(&found.case_number), Some(("27.00.00-P05-1-19", Origin::FirstPage)));
    assert_eq!(known(&found.author), Some(("Inge Holm", Origin::FirstPage)));
    assert_eq!(found.kind.map(|kind| (kind.value, kind.origin)), Some((DocumentType::Memo, Origin::FirstPage)));
}

#[test]
fn a_files_name_and_its_properties_help_where_the_page_is_silent() {
    let found = metadata("2019-03-12-notat-anbringelser.pdf", None, Some("2021-08-01"), "Antal anbragte børn");
    assert_eq!(day(&found), Some(("2019-03-12".to_owned(), Origin::FileName)));
    assert_eq!(found.kind.map(|kind| (kind.value, kind.origin)), Some((DocumentType::Memo, Origin::FileName)));
    let found = metadata("bilag 3.pdf", Some("Anbringelsesstrategi"), Some("2021-08-01"), "Antal anbragte børn");
    assert_eq!(day(&found), Some(("2021-08-01".to_owned(), Origin::Properties)));
    assert_eq!(found.kind.map(|kind| (kind.value, kind.origin)), Some((DocumentType::Strategy, Origin::Properties)));
}

#[test]
fn what_nothing_says_stays_absent() {
    let found = metadata("roskilde-2018.txt", None, None, "I 2018 var der 12 anbragte børn. Sag nr. 5 blev udsat.");
    assert_eq!(found, Metadata::default());
}

#[test]
fn titles_that_programs_leave_are_refused() {
    for junk in ["Microsoft Word - Dokument1.docx", "untitled", "Dokument2", "notat.docx", "b10_scan", "  ", "12"] {
        assert_eq!(known(&metadata("b10_scan.pdf", Some(junk), None, "Tekst").title), None, "{junk}");
    }
    let title = "Status på strategien | Aalborg Kommune";
    assert_eq!(known(&metadata("a.html", Some(title), None, "Tekst").title), Some((title, Origin::Properties)));
}

#[test]
fn the_highest_heading_of_the_first_page_is_a_title_and_a_later_one_is_not() {
    let text = "Indhold\n\nBørn og unge i Greve\n\nTekst";
    let heading = |start: usize, title: &str, level| Heading { span: Span::new(start, start + title.len()), level };
    let headings = vec![heading(0, "Indhold", 1), heading(9, "Børn og unge i Greve", 1)];
    let content = Content { headings, ..Content::new(Kind::Text, text.to_owned()) };
    let found = Metadata::of(&content, text, "a.pdf");
    assert_eq!(known(&found.title), Some(("Børn og unge i Greve", Origin::FirstPage)));
}

#[test]
fn case_numbers_are_taken_with_their_label_only() {
    for (page, number) in [
        ("J.nr. 2018-12345", Some("2018-12345")),
        ("Sagsnummer: EMN-2019-01234", Some("EMN-2019-01234")),
        ("Sagsnr. 302754 Brevid. 2827080", Some("302754")),
        ("Journalnr.: 27.00.00-G01-3-17.", Some("27.00.00-G01-3-17")),
        ("som i 27.36.08-A00-1-20 nævnt", Some("27.36.08-A00-1-20")),
        ("Sag nr. 12 på dagsordenen", None),
        ("Sagstallet er 32 pr. rådgiver, i alt 12.000 sager", None),
        ("Tlf. 46 31 59 62", None),
        ("Måling af sagstal 2016, sagstal2016", None),
    ] {
        assert_eq!(patterns::case_number(page).as_deref(), number, "{page}");
    }
}

#[test]
fn days_in_names_are_days() {
    for (name, day) in [
        ("20190312_referat", Some("2019-03-12")),
        ("referat 12.3.2019", Some("2019-03-12")),
        ("2019-13-45 bilag", None),
        ("budget-2019", None),
        ("EMN-2019-01234567", None),
    ] {
        assert_eq!(patterns::date_in_name(name).map(|day| day.to_string()).as_deref(), day, "{name}");
    }
}

#[test]
fn the_date_of_the_text_comes_before_those_of_name_and_properties() {
    let mut found = metadata("a.pdf", None, Some("2021-08-01"), "Tekst");
    found.dated(Some(Period::at(Date::year(2018))));
    assert_eq!(day(&found), Some(("2021-08-01".to_owned(), Origin::Properties)));
    found.dated(Some(Period::at(Date::day(2018, 5, 31))));
    assert_eq!(day(&found), Some(("2018-05-31".to_owned(), Origin::FirstPage)));
}

#[test]
fn the_one_day_that_a_title_names_is_the_documents() {
    let title = Some("Dagsorden for Børneudvalget 12. juni 2024");
    let found = metadata("dagsorden.html", title, Some("2025-01-05"), "Punkt 7: Sagstal");
    assert_eq!(day(&found), Some(("2024-06-12".to_owned(), Origin::Properties)));
    let found = metadata("dagsorden.html", Some("Strategi for 2024-2027"), None, "Punkt 7: Sagstal");
    assert_eq!(day(&found), None);
}
