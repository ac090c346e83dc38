//! The examples and counter-examples that stand beside each indicator in the catalogue.
//!
//! An example must yield a figure of its indicator with its number; a counter-example none of its indicator, whatever
//! else it may hold.

use nogletal::reference::Reference;

/// Examples that fail today, by their text: known gaps, to be closed rather than added to.
const KNOWN: &[&str] = &[];

#[test]
fn examples_are_found_and_counter_examples_are_not() {
    let mut wrong = Vec::new();
    for indicator in Reference::builtin().catalogue.all() {
        let code = indicator.code.as_str();
        let of = |text: &str| -> Vec<String> {
            let figures = super::figures(&format!("{text}\n")).into_iter();
            figures.filter(|figure| figure.indicator.as_str() == code).map(|figure| figure.number).collect()
        };
        for example in &indicator.examples {
            let numbers = of(&example.text);
            if !numbers.contains(&example.number) && !KNOWN.contains(&example.text.as_str()) {
                wrong.push(format!("{code}: “{}” should give {}, gives {numbers:?}", example.text, example.number));
            }
        }
        for text in &indicator.counter_examples {
            let numbers = of(text);
            if !numbers.is_empty() && !KNOWN.contains(&text.as_str()) {
                wrong.push(format!("{code}: “{text}” should give nothing, gives {numbers:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
