//! Workbooks written part by part.

use super::*;
use crate::{document::package::packed, span::Span};

const STYLES: &str = "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>\
    <numFmts><numFmt numFmtId='164' formatCode='#,##0.0'/></numFmts>\
    <cellXfs><xf numFmtId='0'/><xf numFmtId='10' applyNumberFormat='1'/><xf numFmtId='164' applyNumberFormat='1'/>\
    <xf numFmtId='14' applyNumberFormat='1'/></cellXfs></styleSheet>";

/// A workbook of sheets; each is a name, attributes of its entry, and its rows.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut entries, mut rels) = (String::new(), String::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (index, (name, more, rows)) in sheets.iter().enumerate() {
        entries += &format!("<sheet name='{name}' sheetId='{}' r:id='r{index}' {more}/>", index + 1);
        rels +=
            &format!("<Relationship Id='r{index}' Type='{relations}/worksheet' Target='worksheets/sheet{index}.xml'/>");
        let sheet = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{index}.xml"), sheet));
    }
    rels += &format!("<Relationship Id='s' Type='{relations}/styles' Target='styles.xml'/>");
    parts.push((
        "xl/workbook.xml".into(),
        format!("<workbook xmlns='{main}' xmlns:r='{relations}'><sheets>{entries}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships xmlns='{package}'>{rels}</Relationships>"),
    ));
    let root = format!("<Relationship Id='b' Type='{relations}/officeDocument' Target='xl/workbook.xml'/>");
    parts.push(("_rels/.rels".into(), format!("<Relationships xmlns='{package}'>{root}</Relationships>")));
    parts.push(("xl/styles.xml".into(), STYLES.into()));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    packed(&parts)
}

fn t(at: &str, text: &str) -> String {
    format!("<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>")
}

fn n(at: &str, style: usize, value: &str) -> String {
    format!("<c r='{at}' s='{style}'><v>{value}</v></c>")
}

fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

fn read(bytes: &[u8]) -> Content {
    assert!(Workbook.recognises(bytes));
    Workbook.read(bytes, "tal.xlsx", &Limits::default()).unwrap()
}

#[test]
fn a_sheet_is_its_name_its_lines_and_its_tables() {
    let rows = [
        row(&[t("B1", "Anbragte børn")]),
        row(&[t("B2", "Type"), n("C2", 0, "2018"), n("E2", 0, "2019")]),
        row(&[t("B3", "Plejefamilie"), n("C3", 2, "1066.5"), n("E3", 0, "0.30000000000000004")]),
        row(&[t("B4", "Andel"), n("C4", 1, "0.125"), n("E4", 3, "43536")]),
        row(&[t("B5", "Kilde: kommunen")]),
        row(&[t("B9", "Alene")]),
    ];
    let content = read(&workbook(&[("Tal &amp; mål", "", &rows.concat()), ("Tom", "", "")]));
    assert_eq!(
        content.text,
        "Tal & mål\n\nAnbragte børn\n\nType\t2018\t2019\nPlejefamilie\t1.066,5\t0,3\nAndel\t12,5 %\t12-03-2019\n\n\
         Kilde: kommunen\n\nAlene"
    );
    assert_eq!((content.kind, content.headings.len(), content.notices.len()), (Kind::Sheet, 1, 0));
    let address = |text: &str| {
        let at = content.text.find(text).unwrap();
        content.cells.address(Span::new(at, at + text.len()))
    };
    assert_eq!(address("1.066").as_deref(), Some("Tal & mål!C3"));
    assert_eq!(address("0,3").as_deref(), Some("Tal & mål!E3"));
    assert_eq!(address("Alene").as_deref(), Some("Tal & mål!B9"));
    assert_eq!(address("Tal & mål"), None);
}

