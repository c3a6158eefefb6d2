//! What holds of any text.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_text_decodes_without_a_panic(given in ".{0,40}") {
        for spec in [spec(ColumnType::Date), spec(ColumnType::Number), spec(ColumnType::YesNo), abuse(), identifier()] {
            let _ = decode(&given, &spec, &mut String::new());
        }
    }

    #[test]
    fn texts_made_of_what_dates_are_made_of_decode_without_a_panic(
        given in "[0-9/\\-. :TZJanMar]{0,24}"
    ) {
        let _ = decode(&given, &spec(ColumnType::Date), &mut String::new());
        let _ = decode(&given, &spec(ColumnType::Number), &mut String::new());
    }

    #[test]
    fn a_day_reads_back_from_every_way_of_writing_it(number in -20_000_i32..40_000) {
        let day = Day::from_number(number);
        let (y, m, d) = (day.year(), day.month(), day.day());
        for written in [
            format!("{y:04}-{m:02}-{d:02}"), format!("{d:02}/{m:02}/{y:04}"),
            format!("{d}.{m}.{y:04}"), day.long(), format!("{y:04}-{}-{d:02}", day.short_month()),
        ] {
            prop_assert_eq!(super::super::day(&written), Some(day), "{}", written);
        }
    }

    #[test]
    fn millionths_read_back(number in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
        let sign = if number < 0 { "-" } else { "" };
        let size = number.unsigned_abs();
        let written = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
        prop_assert_eq!(text(&written, &spec(ColumnType::Number)), number.to_string());
    }
}
