//! Documents made for the purpose: those that contradict themselves, and those that only look as if they did.

use super::*;
use crate::{
    document::{Limits, Source},
    pipeline,
};

/// What is found in a document: kind and numbers as written.
fn found(text: &str) -> Vec<String> {
    found_in(&[text])
}

fn records_in(texts: &[&str]) -> Vec<Record> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut records = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let name = format!("notat-{at}.txt");
        let path = folder.path().join(&name);
        std::fs::write(&path, text).expect("a file");
        let reading = pipeline::read(&Source::file(path, &name), &Limits::default(), Reference::in_use());
        records.extend(reading.expect("a reading").records);
    }
    records
}

fn found_in(texts: &[&str]) -> Vec<String> {
    let records = records_in(texts);
    let numbers = |one: &Finding| one.claims.iter().map(|claim| claim.number.as_str()).collect::<Vec<_>>().join(" | ");
    let found = findings(&records, Reference::in_use());
    found.iter().map(|one| format!("{}: {}", one.kind.name(), numbers(one))).collect()
}

/// Each document says one thing twice, with another value.
const CONTRADICTING: [(&str, &str); 16] = [
    (
        "Ringsted Kommune\n\n4 socialrådgivere får deres daglige gang i dagtilbud og skoler. Udgiften er 2,6 mio. kr.\n\nInvesteringer\n\nTiltag\tBeløb\n4 socialrådgivere til dagtilbud og skoler\t2 mio. kr.\n2 sundhedsplejersker\t1,2 mio. kr.\n",
        "2,6 mio. kr. | 2 mio. kr.",
    ),
    (
        "Køge Kommune\n\nMålet er et sagstal på 25 sager pr. rådgiver.\n\nForvaltningen anbefaler, at sagstallet nedbringes til 30 sager pr. rådgiver.\n",
        "25 | 30",
    ),
    (
        "Køge Kommune\n\nRådgiverne har i dag i gennemsnit 41 sager.\n\nDet nuværende sagstal pr. rådgiver er 47.\n",
        "41 | 47",
    ),
    (
        "Solrød Kommune\n\nI 2019 modtog kommunen 412 underretninger.\n\nKommunen registrerede 438 underretninger i 2019.\n",
        "412 | 438",
    ),
    (
        "Solrød Kommune\n\nPr. 31. december 2018 var 96 børn og unge anbragt uden for hjemmet.\n\nDen 31. december 2018 var i alt 91 børn og unge anbragt.\n",
        "96 | 91",
    ),
    (
        "Ringsted Kommune\n\nDer ansættes 6 socialrådgivere til rådgivning af skoler og dagtilbud.\n\nForvaltningen foreslår at ansætte 7 socialrådgivere til rådgivning i dagtilbud og skoler.\n",
        "6 | 7",
    ),
    (
        "Ringsted Kommune\n\n3 sundhedsplejersker ansættes til gravide i udsatte familier 1,5 mio. kr.\n\nØkonomi\n\n3 sundhedsplejersker (udsatte familier, gravide) 1,9 mio. kr.\n",
        "1,5 mio. kr. | 1,9 mio. kr.",
    ),
    (
        "Odder Kommune\n\nDer ansættes 10 rådgivere, så sagstallet falder til 28 sager pr. rådgiver.\n\nDer ansættes 11 rådgivere for at få sagstallet ned på 28.\n",
        "10 | 11",
    ),
    (
        "Skive Kommune\n\nBesparelsen forventes at være 2,4 mio. kr. i 2021.\n\nI 2021 forventes en besparelse på 3,1 mio. kr.\n",
        "2,4 mio. kr. | 3,1 mio. kr.",
    ),
    (
        "Skive Kommune\n\nDer investeres 4 mio. kr. i kompetenceudvikling.\n\nInvesteringen i kompetenceudvikling er på 5 mio. kr.\n",
        "4 mio. kr. | 5 mio. kr.",
    ),
    (
        "Lejre Kommune\n\nEn anbringelse på institution koster i gennemsnit 910.000 kr. om året.\n\nDen gennemsnitlige udgift pr. anbringelse på institution er 845.000 kr. om året.\n",
        "910.000 kr. | 845.000 kr.",
    ),
    (
        "Lejre Kommune\n\nVed udgangen af 2020 var 38 børn anbragt i plejefamilie.\n\nI plejefamilie var der 44 anbragte børn ved udgangen af 2020.\n",
        "38 | 44",
    ),
    (
        "Assens Kommune\n\nMerforbruget i 2022 var 7,5 mio. kr.\n\nI 2022 var der et merforbrug på 9,2 mio. kr.\n",
        "7,5 mio. kr. | 9,2 mio. kr.",
    ),
    (
        "Assens Kommune\n\nUnderretninger\n\nÅr\t2017\t2018\nUnderretninger\t301\t355\n\nI 2018 modtog kommunen 395 underretninger.\n",
        "355 | 395",
    ),
    (
        "Morsø Kommune\n\nI 2020 var 63 % af de anbragte børn i plejefamilie.\n\nAndelen af anbragte børn i plejefamilie var 71 % i 2020.\n",
        "63 % | 71 %",
    ),
    (
        "Morsø Kommune\n\nI 2021 var der 214 forebyggende foranstaltninger.\n\nKommunen havde 241 forebyggende foranstaltninger i 2021.\n",
        "214 | 241",
    ),
];

