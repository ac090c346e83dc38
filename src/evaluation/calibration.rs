//! How far the confidence can be trusted: of the figures said to be 0.9, how many are right.
//!
//! Takes confidences with whether each figure was right, gives a [`Calibration`]: a line for each tenth of confidence, the
//! expected calibration error (Naeini, Cooper and Hauskrecht 2015), the mean distance between what was said and what
//! came true, the Brier score and how well the confidence tells right from wrong. Refuses nothing; without figures all are
//! zero.

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
    /// The part of it that is promising too much: the rest errs on the safe side.
    pub overconfidence: f64,
    /// Mean square of the distance between each figure's confidence and what came true (Brier 1950), 0 the best.
    pub brier: f64,
    /// How often a right figure has a higher confidence than a wrong one (area under the ROC curve), 0.5 by chance;
    /// nothing where all figures are right, or all wrong.
    pub discrimination: Option<f64>,
    /// The tenths that hold any figures, from the lowest.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Of figures with their confidence and whether they are right.
    pub fn of(figures: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let figures: Vec<(f64, bool)> = figures.into_iter().collect();
        let bins = bins(&figures);
        let all = figures.len().max(1) as f64;
        let excess = |bin: &Bin| (bin.confidence - bin.accuracy) * bin.figures as f64 / all;
        let square = |(confidence, right): &(f64, bool)| (confidence - f64::from(u8::from(*right))).powi(2) / all;
        Calibration {
            expected_error: bins.iter().map(|bin| excess(bin).abs()).sum(),
            overconfidence: bins.iter().map(|bin| excess(bin).max(0.0)).sum(),
            brier: figures.iter().map(square).sum(),
            discrimination: discrimination(figures),
            bins,
        }
    }
}

fn bins(figures: &[(f64, bool)]) -> Vec<Bin> {
    let mut bins = [Bin::default(); BINS];
    for (confidence, right) in figures {
        let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
        let bin = &mut bins[at];
        bin.from = at as f64 / BINS as f64;
        bin.figures += 1;
        bin.right += usize::from(*right);
        bin.confidence += confidence;
    }
    let mut bins: Vec<Bin> = bins.into_iter().filter(|bin| bin.figures > 0).collect();
    for bin in &mut bins {
        bin.confidence /= bin.figures as f64;
        bin.accuracy = bin.right as f64 / bin.figures as f64;
    }
    bins
}

/// The part of all pairs of a right and a wrong figure in which the right one is the surer; as sure counts half.
fn discrimination(mut figures: Vec<(f64, bool)>) -> Option<f64> {
    figures.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut right, mut wrong, mut surer) = (0.0, 0.0, 0.0);
    for alike in figures.chunk_by(|a, b| a.0 == b.0) {
        let here = alike.iter().filter(|(_, is_right)| *is_right).count() as f64;
        let others = alike.len() as f64 - here;
        surer += here * (wrong + others / 2.0);
        (right, wrong) = (right + here, wrong + others);
    }
    (right > 0.0 && wrong > 0.0).then(|| surer / (right * wrong))
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
        assert_eq!(calibration.overconfidence, calibration.expected_error);
        assert_eq!(Calibration::of([(0.6, true)]).overconfidence, 0.0);
        assert_eq!(Calibration::of([(1.0, true)]).bins[0].from, 0.9);
        assert_eq!(Calibration::of([]), Calibration::default());
    }

    #[test]
    fn the_brier_score_punishes_being_sure_and_wrong() {
        let brier = |confidence| Calibration::of([(confidence, false), (1.0, true)]).brier;
        assert!((brier(0.9) - 0.405).abs() < 1e-12 && (brier(0.1) - 0.005).abs() < 1e-12);
    }

    #[test]
    fn telling_right_from_wrong_is_a_matter_of_order() {
        let told = |figures: &[(f64, bool)]| Calibration::of(figures.iter().copied()).discrimination;
        assert_eq!(told(&[(0.3, false), (0.5, true), (0.6, true)]), Some(1.0));
        assert_eq!(told(&[(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(told(&[(0.4, true), (0.6, false), (0.8, true)]), Some(0.5));
        assert_eq!(told(&[(0.4, true)]), None);
    }
}
