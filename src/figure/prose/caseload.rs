//! Cases, or children, that one caseworker has.
//!
//! Takes a bare quantity, tells whether it is a caseload: said for one of the staff (`pr. rådgiver`, `hver`), said of a
//! caseworker ahead of it in the clause, or of a norm or an average. Refuses what a department or all of them together
//! have, cases that came, went or wait, cases of one kind, and what is counted by the week or the year.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, Reading, count::foreign_noun};
use crate::{
    figure::{
        statistic::AVERAGE,
        vocabulary::{Hit, Role},
    },
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    span::Span,
};

/// Whom cases are counted by.
const WORKER: &str = r"(?:\p{L}*(?:rådgiver|sagsbehandler|socialarbejder|sekretær|medarbejder|koordinator)(?:en|s)?|fuldtids\p{L}*|\p{L}*årsværk|\p{L}*stilling|\p{L}*ansat|nyuddannet|kollega|mand|næse|hoved|skrivebord)";
/// What may stand ahead of them.
const ONE: &str = r"(?:(?:hver(?:t)?|en|et|én|ét|den|enkelt|enkelte|eneste|fuldtidsansat|fuldtids)\s+)";

/// ` pr. rådgiver`, ` til hver medarbejder`, ` hver,`: behind the noun.
static PER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^(?:\s+\p{{L}}+){{0,2}}?(?:\s*/\s*{WORKER}\b|\s+(?:(?:pr\.?|per)\s+{ONE}?{WORKER}\b|(?:til|på|hos|for|ved)\s+{ONE}+{WORKER}\b|på\s+(?:sit|sine|deres|hendes)\s+(?:skrive)?bord\b|(?:(?:til|på|for)\s+)?hver(?:\s+især)?(?:\s*[.,;:)–]|\s+(?:og|i|mod|på|end|hvor|mens|som|for|når|inden)\b|\s*$)))"
    ))
    .expect("a pattern")
});
/// The same, the staff named.
static PER_WORKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^(?:\s+\p{{L}}+){{0,2}}?(?:\s*/\s*|\s+(?:(?:pr\.?|per)\s+{ONE}?|(?:til|på|hos|for|ved)\s+{ONE}+)){WORKER}\b"
    ))
    .expect("a pattern")
});
/// `hver har `, `så hver i snit har `: each of them, the noun said before.
static EACH: Pattern = Pattern::new(
    r"(?i)\bhver(?:\s+især)?\s+(?:(?:i\s+snit|i\s+gennemsnit|gennemsnitligt|så|nu|kun|blot|med|har|havde|får|fik|haft|sidder|sad|ender|endte|følger|fulgte)\s+)*(?:(?:i\s+snit|i\s+gennemsnit|gennemsnitligt|kun|blot|hele|omkring|cirka|ca\.|knap|godt|mellem|fra)\s+)*$",
);
/// A caseworker who has the cases by a word behind them: `de 36, en almindelig rådgiver har`.
static HAS_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^(?:\s+\p{{L}}*(?:sager|børn|familier))?,?\s+(?:som\s+)?(?:en|den)\s+(?:\p{{L}}+\s+){{0,2}}{WORKER}\s+(?:har|havde|sidder|sad|følger|fulgte|får)\b"
    ))
    .expect("a pattern")
});
/// What happened in so many cases, or was done with so many of them.
static IN_CASES: Pattern = Pattern::new(r"(?i)\b(?:i|blandt|af|heraf)\s+$");
/// Cases that came, went, wait or were looked into, and those of all together.
const TOTAL: &str = r"(?:i\s+alt|tilsammen|sammenlagt|samlet|samlede|sammen|afslut\p{L}*|luk\p{L}*|lukke\p{L}*|opret\p{L}*|behandlet|behandlede|modtog|modtaget|modtager|vent\p{L}*|ufordelte|uafsluttede|uåbnede|udtog|udtaget|gennemg\p{L}*|stikprøve\p{L}*|flytte\p{L}*|overdrag\p{L}*|overtog|genåbn\p{L}*|screene\p{L}*|visiter\p{L}*|anke\p{L}*|klage\p{L}*|hjemvis\p{L}*|dele[rs]?|delt|fordel\p{L}*|forelagde|fremlagde|drøft\p{L}*)\b";
static TOTALS: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!(r"(?i)\b{TOTAL}")).expect("a pattern"));
/// `14 nye sager`, `nye 14`: cases that came.
static NEW: Pattern = Pattern::new(r"(?i)\bnye\s+\p{L}*$");
static TOTAL_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\s+{TOTAL}|^,?\s+(?:som|der)\s+(?:\p{{L}}+\s+){{0,3}}?{TOTAL}")).expect("a pattern")
});
/// Cases of one kind, or in one time.
static KIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:om|vedr\p{L}*|efter|fra|ud\s+af|jf\.|uden|pr\.\s+(?:uge|måned|år|møde|dag)|årligt|ugentligt|månedligt|i\s+(?:kø|bero|nævnet|retten|byretten|ankestyrelsen))\b",
);
/// Who has more than one caseworker's.
static BODY: Pattern = Pattern::new(
    r"(?i)(?:,\s*|\b(?:at|og|men|mens|har|havde|fik|modtog|hvor|som|er|hele)\s+)(?:kommunen|forvaltningen|afdelingen|afsnittet|teamet|enheden|centret|centeret|udvalget|ankestyrelsen|retten|politiet|styrelsen|revisionen|området|modtagelsen|alle|samtlige|\p{L}+teamet|\p{L}+afdelingen|\p{L}+gruppen)\s+\p{L}",
);
/// `sager om børn og unge`: of the only kind that there is.
static OURS: Pattern = Pattern::new(r"(?i)^\s+(?:om|vedr\p{L}*)\s+(?:udsatte\s+)?(?:børn|unge|familier)\b");
/// Young people, who are no counted noun of the catalogue: other words count them too.
static YOUNG: Pattern = Pattern::new(r"(?i)^\s+(?:børn\s+og\s+)?unge\b");
/// Verbs by which a caseworker has children; by others they only met.
static KEEPS: Pattern = Pattern::new(
    r"(?i)\b(?:har|have|havde|haft|følge[rt]?|fulgte|ansvar(?:et)?\s+for|ansvarlige?\s+for|sidde[r]?\s+(?:\p{L}+\s+)?med|sad\s+(?:\p{L}+\s+)?med|varetage[rt]?|varetog|passe[rt]?|passede|tage[r]?\s+sig\s+af|tog\s+sig\s+af|håndtere[rt]?|håndterede|normeret\s+til|arbejde[rt]?\s+med|rådgiver\s+med|sagsbehandler\s+med)\b[^,;:]{0,40}$",
);
/// A norm or an average, of caseworkers wherever the sentence names them.
static NORM: Pattern = Pattern::new(
    r"(?i)\b(?:norm(?:en|ering|eringen|tal|tallet)?|normeret|loft(?:et)?|sagsstamme\p{L}*|caseload\p{L}*|sagstal\p{L}*|gennemsnit\p{L}*|i\s+snit|højst|maksimalt|anbefal\p{L}*|vejledende|grænsen?|pejlemærket?|ned\s+på|ned\s+til|(?:have|har|med)\s+(?:over|under|mere\s+end|flere\s+end)|sidder\s+(?:\p{L}+\s+){0,2}med)\s+(?:[\p{L}.]+\s+){0,4}$",
);

