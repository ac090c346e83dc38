//! Staff who are only mentioned: who did something, took part, left or is away, and posts that nobody fills.
//!
//! Takes a number of staff with its noun, tells whether it is how many there are or are to come. Refuses to take those
//! for it who act in the sentence (`to rådgivere deler jourtelefonen`), who were asked or taught, who came to a meeting,
//! and whom one family has had. What a whole consists of (`elleve af 58 rådgivere`) is not refused.

use std::sync::LazyLock;

use super::{Reader, Reading, count::foreign_noun};
use crate::{
    figure::{
        RuleName, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    span::Span,
};

/// The rules by which staff come and go without being named again; each tells the statistic too.
pub(crate) const ARRIVING: RuleName = "indicator: staff who come";
pub(crate) const LEAVING: RuleName = "indicator: staff who go";

/// Behind posts or people: that nobody fills them now, or that they have left.
static ABSENT: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:der|som|er|har|var|blev|bliver|i\s+øjeblikket|for\s+tiden|lige\s+nu|pt\.|netop|desuden|dog|nu|på\s+\p{L}+)\s+)*(?:rejst|holdt\s+op|stoppet|stoppede|stopper|fratrådt|sagt\s+op|sagde\s+op|rejste|forlod|forladt|gik\s+på\s+pension|fundet\s+(?:et\s+)?(?:andet|nyt)|søgt\s+(?:væk|nye|nyt|andet)|sygemeld(?:t|te)|langtidssyg\p{L}*|syge|fraværende|på\s+(?:barsel|orlov|sygeorlov|ferie)\p{L}*|barsels?orlov|slået\s+op|opslået|opslåede|i\s+opslag|annonceret|gået\s+på\s+pension)\b",
);
static WHOLE_OF: Pattern = Pattern::new(
    r"(?i)(?:\d|\b(?:en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv))\s+(?:ud\s+)?af\s+(?:[\p{L}-]+\s+){0,3}$",
);
/// Posts that nobody fills, in the number's clause.
static VACANT: Pattern =
    Pattern::new(r"(?i)\b(?:mangle[rs]?|manglede|tomme|ubesat(?:te)?|vakante?|vakancer?|ledige?)\b");
/// What is missing for something to be reached: posts to be added.
static NEEDED: Pattern = Pattern::new(
    r"(?i)\b(?:for\s+at\s+(?:nå|komme|leve|kunne|få|bringe|holde)|skal\s+(?:det|vi|målet|sagstallet)|hvis|beregn\p{L}*|behov)\b",
);
/// `5 rådgiverteams`: no people are counted.
static TEAMS: Pattern =
    Pattern::new(r"(?i)(?:teams?|gruppe\p{L}*|møde\p{L}*|kurser|kursus|uddannelse\p{L}*|timer|kontorer?|skift)$");
