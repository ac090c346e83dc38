//! What a cell opens: every value with its quotes, the number marked in them, how sure it is, and which rules decided.

use super::escape;
use crate::{
    comparison::{Cell, Column, Comparison, Observation, Role, Row, Source, SourceNumber},
    present::{
        Lang, cell, danish, excerpt, foot, mark,
        words::{self, words},
    },
};

/// A card that the browser opens over the page, without a script; the escape key closes it.
pub(super) fn card(id: &str, comparison: &Comparison, row: &Row, cell: &Cell, column: &Column, lang: Lang) -> String {
    let words = words(lang);
    let title = format!("{} · {}", words::row_name(row, lang), words::column_with_time(column, lang));
    let mut out = opened(id, &title);
    for one in cell.shown().chain(cell.contradicting()) {
        out += &observation(one, column, comparison, lang);
    }
    if let Some(reason) = mark::reason(cell, lang) {
        out += &format!("<p class=\"what\">{}</p>", escape(&reason));
    }
    out += &quotes(&cell.lost, comparison, lang);
    if cell.others() > 0 {
        let others = cell.observations.iter().filter(|one| one.role == Role::Other);
        let others: String = others.map(|one| observation(one, column, comparison, lang)).collect();
        out += &format!("<details><summary>{} ({})</summary>{others}</details>", words.other_values, cell.others());
    }
    out + &closed(id, lang)
}

/// What a column's statistics are made of: the value of each municipality with its quotes.
pub(super) fn summary(id: &str, comparison: &Comparison, at: usize, column: &Column, lang: Lang) -> String {
    let all = lang.pick("kommunernes tal", "the municipalities' figures");
    let mut out = opened(id, &format!("{} · {all}", words::column_with_time(column, lang)));
    for row in comparison.rows.iter().filter(|row| row.municipality.is_municipality()) {
        for one in row.cells[at].leads() {
            let name = escape(&words::row_name(row, lang));
            out += &format!("<p class=\"whose\">{name}</p>{}", observation(one, column, comparison, lang));
        }
    }
    out + &closed(id, lang)
}

fn opened(id: &str, title: &str) -> String {
    format!(
        "<div popover id=\"{id}\" class=\"card\" role=\"dialog\" aria-labelledby=\"{id}-title\">\
         <h3 id=\"{id}-title\" tabindex=\"-1\" autofocus>{}</h3>",
        escape(title)
    )
}

fn closed(id: &str, lang: Lang) -> String {
    format!(
        "<button type=\"button\" class=\"close\" popovertarget=\"{id}\" popovertargetaction=\"hide\">{}</button></div>\n",
        words(lang).close
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
    let reckoned = match &one.computed {
        Some(how) => format!("<p class=\"reckoned\">{}</p>", escape(words::named(how, lang))),
        None => String::new(),
    };
    format!(
        "<p class=\"what\">{against}<b>{}</b> <span>{}</span></p>{reckoned}{}",
        escape(&cell::number(one, column, lang)),
        escape(&about.join(" · ")),
        quotes(&one.sources, comparison, lang)
    )
}

fn quotes(numbers: &[SourceNumber], comparison: &Comparison, lang: Lang) -> String {
    numbers.iter().filter_map(|number| comparison.source(*number)).map(|source| quote(source, lang)).collect()
}

/// A text with each place of the number marked.
pub(super) fn marked(text: &str, number: &str) -> String {
    let set = |piece: &excerpt::Piece<'_>| match piece.is_number {
        true => format!("<mark>{}</mark>", escape(piece.text)),
        false => escape(piece.text),
    };
    excerpt::pieces(text, number).iter().map(set).collect()
}

fn quote(source: Source<'_>, lang: Lang) -> String {
    let words = words(lang);
    let percent = rust_decimal::Decimal::try_from(source.figure.confidence * 100.0).unwrap_or_default().round();
    let rules = match source.figure.rules.is_empty() {
        true => String::new(),
        false => format!(" · {}: {}", words.rules, escape(&source.figure.rules.join(" → "))),
    };
    let decided = match &source.figure.decision {
        Some(mark) => format!("<p class=\"what\">✓ {}</p>", escape(&words::decided(mark, lang))),
        None => String::new(),
    };
    let place = [Some(foot::place(&source.figure.doc, source.figure.page, lang)), source.figure.cell.clone()];
    format!(
        "<blockquote lang=\"da\">{}</blockquote><p class=\"cite\">[{}] <cite>{}</cite> · {} ({}{}){rules} · \
         SHA-256 <code>{}</code></p>{decided}",
        marked(&source.figure.quote, &source.figure.number),
        source.number,
        escape(&place.into_iter().flatten().collect::<Vec<_>>().join(", ")),
        words::confidence(source.figure.confidence, lang),
        danish::number(percent, lang),
        words.percent,
        escape(&source.figure.document_id)
    )
}