#[test]
fn what_has_no_value_is_empty_and_said() {
    let rows = [
        row(&[t("A1", "Art"), t("B1", "Antal")]),
        row(&[t("A2", "a"), "<c r='B2'><f>SUM(C1:C9)</f></c>".to_owned()]),
        row(&[t("A3", "b"), "<c r='B3' t='e'><f>1/0</f><v>#DIV/0!</v></c>".to_owned()]),
        row(&[t("A4", "c"), "<c r='B4'><f>1+1</f><v>2</v></c>".to_owned()]),
    ];
    let content = read(&workbook(&[("Ark1", "", &rows.concat())]));
    assert_eq!(content.text, "Ark1\n\nArt\tAntal\na\t\nb\t\nc\t2");
    let said: Vec<&str> = content.notices.iter().map(|notice| notice.message.as_str()).collect();
    assert!(
        said[0].contains("an error instead of a value: 1") && said[1].contains("without a stored value"),
        "{said:?}"
    );
}

#[test]
fn hidden_sheets_are_read_and_said() {
    let content = read(&workbook(&[("Skjult", "state='hidden'", &row(&[t("A1", "Tekst")]))]));
    assert_eq!(content.text, "Skjult\n\nTekst");
    assert_eq!(content.notices, [Notice::remark("the sheet Skjult is hidden, and was read")]);
}

#[test]
fn a_sheet_of_a_million_rows_and_columns_costs_what_it_holds() {
    let far = [row(&[t("A1", "a"), t("XFD1", "b")]), row(&[t("A1048576", "c"), t("B1048576", "d")])].concat();
    assert_eq!(read(&workbook(&[("Ark1", "", &far)])).text, "Ark1\n\na\tb\n\nc\td");
    let slant: String = (1..3000).map(|at| format!("<row r='{at}'><c r='A{at}'><v>1</v></c></row>")).collect();
    assert_eq!(read(&workbook(&[("Ark1", "", &slant)])).text.lines().filter(|line| *line == "1").count(), 2999);
}

#[test]
fn what_unpacks_beyond_the_limit_is_refused() {
    let bytes = workbook(&[("Ark1", "", &row(&[t("A1", &"a".repeat(50_000))]))]);
    let limits = Limits { unpacked_bytes: 10_000, ..Limits::default() };
    assert_eq!(Workbook.read(&bytes, "bombe.xlsx", &limits).unwrap_err().kind(), ErrorKind::Limit);
    let cut = &bytes[..bytes.len() - 200];
    assert_eq!(Workbook.read(cut, "halv.xlsx", &Limits::default()).unwrap_err().kind(), ErrorKind::Damaged);
}

#[test]
fn cells_that_are_claimed_to_repeat_without_end_are_refused() {
    let content = |rows: u32| {
        format!(
            "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet><table:table table:name='Ark1'>\
            <table:table-row table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated='16000' \
            office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell></table:table-row>\
            </table:table></office:spreadsheet></office:body></office:document-content>"
        )
    };
    let read = |rows| {
        let bytes = packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest='m'/>"),
            ("content.xml", content(rows).as_bytes()),
        ]);
        Workbook.read(&bytes, "bombe.ods", &Limits::default())
    };
    assert_eq!(read(1_000_000).unwrap_err().kind(), ErrorKind::Limit);
    assert!(read(2).unwrap().text.starts_with("Ark1\n\n1\t1\t1"));
}

#[test]
fn cells_that_no_sheet_has_are_told_of() {
    for place in ["XFE1", "A1048577", "ZZZZZZZ1", "A99999999999999", "A18446744073709551615"] {
        let rows = [row(&[t("A1", "Sagstal")]), row(&[n(place, 0, "45")])].concat();
        let content = read(&workbook(&[("Ark", "", &rows)]));
        assert!(!content.text.contains("45"), "{place}: {}", content.text);
        let said = content.notices.iter().map(|notice| notice.message.as_str()).collect::<Vec<_>>().join("; ");
        assert!(said.contains("outside of every sheet: 1") || said.contains("cannot be read"), "{place}: {said}");
    }
    let rows = [row(&[t("A1", "Sagstal")]), row(&[n("XFD1048576", 0, "45")])].concat();
    assert!(read(&workbook(&[("Ark", "", &rows)])).notices.is_empty(), "the last cell is one");
}
