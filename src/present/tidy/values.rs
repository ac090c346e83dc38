//! The fields of a table of values, and the rows that a comparison has for it.
//!
//! Takes a comparison, gives an [`Entry`] for every value that shows or contradicts, for every empty cell and for every
//! statistic over municipalities; a field is its description and how it is read out of an entry. The names of the fields
//! are kept to: other programs know them.

use super::{CONFIDENCE, DOCUMENT, DOCUMENT_ID, Datum, Field, Kind, NUMBER, PAGE, QUOTE, code, text};
use crate::{
    comparison::{Cell, Column, Comparison, Empty, Observation, Row, Source, Summary, Summed},
    decision::Mark,
    figure::{MunicipalityCode, Unit},
    present::{
        Lang, cell,
        code::{derived, dimensions, name_of},
        words,
    },
    quantity::Value,
};

/// What one row is about.
pub(super) struct Entry<'a> {
    comparison: &'a Comparison<'a>,
    column: &'a Column,
    says: Says<'a>,
    lang: Lang,
}

/// A value of a municipality, the reason why there is none, or a statistic over all of them.
enum Says<'a> {
    Value { row: &'a Row, cell: &'a Cell, one: &'a Observation },
    Nothing { row: &'a Row, cell: &'a Cell, reason: Empty },
    Summary { summary: &'a Summary, value: Summed },
}

/// All rows: municipality by municipality in the table's order, statistics over them last.
pub(super) fn entries<'a>(comparison: &'a Comparison<'a>, lang: Lang) -> impl Iterator<Item = Entry<'a>> {
    let cells = comparison.rows.iter().flat_map(move |row| {
        let beside = row.cells.iter().zip(&comparison.columns);
        beside.flat_map(move |(cell, column)| of_cell(row, cell).map(move |says| (column, says)))
    });
    let summaries = comparison.summaries.iter().flat_map(move |summary| {
        let beside = summary.cells.iter().zip(&comparison.columns);
        beside.filter_map(move |(value, column)| value.map(|value| (column, Says::Summary { summary, value })))
    });
    cells.chain(summaries).map(move |(column, says)| Entry { comparison, column, says, lang })
}

fn of_cell<'a>(row: &'a Row, cell: &'a Cell) -> impl Iterator<Item = Says<'a>> {
    let nothing = cell.empty.map(|reason| Says::Nothing { row, cell, reason });
    let values = cell.shown().chain(cell.contradicting()).filter(|_| cell.empty.is_none());
    nothing.into_iter().chain(values.map(move |one| Says::Value { row, cell, one }))
}

impl<'a> Entry<'a> {
    fn row(&self) -> Option<&'a Row> {
        match self.says {
            Says::Value { row, .. } | Says::Nothing { row, .. } => Some(row),
            Says::Summary { .. } => None,
        }
    }

    fn one(&self) -> Option<&'a Observation> {
        match self.says {
            Says::Value { one, .. } => Some(one),
            _ => None,
        }
    }

    fn value(&self) -> Option<Value> {
        match self.says {
            Says::Value { one, .. } => Some(one.value),
            Says::Summary { value, .. } => Some(value.value),
            Says::Nothing { .. } => None,
        }
    }

    fn unit(&self) -> Option<Unit> {
        match self.says {
            Says::Value { one, .. } => Some(one.unit),
            Says::Summary { value, .. } => Some(value.unit),
            Says::Nothing { .. } => None,
        }
    }

    fn approx(&self) -> Option<bool> {
        match self.says {
            Says::Value { one, .. } => Some(one.approx),
            Says::Summary { value, .. } => Some(value.approx),
            Says::Nothing { .. } => None,
        }
    }

    /// The numbers of its sources, the best first.
    fn numbers(&self) -> &'a [usize] {
        match self.says {
            Says::Value { one, .. } => &one.sources,
            Says::Nothing { cell, .. } => &cell.lost,
            Says::Summary { .. } => &[],
        }
    }

    fn source(&self) -> Option<Source<'a>> {
        self.comparison.source(*self.numbers().first()?)
    }

    fn decision(&self) -> Option<&'a Mark> {
        self.source()?.figure.decision.as_ref()
    }

    fn findings(&self) -> String {
        let numbers = self.one().map(|one| one.findings.as_slice()).unwrap_or_default();
        let found = numbers.iter().filter_map(|number| self.comparison.findings.get(number.checked_sub(1)?));
        found.map(|one| words::named(&one.finding.says, self.lang)).collect::<Vec<_>>().join("; ")
    }

    fn breaks(&self) -> String {
        let breaks = self.one().map(|one| one.breaks.as_slice()).unwrap_or_default();
        breaks.iter().map(name_of).collect::<Vec<_>>().join(";")
    }

    /// The breakdown by its codes, and in words.
    fn dims(&self) -> Datum<'a> {
        let Some(one) = self.one().filter(|one| !one.dims.is_empty()) else { return Datum::Missing };
        let name = dimensions(&one.dims);
        let words = cell::label(one.value, &one.dims, self.lang).unwrap_or_else(|| name.clone());
        Datum::Code { name: name.into(), words: words.into() }
    }
}

