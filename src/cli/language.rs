//! Which language a person reads: `--lang`, else the locale.
//!
//! Takes the environment, gives a [`Lang`]; the words themselves are those of the tables, or stand where they are
//! printed. Errors are English.

use clap::builder::PossibleValue;

use crate::{
    figure::{IndicatorCode, MunicipalityCode},
    present::Lang,
    reference::Reference,
};

impl clap::ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Lang::Da, Lang::En]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.pick("da", "en")).help(self.pick("Danish", "English")))
    }
}

/// English where the locale says so, else Danish.
pub(super) fn of_locale() -> Lang {
    of(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default()))
}

fn of(variables: [String; 3]) -> Lang {
    let locale = variables.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    if locale.starts_with("en") { Lang::En } else { Lang::Da }
}

/// What a list calls a municipality.
pub(super) fn municipality(code: Option<&MunicipalityCode>, lang: Lang) -> String {
    let municipalities = &Reference::in_use().municipalities;
    code.map_or_else(|| "–".to_owned(), |code| municipalities.label(code, lang.is_danish()))
}

/// What a list calls an indicator.
pub(super) fn indicator(code: &IndicatorCode, lang: Lang) -> String {
    let known = Reference::in_use().catalogue.get(code.as_str());
    known.map_or(code.as_str(), |one| one.name(lang.is_danish())).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |variables: [&str; 3]| of(variables.map(str::to_owned));
        assert_eq!(of(["", "en_GB.UTF-8", "da_DK.UTF-8"]), Lang::En);
        assert_eq!(of(["da_DK", "en_GB", ""]), Lang::Da);
        assert_eq!(of(["C", "", "en_US"]), Lang::Da);
        assert_eq!(of(["", "", ""]), Lang::Da);
    }
}
