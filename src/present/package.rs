//! A data package as Frictionless Data describes it: the tables as CSV, and a description of every field.
//!
//! Takes a comparison, gives a ZIP archive of `datapackage.json`, `values.csv`, `sources.csv`, `documents.csv` and a
//! `README.md` for people. Refuses to name a licence: the documents are not the program's, and whoever publishes the
//! package has to say what others may do with it.

mod readme;

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Write},
};

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    Lang, Renderer, Style, csv, foot,
    tidy::{self, Datum, Field, Kind, Sheet},
    words,
};
use crate::comparison::Comparison;

/// The form `data-package`.
pub(super) struct DataPackage;

impl Renderer for DataPackage {
    fn name(&self) -> &'static str {
        "data-package"
    }

    fn extension(&self) -> &'static str {
        "zip"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let lang = style.lang;
        let sheets = [tidy::values, tidy::sources, tidy::documents].map(|sheet| sheet(comparison, lang));
        let resources = sheets.into_iter().map(Resource::of).collect::<io::Result<Vec<_>>>()?;
        let mut described = serde_json::to_vec_pretty(&description(comparison, &resources, lang))?;
        described.push(b'\n');
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| {
            // Without a time of its own, so that the same table is the same file.
            archive.start_file(name, SimpleFileOptions::default())?;
            archive.write_all(bytes)
        };
        add("datapackage.json", &described)?;
        for resource in &resources {
            add(&resource.path(), &resource.csv)?;
        }
        add("README.md", readme::page(comparison, &resources, lang).as_bytes())?;
        out.write_all(archive.finish()?.get_ref())
    }
}

/// One table of the package.
struct Resource {
    name: &'static str,
    title: &'static str,
    fields: Vec<&'static Field>,
    /// The words for the codes that stand in it, field by field.
    codes: BTreeMap<&'static str, BTreeMap<String, String>>,
    csv: Vec<u8>,
}

impl Resource {
    fn of(sheet: Sheet<'_>) -> io::Result<Self> {
        let Sheet { name, title, fields, rows } = sheet;
        let mut codes: BTreeMap<&'static str, BTreeMap<String, String>> = BTreeMap::new();
        let mut csv = Vec::new();
        let seen = rows.inspect(|row| {
            for (field, datum) in fields.iter().zip(row) {
                if let (Kind::Code, Datum::Code { name, words }) = (field.kind, datum) {
                    let of_field = codes.entry(field.name).or_default();
                    if !of_field.contains_key(&**name) {
                        of_field.insert(name.to_string(), words.to_string());
                    }
                }
            }
        });
        csv::INTERNATIONAL.write(&fields, seen, &mut csv)?;
        Ok(Resource { name, title, fields, codes, csv })
    }

    fn path(&self) -> String {
        format!("{}.csv", self.name)
    }

    fn description(&self, lang: Lang) -> Value {
        let fields: Vec<Value> = self.fields.iter().map(|field| self.field(field, lang)).collect();
        let mut schema = json!({ "fields": fields, "missingValues": [""] });
        match self.name {
            "values" => {
                let reference = json!({ "resource": "sources", "fields": "source" });
                schema["foreignKeys"] = json!([{ "fields": "source", "reference": reference }]);
            }
            "sources" => schema["primaryKey"] = json!("source"),
            _ => {}
        }
        json!({
            "profile": "tabular-data-resource",
            "name": self.name,
            "path": self.path(),
            "title": self.title,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": self.csv.len(),
            "hash": format!("sha256:{}", hex(&Sha256::digest(&self.csv))),
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
            "schema": schema,
        })
    }

    fn field(&self, field: &Field, lang: Lang) -> Value {
        let mut described = Map::new();
        let mut say = |key: &str, value: Value| described.insert(key.to_owned(), value);
        say("name", field.name.into());
        say("type", type_of(field.kind).into());
        say("title", field.title(lang).into());
        say("description", field.description(lang).into());
        if field.kind == Kind::Likelihood {
            say("constraints", json!({ "minimum": 0, "maximum": 1 }));
        }
        if let Some(codes) = self.codes.get(field.name) {
            let labelled = codes.iter().map(|(code, words)| json!({ "value": code, "label": words }));
            say("categories", labelled.collect());
        }
        described.into()
    }
}

/// What Table Schema calls it.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Code => "string",
        Kind::Whole => "integer",
        Kind::Decimal | Kind::Likelihood => "number",
        Kind::Truth => "boolean",
        Kind::Day => "date",
        Kind::Moment => "datetime",
    }
}

fn description(comparison: &Comparison, resources: &[Resource], lang: Lang) -> Value {
    let documents: BTreeMap<&str, &str> =
        comparison.sources.iter().map(|source| (&*source.figure.document_id, &*source.figure.doc)).collect();
    let mut documents: Vec<(&str, &str)> = documents.into_iter().map(|(hash, document)| (document, hash)).collect();
    documents.sort_unstable();
    let sources = documents.iter().map(|(title, hash)| json!({ "title": title, "hash": format!("sha256:{hash}") }));
    let mut described = json!({
        "profile": "tabular-data-package",
        "name": comparison.by_year.as_ref().map_or_else(|| "overview".to_owned(), |code| format!("{code}-by-year")),
        "title": words::table_title(comparison, lang),
        "description": foot::lines(comparison, lang).join("\n"),
        "sources": sources.collect::<Vec<_>>(),
        "resources": resources.iter().map(|one| one.description(lang)).collect::<Vec<_>>(),
    });
    if let Some(date) = comparison.date {
        described["created"] = json!(format!("{date}T00:00:00Z"));
    }
    if let Some(command) = &comparison.command {
        described["command"] = json!(command);
    }
    described
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
