//! Any text at all: the scanner neither panics nor points outside it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal::quantity::scan;
use nogletal_fuzz::inside;

fuzz_target!(|text: &str| {
    let found = scan(text);
    for quantity in found.quantities {
        assert!(!quantity.span.is_empty());
        inside(text, quantity.span);
    }
    found.rejected.iter().for_each(|rejected| inside(text, rejected.span));
    found.dates.iter().for_each(|date| inside(text, date.span));
});
