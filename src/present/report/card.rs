//! What a cell opens: every value with its quotes, the number marked in them, how sure it is, and which rules decided.

use super::escape;
use crate::{
    comparison::{Cell, Column, Comparison, Observation, Role, Row, Source, SourceNumber},
    present::{
        Lang, cell, danish, excerpt, foot,
        words::{self, words},
    },
};

/// A card that the browser opens over the page, without a script; the escape key closes it.
pub(super) fn card(id: &str, comparison: &Comparison, row: &Row, cell: &Cell, column: &Column, lang: Lang) -> String {
    let words = words(lang);
    let title = format!("{} · {}", words::row_name(row, lang), words::column_with_time(column, lang));
    let mut out = format!(
        "<div popover id=\"{id}\" class=\"card\" role=\"dialog\" aria-labelledby=\"{id}-title\"><h3 id=\"{id}-title\" tabindex=\"-1\" autofocus>{}</h3>",
        escape(&title)
    );
    for one in cell.shown().chain(cell.contradicting()) {
        out += &observation(one, column, comparison, lang);
    }
    if let Some(reason) = cell.empty {
        out += &format!("<p class=\"what\">{}</p>", words::empty(reason, lang));
    }
    out += &quotes(&cell.lost, comparison, lang);
    if cell.others() > 0 {
        let others = cell.observations.iter().filter(|one| one.role == Role::Other);
        let others: String = others.map(|one| observation(one, column, comparison, lang)).collect();
        out += &format!("<details><summary>{} ({})</summary>{others}</details>", words.other_values, cell.others());
    }
    out + &format!(
        "<button type=\"button\" class=\"close\" popovertarget=\"{id}\" popovertargetaction=\"hide\">{}</button></div>\n",
        words.close
    )
}

fn observation(one: &Observation, column: &Column, comparison: &Comparison, lang: Lang) -> String {
    let mut about: Vec<String> = cell::label(one.value, &one.dims, lang).into_iter().collect();
    about.push(one.period.map_or_else(|| words(lang).undated.to_owned(), |period| danish::period(period, lang)));
    about.push(words::status(one.status, lang).to_owned());
    let against = match one.role {
        Role::Contradicting => format!("<em>{}</em> ", words(lang).contradicts),
        _ => String::new(),
    };
    format!(
        "<p class=\"what\">{against}<b>{}</b> <span>{}</span></p>{}",
        escape(&cell::number(one, column, lang)),
        escape(&about.join(" · ")),
        quotes(&one.sources, comparison, lang)
    )
}

fn quotes(numbers: &[SourceNumber], comparison: &Comparison, lang: Lang) -> String {
    numbers.iter().filter_map(|number| comparison.source(*number)).map(|source| quote(source, lang)).collect()
}

fn quote(source: &Source, lang: Lang) -> String {
    let words = words(lang);
    let text: String = excerpt::pieces(&source.quote, &source.written)
        .iter()
        .map(|piece| match piece.is_number {
            true => format!("<mark>{}</mark>", escape(piece.text)),
            false => escape(piece.text),
        })
        .collect();
    let percent = rust_decimal::Decimal::try_from(source.confidence * 100.0).unwrap_or_default().round();
    let rules = match source.rules.is_empty() {
        true => String::new(),
        false => format!(" · {}: {}", words.rules, escape(&source.rules.join(" → "))),
    };
    let decided = match &source.decision {
        Some(mark) => format!("<p class=\"what\">✓ {}</p>", escape(&words::decided(mark, lang))),
        None => String::new(),
    };
    format!(
        "<blockquote lang=\"da\">{text}</blockquote><p class=\"cite\">[{}] <cite>{}</cite> · {} ({}{}){rules}</p>{decided}",
        source.number,
        escape(&foot::place(&source.document, source.page, lang)),
        words::confidence(source.confidence, lang),
        danish::number(percent, lang),
        words.percent
    )
}