#[test]
fn what_is_said_twice_with_other_values_is_found() {
    let missed: Vec<_> = CONTRADICTING
        .into_iter()
        .map(|(text, numbers)| (text, vec![format!("contradiction: {numbers}")], found(text)))
        .filter(|(_, wanted, found)| wanted != found)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// None of these says one thing twice.
const INNOCENT: [&str; 22] = [
    // Before and after, now and later.
    "Køge Kommune\n\nRådgiverne har i dag 41 sager.\n\nMålet er 25 sager pr. rådgiver.\n",
    "Køge Kommune\n\nSagstallet er 31 sager pr. rådgiver.\n\nTidligere var sagstallet 44 sager pr. rådgiver.\n",
    "Køge Kommune\n\nMålet er 30 sager pr. rådgiver.\n\nPå sigt er målet 25 sager pr. rådgiver.\n",
    "Køge Kommune\n\nSagstallet falder fra 41 til 30 sager pr. rådgiver.\n\nSagstallet er 41 sager pr. rådgiver.\n",
    // Other teams, other groups.
    "Køge Kommune\n\nI Team Nord har rådgiverne 25 sager.\n\nI Team Syd har rådgiverne 32 sager.\n",
    "Køge Kommune\n\nRådgiverne har i gennemsnit 32 sager.\n\nNyansatte rådgivere har i gennemsnit 15 sager.\n",
    "Køge Kommune\n\n- Rådgiver med 0-6-årige: 18 sager\n- Rådgiver med 7-17-årige: 24 sager\n",
    "Køge Kommune\n\nDistrikt Øst\n\nRådgiverne har 25 sager.\n\nDistrikt Vest\n\nRådgiverne har 32 sager.\n",
    // What rounds to each other, ranges, hedges.
    "Skive Kommune\n\nDer investeres ca. 6,4 mio. kr. i kompetenceudvikling.\n\nInvesteringen i kompetenceudvikling er 6.380.651 kr.\n",
    "Skive Kommune\n\nMålet er 20-25 sager pr. rådgiver.\n\nMålet er 22 sager pr. rådgiver.\n",
    "Skive Kommune\n\nI 2019 modtog kommunen omkring 400 underretninger.\n\nKommunen modtog 412 underretninger i 2019.\n",
    // Parts and wholes.
    "Solrød Kommune\n\nI 2019 modtog kommunen 412 underretninger.\n\nI 2019 modtog kommunen 120 underretninger fra skoler.\n",
    "Solrød Kommune\n\nI 2019 modtog kommunen 412 underretninger.\n\nHeraf var 95 underretninger om børn under 3 år.\n",
    "Solrød Kommune\n\nVed udgangen af 2020 var 81 børn anbragt.\n\nVed udgangen af 2020 var 38 børn anbragt i plejefamilie.\n",
    "Solrød Kommune\n\nI 2020 var 81 børn anbragt.\n\nI 2020 blev 12 børn nyanbragt.\n",
    "Lejre Kommune\n\nUnderretninger fra skoler\n\nÅr\t2017\t2018\nUnderretninger\t101\t155\n\nI 2018 modtog kommunen 395 underretninger.\n",
    // Other years, a year and a day, a forecast and accounts, each year and once.
    "Lejre Kommune\n\nI 2019 modtog kommunen 412 underretninger.\n\nI 2020 modtog kommunen 438 underretninger.\n",
    "Lejre Kommune\n\nI 2020 var 81 børn anbragt.\n\nDen 31. december 2020 var 74 børn anbragt.\n",
    "Lejre Kommune\n\nMerforbruget i 2022 forventes at blive 7,5 mio. kr.\n\nMerforbruget i 2022 blev 9,2 mio. kr.\n",
    // Posts for other purposes, in steps, as alternatives.
    "Ringsted Kommune\n\nDer ansættes 3 socialrådgivere til skolerne.\n\nDer ansættes 4 socialrådgivere til familiehuset.\n",
    "Ringsted Kommune\n\nDer ansættes 6 rådgivere, så sagstallet falder til 35.\n\nDerefter ansættes yderligere 7 rådgivere, så sagstallet falder til 25.\n",
    "Ringsted Kommune\n\nModel A: Der ansættes 6 rådgivere, og sagstallet falder til 35.\n\nModel B: Der ansættes 7 rådgivere, og sagstallet falder til 30.\n",
];

#[test]
fn what_only_looks_like_a_contradiction_is_none() {
    let accused: Vec<_> =
        INNOCENT.into_iter().map(|text| (text, found(text))).filter(|(_, found)| !found.is_empty()).collect();
    assert!(accused.is_empty(), "{accused:#?}");
}

#[test]
fn documents_contradict_each_other_about_accounts_of_one_time() {
    let said = |text: &str| format!("Hedensted Kommune\n\n{text}\n");
    let first = said("I 2018 modtog kommunen 512 underretninger.");
    let other = said("Kommunen modtog 540 underretninger i 2018.");
    assert_eq!(found_in(&[&first, &other]), ["contradiction: 512 | 540"]);
    for innocent in [
        "Kommunen forventer at modtage 540 underretninger i 2018.",
        "Kommunen modtog 540 underretninger i 2019.",
        "Kommunen modtog 510 underretninger pr. 1. december 2018.",
        "Kommunen modtog ca. 500 underretninger i 2018.",
        "Kommunen modtog 240 underretninger fra skoler i 2018.",
    ] {
        assert_eq!(found_in(&[&first, &said(innocent)]), [] as [&str; 0], "{innocent}");
    }
    assert_eq!(found_in(&[&first, &first]), [] as [&str; 0]);
}

#[test]
fn each_claim_is_checked_against_the_others() {
    let records = records_in(&[CONTRADICTING[1].0]);
    let [one, other] = &records[..] else { panic!("two figures") };
    let with =
        |record: &Record| record.checks.iter().map(|check| (check.holds, check.with.clone())).collect::<Vec<_>>();
    assert_eq!(with(one), [(false, vec![other.id.clone()])]);
    assert_eq!(with(other), [(false, vec![one.id.clone()])]);
}

/// Each is wrong by its own arithmetic.
const WRONG: [(&str, &str); 13] = [
    (
        "Køge Kommune\n\nI 2020 var 131 børn anbragt: 40 på institution, 70 i familiepleje og 20 i netværkspleje.\n",
        "sum: 131 | 40 | 70 | 20",
    ),
    (
        "Køge Kommune\n\nDer var 84 anbragte børn i 2021, fordelt på 21 på institution og 57 i familiepleje.\n",
        "sum: 84 | 21 | 57",
    ),
    (
        "Køge Kommune\n\nAnbringelser\n\nType\t2019\t2020\nInstitution\t30\t28\nPlejefamilie\t55\t57\nNetværk\t11\t12\nI alt\t96\t99\n",
        "sum: 99 | 28 | 57 | 12",
    ),
    (
        "Solrød Kommune\n\nBudget til udsatte børn og unge, 1.000 kr.\n\n\t2019\t2020\nBudget, anbringelser\t1.200\t1.250\nBudget, forebyggelse\t500\t510\nBudget i alt\t1.690\t1.760\n",
        "sum: 1.690 | 1.200 | 500",
    ),
    (
        "Solrød Kommune\n\nInvestering og besparelse, 1.000 kr.\n\n\t2019\t2020\t2021\nInvestering i rådgivere\t2.000\t2.000\t2.000\nBesparelse på anbringelser\t500\t1.500\t3.000\nSamlet driftsændring\t1.500\t500\t-1.500\n",
        "sum: -1.500 | 2.000 | 3.000",
    ),
    (
        "Lejre Kommune\n\nAntallet af underretninger steg fra 320 til 400, en stigning på 35 %.\n",
        "change: 35 % | 320 | 400",
    ),
    (
        "Lejre Kommune\n\nAntallet af anbragte børn faldt fra 120 i 2018 til 90 i 2020, svarende til et fald på 20 %.\n",
        "change: 20 % | 120 | 90",
    ),
    (
        "Lejre Kommune\n\nAntallet af underretninger faldt fra 450 til 405, svarende til et fald på 54 underretninger.\n",
        "change: 54 | 450 | 405",
    ),
    ("Lejre Kommune\n\nAntallet af underretninger steg med 50 % fra 200 til 260.\n", "change: 50 % | 200 | 260"),
    (
        "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 63 af 65 kommuner (67 %) svarer, at de har omlagt indsatsen.\n",
        "percentage: 67 % | 63 | 65",
    ),
    (
        "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 30 ud af 60 kommuner, svarende til 40 %, svarer ja.\n",
        "percentage: 40 % | 30 | 60",
    ),
    (
        "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 75 % (20 af 40 kommuner) svarer ja.\n",
        "percentage: 75 % | 20 | 40",
    ),
    (
        "Køge Kommune\n\nUnderretninger i 2020 efter alder\n\nAlder\tDrenge\tPiger\tI alt\n0-6 år\t40\t35\t75\n7-17 år\t60\t55\t125\n",
        "sum: 125 | 60 | 55",
    ),
];

#[test]
fn what_does_not_come_out_is_found() {
    let missed: Vec<_> = WRONG
        .into_iter()
        .map(|(text, wanted)| (text, vec![wanted.to_owned()], found(text)))
        .filter(|(_, wanted, found)| wanted != found)
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// These come out, or do not say that they should.
const RIGHT: [&str; 14] = [
    "Køge Kommune\n\nI 2020 var 131 børn anbragt: 40 på institution, 70 i familiepleje og 21 i netværkspleje.\n",
    "Køge Kommune\n\nI 2020 var 131 børn anbragt, heraf 40 på institution og 70 i familiepleje.\n",
    "Køge Kommune\n\nI 2020 var 131 børn anbragt: 40 på institution, 70 i familiepleje og resten i netværkspleje (ca. 20).\n",
    // A part is missing, or a dash; rows that are no parts; rounded amounts.
    "Køge Kommune\n\nAnbringelser\n\nType\t2019\t2020\nInstitution\t30\t28\nPlejefamilie\t55\t–\nNetværk\t11\t12\nI alt\t96\t99\n",
    "Køge Kommune\n\nAnbringelser\n\nType\t2019\t2020\nInstitution\t30\t28\nPlejefamilie\t55\tukendt\nNetværk\t11\t12\nI alt\t96\t99\n",
    "Køge Kommune\n\nUnderretninger\n\nAlder\t2019\n0-6 år\t30\n7-17 år\t55\nI alt\t512\n",
    "Solrød Kommune\n\nBudget til udsatte børn og unge, mio. kr.\n\n\t2019\t2020\nBudget, anbringelser\t1,2\t1,3\nBudget, forebyggelse\t0,5\t0,5\nBudget i alt\t1,8\t1,8\n",
    "Solrød Kommune\n\nInvestering og besparelse, 1.000 kr.\n\n\t2019\t2020\t2021\nInvestering i rådgivere\t2.000\t2.000\t2.000\nBesparelse på anbringelser\t-\t1.500\t3.000\nSamlet driftsændring\t2.000\t500\t-1.000\n",
    "Lejre Kommune\n\nAntallet af underretninger steg fra 320 til 400, en stigning på 25 %.\n",
    "Lejre Kommune\n\nAntallet af underretninger steg fra 87 til 131, en stigning på 50,5 %.\n",
    "Lejre Kommune\n\nAntallet af underretninger steg fra 200 i 2016 til 400 i 2020, svarende til en årlig stigning på 19 %.\n",
    "Lejre Kommune\n\nAntallet af underretninger steg fra ca. 320 til ca. 400, en stigning på 30 %.\n",
    "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 63 af 65 kommuner (97 %) svarer, at de har omlagt indsatsen.\n",
    "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 63 af 65 kommuner svarer på spørgsmålet, og 67 % har omlagt.\n",
];

#[test]
fn what_comes_out_or_lacks_a_part_is_no_finding() {
    let accused: Vec<_> =
        RIGHT.into_iter().map(|text| (text, found(text))).filter(|(_, found)| !found.is_empty()).collect();
    assert!(accused.is_empty(), "{accused:#?}");
}

#[test]
fn what_comes_out_is_recorded_too() {
    for (text, checks) in [
        (
            "Solrød Kommune\n\nInvestering og besparelse, 1.000 kr.\n\n\t2019\t2020\nInvestering i rådgivere\t2.000\t2.000\nBesparelse på anbringelser\t-\t2.000\nSamlet driftsændring\t2.000\t0\n",
            &[("investment and saving", 5)][..],
        ),
        (
            "Solrød Kommune\n\nBudget til udsatte børn og unge, 1.000 kr.\n\n\t2020\nBudget, anbringelser\t1.200\nBudget, forebyggelse\t500\nBudget i alt\t1.700\nForventet underskud\t-200\nBudget efter dækning af underskud\t1.500\n",
            &[("column sum", 3), ("total and correction", 3)],
        ),
        (
            "Køge Kommune\n\nUnderretninger i 2020 efter alder\n\nAlder\tDrenge\tPiger\tI alt\n0-6 år\t40\t35\t75\n7-17 år\t60\t55\t115\n",
            &[("row sum", 6)],
        ),
        (
            "Danmark\n\nAlle 98 kommuner fik et spørgeskema i marts 2020. 95 % af kommunerne svarer, at de har omlagt indsatsen. 60 kommuner svarer ja, og 3 kommuner svarer nej.\n",
            &[("share of counts", 3)],
        ),
        (
            "Lejre Kommune\n\nAntallet af underretninger steg fra 320 til 400, en stigning på 25 %.\n",
            &[("change between", 3)],
        ),
    ] {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for check in records_in(&[text]).iter().flat_map(|record| &record.checks) {
            assert!(check.holds, "{} in {text}", check.name);
            *counted.entry(check.name.clone()).or_default() += 1;
        }
        let wanted = checks.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(counted, wanted, "{text}");
    }
}

mod any_quotes {
    use proptest::prelude::*;

    use super::*;
    use crate::comparison::sample::{caseload, figure, posts, records};
    use crate::figure::{Statistic, Status, Unit};

    proptest! {
        /// Whatever a quote and its number are, nothing panics, and every claim is one of the records.
        #[test]
        fn no_panic(quote in "[ ()0-9a-zæøå.,;%–]{0,60}", numbers in proptest::collection::vec("[0-9æ.,()%]{0,4}", 3), cell: bool) {
            let made = [
                caseload("265", "30", Status::Target).quote(&quote, &numbers[0]),
                posts("265", "4", Unit::Persons, "caseworker").quote(&quote, &numbers[1]),
                figure("265", "caseload", Statistic::Mean, "25", Unit::CasesPerCaseworker, Status::Target)
                    .quote(&numbers[2], &numbers[2]),
            ];
            let mut records = records(made);
            records[0].cell = cell.then(|| "row 2, column 2".to_owned());
            check(&mut records, Reference::in_use());
            for claim in findings(&records, Reference::in_use()).iter().flat_map(|one| &one.claims) {
                prop_assert!(records.iter().any(|record| record.id == claim.id));
            }
        }
    }
}

#[test]
fn numbers_that_nothing_can_be_calculated_with_are_let_go() {
    let (huge, more) = ("69000000000000000000000000000", "79000000000000000000000000000");
    for text in [
        format!("I 2019 modtog kommunen {huge} underretninger.\n\nKommunen modtog {more} underretninger i 2019.\n"),
        format!("Antallet af underretninger faldt fra {more} til {huge}, et fald på 10 %.\n"),
        format!("Alle kommuner fik et spørgeskema. {huge} af {more} kommuner (97 %) svarer ja.\n"),
        format!("Anbringelser\n\nType\t2019\nInstitution\t{huge}\nPlejefamilie\t{huge}\nI alt\t{more}\n"),
    ] {
        assert_eq!(found(&format!("Køge Kommune\n\n{text}")), [] as [&str; 0], "{text}");
    }
}
