//! Population files as they come, and broken ones.

use super::*;
use crate::reference::Reference;

fn read(name: &str, text: &str) -> Result<Population> {
    Population::of(&UserTable::parse(text.to_owned(), name)?, &Reference::in_use().municipalities)
}

/// A download with these single ages for each of these lines' area, sex and quarter.
fn folk1a(rows: &[(&str, &str, &str, u64)], ages: std::ops::RangeInclusive<u8>) -> String {
    let line = |(area, sex, time, count): &(&str, &str, &str, u64)| -> String {
        ages.clone().map(|age| format!("{area};{sex};{age} år;{time};{count}\n")).collect()
    };
    format!("OMRÅDE;KØN;ALDER;TID;INDHOLD\n{}", rows.iter().map(line).collect::<String>())
}

fn at(population: &Population, code: &str, ages: Ages, time: &str) -> String {
    let place = MunicipalityCode(code.to_owned().into());
    match population.at(&place, ages, time.parse().expect("a period")) {
        Some((day, count)) => format!("{count} on {day}"),
        None => "none".to_owned(),
    }
}

#[test]
fn single_ages_of_both_sexes_are_summed() {
    let text = folk1a(
        &[
            ("101 København", "Mænd", "2019K1", 10),
            ("101 København", "Kvinder", "2019K1", 11),
            ("Herning", "I alt", "2019K1", 3),
            ("000 Hele landet", "I alt", "2019K1", 100),
            ("084 Region Hovedstaden", "I alt", "2019K1", 50),
            ("411 Christiansø", "I alt", "2019K1", 1),
        ],
        0..=25,
    );
    let counted = read("folk1a.csv", &text).expect("a population");
    assert_eq!(at(&counted, "101", Ages::To17, "2019"), "378 on 2019-01-01");
    assert_eq!(at(&counted, "101", Ages::To22, "2019-09"), "483 on 2019-01-01");
    assert_eq!(at(&counted, "657", Ages::To17, "2019"), "54 on 2019-01-01");
    assert_eq!(at(&counted, "DK", Ages::To17, "2019"), "1800 on 2019-01-01");
    assert_eq!(counted.counted.len(), 6, "no region and no island");
}

#[test]
fn a_total_is_not_counted_with_its_parts() {
    let mut text = folk1a(&[("657", "TOT", "2019K1", 5), ("657", "1", "2019K1", 2), ("657", "2", "2019K1", 3)], 0..=17);
    text += "657;TOT;0-17 år;2019K1;90\n657;TOT;I alt;2019K1;80000\n657;TOT;100 år og derover;2019K1;9\n";
    let counted = read("folk1a.csv", &text).expect("a population");
    assert_eq!(at(&counted, "657", Ages::To17, "2019"), "90 on 2019-01-01");
    assert_eq!(at(&counted, "657", Ages::To22, "2019"), "none", "nobody of 18 is counted");
    let spans = "OMRÅDE;ALDER;TID;INDHOLD\n657;0-9 år;2019Q1;5\n657;10-17 years;2019Q1;6\n657;18-22;2019Q1;7\n";
    let counted = read("folk1a.csv", spans).expect("a population");
    assert_eq!(at(&counted, "657", Ages::To22, "2019"), "18 on 2019-01-01");
}

#[test]
fn the_figures_time_decides_the_quarter() {
    let quarters = [("657", "I alt", "2019K1", 1), ("657", "I alt", "2019K3", 2), ("657", "I alt", "2020K2", 3)];
    let counted = read("folk1a.csv", &folk1a(&quarters, 0..=17)).expect("a population");
    for (time, found) in [
        ("2019", "18 on 2019-01-01"),
        ("2019-08", "18 on 2019-01-01"),
        ("2019-07/2019-09", "36 on 2019-07-01"),
        ("2019-04/2019-06", "18 on 2019-01-01"),
        ("2020", "54 on 2020-04-01"),
        ("2018", "none"),
        ("2019/2020", "none"),
    ] {
        assert_eq!(at(&counted, "657", Ages::To17, time), found, "{time}");
    }
}

#[test]
fn a_plain_table_says_its_period_in_a_column_or_in_its_name() {
    let table = "code,name,period,pop_0_17,pop_0_22\n657,Herning,2019K1,18000,\n265,Roskilde,2019,19000,24000\n";
    let counted = read("folketal.csv", table).expect("a population");
    assert_eq!(at(&counted, "265", Ages::To22, "2019"), "24000 on 2019-01-01");
    assert_eq!(at(&counted, "657", Ages::To22, "2019"), "none", "an empty field counts nobody");
    let bare = "name;pop_0_17\nHerning;18000\n";
    let counted = read("data/population-2019K3.csv", bare).expect("a population");
    assert_eq!(at(&counted, "657", Ages::To17, "2019"), "18000 on 2019-07-01");
}

#[test]
fn what_cannot_be_placed_is_refused_with_its_line() {
    let one = |line: &str| format!("OMRÅDE;KØN;ALDER;TID;INDHOLD\n657;I alt;0 år;2019K1;7\n{line}\n");
    for (text, said) in [
        (one("Atlantis;I alt;1 år;2019K1;7"), "f.csv, line 3: there is no municipality “Atlantis”"),
        (one("101 Herning;I alt;1 år;2019K1;7"), "f.csv, line 3: “101 Herning”: the code is that of København"),
        (one("657;andet;1 år;2019K1;7"), "f.csv, line 3: “andet” is neither men, women nor both"),
        (one("657;I alt;unge;2019K1;7"), "f.csv, line 3: “unge” is no age that ends with 17 or 22 years or before"),
        (one("657;I alt;1 år;2019K5;7"), "f.csv, line 3: “2019K5” is no quarter such as 2019K1"),
        (one("657;I alt;1 år;2019K1;.."), "f.csv, line 3: “..” is no number of people"),
        (one("657;I alt;0 år;2019K1;8"), "f.csv, line 3: another number for the same people stands in a line before"),
        (one("265;Mænd;0 år;2019K1;8"), "f.csv, line 3: one sex alone is counted here"),
        (one("657;I alt;1 år;2019K1"), "f.csv, line 3: a row of 4 fields under a heading of 5"),
        (
            "OMRÅDE;CIVILSTAND;ALDER;TID;INDHOLD\n657;Gift;5 år;2019K1;7\n".to_owned(),
            "f.csv, line 2: CIVILSTAND is “Gift”, and only the total counts everybody",
        ),
        (
            "OMRÅDE;ALDER;INDHOLD\n657;5 år;7\n".to_owned(),
            "f.csv, line 1: there is no column “tid”, only “område”, “alder”, “indhold”",
        ),
        (
            "code,pop_0_17\n657,9\n".to_owned(),
            "f.csv, line 1: there is no column “period”, and the file's name has none such as 2019K1",
        ),
        ("code,period,pop_0_17\n657,i fjor,9\n".to_owned(), "f.csv, line 2: “i fjor” is no period such as 2019K1"),
        (
            "code,period,pop_0_17\n657,2019,9\n657,2019K1,8\n".to_owned(),
            "f.csv, line 3: 657 has another number on 2019-01-01 already",
        ),
        (
            "code,period,children\n657,2019,9\n".to_owned(),
            "f.csv, line 1: there is no column “pop_0_17”, only “code”, “period”, “children”",
        ),
        (one("657;I alt;1 år;2019K1;7"), "f.csv counts nobody of 0 to 17 or of 0 to 22 years in any municipality"),
    ] {
        assert_eq!(read("f.csv", &text).expect_err("refused").to_string(), said, "{text}");
    }
}
