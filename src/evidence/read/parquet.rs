//! Parquet files, row group by row group; behind the feature `parquet`.
//!
//! Their columns have names and types of their own: the names stand for headings, a date is a day and
//! not the text of one. Columns that hold lists or records are left blank.

use std::borrow::Cow;

use bytes::Bytes;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::listing::Spot;
use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable};
use crate::evidence::decode::{Epoch, Raw};

/// 1 January 1970 as a workbook counts days.
const FIRST_DAY: f64 = 25_569.0;
const MILLISECONDS: f64 = 86_400_000.0;
/// Whole numbers from here on are not exact as 64-bit floats.
const EXACT: u64 = 1 << 53;

/// Reads the file's one list.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let bytes = Bytes::copy_from_slice(input.bytes);
    let reader = SerializedFileReader::new(bytes).map_err(|_| Unreadable::Damaged)?;
    let spot = Spot::of_file(input.path);
    let mut rows = SheetRows::new(input.request, spot, Epoch::From1900);
    let read = records(&reader, &mut rows).map_err(|_| Unreadable::Damaged);
    let mut content = Content::default();
    content.sheet(spot, rows, read);
    Ok(content)
}

fn records(
    reader: &SerializedFileReader<Bytes>,
    rows: &mut SheetRows<'_, '_, '_>,
) -> Result<(), ParquetError> {
    let fields = reader.metadata().file_metadata().schema().get_fields();
    for (column, field) in (0..).zip(fields) {
        let name = Cow::Owned(field.name().to_owned());
        rows.cell(0, column, Value::Text(name));
    }
    let in_nanoseconds = |field: &parquet::schema::types::TypePtr| {
        matches!(
            field.get_basic_info().logical_type_ref(),
            Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS
        )
    };
    let in_nanoseconds: Vec<bool> = fields.iter().map(in_nanoseconds).collect();
    let mut row = 1;
    for group in 0..reader.num_row_groups() {
        for record in reader.get_row_group(group)?.get_row_iter(None)? {
            let record = record?;
            let cells = record.get_column_iter().zip(&in_nanoseconds);
            for (column, ((_, field), in_nanoseconds)) in (0..).zip(cells) {
                if let Some(value) = value(field, *in_nanoseconds) {
                    rows.cell(row, column, value);
                }
            }
            row += 1;
        }
    }
    Ok(())
}

fn value(field: &Field, in_nanoseconds: bool) -> Option<Value<'static>> {
    let number = |number: f64| Value::Other(Raw::Number(number));
    let value = match field {
        Field::Bool(yes) => Value::Other(Raw::Bool(*yes)),
        Field::Byte(n) => number(f64::from(*n)),
        Field::Short(n) => number(f64::from(*n)),
        Field::Int(n) => number(f64::from(*n)),
        Field::Long(n) if in_nanoseconds => moment(float(*n) / 1e6),
        Field::Long(n) if n.unsigned_abs() < EXACT => number(float(*n)),
        Field::UByte(n) => number(f64::from(*n)),
        Field::UShort(n) => number(f64::from(*n)),
        Field::UInt(n) => number(f64::from(*n)),
        Field::Float(n) if !n.is_nan() => number(f64::from(*n)),
        Field::Double(n) if !n.is_nan() => number(*n),
        // As text what a float would not hold exactly stays as it is.
        Field::Long(_) | Field::ULong(_) | Field::Decimal(_) => {
            Value::Text(Cow::Owned(field.to_string()))
        }
        Field::Str(text) => Value::Text(Cow::Owned(text.clone())),
        Field::Bytes(bytes) => Value::Text(Cow::Owned(bytes.as_utf8().ok()?.to_owned())),
        Field::Date(days) => Value::Other(Raw::Serial(f64::from(*days) + FIRST_DAY)),
        Field::TimestampMillis(n) => moment(float(*n)),
        Field::TimestampMicros(n) => moment(float(*n) / 1e3),
        Field::Null
        | Field::Float(_)
        | Field::Double(_)
        | Field::Float16(_)
        | Field::TimeMillis(_)
        | Field::TimeMicros(_)
        | Field::Group(_)
        | Field::ListInternal(_)
        | Field::MapInternal(_) => return None,
    };
    Some(value)
}

fn moment(milliseconds: f64) -> Value<'static> {
    Value::Other(Raw::Serial(milliseconds / MILLISECONDS + FIRST_DAY))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "exact below the limit, and a day of a date above it"
)]
fn float(number: i64) -> f64 {
    number as f64
}
