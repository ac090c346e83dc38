//! PDFs that end the process which reads them, made for a test.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::make::{Page, bytes, pdf};

/// Pages with a sentence each, the bad ones replaced by what `spoil` makes of them.
pub fn spoilt(pages: u32, bad: &[u32], spoil: impl Fn(&mut Document) -> (Stream, Dictionary)) -> Vec<u8> {
    let page = |number| Page::new().text(72.0, 700.0, 12.0, &format!("Side {number} har 12 ord."));
    let mut document = pdf((1..=pages).map(page).collect());
    for number in bad {
        let (content, resources) = spoil(&mut document);
        let content = document.add_object(content);
        let id = document.get_pages()[number];
        let page = document.get_object_mut(id).and_then(Object::as_dict_mut).expect("a page");
        page.set("Contents", content);
        page.set("Resources", resources);
    }
    bytes(document)
}

fn stream(content: impl Into<Vec<u8>>) -> Stream {
    Stream::new(dictionary! {}, content.into())
}

/// A colour whose function opens a brace a million times: the stack overflows.
pub fn too_deep(document: &mut Document) -> (Stream, Dictionary) {
    let function = dictionary! {
        "FunctionType" => 4, "Domain" => vec![0.into(), 1.into()], "Range" => vec![0.into(), 1.into()],
    };
    let function = document.add_object(Stream::new(function, vec![b'{'; 1_000_000]));
    let space: Vec<Object> = vec!["Separation".into(), "Spot".into(), "DeviceGray".into(), function.into()];
    (stream("/Deep cs 0.5 scn 0 0 100 100 re f"), dictionary! { "ColorSpace" => dictionary! { "Deep" => space } })
}

/// A form that draws ten forms that draw ten forms, and so on; the innermost draws `innermost`.
pub fn endless(document: &mut Document, innermost: &str) -> (Stream, Dictionary) {
    let form = |inner: Option<Object>| {
        let mut form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
        };
        if let Some(inner) = inner {
            form.set("Resources", dictionary! { "XObject" => dictionary! { "Next" => inner } });
        }
        form
    };
    let mut inner: Object = document.add_object(Stream::new(form(None), innermost.into())).into();
    for _ in 0..12 {
        inner = document.add_object(Stream::new(form(Some(inner)), b"/Next Do ".repeat(10))).into();
    }
    (stream("/Next Do"), dictionary! { "XObject" => dictionary! { "Next" => inner } })
}

/// A font that gives a width to two thousand million characters.
pub fn too_large(_: &mut Document) -> (Stream, Dictionary) {
    let descendant = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Wide",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "W" => vec![0.into(), 2_000_000_000.into(), 500.into()],
    };
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Wide", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
    };
    (stream("BT /Wide 12 Tf (abcd) Tj ET"), dictionary! { "Font" => dictionary! { "Wide" => font } })
}
