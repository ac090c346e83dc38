//! Records made by hand for tests, with sentences made up for them.

use std::borrow::Cow;

use super::{Coverage, Covered, Imprint};
use crate::{
    decision::{Verdict, sample::mark},
    document::{Outcome, PageNumber},
    figure::{IndicatorCode, MunicipalityCode, Record, Statistic, Status, Unit},
    quantity::Value,
};

/// A record being made.
pub(crate) struct Make(pub Record);

/// A figure: `value` is a decimal, `a..b` for a range, or empty for lost digits.
pub(crate) fn figure(
    owner: &str,
    indicator: &str,
    statistic: Statistic,
    value: &str,
    unit: Unit,
    status: Status,
) -> Make {
    let decimal = |text: &str| text.parse().expect("a decimal");
    let value = match value.split_once("..") {
        _ if value.is_empty() => None,
        Some((low, high)) => Some(Value::range(decimal(low), decimal(high))),
        None => Some(Value::Exact(decimal(value))),
    };
    let number = value.map(|value| value.to_string()).unwrap_or_default();
    Make(Record {
        id: String::new(),
        doc: "notat.txt".to_owned(),
        document_id: "00".repeat(32),
        page: PageNumber::new(1),
        cell: None,
        start: 0,
        end: 0,
        bbox: None,
        quote: format!("Her står {number} om sagen."),
        number,
        indicator: IndicatorCode(Cow::Owned(indicator.to_owned())),
        statistic,
        municipality: Some(MunicipalityCode(Cow::Owned(owner.to_owned()))),
        value,
        approx: false,
        unit,
        period: None,
        status,
        dims: Default::default(),
        confidence: 0.9,
        rules: vec!["noun after number".to_owned()],
        heading: None,
        before: None,
        checks: Vec::new(),
        decision: None,
    })
}

/// A caseload.
pub(crate) fn caseload(owner: &str, value: &str, status: Status) -> Make {
    figure(owner, "caseload", Statistic::Mean, value, Unit::CasesPerCaseworker, status)
}

/// A count of placements.
pub(crate) fn placed(owner: &str, value: &str, status: Status) -> Make {
    figure(owner, "placements", Statistic::Level, value, Unit::Placements, status)
}

/// An amount of money.
pub(crate) fn money(owner: &str, indicator: &str, value: &str, status: Status) -> Make {
    figure(owner, indicator, Statistic::Level, value, Unit::Dkk, status)
}

/// Staff to be added.
pub(crate) fn posts(owner: &str, value: &str, unit: Unit, profession: &str) -> Make {
    figure(owner, "staff", Statistic::Change, value, unit, Status::Target).dim("profession", profession)
}

impl Make {
    pub(crate) fn period(mut self, period: &str) -> Self {
        self.0.period = Some(period.parse().expect("a period"));
        self
    }

    pub(crate) fn unit(mut self, unit: Unit) -> Self {
        self.0.unit = unit;
        self
    }

    pub(crate) fn approx(mut self) -> Self {
        self.0.approx = true;
        self
    }

    pub(crate) fn dim(mut self, key: &str, value: &str) -> Self {
        self.0.dims.insert(Cow::Owned(key.to_owned()), Cow::Owned(value.to_owned()));
        self
    }

    pub(crate) fn quote(mut self, quote: &str, number: &str) -> Self {
        self.0.quote = quote.to_owned();
        self.0.number = number.to_owned();
        self
    }

    pub(crate) fn doc(mut self, doc: &str, page: u32) -> Self {
        self.0.doc = doc.to_owned();
        let hash = doc.bytes().fold(0_u64, |hash, byte| hash.wrapping_mul(31) + u64::from(byte));
        self.0.document_id = format!("{hash:064x}");
        self.0.page = PageNumber::new(page);
        self
    }

    pub(crate) fn statistic(mut self, statistic: Statistic) -> Self {
        self.0.statistic = statistic;
        self
    }

    /// As a person has accepted it.
    pub(crate) fn verified(mut self) -> Self {
        self.0.decision = Some(mark(Verdict::Accept));
        self
    }

