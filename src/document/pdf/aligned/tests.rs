//! Tables drawn word by word, and how they are read. Letters are of one width, which says all that the rules need.

use super::{
    super::{
        glyphs::{Mark, Rule},
        rows::rows,
        words::Placed,
    },
    tables,
};
use crate::span::BoundingBox;

/// A page to draw on: type of 10 points, letters of 5 and blanks of 3.
#[derive(Default)]
struct Sheet {
    words: Vec<Placed>,
    rules: Vec<Rule>,
}

fn width(text: &str) -> f32 {
    text.split(' ').map(|word| 5.0 * word.chars().count() as f32 + 3.0).sum::<f32>() - 3.0
}

impl Sheet {
    fn left(mut self, x: f32, y: f32, text: &str) -> Self {
        let mut at = x;
        for word in text.split(' ') {
            let bbox = BoundingBox { x0: at, y0: y - 8.0, x1: at + width(word), y1: y + 2.0 };
            at = bbox.x1 + 3.0;
            let text = word.to_owned();
            let mark = Mark::None;
            self.words.push(Placed {
                text,
                bbox,
                baseline: y,
                size: 10.0,
                bold: false,
                mark,
                table: None,
                confidence: 1.0,
            });
        }
        self
    }

    fn right(self, x: f32, y: f32, text: &str) -> Self {
        self.left(x - width(text), y, text)
    }

    fn centred(self, x: f32, y: f32, text: &str) -> Self {
        self.left(x - width(text) / 2.0, y, text)
    }

    /// A label at 50 and numbers that end at 250, 320 and so on.
    fn row(self, y: f32, label: &str, numbers: &[&str]) -> Self {
        let sheet = if label.is_empty() { self } else { self.left(50.0, y, label) };
        numbers.iter().enumerate().fold(sheet, |sheet, (column, number)| {
            if number.is_empty() { sheet } else { sheet.right(250.0 + 70.0 * column as f32, y, number) }
        })
    }

    fn rule(mut self, y: f32) -> Self {
        self.rules.push(Rule { x0: 50.0, y0: y, x1: 400.0, y1: y });
        self
    }

    /// The tables' rows, their cells parted by bars.
    fn read(&self) -> Vec<Vec<String>> {
        let lines = rows((0..self.words.len()).collect(), &self.words);
        let text =
            |cell: &Vec<usize>| cell.iter().map(|id| self.words[*id].text.as_str()).collect::<Vec<_>>().join(" ");
        let row = |row: &Vec<Vec<usize>>| row.iter().map(text).collect::<Vec<_>>().join("|");
        tables(&lines, &self.words, &self.rules).iter().map(|table| table.cells.iter().map(row).collect()).collect()
    }

    /// The rows of the only table.
    fn table(&self) -> Vec<String> {
        let mut tables = self.read();
        assert_eq!(tables.len(), 1, "{tables:?}");
        tables.remove(0)
    }
}

#[test]
fn a_head_of_two_lines_is_one_row_when_they_stand_closer_than_rows() {
    let heads = |below: f32| {
        Sheet::default()
            .left(50.0, 100.0, "Tilbud")
            .centred(235.0, 100.0, "Budget")
            .centred(305.0, 100.0, "Antal")
            .centred(235.0, below, "2024")
            .centred(305.0, below, "børn")
            .row(130.0, "Familiepleje", &["4.250", "17"])
            .row(146.0, "Aflastning", &["920", "8"])
            .row(162.0, "Efterskole", &["75", "3"])
    };
    let body = ["Familiepleje|4.250|17", "Aflastning|920|8", "Efterskole|75|3"];
    assert_eq!(heads(112.0).table(), [&["Tilbud|Budget 2024|Antal børn"][..], &body].concat());
    // Years in lines of their own are a second row of heads.
    let two = Sheet::default()
        .left(50.0, 98.0, "Tilbud")
        .row(98.0, "", &["Budget", "Regnskab"])
        .row(114.0, "", &["2024", "2023"])
        .row(130.0, "Familiepleje", &["4.250", "1.700"])
        .row(146.0, "Aflastning", &["920", "850"])
        .row(162.0, "Efterskole", &["75", "30"]);
    assert_eq!(two.table()[..3], ["Tilbud|Budget|Regnskab", "|2024|2023", "Familiepleje|4.250|1.700"]);
}

