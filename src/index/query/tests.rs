//! What queries mean, and what is said of those that cannot be meant.

use super::*;

/// A query as it prints: operators in English, fields by their English names, municipalities by code.
fn understood(query: &str) -> String {
    parse(query).unwrap_or_else(|error| panic!("{query}: {error}")).to_string()
}

fn refused(query: &str) -> String {
    parse(query).expect_err(query).to_string()
}

/// The message without the query and its mark.
fn message(query: &str) -> String {
    refused(query).lines().next().unwrap_or_default().to_owned()
}

fn hint(query: &str) -> String {
    parse(query).expect_err(query).advice().unwrap_or_default().to_owned()
}

#[test]
fn words_phrases_and_what_their_ends_say() {
    assert_eq!(understood("sagstal & Åbenrå"), "sagstal Åbenrå");
    assert_eq!(understood("„børn og” »uden for hjemmet« “anbragt”"), "\"børn og\" \"uden for hjemmet\" \"anbragt\"");
    assert_eq!(
        understood("\"færre sager\"~5 anbring* sagstl~1 rådgver~ dobbelt~2"),
        "\"færre sager\"~5 anbring* sagstl~1 rådgver~1 dobbelt~2"
    );
    assert_eq!(parse("børne-ung").expect("a word"), Query::Text(Text::Word("børne-ung".to_owned())));
    assert_eq!(parse("\"OR\"").expect("a phrase"), Query::Text(Text::Phrase("OR".to_owned(), 0)));
}

#[test]
fn operators_in_both_languages() {
    assert_eq!(understood("barn ELLER ung -slot"), "(barn OR ung) NOT slot");
    assert_eq!(understood("barn OG ung IKKE slot"), "barn AND ung AND NOT slot");
    assert_eq!(understood("a AND b OR c"), "(a AND b) OR c");
    assert_eq!(understood("a b OR c"), "a (b OR c)");
    assert_eq!(understood("a OR b OR (c OR d)"), "a OR b OR c OR d");
    assert_eq!(understood("(a (b (c)))"), "a b c");
    assert_eq!(understood("a -(b c) NOT NOT d"), "a d NOT (b c)");
    assert_eq!(understood("(barn OR ung) AND NOT (slot OR \"høj have\")"), "(barn OR ung) NOT (slot OR \"høj have\")");
    assert_eq!(understood("et ord or og"), "et ord or og", "small letters are words");
}

#[test]
fn fields_in_both_languages() {
    for (danish, english, printed) in [
        ("kommune:Herning", "municipality:657", "municipality:657"),
        ("kommune:\"Herning Kommune\"", "MUNICIPALITY:herning", "municipality:657"),
        ("kommune:Aarhus,Åbenrå", "municipality:751,580", "municipality:751 OR municipality:580"),
        ("region:midtjylland", "region:\"Region Midtjylland\"", "region:Midtjylland"),
        ("år:2016..2019", "year:2016-2019", "year:2016..2019"),
        ("aar:>=2018", "year:≥2018", "year:>=2018"),
        ("type:pdf", "type:PDF", "type:pdf"),
        ("type:regneark", "type:xlsx", "type:sheet"),
        ("type:referat", "type:minutes", "type:minutes"),
        ("titel:budget", "title:budget", "title:budget"),
        ("titel:\"færre børn\"", "title:\"færre børn\"", "title:\"færre børn\""),
        ("side:3", "page:=3", "page:3"),
        ("dokument:a.txt", "document:\"a.txt\"", "document:\"a.txt\""),
        ("status:mål", "status:target", "status:target"),
        ("nøgletal:sagstal", "indicator:caseload", "caseload:"),
    ] {
        assert_eq!((understood(danish), understood(english)), (printed.to_owned(), printed.to_owned()));
    }
}

#[test]
fn figures_by_code_name_and_beginning_of_a_name() {
    for (query, printed) in [
        ("sagstal:<=20", "caseload:<=20"),
        ("caseload:20..25", "caseload:20..25"),
        ("sagstal:20-25", "caseload:20..25"),
        ("sagstal_pr_rådgiver:>20", "caseload:>20"),
        ("investering:>5mio", "investment:>5000000kr"),
        ("investering:>\"5 mio. kr.\"", "investment:>5000000kr"),
        ("investering:\">5 mio.\"", "investment:>5000000kr"),
        ("investeringer:1..3mio", "investment:1000000kr..3000000kr"),
        ("besparelse:1mio..3mio", "saving:1000000kr..3000000kr"),
        ("besparelse:500000..1mio", "saving:500000kr..1000000kr"),
        ("budget:1.250.000", "budget:1250000"),
        ("sagstal:23,5", "caseload:23,5"),
        ("anbringelser:", "placements:"),
        ("anbringelser: -budget", "placements: NOT budget"),
        ("(anbringelser: OR sagstal:*)", "placements: OR caseload:"),
        ("anbringelser:<-5%", "placements:<-5%"),
        ("status:mål,norm sagstal:<=20", "(caseload:<=20 status:target,norm)"),
        ("sagstal:<=20 AND status:mål OR (budget: kr)", "(caseload:<=20 status:target) OR (budget: kr)"),
        ("medarbejdere:>=+2", "staff:>=+2"),
        ("opfølgning:<=8uger", "follow_up_interval:<=8uger"),
        ("udgift_pr_sag:..900000", "unit_cost:<=900000"),
        ("underretninger:1000..", "notifications:>=1000"),
    ] {
        assert_eq!(understood(query), printed, "{query}");
    }
}

