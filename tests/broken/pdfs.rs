//! PDFs that claim what cannot be: circles, hosts of pages, lengths beyond the file.

use super::Broken;

/// A PDF of these objects, the first of them its catalogue, with a directory that is right.
fn pdf(objects: &[&str]) -> Vec<u8> {
    with_trailer(objects, "/Root 1 0 R")
}

fn with_trailer(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut directory = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        directory += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("{directory}trailer\n<< /Size {} {trailer} >>\n", objects.len() + 1).bytes());
    out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    out
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const FONT: &str = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

/// A PDF with one page that draws this.
fn page(content: &str, resources: &str) -> Vec<u8> {
    page_and(content, resources, "/MediaBox [0 0 595 842]", &[])
}

/// The same with more said of the page, and more objects, the first of them number 5.
fn page_and(content: &str, resources: &str, more: &str, others: &[&str]) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << {resources} >> {more} >>");
    let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    pdf(&[&[CATALOG, pages, &page, &stream], others].concat())
}

fn text(content: &str) -> Vec<u8> {
    page(content, FONT)
}

/// What is read, or refused, in a moment.
pub fn quick() -> Vec<Broken> {
    let tree = |kids: &str| pdf(&[CATALOG, kids]);
    vec![
        ("kids-are-their-parent.pdf", tree("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")),
        ("a-thousand-million-pages.pdf", tree("<< /Type /Pages /Kids [] /Count 1000000000 >>")),
        ("fewer-than-no-pages.pdf", tree("<< /Type /Pages /Kids [] /Count -1 >>")),
        ("pages-are-not-there.pdf", tree("<< /Type /Pages /Kids [7 0 R 8 0 R 9 0 R] /Count 3 >>")),
        ("root-is-not-there.pdf", with_trailer(&[CATALOG], "/Root 99 0 R")),
        ("root-is-itself.pdf", with_trailer(&["1 0 R"], "/Root 1 0 R")),
        ("directory-before-itself.pdf", with_trailer(&[CATALOG], "/Root 1 0 R /Prev 9")),
        ("size-is-huge.pdf", with_trailer(&[CATALOG], "/Root 1 0 R /Size 99999999999999999999")),
        ("locked-with-nothing.pdf", with_trailer(&[CATALOG], "/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 9 >>")),
        ("form-draws-itself.pdf", {
            let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> \
                        /Length 5 >>\nstream\n/X Do\nendstream";
            page_and("/X Do", "/XObject << /X 5 0 R >>", "", &[form])
        }),
        ("font-descends-from-itself.pdf", {
            let font = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [5 0 R] >>";
            page_and("BT /F1 9 Tf (ab) Tj ET", "/Font << /F1 5 0 R >>", "", &[font])
        }),
        ("characters-without-end.pdf", {
            let map = "1 begincodespacerange <00> <ff> endcodespacerange\n\
                       1 beginbfrange <00000000> <ffffffff> <0041> endbfrange";
            let map = format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len());
            let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>";
            page_and("BT /F1 9 Tf 72 700 Td (Der er 12) Tj ET", "/Font << /F1 5 0 R >>", "", &[font, &map])
        }),
        ("length-is-itself.pdf", {
            let stream = "<< /Length 5 0 R >>\nstream\nBT ET\nendstream";
            page_and("", "", "/Contents 5 0 R", &[stream])
        }),
        ("length-is-beyond-the-file.pdf", {
            let stream = "<< /Length 4294967296 >>\nstream\nBT ET\nendstream";
            page_and("", "", "/Contents [5 0 R 5 0 R]", &[stream])
        }),
        ("objects-in-their-own-stream.pdf", {
            let stream =
                "<< /Type /ObjStm /N 2147483647 /First 9 /Extends 5 0 R /Length 9 >>\nstream\n5 0 5 0 5\nendstream";
            page_and("", "", "", &[stream])
        }),
        ("box-without-end.pdf", page_and("", "", "/MediaBox [-1e38 -1e38 1e38 1e38]", &[])),
        ("box-of-nothing.pdf", page_and("BT /F1 9 Tf (12) Tj ET", FONT, "/MediaBox [0 0 0 0]", &[])),
        ("page-turned-oddly.pdf", page_and("BT /F1 9 Tf (12) Tj ET", FONT, "/Rotate 2147483647 /MediaBox [9 9]", &[])),
        ("text-far-away.pdf", text("BT /F1 1e30 Tf 1e30 0 0 1e30 1e30 -1e30 Tm (12 sager) Tj ET")),
        ("text-of-no-size.pdf", text("BT /F1 0 Tf 0 0 0 0 0 0 Tm (12 sager) Tj ET")),
        ("brackets-without-end.pdf", text(&"[".repeat(200_000))),
        ("names-without-end.pdf", text(&"<< /A ".repeat(50_000))),
        ("saved-and-never-restored.pdf", text(&"q ".repeat(200_000))),
        ("restored-and-never-saved.pdf", text(&"Q ET ".repeat(50_000))),
        ("one-very-long-word.pdf", text(&format!("BT /F1 9 Tf 72 700 Td ({}) Tj ET", "a".repeat(200_000)))),
        ("nested-in-the-catalogue.pdf", pdf(&[&format!("<< /Pages {}", "[".repeat(100_000))])),
        ("two-in-one.pdf", [text("BT /F1 9 Tf 72 700 Td (Der er 12 sager.) Tj ET"), page("", "")].concat()),
        (
            "behind-a-web-page.pdf",
            [b"<html><p>Fejl 404</p></html>\n".to_vec(), text("BT /F1 9 Tf (12) Tj ET")].concat(),
        ),
        ("only-its-first-line.pdf", b"%PDF-1.7\n".to_vec()),
        ("only-its-end.pdf", b"%PDF-1.7\ntrailer\n<< /Root 1 0 R /Size 2 >>\nstartxref\n0\n%%EOF".to_vec()),
        ("picture-without-end.pdf", {
            let image = "<< /Type /XObject /Subtype /Image /Width 2147483647 /Height 2147483647 /ColorSpace /DeviceRGB \
                         /BitsPerComponent 8 /Filter /DCTDecode /Length 2 >>\nstream\n\u{1}\u{2}\nendstream";
            page_and("q 595 0 0 842 0 0 cm /X Do Q", "/XObject << /X 5 0 R >>", "", &[image])
        }),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}

/// What takes its time.
pub fn slow() -> Vec<Broken> {
    let words = "1 0 0 1 9 0 cm BT /F1 9 Tf (12 sager) Tj ET ".repeat(40_000);
    let lines = "0 0 m 500 0 l S 0 1 0 1 re f ".repeat(60_000);
    let kids: String = (0..20_000).map(|_| "3 0 R ").collect();
    let pages = format!("<< /Type /Pages /Kids [{kids}] /Count 20000 >>");
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let deep: Vec<String> = (3..3_000)
        .map(|next| format!("<< /Type /Pages /Parent {} 0 R /Kids [{next} 0 R] /Count 1 >>", next - 2))
        .collect();
    let deep: Vec<&str> = std::iter::once(CATALOG).chain(deep.iter().map(String::as_str)).collect();
    vec![
        ("forty-thousand-texts.pdf", text(&words)),
        ("sixty-thousand-lines.pdf", text(&lines)),
        ("a-page-twenty-thousand-times.pdf", pdf(&[CATALOG, &pages, page])),
        ("pages-within-pages.pdf", pdf(&deep)),
    ]
    .into_iter()
    .map(Broken::from)
    .collect()
}
