//! Further indicators of a user's own, of every kind: percent, money, counts, times, rates, times a year.
//!
//! Each line of a table is a text with the figures of the user's that a careful reader finds in it, as number, indicator and
//! unit; none means that nothing of the user's may be found.

use nogletal::{
    document::{Limits, Source},
    pipeline,
    reference::Reference,
};

fn own() -> Reference {
    Reference::with_own(include_str!("noegletal.toml"), "noegletal.toml").expect("a catalogue")
}

/// A catalogue of one indicator that counts, with these lines.
fn counting(lines: &str) -> Reference {
    let toml = format!(
        "[[indicator]]\ncode = \"lessons\"\ndanish = \"lektioner\"\nenglish = \"lessons\"\n\
         definition = \"Lessons a week.\"\nunit = \"count\"\ntakes = [\"count\"]\n{lines}\n"
    );
    Reference::with_own(&toml, "lektioner.toml").expect("a catalogue")
}

/// The user's figures of a text.
fn figures(text: &str, reference: &Reference) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notat.txt");
    std::fs::write(&path, format!("Halsnæs Kommune\n\n{text}\n")).expect("a file");
    let source = Source::file(path, "notat.txt");
    let records = pipeline::read(&source, &Limits::default(), reference).expect("a reading").records;
    let own = |code: &str| reference.catalogue.get(code).is_some_and(|one| one.own);
    let own = records.iter().filter(|record| own(record.indicator.as_str()));
    own.map(|record| format!("{} {} {}", record.number, record.indicator, record.unit)).collect()
}

