//! What a person reads in each file of `tests/fixtures/nasty`.

use reinspect::evidence::{NotARecord, ProblemKind, Untold};

use ProblemKind::{
    FormulaError, NoSuchDate, NotACode, NotADate, NotANumber, NotYesOrNo, SaysNothing, Suppressed,
    TwoValues,
};

/// The columns that are not personal, and what a person reads in the plain list.
pub(super) const PLAIN: [(&str, [&str; 6]); 9] = [
    (
        "sex",
        ["male", "female", "male", "female", "female", "male"],
    ),
    (
        "ethnicity",
        ["wbri", "chne", "mwba", "wbri", "woth", "apkn"],
    ),
    ("age", ["11", "13", "6", "2", "15", "9"]),
    ("disability", ["no", "yes", "no", "no", "yes", "no"]),
    (
        "started_on",
        [
            "2026-06-01",
            "2026-06-08",
            "2026-06-15",
            "2026-06-22",
            "2026-07-13",
            "2026-07-31",
        ],
    ),
    ("child_seen", ["yes", "yes", "no", "yes", "unknown", "yes"]),
    (
        "authorised_on",
        [
            "2026-07-14",
            "-",
            "2026-08-20",
            "2026-07-28",
            "2026-09-04",
            "2026-09-30",
        ],
    ),
    (
        "needs_social_care",
        ["true", "false", "false", "true", "true", "false"],
    ),
    (
        "team",
        ["North", "South", "North", "South", "North", "South"],
    ),
];

/// A file, and in what its list differs from the plain one.
#[derive(Default)]
pub(super) struct Nasty {
    pub(super) file: &'static str,
    /// The lines of its six rows; from 2 on if none are given.
    pub(super) lines: &'static [u32],
    /// How many headings are matched; all twelve if none are given.
    pub(super) matched: usize,
    pub(super) ignored: &'static [&'static str],
    pub(super) values: &'static [(&'static str, [&'static str; 6])],
    pub(super) problems: &'static [(&'static str, ProblemKind)],
    pub(super) left_out: &'static [(NotARecord, usize, u32)],
    /// The letters of a heading that stands again, and in how many rows it differs.
    pub(super) again: &'static [(&'static str, usize)],
    pub(super) dates: &'static [Untold],
}

const NOTHING: [&str; 6] = ["-"; 6];

