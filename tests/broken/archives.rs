//! Archives that unpack to more than there is, and e-mails of more parts than anyone sends.

use super::{Broken, bomb, zipped::zipped};

/// An archive in an archive, and so on.
fn nested(levels: usize, innermost: Vec<u8>) -> Vec<u8> {
    (0..levels).fold(innermost, |inner, _| zipped(&[("inde.zip", &inner)]))
}

/// An archive of so many members, each called by its number.
fn many(members: usize, content: &[u8]) -> Vec<u8> {
    let names: Vec<String> = (0..members).map(|number| format!("{number}.txt")).collect();
    zipped(&names.iter().map(|name| (name.as_str(), content)).collect::<Vec<_>>())
}

/// An archive with a number of its directory changed: `at` bytes after the mark of the member's entry.
fn lying(mark: &[u8], at: usize, lie: &[u8]) -> Vec<u8> {
    let mut archive = zipped(&[("notat.txt", b"Hver r\xc3\xa5dgiver har 45 sager. ".repeat(9).as_slice())]);
    let place = archive.windows(mark.len()).position(|window| window == mark).expect("an entry") + at;
    archive[place..place + lie.len()].copy_from_slice(lie);
    archive
}

const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

fn mail(header: &str, body: &str) -> Vec<u8> {
    format!("From: a@example.dk\nTo: b@example.dk\nSubject: Sagstal\nMIME-Version: 1.0\n{header}\n\n{body}")
        .into_bytes()
}

/// Parts within parts.
fn matryoshka(levels: usize) -> Vec<u8> {
    let parts: String = (1..levels)
        .map(|level| format!("--b{}\nContent-Type: multipart/mixed; boundary=b{level}\n\n", level - 1))
        .collect();
    mail("Content-Type: multipart/mixed; boundary=b0", &parts)
}

/// Messages within messages.
fn forwarded(levels: usize) -> Vec<u8> {
    let one = "Content-Type: message/rfc822\n\nFrom: a@example.dk\nTo: b@example.dk\nSubject: VS: Sagstal\nMIME-Version: 1.0\n";
    mail(one.trim_end_matches("MIME-Version: 1.0\n"), &one.repeat(levels))
}

fn parts(count: usize, part: &str) -> Vec<u8> {
    mail("Content-Type: multipart/mixed; boundary=x", &format!("--x\n{part}\n").repeat(count))
}

/// What is read, or refused, in a moment.
pub fn quick() -> Vec<Broken> {
    let attached = "Content-Type: text/plain; name=bilag.txt\nContent-Disposition: attachment; filename=bilag.txt\n\n";
    vec![
        ("ten-deep.zip", nested(10, b"Hver r\xc3\xa5dgiver har 45 sager.".to_vec())),
        ("empty.zip", zipped(&[])),
        ("names-that-lead-out.zip", zipped(&[("../../../etc/passwd", b"x"), ("/etc/shadow", b"y"), ("C:\\z", b"z")])),
        (
            "odd-names.zip",
            zipped(&[("a\nb.txt", b"Linje."), ("\u{1b}[2J.txt", b"En anden."), ("\u{202e}txt.a", b"Vendt.")]),
        ),
        ("claims-to-be-small.zip", lying(ENTRY, 24, &1u32.to_le_bytes())),
        ("claims-to-be-huge.zip", lying(ENTRY, 24, &[0xfe, 0xff, 0xff, 0xff])),
        ("begins-elsewhere.zip", lying(ENTRY, 42, &[0xff, 0xff, 0xff, 0x7f])),
        ("packed-in-an-unknown-way.zip", lying(ENTRY, 10, &[99, 0])),
        ("locked.zip", lying(ENTRY, 8, &[1, 0])),
        ("wrong-sum.zip", lying(ENTRY, 16, &[1, 2, 3, 4])),
        ("more-members-than-there-are.zip", lying(END, 8, &[0xff, 0xff, 0xff, 0xff])),
        ("directory-elsewhere.zip", lying(END, 16, &[0xff, 0xff, 0xff, 0x7f])),
        ("twice.zip", [zipped(&[("a.txt", b"Et.")]), zipped(&[("b.txt", b"To.")])].concat()),
        ("no-parts.eml", mail("Content-Type: multipart/mixed; boundary=x", "")),
        ("no-boundary.eml", mail("Content-Type: multipart/mixed", "--\n--\n--\n")),
        ("wrong-letters.eml", mail("Content-Transfer-Encoding: base64", &"!!æ?=".repeat(500))),
        ("unknown-letters.eml", mail("Content-Type: text/plain; charset=klingon-8", "Der er 12 sager.")),
        ("long-head.eml", mail(&format!("X-A: {}", "a ".repeat(500_000)), "Der er 12 sager.")),
        ("many-heads.eml", mail(&"X-A: b\n".repeat(50_000), "Der er 12 sager.")),
        ("many-receivers.eml", mail(&format!("Cc: {}", "<a@example.dk>, ".repeat(20_000)), "Der er 12 sager.")),
        ("name-without-end.eml", parts(1, &attached.replace("bilag", &"b".repeat(100_000)))),
        (
            "attached-to-itself.eml",
            parts(3, &format!("{attached}From: a@example.dk\nTo: b@example.dk\nSubject: x\n\nx")),
        ),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}

/// What takes its time.
pub fn slow() -> Vec<Broken> {
    vec![
        ("three-hundred-megabytes.zip", bomb("tal.txt", 300)),
        ("bomb-in-a-box.zip", nested(2, bomb("tal.txt", 200))),
        ("six-thousand-members.zip", many(6_000, b"Der er 12 sager.")),
        ("twenty-thousand-parts.eml", parts(20_000, "Content-Type: text/plain\n\nDer er 12 sager.")),
        ("twenty-thousand-boxes.eml", matryoshka(20_000)),
        ("two-thousand-times-forwarded.eml", forwarded(2_000)),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}
