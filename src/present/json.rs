//! The whole comparison as JSON: everything that the other forms are made of, in the program's own names.

use std::io::{self, Write};

use super::{Renderer, Style};
use crate::comparison::Comparison;

/// The form `json`.
pub(super) struct Json;

impl Renderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn render(&self, comparison: &Comparison, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, comparison)?;
        writeln!(out)
    }
}
