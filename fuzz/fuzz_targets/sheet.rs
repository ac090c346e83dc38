//! Workbooks: the markup of a sheet, its strings and its styles, an OpenDocument table, or a container as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal_fuzz::read_parts;

const PARTS: [&str; 3] = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];

const FIXED: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' \
         Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' \
         Target='xl/workbook.xml'/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
         xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
         <sheets><sheet name='Ark' sheetId='1' r:id='a'/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
         <Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' \
         Target='worksheets/sheet1.xml'/>\
         <Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' \
         Target='sharedStrings.xml'/>\
         <Relationship Id='c' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' \
         Target='styles.xml'/></Relationships>",
    ),
];

const OPEN: (&str, &str) = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");

fuzz_target!(|bytes: &[u8]| {
    if bytes.windows(7).any(|seven| seven == b"office:") {
        read_parts(bytes, &["content.xml"], &[OPEN]);
    } else {
        read_parts(bytes, &PARTS, &FIXED);
    }
});