/// How a field is read out of an entry.
type Get = for<'a> fn(&Entry<'a>) -> Datum<'a>;

/// The fields, in order.
pub(super) const FIELDS: &[(Field, Get)] = &[
    (
        text(
            "municipality",
            ["Kommunekode", "Municipality code"],
            [
                "Kommunens officielle kode på tre cifre, eller DK, DK-group, SE; tom for statistik over kommunerne.",
                "The municipality's official code of three digits, or DK, DK-group, SE; empty for statistics over them.",
            ],
        ),
        |one| one.row().map(|row| &row.municipality).map(MunicipalityCode::as_str).map(Datum::text).into(),
    ),
    (text("name", ["Kommune", "Municipality"], ["Kommunens navn.", "The municipality's name."]), |one| {
        match &one.says {
            Says::Summary { summary, .. } => Datum::text(words::aggregate(summary.aggregate, one.lang)),
            Says::Value { row, .. } | Says::Nothing { row, .. } => Datum::text(words::named(&row.names, one.lang)),
        }
    }),
    (
        text("column", ["Kolonne", "Column"], ["Kolonnens titel i tabellen.", "The column's title in the table."]),
        |one| Datum::text(words::column_with_time(one.column, one.lang)),
    ),
    (code("indicator", ["Nøgletal", "Indicator"], ["Hvad der måles.", "What is measured."]), |one| {
        Datum::code(&one.column.indicator, words::named(&one.column.names, one.lang))
    }),
    (
        code(
            "role",
            ["Rolle", "Role"],
            [
                "Hvad værdien gør i cellen: cellens værdi, en del af den, noget ved siden af, eller en modsigelse; \
                 summary er statistik over kommunerne.",
                "What the value does in its cell: the cell's value, a part of it, something beside it, or a \
                 contradiction; summary is a statistic over the municipalities.",
            ],
        ),
        |one| match &one.says {
            Says::Value { one: value, .. } => Datum::code(&value.role, words::role(value.role, one.lang)),
            Says::Summary { .. } => Datum::code(&"summary", one.lang.pick("statistik", "summary")),
            Says::Nothing { .. } => Datum::Missing,
        },
    ),
    (
        code(
            "statistic",
            ["Opgørelse", "Statistic"],
            ["Niveau, gennemsnit, andel, ændring og så videre.", "Level, mean, share, change and so on."],
        ),
        |one| match &one.says {
            Says::Value { one: value, .. } => {
                Datum::code(&value.statistic, words::statistic(value.statistic, one.lang))
            }
            Says::Summary { summary, .. } => {
                Datum::code(&summary.aggregate, words::aggregate(summary.aggregate, one.lang))
            }
            Says::Nothing { .. } => Datum::Missing,
        },
    ),
    (
        Field::new(
            "value_low",
            Kind::Decimal,
            ["Værdi, nederst", "Value, low"],
            [
                "Værdien, eller den nederste ende af et spænd; penge i kroner.",
                "The value, or the lower end of a range; money in kroner.",
            ],
        ),
        |one| one.value().map(|value| Datum::Decimal(value.low().normalize())).into(),
    ),
    (
        Field::new(
            "value_high",
            Kind::Decimal,
            ["Værdi, øverst", "Value, high"],
            [
                "Den øverste ende af et spænd; uden spænd det samme som nederst.",
                "The higher end of a range; the same as the lower where there is none.",
            ],
        ),
        |one| one.value().map(|value| Datum::Decimal(value.high().normalize())).into(),
    ),
    (
        Field::new(
            "approx",
            Kind::Truth,
            ["Cirka", "Approximate"],
            ["Om teksten tager forbehold (ca., knap, mindst).", "Whether the text hedges (about, nearly, at least)."],
        ),
        |one| one.approx().map(Datum::Truth).into(),
    ),
    (code("unit", ["Enhed", "Unit"], ["Hvad tallet tæller.", "What the number counts."]), |one| {
        one.unit().map(|unit| Datum::code(&unit, words::unit(unit, one.lang))).into()
    }),
    (
        text(
            "period",
            ["Periode", "Period"],
            [
                "Hvornår værdien gælder, efter ISO 8601: 2018, 2018-05, 2018-05-31 eller 2013/2016.",
                "The time the value is for, as ISO 8601 has it: 2018, 2018-05, 2018-05-31 or 2013/2016.",
            ],
        ),
        |one| one.one().and_then(|one| one.period).map(|period| Datum::text(period.to_string())).into(),
    ),
    (
        code(
            "status",
            ["Status", "Status"],
            [
                "Faktisk, budget, prognose, mål eller norm.",
                "Observed (actual), adopted (budget), expected (forecast), wanted (target) or prescribed (norm).",
            ],
        ),
        |one| one.one().map(|value| Datum::code(&value.status, words::status(value.status, one.lang))).into(),
    ),
    (
        text(
            "dims",
            ["Opdeling", "Breakdown"],
            ["Anbringelsestype, scenarie, faggruppe og så videre.", "Placement type, scenario, profession and so on."],
        ),
        |one| one.dims(),
    ),
    (DOCUMENT, |one| one.source().map(|source| Datum::text(source.figure.doc.as_str())).into()),
    (PAGE, |one| one.source().and_then(|source| source.figure.page).map(|page| Datum::Whole(page.get().into())).into()),
    (QUOTE, |one| one.source().map(|source| Datum::text(source.figure.quote.as_str())).into()),
    (NUMBER, |one| one.source().map(|source| Datum::text(source.figure.number.as_str())).into()),
    (DOCUMENT_ID, |one| one.source().map(|source| Datum::text(source.figure.document_id.as_str())).into()),
    (CONFIDENCE, |one| one.source().map(|source| Datum::Likelihood(source.figure.confidence)).into()),
    (
        Field::new(
            "other_sources",
            Kind::Whole,
            ["Flere kilder", "Other sources"],
            ["Antal yderligere steder, der siger det samme.", "How many more places say the same."],
        ),
        |one| one.numbers().len().checked_sub(1).map(Datum::count).into(),
    ),
    (
        Field::new(
            "others",
            Kind::Whole,
            ["Andre tal", "Other values"],
            ["Antal tal om emnet, der ikke vises i cellen.", "How many values on the subject do not show in the cell."],
        ),
        |one| match one.says {
            Says::Value { cell, .. } => Datum::count(cell.others()),
            Says::Nothing { .. } => Datum::Whole(0),
            Says::Summary { .. } => Datum::Missing,
        },
    ),
    (
        code("empty", ["Hvorfor tom", "Why empty"], ["Hvorfor cellen er tom.", "Why the cell is empty."]),
        |one| match one.says {
            Says::Nothing { reason, .. } => Datum::code(&reason, words::empty(reason, one.lang)),
            _ => Datum::Missing,
        },
    ),
    (
        code(
            "decision",
            ["Afgørelse", "Decision"],
            ["Hvad en person har afgjort om tallet.", "What a person has decided about the number."],
        ),
        |one| one.decision().map(|mark| Datum::code(&mark.verdict, words::verdict(mark.verdict, one.lang))).into(),
    ),
    (text("decided_by", ["Afgjort af", "Decided by"], ["Hvem der afgjorde det.", "Who decided it."]), |one| {
        one.decision().map(|mark| Datum::text(mark.name.as_str())).into()
    }),
    (text("decision_reason", ["Begrundelse", "Reason"], ["Hvorfor.", "Why."]), |one| {
        one.decision().map(|mark| Datum::text(mark.reason.as_str())).into()
    }),
    (Field::new("decision_time", Kind::Moment, ["Afgjort", "Decided"], ["Hvornår.", "When."]), |one| {
        one.decision().map(|mark| Datum::Moment(mark.time)).into()
    }),
    (
        text(
            "findings",
            ["Stemmer ikke", "Does not agree"],
            ["Hvad der ikke stemmer med andre tal.", "What does not agree with other numbers."],
        ),
        |one| Datum::text(one.findings()),
    ),
    (
        Field::new(
            "period_start",
            Kind::Day,
            ["Fra", "From"],
            ["Periodens første dag.", "The first day of the period."],
        ),
        |one| one.one().and_then(|one| one.period?.start.first_day()).map(Datum::Day).into(),
    ),
    (
        Field::new("period_end", Kind::Day, ["Til", "To"], ["Periodens sidste dag.", "The last day of the period."]),
        |one| one.one().and_then(|one| one.period?.last().last_day()).map(Datum::Day).into(),
    ),
    (
        Field::new(
            "verified",
            Kind::Truth,
            ["Kontrolleret", "Verified"],
            [
                "Om en person har godkendt eller rettet tallet.",
                "Whether a person has accepted or corrected the number.",
            ],
        ),
        |one| one.one().map(|one| Datum::Truth(one.verified)).into(),
    ),
    (
        text(
            "derived",
            ["Omregning", "Derived"],
            [
                "Hvad der er regnet ud af dokumenternes tal; tom, hvor de står, som de er.",
                "What was reckoned from the documents' numbers; empty where they stand as they are.",
            ],
        ),
        |one| one.column.derived.map(|made| Datum::text(derived(&made))).into(),
    ),
    (text("computed", ["Udregning", "Computed"], ["Hvordan det er regnet ud.", "How it was reckoned."]), |one| {
        let computed = one.one().and_then(|one| one.computed.as_ref());
        computed.map(|names| Datum::text(words::named(names, one.lang))).into()
    }),
    (
        Field::new(
            "source",
            Kind::Whole,
            ["Kilde", "Source"],
            ["Den bedste kildes nummer i listen over kilder.", "The best source's number in the list of sources."],
        ),
        |one| one.numbers().first().map(|number| Datum::count(*number)).into(),
    ),
    (
        text(
            "sources",
            ["Alle kilder", "All sources"],
            ["Alle kilders numre, den bedste først.", "The numbers of all sources, the best first."],
        ),
        |one| Datum::text(one.numbers().iter().map(usize::to_string).collect::<Vec<_>>().join(";")),
    ),
    (
        text(
            "breaks",
            ["Brud", "Breaks"],
            [
                "Hvordan værdien er af en anden slags end årets før.",
                "How the value is of another kind than that of the year before.",
            ],
        ),
        |one| Datum::text(one.breaks()),
    ),
    (
        Field::new(
            "documents_read",
            Kind::Whole,
            ["Læste dokumenter", "Documents read"],
            [
                "Hvor mange dokumenter der er læst, uden at de nævner det.",
                "How many documents were read that do not mention it.",
            ],
        ),
        |one| match one.says {
            Says::Nothing { cell, .. } => cell.read.map(Datum::count).into(),
            _ => Datum::Missing,
        },
    ),
];
