//! The table of values as Parquet, with typed columns for DuckDB, R and Python.
//!
//! Takes a comparison; gives one row for every value, as CSV has them, with the same fields and codes. Values are
//! decimals of ten places and not binary fractions, so that they are equal to the last digit and add up. Refuses a value
//! with more places than that rather than round it.

use std::{
    io::{self, Write},
    sync::Arc,
};

use parquet::{
    basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel},
    column::writer::{ColumnWriter, ColumnWriterImpl},
    data_type::{ByteArray, DataType, FixedLenByteArray},
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::{Type, TypePtr},
};
use rust_decimal::Decimal;
use serde_json::json;

use super::{
    Lang, Renderer, Style, foot,
    tidy::{self, Datum, Field, Kind},
    words,
};
use crate::comparison::Comparison;

/// The form `parquet`.
pub(super) struct Parquet;

/// The places behind the decimal point.
const SCALE: u32 = 10;
/// The digits of a decimal, and the bytes that they take.
const PRECISION: i32 = 38;
const BYTES: i32 = 16;
/// The rows that are in memory at once.
const ROWS: usize = 50_000;

impl Renderer for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&bytes(comparison, style.lang).map_err(io::Error::other)?)
    }
}

fn bytes(comparison: &Comparison, lang: Lang) -> Result<Vec<u8>, ParquetError> {
    let table = tidy::values(comparison, lang);
    let properties = WriterProperties::builder()
        .set_created_by(format!("nogletal version {}", comparison.version))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(about(comparison, &table.fields, lang)))
        .build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema(&table.fields)?, Arc::new(properties))?;
    let mut rows = table.rows.peekable();
    while rows.peek().is_some() {
        let group: Vec<Vec<Datum<'_>>> = rows.by_ref().take(ROWS).collect();
        let mut writer = file.next_row_group()?;
        let mut index = 0;
        while let Some(mut column) = writer.next_column()? {
            write(column.untyped(), group.iter().map(|row| &row[index]))?;
            column.close()?;
            index += 1;
        }
        writer.close()?;
    }
    file.close()?;
    Ok(bytes)
}

/// What a reader finds in the file about the table and its fields.
fn about(comparison: &Comparison, fields: &[&Field], lang: Lang) -> Vec<KeyValue> {
    let described = fields
        .iter()
        .map(|field| json!({ "name": field.name, "title": field.title(lang), "description": field.description(lang) }));
    let fields = described.collect::<Vec<_>>();
    vec![
        KeyValue::new("title".to_owned(), words::table_title(comparison, lang)),
        KeyValue::new("description".to_owned(), foot::lines(comparison, lang).join("\n")),
        KeyValue::new("fields".to_owned(), json!(fields).to_string()),
    ]
}

fn schema(fields: &[&Field]) -> Result<TypePtr, ParquetError> {
    let columns = fields.iter().map(|field| column(field).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("values").with_fields(columns).build()?))
}

fn column(field: &Field) -> Result<Type, ParquetError> {
    let (physical, logical) = match field.kind {
        Kind::Text | Kind::Code => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Decimal => (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(SCALE as i32, PRECISION))),
        Kind::Likelihood => (Physical::DOUBLE, None),
        Kind::Truth => (Physical::BOOLEAN, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Moment => (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
    };
    let builder = Type::primitive_type_builder(field.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    match field.kind {
        Kind::Decimal => builder.with_length(BYTES).with_precision(PRECISION).with_scale(SCALE as i32).build(),
        _ => builder.build(),
    }
}

/// Writes a column.
fn write<'a>(column: &mut ColumnWriter<'_>, data: impl Iterator<Item = &'a Datum<'a>>) -> Result<(), ParquetError> {
    match column {
        ColumnWriter::ByteArrayColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Text(text) | Datum::Code { name: text, .. } => Ok(Some(ByteArray::from(&**text))),
            _ => Ok(None),
        }),
        ColumnWriter::FixedLenByteArrayColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Decimal(value) => digits(*value).map(Some),
            _ => Ok(None),
        }),
        ColumnWriter::Int64ColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Whole(whole) => Ok(Some(*whole)),
            Datum::Moment(moment) => Ok(Some(moment.micros())),
            _ => Ok(None),
        }),
        ColumnWriter::DoubleColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Likelihood(likelihood) => Ok(Some(*likelihood)),
            _ => Ok(None),
        }),
        ColumnWriter::BoolColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Truth(truth) => Ok(Some(*truth)),
            _ => Ok(None),
        }),
        ColumnWriter::Int32ColumnWriter(writer) => put(writer, data, |datum| match datum {
            Datum::Day(day) => Ok(Some(days(*day))),
            _ => Ok(None),
        }),
        _ => Err(ParquetError::General("a column has a type that no field has".to_owned())),
    }
}

