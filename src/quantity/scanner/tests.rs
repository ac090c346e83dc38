//! What the scanner reads and what it rejects; and that nothing is ever lost between the two.

use proptest::prelude::*;

use super::*;

fn found(text: &str) -> Vec<String> {
    scan(text)
        .quantities
        .iter()
        .map(|one| {
            let hedge = if one.approx { "~" } else { "" };
            format!("{}={hedge}{} {:?}", one.span.of(text), one.value, one.measure)
        })
        .collect()
}

#[test]
fn amounts_as_written() {
    for (text, wanted) in [
        ("koster 3.386.794 kr. i alt", "3.386.794 kr.=3386794 Money"),
        ("koster 3 386 794 kr. i alt", "3 386 794 kr.=3386794 Money"),
        ("koster 3\u{a0}386\u{a0}794 i alt", "3\u{a0}386\u{a0}794=3386794 Bare"),
        ("Underretninger: 2 214", "2 214=2214 Bare"),
        ("der er 12 500 sager", "12 500=12500 Bare"),
        ("ca. 3,4 mio. kr.", "3,4 mio. kr.=~3400000 Money"),
        ("godt 1 milliard kroner", "1 milliard kroner=~1000000000 Money"),
        ("0,412 mia. kr.", "0,412 mia. kr.=412000000 Money"),
        ("knap 850 t.kr.", "850 t.kr.=~850000 Money"),
        ("kr. 250.000 til", "kr. 250.000=250000 Money"),
        ("250.000,- til", "250.000,-=250000 Money"),
        ("halvanden million kr. i", "halvanden million kr.=1500000 Money"),
        ("omkring fyrre sager", "fyrre=~40 Bare"),
        ("syv i 2023", "syv=7 Bare"),
        ("steg 95,2 %", "95,2 %=95.2 Percent"),
        ("2 procentpoint", "2 procentpoint=2 PercentPoint"),
        ("en tredjedel lavere", "en tredjedel=33.3 Percent"),
        ("to tredjedele", "to tredjedele=66.7 Percent"),
        ("lidt mere end hver fjerde svarer", "hver fjerde=~25 Percent"),
        ("2/3 af dem", "2/3=66.7 Percent"),
        ("en ekstra psykolog", "en=1 Bare"),
        ("en enkelt kommune", "en enkelt=1 Bare"),
        ("tre ud af ti kommer", "tre ud af ti=30 Percent"),
        ("9 ud af 10 børn", "9 ud af 10=90 Percent"),
        ("hver 5. underretning", "hver 5.=20 Percent"),
        ("i alt 3½ årsværk", "3½=3.5 Bare"),
        ("hver 6. måned", "6=6 Months"),
        ("hver sjette uge", "sjette=6 Weeks"),
        ("ses hver 14. dag", "14=2 Weeks"),
        ("hver fjortende dag", "fjortende=2 Weeks"),
        ("inden for to uger", "to=2 Weeks"),
        ("én gang om måneden", "én gang om måneden=1 Months"),
        ("én gang i kvartalet", "én gang i kvartalet=3 Months"),
        ("hvert kvartal", "hvert kvartal=3 Months"),
        ("fire gange om året", "fire=4 PerYear"),
        ("underskud på -22.000 kr.", "-22.000 kr.=-22000 Money"),
        ("1023 i alt", "1023=1023 Bare"),
        ("2000 kr. om året", "2000 kr.=2000 Money"),
    ] {
        assert_eq!(found(text), [wanted], "{text}");
    }
}

#[test]
fn no_amounts() {
    for text in [
        "den 31. maj 2018",
        "i 2018",
        "et par sager",
        "flere sager",
        "en rådgiver",
        "23.09.16",
        "tlf. 46 31 59 62",
        "46 31 59 62",
        "§ 52, stk. 3",
        "11.3 tilbud og 52.3.3 forløb",
        "Side2/6",
        "2016-069071",
        "hver 2. onsdag",
        "hver fjerde uge i nyt lokale nr. 4",
        "to-sporet",
        "de første 1000 dage",
        "i skoleåret 2019/20",
        "13-18/23 år",
        "CVR 29 18 97 00",
        "K12",
        "6-cifrede",
    ] {
        let got: Vec<String> =
            found(text).into_iter().filter(|one| !one.contains("Weeks") && !one.contains("Days")).collect();
        assert!(got.is_empty(), "{text}: {got:?}");
    }
}

#[test]
fn every_digit_is_accounted_for() {
    let text = "Sagsnr. 302754: I 2018 var 36 % af 1.023 underretninger (§ 153) om børn under 8 år, tlf. 46 31 59 62.";
    let scan = scan(text);
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let span = Span::new(at, at + 1);
        let known = scan.quantities.iter().any(|one| one.span.contains(span))
            || scan.dates.iter().any(|one| one.span.contains(span))
            || scan.rejected.iter().any(|one| one.span.contains(span));
        assert!(known, "the {c} at {at} is neither quantity, date nor rejected: {scan:?}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_keeps_to_characters(text in "[0-9 .,/%()æøåa-z–-]{0,60}") {
        for one in scan(&text).quantities {
            prop_assert!(!one.span.of(&text).is_empty());
        }
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,80}") {
        scan(&text);
    }
}
