//! The findings of a table: those about its rows and columns, numbered, their claims among its sources.
//!
//! Takes what does not agree among all figures, gives what concerns the table, and says of each value what it takes part
//! in. Refuses what has no owner: it stands in no row.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    ChosenRow, Column,
    query::Query,
    source::{Numbering, SourceNumber},
    table::{Discord, Row},
};
use crate::{
    figure::{MunicipalityCode, Record},
    finding::Finding,
};

/// The findings about figures of these rows and columns that are asked for, their sources numbered.
pub(super) fn discords<'a>(
    found: &[Finding],
    records: &'a [Record],
    rows: &[ChosenRow<'_>],
    columns: &[Column],
    query: &Query,
    numbering: &mut Numbering<'a>,
) -> Vec<Discord> {
    let claimed: HashSet<&str> = found.iter().flat_map(|one| &one.claims).map(|claim| claim.id.as_str()).collect();
    let claimed = records.iter().filter(|record| claimed.contains(record.id.as_str()));
    let by_id: BTreeMap<(&str, &str), &Record> =
        claimed.map(|record| ((record.doc.as_str(), record.id.as_str()), record)).collect();
    let shown: BTreeSet<&MunicipalityCode> = rows.iter().map(|row| &row.code).collect();
    let mut discords = Vec::new();
    for finding in found.iter().filter(|one| one.municipality.as_ref().is_some_and(|code| shown.contains(code))) {
        let claims = finding.claims.iter().map(|claim| by_id.get(&(claim.doc.as_str(), claim.id.as_str())).copied());
        let claims: Vec<&Record> = claims.flatten().collect();
        let asked = |record: &&Record| query.takes(record).is_ok() && columns.iter().any(|column| column.takes(record));
        if claims.iter().any(asked) {
            let sources = claims.into_iter().map(|record| numbering.number(record)).collect();
            discords.push(Discord { finding: finding.clone(), sources });
        }
    }
    discords
}

/// Says of each value which findings it takes part in.
pub(super) fn name(rows: &mut [Row], discords: &[Discord]) {
    let mut of: BTreeMap<SourceNumber, Vec<usize>> = BTreeMap::new();
    for (at, discord) in discords.iter().enumerate() {
        discord.sources.iter().for_each(|source| of.entry(*source).or_default().push(at + 1));
    }
    for one in rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.observations) {
        let findings: BTreeSet<usize> =
            one.sources.iter().filter_map(|source| of.get(source)).flatten().copied().collect();
        one.findings = findings.into_iter().collect();
    }
}