/// Writes the values of a column; one that is missing is only a level of 0.
fn put<'a, T: DataType>(
    writer: &mut ColumnWriterImpl<'_, T>,
    data: impl Iterator<Item = &'a Datum<'a>>,
    value: impl Fn(&Datum<'_>) -> Result<Option<T::T>, ParquetError>,
) -> Result<(), ParquetError> {
    let values = data.map(value).collect::<Result<Vec<_>, _>>()?;
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    writer.write_batch(&values, Some(&levels), None).map(|_| ())
}

/// A decimal's digits as a whole number of tenths of billionths, highest byte first.
fn digits(value: Decimal) -> Result<FixedLenByteArray, ParquetError> {
    let value = value.normalize();
    let places = SCALE.checked_sub(value.scale());
    let factor = places.and_then(|places| 10_i128.checked_pow(places));
    let whole = factor.and_then(|factor| value.mantissa().checked_mul(factor));
    let fits = |whole: &i128| whole.unsigned_abs() < 10_u128.pow(PRECISION as u32);
    let Some(whole) = whole.filter(fits) else {
        return Err(ParquetError::General(format!(
            "{value} has more digits than {PRECISION}, {SCALE} of them decimals"
        )));
    };
    Ok(whole.to_be_bytes().to_vec().into())
}

/// Days since the first of January 1970.
fn days(day: time::Date) -> i32 {
    day.to_julian_day() - time::OffsetDateTime::UNIX_EPOCH.to_julian_day()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use parquet::{
        file::reader::{FileReader as _, SerializedFileReader},
        record::Field as Read,
    };

    use super::*;
    use crate::present::tidy::tests::{made, plain};

    #[test]
    fn parquet_holds_the_values_to_the_last_digit() {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(&made("parquet", Lang::Da)).expect("written");
        let reader = SerializedFileReader::new(file).expect("a Parquet file");
        let plain = plain();
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), plain.len() - 1);
        for (row, texts) in rows.iter().zip(&plain[1..]) {
            for ((name, value), text) in row.get_column_iter().zip(texts) {
                let read = match value {
                    Read::Null => String::new(),
                    Read::Str(words) => words.clone(),
                    Read::Decimal(_) => rust_decimal::Decimal::from_str_exact(&value.to_string())
                        .expect("a decimal")
                        .normalize()
                        .to_string(),
                    Read::Date(days) => {
                        (time::OffsetDateTime::UNIX_EPOCH.date() + time::Duration::days((*days).into())).to_string()
                    }
                    Read::TimestampMicros(micros) => {
                        assert_eq!(*micros, 1_772_357_400_000_000, "2026-03-01T09:30:00Z");
                        text.clone()
                    }
                    Read::Bool(truth) => truth.to_string(),
                    Read::Long(whole) => whole.to_string(),
                    Read::Double(number) => number.to_string(),
                    other => panic!("{name} holds {other:?}"),
                };
                // CSV guards against spreadsheets; here a quote is the document's own.
                assert_eq!(read, text.trim_start_matches('\''), "{name}");
            }
        }
    }

    #[test]
    fn a_value_with_more_digits_than_fit_is_refused() {
        let written = |text: &str| digits(text.parse().expect("a decimal"));
        assert!(written("0.00000000001").is_err());
        let bytes = written("-1.5").expect("fits");
        assert_eq!(bytes.data(), (-15_000_000_000_i128).to_be_bytes());
        assert!(written("1000000000000.0000000001").is_ok(), "the largest that anything is reckoned with");
        assert!(written("79228162514264337593543950335").is_err(), "more digits than a decimal column has");
    }
}