#[test]
fn a_second_line_under_one_head_alone_belongs_to_the_table() {
    let sheet = Sheet::default()
        .left(50.0, 100.0, "Tilbud")
        .centred(235.0, 100.0, "Budget 2024")
        .centred(305.0, 100.0, "Antal")
        .centred(305.0, 112.0, "børn")
        .row(130.0, "Familiepleje", &["4.250", "17"])
        .row(146.0, "Aflastning", &["920", "8"])
        .row(162.0, "Efterskole", &["75", "3"]);
    assert_eq!(sheet.table()[0], "Tilbud|Budget 2024|Antal børn");
}

#[test]
fn the_lines_of_a_head_may_stand_above_and_below_the_other_heads() {
    let sheet = Sheet::default()
        .centred(235.0, 94.0, "Budget")
        .left(50.0, 100.0, "Tilbud")
        .centred(305.0, 100.0, "Antal børn")
        .centred(235.0, 106.0, "2024")
        .row(124.0, "Familiepleje", &["4.250", "17"])
        .row(140.0, "Aflastning", &["920", "8"])
        .row(156.0, "Efterskole", &["75", "3"]);
    assert_eq!(sheet.table()[..2], ["Tilbud|Budget 2024|Antal børn", "Familiepleje|4.250|17"]);
}

#[test]
fn heads_whose_gaps_are_all_alike_are_heads_and_a_line_of_prose_above_is_none() {
    let heads = ["Andel", "Børn", "Andel", "Timer"];
    let numbers = |sheet: Sheet| {
        sheet.row(116.0, "Familiepleje", &["4,5", "17", "8", "12"]).row(132.0, "Rådgivning", &["9,2", "8", "3", "250"])
    };
    let table = numbers(Sheet::default().row(100.0, "", &heads)).table();
    assert_eq!(table, ["|Andel|Børn|Andel|Timer", "Familiepleje|4,5|17|8|12", "Rådgivning|9,2|8|3|250"]);
    let prose = Sheet::default().left(50.0, 100.0, "Kommunen har talt alle de børn som får hjælp efter loven");
    assert_eq!(numbers(prose).table(), ["Familiepleje|4,5|17|8|12", "Rådgivning|9,2|8|3|250"]);
}

#[test]
fn a_unit_alone_above_several_columns_is_no_row_of_the_table() {
    let sheet = Sheet::default()
        .row(84.0, "", &["", "", "1.000 kr."])
        .row(100.0, "Tilbud", &["2022", "2023", "2024"])
        .row(116.0, "Familiepleje", &["4.250", "4.100", "4.300"])
        .row(132.0, "Rådgivning", &["920", "850", "875"]);
    assert_eq!(sheet.table()[0], "Tilbud|2022|2023|2024");
}

#[test]
fn heads_beside_their_numbers_make_no_column_of_their_own() {
    // Centred over a wide cell whose numbers are short and set to the right.
    let sheet = Sheet::default()
        .left(50.0, 100.0, "Tilbud")
        .centred(220.0, 100.0, "2023")
        .centred(290.0, 100.0, "2024")
        .row(116.0, "Familiepleje", &["95", "4"])
        .row(132.0, "Rådgivning", &["0", "12"]);
    assert_eq!(sheet.table(), ["Tilbud|2023|2024", "Familiepleje|95|4", "Rådgivning|0|12"]);
}

#[test]
fn labels_that_stand_in_make_no_column_and_texts_beside_labels_do() {
    let inset = Sheet::default()
        .row(100.0, "Tilbud", &["2023", "2024"])
        .row(116.0, "Døgntilbud", &["95", "4"])
        .left(62.0, 132.0, "Familiepleje")
        .row(132.0, "", &["60", "3"])
        .left(62.0, 148.0, "Opholdssted")
        .row(148.0, "", &["35", "1"]);
    assert_eq!(inset.table(), ["Tilbud|2023|2024", "Døgntilbud|95|4", "Familiepleje|60|3", "Opholdssted|35|1"]);
    let texts = [("0-5 år", "Drenge", "14"), ("6-12 år", "Piger", "11"), ("13-17 år", "Drenge", "9")];
    let sheet = texts.iter().enumerate().fold(Sheet::default(), |sheet, (place, (age, text, number))| {
        let y = 100.0 + 16.0 * place as f32;
        sheet.left(50.0, y, age).left(120.0, y, text).right(250.0, y, number)
    });
    assert_eq!(sheet.table(), ["0-5 år|Drenge|14", "6-12 år|Piger|11", "13-17 år|Drenge|9"]);
}

