//! How far the confidence can be trusted: of the figures said to be 0.9, how many are right.
//!
//! Takes confidences with whether each figure was right, gives a [`Calibration`]: a line for each tenth of confidence, and
//! the expected calibration error (Naeini, Cooper and Hauskrecht 2015), the mean distance between what was said and what
//! came true. Refuses nothing; without figures the error is zero.

use serde::Serialize;

/// The tenths of confidence.
const BINS: usize = 10;

/// The figures whose confidence lies in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// The least confidence of the tenth, 0 to 0.9.
    pub from: f64,
    /// How many figures.
    pub figures: usize,
    /// How many of them have the right value, indicator and unit.
    pub right: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The part of them that is right.
    pub accuracy: f64,
}

/// What confidences are worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// Mean distance between confidence and accuracy, weighted by figures, 0 to 1.
    pub expected_error: f64,
    /// The tenths that hold any figures, from the lowest.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Of figures with their confidence and whether they are right.
    pub fn of(figures: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut bins = [Bin::default(); BINS];
        for (confidence, right) in figures {
            let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
            let bin = &mut bins[at];
            bin.from = at as f64 / BINS as f64;
            bin.figures += 1;
            bin.right += usize::from(right);
            bin.confidence += confidence;
        }
        let mut bins: Vec<Bin> = bins.into_iter().filter(|bin| bin.figures > 0).collect();
        let all: usize = bins.iter().map(|bin| bin.figures).sum();
        let mut expected_error = 0.0;
        for bin in &mut bins {
            bin.confidence /= bin.figures as f64;
            bin.accuracy = bin.right as f64 / bin.figures as f64;
            expected_error += (bin.confidence - bin.accuracy).abs() * bin.figures as f64 / all as f64;
        }
        Calibration { expected_error, bins }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance() {
        let calibration = Calibration::of([(0.9, true), (0.9, true), (0.9, false), (0.9, true), (0.35, false)]);
        assert_eq!(calibration.bins.iter().map(|bin| (bin.figures, bin.right)).collect::<Vec<_>>(), [(1, 0), (4, 3)]);
        let wanted = (0.35 + 4.0 * (0.9 - 0.75)) / 5.0;
        assert!((calibration.expected_error - wanted).abs() < 1e-12);
        assert_eq!(Calibration::of([(1.0, true)]).bins[0].from, 0.9);
        assert_eq!(Calibration::of([]), Calibration::default());
    }
}