pub(super) const NASTY: [Nasty; 40] = {
    const fn same(file: &'static str) -> Nasty {
        Nasty {
            file,
            lines: &[],
            matched: 12,
            ignored: &[],
            values: &[],
            problems: &[],
            left_out: &[],
            again: &[],
            dates: &[],
        }
    }
    [
        same("plain.csv"),
        // Bytes.
        same("byte-order-mark.csv"),
        same("utf-16.csv"),
        Nasty {
            values: &[("team", ["North", "Süd", "North", "Süd", "North", "Süd"])],
            ..same("windows-1252.csv")
        },
        same("semicolons.csv"),
        same("tabs.tsv"),
        same("bars.csv"),
        same("carriage-returns-no-final-newline.csv"),
        // Headings.
        Nasty {
            lines: &[5, 6, 7, 8, 9, 10],
            ..same("banner.csv")
        },
        Nasty {
            lines: &[3, 4, 5, 6, 7, 8],
            ..same("split-headings.csv")
        },
        Nasty {
            lines: &[3, 4, 5, 6, 7, 8],
            ..same("group-headings.csv")
        },
        Nasty {
            lines: &[4, 5, 6, 7, 8, 9],
            ..same("three-rows-of-headings.csv")
        },
        same("apostrophes-and-spaces.csv"),
        Nasty {
            lines: &[4, 5, 6, 7, 8, 9],
            ..same("line-breaks-in-headings.csv")
        },
        Nasty {
            ignored: &["Unnamed: 0"],
            ..same("row-numbers.csv")
        },
        Nasty {
            ignored: &["A"],
            ..same("row-numbers-without-heading.csv")
        },
        Nasty {
            again: &[("M", 0)],
            ..same("heading-twice-alike.csv")
        },
        // In row 2 the second is blank, in row 6 it is no date: the first is meant.
        Nasty {
            again: &[("M", 2)],
            values: &[(
                "started_on",
                [
                    "2026-06-01",
                    "2026-06-08",
                    "-",
                    "2026-06-22",
                    "2026-07-13",
                    "2026-07-31",
                ],
            )],
            problems: &[("G4", TwoValues)],
            ..same("heading-twice-at-odds.csv")
        },
        same("sex-and-age.csv"),
        Nasty {
            again: &[("C", 1)],
            values: &[("sex", ["male", "female", "male", "-", "female", "male"])],
            problems: &[("B5", TwoValues)],
            ..same("gender-and-sex.csv")
        },
        Nasty {
            matched: 9,
            ignored: &["Office"],
            ..same("reordered-extra-missing.csv")
        },
        // Values.
        Nasty {
            values: &[
                ("age", ["11", "13", "-", "2", "15", "9"]),
                (
                    "authorised_on",
                    [
                        "2026-07-14",
                        "-",
                        "2026-08-20",
                        "2026-07-28",
                        "-",
                        "2026-09-30",
                    ],
                ),
                ("team", ["North", "-", "North", "South", "North", "South"]),
            ],
            problems: &[
                ("K3", FormulaError),
                ("E4", FormulaError),
                ("I6", FormulaError),
            ],
            ..same("failed-formulas.csv")
        },
        same("codes-without-letters.csv"),
        Nasty {
            values: &[
                ("ethnicity", ["wbri", "-", "mwba", "wbri", "woth", "apkn"]),
                ("child_seen", ["yes", "yes", "no", "-", "unknown", "yes"]),
                (
                    "needs_social_care",
                    ["true", "false", "-", "true", "true", "-"],
                ),
            ],
            problems: &[
                ("C3", NotACode),
                ("J4", NotYesOrNo),
                ("H5", NotACode),
                ("J7", NotYesOrNo),
            ],
            ..same("unknown-codes.csv")
        },
        same("dates-with-times.csv"),
        same("years-of-two-digits.csv"),
        same("months-by-name.csv"),
        same("numbers-as-text.csv"),
        Nasty {
            values: &[("started_on", NOTHING), ("authorised_on", NOTHING)],
            problems: &[
                ("I2", NoSuchDate),
                ("G4", NoSuchDate),
                ("I4", NoSuchDate),
                ("G5", NoSuchDate),
                ("I5", NoSuchDate),
                ("G6", NoSuchDate),
                ("G7", NoSuchDate),
                ("I7", NoSuchDate),
            ],
            dates: &[Untold::MonthFirst, Untold::MonthFirst],
            ..same("month-first.csv")
        },
        Nasty {
            values: &[(
                "started_on",
                [
                    "2026-06-01",
                    "2026-06-08",
                    "2026-06-05",
                    "2026-06-02",
                    "2026-07-03",
                    "2026-07-01",
                ],
            )],
            // The dates of authorisation tell.
            ..same("day-and-month-untold.csv")
        },
        Nasty {
            values: &[
                ("age", ["-", "-", "-", "-", "15", "-"]),
                (
                    "started_on",
                    [
                        "2026-06-01",
                        "2026-06-08",
                        "-",
                        "2026-06-22",
                        "2026-07-13",
                        "2026-07-31",
                    ],
                ),
                (
                    "authorised_on",
                    [
                        "2026-07-14",
                        "-",
                        "2026-08-20",
                        "2026-07-28",
                        "-",
                        "2026-09-30",
                    ],
                ),
            ],
            problems: &[
                ("E2", Suppressed),
                ("E3", Suppressed),
                ("I3", Suppressed),
                ("E4", Suppressed),
                ("G4", Suppressed),
                ("E5", Suppressed),
                ("I6", Suppressed),
                ("E7", Suppressed),
            ],
            ..same("suppression-marks.csv")
        },
        Nasty {
            values: &[
                ("age", ["11", "13", "6", "2", "-", "9"]),
                (
                    "authorised_on",
                    ["-", "-", "-", "-", "2026-09-04", "2026-09-30"],
                ),
                (
                    "needs_social_care",
                    ["true", "false", "false", "true", "-", "-"],
                ),
            ],
            problems: &[
                ("I2", SaysNothing),
                ("I3", SaysNothing),
                ("I4", SaysNothing),
                ("I5", SaysNothing),
                ("J6", SaysNothing),
                ("J7", SaysNothing),
            ],
            ..same("words-for-nothing.csv")
        },
        Nasty {
            values: &[(
                "needs_social_care",
                ["true", "false", "false", "true", "true", "false"],
            )],
            ..same("yes-and-no.csv")
        },
        Nasty {
            values: &[(
                "authorised_on",
                ["-", "-", "-", "2026-07-28", "2026-09-04", "2026-09-30"],
            )],
            problems: &[("I2", NoSuchDate), ("I4", NoSuchDate)],
            ..same("days-that-never-were.csv")
        },
        // Rows.
        Nasty {
            lines: &[2, 3, 4, 6, 7, 8],
            left_out: &[(NotARecord::Totals, 2, 5)],
            ..same("totals.csv")
        },
        Nasty {
            lines: &[3, 4, 7, 8, 12, 13],
            left_out: &[(NotARecord::Totals, 4, 5), (NotARecord::Title, 3, 2)],
            ..same("titles-and-subtotals.csv")
        },
        Nasty {
            left_out: &[(NotARecord::Note, 2, 9)],
            ..same("notes-below.csv")
        },
        Nasty {
            lines: &[3, 4, 7, 8, 9, 10],
            ..same("blank-rows.csv")
        },
        Nasty {
            lines: &[2, 3, 6, 7, 10, 11],
            left_out: &[(NotARecord::Headings, 2, 5), (NotARecord::Note, 3, 4)],
            ..same("pages.csv")
        },
        Nasty {
            values: &[
                ("age", NOTHING),
                ("disability", NOTHING),
                ("started_on", NOTHING),
                ("child_seen", NOTHING),
                ("authorised_on", NOTHING),
                ("needs_social_care", NOTHING),
                ("team", ["Y", "N", "N", "Y", "Y", "N"]),
            ],
            problems: SLIPPED,
            ..same("slipped-columns.csv")
        },
    ]
};

