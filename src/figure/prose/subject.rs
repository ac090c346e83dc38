//! Amounts that nothing but the thing they are for decides: `Plejefamilierne stod for 31 mio. kr.`
//!
//! Takes the readings of a sentence about children and young people, gives an amount that is still without one what money
//! for such a thing is: one placement has a price, placements run, a new post is invested in, what is done to spend less
//! saves. Refuses small amounts, money that comes in or is only moved about, rates, and a clause that names no such thing.

use rust_decimal::Decimal;

use super::{
    Reader, Reading,
    deeds::Kind,
    money::{is_price_of_one, is_small},
};
use crate::{
    figure::RuleName,
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::Takes,
};

/// Less than this, in kroner, is as likely what one costs as what all do.
const LEAST: u32 = 1_000_000;

/// `pladser over 1 mio. kr.`: what only says which are meant.
static LIMIT: Pattern = Pattern::new(r"(?i)\p{L}(?:er|de|te|erne)\s+(?:over|under|på\s+mere\s+end)\s+$");

/// `vil det beløb vokse til`: what was spoken of, named again.
static THAT: Pattern = Pattern::new(r"(?i)\b(?:(?:det|dette)\s+(?:beløb|tal)|beløbet|summen|regningen)\b");

/// One place, right ahead of a bracket.
static ONE_BRACKET: Pattern =
    Pattern::new(r"(?i)\b(?:\p{L}*institution|\p{L}*plejefamilie|\p{L}*opholdssted|familiepleje|netværkspleje)\s+\($");

/// The rule.
pub(crate) const MONEY_FOR: RuleName = "indicator: money for it";

/// The rule of an amount that the sentence goes on about.
pub(super) const MONEY_BEFORE: RuleName = "indicator: money spoken of before";

impl Reader<'_> {
    /// Gives amounts without a reading that of what they are for.
    pub(super) fn by_subject(&self, readings: &mut [Option<Reading>]) {
        if !self.sentence.field || self.sentence.survey {
            return;
        }
        for (index, quantity) in self.sentence.scan.quantities.iter().enumerate() {
            if quantity.measure == Measure::Money && readings[index].is_none() {
                readings[index] = self.money_for(quantity);
            }
        }
    }

    fn money_for(&self, quantity: &Quantity) -> Option<Reading> {
        let clause = self.clause_of(quantity.span);
        let limit = LIMIT.is_match(&self.sentence.text[..quantity.span.start]);
        let barred = limit || is_small(quantity) || self.is_other_money(quantity) || self.is_threshold(quantity);
        let barred = barred || self.is_stock(quantity);
        if barred || self.further(quantity).is_some() {
            return None;
        }
        if let Some(led) = self.sentence.lead.filter(|lead| self.catalogue.all()[*lead].takes(Takes::Money)) {
            let reading = self.reading(led, quantity.measure, quantity.span, 0.5, MONEY_FOR);
            return self.sound(reading, quantity).then_some(reading);
        }
        let thing = self.thing_of(clause);
        if self.price_for(quantity).is_some() {
            let reading = self.reading(self.index("unit_cost")?, quantity.measure, clause, 0.6, MONEY_FOR);
            return self.sound(reading, quantity).then_some(reading);
        }
        if thing.is_none() {
            return self.still_of(quantity);
        }
        let code = match thing {
            _ if is_price_of_one(self.sentence.text, clause, quantity) => "unit_cost",
            _ if self.is_price_in_brackets(quantity) => "unit_cost",
            // “Hvad koster en anbringelse? Kostskolerne er billigst med 210.000 kr.”
            Some(Kind::Running | Kind::Service) if self.is_one_spoken_of(quantity) => "unit_cost",
            Some(Kind::Remedy) => "saving",
            Some(_) if quantity.value.high() < Decimal::ZERO => "saving",
            // So little behind a label is as likely the price of one.
            Some(Kind::Running) if self.labels(quantity.span) && quantity.value.high() < Decimal::from(LEAST) => {
                return None;
            }
            Some(Kind::Running | Kind::Service) => "expenditure",
            Some(Kind::Change) => "investment",
            _ => return None,
        };
        let indicator = self.index(code)?;
        let reading = self.reading(indicator, quantity.measure, clause, 0.5, MONEY_FOR);
        self.sound(reading, quantity).then_some(reading)
    }

    /// `fra institution (1,2 mio. kr.) til plejefamilie (0,5 mio. kr.)`
    fn is_price_in_brackets(&self, quantity: &Quantity) -> bool {
        let large = quantity.value.high() > Decimal::from(3 * LEAST);
        !large && ONE_BRACKET.is_match(&self.sentence.text[..quantity.span.start])
    }

    /// An amount in a clause that names nothing: of what was spoken of before, where that is money.
    fn still_of(&self, quantity: &Quantity) -> Option<Reading> {
        let (spoken, _) = self.sentence.topic.spoken?;
        if !self.catalogue.all()[spoken].takes(Takes::Money) {
            return None;
        }
        // Of what is saved, lacks or was granted, the next amount is as often something else.
        let fits = match self.catalogue.all()[spoken].code.as_str() {
            "unit_cost" => self.is_one_spoken_of(quantity),
            "investment" => true,
            _ => THAT.is_match(self.sentence.text),
        };
        let reading = self.reading(spoken, quantity.measure, quantity.span, 0.45, MONEY_BEFORE);
        (fits && self.sound(reading, quantity)).then_some(reading)
    }
}
