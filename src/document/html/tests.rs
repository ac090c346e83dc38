//! Web pages as they come.

use super::*;

fn read(html: &str) -> Content {
    assert!(Html.recognises(html.as_bytes()), "{html}");
    Html.read(html.as_bytes(), "side.html", &Limits::default()).unwrap()
}

#[test]
fn a_page_is_read_as_a_reader_reads_it() {
    let page = "<!DOCTYPE html><html><head><title>Børn &amp; unge</title><style>p{}</style></head><body>\
        <nav>Menu</nav><header>Logo</header><main><header><h1>Årets\n tal</h1></header>\
        <p>Der er <b>12</b> børn<br>og 3 unge.</p><ul><li>et</li><li><p>to</p></li></ul>\
        <script>x()</script></main><footer>Kontakt</footer></body></html>";
    let content = read(page);
    assert_eq!(content.text, "Årets tal\n\nDer er 12 børn\nog 3 unge.\n\n- et\n- to");
    assert_eq!(content.title.as_deref(), Some("Børn & unge"));
    assert_eq!(content.headings.len(), 1);
    assert_eq!(content.headings[0].span.of(&content.text), "Årets tal");
}

#[test]
fn cells_that_span_leave_empty_cells() {
    let page = "<table><caption>Anbragte</caption><tr><th rowspan=2>Art</th><th colspan=2>År</th></tr>\
        <tr><th>2018</th><th>2019</th></tr><tr><td>Pleje<br>familie</td><td>12</td><td></td></tr></table>";
    assert_eq!(read(page).text, "Anbragte\n\nArt\tÅr\t\n\t2018\t2019\nPleje familie\t12\t");
}

#[test]
fn tables_for_layout_are_paragraphs() {
    let page = "<table><tr><td>Venstre<table><tr><td>a</td><td>1</td></tr></table>efter</td><td>Højre</td></tr></table>\
        <table><tr><td>ene</td></tr><tr><td>to</td></tr></table>";
    assert_eq!(read(page).text, "Venstre\n\na\t1\n\nefter\n\nHøjre\n\nene\n\nto");
}

#[test]
fn a_form_around_a_whole_page_is_no_form() {
    let page = "<html><body><form><p>Tekst om børn.</p><input></form><form><label>Søg</label></form></body></html>";
    assert_eq!(read(page).text, "Tekst om børn.");
}

#[test]
fn the_encoding_is_the_declared_one() {
    let page = "<html><head><meta charset=\"iso-8859-1\"></head><body>Børn</body></html>";
    let bytes = WINDOWS_1252.encode(page).0.into_owned();
    assert_eq!(Html.read(&bytes, "side.html", &Limits::default()).unwrap().text, "Børn");
    let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(Html.recognises(&utf16));
    assert_eq!(Html.read(&utf16, "side.html", &Limits::default()).unwrap().text, "Børn");
}

#[test]
fn deep_nesting_is_cut_with_a_notice() {
    let page = format!("<html><p>Før</p>{}dybt", "<div>".repeat(100_000));
    let content = read(&page);
    assert_eq!(content.text, "Før");
    assert_eq!(content.notices.len(), 1);
}

#[test]
fn text_about_markup_is_no_page() {
    assert!(!Html.recognises(b"Notat om <html> og <p>"));
    assert!(!Html.recognises(b"<personlige oplysninger>"));
}

#[test]
fn scripts_and_tags_left_open_are_no_depth() {
    let script = "<script>for (i=0;i<length;i++) { a<b }</script>".repeat(2000);
    let page = format!("<html>{script}{}<p>Sidste afsnit.</p>", "<p><b>fed".repeat(500));
    assert!(read(&page).text.ends_with("Sidste afsnit."));
}

