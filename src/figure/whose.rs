//! Whose figure: which of the places around a number it is about.
//!
//! Takes the places named in a sentence and what the paragraph, the headings and the document say, gives a code with the
//! rule that chose it. Refuses to choose where nothing is named: such a figure has no owner.

mod row;

use super::{
    MunicipalityCode, RuleName,
    carried::Carried,
    facts::Facts,
    owner::Mention,
    prose::Reading,
    trace::{self, Verdict},
};
use crate::{layout::Block, pattern::Pattern, quantity::Quantity, span::Span};

/// The longest block that is a paragraph, in bytes; a longer one is a page of a transcript, and what was named a page
/// ago says nothing.
pub(super) const PARAGRAPH: usize = 2_500;

/// The rule of a figure that nothing near it says to be another's.
pub(super) const OWN: RuleName = "owner: the document's own";

/// The rule of a figure under a heading that names a place.
pub(super) const IN_HEADING: RuleName = "owner: named in the heading";

/// What makes a figure another's than its words say: an answer is of those who gave it, a norm holds for the country.
pub(super) const ANSWERING: RuleName = "owner: an answer is of those who were asked";
pub(super) const PRESCRIBED: RuleName = "owner: what is prescribed holds for the country";

/// A sentence that sets a goal.
static GOAL: Pattern = Pattern::new(r"(?i)\bmål(?:et|ene|sætning\w*)?\b");

/// A beginning that goes on about what the sentence before was about.
static TAKES_UP: Pattern =
    Pattern::new(r"(?i)^(?:de|det|dem|heraf|deraf|af\s+(?:dem|disse)|tallet|bag\s+tallene|gruppen|resten)\b");
/// A beginning that goes on about a place that the sentence before only compared with.
static GOES_ON: Pattern = Pattern::new(
    r"(?i)^(?:»|“)?(?:de[nt]?|dem|deres|her|dér|heraf|deraf|hertil|dertil|derudover|af\s+(?:dem|disse)|tallet|tallene|kommunen|byen|man|også|året\s+(?:før|efter)|siden|samtidig|i\s+(?:19|20)\d\d|sidste\s+år|begge|ifølge)\b",
);

/// Words for those who work in the municipality whose document it is.
static OUR_OWN: Pattern = Pattern::new(r"(?i)\b(?:vore|vores|kommunens)\s+egne\b");

/// Whether a sentence turns to the document's own municipality: `Samtidig spurgte vi vores egne medarbejdere.`
pub(super) fn turns_home(text: &str) -> bool {
    OUR_OWN.is_match(text)
}

/// Whether a sentence goes on about a place that the one before it named in passing.
pub(super) fn goes_on(text: &str) -> bool {
    GOES_ON.is_match(text)
}

/// Words that take up several numbers of the sentence before.
static BOTH: Pattern = Pattern::new(
    r"(?i)\b(?:tallene|henholdsvis|hhv\.|de\s+(?:to|tre|fire)\s+kommuner|de\s+tilsvarende|sagstallene|andelene)\b",
);

/// From a number to a place that another number is about: a second part of the sentence begins.
static NEXT_TOLD: Pattern = Pattern::new(r"(?i)\b(?:og|samt)\s+(?:(?:i|på|hos)\s+)?$|\s(?:mens|mod|men|-|–)\s");
/// Where a clause begins that is about something else than the number ahead of it.
static OTHER_CLAUSE: Pattern = Pattern::new(r"(?i)[;:]|,\s+og\b|\b(?:men|mens|hvorimod|hvor|mod|end)\b");
/// Ahead of a place that something is only held against.
static COMPARED_WITH: Pattern = Pattern::new(
    r"(?i)\b(?:end|som|ligesom|modsætning\s+til|forhold\s+til|sammenlign\p{L}*\s+med|lig(?:e\s+med)?)\s+(?:(?:i|hos|på)\s+)?$",
);
/// From there to what the sentence says of its own subject.
static OTHER_SUBJECT: Pattern =
    Pattern::new(r"(?i)^,\s+(?:ville|vil|svarer|er|var|har|havde|bliver|giver|nemlig|med)\b");
/// Ahead of a place that is only the subject of a relative clause.
static RELATIVE: Pattern = Pattern::new(r"(?i),\s+(?:som|hvor|der)\s+(?:også\s+)?$");
/// `to fra Nyborg`: whose child it is stands right behind.
static COMES_FROM: Pattern =
    Pattern::new(r"(?i)^(?:\s+(?:af\s+de\s+)?(?:børn|unge|anbragte))?(?:\s+(?:er|kommer|kom|stammer))?\s+fra\s+$");
