//! What a Dane expects a search to find, passage by passage.

use super::*;

/// The passages that a query finds among these, by number and best first, with how each was found.
fn found(passages: &[&str], query: &str, exact: bool) -> Vec<(usize, Vec<Matched>)> {
    let bench = Bench::with(&[("d/a.txt", &passages.join("\n\n"))]);
    bench.index(&["d"]);
    let search = Search { query: query.to_owned(), exact, ..Search::default() };
    let hits = bench.open().search(&search).expect("hits");
    let number = |hit: &Hit| passages.iter().position(|one| *one == hit.text).expect("a passage");
    hits.into_iter().map(|hit| (number(&hit), hit.matched)).collect()
}

fn order(passages: &[&str], query: &str) -> Vec<usize> {
    found(passages, query, false).into_iter().map(|(number, _)| number).collect()
}

fn marked(passage: &str, query: &str) -> Vec<String> {
    let bench = Bench::with(&[("d/a.txt", passage)]);
    bench.index(&["d"]);
    let hit = bench.hits(query).remove(0);
    hit.snippet.marks.iter().map(|mark| hit.snippet.text[mark.clone()].to_owned()).collect()
}

#[test]
fn the_word_as_typed_then_its_forms_then_compounds_then_synonyms() {
    let passages = [
        "Her arbejder en socialrådgiver hver dag.",
        "Her arbejder familiesagsbehandlere hver dag.",
        "Her arbejder sagsbehandlerne hver dag.",
        "Her arbejder en sagsbehandler hver dag.",
        "Her arbejder en gartner hver dag.",
    ];
    let ways = [Matched::Exact, Matched::Inflected, Matched::Compound, Matched::Synonym];
    let expected: Vec<_> = [3, 2, 1, 0].into_iter().zip(ways.map(|way| vec![way])).collect();
    assert_eq!(found(&passages, "sagsbehandler", false), expected);
    assert_eq!(found(&passages, "sagsbehandler", true), [(3, vec![Matched::Exact])]);
}

#[test]
fn a_compound_and_its_parts_find_each_other() {
    let passages = [
        "Udgifterne er steget. Om anbringelser står der intet i dette afsnit, der er skrevet for længe siden.",
        "Udgifter til anbringelser er steget.",
        "Anbringelsesudgifterne er steget.",
        "Skolens udgifter er steget.",
    ];
    assert_eq!(order(&passages, "anbringelsesudgifter"), [2, 1, 0]);
    assert_eq!(order(&passages, "anbringelse udgift")[..2], [1, 2]);
    assert_eq!(order(&passages, "\"udgifter til anbringelser\""), [1]);
}

#[test]
fn a_part_is_marked_where_it_stands() {
    assert_eq!(marked("Alle sagsbehandlerne var der.", "behandler"), ["behandlerne"]);
    assert_eq!(marked("Alle sags-\nbehandlerne var der.", "sag"), ["sags".trim_end_matches('s')]);
    assert_eq!(marked("Prisen for døgninstitutionsanbringelser steg.", "døgninstitution"), ["døgninstitution"]);
}

#[test]
fn one_word_in_many_spellings() {
    let passages =
        ["Mødet var i Åbenrå.", "Aabenraas byråd var enigt.", "Det stod i Aaben-\nraa Avis.", "Der var får og køer."];
    assert_eq!(found(&passages, "Aabenraa", false).len(), 3);
    assert_eq!(order(&passages, "far"), [] as [usize; 0]);
    assert_eq!(order(&passages, "ko"), [3]);
}

#[test]
fn a_number_in_every_spelling() {
    let passages = [
        "Der er afsat 1.250.000 kr. til det.",
        "Der er afsat 1,25 mio. kr. til det.",
        "Der er afsat 1.250 t.kr. til det.",
        "Der er afsat 1 250 000 kr. til det.",
        "Der er afsat 1.250 kr. til det.",
    ];
    for query in ["1250000", "1.250.000", "1,25 mio.", "1 250 000", "1.250 t.kr."] {
        let mut numbers = order(&passages, query);
        numbers.sort_unstable();
        assert_eq!(numbers, [0, 1, 2, 3], "{query}");
    }
    assert_eq!(order(&passages, "1,25"), [1]);
}

#[test]
fn more_of_the_words_are_better_than_fewer() {
    let passages = [
        "Kommunen har et budget.",
        "Budgettet for plejefamilier i kommunen er vedtaget.",
        "Plejefamilier får et vederlag.",
        "Og i det hele taget er det en god dag.",
    ];
    assert_eq!(order(&passages, "budget for plejefamilier i kommunen"), [1, 0]);
    assert_eq!(order(&passages, "budget AND plejefamilier AND kommunen"), [1]);
    assert_eq!(order(&passages, "plejefamilier vederlag gymnastik"), [2]);
}

#[test]
fn what_is_left_out_is_the_word_and_not_what_may_stand_for_it() {
    let passages = ["Anbringelse af børn hos en rådgiver.", "Anbringelse af børn hos en sagsbehandler."];
    assert_eq!(order(&passages, "anbringelse -sagsbehandler"), [0]);
}

#[test]
fn a_word_that_occurs_nowhere_is_taken_for_the_nearest() {
    let passages = [
        "Sagstallet er for højt i denne afdeling.",
        "Et lavere sagstal er målet for næste år.",
        "Han har et sagstol i sin stue.",
        "Plejefamilier får støtte.",
        "Hver holding betaler selv i 2019.",
    ];
    let spelt = |number| (number, vec![Matched::Spelling]);
    let mut found_by = found(&passages, "sagstel", false);
    found_by.sort_unstable();
    assert_eq!(found_by, [spelt(0), spelt(1)], "the more frequent of those that one letter tells from it");
    assert_eq!(found(&passages, "plejefamileir", false), [spelt(3)], "letters that changed places are one");
    assert_eq!(found(&passages, "plejfamiliar", false), [spelt(3)], "two letters of a long word");
    assert_eq!(order(&passages, "sagstel næste"), [1, 0]);
    for query in ["kolding", "2018", "mål", "stue -sagstl", "\"sagstel\"", "stuerne"] {
        assert!(found(&passages, query, false).iter().all(|(_, how)| !how.contains(&Matched::Spelling)), "{query}");
    }
    assert_eq!(found(&passages, "sagstel", true), []);
    assert_eq!(found(&["De unge vil flytte hjemmefra."], "flygter", false), [], "the stem is too short");
    let [sagstol, other] = [0, 1].map(|at| found(&passages[2..], ["sagstel", "stul"][at], false).len());
    assert_eq!((sagstol, other), (1, 0), "a short word has too many neighbours");
}

#[test]
fn a_number_word_stands_below_its_figure() {
    let passages = ["Der ansættes tre psykologer.", "Der ansættes 3 psykologer.", "Der ansættes 4 psykologer."];
    let psychologists = |how| vec![Matched::Exact, how];
    assert_eq!(
        found(&passages, "3 psykologer", false)[..2],
        [(1, vec![Matched::Exact]), (0, psychologists(Matched::Synonym))]
    );
    assert_eq!(
        found(&passages, "tre psykologer", false)[..2],
        [(0, vec![Matched::Exact]), (1, psychologists(Matched::Synonym))]
    );
    assert_eq!(found(&passages, "3", true), [(1, vec![Matched::Exact])]);
}
