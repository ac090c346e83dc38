//! The scanner: every number in a stretch of text, read or rejected.
//!
//! Takes a text, gives a [`Scan`]. One pattern finds whatever may be a number; what stands around it decides what it is.
//! Linear in the length of the text.

mod fractions;

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Measure, Quantity, Rejected, Scan, coordination,
    dates::find_dates,
    number::parse_digits,
    reject::{self, NO_CERTAIN_NUMBER},
    unit,
    value::Value,
    words,
};
use crate::{
    figure::RuleName,
    pattern::{Captures, Pattern, Regex, Words},
    reference::lexicon::{HEDGES, NUMERALS, alternation, of_kind},
    span::Span,
};

static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    let (cardinals, ordinals, parts) = (words::cardinal_pattern(), words::ordinal_pattern(), words::part_pattern());
    Regex::new(&format!(
        r"(?xi)
          (?P<rhythm> \b (?: hver(?:t)?\s+(?:(?:halve\s+)?(?:måned|uge|kvartal|halvår|år)) \b
                    | (?:én|en|1)\s+gang\s+(?:om\s+måneden|om\s+ugen|om\s+året|i\s+kvartalet|i\s+halvåret|årligt|hver\s+måned|hvert\s+kvartal|pr\.?\s+(?:måned|kvartal|år)) \b
                    | (?:månedlig|kvartalsvis|halvårlig|ugentlig)(?:t|e)? \b ) )
        | \b hver(?:t)?\s+ (?P<every> \d{{1,2}} | {ordinals}) (?: \.? \s* (?:[-–]|til|eller) \s* (?P<or> \d{{1,2}} | {ordinals}) )? \.? \s+ (?P<step>uge|måned|dag) \b
        | (?P<everyth> \b hver(?:t)?\s+(?P<nth>{ordinals} | \d{{1,2}}\.) )
        | (?P<outof> \b (?P<some>{cardinals} | \d{{1,2}}) \s+ud\s+af\s+ (?P<all>{cardinals} | \d{{2,3}} \b) )
        | (?P<part> \b (?: (?P<times>en|et|{cardinals}) \s+ )? (?P<partword>{parts}) \b )
        | (?P<slash> \b \d{{1,3}}/\d{{1,3}} \b )
        | (?P<digits> \d+ (?:[.,]\d+)* (?: [\u{{a0}}\u{{202f}}\u{{2009}}]\d{{3}} )* (?:,\d+)? [½¼¾]? )
        | (?P<single> \b (?:en|et)\s+enkelt \b )
        | (?P<word> \b (?:{cardinals}) )
        | (?P<article> \b (?:en|et) \b )"
    ))
    .expect("a pattern")
});

/// What follows hundreds in words: ` og fyrre`.
static REST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\s+og\s+(?P<rest>{})\b", words::cardinal_pattern())).expect("a pattern")
});

/// The words that a candidate begins with.
static NUMBER_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let plain = ["hver", "hvert", "en", "et", "månedlig*", "kvartalsvis*", "halvårlig*", "ugentlig*"];
    let mut words: Vec<String> = plain.map(str::to_owned).to_vec();
    words.extend(of_kind(&NUMERALS, &["cardinal", "tens"]).filter(|word| !word.contains(' ')).map(str::to_owned));
    words.extend(of_kind(&NUMERALS, &["tens"]).map(|tens| format!("*og{tens}")));
    words.extend(of_kind(&NUMERALS, &["part"]).map(|part| format!("{part}*")));
    Words::new(words.iter().map(String::as_str))
});

/// Where a candidate may begin, in order.
fn starts(text: &str) -> Vec<usize> {
    let digits = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
    let mut starts: Vec<usize> =
        NUMBER_WORDS.find(text).into_iter().map(|(_, span)| span.start).chain(digits).collect();
    starts.sort_unstable();
    starts
}

/// Where the digits end that begin at a place, where they can be nothing but a number written plainly: no `1/3`, no `2 ud
/// af 3`, no character beyond ASCII beside them. Most numbers are, and the pattern is slow.
fn plain_number(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + digits(start);
    while matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1) {
        end += 1 + digits(end + 1);
    }
    let next = bytes[end..].iter().take(2).find(|byte| !matches!(byte, b'.' | b','));
    let word = bytes[end..].trim_ascii_start().first();
    let plain = end > start
        && next.is_none_or(|byte| byte.is_ascii() && *byte != b'/')
        && word.is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'u' | b'U' | b'g' | b'G'));
    plain.then_some(end)
}

