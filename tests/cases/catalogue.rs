//! The examples and counter-examples that stand beside each indicator in the catalogue.

use nogletal::{figure::failing_examples, reference::Reference};

#[test]
fn examples_are_found_and_counter_examples_are_not() {
    let (count, failing) = failing_examples(Reference::in_use());
    assert!(count > 100 && failing.is_empty(), "{failing:#?}");
}