/// Ahead of a place where something lies or goes.
static SOMEWHERE: Pattern = Pattern::new(
    r"(?ix)\b(?:en|et|én|ét)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]*(?:institution|opholdssted|plejefamilie|skole|botilbud|hjem|familie|afdeling)\s+(?:i|ved|uden\s+for)\s+$
          | \b(?:tur|rejse|kørsel|vej|flytte|færge|studietur|besøg)\p{L}*\s+(?:til|i)\s+$",
);
/// `andre kommuner 64` in a list of who has notified: a label, nobody's figure.
static LABEL: Pattern = Pattern::new(r"(?i)[,:]\s+$");
/// Words by which a municipality speaks of itself; “Borås, som vi besøgte” speaks of another.
static OURSELVES: Pattern = Pattern::new(
    r"(?i)\bhos\s+os\b|\bi\s+(?:vores|egen)\s+kommune\b|\b(?P<other>(?:som|hvad|hvilket)\s+)?vi\b|(?:^|\b(?:og|men|mens|hvor)\s+)vores\b|\bvores\s+(?:anbragte|børn|unge|sager|rådgivere|sagstal|udgift\p{L}*|andel)\b",
);

/// The places that a sentence names, and where the document's own municipality speaks of itself: `hos os`, `vi`. What is
/// quoted may be another's word.
pub(super) fn spoken_for(text: &str, mentions: &[Mention], owner: Option<&MunicipalityCode>) -> Vec<Mention> {
    let list = |mention: &Mention| {
        mention.code == MunicipalityCode::GROUP
            && LABEL.is_match(&text[..mention.span.start])
            && text[mention.span.end..].starts_with(' ')
            && text[mention.span.end..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    let mut places: Vec<Mention> = mentions.iter().filter(|mention| !list(mention)).cloned().collect();
    let owner = owner.filter(|owner| owner.is_municipality() && !text.contains(['»', '“', '”', '"']));
    if let Some(owner) = owner {
        let found = OURSELVES.captures_iter(text).filter(|found| found.name("other").is_none());
        places.extend(found.filter_map(|found| {
            let whole = found.get(0)?;
            Some(Mention { span: Span::new(whole.start(), whole.end()), code: owner.clone(), formal: false })
        }));
        places.sort_by_key(|mention| mention.span);
    }
    places
}

/// The places of a sentence, and which number is about which.
pub(super) struct Owners<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The places it names, with spans in it.
    pub mentions: &'a [Mention],
    /// Its numbers.
    pub quantities: &'a [Quantity],
    /// What they are figures of.
    pub readings: &'a [Option<Reading>],
}

impl Owners<'_> {
    /// The owner of the quantity at an index: the sentence's, the paragraph's, the heading's, the document's.
    pub(super) fn resolve(
        &self,
        index: usize,
        block: &Block,
        carried: &Carried,
        facts: &Facts,
    ) -> (Option<MunicipalityCode>, RuleName) {
        let by =
            |rule: RuleName, code: Option<MunicipalityCode>| trace::told(rule, code).map(|code| (Some(code), rule));
        let paragraph = carried.owner.as_ref().filter(|_| !carried.aside || goes_on(self.text));
        // “de svenske socialrådgivere” in a paragraph about Borås are those of Borås.
        let there = |code: MunicipalityCode| {
            let narrower = paragraph.filter(|place| place.as_str().starts_with("SE-"));
            narrower.filter(|_| code == MunicipalityCode::SWEDEN).cloned().unwrap_or(code)
        };
        // “De handlede om 79.000 børn” goes on about the country.
        let country = || (carried.country && TAKES_UP.is_match(self.text)).then_some(MunicipalityCode::DENMARK);
        // A goal is the document's own, wherever its model comes from.
        let goal = || GOAL.is_match(self.text);
        let named = |heading: &Span| match facts.mentions_in(*heading) {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        by("owner: in the order of the sentence before", self.taken_up(index, &carried.places))
            .or_else(|| by("owner: named in the sentence", self.named_here(index).map(there)))
            .or_else(|| by("owner: the country, as before", country()))
            .or_else(|| {
                let code = paragraph.filter(|_| block.span.len() < PARAGRAPH && !goal());
                by("owner: named in the paragraph", code.cloned())
            })
            .or_else(|| by("owner: the document's own goal", facts.owner.clone().filter(|_| goal())))
            .or_else(|| by(IN_HEADING, block.headings.iter().rev().find_map(named)))
            .or_else(|| by(OWN, facts.owner.clone()))
            .or_else(|| by("owner: whom the survey asks", facts.surveyed.asked.clone()))
            .unwrap_or((None, "owner: not named"))
    }

    /// `Året før var tallene 41 og 33`: as many numbers as the sentence before named places, in their order.
    fn taken_up(&self, index: usize, earlier: &[MunicipalityCode]) -> Option<MunicipalityCode> {
        let numbers = (0..self.quantities.len()).filter(|&at| self.readings[at].is_some());
        let rank = numbers.clone().position(|at| at == index)?;
        let same = self.mentions.is_empty() && earlier.len() >= 2 && numbers.count() == earlier.len();
        (same && BOTH.is_match(self.text)).then(|| earlier[rank].clone())
    }

    /// The place of the sentence that a number is about; reports all that it could have been.
    fn named_here(&self, index: usize) -> Option<MunicipalityCode> {
        let code = self.of(index);
        for place in self.mentions.iter().filter(|_| trace::is_heard()) {
            let verdict = if code.as_ref() == Some(&place.code) { Verdict::Yes } else { Verdict::No };
            trace::report("owner: a place in the sentence", verdict, place.span.of(self.text), None);
        }
        code
    }

    fn of(&self, index: usize) -> Option<MunicipalityCode> {
        let span = self.quantities[index].span;
        let code = |mention: &Mention| mention.code.clone();
        if let Some(paired) = self.in_row(index) {
            return Some(code(paired));
        }
        let next = self
            .quantities
            .iter()
            .find(|other| other.span.start >= span.end)
            .map_or(self.text.len(), |other| other.span.start);
        let behind = self.mentions.iter().find(|mention| {
            mention.span.start >= span.end && mention.span.start < next && self.attached(span, mention)
        });
        if let Some(mention) = behind {
            return Some(code(self.specified(mention)));
        }
        let ahead = self.mentions.iter().rev().filter(|mention| mention.span.end <= span.start);
        if let Some(mention) = ahead.into_iter().find(|mention| !self.in_passing(mention, span)) {
            return Some(code(self.within(mention)));
        }
        // The only place of the sentence, further behind: not one that another clause is about.
        match self.mentions {
            [far] if far.code.is_municipality() => {
                let gap = self.text.get(span.end..far.span.start).filter(|gap| gap.len() <= 90)?;
                (!OTHER_CLAUSE.is_match(gap) && !self.lies(far)).then(|| code(far))
            }
            _ => None,
        }
    }

    /// Whether a place ahead of a number is only mentioned: where something stands, or what its clause compares with.
    fn in_passing(&self, mention: &Mention, number: Span) -> bool {
        let (before, between) = (&self.text[..mention.span.start], &self.text[mention.span.end..number.start]);
        // “I Skive, som Viborg hentede ideen fra, er tallet 22” is about Skive.
        if RELATIVE.is_match(before)
            && between.contains(',')
            && self.mentions.iter().any(|one| one.span.end <= mention.span.start)
        {
            return true;
        }
        let compared = COMPARED_WITH.is_match(before);
        compared && OTHER_SUBJECT.is_match(&self.text[mention.span.end..number.start]) || self.lies(mention)
    }

    /// `på en institution i Skive`, `turen til Svendborg`: where one goes.
    fn lies(&self, mention: &Mention) -> bool {
        mention.code.is_municipality() && SOMEWHERE.is_match(&self.text[..mention.span.start])
    }

    /// `57 % i Danmark`: a place that a preposition ties to the number, in the same clause.
    fn attached(&self, span: Span, mention: &Mention) -> bool {
        let gap = &self.text[span.end..mention.span.start];
        let group = !mention.code.is_municipality() && !mention.code.as_str().starts_with("SE-");
        let tied = ["i", "hos", "på", "for", "af"]
            .iter()
            .any(|word| gap.trim_end().to_lowercase().rsplit(' ').next() == Some(word))
            || COMES_FROM.is_match(gap)
            || group && gap.len() < 40;
        tied && gap.len() <= 80 && !gap.contains([',', ';', ':']) && !NEXT_TOLD.is_match(gap) && !self.lies(mention)
    }

    /// `i Sverige (Borås Kommune)`: what stands in brackets behind a place says which.
    fn specified<'m>(&'m self, mention: &'m Mention) -> &'m Mention {
        let next = self.mentions.iter().find(|next| next.span.start >= mention.span.end);
        match next.filter(|next| self.text[mention.span.end..next.span.start].trim() == "(") {
            Some(next) => next,
            None => mention,
        }
    }

    /// `Borås i Sverige`: a country that only says where the place before it lies.
    fn within<'m>(&'m self, mention: &'m Mention) -> &'m Mention {
        let abroad = mention.code == MunicipalityCode::SWEDEN;
        let place = self.mentions.iter().rev().find(|place| place.span.end <= mention.span.start);
        let lies = |place: &Mention| {
            place.code.as_str().starts_with("SE-") && self.text[place.span.end..mention.span.end].len() <= 20
        };
        place.filter(|place| abroad && lies(place)).unwrap_or(mention)
    }
}
