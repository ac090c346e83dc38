//! What the cells of a table are counted in.
//!
//! Takes a cell's number with its row and column, gives the unit that it or something around it states, and the unit of the
//! figure. Refuses a unit above to a column of counts that stands beside one of prices.

use super::{
    Reader,
    cells::Number,
    columns::{Column, Header},
    indicator::PRICED_HEAD,
};
use crate::{
    figure::Unit,
    pattern::Pattern,
    quantity::{Measure, Scale, stated_scale},
};

/// The longest note, in bytes, that may state the unit of the table above it.
const NOTE: usize = 120;

impl Reader<'_> {
    /// The unit that one of the table's texts states.
    pub(super) fn stated(&self, text: &str) -> Option<Scale> {
        // “Antal (pct.)” says what is in brackets.
        let bracketed = |scale: &Scale| scale.measure.is_percent() && BRACKETED.is_match(text);
        self.asked.scale.of(text, stated_scale).filter(|scale| !bracketed(scale))
    }

    /// The unit of a cell: its own, its row's, its column's, the header's, the title's.
    pub(super) fn scale(&self, number: &Number, head: Option<&Column>, header: &Header) -> Option<Scale> {
        let stub = header.stub.as_str();
        let column = head.map_or("", |head| head.text.as_str());
        let stated = || {
            let group = self.groups[number.row].unwrap_or_default();
            let near = [self.label(number.row), column, group, stub];
            // Beside a column of prices a bare year's or number's column counts: the unit above is not its.
            let counts = header.any(&PRICED_HEAD)
                && !PRICED_HEAD.is_match(column)
                && COUNTED_HEAD.is_match(column)
                && head.is_none_or(|head| head.account.is_none());
            let above = self.titles.iter().chain(&self.introductions).copied().filter(|_| !counts);
            // A form's unit is said once in a catalogue; a note may say it below.
            let once = self.inherited.iter().copied().filter(|_| self.effects[number.row].is_some());
            let below = [self.note].into_iter().filter(|note| note.len() <= NOTE);
            near.into_iter().chain(above).chain(once).chain(below).find_map(|text| self.stated(text))
        };
        number.unit.or_else(stated)
    }

    /// The unit of a figure: the indicator's own, percent, or what the answers to a questionnaire are counted in.
    pub(super) fn unit(
        &self,
        indicator: usize,
        measure: Measure,
        row: usize,
        head: Option<&Column>,
        stub: &str,
    ) -> Unit {
        let own = self.reference.catalogue.all()[indicator].unit;
        let label = self.label(row);
        let column = head.map_or("", |head| head.text.as_str());
        // “Børn med underretning” are children, not notifications.
        let mut above = self.titles.first().copied().into_iter().chain([label, column, stub]);
        let counted = !measure.is_percent() && matches!(own, Unit::Notifications | Unit::Measures);
        if counted
            && (CHILDREN.is_match(column) || CHILDREN.is_match(label) || above.any(|text| NOTIFIED.is_match(text)))
        {
            return Unit::Persons;
        }
        let near = [label, column, stub].into_iter().chain(self.titles.first().copied());
        if own == Unit::Persons && !measure.is_percent() && near.into_iter().any(|text| FULL_TIME.is_match(text)) {
            return Unit::Fte;
        }
        if measure.is_percent() || own != Unit::Percent {
            return if measure.is_percent() { Unit::Percent } else { own };
        }
        let said = [label, column];
        let municipalities = said.iter().chain(&self.titles).any(|text| text.to_lowercase().contains("kommuner"));
        if municipalities { Unit::Municipalities } else { Unit::Responses }
    }
}

/// A column of counts, where others hold prices.
static COUNTED_HEAD: Pattern = Pattern::new(r"(?i)^(?:antal\b.*|(?:19|20)\d\d\*?|Δ|ændring|forskel)$");
/// A count with its share in brackets.
static BRACKETED: Pattern = Pattern::new(r"(?i)\bantal\s+\((?:pct|procent|%|andel)");
pub(super) static CHILDREN: Pattern = Pattern::new(
    r"(?i)^(?:antal\s+)?(?:forskellige\s+|unikke\s+|berørte\s+|omfattede\s+)?(?:børn|unge|personer|cpr)\b[^a-zæøå]*$",
);
static NOTIFIED: Pattern = Pattern::new(
    r"(?i)\b(?:børn|unge|personer|familier)\b[^.;:]{0,40}\b(?:med|der\s+har|som\s+har|(?:fordelt\s+)?efter|omfattet\s+af|berørt\s+af|omtalt\s+i)\b[^.;:]{0,30}\bunderretning",
);
static FULL_TIME: Pattern = Pattern::new(r"(?i)årsværk|\bfuldtid|\bnormering");
