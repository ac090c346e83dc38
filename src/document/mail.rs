//! E-mails (.eml).
//!
//! Takes a message, gives its subject as heading, who wrote to whom and when, and its body; the plain text where there
//! is one, else the HTML. Attachments are documents of their own, beside it; pictures that belong to the body and
//! signatures are none. Refuses nothing that has a header: what is broken in the body is read as far as it goes.

use mail_parser::{Address, DateTime, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{
    Kind, Limits,
    builder::Builder,
    container::{Listing, distinct, tidy_path},
    html::Html,
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice, quantity::MONTHS};

pub(super) struct Mail;

/// Fields that programs write and people do not.
const MACHINE: &[&str] = &["received", "mime-version", "message-id", "return-path", "delivered-to", "content-type"];
/// Fields that a message has whoever wrote it.
const USUAL: &[&str] = &["from", "to", "subject", "date", "cc", "sender"];

/// Whether bytes begin as a message does: with lines of fields, those that a person types and those that a program
/// adds. A note that begins with `Til:` and `Dato:` has none of the latter.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let head = head.strip_prefix('\u{feff}').unwrap_or(&head);
    let cut = head.len() >= 4096;
    let (mut usual, mut machine, mut lines) = (0, 0, head.lines().peekable());
    // What a mailbox file puts before a message.
    if lines.peek().is_some_and(|line| line.starts_with("From ")) {
        lines.next();
    }
    let mut first = true;
    while let Some(line) = lines.next() {
        if line.trim_end().is_empty() {
            break;
        }
        if !std::mem::take(&mut first) && line.starts_with([' ', '\t']) {
            continue;
        }
        let field = line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
        let is_name = |name: &String| {
            !name.is_empty() && name.len() < 60 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        match field.filter(is_name) {
            Some(name) if USUAL.contains(&name.as_str()) => usual += 1,
            Some(name) if MACHINE.contains(&name.as_str()) => machine += 1,
            Some(_) => {}
            // The last line that was looked at may be half a line.
            None if cut && lines.peek().is_none() => {}
            None => return false,
        }
    }
    usual >= 2 && machine >= 1
}

impl Reader for Mail {
    fn recognises(&self, bytes: &[u8]) -> bool {
        is_mail(bytes)
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let message = parse(bytes, name)?;
        let mut out = Builder::new(limits.text_bytes);
        let mut notices = Vec::new();
        let subject = message.subject().unwrap_or_default();
        out.heading(subject, 1);
        out.paragraph(&fields(&message));
        for part in message.text_bodies() {
            body(part, name, limits, &mut out, &mut notices);
        }
        if out.cut {
            notices.push(text::cut_notice(limits));
        }
        notices.extend(list(bytes, name, limits).trouble.map(|error| Notice::partial(error.one_line())));
        Ok(Content {
            headings: out.headings,
            title: Some(subject.to_owned()),
            notices,
            ..Content::new(Kind::Mail, out.text)
        })
    }
}

fn parse<'x>(bytes: &'x [u8], name: &str) -> Result<Message<'x>> {
    MessageParser::default().parse(bytes).ok_or_else(|| {
        Error::new(ErrorKind::Damaged, format!("{name} is a damaged e-mail")).hint("save it from the mail program anew")
    })
}

/// Who wrote to whom and when, as a Danish mail program shows it.
fn fields(message: &Message) -> String {
    let mut lines = Vec::new();
    for (label, address) in [("Fra", message.from()), ("Til", message.to()), ("Cc", message.cc())] {
        let people: Vec<String> = address.map(people).unwrap_or_default();
        if !people.is_empty() {
            lines.push(format!("{label}: {}", people.join(", ")));
        }
    }
    lines.extend(message.date().and_then(day).map(|day| format!("Dato: {day}")));
    lines.join("\n")
}

fn people(address: &Address) -> Vec<String> {
    let person = |one: &mail_parser::Addr| match (one.name(), one.address()) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (one, other) => one.or(other).map(str::to_owned),
    };
    address.iter().filter_map(person).collect()
}

fn day(date: &DateTime) -> Option<String> {
    let month = MONTHS.get(usize::from(date.month).checked_sub(1)?)?;
    Some(format!("{}. {month} {}", date.day, date.year))
}

/// A part of the body.
fn body(part: &MessagePart, name: &str, limits: &Limits, out: &mut Builder, notices: &mut Vec<Notice>) {
    if part.is_encoding_problem {
        notices.push(Notice::partial("a part of the body is not encoded as it says; it may not be whole"));
    }
    match &part.body {
        PartType::Html(html) => match Html.read(html.as_bytes(), name, limits) {
            Ok(content) => {
                out.graft(&content.text, &content.headings);
                notices.extend(content.notices);
            }
            Err(error) => notices.push(Notice::partial(error.one_line())),
        },
        PartType::Text(text) => out.graft(text.replace("\r\n", "\n").trim(), &[]),
        _ => {}
    }
}

/// The attachments of a message.
pub(super) fn list(bytes: &[u8], name: &str, limits: &Limits) -> Listing {
    let message = match parse(bytes, name) {
        Ok(message) => message,
        Err(error) => return Listing { members: Vec::new(), trouble: Some(error) },
    };
    let parts = message.attachments().enumerate().filter(|(_, part)| is_document(part));
    let mut found: Vec<(usize, String)> = parts.map(|(index, part)| (index, name_of(part, index))).collect();
    let left_out = found.len().saturating_sub(limits.members);
    found.truncate(limits.members);
    // The message is read all the same; that some of what hangs on it is not, is said as for an archive.
    let trouble = (left_out > 0).then(|| {
        Error::new(ErrorKind::Limit, format!("{name} has {left_out} attachments more than are read of one e-mail"))
            .hint("save the attachments into a folder")
    });
    Listing { members: distinct(found), trouble }
}

