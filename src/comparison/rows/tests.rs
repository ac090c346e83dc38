//! Rows by name, region, group and likeness, and what cannot be meant.

use std::{fs, path::PathBuf};

use super::*;
use crate::reference::Reference;

/// The rows of a spec that names the file `f.csv` with this text.
fn rows(text: &str, spec: impl Fn(PathBuf) -> Spec) -> Result<Rows> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("f.csv");
    fs::write(&path, text).expect("written");
    Rows::of(&spec(path), &Reference::in_use().municipalities)
}

fn list(typed: &str) -> Vec<String> {
    typed.split(',').map(str::to_owned).collect()
}

fn codes(rows: &Rows) -> Vec<&str> {
    let mut codes: Vec<&MunicipalityCode> = rows.codes.iter().collect();
    codes.sort_by_key(|code| rows.place(code));
    codes.into_iter().map(MunicipalityCode::as_str).collect()
}

#[test]
fn a_region_is_its_municipalities() {
    let region = |typed: &str| rows("", |_| Spec { municipality: list(typed), ..Spec::default() });
    let plain = region("Region Nordjylland").expect("a region");
    assert_eq!(plain.codes.len(), 11);
    assert_eq!(plain.codes, region("nordjylland").expect("a region").codes);
    assert_eq!(codes(&region("Herning,Nordjylland").expect("rows"))[0], "657");
    assert!(region("Region Atlantis").is_err());
}

#[test]
fn groups_in_the_order_of_the_file_or_as_they_are_named() {
    let text = "code;group\n657;Vest\nRoskilde;Øst\n615;Vest\n";
    let all = rows(text, |file| Spec { groups: Some(file), ..Spec::default() }).expect("rows");
    assert_eq!(codes(&all), ["657", "615", "265"]);
    assert_eq!(all.groups.get(&MunicipalityCode("615".into())).map(String::as_str), Some("Vest"));
    let named = |names: &str| {
        let names = list(names);
        rows(text, move |file| Spec { groups: Some(file), group: names.clone(), ..Spec::default() })
    };
    assert_eq!(codes(&named("Øst,Vest").expect("rows")), ["265", "657", "615"]);
    assert_eq!(codes(&named("Øst").expect("rows")), ["265"]);
    assert!(named("Nord").expect_err("refused").to_string().contains("no group “Nord”"));
}

#[test]
fn the_nearest_come_first_in_either_direction() {
    let text = "code,other,distance\n657,615,0.5\n756,657,0.2\n657,751,\"0,3\"\n615,751,0.1\n";
    let near = |similar| {
        rows(text, move |file| Spec {
            similar_to: Some("Herning".to_owned()),
            distance: Some(file),
            similar,
            ..Spec::default()
        })
    };
    assert_eq!(codes(&near(None).expect("rows")), ["657", "756", "751", "615"]);
    let two = near(Some(1)).expect("rows");
    assert_eq!(codes(&two), ["657", "756"]);
    let note = two.note.expect("a note");
    assert!(note.da.starts_with("Herning og de 1 nærmeste") && note.da.ends_with("Ikast-Brande 0,2"), "{}", note.da);
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line() {
    let of_groups = |file| Spec { groups: Some(file), ..Spec::default() };
    let like = |file| Spec { similar_to: Some("657".to_owned()), distance: Some(file), ..Spec::default() };
    let refused = |text: &str, spec: fn(PathBuf) -> Spec| rows(text, spec).expect_err("refused").one_line();
    for (text, about) in [
        ("code,gruppe\n657,Vest\n", "line 1: there is no column “group”"),
        ("code,group\n657,Vest\n999,Vest\n", "line 3: there is no municipality “999”"),
        ("code,group\n657,Vest\nHerning,Øst\n", "line 3: Herning is in the group “Vest” already"),
        ("code,group\n657,\n", "line 2: a municipality without a group"),
    ] {
        assert!(refused(text, of_groups).contains(about), "{}", refused(text, of_groups));
    }
    for (text, about) in [
        ("code,other,distance\n657,615,langt\n", "line 2: “langt” is no distance"),
        ("code,other,distance\n657,615,1\n615,657,2\n", "line 3: the two have another distance already"),
        ("code,other,distance\n615,751,1\n", "has no distance of Herning"),
    ] {
        assert!(refused(text, like).contains(about), "{}", refused(text, like));
    }
    for (spec, about) in [
        (Spec { similar_to: Some("657".to_owned()), ..Spec::default() }, "takes a file of distances"),
        (Spec { group: list("Vest"), ..Spec::default() }, "takes the file that says who is in it"),
        (Spec { groups: Some("f.csv".into()), municipality: list("657"), ..Spec::default() }, "one way only"),
        (Spec { groups: Some("gone.csv".into()), ..Spec::default() }, "gone.csv cannot be read"),
    ] {
        let said = Rows::of(&spec, &Reference::in_use().municipalities).expect_err("refused").to_string();
        assert!(said.contains(about), "{said}");
    }
}
