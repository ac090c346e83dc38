//! The query language, hits in every form, many queries at once.

use super::*;

const NOTE: &str = "Forvaltningen foreslår, at hver rådgiver i gennemsnit har 20-25 sager, så der bliver tid til at tale med \
    børnene og deres familier.";

/// A desk with a memo, an agenda that has its text too, and a budget of another municipality.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let memo = format!(
        "NOTAT\nHerning Kommune\nDato: 12. marts 2018\n\nFærre sager\n\n{NOTE}\n\nDer investeres 7,5 mio. kr. i 2019 i flere \
         rådgivere.\n"
    );
    let agenda = format!("DAGSORDEN\nHerning Kommune\n4. april 2018\n\nPunkt 3\n\n{}\n", NOTE.replace(", ", ",\n"));
    desk.write("docs/notat.txt", memo.as_bytes());
    desk.write("docs/dagsorden.txt", agenda.as_bytes());
    desk.write(
        "docs/faxe/budget.txt",
        "Budgetopfølgning\nFaxe Kommune\n2017\n\nSagstallet er 17 sager pr. rådgiver.\n\nI 2017 var 92 børn anbragt uden for \
         hjemmet, heraf 40 % i plejefamilie.\n"
            .as_bytes(),
    );
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

impl Desk {
    /// The documents of a query's hits, each with how it was found.
    fn found(&self, query: &str) -> Vec<String> {
        let said = |hit: &Value| format!("{} {}", hit["doc"].as_str().expect("a name"), hit["matched"]);
        self.lines(&["search", query]).iter().map(said).collect()
    }
}

