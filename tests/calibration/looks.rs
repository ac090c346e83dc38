//! First looks: what the program made of annotated documents when no rule had been made with them.
//!
//! Takes a folder of annotated documents that nobody has looked at, gives a [`Look`] for all figures of one document that
//! carry the same evidence; reads and writes `first_looks.tsv`. Refuses a line of the wrong shape.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use nogletal::{
    document::{self, Limits, Source},
    evaluation::{Scorer, annotated_figures, annotated_traps},
    figure::{Bounds, Figure, Record, confidence::evidence, extract, records},
    index::Wanted,
    layout::Layout,
    reference::Reference,
};

/// The look at documents that are still unseen, whose lines every fit writes anew.
pub const UNSEEN: &str = "unseen";

const PREFACE: &str = "\
# What the program made of annotated documents when no rule had been made with them: the figures of a document that carry
# the same evidence, and how many of them have the right value, indicator and unit. `look` is the commit whose rules it was, with
# its day, or `unseen` for the documents of tests/gold/unseen, which `NOGLETAL_FIT=1 cargo test --test calibration` looks at anew.
# The lines of other looks stay as they are; where a rule is renamed, its name is changed here too.";
const HEAD: &str = "look\tdocument\tsaid\tevidence\tfigures\tright";
const BETWEEN: &str = " + ";

/// Figures of one document that carry the same evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Which look.
    pub look: String,
    /// The document.
    pub document: String,
    /// What their rule says, 0 to 1.
    pub said: f64,
    /// What they carry, their rule first.
    pub evidence: Vec<String>,
    /// How many they are.
    pub figures: usize,
    /// How many of them are right.
    pub right: usize,
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calibration/first_looks.tsv")
}

/// All looks that are kept.
pub fn read() -> Vec<Look> {
    let text = fs::read_to_string(file()).expect("first_looks.tsv");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && *line != HEAD);
    lines.map(|(at, line)| parse(line).unwrap_or_else(|| panic!("first_looks.tsv: line {} is none", at + 1))).collect()
}

fn parse(line: &str) -> Option<Look> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [look, document, said, evidence, figures, right] = fields[..] else { return None };
    Some(Look {
        look: look.to_owned(),
        document: document.to_owned(),
        said: said.parse().ok()?,
        evidence: evidence.split(BETWEEN).map(str::to_owned).collect(),
        figures: figures.parse().ok()?,
        right: right.parse().ok()?,
    })
}

/// Keeps looks.
pub fn write(looks: &[Look]) {
    let mut text = format!("{PREFACE}\n{HEAD}\n");
    for Look { look, document, said, evidence, figures, right } in looks {
        let evidence = evidence.join(BETWEEN);
        let _ = writeln!(text, "{look}\t{document}\t{said}\t{evidence}\t{figures}\t{right}");
    }
    fs::write(file(), text).expect("first_looks.tsv can be written");
}

/// Looks at the documents of `tests/gold/unseen` as the program is now.
pub fn at_unseen() -> Vec<Look> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/unseen");
    let gold = annotated_figures(&folder.join("figures.jsonl")).expect("annotated figures");
    let traps = annotated_traps(&folder.join("traps.jsonl")).expect("annotated traps");
    let mut scorer = Scorer::new(&gold, &traps);
    let mut looks = Vec::new();
    for doc in scorer.documents() {
        let name = format!("{doc}.txt");
        let source = Source::file(folder.join("docs").join(&name), name);
        let document = document::read(&source, &Limits::default()).expect("a document");
        let bounds = Bounds { deadline: None, figures: Limits::default().figures, all_languages: false };
        let layout = Layout::of(&document);
        let mut figures = extract(&document, &layout, Reference::in_use(), bounds).figures;
        figures.sort_by_key(|figure| figure.span.start);
        let records = records(&figures, &document, &layout, &source.name);
        let (records, figures): (Vec<Record>, Vec<Figure>) =
            records.into_iter().zip(figures).filter(|(record, _)| Wanted::default().takes(record)).unzip();
        let judged = scorer.add(doc, Some(&document), &records).expect("a score");
        let counted = figures.iter().zip(judged).filter_map(|(figure, right)| Some((figure, right?)));
        looks.extend(grouped(doc, counted));
    }
    looks
}

fn grouped<'a>(doc: &str, figures: impl Iterator<Item = (&'a Figure, bool)>) -> Vec<Look> {
    let mut groups: BTreeMap<(Vec<String>, String), [usize; 2]> = BTreeMap::new();
    for (figure, right) in figures {
        let carried = evidence(figure).into_iter().map(String::from).collect();
        let counts = groups.entry((carried, format!("{:.3}", figure.said))).or_default();
        counts[0] += 1;
        counts[1] += usize::from(right);
    }
    let look = |((evidence, said), [figures, right]): ((Vec<String>, String), [usize; 2])| Look {
        look: UNSEEN.to_owned(),
        document: doc.to_owned(),
        said: said.parse().expect("a number"),
        evidence,
        figures,
        right,
    };
    groups.into_iter().map(look).collect()
}