/// Where an article ends that begins at a place, where what follows makes it nothing else: no `en gang om måneden`, no `en ud
/// af ti`, no `et enkelt`, no `en tredjedel`.
fn plain_article(text: &str, start: usize) -> Option<usize> {
    static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let counted = of_kind(&NUMERALS, &["cardinal"]).filter_map(|word| word.split_once(' ')).map(|(_, noun)| noun);
        of_kind(&NUMERALS, &["part"]).chain(counted).chain(["gang", "ud", "enkelt"]).collect()
    });
    let bytes = &text.as_bytes()[start..];
    let article =
        bytes.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(b"en ") || head.eq_ignore_ascii_case(b"et "));
    let next = bytes.get(3..5).filter(|next| next.is_ascii() && next[0].is_ascii_alphanumeric());
    let other = |next: &[u8]| OTHERS.iter().any(|other| next.eq_ignore_ascii_case(&other.as_bytes()[..2]));
    let plain = article && next.is_some_and(|next| !other(next));
    plain.then_some(start + 2)
}

static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    let hedges = alternation(HEDGES.iter().copied());
    Regex::new(&format!(r"(?i)(?:^|[^\p{{L}}])(?:{hedges})\s*(?:mellem\s+|kr\.?\s*|på\s+|til\s+)?$"))
        .expect("a pattern")
});

static CURRENCY_BEFORE: Pattern = Pattern::new(r"(?i)(?:^|[^\p{L}\d])(?P<kr>kr\.?|dkk)\s?$");
static AMOUNT_BEFORE: Pattern = Pattern::new(r"(?i)(?:\d|mio\.?|mia\.?)\s*(?:kr\.?|dkk)\s?$");
static STATEMENT: Pattern = Pattern::new(r"(?i)(?:\b(?:i|beløb|tal|alle\s+tal)|[(,:])\s*$");
/// ` kr. (minus er en besparelse)`: what begins with a unit and goes on in brackets or behind a comma.
static HEADS: Pattern = Pattern::new(r"(?i)^\s*(?:kr\.?|kroner)\s*[(,]");
static EXTRA: Pattern = Pattern::new(r"(?i)^\s+(?:[\p{L}/-]+\s+){0,2}(?:ekstra|yderligere)\b");
static EXTRA_BEFORE: Pattern = Pattern::new(r"(?i)\b(?:ekstra|yderligere)\s+$");
static UNCERTAIN: Pattern = Pattern::new(NO_CERTAIN_NUMBER);
static SPACED: Pattern = Pattern::new(r"^(?: \d{3})+");
static NO_FRACTION: Pattern =
    Pattern::new(r"(?i)^\s+(?:uger?|måned(?:er)?|dag(?:e)?|år|time(?:r)?|gang|\p{L}+dag|weekend|klasse)\b");

/// All numbers of a text.
pub fn scan(text: &str) -> Scan {
    Scanner { text, out: Scan { dates: find_dates(text), ..Scan::default() } }.run()
}

/// All numbers of a part of a text, with spans into the whole.
pub fn scan_within(text: &str, span: Span) -> Scan {
    let mut scan = scan(span.of(text));
    scan.quantities.iter_mut().for_each(|one| one.span = one.span.shifted(span.start));
    scan.dates.iter_mut().for_each(|one| one.span = one.span.shifted(span.start));
    scan.rejected.iter_mut().for_each(|one| one.span = one.span.shifted(span.start));
    scan
}

struct Scanner<'a> {
    text: &'a str,
    out: Scan,
}

