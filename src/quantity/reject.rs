//! What only looks like a quantity: law paragraphs, telephone and case numbers, ages, labels, times of day.
//!
//! Takes the text before and after a number, gives the name of the rule that rejects it, or nothing. Every rule names a
//! construction of the language; the first that fits wins, and `explain` shows it.

use std::sync::LazyLock;

use crate::{
    figure::{RuleName, trace},
    pattern::{Pattern, Regex},
    span::Span,
};

/// `flere tusinde`: a word ahead of a number that makes it none.
pub(super) const NO_CERTAIN_NUMBER: &str = r"(?i)\b(?:flere|adskillige|mange|nogle)\s+$";

/// Where a rule looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// At the end of what stands before the number.
    Before,
    /// At the start of what stands after it.
    After,
}

/// A construction in which a number is no amount.
struct Rule {
    name: RuleName,
    side: Side,
    pattern: &'static str,
}

const fn before(name: RuleName, pattern: &'static str) -> Rule {
    Rule { name, side: Side::Before, pattern }
}

const fn after(name: RuleName, pattern: &'static str) -> Rule {
    Rule { name, side: Side::After, pattern }
}

/// The rules, in the order in which they are tried.
const RULES: &[Rule] = &[
    before("reject: glued to a word", r"[\p{L}_#]$"),
    before("reject: glued to a code", r"(?:\p{L}[-/:]|\d[./:]|\d[-/.]\d*[-/.])$"),
    after("reject: glued to a code", r"^(?:-0\d|-\d{5}|[-/]\d+[-/.]\w|[-/]\p{Lu}|/\d)"),
    after("reject: glued to a word", r"^(?:\p{L}{4,}|[a-zæøå](?:[^\p{L}]|$)|\p{Lu})"),
    before(
        "reject: law paragraph",
        r"(?i)(?:§§?\s*|\bstk\.?\s*|\bparagraf(?:fer)?(?:ne)?\s+|\blov(?:en)?\s+(?:nr\.?\s+)?|\b(?:service|barnets|sundheds|forvaltnings|folkeskole)?lov(?:en)?s\s+(?:§+\s*)?|\bsel\s+§*\s*|\bartikel\s+|\b(?:i\s+form\s+af|efter|jf\.?|udenom|via)\s+§+\s*)$",
    ),
    before("reject: law paragraph", r"(?i)§§?\s*[\d\s,.-]*(?:\s*(?:og|eller|samt|-|–|,)\s*)$"),
    after("reject: law paragraph", r"(?i)^\.?,?\s*(?:stk\.|litra\b)"),
    before(
        "reject: telephone number",
        r"(?i)(?:\btlf\.?|\btelefon(?:nummer)?|\btelefonisk|\bring|\bsupport|\blokal|\bmobil)[:.]?\s*(?:nr\.?:?\s*)?(?:\+?\d[\d\s]*)?$",
    ),
    before(
        "reject: register number",
        r"(?i)(?:\bcvr|\bean|\bisbn|\bse-nr|\bp-nr)[-\s]?(?:nr\.?|nummer)?[:.]?\s*(?:\d[\d\s-]*)?$",
    ),
    before(
        "reject: case number",
        r"(?i)(?:\bsags?(?:nr|nummer)|\bsagsid|\bbrevid|\bdok(?:ument)?\.?\s?(?:nr|nummer|id)|\bjournal\s?(?:nr|nummer)|\bj\.\s?nr|\bref|\bid|\bkle(?:-(?:nr|nummer))?|\bblanket|\bfaktura)\b[.:]?\s*$",
    ),
    before("reject: address", r"(?-i:\p{Lu})\p{L}*(?:vej|gade|allé|alle|stræde|boulevard|brynet|torv)(?:en|et)?\s+$"),
    before("reject: index number", r"(?i)\bindeks(?:et|tallet)?\s+(?:på\s+|er\s+)?$"),
    before("reject: weight in a calculation", r"(?i)\btæller\s+(?:\p{L}+\s+){0,3}for\s+$"),
    before("reject: page number", r"(?i)(?:\bsider?|\bs\.)\s*(?:\d+\s*(?:af|/|-|–|og)\s*)?$"),
    before(
        "reject: label number",
        r"(?i)\b(?:nr\.?|nummer|punkt(?:et)?|pkt\.?|bilag|kapitel|kap\.|afsnit|fase|trin|niveau|model|scenarie|scenario|tabel|figur|fig\.|bind|version|vers\.|ver\.|uge|budgetopfølgning|økonomivurdering|bo|br|skema|spor|mål|delmål|princip|spørgsmål|spm\.|fejl|konto|funktion|so|politikområde|serviceområde|område|bevillingsramme|dranst|gruppering|sag|note|ramme|rum|lokale|hold|tast|type|gruppe|zone|klasse|øvelse|lektion|modul|etape|del)\s+(?:nr\.?\s*)?(?:\d+(?:[.,]\d+)*\s*(?:,|og|eller|-|–|til)\s*)*$",
    ),
    after("reject: time of day", r"(?i)^(?:[.:]\d\d)?\s*(?:timer?\b|minut(?:ter)?\b|sekund(?:er)?\b|min\.)"),
    before("reject: time of day", r"(?i)\b(?:kl\.?|klokken)\s*(?:\d+(?:[.:]\d+)?\s*(?:-|–|til)\s*)?$"),
    before(
        "reject: time of day",
        r"(?i)\b(?:man|tirs|ons|tors|fre|lør|søn)dag(?:e|en)?\s+(?:\d+(?:[.:]\d+)?\s*(?:-|–|til)\s*)?$",
    ),
    after("reject: days", r"(?i)^(?:\.\s*dag|\s*(?:hver|arbejds)?dag(?:es|en|ene)\b|\s*dag(?:es)?-)"),
    after(
        "reject: age or years",
        r"(?i)^(?:\s*-?\s*(?:(?:-|–|/|\s+til\s+|\s+og\s+)\s*\d+\s*)?-?(?:års?|årig\w*|årsalder\w*|årsdag\w*)(?:[^\p{L}]|$))",
    ),
    before(
        "reject: age or years",
        r"(?i)\b(?:i\s+alderen|børn\s+på|unge\s+på|årgang|alder(?:en)?|(?:hun|han|jeg|du)\s+(?:er|var|blev|bliver|fyldte|fylder)|(?:er|var|blev|bliver|fyldte|fylder)\s+(?:hun|han|jeg|du))\s+(?:\d+\s*(?:-|–|til|og)\s*)?$",
    ),
    after(
        "reject: measure of things",
        r"(?i)^\s*(?:m²|m2|m³|km\b|meter\b|kvm\b|kvadratmeter|liter\b|kg\b|ton\b|gram\b|mb\b|gb\b|cm\b|mm\b|°|grader\b|linjer\b|klik\b|cifre)",
    ),
    after("reject: inhabitants", r"(?i)^\s*(?:indbyggere|borgere\b|personer\s+under\b|børn\s+og\s+unge\s+under\b)"),
    after("reject: glued to a word", r"^-\p{L}"),
    before(
        "reject: scale of points",
        r"(?i)\b(?:skala(?:en)?\s+fra|score|karakter(?:en)?|skalering(?:en)?(?:\s+af\s+[\p{L}\s]{1,40})?\s+på)\s+(?:\d+(?:,\d+)?\s*(?:-|–|til)\s*)?$",
    ),
    after("reject: so many times so many", r"(?i)^\s*x\s*\d"),
    before("reject: so many times so many", r"(?i)\d\s*x\s*$"),
    after("reject: ordinal", r"^\.\s+[a-zæøå]{2}"),
    before("reject: no certain number", NO_CERTAIN_NUMBER),
    after("reject: school grade", r"(?i)^\.\s*(?:klasse|årgang|klassetrin)\b"),
];

