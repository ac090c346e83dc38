//! Danish or English words in what a person reads.

use rust_decimal::Decimal;

use crate::{figure::Record, quantity::Value, reference::Reference};

/// The language of tables and summaries; errors are English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// Danish
    Da,
    /// English
    En,
}

impl Language {
    /// English where the locale says so, else Danish.
    pub fn of_locale() -> Self {
        Language::of(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default()))
    }

    fn of(variables: [String; 3]) -> Self {
        let locale = variables.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
        if locale.starts_with("en") { Language::En } else { Language::Da }
    }

    /// Whether it is Danish.
    pub fn is_danish(self) -> bool {
        self == Language::Da
    }

    /// The word of the language.
    pub fn pick<'a>(self, danish: &'a str, english: &'a str) -> &'a str {
        if self.is_danish() { danish } else { english }
    }

    /// `s. 3`, `p. 3`; nothing where there are no pages.
    pub fn page(self, page: Option<crate::document::PageNumber>) -> String {
        page.map_or_else(String::new, |page| format!(", {} {page}", self.pick("s.", "p.")))
    }

    /// A record's value as its country writes numbers, hedged where the text hedges.
    pub fn value(self, record: &Record) -> String {
        let hedge = if record.approx { self.pick("ca. ", "c. ") } else { "" };
        match record.value {
            None => self.pick("(tallet er tabt)", "(digits lost)").to_owned(),
            Some(Value::Exact(value)) => format!("{hedge}{}", self.number(value)),
            Some(Value::Range { low, high }) => format!("{hedge}{}–{}", self.number(low), self.number(high)),
        }
    }

    fn number(self, number: Decimal) -> String {
        let written = number.normalize().to_string();
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
        let mut grouped = sign.replace('-', "−");
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(self.pick(".", ","));
            }
            grouped.push(digit);
        }
        if !fraction.is_empty() {
            grouped.push_str(self.pick(",", "."));
            grouped.push_str(fraction);
        }
        grouped
    }

    /// What a table calls a municipality.
    pub fn municipality(self, code: Option<&crate::figure::MunicipalityCode>) -> String {
        let municipalities = &Reference::builtin().municipalities;
        code.map_or_else(|| "–".to_owned(), |code| municipalities.label(code, self.is_danish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |variables: [&str; 3]| Language::of(variables.map(str::to_owned));
        assert_eq!(of(["", "en_GB.UTF-8", "da_DK.UTF-8"]), Language::En);
        assert_eq!(of(["da_DK", "en_GB", ""]), Language::Da);
        assert_eq!(of(["C", "", "en_US"]), Language::Da);
        assert_eq!(of(["", "", ""]), Language::Da);
    }

    #[test]
    fn numbers_as_each_country_writes_them() {
        let number = |text: &str, language: Language| language.number(text.parse().expect("a decimal"));
        assert_eq!(number("6380651", Language::Da), "6.380.651");
        assert_eq!(number("-1234.50", Language::Da), "−1.234,5");
        assert_eq!(number("1234.5", Language::En), "1,234.5");
        assert_eq!(number("999", Language::Da), "999");
    }
}
