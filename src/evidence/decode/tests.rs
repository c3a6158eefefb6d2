mod laws;
mod words;

use super::*;

fn spec(kind: ColumnType) -> ColumnSpec {
    ColumnSpec {
        name: "a_column".into(),
        names: Vec::new(),
        kind,
        required: false,
        personal: None,
        show: false,
        planned: false,
        may_be_blank: false,
        codes: [].into(),
        spellings: Vec::new(),
        others: None,
        asks: None,
        about: None,
        example: None,
    }
}

fn identifier() -> ColumnSpec {
    ColumnSpec {
        personal: Some(Personal::Identifier),
        ..spec(ColumnType::Text)
    }
}

fn abuse() -> ColumnSpec {
    let spellings = [
        vec!["a) Neglect", "NEG"],
        vec!["b) Physical abuse", "C"],
        vec!["b) Other"],
    ];
    ColumnSpec {
        codes: ["neglect", "physical", "b"].map(str::to_owned).into(),
        spellings: spellings
            .map(|s| s.into_iter().map(str::to_owned).collect())
            .into(),
        ..spec(ColumnType::Code)
    }
}

/// The cell as a text, or the fault in brackets.
fn say(read: Result<Cell<'_>, ProblemKind>) -> String {
    match read {
        Ok(Cell::Date(day)) => day.to_string(),
        Ok(Cell::Number(number)) => number.to_string(),
        Ok(Cell::Text(text)) => text.to_owned(),
        Ok(Cell::YesNo(yes)) => yes.to_string(),
        Ok(Cell::Code(code)) => format!("code {code}"),
        Ok(Cell::Blank) => "blank".to_owned(),
        Err(kind) => format!("[{kind:?}]"),
    }
}

fn text(given: &str, spec: &ColumnSpec) -> String {
    say(decode(given, spec, &mut String::new()))
}

fn check(spec: &ColumnSpec, cases: &[(&str, &str)]) {
    for (given, expected) in cases {
        assert_eq!(text(given, spec), *expected, "{given:?}");
    }
}

#[test]
fn dates_in_every_spelling() {
    check(
        &spec(ColumnType::Date),
        &[
            ("2012-01-21", "2012-01-21"),
            ("2012/01/21", "2012-01-21"),
            ("2012-1-5", "2012-01-05"),
            ("21/01/2012", "2012-01-21"),
            ("1/2/2012", "2012-02-01"),
            ("1/2/12", "2012-02-01"),
            ("1/2/49", "2049-02-01"),
            ("1/2/50", "1950-02-01"),
            ("21-01-2012", "2012-01-21"),
            ("21.01.2012", "2012-01-21"),
            ("21 01 2012", "2012-01-21"),
            ("2012-Jan-21", "2012-01-21"),
            ("21-Jan-2012", "2012-01-21"),
            ("21-JAN-12", "2012-01-21"),
            ("21Jan2012", "2012-01-21"),
            ("21 January 2012", "2012-01-21"),
            ("21st January 2012", "2012-01-21"),
            ("2nd Sept 2012", "2012-09-02"),
            ("Saturday 21 January 2012", "2012-01-21"),
            ("Sat, 21 Jan 2012", "2012-01-21"),
            ("January 21, 2012", "2012-01-21"),
            ("Jan 21 2012 12:00AM", "2012-01-21"),
            ("20120121", "2012-01-21"),
            ("  21/01/2012\u{a0}", "2012-01-21"),
            ("29/02/2024", "2024-02-29"),
        ],
    );
}

#[test]
fn the_time_is_cut_off_a_date() {
    check(
        &spec(ColumnType::Date),
        &[
            ("2012-01-21T09:30:00", "2012-01-21"),
            ("2012-01-21T09:30:00.000Z", "2012-01-21"),
            ("2012-01-21 09:30:00+01:00", "2012-01-21"),
            ("21/01/2012 09:30", "2012-01-21"),
            ("21/01/2012 9:30 PM", "2012-01-21"),
            ("21/01/2012 00:00:00", "2012-01-21"),
            ("21/01/2012 in the morning", "[NotADate]"),
            ("21/01/2012 12", "[NotADate]"),
        ],
    );
}

