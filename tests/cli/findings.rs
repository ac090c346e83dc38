//! What does not agree, as the commands show it.

use serde_json::Value;

use super::Desk;

const PLAN: &str = "Varde Kommune

Målet er et sagstal på 25 sager pr. rådgiver.

Forvaltningen anbefaler, at sagstallet nedbringes til 30 sager pr. rådgiver.

I 2022 modtog kommunen 512 underretninger.
";
const ACCOUNTS: &str = "Varde Kommune

Kommunen modtog 540 underretninger i 2022.

Den 31. december 2022 var 61 børn anbragt: 20 på institution, 30 i plejefamilie og 9 i netværkspleje.
";

fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/plan.txt", PLAN.as_bytes());
    desk.write("docs/regnskab.txt", ACCOUNTS.as_bytes());
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

#[test]
fn every_finding_is_listed_with_its_sources() {
    let desk = desk();
    let said = |one: &Value| {
        let claims = one["claims"].as_array().expect("claims");
        let numbers: Vec<&str> = claims.iter().filter_map(|claim| claim["number"].as_str()).collect();
        format!("{} {} {}", one["kind"].as_str().expect("a kind"), one["between_documents"], numbers.join(" "))
    };
    let listed = ["contradiction false 25 30", "contradiction true 512 540", "sum false 61 20 30 9"];
    let indexed = desk.lines(&["figures", "--findings"]);
    assert_eq!(indexed.iter().map(said).collect::<Vec<_>>(), listed);
    let read = desk.lines(&["figures", "docs", "--findings"]);
    assert_eq!(read.iter().map(said).collect::<Vec<_>>(), listed);
    for claim in indexed.iter().flat_map(|one| one["claims"].as_array().expect("claims")) {
        let (quote, number) = (claim["quote"].as_str().expect("a quote"), claim["number"].as_str().expect("a number"));
        assert!(quote.contains(number), "{claim}");
    }
    let text = desk.run(&["figures", "--findings", "--lang", "en"]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("61") && text.out.contains("20 and 30 and 9 come to 59"), "{}", text.out);
    let csv = desk.run(&["figures", "--findings", "--format", "csv"]).out;
    assert_eq!(csv.lines().count(), 1 + 2 + 2 + 4, "{csv}");
    let none = desk.run(&["figures", "--findings", "--indicator", "saving", "--lang", "en"]);
    assert_eq!((none.code, none.out.trim()), (1, "Nothing that does not agree."));
}

#[test]
fn each_figure_says_what_it_was_held_against() {
    let desk = desk();
    let figures = desk.lines(&["figures", "--indicator", "placements"]);
    let total = figures.iter().find(|one| one["number"] == "61").expect("the total");
    let check = &total["checks"][0];
    assert_eq!(
        (&check["name"], &check["holds"], &check["expected"]),
        (&"sum of parts".into(), &false.into(), &59.into())
    );
    let ids: Vec<&Value> = figures.iter().filter(|one| one["number"] != "61").map(|one| &one["id"]).collect();
    assert_eq!(check["with"].as_array().expect("the parts").iter().collect::<Vec<_>>(), ids);
}

#[test]
fn a_table_shows_what_does_not_agree_in_it_and_no_more() {
    let desk = desk();
    let compare = |more: &[&str]| desk.run(&[&["compare", "--lang", "en"], more].concat()).out;
    let table = compare(&["--indicator", "caseload"]);
    assert!(table.contains("contradicted by") && table.contains("Does not agree"), "{table}");
    assert!(table.contains("plan.txt: “Målet er et sagstal på 25 sager pr. rådgiver.”"), "{table}");
    assert!(!table.contains("512") && !table.contains("61"), "{table}");
    for form in ["markdown", "html", "csv"] {
        let table = compare(&["--indicator", "notifications", "--format", form]);
        assert!(table.contains("512 or 540?"), "{form}: {table}");
    }
    let json: Value = serde_json::from_str(&compare(&["--indicator", "all", "--format", "json"])).expect("an object");
    assert_eq!(json["findings"].as_array().expect("findings").len(), 3);
    assert_eq!(json["findings"][0]["sources"].as_array().expect("sources").len(), 2);
}

#[test]
fn status_counts_what_does_not_agree() {
    let desk = desk();
    let status: Value = serde_json::from_str(&desk.run(&["status", "--format", "json"]).out).expect("an object");
    assert_eq!(status["findings"], serde_json::json!({"contradiction": 2, "sum": 1, "percentage": 0, "change": 0}));
    assert!(desk.run(&["status", "--lang", "en"]).out.contains("Does not agree"));
}
