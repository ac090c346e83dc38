//! Presentations: the markup of a slide and of a chart on it, or a container as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal_fuzz::read_parts;

const PARTS: [&str; 3] = ["ppt/slides/slide1.xml", "ppt/charts/chart1.xml", "ppt/presentation.xml"];

const FIXED: [(&str, &str); 2] = [
    (
        "ppt/_rels/presentation.xml.rels",
        "<Relationships><Relationship Id='rId1' Type='slide' Target='slides/slide1.xml'/>\
         <Relationship Id='rId2' Type='slide' Target='slides/slide1.xml'/></Relationships>",
    ),
    (
        "ppt/slides/_rels/slide1.xml.rels",
        "<Relationships><Relationship Id='rId2' Type='chart' Target='../charts/chart1.xml'/>\
         <Relationship Id='rId3' Type='diagramData' Target='../charts/chart1.xml'/></Relationships>",
    ),
];

const SHOW: &str = "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='rId1'/></p:sldIdLst>\
    </p:presentation>";

fuzz_target!(|bytes: &[u8]| {
    // The list of slides is fuzzed where there is one.
    let parts = bytes.split(|byte| *byte == nogletal_fuzz::NEXT_PART).count();
    if parts >= PARTS.len() {
        read_parts(bytes, &PARTS, &FIXED);
    } else {
        read_parts(bytes, &PARTS, &[FIXED[0], FIXED[1], ("ppt/presentation.xml", SHOW)]);
    }
});
