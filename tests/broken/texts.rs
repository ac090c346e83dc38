//! Texts and web pages that are none, or without end in one direction.

use super::{Broken, laughs};

/// A text in two bytes a letter.
fn wide(text: &str, mark: [u8; 2]) -> Vec<u8> {
    let bytes =
        text.encode_utf16().flat_map(|unit| if mark == [0xfe, 0xff] { unit.to_be_bytes() } else { unit.to_le_bytes() });
    mark.into_iter().chain(bytes).collect()
}

fn html(body: &str) -> Vec<u8> {
    format!("<!doctype html><meta charset=utf-8><title>Sagstal</title>{body}").into_bytes()
}

const SENTENCE: &str = "Hver rådgiver har 45 sager.";

/// What is read, or refused, in a moment.
pub fn quick() -> Vec<Broken> {
    let sentence = SENTENCE.as_bytes();
    let mut odd = wide(SENTENCE, [0xff, 0xfe]);
    odd.push(0x41);
    let alone = [&[0xff, 0xfe][..], &[0x00, 0xd8, 0x41, 0x00, 0x00, 0xdc].repeat(500)].concat();
    vec![
        ("empty.txt", Vec::new()),
        ("nothing-but-nulls.txt", vec![0; 10_000]),
        ("a-null-in-the-middle.txt", [sentence, &[0], sentence].concat()),
        ("only-a-mark.txt", vec![0xff, 0xfe]),
        ("odd-bytes.txt", odd),
        ("odd-bytes-turned.txt", wide(SENTENCE, [0xfe, 0xff]).split_last().expect("bytes").1.to_vec()),
        ("halves-of-letters.txt", alone),
        (
            "four-bytes-a-letter.txt",
            [0xff, 0xfe, 0, 0].into_iter().chain(SENTENCE.chars().flat_map(|c| (c as u32).to_le_bytes())).collect(),
        ),
        ("no-letters.txt", (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("only-marks-above.txt", "\u{301}".repeat(50_000).into_bytes()),
        ("only-blanks.txt", " \t\u{a0}\u{200b}".repeat(20_000).into_bytes()),
        ("only-bars.txt", "|".repeat(50_000).into_bytes()),
        ("only-dots.txt", ".".repeat(50_000).into_bytes()),
        ("only-brackets.txt", "(".repeat(50_000).into_bytes()),
        ("only-old-line-ends.txt", format!("{SENTENCE}\r").repeat(1_000).into_bytes()),
        ("right-to-left.txt", format!("\u{202e}{SENTENCE}\u{200f}").repeat(500).into_bytes()),
        ("a-number-without-end.txt", format!("Der er {} sager.", "9".repeat(100_000)).into_bytes()),
        ("numbers-without-words.txt", "12 ".repeat(30_000).into_bytes()),
        ("a-range-of-ranges.txt", "1-".repeat(20_000).into_bytes()),
        ("a-percentage-of-percentages.txt", "50 pct. af ".repeat(8_000).into_bytes()),
        ("lists-in-lists.json", "[".repeat(100_000).into_bytes()),
        ("a-picture.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(50)),
        ("a-text.docx", SENTENCE.repeat(40).into_bytes()),
        ("a-web-page.xlsx", html("<table><tr><td>12</table>")),
        ("deep.html", html(&"<div>".repeat(50_000))),
        ("deep-tables.html", html(&"<table><tr><td>".repeat(5_000))),
        (
            "columns-without-end.html",
            html("<table><tr><td colspan=4294967295 rowspan=99999999999999999999>12<tr><td>13</table>"),
        ),
        (
            "every-cell-is-tall.html",
            html(&format!("<table>{}</table>", "<tr><td rowspan=65534 colspan=1000>12".repeat(300))),
        ),
        ("misnested.html", html(&"<b><i><u><p></b></i>".repeat(2_000))),
        ("an-attribute-without-end.html", html(&format!("<p title='{}", "a ".repeat(500_000)))),
        ("a-thousand-million-laughs.html", laughs().into_bytes()),
        ("nulls.html", html(&"<p>\0<\0td>12\0".repeat(5_000))),
        ("everything-is-plain.html", html(&format!("<plaintext>{}", "</plaintext><p>12".repeat(5_000)))),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}

/// What takes its time.
pub fn slow() -> Vec<Broken> {
    let row = |columns: usize| (0..columns).map(|n| n.to_string()).collect::<Vec<_>>().join("\t") + "\n";
    let bars =
        |columns: usize| format!("| {} |\n", (0..columns).map(|n| n.to_string()).collect::<Vec<_>>().join(" | "));
    vec![
        ("one-line.txt", format!("{SENTENCE} ").repeat(100_000).into_bytes()),
        ("one-word.txt", "a".repeat(4 << 20).into_bytes()),
        ("one-sentence.txt", "og en rådgiver med 45 sager ".repeat(40_000).into_bytes()),
        ("only-line-ends.txt", vec![b'\n'; 2 << 20]),
        ("only-page-ends.txt", vec![0x0c; 1 << 20]),
        ("ten-thousand-columns.txt", row(10_000).repeat(30).into_bytes()),
        ("ten-thousand-bars.md", bars(10_000).repeat(30).into_bytes()),
        ("hundred-thousand-rows.txt", "Rådgivere\t12\t13\n".repeat(100_000).into_bytes()),
        ("one-number-to-a-line.txt", "12\n".repeat(100_000).into_bytes()),
        ("one-heading-to-a-line.md", "# Sagstal\n".repeat(50_000).into_bytes()),
        ("columns-of-blanks.txt", "Rådgivere   12   13   14\n".repeat(40_000).into_bytes()),
        ("a-million-links.html", html(&"<a>".repeat(100_000))),
        (
            "ten-thousand-columns.html",
            html(&format!("<table>{}</table>", format!("<tr>{}", "<td>12".repeat(10_000)).repeat(30))),
        ),
        ("too-large.txt", vec![b' '; (256 << 20) + 1]),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}
