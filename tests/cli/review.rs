//! `review` and the ledger: what a person decides holds, wherever the document goes and whatever the rules do.

use std::fs;

use serde_json::{Value, json};

use super::{Desk, Ran, compare::KOLDING};

const LEDGER: &str = "decisions.jsonl";

/// A desk on which Kolding's note is indexed.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

impl Desk {
    /// The figures that are published, by number.
    fn figures(&self) -> Vec<Value> {
        self.lines(&["figures", "--further"])
    }

    /// The first published figure with a number.
    fn figure(&self, number: &str) -> Value {
        self.figures().into_iter().find(|figure| figure["number"] == number).unwrap_or(Value::Null)
    }

    fn id(&self, number: &str) -> String {
        self.figure(number)["id"].as_str().expect("an id").to_owned()
    }

    fn decide(&self, name: &str, arguments: &[&str]) -> Ran {
        let ran = self.run(&[&["review"], arguments, &["--name", name, "--reason", "Slået op i bilag 2"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    }

    /// A correction of the caseload of 41 to 25, as a goal.
    fn correct(&self) {
        let id = self.id("41");
        self.decide("Anne", &["--correct", &id, "--set", "value=25", "--set", "status=target"]);
    }

    fn reindex(&self) {
        fs::remove_dir_all(self.path("index")).expect("an index");
        assert_eq!(self.run(&["index", "docs"]).code, 0);
    }

    fn ledger(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path(LEDGER)).expect("a ledger");
        text.lines().map(|line| serde_json::from_str(line).expect("a decision")).collect()
    }

    fn put_ledger(&self, lines: &[Value]) {
        let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
        self.write(LEDGER, lines.as_bytes());
    }

    fn tally(&self) -> Value {
        let status = self.run(&["status", "--format", "json"]).out;
        serde_json::from_str::<Value>(&status).expect("an object")["decisions"].take()
    }
}

/// Whether the correction to 25 is what is published.
#[track_caller]
fn assert_corrected(desk: &Desk) {
    let figure = desk.figure("41");
    assert_eq!(
        (&figure["value"], &figure["status"], &figure["confidence"]),
        (&json!(25), &json!("target"), &json!(1.0))
    );
    assert_eq!(figure["decision"]["name"], "Anne");
}

#[test]
fn a_decision_holds_in_every_command() {
    let desk = desk();
    let accepted = desk.id("28");
    desk.decide("Anne", &["--accept", &accepted]);
    desk.correct();
    let rejected = desk.id("212");
    desk.decide("Anne", &["--reject", &rejected]);
    assert_corrected(&desk);
    let figure = desk.figure("28");
    assert_eq!(figure["decision"]["verdict"], "accept");
    assert_eq!(figure["rules"].as_array().and_then(|rules| rules.last()), Some(&json!("decision: accept")));
    assert!(desk.figures().iter().all(|figure| figure["id"] != rejected.as_str()));

    let read_now = desk.lines(&["figures", "docs", "--further"]);
    assert_eq!(read_now, desk.figures(), "files read now are no other than the index");
    let text = desk.run(&["compare", "--lang", "da"]).out.replace('\u{a0}', " ");
    assert!(text.contains("25 ✓") && text.contains("✓: godkendt eller rettet af en person"), "{text}");
    assert_eq!(desk.run(&["run", "docs", "--quiet"]).code, 0);
    let page = fs::read_to_string(desk.path("report/index.html")).expect("a page");
    assert!(page.contains("✓ rettet af Anne "), "the report says who stands behind a value");
    let csv = desk.run(&["figures", "--format", "csv"]).out;
    assert!(csv.contains(",accept,Anne,Slået op i bilag 2,"), "{csv}");
    let tally = desk.tally();
    assert_eq!(
        [&tally["accepted"], &tally["corrected"], &tally["rejected"]],
        [1, 1, 1].map(|one| json!(one)).each_ref()
    );
    let place = format!("docs/kolding.txt:{}", KOLDING.find("41 sager").expect("it stands there"));
    let ran = desk.run(&["explain", &place, "--lang", "en"]);
    assert!(
        ran.out.contains("Decided; the latest decision holds") && ran.out.contains("corrected by Anne"),
        "{}",
        ran.out
    );
}

#[test]
fn a_figures_condition_is_of_the_value_that_was_decided() {
    let desk = desk();
    let found = |query: &str| desk.run(&["search", query, "--quiet"]).code == 0;
    assert!(found("sagstal:41") && !found("sagstal:25 status:mål"));
    desk.correct();
    assert!(!found("sagstal:41") && found("sagstal:25 status:mål"));
    let hit = desk.lines(&["search", "sagstal:25"]).remove(0);
    assert!(hit["snippet"].as_str().is_some_and(|snippet| snippet.contains("<mark>41</mark>")), "{hit}");
    let facets = desk.lines(&["search", "sagstal:25", "--facets"]).remove(0);
    let statuses: Vec<&Value> = facets["status"].as_array().expect("a list").iter().map(|one| &one["value"]).collect();
    assert!(statuses.contains(&&json!("target")), "{facets}");
}

#[test]
fn search_finds_figures_as_they_were_decided() {
    let desk = desk();
    let found = |indicator: &str, query: &str| desk.lines(&["search", query, "--indicator", indicator, "--limit", "1"]);
    let passage = found("caseload", "gennemsnit").remove(0);
    let (average, goal) = (desk.id("41"), desk.id("28"));
    assert_eq!(passage["figures"], json!([average, goal]));
    desk.decide("Anne", &["--reject", &average, "--reject", &goal]);
    assert!(found("caseload", "gennemsnit").is_empty(), "its only caseloads are none");
    let passage = desk.lines(&["search", "gennemsnit"]).remove(0);
    assert_eq!(passage["figures"], json!([]));
    desk.decide("Anne", &["--correct", &average, "--set", "indicator=waiting_list", "--set", "unit=persons"]);
    let passage = found("waiting_list", "gennemsnit").remove(0);
    assert_eq!(passage["figures"], json!([average]));
    assert!(found("caseload", "gennemsnit").is_empty());
    assert_eq!(desk.lines(&["figures", "--indicator", "waiting_list"]).len(), 1);
}

#[test]
fn a_decision_outlives_the_index_and_a_move() {
    let desk = desk();
    desk.correct();
    desk.reindex();
    assert_corrected(&desk);
    fs::create_dir(desk.path("docs/arkiv")).expect("a folder");
    fs::rename(desk.path("docs/kolding.txt"), desk.path("docs/arkiv/notat 2021.txt")).expect("moved");
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    assert_corrected(&desk);
    assert_eq!(desk.figure("41")["doc"], "arkiv/notat 2021.txt");
    fs::remove_file(desk.path("docs/arkiv/notat 2021.txt")).expect("removed");
    desk.run(&["index", "docs", "--remove-missing"]);
    assert_eq!((&desk.tally()["dormant"], &desk.tally()["corrected"]), (&json!(1), &json!(0)));
}

#[test]
fn a_decision_outlives_the_rules() {
    let desk = desk();
    desk.correct();
    let (line, chairs) = (desk.ledger().remove(0), KOLDING.find("14 stole").expect("it stands there"));
    let start = KOLDING.find("41 sager").expect("it stands there");
    // As if a rule had read “gennemsnit 41” when the decisions were made, and 14 chairs as something.
    let moved = |mut line: Value, id: &str, start: usize, number: &str| {
        line["id"] = json!(format!("decision {id}"));
        for (key, value) in [
            ("id", json!(id)),
            ("start", json!(start)),
            ("end", json!(start + number.len())),
            ("number", json!(number)),
        ] {
            line["figure"][key] = value;
        }
        line
    };
    let wide = moved(line.clone(), "wide", start - "gennemsnit ".len(), "gennemsnit 41");
    let gone = moved(line.clone(), "gone", chairs, "14");
    desk.put_ledger(&[wide.clone(), gone]);
    let numbers: Vec<Value> = desk.figures().into_iter().filter(|figure| figure["value"] == 25).collect();
    assert_eq!(numbers.iter().map(|figure| &figure["number"]).collect::<Vec<_>>(), ["gennemsnit 41", "14"]);
    assert_eq!(desk.figure("41"), Value::Null, "what was decided stands in its place");
    let rejected = Value::Object(
        wide.as_object()
            .expect("a line")
            .iter()
            .map(|(key, value)| (key.clone(), if key == "verdict" { json!("reject") } else { value.clone() }))
            .collect(),
    );
    desk.put_ledger(&[rejected]);
    assert_eq!(desk.figure("41"), Value::Null, "what was rejected stays away");
}

#[test]
fn a_changed_document_makes_a_decision_stale() {
    let desk = desk();
    desk.correct();
    desk.write("docs/kolding.txt", KOLDING.replace("14 stole", "16 stole").as_bytes());
    assert_eq!(desk.run(&["index", "docs", "--quiet"]).code, 0);
    let figure = desk.figure("41");
    assert_eq!((&figure["value"], figure.get("decision")), (&json!(41), None), "nothing is applied in silence");
    let ran = desk.run(&["figures", "docs/kolding.txt", "--lang", "en"]);
    assert!(ran.err.contains("warning: 1 decision is not applied, because its document has changed"), "{}", ran.err);
    let text = desk.run(&["compare", "--lang", "da"]).out;
    assert!(text.contains("1 afgørelse er ikke brugt, fordi dokumentet er ændret"), "{text}");
    let first = desk.lines(&["review", "--list"]).remove(0);
    assert_eq!((&first["state"], &first["decision"]["figure"]["value"]), (&json!("stale"), &json!(25)));
    assert_eq!((&first["now"]["value"], &first["now"]["id"]), (&json!(41), &figure["id"]));

    let id = first["decision"]["id"].as_str().expect("an id").to_owned();
    let before = fs::read_to_string(desk.path(LEDGER)).expect("a ledger");
    desk.decide("Bo", &["--confirm", &id]);
    assert_eq!(desk.figure("41")["value"], 25);
    assert_eq!(desk.tally()["stale"], 0);
    assert!(fs::read_to_string(desk.path(LEDGER)).expect("a ledger").starts_with(&before), "it is only added to");
}

#[test]
fn a_decision_about_another_number_is_not_carried_over() {
    let desk = desk();
    desk.correct();
    desk.write("docs/kolding.txt", KOLDING.replace("41 sager", "39 sager").as_bytes());
    assert_eq!(desk.run(&["index", "docs", "--quiet"]).code, 0);
    let id = desk.ledger()[0]["id"].as_str().expect("an id").to_owned();
    let ran = desk.run(&["review", "--confirm", &id, "--name", "Bo", "--reason", "Uændret"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is about 41, but now kolding.txt says 39 there"), "{}", ran.err);
    desk.decide("Bo", &["--retire", &id]);
    assert_eq!((&desk.tally()["stale"], &desk.figure("39")["value"]), (&json!(0), &json!(39)));
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn ledgers_merge_by_git_and_a_disagreement_shows() {
    let git = |desk: &Desk, arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(desk.0.path()).args(["-c", "user.name=Anne", "-c", "user.email=anne@kolding.example"]);
        command.args(arguments).output().ok().filter(|output| output.status.success())
    };
    let desk = desk();
    if git(&desk, &["init", "--quiet"]).is_none() {
        eprintln!("skipped: there is no git");
        return;
    }
    let commit = |desk: &Desk| {
        git(desk, &["add", "--all"]).expect("added");
        git(desk, &["commit", "--quiet", "--message", "Afgørelser"]).expect("committed");
    };
    desk.write(".gitignore", b"index\n");
    desk.write(".gitattributes", b"decisions.jsonl merge=union\n");
    let (ours, both) = (desk.id("28"), desk.id("41"));
    desk.decide("Carl", &["--accept", &desk.id("212")]);
    commit(&desk);
    git(&desk, &["branch", "bo"]).expect("a branch");
    desk.decide("Anne", &["--accept", &ours, "--accept", &both]);
    commit(&desk);
    let main = git(&desk, &["rev-parse", "HEAD"]).expect("a commit").stdout;
    let main = String::from_utf8(main).expect("a name").trim().to_owned();
    git(&desk, &["checkout", "--quiet", "bo"]).expect("Bo's branch");
    desk.decide("Bo", &["--reject", &both]);
    commit(&desk);
    git(&desk, &["merge", "--quiet", "--message", "Begge", &main]).expect("a merge without conflicts");

    assert_eq!(desk.ledger().len(), 4);
    assert_eq!(desk.figure("41"), Value::Null, "Bo decided later");
    assert_eq!(desk.figure("28")["decision"]["name"], "Anne");
    assert_eq!(desk.tally()["disputed"], 1);
    let before = desk.figures();
    let mut lines = desk.ledger();
    lines.reverse();
    lines.extend(lines.clone());
    desk.put_ledger(&lines);
    assert_eq!(desk.figures(), before, "the order of lines and doubled lines mean nothing");
    let first = desk.lines(&["review", "--list"]).remove(0);
    let names: Vec<&Value> = first["decisions"].as_array().into_iter().flatten().map(|one| &one["name"]).collect();
    assert_eq!((&first["state"], names), (&json!("disputed"), vec![&json!("Anne"), &json!("Bo")]));
    let text = desk.run(&["compare", "--lang", "en"]).out;
    assert!(text.contains("1 figure is decided otherwise by different people"), "{text}");

    desk.decide("Carl", &["--accept", &both]);
    assert_eq!((&desk.tally()["disputed"], &desk.figure("41")["value"]), (&json!(0), &json!(41)), "Carl saw both");
}

#[test]
fn a_ledger_that_cannot_be_read_stops_everything() {
    let desk = desk();
    desk.correct();
    let good = fs::read_to_string(desk.path(LEDGER)).expect("a ledger");
    desk.write(LEDGER, format!("{good}<<<<<<< HEAD\n").as_bytes());
    for arguments in
        [&["figures"][..], &["figures", "docs"], &["search", "sager"], &["compare"], &["run", "docs"], &["review"]]
    {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: decisions.jsonl:2: a merge left its marks here\nhint: "), "{}", ran.err);
    }
    let ran = desk.run(&["figures", "--decisions", "andre.jsonl"]);
    assert_eq!((ran.code, ran.err.lines().next()), (2, Some("error: there is no andre.jsonl")));
}

#[test]
fn what_cannot_be_decided_is_refused_and_nothing_is_written() {
    let desk = desk();
    let id = desk.id("41");
    for (arguments, message) in [
        (&["--accept", "0123456789abcdef"][..], "there is no figure 0123456789abcdef in the index"),
        (&["--retire", &id], "nothing is decided about"),
        (&["--confirm", &id], "no stale decision is"),
        (&["--correct", &id, "--set", "status=wish"], "“wish” is no status"),
        (&["--correct", &id, "--set", "value=1.500"], "“1.500” is no value"),
        (&["--correct", &id, "--set", "25"], "“25” sets nothing"),
        (&["--accept", &id, "--reject", "0123456789abcdef"], "there is no figure"),
        (&["--accept", &id, "--reject", &id], "is decided about twice in one command"),
    ] {
        let ran = desk.run(&[&["review", "--name", "Anne", "--reason", "x"], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(message), "{message}: {}", ran.err);
    }
    let ran = desk.run(&["review", "--accept", &id, "--reason", "x"]);
    assert_eq!((ran.code, ran.err.lines().next()), (2, Some("error: a decision needs a name")));
    assert!(!desk.path(LEDGER).exists());
    let mut named = desk.command(&["review", "--accept", &id, "--reason", "x", "--decisions", "mine.jsonl"]);
    assert!(named.env("NOGLETAL_NAME", "Anne").output().expect("it ran").status.success());
    assert!(fs::read_to_string(desk.path("mine.jsonl")).expect("a ledger").contains("\"Anne\""));
}

#[test]
fn the_most_doubtful_comes_first_and_the_decided_last() {
    let desk = desk();
    let open = desk.lines(&["review", "--list"]);
    let doubts: Vec<f64> = open.iter().map(|item| item["doubt"].as_f64().expect("a doubt")).collect();
    assert!(doubts.len() > 3 && doubts.is_sorted_by(|a, b| a >= b), "{doubts:?}");
    desk.decide("Anne", &["--accept", &desk.id("41")]);
    assert_eq!(desk.lines(&["review", "--list"]).len(), open.len() - 1);
    let all = desk.lines(&["review", "--list", "--decided"]);
    assert_eq!((all.len(), &all[all.len() - 1]["state"]), (open.len(), &json!("decided")));
    assert_eq!(desk.lines(&["review", "--list", "--indicator", "placements", "--limit", "2"]).len(), 2);
    assert_eq!(desk.run(&["review", "--list", "--municipality", "Herning"]).code, 1);
}

#[test]
fn a_search_says_that_a_decision_is_stale() {
    let desk = desk();
    desk.correct();
    assert_eq!(desk.run(&["search", "sager", "--lang", "en"]).err.matches("warning").count(), 0);
    desk.write("docs/kolding.txt", KOLDING.replace("14 stole", "16 stole").as_bytes());
    assert_eq!(desk.run(&["index", "docs", "--quiet"]).code, 0);
    for arguments in [vec!["search", "sager"], vec!["search", "sager", "--facets"], vec!["search", "sager", "--group"]]
    {
        let ran = desk.run(&[&arguments[..], &["--lang", "en"]].concat());
        let warning = "warning: 1 decision is not applied, because its document has changed";
        assert_eq!((ran.code, ran.err.matches(warning).count()), (0, 1), "{arguments:?}: {}", ran.err);
    }
}
