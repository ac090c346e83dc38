//! Word documents written part by part.

use super::*;

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    package::packed(&parts)
}

fn word(body: &str) -> Vec<u8> {
    container(&[(MAIN, &format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"))])
}

fn read(body: &str) -> Content {
    Word.read(&word(body), "notat.docx", &Limits::default()).unwrap()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>Der er </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>14</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> b&#248;rn &amp; unge</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>F&#248;r </w:t></w:r></w:p><w:p><w:r><w:t>efter</w:t></w:r></w:p>";
    assert_eq!(read(body).text, "Der er 14 børn & unge\n\nFør efter");
}

#[test]
fn merged_cells_leave_empty_cells() {
    let tc = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val='restart'/>", "Art"),
        tc("<w:gridSpan w:val='2'/>", "År"),
        tc("<w:vMerge/>", "usynlig"),
        tc("", "2018</w:t></w:r></w:p><w:p><w:r><w:t>kr."),
        tc("", "2019"),
    );
    assert_eq!(read(&format!("{}{body}{}", p("Før"), p("Efter"))).text, "Før\n\nArt\tÅr\t\n\t2018 kr.\t2019\n\nEfter");
}

#[test]
fn headings_come_from_styles_and_outline_levels() {
    let styles = "<w:styles><w:style w:styleId='Overskrift1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='Min'><w:basedOn w:val='Overskrift1'/></w:style></w:styles>";
    let body = "<w:document><w:p><w:pPr><w:pStyle w:val='Min'/></w:pPr><w:r><w:t>Anbringelser</w:t></w:r></w:p>\
        <w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Priser</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>punkt</w:t></w:r></w:p></w:document>";
    let notes = "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='1'><w:p><w:r><w:t>Inkl. moms.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = container(&[("word/styles.xml", styles), (MAIN, body), ("word/footnotes.xml", notes)]);
    let content = Word.read(&bytes, "notat.docx", &Limits::default()).unwrap();
    assert_eq!(content.text, "Anbringelser\n\nPriser\n\n- punkt\n\nInkl. moms.");
    let headings: Vec<_> = content.headings.iter().map(|h| (h.span.of(&content.text), h.level)).collect();
    assert_eq!(headings, [("Anbringelser", 1), ("Priser", 3)]);
}

#[test]
fn a_document_that_is_cut_off_is_damaged() {
    let cut = &word(&p("Tekst"))[..60];
    assert_eq!(Word.read(cut, "fil.docx", &Limits::default()).unwrap_err().kind(), ErrorKind::Damaged);
}

#[test]
fn what_unpacks_beyond_the_limit_is_refused() {
    let limits = Limits { unpacked_bytes: 10_000, ..Limits::default() };
    let error = Word.read(&word(&p(&"æ".repeat(10_000))), "bombe.docx", &limits).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[test]
fn deep_or_broken_markup_is_read_as_far_as_it_goes() {
    let deep = format!("{}{}", p("Før"), "<w:sdt>".repeat(1000));
    let content = read(&deep);
    assert_eq!(content.text, "Før");
    assert_eq!(content.notices.len(), 1);
    assert_eq!(read(&format!("{}<w:p></w:x>", p("Før"))).text, "Før");
}

#[test]
fn notes_stand_after_the_paragraph_that_refers_to_them() {
    let body = "<w:document><w:p><w:r><w:t>Der er 12</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> børn</w:t></w:r>\
        <w:r><w:endnoteReference w:id='2'/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Pris</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>5</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Efter</w:t></w:r></w:p></w:document>";
    let footnotes = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Pr. 31. maj.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='3'><w:p><w:r><w:t>Ekskl. moms.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let endnotes =
        "<w:endnotes><w:endnote w:id='2'><w:p><w:r><w:t>Alle under 18.</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let bytes = container(&[(MAIN, body), ("word/footnotes.xml", footnotes), ("word/endnotes.xml", endnotes)]);
    assert_eq!(
        Word.read(&bytes, "notat.docx", &Limits::default()).unwrap().text,
        "Der er 12¹ børn²\n\n¹ Pr. 31. maj.\n\n² Alle under 18.\n\nPris\t5³\n\n³ Ekskl. moms.\n\nEfter"
    );
}

#[test]
fn what_is_hidden_or_an_instruction_is_no_text() {
    let body = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Synlig</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t xml:space='preserve'> igen</w:t></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r><w:r><w:t>a</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t xml:space='preserve'> børn</w:t></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>uden ende</w:t></w:r></w:p><w:p><w:r><w:t>Næste</w:t></w:r></w:p>";
    assert_eq!(read(body).text, "Synlig igen\n\n12 børn\n\nNæste");
}

#[test]
fn raised_digits_and_symbols_are_characters_of_their_own() {
    let body = "<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1)</w:t></w:r>\
        <w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r><w:r><w:t>5 un</w:t></w:r><w:r><w:softHyphen/><w:t>ge</w:t></w:r>\
        <w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r></w:p>";
    assert_eq!(read(body).text, "12¹⁾≥5 unge");
}

#[test]
fn deleted_rows_and_cells_are_gone_and_moved_text_stands_once() {
    let tc = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>\
        <w:p><w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>flyttet</w:t></w:r></w:moveTo></w:p>",
        tc("", "a"),
        tc("<w:cellDel/>", "væk"),
        tc("<w:cellIns/>", "b"),
        tc("", "slettet"),
        tc("", "1"),
        tc("", "c"),
        tc("", "2"),
    );
    assert_eq!(read(&body).text, "a\tb\nc\t2\n\nflyttet");
    let split = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Før</w:t></w:r></w:p><w:tbl><w:tr>";
    assert_eq!(read(&format!("{split}{}{}</w:tr></w:tbl>", tc("", "a"), tc("", "b"))).text, "Før\n\na\tb");
}

#[test]
fn a_text_box_is_read_once_and_contents_not_at_all() {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:document xmlns:mc='mc'><w:p><w:pPr><w:pStyle w:val='Indhold'/></w:pPr><w:r><w:t>Anbringelser 5</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Om den</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='Punkt'/></w:pPr><w:r><w:t>et</w:t></w:r></w:p></w:document>",
        inner("I boksen"),
        inner("I boksen"),
    );
    let styles = "<w:styles><w:style w:styleId='Indhold'><w:name w:val='toc 1'/></w:style>\
        <w:style w:styleId='Punkt'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style></w:styles>";
    let bytes = container(&[(MAIN, &body), ("word/styles.xml", styles)]);
    assert_eq!(Word.read(&bytes, "notat.docx", &Limits::default()).unwrap().text, "I boksen\n\nOm den\n\n- et");
}

#[test]
fn strict_documents_are_read_from_where_they_say() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='r' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let body = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r><w:t>Se</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p></w:body></w:document>";
    let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>Noten</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = container(&[
        ("_rels/.rels", &relation("officeDocument", "/word/document2.xml")),
        ("word/document2.xml", body),
        ("word/_rels/document2.xml.rels", &relation("footnotes", "noter.xml")),
        ("word/noter.xml", notes),
    ]);
    assert!(Word.recognises(&bytes));
    assert_eq!(Word.read(&bytes, "notat.docx", &Limits::default()).unwrap().text, "Se¹\n\n¹ Noten");
}
