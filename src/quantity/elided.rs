//! Amounts that leave out their scale: another amount of the sentence says it, or the heading above.
//!
//! Takes a [`Scan`] with its numbers, makes amounts of the bare ones in `740 t.kr., hvoraf 310 går til lokaler` and
//! `skønnet til 12, er bragt ned på 8,1 mio. kr.`, and of the decimals under `Økonomi (mio. kr.)`. Refuses a number with
//! a noun of its own: that one counts.

use std::sync::LazyLock;

use super::{
    Measure, Scan,
    coordination::{scale, written_factor},
    scanner::tail,
    unit::Scale,
};
use crate::pattern::{Pattern, Regex};

/// From an amount to a part of it.
static PART: Pattern = Pattern::new(
    r"(?i)^(?:\s+i\s+(?:19|20)\d\d)?,?\s+(?:heraf|hvoraf|deraf)\s+(?:(?:er|går|gik|blev)\s+)?(?:ca\.\s+|knap\s+|godt\s+|cirka\s+|omkring\s+)?$",
);
/// What is done with a part of an amount.
static SPENT: Pattern = Pattern::new(
    r"(?i)^\s+(?:går|gik|er\s+(?:til|afsat|gået|brugt)|bruges|anvendes|vedrører|skyldes|stammer|kommer\s+fra|dækker|til\s+\p{L})",
);
/// From a number to the amount that it became.
static BECAME: Pattern = Pattern::new(
    r"(?i)^,?\s+(?:(?:men|og|er|nu|dog|siden|blev|senere|ventes|at|være|blive|der|som)\s+)*(?:bragt|nedbragt|steget|vokset|faldet|reduceret|sænket|hævet|opjusteret|nedjusteret|ændret|justeret)\s+(?:ned\s+|op\s+)?(?:til|på)\s+(?:ca\.\s+|knap\s+|godt\s+)?$",
);
static TO: Pattern = Pattern::new(r"(?i)\b(?:til|på|fra|var|er)\s+(?:ca\.\s+|knap\s+|godt\s+)?$");
/// Where an amount without a scale ends: nothing that it counts follows.
static ENDS: Pattern = Pattern::new(
    r"^(?:\s*[,;)]|\s+[-–]\s|\.(?:\s|$)|\s*$|\s+(?:og|samt|mod|til|over|under|for\s+meget|i\s+(?:19|20)\d\d|i\s+år)\b)",
);
/// Words between two numbers of a heading's scale: `75,0 mod budgetterede 76,2`.
static BUDGETED: Pattern = Pattern::new(r"(?i)^\s+mod\s+(?:\p{L}+\s+)?$");

/// Gives a bare number the scale of an amount beside it.
pub(super) fn share(text: &str, scan: &mut Scan) {
    let quantities = &mut scan.quantities;
    for index in 1..quantities.len() {
        let (a, b) = (&quantities[index - 1], &quantities[index]);
        if a.span.end > b.span.start {
            continue;
        }
        let gap = &text[a.span.end..b.span.start];
        let part = a.measure == Measure::Money
            && b.measure == Measure::Bare
            && PART.is_match(gap)
            && SPENT.is_match(&text[b.span.end..]);
        let became = a.measure == Measure::Bare
            && b.measure == Measure::Money
            && BECAME.is_match(gap)
            && TO.is_match(tail(&text[..a.span.start]));
        let (given, bare) = if part { (a, index) } else { (b, index - 1) };
        if !(part || became) {
            continue;
        }
        let factor = written_factor(given.span.of(text), given.value);
        if let Some(factor) = factor {
            scale(&mut quantities[bare], factor, "unit: that of the amount beside it");
        }
    }
    again(text, scan);
}

/// From a rhythm to another that leaves out its unit: `to gange om året mod tidligere `, `hver måned; nu er det `.
static AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"(?:mod|men|og|før|til|fra|end|nu|det|er|var|de|i\s+dag|i\s+stedet\s+for|frem\s+for|tidligere|lovens|kun|blot|højst|mindst|siden|senere|herefter|derefter|sidste\s+år|året\s+før|(?:i\s+)?(?:19|20)\d\d)";
    Regex::new(&format!(r"(?i)^[,;]?\s+(?:{word}\s+)+$")).expect("a pattern")
});