fn all_hold(cases: &[(&str, &[&str])]) {
    let reference = own();
    let found: Vec<(&str, Vec<String>)> = cases.iter().map(|(text, _)| (*text, figures(text, &reference))).collect();
    let wrong: Vec<_> = found.iter().zip(cases).filter(|((_, found), (_, wanted))| found != wanted).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn shares() {
    const SHARE: &str = "82 pct. steady_contact_share percent";
    all_hold(&[
        ("I 2023 havde 82 pct. af de anbragte børn en fast kontaktperson.", &[SHARE]),
        ("82 pct. har nu fast kontaktperson.", &[SHARE]),
        ("Andel børn med fast kontaktperson: 82 pct.", &[SHARE]),
        (
            "Andelen med fast kontaktperson er 82 pct. Året før var det 74 pct. Målet er 90 pct.",
            &[SHARE, "74 pct. steady_contact_share percent", "90 pct. steady_contact_share percent"],
        ),
        (
            "Andelen af børn med fast kontaktperson er steget fra 65 til 72 procent.",
            &["65 steady_contact_share percent", "72 procent steady_contact_share percent"],
        ),
        ("Tre ud af fire børn havde samme rådgiver.", &["Tre ud af fire steady_contact_share percent"]),
        ("82 pct. af forældrene er tilfredse, men kun få børn har en fast kontaktperson.", &[]),
        ("82 pct. af plejefamilierne har en fast kontaktperson.", &[]),
        ("Andelen med fast kontaktperson drøftes den 14. juni.", &[]),
    ]);
}

#[test]
fn money() {
    const COST: &str = "1,2 mio. kr. interpreter_cost DKK";
    all_hold(&[
        ("Udgifterne til tolkning var 1,2 mio. kr. i 2023.", &[COST]),
        ("Der blev brugt 1,2 mio. kr. på tolke.", &[COST]),
        ("Til tolkning blev der sidste år brugt 1,2 mio. kr.", &[COST]),
        ("Tolkeudgifterne ventes at falde med 300.000 kr.", &["300.000 kr. interpreter_cost DKK"]),
        (
            "Vi brugte 612.000 kr. på tolkning i 2023 mod 540.000 kr. året før.",
            &["612.000 kr. interpreter_cost DKK", "540.000 kr. interpreter_cost DKK"],
        ),
        ("Kommunen sparer 200.000 kr. på tolke.", &[]),
        ("Udvalget gav 1,2 mio. kr. til legepladser; tolkning var ikke nævnt.", &[]),
        ("Udgiften til tolkning blev drøftet, og der blev bevilget 3 mio. kr. til børnehaver.", &[]),
        ("Der blev ansat 3 tolke.", &[]),
    ]);
}

#[test]
fn counts_and_rates() {
    all_hold(&[
        ("Der kom 34 klager over afgørelser i 2023 mod 28 i 2022.", &["34 complaints count", "28 complaints count"]),
        ("Antallet af klager er steget fra 28 til 34.", &["28 complaints count", "34 complaints count"]),
        ("Antal klager: 14 (2022: 17)", &["14 complaints count", "17 complaints count"]),
        ("Vi fik 41 klagesager, heraf 12 om anbringelser.", &["41 complaints count"]),
        ("Antallet af klager var 34. I 2022 var tallet 28.", &["34 complaints count", "28 complaints count"]),
        (
            "Antallet af klager var 53. Klagerne fordeler sig med 20 på anbringelser og 33 på økonomi.",
            &["53 complaints count"],
        ),
        ("Kommunen modtog 4,2 klager pr. 1.000 børn.", &["4,2 complaints_per_1000 count"]),
        ("Klagefrekvensen var 4,9 i 2022.", &["4,9 complaints_per_1000 count"]),
        ("Der kom 4,2 klager for hver 10.000 borgere.", &[]),
        ("På mødet blev 4 sager om klager drøftet.", &[]),
        ("Antallet af klager og 5 rådgivere blev nævnt.", &[]),
        ("Klager over afgørelser behandles inden for 4 uger.", &[]),
        ("Klager i telefonen: 34.", &[]),
    ]);
}

#[test]
fn times() {
    all_hold(&[
        ("Et nyanbragt barn var i gennemsnit 5 uger uden skoletilbud.", &["5 school_absence_weeks weeks"]),
        ("Tiden inden skolestart var 3-5 uger.", &["3-5 school_absence_weeks weeks"]),
        ("Halvanden måned går der før barnets skolestart.", &["Halvanden school_absence_weeks months"]),
        ("Børnene venter på skole i 20 dage.", &["20 school_absence_weeks days"]),
        (
            "Tid før skolestart: 2022: 8 uger, 2023: 5 uger.",
            &["8 school_absence_weeks weeks", "5 school_absence_weeks weeks"],
        ),
        ("Rådgiverne får supervision 6 gange om året.", &["6 supervision_times per_year"]),
        ("Tiden uden skoletilbud drøftes igen om 3 måneder.", &[]),
        ("Tiden uden skoletilbud er for lang, og et forløb varer 8 uger.", &[]),
        ("Supervisionen strækker sig over 3 måneder.", &[]),
    ]);
}

#[test]
fn tables() {
    all_hold(&[
        (
            "Nøgletal\t2022\t2023\nAndel børn med fast kontaktperson (pct.)\t71\t77\nUdgifter til tolkning (1.000 kr.)\t640\t715\n\
             Antal klager over afgørelser\t19\t22\nTid før skolestart (uger)\t6\t4\nKlager pr. 1.000 børn\t2,8\t3,1\n\
             Supervision, gange om året\t4\t6",
            &[
                "71 steady_contact_share percent",
                "77 steady_contact_share percent",
                "640 interpreter_cost DKK",
                "715 interpreter_cost DKK",
                "19 complaints count",
                "22 complaints count",
                "6 school_absence_weeks weeks",
                "4 school_absence_weeks weeks",
                "2,8 complaints_per_1000 count",
                "3,1 complaints_per_1000 count",
                "4 supervision_times per_year",
                "6 supervision_times per_year",
            ],
        ),
        (
            "Tid før skolestart, uger\n\nDistrikt\t2022\t2023\nNord\t8\t5\nSyd\t10\t6",
            &[
                "8 school_absence_weeks weeks",
                "5 school_absence_weeks weeks",
                "10 school_absence_weeks weeks",
                "6 school_absence_weeks weeks",
            ],
        ),
        ("Klager i telefonen\n\nÅr\tAntal\n2022\t12\n2023\t15", &[]),
        ("Tid før skolestart\n\nDistrikt\t2022\t2023\nNord\t8\t5\nSyd\t10\t6", &[]),
    ]);
}

#[test]
fn every_key_does_what_the_guide_says() {
    const FOUND: &[&str] = &["14 lessons count"];
    for (lines, text, wanted) in [
        ("counted = [\"lektioner\"]", "Et anbragt barn får 14 lektioner.", FOUND),
        ("counted = [\"lektioner\"]", "Antallet af lektioner drøftes den 14. maj.", &[]),
        ("triggers = [\"skoleskema*\"]", "Barnets skoleskema er på 14.", FOUND),
        ("triggers = [\"skoleskema*\"]\ncounter = [\"lærer*\"]", "Lærerens skoleskema er på 14.", &[]),
        ("triggers = [\"skoleskema*\"]\nlargest = 12", "Barnets skoleskema er på 14.", &[]),
        ("counted = [\"moduler\"]\nneeds = [\"skole*\"]", "I skolen får barnet 14 moduler.", FOUND),
        ("counted = [\"moduler\"]\nneeds = [\"skole*\"]", "Hjemme får barnet 14 moduler.", &[]),
        ("ahead = [\"normen for et barn er\"]", "Normen for et barn er 14.", FOUND),
        ("behind = [\"på skemaet\"]", "Barnet har 14 på skemaet.", FOUND),
        ("behind = [\"på skemaet\"]", "Barnet har 14 bøger, og på skemaet står dansk.", &[]),
        ("weak = [\"skema*\"]", "Skemaet for barnet er på 14.", FOUND),
        ("weak = [\"skema*\"]", "Antallet af anbragte børn i skemaet er 14.", &[]),
        ("counted = [\"lektioner\"]\nfurther = true", "Et anbragt barn får 14 lektioner.", FOUND),
        ("counted = [\"lektioner\"]\nfurther = true", "Voksne kursister får 14 lektioner.", &[]),
    ] {
        assert_eq!(figures(text, &counting(lines)), wanted, "{lines}: {text}");
    }
}

#[test]
fn a_table_needs_and_counters_as_a_sentence_does() {
    let table = "Lektioner i skolen\n\nÅr\tAntal\n2022\t14";
    for (lines, wanted) in [
        ("triggers = [\"lektioner\"]\nneeds = [\"skole*\"]", 1),
        ("triggers = [\"lektioner\"]\nneeds = [\"gymnasi*\"]", 0),
        ("triggers = [\"lektioner\"]\ncounter = [\"skole*\"]", 0),
        ("weak = [\"lektioner\"]", 1),
    ] {
        assert_eq!(figures(table, &counting(lines)).len(), wanted, "{lines}");
    }
}
