//! Office documents whose parts are missing, endless, or about cells that no sheet has.

use std::io::{Cursor, Write as _};

use super::{Broken, bomb, laughs, zipped::zipped};

/// A Word document of this markup.
fn word(markup: &str) -> Vec<u8> {
    zipped(&[("word/document.xml", markup.as_bytes())])
}

fn body(markup: &str) -> Vec<u8> {
    word(&format!("<w:document xmlns:w='w'><w:body>{markup}</w:body></w:document>"))
}

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet with this markup, and of so many entries that name it.
fn workbook_of(sheet: &str, entries: usize) -> Vec<u8> {
    let named: String = (1..=entries).map(|n| format!("<sheet name='Ark{n}' sheetId='{n}' r:id='a'/>")).collect();
    let book = format!("<workbook xmlns='{SHEETS}' xmlns:r='{OFFICE}'><sheets>{named}</sheets></workbook>");
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
             <Relationship Id='a' Type='{OFFICE}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    zipped(&[
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn workbook(before: &str, rows: &str) -> Vec<u8> {
    workbook_of(&format!("<worksheet xmlns='{SHEETS}'>{before}<sheetData>{rows}</sheetData></worksheet>"), 1)
}

/// A spreadsheet of OpenDocument with these rows.
fn open_sheet(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>\
         <table:table table:name='Ark'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// A presentation whose list names a slide so often.
fn slides(times: usize, slide: &str) -> Vec<u8> {
    let list = "<p:sldId id='256' r:id='a'/>".repeat(times);
    let show = format!("<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst>{list}</p:sldIdLst></p:presentation>");
    let relations = "<Relationships><Relationship Id='a' Type='slide' Target='slides/s.xml'/></Relationships>";
    let slide = format!("<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>");
    zipped(&[
        ("ppt/presentation.xml", show.as_bytes()),
        ("ppt/_rels/presentation.xml.rels", relations.as_bytes()),
        ("ppt/slides/s.xml", slide.as_bytes()),
    ])
}

/// A workbook from before 2007, with one record that claims something.
fn old_workbook(kind: u16, claim: &[u8]) -> Vec<u8> {
    let record = |kind: u16, body: &[u8]| [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat();
    let place = [&28u32.to_le_bytes()[..], &[0, 0, 4, 0, b'A', b'r', b'k', b'1']].concat();
    let (begin, end) = (record(0x0809, &[0, 6, 5, 0]), record(0x000a, &[]));
    let sheet = [record(0x0809, &[0, 6, 16, 0]), record(kind, claim), end.clone()].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    let stream = [begin, record(0x0085, &place), end, sheet].concat();
    file.create_stream("/Workbook").and_then(|mut out| out.write_all(&stream)).expect("a stream");
    file.into_inner().into_inner()
}

const PARAGRAPH: &str = "<w:p><w:r><w:t>Hver rådgiver har 45 sager.</w:t></w:r></w:p>";

/// What is read, or refused, in a moment.
pub fn quick() -> Vec<Broken> {
    let cell = |place: &str| workbook("", &format!("<row><c r='{place}'><v>12</v></c></row>"));
    let spanned = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>"
    );
    let styles = "<w:styles><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>\
        <w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>";
    let styled =
        "<w:document xmlns:w='w'><w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>12</w:t></w:r></w:p></w:document>";
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:id='1'><w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>\
        </w:footnote></w:footnotes>";
    let noted =
        "<w:document xmlns:w='w'><w:p><w:r><w:t>12</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:document>";
    let repeated = "<table:table-row table:number-rows-repeated='1048576'><table:table-cell \
        office:value-type='float' office:value='1' table:number-columns-repeated='16384'/></table:table-row>";
    let grid = "<p:graphicFrame><a:tbl><a:tr><a:tc gridSpan='2000000000' rowSpan='2000000000'><a:txBody><a:p><a:r><a:t>12\
        </a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>";
    vec![
        ("no-document.docx", zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<w:styles/>")])),
        ("empty-document.docx", word("")),
        ("cut-document.docx", word("<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Hver rådgiver har 45 sag")),
        ("no-markup.docx", zipped(&[("word/document.xml", &[0xff; 5_000])])),
        ("a-thousand-million-laughs.docx", word(&laughs())),
        ("deep-tables.docx", body(&"<w:tbl><w:tr><w:tc>".repeat(20_000))),
        ("two-thousand-million-columns.docx", body(&spanned)),
        (
            "style-on-itself.docx",
            zipped(&[("word/document.xml", styled.as_bytes()), ("word/styles.xml", styles.as_bytes())]),
        ),
        (
            "note-in-itself.docx",
            zipped(&[("word/document.xml", noted.as_bytes()), ("word/footnotes.xml", notes.as_bytes())]),
        ),
        ("says-it-is-another.docx", zipped(&[("word/document.xml", b"<html><body>12</body></html>")])),
        ("everywhere.xlsx", workbook("<dimension ref='A1:XFD1048576'/>", "")),
        ("last-cell.xlsx", cell("XFD1048576")),
        ("cell-nought.xlsx", cell("A0")),
        ("cell-beyond.xlsx", cell("ZZZZZZZ99999999999999")),
        ("cell-of-nothing.xlsx", cell("")),
        ("string-beyond.xlsx", workbook("", "<row><c r='A1' t='s'><v>4294967295</v></c></row>")),
        ("number-of-letters.xlsx", workbook("", "<row><c r='A1'><v>1e999</v></c><c r='B1'><v>tolv</v></c></row>")),
        ("row-beyond.xlsx", workbook("", "<row r='18446744073709551615'><c><v>1</v></c></row>")),
        ("no-sheet.xlsx", zipped(&[("xl/workbook.xml", b"<workbook/>")])),
        ("deep-sheet.xlsx", workbook_of(&"<sheetData><row>".repeat(50_000), 1)),
        ("laughing-sheet.xlsx", workbook_of(&laughs(), 1)),
        ("repeated-for-ever.ods", open_sheet(repeated)),
        ("repeated-less-than-never.ods", open_sheet("<table:table-row table:number-rows-repeated='-1'/>")),
        ("no-slides.pptx", slides(0, "")),
        ("slide-is-not-there.pptx", zipped(&[("ppt/presentation.xml", b"<p:presentation xmlns:p='p'/>")])),
        ("deep-groups.pptx", slides(1, &"<p:grpSp>".repeat(20_000))),
        ("two-thousand-million-columns.pptx", slides(1, grid)),
        ("claims-every-cell.xls", old_workbook(0x0200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0])),
        ("more-than-there-is.xls", old_workbook(0x00fc, &[255; 8])),
        ("only-a-container.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(200)),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}

/// What takes its time.
pub fn slow() -> Vec<Broken> {
    let cells: String = (0..10_000).map(|n| format!("<c><v>{n}</v></c>")).collect();
    vec![
        ("three-hundred-megabytes.docx", bomb("word/document.xml", 300)),
        ("three-hundred-megabytes.xlsx", bomb("xl/workbook.xml", 300)),
        ("half-a-million-paragraphs.docx", body(&"<w:p/>".repeat(500_000))),
        (
            "long-table.docx",
            body(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr><w:tc>{PARAGRAPH}</w:tc></w:tr>").repeat(20_000))),
        ),
        ("ten-thousand-columns.xlsx", workbook("", &format!("<row>{cells}</row>").repeat(20))),
        ("five-thousand-sheets.xlsx", workbook_of("<worksheet><sheetData/></worksheet>", 5_000)),
        ("ten-thousand-slides.pptx", slides(10_000, "")),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}
