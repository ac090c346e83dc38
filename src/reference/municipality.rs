//! The 98 municipalities, and the few places abroad that documents compare themselves with.
//!
//! Takes `municipalities.tsv` and `foreign.tsv`, gives codes for names in every spelling and names for codes. Refuses,
//! at load, a duplicate code or a line with a wrong number of fields.

use std::{borrow::Cow, collections::HashMap};

use crate::{Error, ErrorKind, Result, figure::MunicipalityCode};

/// One Danish municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// The official three-digit code.
    pub code: MunicipalityCode,
    /// The name alone: `Roskilde`.
    pub name: &'static str,
    /// The region, without the word.
    pub region: &'static str,
    /// The formal name: `Bornholms Regionskommune`.
    pub formal: &'static str,
    /// Other names in use.
    pub others: Vec<&'static str>,
    /// Whether the name is also an everyday word.
    pub word: bool,
}

/// A place outside Denmark, or the country itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// `SE`, or `SE-` and four digits.
    pub code: MunicipalityCode,
    /// The name.
    pub name: &'static str,
    /// Other names and adjectives.
    pub others: Vec<&'static str>,
}

/// All of them, by code and by name.
#[derive(Debug)]
pub struct Municipalities {
    all: Vec<Municipality>,
    foreign: Vec<Foreign>,
    by_name: HashMap<String, MunicipalityCode>,
}

/// The fields of the data lines of a table of reference data: no comments, no header.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1).map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        fields.try_into().unwrap_or_else(|_| panic!("not {N} fields in reference line “{line}”"))
    })
}

fn list(field: &'static str) -> Vec<&'static str> {
    field.split(';').filter(|name| !name.is_empty()).collect()
}

impl Municipalities {
    pub(super) fn load() -> Self {
        let all: Vec<_> = rows(include_str!("municipalities.tsv"))
            .map(|[code, name, region, formal, others, word]| Municipality {
                code: MunicipalityCode(Cow::Borrowed(code)),
                name,
                region,
                formal,
                others: list(others),
                word: word == "yes",
            })
            .collect();
        let foreign: Vec<_> = rows(include_str!("foreign.tsv"))
            .map(|[code, name, others]| Foreign {
                code: MunicipalityCode(Cow::Borrowed(code)),
                name,
                others: list(others),
            })
            .collect();
        let mut by_name = HashMap::new();
        for one in &all {
            for name in [one.name, one.formal].iter().chain(&one.others) {
                by_name.insert(fold(name), one.code.clone());
            }
        }
        for one in &foreign {
            by_name.insert(fold(one.name), one.code.clone());
        }
        Municipalities { all, foreign, by_name }
    }

    /// All Danish municipalities, by code.
    pub fn all(&self) -> &[Municipality] {
        &self.all
    }

    /// The places abroad.
    pub fn foreign(&self) -> &[Foreign] {
        &self.foreign
    }

    /// The municipality with a code.
    pub fn get(&self, code: &MunicipalityCode) -> Option<&Municipality> {
        self.all.binary_search_by(|one| one.code.cmp(code)).ok().map(|index| &self.all[index])
    }

    /// The same, or an error that says where the names are.
    pub fn named(&self, typed: &str) -> Result<MunicipalityCode> {
        self.find(typed).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("there is no municipality “{typed}”"))
                .hint("`nogletal municipalities` lists their codes, names and regions")
        })
    }

    /// The municipalities that a person means by a name: one, or all of a region, `Region Sjælland` or `Sjælland`.
    pub fn area(&self, typed: &str) -> Result<Vec<MunicipalityCode>> {
        let folded = fold(typed.trim());
        let region = folded.strip_prefix("region ").unwrap_or(&folded);
        let of_region = self.all.iter().filter(|one| fold(one.region) == region);
        let codes: Vec<MunicipalityCode> = of_region.map(|one| one.code.clone()).collect();
        if codes.is_empty() { self.named(typed).map(|code| vec![code]) } else { Ok(codes) }
    }

    /// The one municipality that the name of a file or of a folder around it names: `2019/hilleroed-notat.pdf`. A name
    /// that is an everyday word too says nothing.
    pub fn in_name(&self, path: &str) -> Option<MunicipalityCode> {
        let words: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let find = |name: &str| {
            let spelled = name.to_lowercase().replace("oe", "ø").replace("ae", "æ");
            [fold(name), fold(&spelled)].iter().find_map(|one| self.by_name.get(one).cloned())
        };
        let mut found: Vec<MunicipalityCode> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            // “Høje-Taastrup” is one name, not two.
            let longest = [2, 1].into_iter().find_map(|length| {
                let words = words.get(at..at + length)?;
                Some((find(&words.join("-")).or_else(|| find(&words.join(" ")))?, length))
            });
            at += longest.as_ref().map_or(1, |(_, length)| *length);
            found.extend(longest.map(|(code, _)| code));
        }
        found.sort();
        found.dedup();
        let [code] = <[MunicipalityCode; 1]>::try_from(found).ok()?;
        self.get(&code).is_some_and(|one| !one.word).then_some(code)
    }

    /// The code for a name or a code as a person types it: `Herning`, `herning kommune`, `Århus`, `657`, `DK`.
    pub fn find(&self, typed: &str) -> Option<MunicipalityCode> {
        let typed = typed.trim();
        let special = [MunicipalityCode::DENMARK, MunicipalityCode::GROUP];
        let codes =
            special.iter().chain(self.all.iter().map(|one| &one.code)).chain(self.foreign.iter().map(|one| &one.code));
        // A code is a number, or begins with a country's letters.
        let coded = typed.as_bytes().get(..2).is_some_and(|start| {
            start.iter().all(u8::is_ascii_digit) || [b"DK", b"SE"].iter().any(|land| start.eq_ignore_ascii_case(*land))
        });
        let mut codes = codes.filter(|_| coded);
        if let Some(code) = codes.find(|code| code.as_str().eq_ignore_ascii_case(typed)) {
            return Some(code.clone());
        }
        let folded = fold(typed);
        let bare =
            folded.trim_end_matches(" regionskommune").trim_end_matches(" kommunes").trim_end_matches(" kommune");
        let by_name = |name: &str| self.by_name.get(name).cloned();
        match bare {
            "danmark" | "denmark" | "hele landet" => Some(MunicipalityCode::DENMARK),
            _ => by_name(&folded).or_else(|| by_name(bare)).or_else(|| by_name(bare.strip_suffix('s')?)),
        }
    }

    /// What tables call a code: the name of a municipality, of the country, or of the group.
    pub fn label(&self, code: &MunicipalityCode, danish: bool) -> String {
        match code.as_str() {
            "DK" if danish => "Danmark".to_owned(),
            "DK" => "Denmark".to_owned(),
            "DK-group" if danish => "en gruppe kommuner".to_owned(),
            "DK-group" => "a group of municipalities".to_owned(),
            "SE" if !danish => "Sweden".to_owned(),
            other => {
                let abroad = || self.foreign.iter().find(|one| &one.code == code).map(|one| one.name);
                let name = self.get(code).map(|one| one.name).or_else(abroad);
                match name {
                    Some(name) if other.starts_with("SE-") && danish => format!("{name}, Sverige"),
                    Some(name) if other.starts_with("SE-") => format!("{name}, Sweden"),
                    name => name.unwrap_or(other).to_owned(),
                }
            }
        }
    }
}

