//! The words for what programs know by a code: the role of a value in its cell, and what it says of its indicator.
//!
//! Takes the code, gives the word that a table of values shows people.

use super::Lang;
use crate::{comparison::Role, figure::Statistic};

/// What a value does in its cell.
pub(in super::super) fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Value => lang.pick("værdi", "value"),
        Role::Part => lang.pick("del", "part"),
        Role::Lowest => lang.pick("laveste", "lowest"),
        Role::Highest => lang.pick("højeste", "highest"),
        Role::Outlook => lang.pick("ventet udvikling", "outlook"),
        Role::SameSentence => lang.pick("også i sætningen", "also in the sentence"),
        Role::OtherGroup => lang.pick("en anden gruppe", "another group"),
        Role::Contradicting => lang.pick("modsiger", "contradicting"),
        Role::Other => lang.pick("andet", "other"),
    }
}

/// What a value says about its indicator.
pub(in super::super) fn statistic(statistic: Statistic, lang: Lang) -> &'static str {
    match statistic {
        Statistic::Level => lang.pick("niveau", "level"),
        Statistic::Mean => lang.pick("gennemsnit", "mean"),
        Statistic::Min => lang.pick("mindst", "minimum"),
        Statistic::Max => lang.pick("højst", "maximum"),
        Statistic::Share => lang.pick("andel", "share"),
        Statistic::Change => lang.pick("ændring", "change"),
    }
}