    pub(crate) fn confidence(mut self, confidence: f64) -> Self {
        self.0.confidence = confidence;
        self
    }
}

/// The records in the order of their places.
pub(crate) fn records<const N: usize>(made: [Make; N]) -> Vec<Record> {
    let placed = |(place, make): (usize, Make)| Record {
        id: format!("{place:016x}"),
        start: place * 100,
        end: place * 100 + 2,
        ..make.0
    };
    made.into_iter().enumerate().map(placed).collect()
}

/// A small world: three municipalities, Denmark, and all that a cell can do.
pub(crate) fn world() -> Vec<Record> {
    use Status::{Actual, Forecast, Target};
    let plan = |value: &str, unit, profession: &str| posts("657", value, unit, profession).doc("herning plan.pdf", 4);
    let now = "Sagstallet nedbringes fra ca. 41 til 22-25 sager pr. rådgiver.";
    records([
        caseload("265", "41", Actual).approx().period("2018-05-31").quote(now, "41").doc("roskilde.pdf", 2),
        caseload("265", "22..25", Target).quote(now, "22-25").doc("roskilde.pdf", 2),
        caseload("265", "26", Target)
            .quote("Målet er 26 sager | pr. *rådgiver*.", "26")
            .doc("roskilde.pdf", 5)
            .confidence(0.72),
        money("265", "investment", "6380651", Target)
            .period("2019")
            .dim("item", "I alt")
            .quote("I alt\t6.380.651\t6.380.651", "6.380.651")
            .doc("roskilde.pdf", 7),
        money("265", "investment", "5605651", Target).period("2019").dim("item", "Løn").doc("bilag <b>1</b>.docx", 1),
        money("265", "saving", "", Forecast)
            .quote("Besparelsen ventes at blive på mio. kr.", "")
            .doc("roskilde.pdf", 8),
        plan("4", Unit::Persons, "caseworker").quote("Der ansættes 4 rådgivere og 1 teamleder.", "4"),
        plan("1", Unit::Persons, "team_lead").quote("Der ansættes 4 rådgivere og 1 teamleder.", "1"),
        money("657", "saving", "4500000", Forecast)
            .period("2016")
            .quote("Der spares 4,5 mio. kr. i 2016.", "4,5 mio. kr.")
            .doc("herning plan.pdf", 5),
        placed("851", "601", Actual).period("2016").dim("placement_type", "total").doc("aalborg.html", 1),
        placed("851", "574", Forecast).period("2017").dim("placement_type", "total").doc("aalborg.html", 1),
        placed("657", "7", Actual).period("2017-09").dim("placement_type", "network_foster").doc("herning plan.pdf", 6),
        placed("657", "66", Actual).period("2017-09").dim("placement_type", "foster_family").doc("herning plan.pdf", 6),
        caseload("DK", "32", Actual).period("2019-03").doc("undersøgelse.pdf", 3),
        caseload("DK", "23", Actual).statistic(Statistic::Min).period("2019-03").doc("undersøgelse.pdf", 3),
        caseload("DK", "50", Actual).statistic(Statistic::Max).period("2019-03").doc("undersøgelse.pdf", 3),
    ])
}

/// What was read of that world.
pub(crate) fn coverage() -> Coverage {
    let one = |document: &str, owner: Option<&str>, outcome, reasons: &[&str]| Covered {
        document: document.to_owned(),
        outcome,
        reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        municipality: owner.map(|code| MunicipalityCode(Cow::Owned(code.to_owned()))),
        mentioned: Default::default(),
        imprint: Imprint::default(),
    };
    Coverage {
        documents: vec![
            one("aalborg.html", Some("851"), Outcome::Read, &[]),
            one("herning plan.pdf", Some("657"), Outcome::Partly, &["page 9 has no text"]),
            one("låst.pdf", None, Outcome::Failed, &["the file is locked with a password"]),
            one("roskilde.pdf", Some("265"), Outcome::Read, &[]),
            one("undersøgelse.pdf", None, Outcome::Read, &[]),
        ],
        ..Coverage::default()
    }
}
