//! Presentations written part by part.

use super::*;
use crate::document::package::packed;

const NAMESPACES: &str = "xmlns:p='p' xmlns:a='a' xmlns:r='r' xmlns:c='c' xmlns:dgm='d'";

/// A presentation of slides, each the content of its tree of shapes, with further parts.
fn deck(slides: &[&str], more: &[(&str, &str)]) -> Vec<u8> {
    let (mut list, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, shapes) in slides.iter().enumerate() {
        // The file's order is not the show's.
        list.insert_str(0, &format!("<p:sldId id='{}' r:id='r{index}'/>", 256 + index));
        relations += &format!("<Relationship Id='r{index}' Type='slide' Target='slides/s{index}.xml'/>");
        let xml = format!("<p:sld {NAMESPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>");
        parts.push((format!("ppt/slides/s{index}.xml"), xml));
    }
    parts.push((
        MAIN.to_owned(),
        format!("<p:presentation {NAMESPACES}><p:sldIdLst>{list}</p:sldIdLst></p:presentation>"),
    ));
    parts.push(("ppt/_rels/presentation.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    parts.extend(more.iter().map(|(name, xml)| ((*name).to_owned(), (*xml).to_owned())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    packed(&parts)
}

fn read(bytes: &[u8]) -> Content {
    assert!(Slides.recognises(bytes));
    Slides.read(bytes, "oplæg.pptx", &Limits::default()).unwrap()
}

fn shape(role: &str, place: Option<(i32, i32)>, paragraphs: &[&str]) -> String {
    let ph = if role.is_empty() {
        String::new()
    } else {
        format!("<p:nvSpPr><p:nvPr><p:ph type='{role}'/></p:nvPr></p:nvSpPr>")
    };
    let xfrm = place
        .map_or(String::new(), |(x, y)| format!("<a:xfrm><a:off x='{x}' y='{y}'/><a:ext cx='100' cy='90'/></a:xfrm>"));
    let text: String = paragraphs.iter().map(|text| format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")).collect();
    format!("<p:sp>{ph}<p:spPr>{xfrm}</p:spPr><p:txBody>{text}</p:txBody></p:sp>")
}

#[test]
fn slides_are_pages_in_the_order_of_the_show() {
    let first = shape("sldNum", None, &["2"]) + &shape("title", None, &["Tal"]);
    let second =
        shape("body", None, &["Der er 131 børn.", "Målet er 100."]) + &shape("ctrTitle", None, &["Anbragte børn"]);
    let content = read(&deck(&[&first, &second], &[]));
    assert_eq!(content.text, "Anbragte børn\n\n- Der er 131 børn.\n- Målet er 100.\u{c}Tal");
    let headings: Vec<&str> = content.headings.iter().map(|heading| heading.span.of(&content.text)).collect();
    assert_eq!(headings, ["Anbragte børn", "Tal"]);
    assert_eq!(content.pages.len(), 2);
    assert_eq!(content.pages[1].span.of(&content.text), "Tal");
}

#[test]
fn shapes_are_read_from_top_to_bottom_and_from_left_to_right() {
    let group = format!(
        "<p:grpSp><p:grpSpPr><a:xfrm><a:off x='0' y='500'/><a:ext cx='200' cy='200'/><a:chOff x='0' y='0'/><a:chExt cx='100' cy='100'/></a:xfrm></p:grpSpPr>{}{}</p:grpSp>",
        shape("", Some((0, 50)), &["sidst"]),
        shape("", Some((0, 0)), &["næstsidst"]),
    );
    let slide = group
        + &shape("", Some((300, 210)), &["højre"])
        + &shape("", Some((0, 200)), &["venstre"])
        + &shape("", Some((0, 10)), &["øverst"]);
    assert_eq!(read(&deck(&[&slide], &[])).text, "øverst\n\nvenstre\n\nhøjre\n\nnæstsidst\n\nsidst");
}

#[test]
fn tables_and_the_values_of_charts_are_tables() {
    let tc = |more: &str, text: &str| {
        format!("<a:tc {more}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>")
    };
    let table = format!(
        "<p:graphicFrame><a:tbl><a:tr>{}{}</a:tr><a:tr>{}{}</a:tr></a:tbl></p:graphicFrame>",
        tc("", "Art"),
        tc("", "2018"),
        tc("gridSpan='2'", "I alt 92"),
        tc("hMerge='1'", ""),
    );
    let chart = "<p:graphicFrame><c:chart r:id='c1'/></p:graphicFrame>";
    let points = |values: &[&str]| -> String {
        values
            .iter()
            .enumerate()
            .map(|(index, value)| format!("<c:pt idx='{index}'><c:v>{value}</c:v></c:pt>"))
            .collect()
    };
    let xml = format!(
        "<c:chartSpace xmlns:c='c' xmlns:a='a'><c:chart><c:title><a:p><a:r><a:t>Udvikling</a:t></a:r></a:p></c:title><c:ser>\
        <c:tx><c:strCache>{}</c:strCache></c:tx><c:cat><c:numCache><c:formatCode>General</c:formatCode>{}</c:numCache></c:cat>\
        <c:val><c:numCache><c:formatCode>0.0%</c:formatCode>{}</c:numCache></c:val></c:ser></c:chart></c:chartSpace>",
        points(&["Andel"]),
        points(&["2017", "2018"]),
        points(&["0.125", "0.2"]),
    );
    let relations = "<Relationships><Relationship Id='c1' Type='chart' Target='../charts/c.xml'/></Relationships>";
    let more = [("ppt/slides/_rels/s0.xml.rels", relations), ("ppt/charts/c.xml", xml.as_str())];
    let content = read(&deck(&[&(table + chart)], &more));
    assert_eq!(content.text, "Art\t2018\nI alt 92\t\n\nUdvikling\n\n\t2017\t2018\nAndel\t12,5 %\t20 %");
}

#[test]
fn a_broken_slide_is_an_empty_page_and_the_rest_is_read() {
    let content = read(&deck(&[&shape("title", None, &["Tal"]), "<p:sp>"], &[]));
    assert_eq!((content.text.as_str(), content.pages.len(), content.notices.len()), ("\u{c}Tal", 2, 1));
    let fallback = format!(
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        shape("", None, &["en gang"]),
        shape("", None, &["en gang"]),
    );
    assert_eq!(read(&deck(&[&fallback], &[])).text, "en gang");
}
