use proptest::strategy::Strategy as _;

use super::*;
use crate::reference::Reference;

const WAIT: &str = r#"[[indicator]]
code = "first_talk_wait"
danish = "ventetid til første samtale"
english = "wait for a first conversation"
definition = "Weeks from the first contact to the first conversation."
unit = "weeks"
takes = ["duration"]
triggers = ["ventetid* til * første samtale"]
"#;

fn laid(text: &str) -> Result<Catalogue> {
    over(Reference::in_use().catalogue.clone(), text, "my.toml")
}

fn refusal(text: &str) -> String {
    let error = laid(text).expect_err(text);
    assert!(error.advice().is_some(), "{}", error.one_line());
    error.one_line()
}

#[test]
fn a_new_indicator_is_added_at_the_end() {
    let all = laid(WAIT).expect("a catalogue");
    let one = all.get("first_talk_wait").expect("the indicator");
    assert!(one.own && one.is_apart() && !one.further);
    assert_eq!((one.unit, one.triggers.len()), (Unit::Weeks, 1));
    assert_eq!(all.all().len(), Reference::in_use().catalogue.all().len() + 1);
}

#[test]
fn lists_are_added_to_and_the_rest_is_replaced() {
    let before = Reference::in_use().catalogue.get("caseload").expect("an indicator");
    let own = "[[indicator]]\ncode = \"caseload\"\ndanish = \"sager pr. hoved\"\ntriggers = [\"sagsbunke*\"]\n\
               counter = [\"køkken*\"]\nreplace = [\"counter\"]\n";
    let all = laid(own).expect("a catalogue");
    let one = all.get("caseload").expect("the indicator");
    assert_eq!((one.danish.as_str(), &one.english, one.own), ("sager pr. hoved", &before.english, false));
    assert_eq!(one.triggers.len(), before.triggers.len() + 1);
    assert_eq!(one.counter, ["køkken*"]);
}

#[test]
fn a_list_is_emptied_only_by_name() {
    let emptied = "[[indicator]]\ncode = \"caseload\"\ncounter = []\nreplace = [\"counter\"]\n";
    assert!(laid(emptied).expect("a catalogue").get("caseload").expect("the indicator").counter.is_empty());
    assert!(
        refusal("[[indicator]]\ncode = \"caseload\"\ncounter = []\n").starts_with("my.toml, line 3: the list counter")
    );
}

#[test]
fn a_further_indicator_that_is_shown_unasked_is_the_user_s() {
    let all = laid("[[indicator]]\ncode = \"waiting_time\"\nfurther = false\n").expect("a catalogue");
    let one = all.get("waiting_time").expect("the indicator");
    assert!(one.own && !one.further && one.is_apart());
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let with = |more: &str| format!("{WAIT}{more}");
    let instead = |line: &str, other: &str| WAIT.replace(line, other);
    for (text, said) in [
        ("[[indicator]".to_owned(), "my.toml, line 1: "),
        ("# nothing\n".to_owned(), "my.toml holds no indicator"),
        ("[[indicator]]\nunit = \"FTE\"\n".to_owned(), "my.toml, line 1: missing field `code`"),
        (with("trigers = [\"x\"]\n"), "my.toml, line 9: unknown field `trigers`"),
        (with("counter = \"telefon\"\n"), "my.toml, line 9: invalid type: string \"telefon\", expected a list"),
        (with("largest = -3\n"), "my.toml, line 9: "),
        (with("largest = 0\n"), "my.toml, line 9: the largest value is 0"),
        (with("counter = []\n"), "my.toml, line 9: the list counter is empty"),
        (with("counter = [\"  \"]\n"), "my.toml, line 9: this text is empty"),
        (with("counter = [\"a*\"]\n"), "my.toml, line 9: “a*” cannot be looked for"),
        (with("replace = [\"weak\"]\n"), "my.toml, line 9: replace names the list weak, which"),
        (with("replace = [\"unit\"]\n"), "my.toml, line 9: replace names “unit”, which is no list"),
        (with("examples = [{ text = \"Det er 6 uger.\", number = \"7\" }]\n"), "my.toml, line 9: the number “7”"),
        (with(WAIT), "my.toml, line 10: the indicator “first_talk_wait” stands in line 2 already"),
        (instead("\"weeks\"", "\"lektioner\""), "my.toml, line 6: there is no unit “lektioner”"),
        (instead("\"weeks\"", "\"DKK\""), "my.toml, line 6: “first_talk_wait” takes what is not counted in DKK"),
        (instead("[\"duration\"]", "[]"), "my.toml, line 7: the indicator takes nothing"),
        (instead("[\"duration\"]", "[\"time\"]"), "my.toml, line 7: unknown variant `time`"),
        (instead("[\"ventetid* til * første samtale\"]", "[]"), "my.toml, line 8: the list triggers is empty"),
        (instead("triggers", "needs"), "my.toml, line 2: nothing says which numbers are “first_talk_wait”"),
        (instead("unit = \"weeks\"\n", ""), "my.toml, line 2: the new indicator “first_talk_wait” lacks unit"),
        (
            "[[indicator]]\ncode = \"staff\"\ntakes = [\"count\", \"duration\"]\n".to_owned(),
            "my.toml, line 3: “staff” is an indicator of the program's and cannot take anything more",
        ),
        (instead("first_talk_wait", "Første"), "my.toml, line 2: “Første” cannot be the code"),
        (
            instead("\"ventetid til første samtale\"", "\"venteliste\""),
            "my.toml, line 2: “venteliste” is the name of both",
        ),
    ] {
        let error = refusal(&text);
        assert!(error.starts_with(said), "{error}");
    }
}

