use super::{Row, RuleTest, parse};
use crate::diagnostic::{Diagnostic, any_error};
use crate::pack::scalar::Scalar;
use crate::pack::testing::{day, pack, short, source, underlined};
use crate::state::{Reason, State};

/// A test whose own keys begin on line 5; what it expects comes last.
fn test(criterion: &str, parts: &str) -> String {
    format!(
        "[[test]]\ncriterion = \"{criterion}\"\nname = \"n\"\nas_at = 2026-09-30\n{parts}\n\
         expect = {{ state = \"met\" }}\n"
    )
}

fn read(text: &str) -> RuleTest {
    let (mut tests, found) = parse(&source(text), &pack());
    assert_eq!(found, [], "{text}");
    assert_eq!(tests.len(), 1);
    tests.remove(0)
}

fn refused(criterion: &str, parts: &str) -> (Vec<Diagnostic>, Vec<String>) {
    let text = test(criterion, parts);
    let (_, found) = parse(&source(&text), &pack());
    assert!(any_error(&found), "{text}");
    let words = underlined(&text, &found);
    (found, words)
}

fn values(row: &Row) -> Vec<(&str, &Scalar)> {
    let each = row.values.iter();
    each.map(|(name, value, _)| (name.as_str(), value))
        .collect()
}

#[test]
fn a_test_is_read_with_its_rows_and_what_it_expects() {
    let text = "[[test]]\ncriterion = \"visits-in-time\"\nname = \"in time\"\nas_at = 2026-09-30\n\
        dated = 2026-09-01\nrows = [\n  { child_id = \"a\", due_on = 2026-06-01, repeat = 12 },\n\
        \x20 { kind = \"at_school\", hours = 1.5, alone = true },\n]\n\
        expect = { numerator = 1, denominator = 2, value = 50, blank = 3, left_out = 4, \
        state = \"not_known\", reason = \"too_few\" }\n";
    let read = read(text);
    assert_eq!(
        (read.criterion.as_str(), read.name.as_str()),
        ("visits-in-time", "in time")
    );
    assert_eq!(
        (read.as_at, read.dated),
        (day("2026-09-30"), day("2026-09-01"))
    );
    assert_eq!((read.place.line, read.place.column), (3, 8));
    let rows = &read.rows["visits"];
    assert_eq!((rows[0].repeat, rows[1].repeat), (12, 1));
    let child = Scalar::Text("a".to_owned());
    let due = Scalar::Date(day("2026-06-01"));
    assert_eq!(values(&rows[0]), [("child_id", &child), ("due_on", &due)]);
    let school = Scalar::Text("at_school".to_owned());
    let expected = [
        ("kind", &school),
        ("hours", &Scalar::Number(1_500_000)),
        ("alone", &Scalar::YesNo(true)),
    ];
    assert_eq!(values(&rows[1]), expected);
    let place = &rows[0].values[1].2;
    assert_eq!((place.line, place.column), (7, 30));
    let expect = read.expect;
    assert_eq!(
        (expect.state, expect.reason),
        (State::NotKnown, Some(Reason::TooFew))
    );
    assert_eq!(
        (expect.value, expect.numerator),
        (Some(50_000_000), Some(1))
    );
    let counts = (expect.denominator, expect.blank, expect.left_out);
    assert_eq!(counts, (Some(2), Some(3), Some(4)));
}

#[test]
fn no_rows_are_no_list_and_not_an_empty_one() {
    assert!(read(&test("visits-in-time", "")).rows.is_empty());
    assert_eq!(
        read(&test("visits-in-time", "rows = []")).rows["visits"].len(),
        0
    );
}

#[test]
fn other_lists_figures_and_documents_are_read() {
    let others = "rows = [{ worker_id = \"w\" }]\nothers = { visits = [{ worker_id = \"w\" }] }";
    assert_eq!(read(&test("supervised", others)).rows["visits"].len(), 1);
    let figures = read(&test("caseloads", "figures = { population_0_17 = 29000 }")).figures;
    assert_eq!(figures["population_0_17"], 29_000_000_000);
    let statement = "rows = [{ question = \"director-assures\", answer = \"met\" }]";
    assert_eq!(
        read(&test("director-assures", statement)).rows["statements"].len(),
        1
    );
    let documents = "documents = [{ name = \"s.md\", title = \"S\", dated = 2026-05-01, \
                     approved = true, headings = [\"Needs\"], text = \"t\" }, { name = \"b.md\" }]";
    let documents = read(&test("strategy", documents)).documents;
    let first = &documents[0];
    assert_eq!(
        (first.title.as_str(), first.text.as_str(), first.approved),
        ("S", "t", true)
    );
    assert_eq!(
        (first.dated, first.headings.len()),
        (Some(day("2026-05-01")), 1)
    );
    let second = &documents[1];
    assert_eq!((second.name.as_str(), second.title.as_str()), ("b.md", "b"));
    assert_eq!((second.approved, second.dated), (false, None));
}

#[test]
fn an_unknown_criterion_is_an_error_with_the_nearest_id() {
    let (found, words) = refused("visit-in-time", "rows = [{ anything = 1 }]");
    assert_eq!(
        (short(&found), words),
        (
            vec!["unknown-criterion 2:13".into()],
            vec!["\"visit-in-time\"".into()]
        )
    );
    assert_eq!(
        found[0].help.as_deref(),
        Some("did you mean `visits-in-time`?")
    );
}

