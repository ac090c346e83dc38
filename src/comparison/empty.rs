//! Why a cell is empty.
//!
//! Takes what was left out of a cell and how many of its owner's documents were read, gives the one reason that says most:
//! lost digits before figures that were not asked for, and these before silence. Refuses to call silence what was never
//! read.

use serde::Serialize;

use super::{coverage::Read, query::LeftOut};

/// Why a cell is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Empty {
    /// No document that was read says anything.
    NotMentioned,
    /// Its documents name the indicator, and nowhere with a number.
    WithoutDigits,
    /// A document says it, but its digits were lost.
    DigitsLost,
    /// Sources contradict each other, and such cells were to be left empty, or nothing can be reckoned from them.
    Contradicted,
    /// There are figures, for other years than those asked for.
    OutsidePeriod,
    /// There are figures, of other statuses than those asked for.
    OutsideStatus,
    /// There are figures, of other statistics than those asked for.
    OutsideStatistic,
    /// There are figures, of other parts of the breakdown than those asked for.
    OutsideBreakdown,
    /// There are figures, less sure than asked for.
    TooUncertain,
    /// None of its documents could be read.
    NotRead,
    /// Nothing can be reckoned, because one of the values that it takes is missing.
    ValueMissing,
    /// Nothing can be reckoned, because the values are of different kinds.
    Incomparable,
    /// Nothing can be reckoned, because there are only parts and no whole.
    OnlyParts,
    /// There is a figure, whose time is not said or not one: what belongs to it is not known.
    Undated,
    /// There is a figure, of an age group of its own.
    OtherAges,
    /// There is a figure, and the population file does not say how many lived there then.
    NoPopulation,
    /// There is an amount, and the price index lacks the year whose prices it is in.
    NoPriceIndex,
    /// There are counts that are not those of all types.
    TypesMissing,
    /// There is a figure, for a time whose norm is not known.
    NoNorm,
    /// There is a figure with which nothing can be reckoned: too large, or divided by nobody.
    NotReckoned,
}

impl Empty {
    /// Whether there is nothing to tell of a value: none was found, lost or left out.
    pub fn is_silent(self) -> bool {
        matches!(self, Empty::NotMentioned | Empty::WithoutDigits | Empty::NotRead)
    }

    /// The reason where no value is left, the figures that were left out being `left_out` for these reasons;
    /// `is_mentioned` where the documents name the indicator and give no figure of it at all.
    pub(super) fn of(
        is_lost: bool,
        left_out: impl Iterator<Item = LeftOut>,
        is_mentioned: bool,
        documents: &Read<'_>,
    ) -> Self {
        match left_out.min() {
            _ if is_lost => Empty::DigitsLost,
            Some(reason) => reason.into(),
            None if documents.read == 0 && documents.failed > 0 => Empty::NotRead,
            None if is_mentioned => Empty::WithoutDigits,
            None => Empty::NotMentioned,
        }
    }
}

impl From<LeftOut> for Empty {
    fn from(reason: LeftOut) -> Self {
        match reason {
            LeftOut::Period => Empty::OutsidePeriod,
            LeftOut::Status => Empty::OutsideStatus,
            LeftOut::Statistic => Empty::OutsideStatistic,
            LeftOut::Breakdown => Empty::OutsideBreakdown,
            LeftOut::Confidence => Empty::TooUncertain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_most_goes_first() {
        let of = |lost, left_out: &[LeftOut], read, failed| {
            let documents = Read { read, failed, ..Read::default() };
            Empty::of(lost, left_out.iter().copied(), false, &documents)
        };
        assert_eq!(of(true, &[LeftOut::Period], 0, 1), Empty::DigitsLost);
        assert_eq!(of(false, &[LeftOut::Confidence, LeftOut::Status], 2, 0), Empty::OutsideStatus);
        assert_eq!(of(false, &[], 0, 1), Empty::NotRead);
        assert_eq!(of(false, &[], 1, 1), Empty::NotMentioned, "one that was read is silent");
        assert_eq!(of(false, &[], 0, 0), Empty::NotMentioned, "nothing was there to be read");
    }
}