impl Scanner<'_> {
    fn run(mut self) -> Scan {
        let mut done = 0;
        for start in starts(self.text) {
            if start < done {
                continue;
            }
            if let Some(end) = plain_number(self.text, start) {
                done = self.digits(Span::new(start, end)).max(start + 1);
                continue;
            }
            if let Some(end) = plain_article(self.text, start) {
                done = self.article(Span::new(start, end)).max(start + 1);
                continue;
            }
            let Some(found) = CANDIDATE.captures_here(self.text, start) else { continue };
            let Some(whole) = found.get(0) else { break };
            done = self.candidate(&found, Span::new(whole.start(), whole.end())).max(start + 1);
        }
        coordination::join(self.text, &mut self.out);
        self.out.rejected.sort_by_key(|one| one.span);
        self.out
    }

    /// Reads one candidate; gives where to go on.
    fn candidate(&mut self, found: &Captures<'_>, whole: Span) -> usize {
        let group = |name: &str| found.name(name).map(|group| Span::new(group.start(), group.end()));
        if let Some(span) = group("rhythm") {
            return self.rhythm(span);
        }
        if let Some(span) = group("every") {
            let step = match found["step"].to_lowercase().as_str() {
                "uge" => Measure::Weeks,
                "måned" => Measure::Months,
                _ => Measure::Days,
            };
            self.every(span, group("or"), step);
            return whole.end;
        }
        if let Some(span) = group("everyth") {
            return self.every_nth(span, &found["nth"]);
        }
        if let Some(span) = group("part") {
            return self.part(span, found);
        }
        if let (Some(whole), Some(some), Some(all)) = (group("outof"), group("some"), group("all")) {
            return self.out_of(whole, some, all);
        }
        if let Some(span) = group("slash") {
            return self.slash(span);
        }
        if let Some(span) = group("digits") {
            return self.digits(span);
        }
        if let Some(span) = group("single") {
            self.push(span, Decimal::ONE, Measure::Bare, &["number: in words"]);
            return span.end;
        }
        if let Some(span) = group("article") {
            return self.article(span);
        }
        self.word(whole)
    }

    fn article(&mut self, span: Span) -> usize {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        // “knap en million kroner” is an amount; “en million” has its article for a number.
        if unit::suffix(after).is_some_and(|suffix| suffix.scaled && suffix.measure == Measure::Money) {
            return self.finish(span, Decimal::ONE, &["number: in words"], false);
        }
        if EXTRA.is_match(after) || EXTRA_BEFORE.is_match(tail(before)) {
            self.push(span, Decimal::ONE, Measure::Bare, &["number: one more, in words"]);
        }
        span.end
    }

    fn in_date(&self, span: Span) -> Option<usize> {
        let index = self.out.dates.partition_point(|date| date.span.end <= span.start);
        self.out.dates.get(index).filter(|date| date.span.overlaps(span)).map(|_| index)
    }

    fn reject(&mut self, span: Span, rule: RuleName) -> usize {
        self.out.rejected.push(Rejected { span, rule });
        span.end
    }

    fn push(&mut self, span: Span, value: Decimal, measure: Measure, rules: &[RuleName]) {
        let approx = HEDGE.is_match(tail(&self.text[..span.start]));
        let mut rules = rules.to_vec();
        if approx {
            rules.push("number: hedged");
        }
        let value = Value::Exact(value);
        self.out.quantities.push(Quantity { span, value, measure, approx, pair: None, rules });
    }

    fn word(&mut self, span: Span) -> usize {
        let word = span.of(self.text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(value) = words::cardinal(&word) else { return span.end };
        let (span, value) = self.with_rest(span, value, &word);
        let after = &self.text[span.end..];
        if UNCERTAIN.is_match(tail(&self.text[..span.start])) {
            return self.reject(span, "reject: no certain number");
        }
        // “en-to” is a range of two words; “to-sporet” is one word.
        if after.starts_with('-') && !coordination::starts_with_number(&after[1..]) {
            return self.reject(span, "reject: glued to a word");
        }
        self.finish(span, value, &["number: in words"], false)
    }

    /// `to hundrede og fyrre`: the hundreds with what they leave over.
    fn with_rest(&self, span: Span, value: Decimal, word: &str) -> (Span, Decimal) {
        let found = Some(word).filter(|word| word.ends_with("hundrede"));
        let found = found.and_then(|_| REST.captures(&self.text[span.end..]));
        let rest = found.as_ref().and_then(|found| found.name("rest"));
        let less = |rest: &Decimal| *rest < Decimal::ONE_HUNDRED;
        match rest.and_then(|rest| Some((rest.end(), words::cardinal(&rest.as_str().to_lowercase()).filter(less)?))) {
            Some((end, rest)) => (Span::new(span.start, span.end + end), value + rest),
            None => (span, value),
        }
    }

    fn digits(&mut self, span: Span) -> usize {
        let mut span = span;
        if let Some(spaced) = self.spaced(span) {
            span.end = spaced;
        }
        if let Some(len) = reject::telephone(&self.text[span.start..]) {
            let fits = !self.text[..span.start].ends_with(|c: char| c.is_alphanumeric() || c == '.');
            if fits && unit::suffix(&self.text[span.start + len..]).is_none() {
                return self.reject(Span::new(span.start, span.start + len), "reject: telephone number");
            }
        }
        let suffix = unit::suffix(&self.text[span.end..]);
        if let Some(index) = self.in_date(span) {
            let date = self.out.dates[index];
            if !(date.bare_year && suffix.is_some() && date.span == span) {
                return self.reject(date.span, "reject: date").max(span.end);
            }
            self.out.dates.remove(index);
        }
        let written = span.of(self.text);
        let scaled = suffix.is_some_and(|suffix| suffix.scaled);
        let value =
            parse_digits(written).or_else(|| if scaled { parse_digits(&written.replacen('.', ",", 1)) } else { None });
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        if matches!(written, "1.000" | "1000" | "1 000")
            && suffix.is_some_and(|suffix| suffix.measure == Measure::Money)
            && (STATEMENT.is_match(tail(before)) || before.trim().is_empty() && HEADS.is_match(after))
        {
            return self.reject(span, "reject: unit of a table");
        }
        let united = suffix.is_some() || CURRENCY_BEFORE.is_match(tail(before));
        if let Some(rule) = reject::rejected(span, before, written, after, united) {
            return self.reject(span, rule);
        }
        match value {
            Some(value) => self.finish(self.signed(span), value, &["number: digits"], true),
            None => self.reject(span, "reject: section number"),
        }
    }

    /// Where the groups end that plain spaces part from `span`, when they can be nothing else: money follows, a colon
    /// stands before, or a short first group stands alone before a word.
    fn spaced(&self, span: Span) -> Option<usize> {
        let first = span.of(self.text);
        if first.len() > 3 || !first.bytes().all(|byte| byte.is_ascii_digit()) || first.starts_with('0') {
            return None;
        }
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let groups = SPACED.find(after)?;
        let end = span.end + groups.end();
        let rest = &self.text[end..];
        if rest.starts_with(|c: char| c.is_alphanumeric()) || before.trim_end().ends_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let money = unit::suffix(rest).is_some_and(|suffix| suffix.measure == Measure::Money);
        let labelled = before.trim_end().ends_with(':') && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let alone = first.len() <= 2
            && groups.len() == 4
            && rest.strip_prefix([' ', '\u{a0}']).is_some_and(|rest| rest.starts_with(char::is_lowercase));
        (money || labelled || alone).then_some(end)
    }

    /// The span with a minus sign right before the digits, where it is one and no dash between two things.
    fn signed(&self, span: Span) -> Span {
        let before = &self.text[..span.start];
        let Some(sign) = before.chars().next_back().filter(|c| matches!(c, '-' | '–' | '−')) else { return span };
        let earlier = &before[..before.len() - sign.len_utf8()];
        let free = earlier.is_empty() || earlier.ends_with(|c: char| c.is_whitespace() || c == '(');
        let after_number = earlier.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%');
        if free && !after_number { Span::new(span.start - sign.len_utf8(), span.end) } else { span }
    }

    /// Adds what belongs to the number and keeps it.
    fn finish(&mut self, span: Span, value: Decimal, rules: &[RuleName], digits: bool) -> usize {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let negative = digits && span.of(self.text).starts_with(['-', '–', '−']);
        let value = if negative { -value } else { value };
        let mut rules = rules.to_vec();
        if let Some(suffix) = unit::suffix(after) {
            let end = span.end + suffix.len;
            let Some(value) = value.checked_mul(suffix.factor) else { return self.reject(span, "reject: too large") };
            rules.push(if suffix.measure == Measure::Money { "unit: money" } else { "unit: percent" });
            self.push(Span::new(span.start, end), value.normalize(), suffix.measure, &rules);
            return end;
        }
        if let Some((measure, times)) = unit::times(after) {
            let Some(value) = value.checked_mul(times.into()) else { return self.reject(span, "reject: too large") };
            rules.push("unit: times a year");
            self.push(span, value, measure, &rules);
            return span.end;
        }
        if let Some(measure) = unit::time(after) {
            rules.push("unit: time");
            self.push(span, value, measure, &rules);
            return span.end;
        }
        let near = span.start - tail(before).len();
        let before = tail(before);
        if let Some(kr) = CURRENCY_BEFORE
            .captures(before)
            .and_then(|found| found.name("kr"))
            .filter(|_| !AMOUNT_BEFORE.is_match(before))
        {
            // “… kr. 2 rådgivere” lost the digits before its currency: the number is the next item's.
            if value.abs() < Decimal::ONE_HUNDRED && value.fract().is_zero() && !after.starts_with(",-") {
                self.push(span, value, Measure::Bare, &rules);
                return span.end;
            }
            rules.push("unit: money before");
            let end = span.end + if after.starts_with(",-") { 2 } else { 0 };
            self.push(Span::new(near + kr.start(), end), value, Measure::Money, &rules);
            return end;
        }
        // Digits have been through the rules already.
        if !digits
            && let Some(rule) = reject::rejected(span, before, span.of(self.text), after, false)
                .filter(|rule| !rule.starts_with("reject: glued"))
        {
            return self.reject(span, rule);
        }
        self.push(span, value, Measure::Bare, &rules);
        span.end
    }
}

/// The last bytes of a text: as far as a hedge may reach.
pub(super) fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(40))..]
}

#[cfg(test)]
mod tests;