#[test]
fn columns_and_values_fit_the_dataset_and_every_mistake_is_reported_at_once() {
    let rows = "rows = [\n  { childs_id = \"a\", due_on = \"2026-06-01\" },\n\
                \x20 { hours = \"two\", alone = \"yes\", child_id = 3, seen_on = 2026 },\n\
                \x20 { kind = \"at_scool\", hours = true },\n  { kind = \"School\" },\n\
                \x20 { kind = 7 },\n]";
    let (found, words) = refused("visits-in-time", rows);
    let expected = [
        "unknown-column 6:5",
        "wrong-type 7:46",
        "wrong-type 7:59",
        "unknown-code 8:12",
        "wrong-type 8:32",
        "unknown-code 9:12",
        "wrong-type 10:12",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(words[0], "childs_id");
    assert_eq!(found[0].help.as_deref(), Some("did you mean `child_id`?"));
    assert_eq!(
        found[2].expected.as_deref(),
        Some("a date such as 2026-04-01, without quotes")
    );
    assert_eq!(found[3].help.as_deref(), Some("did you mean `at_school`?"));
    assert_eq!(found[5].help.as_deref(), Some("did you mean `at_school`?"));
    assert_eq!(
        found[5].expected.as_deref(),
        Some("one of `home`, `at_school`")
    );
}

#[test]
fn rows_are_repeated_a_whole_number_of_times() {
    for wrong in ["0", "-1", "1.5", "100001", "\"2\"", "true"] {
        let (found, words) = refused(
            "visits-in-time",
            &format!("rows = [{{ repeat = {wrong} }}]"),
        );
        assert_eq!(short(&found), ["bad-value 5:20"], "{wrong}");
        assert_eq!(words, [wrong]);
    }
    let most = read(&test("visits-in-time", "rows = [{ repeat = 100000 }]"));
    assert_eq!(most.rows["visits"][0].repeat, 100_000);
}

#[test]
fn other_lists_are_of_datasets_that_the_measure_reads() {
    let parts = "others = { visits = [{ kind = \"x\" }], worker = [] }";
    let (found, words) = refused("supervised", parts);
    assert_eq!(short(&found), ["unknown-code 5:31", "unknown-dataset 5:39"]);
    assert_eq!(words, ["\"x\"", "worker"]);
    assert_eq!(found[1].help.as_deref(), Some("did you mean `workers`?"));
    let (found, _) = refused("supervised", "others = { workers = [] }");
    assert_eq!(short(&found), ["bad-value 5:12"]);
    assert_eq!(
        found[0].help.as_deref(),
        Some("write these rows under `rows`")
    );
}

#[test]
fn what_the_measure_does_not_read_is_refused() {
    let cases = [
        (
            "visits-in-time",
            "others = { workers = [] }",
            "5:12",
            "no `others`",
        ),
        (
            "supervised",
            "others = { statements = [] }",
            "5:12",
            "`visits`",
        ),
        (
            "visits-in-time",
            "figures = { a = 1 }",
            "5:13",
            "no `figures`",
        ),
        (
            "caseloads",
            "figures = { a = 1 }",
            "5:13",
            "`population_0_17`",
        ),
        ("visits-in-time", "documents = []", "5:13", "`rows`"),
    ];
    for (criterion, parts, place, expected) in cases {
        let (found, _) = refused(criterion, parts);
        assert_eq!(short(&found), [format!("bad-value {place}")], "{parts}");
        assert_eq!(found[0].expected.as_deref(), Some(expected));
    }
}

#[test]
fn a_reason_goes_with_not_known_alone() {
    for (state, good) in [
        ("not_known", true),
        ("met", false),
        ("not_applicable", false),
    ] {
        let text = test("visits-in-time", "");
        let wanted = format!("state = \"{state}\", reason = \"stale\"");
        let text = text.replace("state = \"met\"", &wanted);
        let (tests, found) = parse(&source(&text), &pack());
        assert_eq!(
            (tests.len() == 1, found.is_empty()),
            (good, good),
            "{state}"
        );
        if !good {
            let column = 33 + state.len();
            assert_eq!(short(&found), [format!("bad-value 6:{column}")]);
        }
    }
}

#[test]
fn nothing_in_a_test_speaks_for_a_later_day() {
    let (found, words) = refused("visits-in-time", "dated = 2026-10-01");
    assert_eq!(
        (short(&found), words),
        (vec!["bad-value 5:9".into()], vec!["2026-10-01".into()])
    );
    let document = "documents = [{ name = \"a.md\", dated = 2026-10-01 }]";
    assert_eq!(short(&refused("strategy", document).0), ["bad-value 5:39"]);
    read(&test("visits-in-time", "dated = 2026-09-30"));
}

#[test]
fn what_the_text_lacks_or_misspells_is_reported_beside_the_rest() {
    let text = "[[test]]\ncriterion = \"visits-in-time\"\nas_at = 2026-09-30\n\
                rows = [{ kindd = \"home\" }]\nexpect = { state = \"mett\", numerator = -1 }\n\
                expects = 1\n";
    let (tests, found) = parse(&source(text), &pack());
    assert!(tests.is_empty());
    let expected = [
        "missing-key 1:1",
        "unknown-column 4:11",
        "bad-value 5:20",
        "bad-value 5:40",
        "unknown-key 6:1",
    ];
    assert_eq!(short(&found), expected);
}

#[test]
fn two_tests_of_a_criterion_have_two_names() {
    let text = test("visits-in-time", "") + &test("supervised", "") + &test("visits-in-time", "");
    let (tests, found) = parse(&source(&text), &pack());
    assert_eq!(tests.len(), 3);
    assert_eq!(short(&found), ["duplicate-id 15:8"]);
}

#[test]
fn a_file_that_is_not_toml_is_reported_as_that_alone() {
    let (tests, found) = parse(&source("[[test]]\ncriterion = \nname = 3\n"), &pack());
    assert!(tests.is_empty());
    assert!(!found.is_empty() && found.iter().all(|d| d.code.name() == "toml-syntax"));
}