#[test]
fn what_is_no_date_is_told_from_a_date_that_never_was() {
    check(
        &spec(ColumnType::Date),
        &[
            ("31/02/2026", "[NoSuchDate]"),
            ("2026-13-01", "[NoSuchDate]"),
            ("29/02/2023", "[NoSuchDate]"),
            ("01/25/2026", "[NoSuchDate]"),
            ("00/01/2026", "[NoSuchDate]"),
            ("2012", "[NotADate]"),
            ("January 2012", "[NotADate]"),
            ("21/01", "[NotADate]"),
            ("21/01/012", "[NotADate]"),
            ("21/01-2012", "[NotADate]"),
            ("12345678", "[NotADate]"),
            ("soon", "[NotADate]"),
            ("#N/A", "[FormulaError]"),
            ("x", "[Suppressed]"),
            ("", "blank"),
            (" \u{a0}", "blank"),
            ("n/a", "blank"),
            ("NULL", "blank"),
            ("TBC", "blank"),
            ("Not recorded", "blank"),
            ("<NA>", "blank"),
            ("..", "[Suppressed]"),
            ("Suppressed", "[Suppressed]"),
        ],
    );
}

#[test]
fn five_digits_in_a_date_column_are_a_workbooks_count_of_days() {
    let dates = spec(ColumnType::Date);
    // 44197 is 1 January 2021 in Excel; the 1904 count of the same day is 1,462 less.
    check(
        &dates,
        &[
            ("44197", "2021-01-01"),
            ("44197.75", "2021-01-01"),
            ("4419", "[NotADate]"),
        ],
    );
    let mut from_1900 = Decoder::new(&dates, Epoch::From1900);
    assert_eq!(
        say(from_1900.decode(Raw::Serial(44_197.0), 0)),
        "2021-01-01"
    );
    assert_eq!(
        say(from_1900.decode(Raw::Number(44_197.5), 0)),
        "2021-01-01"
    );
    assert_eq!(
        say(from_1900.decode(Raw::Number(20_210_101.0), 0)),
        "2021-01-01"
    );
    assert_eq!(say(from_1900.decode(Raw::Number(2021.0), 0)), "[NotADate]");
    // The count of 1900 holds a 29 February that never was.
    assert_eq!(say(from_1900.decode(Raw::Serial(1.0), 0)), "1900-01-01");
    assert_eq!(say(from_1900.decode(Raw::Serial(59.0), 0)), "1900-02-28");
    assert_eq!(say(from_1900.decode(Raw::Serial(60.0), 0)), "[NoSuchDate]");
    assert_eq!(say(from_1900.decode(Raw::Serial(61.0), 0)), "1900-03-01");
    assert_eq!(say(from_1900.decode(Raw::Serial(-1.0), 0)), "[NoSuchDate]");
    assert_eq!(
        say(from_1900.decode(Raw::Serial(f64::NAN), 0)),
        "[NoSuchDate]"
    );
    let mut from_1904 = Decoder::new(&dates, Epoch::From1904);
    assert_eq!(
        say(from_1904.decode(Raw::Serial(42_735.0), 0)),
        "2021-01-01"
    );
    assert_eq!(say(from_1904.decode(Raw::Serial(0.0), 0)), "1904-01-01");
}

#[test]
fn dates_are_counted_by_how_they_fit() {
    let dates = spec(ColumnType::Date);
    let mut decoder = Decoder::new(&dates, Epoch::default());
    // Three fit only month first, two fit both ways whatever their marks, one is plain, one fits
    // only day first and one is no day at all; what is no date is not among them.
    for cell in [
        "09/13/2026",
        "12/31/2025",
        "1/25/2026",
        "09/03/2026",
        "03.09.2026",
        "2026-09-03",
        "25/09/2026",
        "31/02/2026",
        "soon",
    ] {
        let _ = decoder.decode(Raw::Text(cell), 0);
    }
    let _ = decoder.decode(Raw::Blank, 0);
    let fit = decoder.fit();
    assert_eq!((fit.dates, fit.month_first, fit.either), (8, 3, 2));
}

#[test]
fn a_column_is_month_first_when_some_dates_fit_no_other_way_and_none_fits_day_first_alone() {
    let dates = spec(ColumnType::Date);
    let judge = |cells: &[&str]| {
        let mut decoder = Decoder::new(&dates, Epoch::default());
        for cell in cells {
            let _ = decoder.decode(Raw::Text(cell), 0);
        }
        decoder.doubt() == Some(Doubt::MonthFirst)
    };
    assert!(judge(&["01/02/2026", "01/25/2026"]));
    assert!(judge(&["2/29/2024"]));
    let ten = ["01/25/2026"; 10];
    assert!(
        judge(&[&ten[..], &["25/01/2026"]].concat()),
        "a slip among ten"
    );
    assert!(!judge(&[&ten[1..], &["25/01/2026"]].concat()), "nine");
    assert!(!judge(&["01/02/2026", "03/04/2026"]), "nothing tells");
    assert!(
        !judge(&["01/25/2026", "25/01/2026"]),
        "one of them is a slip"
    );
    assert!(!judge(&["31/02/2026", "2026-01-25", "25 Jan 2026"]));
}

