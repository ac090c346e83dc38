//! The time of the heading above a number.
//!
//! Takes the headings above a sentence, gives the one date of the innermost that has any. Refuses the day of a letterhead,
//! a programme's years, and a title's year where the text below has turned to another.

use super::{Context, SINCE};
use crate::{
    figure::dating::{CUTOFF, differ, issue},
    pattern::Pattern,
    quantity::Period,
};

/// A heading under which what is planned has the heading's time.
static PLANS: Pattern = Pattern::new(
    r"(?i)mål|pejlemærke|sigtepunkt|ambition|vil\s+vi|forvent|budget|økonomi|prognose|plan|indsats|investering|forslag|besparelse|effektiviser",
);

impl Context<'_> {
    /// The one date of the innermost heading that has any. A goal is of no report's year, and the day of a letterhead is
    /// of no figure.
    pub(super) fn heading(&self) -> Option<Period> {
        self.headings.iter().rev().find_map(|heading| {
            let dates = crate::quantity::find_dates(heading);
            let mut dated = dates.iter().filter_map(|date| Some((date, date.period?)));
            let ((date, period), None) = (dated.next()?, dated.next()) else { return None };
            let cutoff = CUTOFF.is_match(&heading[..date.span.start]);
            let letterhead = self.written == Some(period) && period.start.month.is_some() && !cutoff;
            // The title's year holds no longer where the text below has turned to another.
            let turned = self.above.is_some_and(|above| !above.touches(period.start.year));
            let another = self.issue.is_some() && differ(issue(heading), self.issue);
            if another || turned && self.headings.last() != Some(heading) {
                return None;
            }
            // “Er tallet sat ned siden 2019?” asks about today.
            if SINCE.is_match(&heading[..date.span.start]) {
                return None;
            }
            // A title's span of years (“2018-2020”) is a programme's, not a figure's.
            if letterhead
                || period.end.is_some_and(|end| end.month.is_none())
                || self.planned && !PLANS.is_match(heading)
            {
                return None;
            }
            // What is expected of a budget is expected of its year, wherever the count was made up.
            Some(if self.yearly && cutoff { Period::year(period.start.year) } else { period })
        })
    }
}