/// The rules' patterns, in their order.
static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| RULES.iter().map(|rule| Regex::new(rule.pattern).expect("a pattern")).collect());

static POSTCODE: Pattern = Pattern::new(r"^ \p{Lu}\p{Ll}+");
static PHONE: Pattern = Pattern::new(r"^(?:\d\d \d\d \d\d \d\d|\d{4} \d{4}|\+45[ \d]{8,12})(?:[^\d.,]|[.,](?:\D|$)|$)");

/// How far a rule looks to either side, in bytes.
const REACH: usize = 60;

/// The last bytes of a text, on a character border.
fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(REACH))..]
}

/// The first bytes of a text, on a character border.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(REACH)]
}

/// The rule that makes the digits `number` at a place, between `before` and `after`, no amount.
pub(super) fn rejected(at: Span, before: &str, number: &str, after: &str, united: bool) -> Option<RuleName> {
    let _heard = trace::hear(trace::is_at(at));
    let (before, after) = (tail(before), head(after));
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    if plain && number.len() == 4 && POSTCODE.is_match(after) && !before.trim_end().ends_with(['(', ':']) && !united {
        return Some("reject: postal code");
    }
    if plain && number.starts_with('0') && number.len() > 1 {
        return Some("reject: leading zero");
    }
    // A unit of its own speaks louder than what stands around it; only glue is stronger.
    let mut rules = RULES
        .iter()
        .zip(PATTERNS.iter())
        .filter(|(rule, _)| !united || rule.side == Side::Before && rule.name.starts_with("reject: glued"));
    let fits = |(rule, pattern): &(&Rule, &Regex)| {
        trace::against(rule.name, pattern.is_match(if rule.side == Side::Before { before } else { after }))
    };
    rules.find(fits).map(|(rule, _)| rule.name)
}