/// Gives a bare number the length of time of the rhythm before it.
fn again(text: &str, scan: &mut Scan) {
    for index in 1..scan.quantities.len() {
        let (a, b) = (&scan.quantities[index - 1], &scan.quantities[index]);
        let goes_on = a.measure.is_duration()
            && b.measure == Measure::Bare
            && a.span.end <= b.span.start
            && ENDS.is_match(&text[b.span.end..]);
        let from = times(&text[a.span.end..]) + a.span.end;
        if goes_on && from <= b.span.start && AGAIN.is_match(&text[from..b.span.start]) {
            let measure = a.measure;
            let number = &mut scan.quantities[index];
            number.measure = measure;
            number.rules.push("unit: of the rhythm before");
        }
    }
}

/// How much of what follows a number says its rhythm: ` gange om året`.
fn times(after: &str) -> usize {
    static TIMES: Pattern = Pattern::new(
        r"(?i)^\.?\s+(?:(?:årlige\s+)?(?:gange?|opfølgninger|tilsyn|tilsynsbesøg|besøg)(?:\s+(?:om|i|pr\.?)\s+(?:året|år)|\s+årligt)?|uger?|måned(?:er)?|dage?)\b",
    );
    TIMES.find(after).map_or(0, |found| found.end())
}

/// Makes amounts of the decimals under a heading that states a scale of money.
pub(crate) fn under_heading(text: &str, scan: &mut Scan, stated: Scale) {
    for index in 0..scan.quantities.len() {
        let next = scan.quantities.get(index + 1);
        let one = &scan.quantities[index];
        let follows = next.is_some_and(|next| {
            one.span.end <= next.span.start && BUDGETED.is_match(&text[one.span.end..next.span.start])
        });
        let decimal = one.measure == Measure::Bare && one.span.of(text).contains(',');
        if decimal && (follows || ENDS.is_match(&text[one.span.end..])) {
            scale(&mut scan.quantities[index], stated.factor, "unit: stated in the heading");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{scan, stated_scale};
    use super::*;

    fn values(scan: &Scan) -> Vec<String> {
        scan.quantities.iter().map(|one| format!("{:?} {}", one.measure, one.value)).collect()
    }

    #[test]
    fn the_scale_of_the_amount_beside() {
        for (text, wanted) in [
            ("koster 740 t.kr., hvoraf 310 går til lokaler", vec!["Money 740000", "Money 310000"]),
            ("i alt 6 mio. kr., heraf 2 til kurser", vec!["Money 6000000", "Money 2000000"]),
            ("skønnet til 12, er nu bragt ned på 8 mio. kr.", vec!["Money 12000000", "Money 8000000"]),
            ("4 mio. kr., hvoraf 3 børn", vec!["Money 4000000", "Bare 3"]),
            ("ansat 12, og udgiften er steget til 8 mio. kr.", vec!["Bare 12", "Money 8000000"]),
        ] {
            assert_eq!(values(&scan(text)), wanted, "{text}");
        }
    }

    #[test]
    fn the_rhythm_before() {
        for (text, wanted) in [
            ("fire gange om året mod tidligere to", vec!["PerYear 4", "PerYear 2"]),
            ("gennemgås 3 gange årligt i stedet for én.", vec!["PerYear 3", "PerYear 1"]),
            ("efter 3 uger og siden hver 8.", vec!["Weeks 3", "Weeks 8"]),
            ("hver anden måned; i dag sker det reelt hver fjerde", vec!["Months 2", "Months 4"]),
            ("fra 26 til 12 uger", vec!["Weeks 26", "Weeks 12"]),
            ("to til tre gange om året", vec!["PerYear 2–3"]),
            ("hver anden uge, og 4 børn deltog", vec!["Weeks 2", "Bare 4"]),
            ("to gange om året. Hver fjerde kom", vec!["PerYear 2", "Percent 25"]),
        ] {
            assert_eq!(values(&scan(text)), wanted, "{text}");
        }
    }

    #[test]
    fn the_scale_of_the_heading() {
        for (text, wanted) in [
            ("Budgettet var på 74,5.", "Money 74500000"),
            ("brugt 77,1, altså for meget", "Money 77100000"),
            ("et team med 4,5 årsværk", "Bare 4.5"),
            ("i 2021 var der 12 børn", "Bare 12"),
        ] {
            let mut scan = scan(text);
            under_heading(text, &mut scan, stated_scale("Økonomi (mio. kr.)").expect("a scale"));
            assert_eq!(values(&scan), [wanted], "{text}");
        }
    }
}