/// Lower case, composed, and `å` for `aa`: what spellings of one name have in common.
fn fold(name: &str) -> String {
    use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};
    let composed = if is_nfc_quick(name.chars()) == IsNormalized::Yes {
        name.to_lowercase()
    } else {
        name.nfc().collect::<String>().to_lowercase()
    };
    composed.replace("aa", "å")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_once_in_order() {
        let data = Municipalities::load();
        assert_eq!(data.all.len(), 98);
        assert!(data.all.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn municipalities_in_the_names_of_files() {
        let data = Municipalities::load();
        let code = |path: &str| data.in_name(path).map(|code| code.to_string());
        for (path, wanted) in [
            ("herning-2012.pdf", Some("657")),
            ("2019/Hilleroed/notat.pdf", Some("219")),
            ("arkiv.zip!/høje-taastrup_sagstal.docx", Some("169")),
            ("herning/herning-notat.pdf", Some("657")),
            ("herning-og-faxe.pdf", None),
            ("vejen-frem.pdf", None),
            ("notat.pdf", None),
        ] {
            assert_eq!(code(path).as_deref(), wanted, "{path}");
        }
    }

    #[test]
    fn names_in_every_spelling() {
        let data = Municipalities::load();
        let code = |typed: &str| data.find(typed).map(|code| code.to_string());
        for (typed, wanted) in [
            ("Herning", "657"),
            ("657", "657"),
            ("herning kommune", "657"),
            ("Århus", "751"),
            ("A\u{30a}rhus Kommune", "751"),
            ("Åbenrå", "580"),
            ("Københavns Kommune", "101"),
            ("Københavns", "101"),
            ("Bornholms Regionskommune", "400"),
            ("Danmark", "DK"),
            ("dk-group", "DK-group"),
            ("Borås", "SE-1490"),
            ("Vesthimmerland", "820"),
        ] {
            assert_eq!(code(typed).as_deref(), Some(wanted), "{typed}");
        }
        assert_eq!(code("Atlantis"), None);
    }
}