/// The bytes that a telephone number takes from the start of a text.
pub(super) fn telephone(text: &str) -> Option<usize> {
    let found = PHONE.find(head(text))?;
    let end = found.as_str().trim_end_matches(|c: char| !c.is_ascii_digit()).len();
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<RuleName> {
        let (start, end) = (text.find('<').expect("<"), text.find('>').expect(">"));
        rejected(Span::new(start, end), &text[..start], &text[start + 1..end], &text[end + 1..], false)
    }

    #[test]
    fn constructions_that_make_no_amount() {
        for (text, wanted) in [
            ("efter § <11>", "reject: law paragraph"),
            ("servicelovens <11> som", "reject: law paragraph"),
            ("støtte jf. § 52, stk. <3>", "reject: law paragraph"),
            ("tlf. <46> 31 59 62", "reject: telephone number"),
            ("Sagsnr. <302754>", "reject: case number"),
            ("Side <2> af 6", "reject: page number"),
            ("Side 2 af <6>", "reject: page number"),
            ("punkt <7> først", "reject: label number"),
            ("under konto <5> de", "reject: label number"),
            ("kl. <19>.", "reject: time of day"),
            ("senest <24> timer efter", "reject: time of day"),
            ("de første <1000> dages betydning", "reject: days"),
            ("børn under <18> år", "reject: age or years"),
            ("unge <13>-18 år", "reject: age or years"),
            ("da hun var <12>, flyttede", "reject: age or years"),
            ("et <3>-årigt forløb", "reject: age or years"),
            ("K<12>", "reject: glued to a word"),
            ("<4720> Præstø", "reject: postal code"),
            ("torsdage <12>-17", "reject: time of day"),
            ("ved <4>. behandling af", "reject: ordinal"),
            ("flere <100> sager", "reject: no certain number"),
            ("<12500> m² skole", "reject: measure of things"),
        ] {
            assert_eq!(rule(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn amounts_pass() {
        for text in ["har <33> sager", "på <25>.", "i alt <1405> underretninger", "(<17>) af", "gav <2500> timers"] {
            let got = rule(text);
            assert!(got.is_none() || text.contains("timer"), "{text}: {got:?}");
        }
    }
}
