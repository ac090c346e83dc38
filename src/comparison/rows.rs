//! Whom a table compares, and in which order: municipalities by name, code or region, groups of them out of a file, or one
//! and those that are most like it by a file of distances.
//!
//! Takes a [`Spec`], gives [`Rows`]. Refuses names that nobody has, files whose lines cannot be meant, each with its line,
//! and two ways of choosing at once.

use std::{collections::BTreeMap, path::Path};

use rust_decimal::Decimal;

use super::{Names, Spec};
use crate::{
    Error, ErrorKind, Result,
    figure::MunicipalityCode,
    reference::Municipalities,
    user_table::{Row, UserTable, decimal, file_name},
};

/// How many are like another unless the command says how many.
const SIMILAR: usize = 5;

const GROUPS: &str = "it is CSV with the columns code,group";
const DISTANCES: &str = "it is CSV with the columns code,other,distance";

/// Whom a table compares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Those asked for; empty for all that have figures.
    pub codes: Vec<MunicipalityCode>,
    /// The group of each, where groups were asked for.
    pub groups: BTreeMap<MunicipalityCode, String>,
    /// The place of each in the table, where it is another than the alphabet's; the alphabet parts those of one place.
    pub places: BTreeMap<MunicipalityCode, usize>,
    /// What is to be said of the choice under the table.
    pub note: Option<Names>,
}

impl Rows {
    /// Those that a spec asks for.
    pub(super) fn of(spec: &Spec, municipalities: &Municipalities) -> Result<Self> {
        let ways = [!spec.municipality.is_empty(), spec.groups.is_some(), spec.similar_to.is_some()];
        if ways.into_iter().filter(|way| *way).count() > 1 {
            return Err(Error::new(ErrorKind::Usage, "municipalities can be chosen in one way only")
                .hint("use one of --municipality, --groups and --similar-to"));
        }
        match (&spec.groups, &spec.similar_to) {
            (Some(file), _) => spec.at("groups", grouped(file, &spec.group, municipalities)),
            (None, _) if !spec.group.is_empty() => {
                spec.at("group", Err(lacks("a group takes the file that says who is in it", "--groups FILE.csv")))
            }
            (None, Some(typed)) => {
                let like = spec.at("similar-to", municipalities.named(typed))?;
                let file = spec.distance.as_deref();
                let file =
                    file.ok_or_else(|| lacks("who is like whom takes a file of distances", "--distance FILE.csv"));
                spec.at("distance", similar(&like, spec.at("similar-to", file)?, spec.similar, municipalities))
            }
            (None, None) => {
                let named = spec.municipality.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
                let codes: Result<Vec<_>> = named.map(|one| municipalities.area(one)).collect();
                Ok(Rows { codes: spec.at("municipality", codes)?.concat(), ..Rows::default() })
            }
        }
    }

    /// The place of a municipality among the rows.
    pub(super) fn place(&self, code: &MunicipalityCode) -> usize {
        self.places.get(code).copied().unwrap_or(usize::MAX)
    }
}

fn lacks(what: &str, option: &str) -> Error {
    Error::new(ErrorKind::Usage, what).hint(format!("name it: {option}"))
}

/// The municipalities of the groups in a file, of those that are named or of all; groups as they are named, else as the
/// file has them.
fn grouped(file: &Path, named: &[String], municipalities: &Municipalities) -> Result<Rows> {
    let table = UserTable::read(file, "the file of groups", GROUPS)?;
    let (code, group) = (table.needed("code")?, table.needed("group")?);
    let mut names: Vec<String> = Vec::new();
    let mut members: Vec<(MunicipalityCode, String)> = Vec::new();
    for row in table.rows() {
        let row = row?;
        let owner = owner(&table, &row, code, municipalities)?;
        let name = row.get(group).to_owned();
        if name.is_empty() {
            return Err(table.wrong(row.line, "a municipality without a group"));
        }
        if let Some((_, other)) = members.iter().find(|(one, _)| *one == owner) {
            let what = format!("{} is in the group “{other}” already", municipalities.label(&owner, false));
            return Err(table.wrong(row.line, &what).hint("a row stands in one group: use a file a grouping"));
        }
        if !names.contains(&name) {
            names.push(name.clone());
        }
        members.push((owner, name));
    }
    let named: Vec<&str> = named.iter().map(|one| one.trim()).filter(|one| !one.is_empty()).collect();
    if let Some(unknown) = named.iter().find(|one| !names.iter().any(|name| name == *one)) {
        return Err(Error::new(ErrorKind::Usage, format!("there is no group “{unknown}” in {}", table.name))
            .hint(format!("there are {}", names.join(", "))));
    }
    let order: Vec<&str> = if named.is_empty() { names.iter().map(String::as_str).collect() } else { named };
    let mut rows = Rows::default();
    for (owner, name) in members {
        let Some(place) = order.iter().position(|one| *one == name) else { continue };
        rows.codes.push(owner.clone());
        rows.places.insert(owner.clone(), place);
        rows.groups.insert(owner, name);
    }
    Ok(rows)
}