/// Those who were at a meeting.
static PRESENT: Pattern = Pattern::new(r"(?i)\b(?:til\s+stede|afbud\s+fra|deltagere):?\s[^.;]{0,120}$");
/// Those who were asked, taught, thanked, met; those whom a child or a family has had.
static MET: Pattern = Pattern::new(
    r"(?i)\b(?:interview\p{L}*|spurgte?|adspurgte?|deltog|deltage[rt]?|deltagelse\s+af|tak\s+til|svar\s+fra|svarene\s+fra|besøg\s+af|møde\s+med|mødtes\s+med|mødte|talt\s+med|talte\s+med|taler\s+med|samtaler?\s+med|oplæg\s+(?:af|ved|fra)|inviteret|inviterede|indkaldt|undervist|uddannet|oplært|efteruddannet|certificeret|fulgt|fulgte|sager?\s+med|fraværet\s+blandt|(?:ud|sendt|udsendt)\s+til|skema(?:et)?\s+til)\s+(?:[\p{L}.]+\s+){0,3}$|\b(?:barn|barnet|børn|mor|moren|far|faren|forælder|forældre|familie|familien|familier|dreng|pige|plejefamilie|plejefamilien|jeg|dem|den\s+unge)\b[^.;:]{0,30}\b(?:har|havde|haft|fik|får|mødt|møder|mødte)\b[^.;:,]{0,30}$",
);
/// An occasion at which they were.
static OCCASION: Pattern = Pattern::new(
    r"(?i)\b(?:på|ved|til|i)\s+(?:\p{L}+\s+)?(?:\p{L}*(?:kurset|kursus|temadag(?:en)?|mødet|møde|konferencen|øvelsen|workshoppen|seminaret|receptionen|undersøgelsen|interviewene|rundspørgen))\b",
);
/// Verbs of those who are there, or come; whoever else is the subject of a verb acts, and is not counted.
static IS_THERE: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:der|som|nu|i\s+dag|også|desuden|fortsat)\s+)*(?:(?:er|var|bliver|blev)\s+(?:\p{L}+\s+){0,2}?(?:ansat|ansatte|tilknyttet|kommet|begyndt|startet|tiltrådt|placeret|fordelt|besat|på\s+vej|nedlagt|sparet|afskediget|i|på|hos|med|til|flere|færre)\b|(?:har|havde)\s+[^.;,]{0,40}\b\p{L}*(?:sager|børn)\b|dele[rs]?\s+(?:dem|sagerne)\b|(?:skal|vil|kan|kommer|kom|begynde[rs]?|begyndte|starte[rs]?|startede|tiltræde[rs]?|tiltrådte|ansættes|ansattes|arbejde[rs]?|arbejdede|udgør|udgjorde|dække[rs]?|varetage[rs]?|betjene[rs]?|bemande[rs]?|hører|knyttes|tilknyttes|oprettes|nedlægges|ryger|forsvinder|fratræder|spares|afskediges|tilføres|koster|kostede|møder\s+ind|flytter|overføres|overgår)\b)",
);
/// A finite verb right behind the noun.
static ACTS: Pattern = Pattern::new(
    r"(?i)^(?:\s+(?:fra|i|på|hos)\s+(?-i:\p{Lu})[\p{L}-]+)?,?\s+(?:(?:der|som)\s+)?(?:har|havde|er|var|blev|gik|fik|stod|sad|lå|så|tog|gav|bad|vil|kunne|(?-i:\p{Ll})\p{L}{2,}(?:er|ede|te))\b",
);
/// Words that look like verbs and are none.
static NO_VERB: Pattern = Pattern::new(
    r"(?i)^,?\s+(?:der\s+|som\s+)?(?:under|over|efter|eller|heller|ansatte|fordelte|yderligere|mere|flere|årligt|hver|per|udover|foruden|herunder|henover|inder|timer)\b",
);
/// `er sat til at lede efter`: they do something.
static SET_TO: Pattern = Pattern::new(r"(?i)^\s+(?:er|var|blev)\s+sat\s+til\b");
/// The start of a clause, ahead of a subject in numbers.
static BEGINS: Pattern = Pattern::new(
    r"(?i)(?:^|[.;:!?»”]|,|\b(?:og|men|mens|at|fordi|da|når|hvis|efter\s+at))\s*(?:(?:de|alle|kun|blot|knap|godt|ca\.|i\s+alt|\d+\s+(?:ud\s+)?af\s+(?:de\s+)?)\s*)*$",
);
/// `tiltræder yderligere `, `goddag til `: staff who come, whose noun was said before.
static COMES: Pattern = Pattern::new(
    r"(?i)\b(?:tiltræde[rs]?|tiltrådte|ansættes|ansætter|ansatte|begynde[rs]?|begyndte|starte[rs]?|startede|kommer\s+der|kom\s+der|goddag\s+til|velkommen\s+til|oprette[srt]?|rekruttere[srt]?)\s+(?:(?:der|så|desuden|også|yderligere|endnu|igen|i\s+alt)\s+)*$",
);
static GOES: Pattern = Pattern::new(
    r"(?i)\b(?:farvel\s+til|afsked\s+med|fratræde[rs]?|fratrådte|afskedige[srt]?|nedlægge[srt]?)\s+(?:(?:der|så|desuden|også|yderligere|endnu|i\s+alt)\s+)*$",
);
/// `rådgiverne udgør `, `bemandingen er på `: a word for all the staff, and its verb.
static SIZE: Pattern = Pattern::new(
    r"(?i)\b(?:bemandingen|normeringen|staben|personalet|\p{L}*(?:medarbejder|personale|rådgiver)gruppen|teamet|afdelingen|enheden|vi)\s+(?:(?:er|var|bliver|udgør|udgjorde|tæller|talte|mønstrer|består\s+af|råder\s+over|lyder)\s+)(?:(?:nu|i\s+dag|i\s+alt|på|fortsat|herefter|kun|ca\.|omkring)\s+)*$",
);
/// `personalet på `, `rådgivergruppen er vokset fra 19 til `: the same with what became of it.
static BECAME: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?:bemandingen|normeringen|staben|personalet|mandskabet|\p{L}*(?:medarbejder|personale|rådgiver|sagsbehandler)gruppen)";
    Regex::new(&format!(r"(?i)\b(?P<all>{all})\s+(?:på|(?:(?:er|blev|bliver|skal|har|nu|siden|igen)\s+){{0,3}}(?:vokset|vokse[rd]?e?|øget|øges|udvidet|udvides|gået|går|steget|stiger|faldt|faldet|skåret|skrumpet|reduceret|reduceres|hævet|hæves)\s+(?:op\s+|ned\s+)?(?:fra(?:\s+[\d,]+(?:\s+\p{{L}}+)?\s+til)?|til))\s+$"))
        .expect("a pattern")
});
/// People behind a number, where it is said before that they are staff.
static PEOPLE: Pattern = Pattern::new(r"(?i)^\s+(?:hoveder|mand|personer|mennesker|ansatte)\b");
/// ` af stillingerne er besat`, ` af de 30 stillinger var besat`.
static FILLED: Pattern =
    Pattern::new(r"(?i)^\s+af\s+(?:[\p{L}\d,]+\s+){0,3}?\p{L}*stilling(?:er|erne)\s+(?:(?:er|var|blev|nu)\s+)*besat\b");