/// Each cell from the age to the answer stands under the heading to the right of its own.
const SLIPPED: &[(&str, ProblemKind)] = &[
    ("E2", NotANumber),
    ("F2", NotACode),
    ("G2", NotADate),
    ("H2", NotACode),
    ("I2", NotADate),
    ("J2", NotYesOrNo),
    ("E3", NotANumber),
    ("F3", NotACode),
    ("G3", NotADate),
    ("H3", NotACode),
    ("I3", NotADate),
    ("E4", NotANumber),
    ("F4", NotACode),
    ("G4", NotADate),
    ("H4", NotACode),
    ("I4", NotADate),
    ("J4", NotYesOrNo),
    ("E5", NotANumber),
    ("F5", NotACode),
    ("G5", NotADate),
    ("H5", NotACode),
    ("I5", NotADate),
    ("J5", NotYesOrNo),
    ("E6", NotANumber),
    ("F6", NotACode),
    ("G6", NotADate),
    ("H6", NotACode),
    ("I6", NotADate),
    ("J6", NotYesOrNo),
    ("E7", NotANumber),
    ("F7", NotACode),
    ("G7", NotADate),
    ("H7", NotACode),
    ("I7", NotADate),
    ("J7", NotYesOrNo),
];

/// Files of which nothing is used, and the sentence that says why and what to do.
pub(super) const REFUSED: [(&str, &str); 7] = [
    ("cut-short.csv", "breaks off in row 7: export it again"),
    (
        "open-quotation-mark.csv",
        "a quotation mark is opened in the row at line 4 and never closed, so the rows after it are \
         lost: close it",
    ),
    (
        "web-page.xls",
        "a web page under the name of xls: open it and save it as xlsx",
    ),
    (
        "no-headings.csv",
        "no heading in it belongs to any list: if it is one, map it in `reinspect.toml`",
    ),
    (
        "fits-two-lists.csv",
        "fits `missing_episodes` and `return_interviews` equally: say which in `evidence.toml`, or \
         with `[[map]]` in `reinspect.toml`",
    ),
    // A short list of children, which could be of anything.
    (
        "holiday-club.csv",
        "only headings that many lists have (Child ID, Gender, DOB): if it is `referrals`, map it \
         with `reinspect evidence map`",
    ),
    // A list without rows.
    (
        "nothing-to-report.csv",
        "12 of 12 columns found, 3 of 3 required",
    ),
];

/// Files of more than one list, or of a list and a table, which are told of among the lists that stand
/// below one another or side by side.
pub(super) const SEVERAL: [&str; 3] = [
    "lists-side-by-side.csv",
    "summary-below.csv",
    "two-lists.csv",
];
