//! Any text at all: the scanner neither panics nor points outside it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for quantity in nogletal::quantity::scan(text).quantities {
        assert!(!quantity.span.of(text).is_empty());
    }
});