static OF_KIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:udgør|udgjorde|er|var|tæller|talte|bliver)\s+(?:(?:nu|i\s+dag|i\s+alt|fortsat|kun|ca\.|omkring)\s+)*)?$",
);
/// `udvides med `: by how many.
static GROWS: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:er|bliver|blev|skal)\s+)?(?:udvide[srt]?|øge[srt]?|vokse[rst]?|voksede|suppleres?|forstærkes|styrkes|reduceres|skæres|beskæres)\s+med\s+(?:(?:yderligere|i\s+alt)\s+)*$",
);
/// From a label to its number.
static LABEL: Pattern = Pattern::new(r"(?i)^(?:\s*\(antal\))?:\s+$");
static CLOSED: Pattern =
    Pattern::new(r"(?i)^(?:\s*(?:[.,;:)]|$)|\s+(?:til|mere|i|på|fra|pr\.|og|mens|efter|inden|den|heraf|hvoraf)\b)");

impl Reader<'_> {
    /// Whether staff are only mentioned.
    pub(super) fn only_mentioned(&self, quantity: &Quantity, noun: Span) -> bool {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[noun.end..]);
        // “15 af afdelingens 70 medarbejdere er holdt op”: the 70 are all there were.
        if WHOLE_OF.is_match(before) {
            return false;
        }
        let clause = self.clause_of(quantity.span);
        let posts = ["årsværk", "stilling"].iter().any(|post| noun.of(text).to_lowercase().contains(post));
        let acts = !posts
            && BEGINS.is_match(before)
            && ACTS.is_match(after)
            && !NO_VERB.is_match(after)
            && (SET_TO.is_match(after) || !IS_THERE.is_match(after.trim_start_matches(',')));
        let vacant = VACANT.is_match(clause.of(text)) && !NEEDED.is_match(text);
        ABSENT.is_match(after)
            || TEAMS.is_match(noun_and_tail(text, noun))
            || PRESENT.is_match(before)
            || vacant
            || MET.is_match(before)
            || OCCASION.is_match(&text[clause.start.min(quantity.span.start)..quantity.span.start])
            || acts
    }

    /// Staff whose noun stands ahead of their number, or was said before: `rådgiverne udgør 19, psykologerne fire`,
    /// `pr. 1. maj tiltræder yderligere to`.
    pub(super) fn staff_unnamed(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[quantity.span.end..]);
        let staff = self.index("staff")?;
        let people = || PEOPLE.is_match(after) || !foreign_noun(after);
        let group = BECAME.captures(before).and_then(|found| found.name("all")).filter(|_| people());
        if group.is_some() || FILLED.is_match(after) {
            let evidence = group.map_or(quantity.span, |group| Span::new(group.start(), group.end()));
            return Some(self.reading(staff, Measure::Bare, evidence, 0.7, "indicator: how many they are"));
        }
        if foreign_noun(after) && !after.starts_with(" mere") || !CLOSED.is_match(after) {
            return None;
        }
        if let Some(hit) = self.labelled_kind(quantity) {
            return Some(self.reading(staff, Measure::Bare, hit.span, 0.75, "indicator: staff of a kind"));
        }
        let known = self.sentence.topic.spoken.filter(|(index, _)| *index == staff);
        let here = self.sentence.hits.iter().rev().find(|hit| {
            hit.indicator == Some(staff) && hit.role == Role::Counted && hit.span.end <= quantity.span.start
        });
        let told = known.is_some() || here.is_some();
        let (rule, evidence): (RuleName, Span) = if told && COMES.is_match(before) {
            (ARRIVING, quantity.span)
        } else if told && GOES.is_match(before) {
            (LEAVING, quantity.span)
        } else if let Some(hit) = here.filter(|hit| self.is_all(hit, quantity)) {
            ("indicator: staff of a kind", hit.span)
        } else if SIZE.find(before).is_some_and(|size| told || is_staff(size.as_str())) {
            ("indicator: how many they are", quantity.span)
        } else {
            return None;
        };
        let fte = evidence.of(text).to_lowercase().contains("årsværk") || known == Some((staff, Unit::Fte));
        let reading = self.reading(staff, Measure::Bare, evidence, 0.7, rule);
        Some(if fte { Reading { unit: Unit::Fte, ..reading } } else { reading })
    }

    /// `Rådgivere: 18`: the kind of staff that a number is labelled with, where the label begins the clause.
    fn labelled_kind(&self, quantity: &Quantity) -> Option<&Hit> {
        let (text, staff) = (self.sentence.text, self.index("staff"));
        // “Socialrådgivere, årsværk: 11,2” is a label of two parts, “Sager pr. rådgiver: 27” is of something else.
        let begins = |ahead: &str| {
            let ahead = ahead.trim_end();
            ahead.is_empty() || ahead.ends_with(['.', ';', '–', '\n']) && !ahead.ends_with("pr.")
        };
        self.sentence.hits.iter().find(|hit| {
            let kind = hit.indicator == staff && hit.role == Role::Counted && hit.span.end <= quantity.span.start;
            kind && LABEL.is_match(&text[hit.span.end..quantity.span.start]) && begins(&text[..hit.span.start])
        })
    }

    /// `rådgiverne udgør 19`, `rådgiverne udvides med 3`: the noun with its article, and the number behind it.
    fn is_all(&self, hit: &Hit, quantity: &Quantity) -> bool {
        let text = self.sentence.text;
        let gap = &text[hit.span.end..quantity.span.start];
        let article = hit.span.of(text).to_lowercase().ends_with("ne");
        article && (GROWS.is_match(gap) || OF_KIND.is_match(gap) && !gap.trim().is_empty())
            || article && gap.trim().is_empty() && text[..hit.span.start].trim_end().ends_with([',', ';'])
    }
}

/// A noun with all its letters.
fn noun_and_tail(text: &str, noun: Span) -> &str {
    let rest = &text[noun.end..];
    let tail = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    &text[noun.start..noun.end + tail]
}

/// Whether a word means the staff of a place, not the place.
fn is_staff(words: &str) -> bool {
    let words = words.to_lowercase();
    ["bemanding", "normering", "stab", "personale", "gruppen"].iter().any(|word| words.contains(word))
}
