//! Prints the figures of files as JSON lines.
use nogletal::{document::{Limits, Source}, pipeline, reference::Reference};
fn main() {
    for path in std::env::args().skip(1) {
        let path = std::path::PathBuf::from(path);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let reading = pipeline::read(&Source { path, name }, &Limits::default(), Reference::builtin()).unwrap();
        eprintln!("{} owner {:?} year {:?}", reading.source.name, reading.municipality, reading.year);
        for record in reading.records.iter().filter(|r| r.value.is_some()) {
            println!("{}", serde_json::to_string(record).unwrap());
        }
    }
}