/// Pictures that the body shows and what proves who sent it are no documents.
fn is_document(part: &MessagePart) -> bool {
    let (kind, subtype) = part.content_type().map_or(("", ""), |kind| (kind.ctype(), kind.subtype().unwrap_or("")));
    let is_shown = kind.eq_ignore_ascii_case("image")
        && (part.content_id().is_some() || part.content_disposition().is_some_and(|one| one.is_inline()));
    let is_proof = ["pkcs7-signature", "x-pkcs7-signature", "pgp-signature"]
        .iter()
        .any(|proof| proof.eq_ignore_ascii_case(subtype));
    // A page that was saved with all that it shows is a message too.
    let is_of_page = part.content_location().is_some() && part.content_disposition().is_none();
    !is_shown && !is_proof && !is_of_page && !part.contents().is_empty()
}

/// What an attachment is called: its own name, or the subject of a message that is attached, or its number.
fn name_of(part: &MessagePart, index: usize) -> String {
    let named = part.attachment_name().map(|name| tidy_path(name).replace('/', "_"));
    let named = named.filter(|name| !name.is_empty() && !name.starts_with('.'));
    let subject = || {
        let subject = tidy_path(part.message()?.subject()?).replace('/', "_");
        (!subject.is_empty()).then(|| format!("{subject}.eml"))
    };
    named.or_else(subject).unwrap_or_else(|| format!("attachment {}", index + 1))
}

/// The bytes of every attachment, in their order: a message is taken apart once, however many there are.
pub(super) fn attachments(bytes: &[u8], name: &str) -> Result<Vec<Vec<u8>>> {
    let message = parse(bytes, name)?;
    let contents = |part: &MessagePart| match &part.body {
        PartType::Message(inner) => inner.raw_message().to_vec(),
        _ => part.contents().to_vec(),
    };
    Ok(message.attachments().map(contents).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "From: =?utf-8?Q?J=C3=B8rgen_Holm?= <jh@example.dk>\r\nTo: udvalg@example.dk\r\n\
        Subject: =?iso-8859-1?Q?Anbragte_b=F8rn?=\r\nDate: Tue, 12 Mar 2019 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n\
        --x\r\nContent-Type: multipart/alternative; boundary=\"y\"\r\n\r\n\
        --y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Der er 131 b=F8rn anbragt.\r\n\r\nMed venlig hilsen\r\n\
        --y\r\nContent-Type: text/html\r\n\r\n<p>Der er <b>131</b></p>\r\n--y--\r\n\
        --x\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n\
        --x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''sagstal%20p%C3%A5%20vej.txt\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nU2Fnc3RhbGxldCBlciAzMy4=\r\n\
        --x\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@example.dk\r\nTo: b@example.dk\r\nSubject: Sv: tal\r\n\
        MIME-Version: 1.0\r\n\r\nTallet er 12.\r\n--x--\r\n";

    #[test]
    fn a_message_is_its_subject_its_people_its_day_and_its_body() {
        assert!(is_mail(MESSAGE.as_bytes()));
        let content = Mail.read(MESSAGE.as_bytes(), "brev.eml", &Limits::default()).unwrap();
        assert_eq!(
            content.text,
            "Anbragte børn\n\nFra: Jørgen Holm <jh@example.dk>\nTil: udvalg@example.dk\nDato: 12. marts 2019\n\n\
             Der er 131 børn anbragt.\n\nMed venlig hilsen"
        );
        assert_eq!(content.headings[0].span.of(&content.text), "Anbragte børn");
        assert_eq!(content.title.as_deref(), Some("Anbragte børn"));
    }

    #[test]
    fn attachments_have_their_names_and_their_bytes() {
        let listing = list(MESSAGE.as_bytes(), "brev.eml", &Limits::default());
        let names: Vec<&str> = listing.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["Sv_ tal.eml", "sagstal på vej.txt"].map(|name| name.replace("Sv_", "Sv:")));
        let contents = attachments(MESSAGE.as_bytes(), "x").unwrap();
        let bytes = |at: usize| contents[listing.members[at].index].clone();
        assert_eq!(bytes(1), b"Sagstallet er 33.");
        assert!(is_mail(&bytes(0)));
        assert!(Mail.read(&bytes(0), "x", &Limits::default()).unwrap().text.ends_with("Tallet er 12."));
    }

    #[test]
    fn html_is_read_where_there_is_no_plain_text() {
        let message = "From: a@example.dk\nTo: b@example.dk\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\
            <html><h2>Tal</h2><table><tr><td>Børn</td><td>12</td></tr><tr><td>Unge</td><td>3</td></tr></table></html>";
        let content = Mail.read(message.as_bytes(), "brev.eml", &Limits::default()).unwrap();
        assert!(content.text.ends_with("Tal\n\nBørn\t12\nUnge\t3"), "{}", content.text);
        assert_eq!(content.headings[0].span.of(&content.text), "Tal");
    }

    #[test]
    fn a_note_with_a_head_is_no_message() {
        assert!(!is_mail("Til: Udvalget\nFra: Forvaltningen\nDato: 12. marts 2019\n\nDer er 12 børn.".as_bytes()));
        assert!(!is_mail(b"From: a\nTo: b\nSubject: c\nDate: d\n\nTekst"));
        assert!(!is_mail("Subject: x\nMIME-Version er et felt\n".as_bytes()));
        assert!(!is_mail(b""));
    }
}