#[test]
fn texts_beside_numbers_are_cells_and_go_on_in_the_next_line() {
    let sheet = Sheet::default()
        .left(50.0, 60.0, "Kommunens egne tal for de to år står herunder")
        .row(100.0, "Tilbud", &["2023", "2024"])
        .left(326.0, 100.0, "Aftale")
        .row(116.0, "Familiepleje", &["95", "4"])
        .left(326.0, 116.0, "Regionen")
        .row(132.0, "Opholdssted", &["60", "3"])
        .left(326.0, 132.0, "Ekstern")
        .left(326.0, 144.0, "leverandør")
        .row(160.0, "Rådgivning", &["35", "1 %"])
        .left(326.0, 160.0, "Nej");
    let expected = [
        "Tilbud|2023|2024|Aftale",
        "Familiepleje|95|4|Regionen",
        "Opholdssted|60|3|Ekstern leverandør",
        "Rådgivning|35|1 %|Nej",
    ];
    assert_eq!(sheet.table(), expected);
}

#[test]
fn a_row_of_texts_alone_is_a_row_though_it_begins_in_lower_case() {
    let sheet = Sheet::default()
        .row(100.0, "Familiepleje", &["95", "4"])
        .left(335.0, 100.0, "ja")
        .row(114.0, "heraf netværk", &[])
        .left(335.0, 114.0, "nej")
        .row(128.0, "Opholdssted", &["60", "3"])
        .left(335.0, 128.0, "ja")
        .row(142.0, "Rådgivning", &["35", "1"])
        .left(335.0, 142.0, "nej");
    assert_eq!(sheet.table()[..2], ["Familiepleje|95|4|ja", "heraf netværk|||nej"]);
}

#[test]
fn a_text_close_behind_its_label_is_a_cell_where_others_begin_below_each_other() {
    let texts = [("Familiepleje", "Regionen"), ("Støtteperson", "Ja"), ("Rådgivning", "Nej"), ("Efterskole", "Ja")];
    let prose = Sheet::default().left(50.0, 60.0, "Kommunens egne tal for året står herunder");
    let sheet = texts.iter().enumerate().fold(prose, |sheet, (place, (label, text))| {
        let y = 100.0 + 16.0 * place as f32;
        sheet.left(50.0, y, label).left(116.0, y, text).right(250.0, y, "14")
    });
    assert_eq!(sheet.table()[..2], ["Familiepleje|Regionen|14", "Støtteperson|Ja|14"]);
}

#[test]
fn dots_that_lead_to_a_number_make_no_columns() {
    let lines = [("Indledning . . . . . . . . . . . .", "1"), ("Økonomi og opfølgning . . . . .", "12")];
    let sheet = lines.iter().enumerate().fold(Sheet::default(), |sheet, (place, (title, page))| {
        let y = 100.0 + 16.0 * place as f32;
        sheet.left(50.0, y, title).right(330.0, y, page)
    });
    assert!(sheet.table().iter().all(|row| row.split('|').count() == 2), "{:?}", sheet.read());
}

#[test]
fn a_label_goes_on_where_its_lines_stand_closer_than_rows_and_also_in_the_last_row() {
    let sheet = Sheet::default()
        .row(100.0, "Familiepleje", &["95", "4"])
        .row(115.0, "Særlige dagtilbud og", &["60", "3"])
        .row(127.5, "klubtilbud for unge", &[])
        .row(142.5, "Døgntilbud", &[])
        .row(157.5, "Opholdssted", &["35", "1"])
        .row(172.5, "Anbringelser uden for", &["35", "1"])
        .row(185.0, "kommunen", &[])
        .row(220.0, "Tallene er opgjort ved årets udgang.", &[]);
    let expected = [
        "Familiepleje|95|4",
        "Særlige dagtilbud og klubtilbud for unge|60|3",
        "Døgntilbud||",
        "Opholdssted|35|1",
        "Anbringelser uden for kommunen|35|1",
    ];
    assert_eq!(sheet.table(), expected);
}