/// Texts that a file may hold where a word, a name or a sentence is expected.
const ODD: [&str; 14] = [
    "",
    " ",
    "*",
    "**",
    "a",
    "æ*",
    "* *",
    "ventetid*",
    "*ventetid til * samtale*",
    "\u{0}",
    "\u{301}e",
    "1.000",
    "İ𝔘ß",
    "a*b*c*d*e*f*",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 60, ..Default::default() })]

    #[test]
    fn no_file_makes_it_panic(
        key in proptest::sample::select(vec![
            "code", "danish", "english", "definition", "unit", "takes", "headline", "further", "mean", "per_capita", "largest",
            "counted", "needs", "triggers", "weak", "ahead", "behind", "counter", "examples", "counter_examples", "replace", "odd",
        ]),
        value in proptest::prop_oneof![
            proptest::sample::select(ODD.to_vec()).prop_map(|text| format!("{text:?}")),
            proptest::collection::vec(proptest::sample::select(ODD.to_vec()), 0..4).prop_map(|texts| format!("{texts:?}")),
            proptest::prelude::any::<i64>().prop_map(|number| number.to_string()),
            "[\\[\\]{}\"=,.a-zæ0-9 \n-]{0,30}",
        ],
    ) {
        let text = format!("{}{key} = {value}\n", WAIT.replace(&format!("{key} = "), "# "));
        if let Ok(catalogue) = laid(&text) {
            let reference = Reference::of(catalogue);
            reference.vocabulary_apart().hits("Ventetiden til en første samtale er 1.000 uger.");
            reference.vocabulary().hits("Ventetiden til en første samtale er 1.000 uger.");
        }
    }
}

#[test]
fn many_indicators_are_told_apart() {
    let block = |index: usize| {
        WAIT.replace("first_talk_wait", &format!("wait_{index}"))
            .replace("første samtale", &format!("tilbud {index}"))
            .replace("first conversation", &format!("service {index}"))
    };
    let text: String = (0..200).map(block).collect();
    let all = laid(&text).expect("a catalogue");
    let reference = Reference::of(all);
    let hits = reference.vocabulary_apart().hits("Ventetid til nyt tilbud 117 er 6 uger.");
    let own: Vec<usize> = hits.iter().filter(|hit| hit.own).filter_map(|hit| hit.indicator).collect();
    let codes: Vec<&str> = own.iter().map(|index| reference.catalogue.all()[*index].code.as_str()).collect();
    assert_eq!(codes, ["wait_117"]);
}