/// A municipality and those nearest to it, the nearest first. A distance holds in both directions.
fn similar(
    like: &MunicipalityCode,
    file: &Path,
    wanted: Option<usize>,
    municipalities: &Municipalities,
) -> Result<Rows> {
    let table = UserTable::read(file, "the file of distances", DISTANCES)?;
    let (code, other, distance) = (table.needed("code")?, table.needed("other")?, table.needed("distance")?);
    let mut distances: BTreeMap<MunicipalityCode, Decimal> = BTreeMap::new();
    for row in table.rows() {
        let row = row?;
        let ends = [code, other].map(|column| owner(&table, &row, column, municipalities));
        let [one, two] = ends;
        let (one, two) = (one?, two?);
        let typed = row.get(distance);
        let far = decimal(typed).filter(|far| !far.is_sign_negative());
        let far = far.ok_or_else(|| table.wrong(row.line, &format!("“{typed}” is no distance")))?;
        let neighbour = match (one == *like, two == *like) {
            (true, false) => two,
            (false, true) => one,
            _ => continue,
        };
        if distances.insert(neighbour, far).is_some_and(|before| before != far) {
            return Err(table.wrong(row.line, "the two have another distance already"));
        }
    }
    let name = municipalities.label(like, false);
    if distances.is_empty() {
        return Err(Error::new(ErrorKind::Usage, format!("{} has no distance of {name}", table.name)).hint(DISTANCES));
    }
    let mut nearest: Vec<(MunicipalityCode, Decimal)> = distances.into_iter().collect();
    nearest.sort_by(|(a, near), (b, far)| near.cmp(far).then_with(|| a.cmp(b)));
    nearest.truncate(wanted.unwrap_or(SIMILAR));
    let note = Some(note(like, &nearest, file_name(&table.name), municipalities));
    let codes: Vec<MunicipalityCode> =
        std::iter::once(like.clone()).chain(nearest.into_iter().map(|(one, _)| one)).collect();
    let places = codes.iter().cloned().zip(0..).collect();
    Ok(Rows { codes, places, groups: BTreeMap::new(), note })
}

/// What is said of the nearest under the table.
fn note(like: &MunicipalityCode, nearest: &[(MunicipalityCode, Decimal)], file: &str, all: &Municipalities) -> Names {
    let list = |danish: bool| {
        let far = |far: &Decimal| if danish { far.to_string().replace('.', ",") } else { far.to_string() };
        let one =
            |(code, distance): &(MunicipalityCode, Decimal)| format!("{} {}", all.label(code, danish), far(distance));
        nearest.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let count = nearest.len();
    Names {
        da: format!(
            "{} og de {count} nærmeste efter {file}, den nærmeste først: {}",
            all.label(like, true),
            list(true)
        ),
        en: format!("{} and the {count} nearest by {file}, the nearest first: {}", all.label(like, false), list(false)),
    }
}

fn owner(table: &UserTable, row: &Row, column: usize, municipalities: &Municipalities) -> Result<MunicipalityCode> {
    let typed = row.get(column);
    municipalities.find(typed).ok_or_else(|| table.wrong(row.line, &format!("there is no municipality “{typed}”")))
}

#[cfg(test)]
mod tests;