/// More cases than this are not one caseworker's, unless the text says so.
const MOST: i64 = 80;
/// Fewer children than this are a caseworker's own, or a family's.
const FEWEST_CHILDREN: i64 = 8;
/// Fewer cases than this, told behind a sentence on caseloads, are some of them.
const FEWEST_CASES: i64 = 5;
/// The farthest ahead of the number that its caseworker stands, in bytes.
const REACH: usize = 110;

impl Reader<'_> {
    /// Whether cases or children are those of one caseworker.
    pub(super) fn is_held(&self, quantity: &Quantity, noun: Span) -> bool {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[noun.end..]);
        // “5 Færre sager”: the number of a heading.
        let label = text[quantity.span.end..].trim_start().starts_with(char::is_uppercase);
        if label || IN_CASES.is_match(before) {
            return false;
        }
        let cases = noun.of(text).to_lowercase().contains("sag");
        let each = PER.is_match(after) || HAS_BEHIND.is_match(&text[quantity.span.end..]) || EACH.is_match(before);
        // “Tre institutioner har plads til 6 børn hver”: each of whom the sentence must say.
        let told = self.sentence.topic.staffed && EACH.is_match(before);
        if each && (cases || told || self.staff_beside() || PER_WORKER.is_match(after)) {
            return true;
        }
        let clause = self.clause_of(quantity.span).start.min(quantity.span.start);
        let trigger = self.named_caseload();
        let normal = NORM.is_match(before) || self.average();
        let children = !cases && quantity.value.low() >= Decimal::from(FEWEST_CHILDREN);
        let kept = cases || children && (trigger || normal || KEEPS.is_match(before));
        let total = NEW.is_match(&text[clause..noun.start])
            || TOTALS.is_match(&text[clause..noun.start])
            || TOTAL_BEHIND.is_match(after)
            || KIND.is_match(after) && !OURS.is_match(after);
        if total || !kept || quantity.value.high() > Decimal::from(MOST) {
            return false;
        }
        let caseload = self.index("caseload");
        let spoken = self.sentence.topic.spoken.is_some_and(|(index, _)| Some(index) == caseload)
            || caseload.is_some() && [self.sentence.lead, self.sentence.passage].contains(&caseload);
        let several = quantity.value.low() >= Decimal::from(FEWEST_CASES);
        trigger || cases && spoken && several || normal && self.staff_named() || self.caseworker_ahead(quantity)
    }

    /// `Børneteam Vest 34 pr. rådgiver`, `612 sager, så hver i snit har 34`: cases that are not named again.
    pub(super) fn held_unnamed(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let after = &after[quantity.span.len()..];
        let few = quantity.value.low() < Decimal::from(FEWEST_CHILDREN);
        let group = YOUNG.find(after).map(|group| Span::new(quantity.span.end + 1, quantity.span.end + group.end()));
        if let Some(noun) = group.filter(|noun| self.is_held(quantity, *noun)) {
            return Some(self.reading(
                self.index("caseload")?,
                Measure::Bare,
                noun,
                0.8,
                "indicator: cases that one has",
            ));
        }
        let per = PER.find(after).filter(|_| !foreign_noun(after));
        let own = per.is_some_and(|per| per.as_str().contains("pr") || self.shared_out(quantity))
            || (EACH.is_match(before) && !foreign_noun(after) || HAS_BEHIND.is_match(after)) && self.speaks_of_cases();
        let reading = || {
            Some(self.reading(
                self.index("caseload")?,
                Measure::Bare,
                quantity.span,
                0.74,
                "indicator: cases that one has",
            ))
        };
        (own && !few).then(reading)?
    }

    /// `1.411 sager og 44 rådgivere, altså 32 til hver`: cases and staff stand ahead, and each has fewer.
    fn shared_out(&self, quantity: &Quantity) -> bool {
        let ahead = |hit: &Hit| hit.span.end <= quantity.span.start && hit.role == Role::Counted;
        let of = |code: &str| {
            let index = self.index(code);
            self.sentence.hits.iter().any(|hit| ahead(hit) && hit.indicator == index)
        };
        of("caseload") && of("staff")
    }

    /// Whether the sentence has a word that means caseloads.
    fn named_caseload(&self) -> bool {
        let caseload = self.index("caseload");
        self.sentence.hits.iter().any(|hit| hit.indicator == caseload && hit.role == Role::Trigger)
    }

    /// Whether the sentence or its heading speaks of those who have cases.
    fn staff_beside(&self) -> bool {
        self.index("caseload").is_some_and(|index| self.needs_met(index))
    }

    /// The same, or a sentence before it in the paragraph.
    fn staff_named(&self) -> bool {
        self.sentence.topic.staffed || self.staff_beside()
    }

    fn speaks_of_cases(&self) -> bool {
        static CASES: Pattern = Pattern::new(r"(?i)\b\p{L}*sager(?:ne)?\b");
        let caseload = self.index("caseload");
        CASES.is_match(self.sentence.text)
            || self.sentence.topic.spoken.is_some_and(|(index, _)| Some(index) == caseload)
    }

    /// Whether the sentence tells an average.
    fn average(&self) -> bool {
        AVERAGE.is_match(self.sentence.text)
    }

    /// Whether a caseworker stands ahead of a number, in its clause, and nobody else who could have the cases between.
    fn caseworker_ahead(&self, quantity: &Quantity) -> bool {
        let (text, caseload) = (self.sentence.text, self.index("caseload"));
        let ahead = |span: Span| {
            let gap = quantity.span.start.checked_sub(span.end).map(|_| &text[span.end..quantity.span.start]);
            gap.is_some_and(|gap| gap.len() <= REACH && !gap.contains([';', ':']) && !BODY.is_match(gap))
        };
        let needs = self.sentence.hits.iter().rev().filter(|hit| hit.indicator == caseload && hit.role == Role::Need);
        let worker = needs.map(|hit| hit.span).find(|span| ahead(*span));
        // “To rådgivere har 45 sager”: together, or each of them; the sentence does not say.
        let numbered = |span: Span| {
            let between = |one: &&Quantity| one.span.end < span.start && span.start - one.span.end <= 12;
            self.sentence.scan.quantities.iter().any(|one| between(&one))
        };
        worker.is_some_and(|span| !numbered(span))
    }
}