#[test]
fn many_spread_dates_that_all_fit_both_orders_are_in_doubt() {
    let dates = spec(ColumnType::Date);
    let judge = |cells: &[&str]| {
        let mut decoder = Decoder::new(&dates, Epoch::default());
        for cell in cells {
            let _ = decoder.decode(Raw::text(cell), 0);
        }
        decoder.doubt()
    };
    // Ten dates of five first and five second numbers.
    let american = [
        "1/7/2026",
        "2/7/2026",
        "3/8/2026",
        "4/9/2026",
        "5/10/2026",
        "01/11/2026",
        "02/11/2026",
        "03/11/2026",
        "04/11/2026",
        "05/11/2026",
    ];
    assert_eq!(judge(&american), Some(Doubt::EitherWay));
    assert_eq!(judge(&american[1..]), None, "nine are too few");
    let with = |other: &str| judge(&[&american[..], &[other]].concat());
    for blank in ["", "n/a", "-", "not yet"] {
        assert_eq!(with(blank), Some(Doubt::EitherWay), "{blank:?}");
    }
    assert_eq!(with("13/11/2026"), None, "it fits day-first alone");
    assert_eq!(with("11/13/2026"), Some(Doubt::MonthFirst));
    for plain in [
        "2026-11-05",
        "5 Nov 2026",
        "46000",
        "31/02/2026",
        "05.11.2026",
    ] {
        assert_eq!(with(plain), None, "{plain} is written otherwise");
    }
    let replaced = |from: &str, to: &str| {
        let cells = american.map(|cell| cell.replacen(from, to, 1));
        judge(&cells.each_ref().map(String::as_str))
    };
    assert_eq!(replaced("/10/", "/9/"), None, "four second numbers");
    assert_eq!(replaced("5/", "4/"), None, "four first numbers");
    // The first days of months, and the first days of a month.
    let firsts: Vec<String> = (1..=12).map(|n| format!("01/{n:02}/2026")).collect();
    let firsts: Vec<&str> = firsts.iter().map(String::as_str).collect();
    assert_eq!(judge(&firsts), None);
    let days: Vec<String> = (1..=12).map(|n| format!("{n:02}/09/2026")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    assert_eq!(judge(&days), None);
}

#[test]
fn a_text_with_neither_letter_nor_digit_is_blank() {
    for kind in [identifier(), spec(ColumnType::Text)] {
        check(
            &kind,
            &[
                ("-", "blank"),
                ("??", "blank"),
                (" \u{2013} ", "blank"),
                ("...", "blank"),
                ("?1", "?1"),
                ("\u{e9}", "\u{e9}"),
            ],
        );
    }
}

#[test]
fn numbers_exact_to_millionths() {
    check(
        &spec(ColumnType::Number),
        &[
            ("0", "0"),
            ("17", "17000000"),
            ("-1", "-1000000"),
            ("\u{2212}1", "-1000000"),
            ("+3", "3000000"),
            ("1.5", "1500000"),
            (".5", "500000"),
            ("5.", "5000000"),
            ("0.1", "100000"),
            ("0.0000014", "1"),
            ("0.0000015", "2"),
            ("0.9999999", "1000000"),
            ("1,234.50", "1234500000"),
            ("12,345,678", "12345678000000"),
            ("£1,200", "1200000000"),
            ("-£5", "-5000000"),
            ("£-5", "-5000000"),
            ("(1,200)", "-1200000000"),
            ("45%", "45000000"),
            ("45.5 %", "45500000"),
            ("1.2E+03", "1200000000"),
            (" 7 ", "7000000"),
            ("12,5", "[NotANumber]"),
            ("1,23,456", "[NotANumber]"),
            (",5", "[NotANumber]"),
            (".", "[NotANumber]"),
            ("--5", "[NotANumber]"),
            ("-(5)", "[NotANumber]"),
            ("1 234", "[NotANumber]"),
            ("five", "[NotANumber]"),
            ("inf", "[NotANumber]"),
            ("10000000000000", "[NotANumber]"),
            ("*", "[Suppressed]"),
            ("c", "[Suppressed]"),
            ("Low", "[Suppressed]"),
            ("[z]", "[Suppressed]"),
            ("<5", "[Suppressed]"),
            ("< 10", "[Suppressed]"),
            ("<100", "[NotANumber]"),
            ("<five", "[NotANumber]"),
            ("-", "blank"),
            ("#DIV/0!", "[FormulaError]"),
        ],
    );
    let numbers = spec(ColumnType::Number);
    let mut decoder = Decoder::new(&numbers, Epoch::default());
    assert_eq!(say(decoder.decode(Raw::Number(0.1 + 0.2), 0)), "300000");
    assert_eq!(
        say(decoder.decode(Raw::Number(f64::INFINITY), 0)),
        "[NotANumber]"
    );
    assert_eq!(say(decoder.decode(Raw::Bool(true), 0)), "[NotANumber]");
    assert_eq!(say(decoder.decode(Raw::Duration(0.5), 0)), "[NotANumber]");
    assert_eq!(say(decoder.decode(Raw::Failed, 0)), "[FormulaError]");
}

#[test]
fn yes_and_no_in_every_spelling() {
    for yes in [
        "Y", "y", "yes", "YES", "True", "t", "1", "1.0", "a) Yes", "\u{2713}", " Yes ",
    ] {
        assert_eq!(text(yes, &spec(ColumnType::YesNo)), "true", "{yes:?}");
    }
    for no in [
        "N", "n", "no", "No", "FALSE", "f", "0", "0.0", "b) No", "\u{2717}",
    ] {
        assert_eq!(text(no, &spec(ColumnType::YesNo)), "false", "{no:?}");
    }
    check(
        &spec(ColumnType::YesNo),
        &[
            ("maybe", "[NotYesOrNo]"),
            ("2", "[NotYesOrNo]"),
            ("", "blank"),
            ("z", "[Suppressed]"),
            // It may be a tick.
            ("x", "[NotYesOrNo]"),
            ("[x]", "[Suppressed]"),
            ("Yes - but late", "[NotYesOrNo]"),
            ("-1", "true"),
        ],
    );
    let answers = spec(ColumnType::YesNo);
    let mut decoder = Decoder::new(&answers, Epoch::default());
    assert_eq!(say(decoder.decode(Raw::Bool(false), 0)), "false");
    assert_eq!(say(decoder.decode(Raw::Number(1.0), 0)), "true");
    assert_eq!(say(decoder.decode(Raw::Number(2.0), 0)), "[NotYesOrNo]");
}

#[test]
fn codes_by_every_spelling_and_without_their_letter() {
    check(
        &abuse(),
        &[
            ("neglect", "code 0"),
            ("NEGLECT ", "code 0"),
            ("a) Neglect", "code 0"),
            ("a)Neglect", "code 0"),
            ("d) neglect", "code 0"),
            ("neg", "code 0"),
            ("Physical\u{a0}Abuse", "code 1"),
            // A code comes before a mark for a withheld value, and a whole name before a part of one.
            ("c", "code 1"),
            ("b", "code 2"),
            ("other", "code 2"),
            ("x", "[Suppressed]"),
            ("harm", "[NotACode]"),
            ("", "blank"),
        ],
    );
}

#[test]
fn texts_are_trimmed_and_identifiers_folded() {
    check(
        &spec(ColumnType::Text),
        &[
            ("  Team 1\u{a0}", "Team 1"),
            ("x", "x"),
            ("NULL", "blank"),
            ("#REF!", "[FormulaError]"),
        ],
    );
    check(
        &identifier(),
        &[
            (" AB12 ", "ab12"),
            ("123.0", "123"),
            ("00123", "00123"),
            ("N/A", "blank"),
            ("unknown", "blank"),
            ("Unknown 1", "unknown 1"),
            ("12\u{a0}3", "123"),
        ],
    );
    let identifiers = identifier();
    let mut decoder = Decoder::new(&identifiers, Epoch::default());
    assert_eq!(say(decoder.decode(Raw::Number(9_212_044.0), 0)), "9212044");
    assert_eq!(say(decoder.decode(Raw::Number(1.0e12), 0)), "1000000000000");
    let texts = spec(ColumnType::Text);
    let mut decoder = Decoder::new(&texts, Epoch::default());
    assert_eq!(say(decoder.decode(Raw::Serial(44_197.0), 0)), "2021-01-01");
    assert_eq!(say(decoder.decode(Raw::Duration(1.0625), 0)), "25:30");
}