#[test]
fn a_colon_alone_makes_no_field() {
    for query in ["kl. 12:30", "https://www.herning.dk/sager?a=b", "Notat: færre sager", "C:\\sager", "forhold 1:8"] {
        assert!(!understood(query).is_empty(), "{query}");
        assert!(
            parse(query).is_ok_and(|query| query.wanted().iter().all(|one| matches!(one, Query::Text(_)))),
            "{query}"
        );
    }
}

#[test]
fn a_broken_query_is_marked_at_its_place() {
    insta::assert_snapshot!(refused("børn \"anbragt uden"), @r#"
    the phrase that starts here has no end
        børn "anbragt uden
             ^
    "#);
    insta::assert_snapshot!(refused("børn OR"), @r"
    OR needs a word or a phrase on its right side
        børn OR
             ^
    ");
    insta::assert_snapshot!(refused("ELLER børn"), @r"
    ELLER needs a word or a phrase on its left side
        ELLER børn
        ^
    ");
    insta::assert_snapshot!(refused("-børn"), @r"
    the query only says what to leave out
        -børn
        ^
    ");
    insta::assert_snapshot!(refused("sager kommune:Herning,Hernig"), @r"
    there is no municipality “Hernig”
        sager kommune:Herning,Hernig
                              ^
    ");
    insta::assert_snapshot!(refused("兒童 (anbragt"), @r"
    the bracket that starts here has no end
        兒童 (anbragt
             ^
    ");
    insta::assert_snapshot!(refused(&format!("{}komune:Herning {}", "børn ".repeat(30), "unge ".repeat(30))), @r"
    there is no field “komune”
        …børn børn børn børn børn børn børn børn børn børn børn børn komune:Herning unge unge unge unge unge unge unge unge unge …
                                                                     ^
    ");
}

#[test]
fn what_cannot_be_meant_is_said() {
    for (query, said) in [
        (" &", "the query has no word to search for"),
        ("a )", "the bracket that ends here has no start"),
        ("a ()", "there is no word to search for between these brackets"),
        ("a OR -b", "OR cannot choose what is only excluded"),
        ("a AND", "AND needs a word or a phrase on its right side"),
        ("(a OR) b", "OR needs a word or a phrase on its right side"),
        ("a NOT", "nothing follows that could be left out"),
        ("a -(-b -c)", "what is left out here only says what to leave out itself"),
        ("\"a b\"*", "* belongs to a single word, not to a phrase"),
        ("\"a b\"~", "~ behind a phrase says how many other words may stand between its words"),
        ("børn~3", "~ behind a word says how many letters may differ: ~1 or ~2"),
        ("børn/ung*", "* belongs to a single word, and “børn/ung*” is several"),
        ("kommune:", "kommune: needs its value right behind the colon"),
        ("kommune: Herning", "kommune: needs its value right behind the colon"),
        ("kommune:Hernig", "there is no municipality “Hernig”"),
        ("kommune:<5", "< compares numbers, and this field has none"),
        ("region:Jylland", "there is no region “Jylland”"),
        ("år:19", "“19” is no year and no span of them"),
        ("side:0", "“0” is no page and no span of them"),
        ("type:blad", "there is no type of document “blad”"),
        ("status:ja", "there is no status “ja”"),
        ("nøgletal:sagtal", "there is no field “sagtal”"),
        ("titel:&", "“&” has no word to search for"),
        ("titel:\"a b\"~5", "behind a field's phrase nothing of this kind can stand"),
        ("titel:(a b)", "a field takes one value, and no brackets"),
        ("sagstal:<", "a number is missing here"),
        ("sagstal:få", "“få” is no number"),
        ("sagstal:25..20", "the span ends before it begins"),
        ("sagstal:..", "a span needs an end: 20..25, 20.. or ..25"),
        ("budget:5%..3mio", "the two ends have different units"),
        ("budget:>5 mio.", "“mio.” stands apart from the number that it belongs to"),
        ("udgift:>5", "“udgift” may be udgift_pr_sag or udgift_pr_måned or udgift_pr_indbygger or udgift_pr_årsværk"),
        ("budget:99999999999999999999mia", "the number is too large"),
    ] {
        assert_eq!(message(query), said, "{query}");
    }
    assert!(hint("komune:Herning").contains("the nearest is kommune"), "{}", hint("komune:Herning"));
    assert!(hint("kommune:Hernig").contains("the nearest is Herning"));
    assert!(hint("sagtal:<=20").contains("the nearest is"), "{}", hint("sagtal:<=20"));
    assert!(hint("budget:>5 mio.").contains("budget:>5mio."));
    assert!(message(&"(".repeat(200)).contains("brackets deep"));
    assert!(message(&"a ".repeat(2000)).contains("more than 1000 parts"));
}

proptest::proptest! {
    #[test]
    fn any_query_is_understood_or_refused(
        query in "([a-zå]{1,3}|[-\"“”«»&. ()*~:,<>=]|OR|OG|IKKE|kommune:|år:|budget:|titel:|5mio|20|\\PC){0,14}",
    ) {
        if let Ok(understood) = parse(&query) {
            let printed = understood.to_string();
            proptest::prop_assert_eq!(parse(&printed).ok(), Some(understood), "{}", printed);
        }
    }

    #[test]
    fn any_figure_condition_is_understood_or_refused(
        query in "(sagstal|investering|anbringelser|år|side):(<=|>=|<|>|=)?[-+]?[0-9.,]{0,9}(\\.\\.|-)?[0-9]{0,5}( ?(mio|mia\\.|kr\\.?|%|uger|dage))?",
    ) {
        if let Ok(understood) = parse(&query) {
            let printed = understood.to_string();
            proptest::prop_assert_eq!(parse(&printed).ok(), Some(understood), "{}", printed);
        }
    }
}
