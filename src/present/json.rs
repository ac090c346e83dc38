//! The whole comparison as JSON: everything that the other forms are made of, in the program's own names.

use super::{Renderer, Style};
use crate::comparison::Comparison;

/// The form `json`.
pub(super) struct Json;

impl Renderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn render(&self, comparison: &Comparison, _: &Style) -> String {
        // Nothing in a comparison is beyond JSON: its keys are strings, its numbers finite.
        let json =
            serde_json::to_string_pretty(comparison).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"));
        format!("{json}\n")
    }
}