#[test]
fn figures_are_found_by_what_they_are() {
    let desk = desk();
    let (budget, agenda, memo) =
        (r#"faxe/budget.txt ["figure"]"#, r#"dagsorden.txt ["figure"]"#, r#"notat.txt ["figure"]"#);
    for (query, wanted) in [
        ("sagstal:<=20", vec![agenda, budget]),
        ("sagstal:<20", vec![budget]),
        ("sagstal:>=25", vec![agenda]),
        ("caseload:18..19", vec![]),
        ("sagstal:<=20 kommune:Faxe", vec![budget]),
        ("investering:>5mio", vec![memo]),
        ("investering:<5mio", vec![]),
        ("anbringelser:>50", vec![budget]),
        ("anbringelser:>=40%", vec![budget]),
        ("anbringelser:<50", vec![]),
        ("anbringelser: OR investering:", vec![budget, memo]),
        ("anbringelser: status:mål", vec![]),
        ("sagstal: -region:Midtjylland", vec![budget]),
    ] {
        assert_eq!(desk.found(query), wanted, "{query}");
    }
    let hit = desk.lines(&["search", "investering:>5mio"]).remove(0);
    let snippet = hit["snippet"].as_str().expect("a snippet");
    assert!(snippet.contains("<mark>7,5 mio. kr.</mark>"), "{snippet}");
    let twice = desk.found("investering:>5mio rådgivere");
    assert_eq!(twice, [r#"notat.txt ["exact","figure"]"#]);
}

#[test]
fn a_note_in_two_agendas_is_one_hit_with_both_places() {
    let desk = desk();
    let hits = desk.lines(&["search", "\"børnene og deres familier\""]);
    assert_eq!(hits.len(), 1);
    let (doc, other) = (&hits[0]["doc"], &hits[0]["also"][0]["doc"]);
    assert_ne!(doc, other);
    assert!(hits[0]["also"][0]["start"].is_u64());
    assert_eq!(desk.lines(&["search", "\"børnene og deres familier\"", "--no-fold"]).len(), 2);
    let ran = desk.run(&["search", "\"børnene og deres familier\"", "--lang", "en"]);
    assert!(ran.out.contains("the same stands in "), "{}", ran.out);
    insta::assert_snapshot!(ran.err, @"1 passage in 1 document, 1 more alike (--no-fold shows them)");
}

#[test]
fn documents_with_their_best_passage() {
    let desk = desk();
    let groups = desk.lines(&["search", "rådgiver", "--group"]);
    let counted: Vec<(&str, u64)> = groups
        .iter()
        .map(|one| (one["doc"].as_str().expect("a name"), one["passages"].as_u64().expect("a number")))
        .collect();
    assert_eq!(counted.len(), 3);
    assert!(counted.contains(&("notat.txt", 2)) && counted.contains(&("faxe/budget.txt", 1)), "{counted:?}");
    assert_eq!(desk.lines(&["search", "rådgiver", "--group", "--limit", "1"]).len(), 1);
}

#[test]
fn facets_count_all_passages_of_the_query() {
    let desk = desk();
    let facets = desk.lines(&["search", "sagstal: OR investering:", "--facets", "--limit", "1"]).remove(0);
    let counts = |facet: &str| -> Vec<(String, u64)> {
        let one = |one: &Value| {
            (one["value"].as_str().expect("a value").to_owned(), one["passages"].as_u64().expect("a number"))
        };
        facets[facet].as_array().expect("a list").iter().map(one).collect()
    };
    let owned =
        |counts: &[(&str, u64)]| counts.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect::<Vec<_>>();
    assert_eq!(facets["passages"], 4);
    assert_eq!(counts("municipality"), owned(&[("657", 3), ("320", 1)]));
    assert_eq!(counts("region"), owned(&[("Midtjylland", 3), ("Sjælland", 1)]));
    assert_eq!(counts("year"), owned(&[("2017", 1), ("2018", 3)]));
    assert_eq!(counts("indicator"), owned(&[("caseload", 3), ("investment", 1)]));
    let ran = desk.run(&["search", "sagstal:", "--facets", "--lang", "en"]);
    assert!(ran.out.contains("Herning") && ran.out.contains("cases per caseworker"), "{}", ran.out);
}

#[test]
fn a_passage_like_another_and_not_itself() {
    let desk = desk();
    let hits = desk.lines(&["search", "--like", "notat.txt", "--no-fold"]);
    assert!(hits.iter().all(|hit| hit["doc"] != "notat.txt"), "{hits:?}");
    assert!(hits[0]["text"].as_str().is_some_and(|text| text.contains("hver rådgiver")), "{hits:?}");
    let start = desk.lines(&["search", "investeres"])[0]["start"].clone();
    let hits = desk.lines(&["search", "--like", &format!("notat.txt:{start}"), "--no-fold"]);
    assert!(hits.iter().all(|hit| hit["start"] != start || hit["doc"] != "notat.txt"));
    assert!(hits.iter().any(|hit| hit["doc"] == "notat.txt"), "other passages of the document may be like it");
    assert_eq!(desk.run(&["search", "--like", "nej.txt"]).code, 2);
    assert_eq!(desk.run(&["search", "--like", "notat.txt:99999"]).code, 2);
}

#[test]
fn many_queries_answer_as_each_alone() {
    let desk = desk();
    let queries = ["rådgiver sager", "sagstal:<=20", "\"ord, der ikke\" er der", "anbr* -kommune:Herning"];
    desk.write("q.txt", format!("# fire spørgsmål\n\na\t{}\n", queries.join("\n")).as_bytes());
    let rows = desk.lines(&["search", "--queries", "q.txt"]);
    for (number, query) in (1..).zip(queries) {
        let mut of_query: Vec<Value> = rows.iter().filter(|row| row["number"] == number).cloned().collect();
        assert!(!of_query.is_empty(), "a query without hits has a row too: {query}");
        of_query.retain(|row| !row["rank"].is_null());
        let asked = ["number", "id", "query", "hits", "rank"];
        of_query
            .iter_mut()
            .for_each(|row| row.as_object_mut().expect("an object").retain(|key, _| !asked.contains(&key.as_str())));
        assert_eq!(of_query, desk.lines(&["search", query]), "{query}");
    }
    assert_eq!((rows[0]["id"].as_str(), rows[0]["query"].as_str()), (Some("a"), Some("rådgiver sager")));
}

#[test]
fn a_broken_query_stops_no_other() {
    let desk = desk();
    desk.write("q.txt", "rådgiver\nkommune:Hernig\nsager\n".as_bytes());
    let ran = desk.run(&["search", "--queries", "q.txt", "--lang", "en"]);
    assert_eq!(ran.code, 3);
    insta::assert_snapshot!(ran.err, @r"
    error: q.txt, line 2: there is no municipality “Hernig”
        kommune:Hernig
                ^
    hint: the nearest is Herning; `nogletal municipalities` lists them
    7 hits for 3 queries, 1 could not be understood
    ");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines.iter().any(|line| line.starts_with("2,,kommune:Hernig,0,,there is no municipality “Hernig”,")),
        "{}",
        ran.out
    );
    assert!(lines.iter().any(|line| line.starts_with("3,,sager,")), "{}", ran.out);
    desk.write("q.txt", "kommune:Hernig\n(\n".as_bytes());
    assert_eq!(desk.run(&["search", "--queries", "q.txt"]).code, 2);
    desk.write("q.txt", "# intet\n".as_bytes());
    assert_eq!(desk.run(&["search", "--queries", "q.txt"]).code, 2);
    desk.write("q.txt", "kage\n".as_bytes());
    assert_eq!(desk.run(&["search", "--queries", "q.txt"]).code, 1);
    desk.write("q.txt", b"r\xe5dgiver\r\n");
    assert_eq!(desk.run(&["search", "--queries", "q.txt"]).code, 0, "a file of another encoding");
}

#[test]
fn a_workbook_has_the_rows_of_the_table() {
    let desk = desk();
    desk.write("q.txt", "rådgiver\nsager\n".as_bytes());
    let csv = desk.run(&["search", "--queries", "q.txt"]);
    let xlsx = desk.run(&["search", "--queries", "q.txt", "--format", "xlsx", "--output", "ud.xlsx"]);
    assert_eq!((csv.code, xlsx.code), (0, 0));
    let tables = desk.run(&["tables", "ud.xlsx", "--format", "json"]);
    let tables: Value = serde_json::from_str(&tables.out).expect("tables");
    let rows = tables["tables"][0]["rows"].as_array().expect("rows");
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    assert_eq!(rows.len(), reader.records().count() + 1);
    assert_eq!((&rows[0][0], &rows[0][6]), (&Value::from("number"), &Value::from("doc")));
}

#[test]
fn documents_are_cited_once_with_what_they_are() {
    let desk = desk();
    let ran = desk.run(&["search", "rådgiver OR anbragt", "--format", "bibtex"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out.matches("@misc{").count(), 3, "{}", ran.out);
    assert!(ran.out.contains("@misc{faxe2017-") && ran.out.contains("  author = {{Faxe Kommune}},"), "{}", ran.out);
    let depth = ran.out.chars().fold(0_i32, |depth, c| depth + i32::from(c == '{') - i32::from(c == '}'));
    assert_eq!(depth, 0);
    assert_eq!(ran.out, desk.run(&["search", "rådgiver OR anbragt", "--format", "bibtex"]).out);
}

/// The words of a line as a shell has them: parted by blanks, but for what stands between single quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_example_of_the_documentation_runs() {
    let desk = desk();
    desk.write("spørgsmål.txt", "sager\n".as_bytes());
    // `--like` and `dokument:` name it by its path in the folder, so the folder's name must not matter.
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/soegning.md")).expect("the page");
    let (mut commands, mut queries) = (0, 0);
    for line in page.lines() {
        if let Some(arguments) = line.strip_prefix("nogletal ") {
            let arguments = words(arguments);
            let ran = desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert!(ran.code < 2, "{line}: {}", ran.err);
            commands += 1;
        }
        // The queries of the tables, and those in the text that have an operator or a field.
        for query in line.split('`').skip(1).step_by(2).filter(|_| line.starts_with("| `")) {
            if query.contains(char::is_alphabetic) && !matches!(query, "OR" | "AND") && !query.starts_with('~') {
                let ran = desk.run(&["search", query]);
                assert!(ran.code < 2, "{query}: {}", ran.err);
                queries += 1;
            }
        }
    }
    assert!(commands > 10 && queries > 40, "{commands} {queries}");
}

#[test]
fn a_word_that_occurs_nowhere_is_said_and_its_neighbour_found() {
    let desk = desk();
    let ran = desk.run(&["search", "sagstel", "--lang", "da"]);
    assert_eq!((ran.code, ran.err.lines().next()), (0, Some("ingen “sagstel”; søgte også efter “sagstal”")));
    assert_eq!(desk.found("sagstel"), [r#"faxe/budget.txt ["spelling"]"#]);
    let quiet = desk.run(&["search", "sagstel", "--quiet"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    assert_eq!(desk.run(&["search", "sagstel", "--exact"]).code, 1);
    desk.write("spørgsmål.txt", "rådgiver\nsagstel\n".as_bytes());
    let ran = desk.run(&["search", "--queries", "spørgsmål.txt", "--format", "jsonl", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("spørgsmål.txt, line 2: no “sagstel”; looked for “sagstal” too"), "{}", ran.err);
    assert!(ran.out.lines().last().is_some_and(|row| row.contains(r#""matched":["spelling"]"#)), "{}", ran.out);
}