#[test]
fn a_line_in_lower_case_goes_on_at_any_distance_and_one_with_numbers_does_not() {
    let lines = |second: &str, numbers: &[&str]| {
        Sheet::default()
            .row(100.0, "Familiepleje", &["95", "4"])
            .row(114.0, "Anbringelser uden for", &["60", "3"])
            .row(128.0, second, numbers)
            .row(142.0, "Opholdssted", &["35", "1"])
            .table()
    };
    assert_eq!(lines("kommunen", &[])[1], "Anbringelser uden for kommunen|60|3");
    assert_eq!(lines("Døgntilbud", &[])[1..3], ["Anbringelser uden for|60|3", "Døgntilbud||"]);
    assert_eq!(lines("heraf i pleje", &["12", "2"])[2], "heraf i pleje|12|2");
}

#[test]
fn numbers_may_stand_beside_the_middle_or_the_last_line_of_their_label() {
    let sheet = Sheet::default()
        .row(100.0, "Familiepleje", &["95", "4"])
        .row(116.0, "Efterskole", &["7", "2"])
        .row(132.0, "Anbringelser uden for", &[])
        .row(138.0, "", &["60", "3"])
        .row(144.0, "kommunen", &[])
        .row(160.0, "Særlige dagtilbud og", &[])
        .row(172.0, "klubtilbud for unge", &["35", "1"])
        .row(188.0, "Støtteperson", &[])
        .row(194.0, "", &["8", "2"])
        .row(200.0, "til forældre", &[]);
    let expected = [
        "Anbringelser uden for kommunen|60|3",
        "Særlige dagtilbud og klubtilbud for unge|35|1",
        "Støtteperson til forældre|8|2",
    ];
    assert_eq!(sheet.table()[2..], expected);
}

#[test]
fn a_number_close_to_its_label_is_a_cell_and_one_behind_a_blank_is_not() {
    let sheet = Sheet::default()
        .row(100.0, "Familiepleje", &["95", "4"])
        .row(116.0, "Støtteperson til alle forældre", &["45.180.456", "3"])
        .row(132.0, "Børn under 18", &["12", "2"])
        .row(148.0, "Børn fra 18", &["7", "1"]);
    let [_, close, blank, _] = &sheet.table()[..] else { panic!("{:?}", sheet.read()) };
    assert_eq!((close.as_str(), blank.as_str()), ("Støtteperson til alle forældre|45.180.456|3", "Børn under 18|12|2"));
}

#[test]
fn lines_with_a_number_close_behind_a_text_make_no_table_by_themselves() {
    // Blanks a little wider than usual, as in lines that are stretched.
    let sheet = Sheet::default()
        .left(50.0, 100.0, "Udvalget drøftede sagen på sit møde og vedtog planen")
        .left(50.0, 112.0, "Ramme")
        .left(81.0, 112.0, "30.33")
        .left(50.0, 124.0, "Ramme")
        .left(81.0, 124.0, "30.34");
    assert_eq!(sheet.read(), Vec::<Vec<String>>::new());
}

#[test]
fn what_stands_between_two_rules_is_one_row() {
    let lines = |sheet: Sheet| {
        sheet
            .row(104.0, "Tilbud", &["Budget", "Antal"])
            .row(117.0, "", &["2024", "børn"])
            .row(136.0, "Familiepleje", &["95", "4"])
            .row(149.0, "Rådgivning", &["60", "3"])
            .row(162.0, "Efterskole", &["35", "1"])
    };
    let ruled = [92.0, 122.0, 139.5, 152.5, 165.5].into_iter().fold(Sheet::default(), Sheet::rule);
    let expected = ["Tilbud|Budget 2024|Antal børn", "Familiepleje|95|4", "Rådgivning|60|3", "Efterskole|35|1"];
    assert_eq!(lines(ruled).table(), expected);
}

#[test]
fn a_head_over_two_columns_stands_whole_above_their_own_heads() {
    let heads = |upper: &str| {
        Sheet::default()
            .left(50.0, 100.0, "Tilbud")
            .centred(277.0, 100.0, upper)
            .row(112.0, "", &["2022", "2023"])
            .row(130.0, "Familiepleje", &["41.250", "40.170"])
            .row(146.0, "Aflastning", &["9.200", "8.100"])
    };
    assert_eq!(heads("Udgift pr. år i kr.").table()[..2], ["Tilbud|Udgift pr. år i kr.|", "|2022|2023"]);
    // Heads of the columns themselves, set close, are not one.
    assert_eq!(heads("Budget Regnskab").table()[0], "Tilbud|Budget 2022|Regnskab 2023");
}