#[test]
fn what_stands_wrongly_is_where_a_browser_puts_it() {
    let page = "<table>Før<tr><td>12</td>midt<td>3</td></tr></table>";
    assert_eq!(read(page).text, "Førmidt\n\n12\t3");
    assert_eq!(read("<p>en <b>to<p>tre</b> fire</p>").text, "en to\n\ntre fire");
    assert_eq!(read("<p>et<template><p>skjult</template> to").text, "et to");
    assert_eq!(read("<body><div><p>et</div><body hidden>").text, "");
}

#[test]
fn depth_costs_no_stack() {
    let tree = Tree::parse(&format!("{}dybt", "<b>".repeat(100_000)));
    assert!(tree.descendants(Tree::ROOT).count() > 100_000);
    let mut walk = Walk::new(&Limits::default(), Chrome::of(&tree));
    walk.tree(&tree);
    assert_eq!(walk.out.text, "dybt");
}

#[test]
fn what_stands_around_an_agenda_is_none_of_its_text() {
    let page = "<html><body><div id='CybotCookiebotDialog'><h2>Vi bruger cookies</h2><p>Vælg 5.</p></div>\
        <a class='skip-link' href='#i'>Gå til indhold</a><div role='banner'><p>Byens logo</p></div>\
        <div role='navigation'><ul><li>Borger</li></ul></div><ol class='breadcrumb'><li>Forside</li></ol>\
        <form role='search'><p>Søg</p></form><aside><p>Andre sider</p></aside>\
        <div id='i'><h1>Punkt 7: Anbragte børn</h1><p>Der er 131<sup>1</sup> børn og <del>9</del> unge.</p>\
        <main><aside><p>Fakta: 12 børn</p></aside></main>\
        <div aria-label='Del siden'><p>Facebook</p></div><p aria-hidden='true'>pynt</p><p style='display: none'>skjult</p></div>\
        <div role='contentinfo'><p>Tlf. 12</p></div></body></html>";
    assert_eq!(read(page).text, "Punkt 7: Anbragte børn\n\nDer er 131¹ børn og unge.\n\nFakta: 12 børn");
}

#[test]
fn what_a_reader_can_open_is_text() {
    let page = "<html><body aria-hidden='true'><h1>Tal</h1><button aria-controls='a1 a2'>Vis</button>\
        <div id='a1' hidden><p>Foldet sammen 12</p></div><div class='accordion__panel' style='display:none'><p>også 13</p></div>\
        <div role='tabpanel' aria-hidden='true'><p>og 14</p></div><div hidden='until-found'><p>og 15</p></div>\
        <div id='b' hidden><p>væk</p></div><details><summary>Mere</summary><p>og 16</p></details></body></html>";
    assert_eq!(read(page).text, "Tal\n\nFoldet sammen 12\n\nogså 13\n\nog 14\n\nog 15\n\nMere\n\nog 16");
}

#[test]
fn names_that_could_mean_text_drop_nothing() {
    let page = "<html><body class='breadcrumb-page' role='banner'><div class='cookie-statistik'><p>Cookies: 3</p></div>\
        <section aria-label='Delaftale om børn'><p>Aftalen</p></section><div class='share-of-children'><p>10 %</p></div></body></html>";
    assert_eq!(read(page).text, "Cookies: 3\n\nAftalen\n\n10 %");
}

#[test]
fn an_xml_page_says_its_encoding_in_its_first_line() {
    let page = "<?xml version='1.0' encoding='iso-8859-1'?><html><body>B\u{f8}rn</body></html>";
    let bytes = WINDOWS_1252.encode(page).0.into_owned();
    assert_eq!(Html.read(&bytes, "side.html", &Limits::default()).unwrap().text, "Børn");
}

#[test]
fn the_head_of_a_page_says_who_wrote_it_and_when() {
    let page = "<!doctype html><html><head><title>Notat</title><meta name='Author' content='Inge Holm'>\
                <meta property='article:published_time' content='2019-03-12T08:00:00+01:00'></head><p>Tekst</p></html>";
    let content = read(page);
    assert_eq!(content.author.as_deref(), Some("Inge Holm"));
    assert_eq!(content.written.map(|day| day.to_string()).as_deref(), Some("2019-03-12"));
}
