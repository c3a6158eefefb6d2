//! The one table of diagnostic codes.

/// How much a diagnostic matters.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The run stops, with exit status 2.
    Error,
    /// The run goes on and the report says so.
    Warning,
    /// Worth knowing.
    Note,
}

macro_rules! codes {
    ($( $variant:ident $name:literal $severity:ident $title:literal $why:literal )+) => {
        /// A stable code for one kind of mistake in the inputs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( #[doc = $title] $variant, )+ }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The kebab-case name that never changes.
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// The severity it has unless the place it is raised says otherwise.
            pub fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity, )+ }
            }

            /// What it means, in one line.
            pub fn title(self) -> &'static str {
                match self { $( Self::$variant => $title, )+ }
            }

            /// Why it matters and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $( Self::$variant => $why, )+ }
            }
        }
    };
}

// One row a code: variant, name, severity, title, explanation. Sorted by name within each group.
codes! {
    // The text of a file.
    TomlSyntax "toml-syntax" Error "the file is not valid TOML"
        "A quote, bracket or equals sign is missing or one too many. Mend the place shown; everything after it may be misread."
    CsvSyntax "csv-syntax" Error "a row of a table that cannot be read"
        "Every row of a table of published figures has one cell under each heading. A text that holds a comma stands in double quotes, and a quote in it is doubled."
    UnknownKey "unknown-key" Error "a key that this format does not have"
        "A misspelt key would be ignored in silence, so it is refused. Correct the spelling or take the line out."
    MissingKey "missing-key" Error "a key that this format needs is not there"
        "Add the key named; the schema beside the file says what it means."
    OnlyOneOf "only-one-of" Error "keys that exclude each other stand together"
        "A criterion has exactly one measure, a threshold one direction, a ratio one thing to divide by. Keep the one that is meant."
    WrongType "wrong-type" Error "a value of another type than the key takes"
        "A number must not be quoted, a text must be, a date is written 2026-04-01 without quotes."
    BadValue "bad-value" Error "a value that the key does not take"
        "The message lists what the key takes."
    BadId "bad-id" Error "an id that is not well formed"
        "Ids are keys that other files and results repeat, so each kind has one form: `visits-in-time` for packs, areas and criteria, `started_on` for datasets and columns, `O3-L4` for expectations."
    BadLength "bad-length" Error "a length of time that cannot be read"
        "A length is a whole number and a unit: days, working days, weeks or months."
    ZeroLength "zero-length" Error "a length of time of nothing where some is needed"
        "Nothing is ever recent within 0 days. Give at least one day, week or month."

    // A pack.
    MissingPackFile "missing-pack-file" Error "a pack without pack.toml"
        "pack.toml names the pack and sets the marks that areas are levelled by. Point at the folder that holds it, or add it."
    NotRenamed "not-renamed" Warning "changed rules that go by the name of the built-in ones"
        "Every report and every kept result names its rules by id and version. Give changed rules a version of their own in pack.toml, such as `0.1.0-ours`, so that nobody takes them for the rules that come with the program."
    NoCriteria "no-criteria" Error "a pack without criteria"
        "With nothing to ask, every run would end without a gap and look good. Add a criterion under criteria, or point at the folder that holds them."
    UnknownFile "unknown-file" Warning "a file that no part of a pack is read from"
        "A file in the wrong folder is not read. Move it to frameworks, datasets, criteria, calendars, benchmarks or tests, or take it out."
    DuplicateId "duplicate-id" Error "an id that is used twice"
        "Results are keyed by id, so each may stand for one thing only. Rename one of the two."
    RepeatedEntry "repeated-entry" Warning "an entry that repeats an earlier one"
        "The second entry adds nothing, or silently wins over the first. Take one of them out."
    UnknownArea "unknown-area" Error "an area that no framework has"
        "Areas are named by slug, such as `stay-together` or `help-and-protection`. Correct the slug, or add the area to a framework."
    WrongKindOfArea "wrong-kind-of-area" Error "an area of another kind than belongs here"
        "`area` takes an outcome or enabler of the national framework, `judgements` takes judgements."
    UnknownExpectation "unknown-expectation" Error "an expectation that no framework has"
        "Expectations are written with the id of their framework: `nf:O3-L4`, `ilacs:HP-5`, `ts:T03`."
    NotAssessable "not-assessable" Warning "a criterion that tests what its framework calls beyond testing"
        "One of the two is wrong, and `rules coverage` counts the expectation as tested. Take `not_assessable` out of the framework, or the id out of the criterion."
    UnknownDataset "unknown-dataset" Error "a dataset that the pack does not describe"
        "Correct the name, or describe the list in a file under datasets."
    UnknownColumn "unknown-column" Error "a column that the dataset does not have"
        "Criteria use the dataset's own column names, not the headings of a spreadsheet. Correct the name, or add the column to the dataset."
    NoQuestion "no-question" Warning "a criterion over an audit list that reads a column without a question"
        "An auditor fills in the list and needs to be asked. Add `asks` to the column in its dataset: one question in plain English that the column's type can answer. `init` then writes it into the template of the list. A column of the list that no criterion reads is left out of the template, so a new question takes a column with `asks` and a criterion that reads it."
    PlainEnglish "plain-english" Warning "a text that families would not understand"
        "Titles, questions, reasons and advice are read by parents, young people and councillors. A sentence has at most 25 words, a title at most 14 and no full stop, a question is one sentence, a reason or advice two. Abbreviations, brackets and words of the trade are written out or left out; the help names the plain word."
    UnknownCalendar "unknown-calendar" Error "a calendar that the pack does not have"
        "Working days need one calendar of bank holidays. Name it in pack.toml, or add it under calendars."
    UnknownCriterion "unknown-criterion" Error "a criterion that the pack does not have"
        "Correct the id; if the criterion was renamed or removed, change or remove what refers to it."
    UnknownBenchmark "unknown-benchmark" Error "a published figure of a measure or an area that the pack does not list"
        "It would stand beside nothing. Correct the name, or add a row for it to measures.csv or areas.csv under benchmarks."
    BenchmarkMisfit "benchmark-misfit" Error "a published measure beside a criterion that measures something else"
        "Two numbers side by side are read as the same thing, so both must have one unit. Correct the unit, or name another criterion."
    WrongColumnType "wrong-column-type" Error "a column of another type than is needed here"
        "Clocks and periods need dates, subjects need texts, sums need numbers. Name another column, or correct the type in the dataset."
    UnknownCode "unknown-code" Error "a code that the column does not have"
        "A column of codes takes one of the codes that its dataset lists, in the dataset's own spelling. Correct the code, or add it to the dataset."
    CodesNotUsed "codes-not-used" Error "codes on a column that is not of type code"
        "Codes are read only on columns of type `code`. Change the type or take the codes out."
    AmbiguousHeading "ambiguous-heading" Error "a heading that two columns of one dataset claim"
        "A list with that heading could not be read one way. Keep the heading with one column."
    AmbiguousSpelling "ambiguous-spelling" Error "a spelling that two codes of one column claim"
        "A cell with that spelling could not be read one way. Keep the spelling with one code."
    PersonalShown "personal-shown" Error "a personal column that reports would print"
        "Reports never hold an identifier, name, date of birth, address or free text about a child. Take `show` out, or `personal` if the column holds nothing of the kind."
    PersonalColumn "personal-column" Warning "a criterion that needs names, addresses or free text"
        "Such columns are dropped when lists are read unless a criterion needs them. Ask whether a date, a code or yes and no would do."
    LimitOutOfRange "limit-out-of-range" Error "a threshold that no value can reach or miss"
        "Percentages run from 0 to 100, and no measure is below 0."
    LimitLooksLikeFraction "limit-looks-like-fraction" Warning "a percentage at or under 1"
        "Thresholds of percentages run from 0 to 100: 85 means 85 %, and 0.85 means less than one in a hundred."
    LimitsInTwoDirections "limits-in-two-directions" Error "thresholds that point in two directions"
        "`met` and `nearly` must both be `at_least` or both be `at_most`."
    LimitsOutOfOrder "limits-out-of-order" Error "a `nearly` that is not looser than `met`"
        "`nearly` begins before `met` is reached: below it for `at_least`, above it for `at_most`."
    PeriodWithoutColumn "period-without-column" Error "a period without the column that dates a row"
        "Add `dated` with the date column that places a row in the period."
    ColumnWithoutPeriod "column-without-period" Warning "a `dated` column without a period"
        "`dated` does nothing by itself. Add `period`, or take `dated` out."
    ReachesTooFar "reaches-too-far" Error "a criterion that looks further back than its list reaches"
        "The list would be silent about the earlier part, and silence would read as good. Shorten the period or limit, or ask for a longer list and change the dataset's `covers`."
    MarksOutOfOrder "marks-out-of-order" Error "marks that contradict each other"
        "Marks are percentages from 0 to 100; `nearly` is lower than `ready`, and `coverage_minimum` is at most `ready`."
    CalendarBackwards "calendar-backwards" Error "a calendar whose last day is before its first"
        "Swap `first` and `last`, or correct the year."
    DuplicateHoliday "duplicate-holiday" Error "a bank holiday that stands twice"
        "Take one out; if one of the two was meant for another year, correct its date."
    HolidayAtWeekend "holiday-at-weekend" Warning "a bank holiday on a Saturday or Sunday"
        "It changes no count of working days. When a bank holiday falls at a weekend, a weekday is given in its place: enter that day."
    HolidayOutsideCalendar "holiday-outside-calendar" Error "a bank holiday outside the days that the calendar knows"
        "It would not be counted. Move `first` or `last` so that it lies between, once every bank holiday up to there is entered."

    // The authority's own files.
    SaidTwice "said-twice" Error "two entries for one thing"
        "Two entries for one criterion or file may contradict each other, and nothing says which of them holds. Join them into one."
    UnusedTailoring "unused-tailoring" Warning "a tailoring of a criterion that the pack does not have"
        "It has no effect. Correct the id, or take the entry out if the criterion is gone."
    TailoringChangesNothing "tailoring-changes-nothing" Warning "a tailoring that changes nothing"
        "The pack says the same already. Take the entry out, so that every entry is a real difference."
    TailoringNotBegun "tailoring-not-begun" Note "a tailoring whose day has not come"
        "It changes nothing yet: until its `on` the criterion is judged as the pack has it."
    NoThreshold "no-threshold" Error "a threshold for a criterion that has none"
        "Documents and statements decide their state themselves. Take the threshold out, or turn the criterion `off`."
    StatuteLoosened "statute-loosened" Warning "a statutory threshold made easier to reach"
        "The law does not change with local tailoring, so every report says so."
    UnusedWaiver "unused-waiver" Warning "a waiver that excuses nothing"
        "Its criterion does not exist, is out of the run, or has no gap. Correct the id, or end the waiver, so that a later gap does not pass unseen."
    UnusedExemption "unused-exemption" Warning "an exemption that changes nothing"
        "Its criterion does not exist, is out of the run, exempted twice, or exempted only after the day the run speaks for. Correct it, or take it out."
    WaiverBackwards "waiver-backwards" Error "a waiver that ends before it begins"
        "Swap `from` and `until`, or correct the year."
    WaiverTooLong "waiver-too-long" Error "a waiver that runs longer than the pack allows"
        "A gap that is accepted for that long should be looked at again before. Bring `until` nearer and renew the waiver then."
    WaiverExpired "waiver-expired" Warning "a waiver that has run out"
        "It excuses nothing any more. Close the gap, renew the waiver, or take it out."
    WaiverExpiringSoon "waiver-expiring-soon" Warning "a waiver that runs out soon"
        "From its last day the gap counts again. Close the gap or renew the waiver."
    WaiversOverlap "waivers-overlap" Warning "two waivers of one criterion that run at the same time"
        "A gap needs one waiver at a time. End the earlier one before the later begins, or take one out, so that the end of the one that remains is not overlooked."
    WaiverNotBegun "waiver-not-begun" Note "a waiver that has not begun"
        "It excuses nothing yet."
    UnusedSetting "unused-setting" Warning "a setting that nothing in the pack uses"
        "It has no effect. Correct its name, or take it out."

    // Evidence: which files and lists stand.
    ApprovalDisagrees "approval-disagrees" Warning "a document is said to be approved and not approved"
        "`evidence.toml`, the document itself and the register of documents do not agree. Until they do it counts as not approved. Correct the one that is wrong."
    ColumnMissingInPart "column-missing-in-part" Warning "one part of a joined list lacks a column that another has"
        "Half a column would count for the whole list, so the column is treated as missing. Export every part with the same columns."
    DateAhead "date-ahead" Warning "evidence dated after the day it is judged at"
        "It is listed and not used: it cannot have been seen on that day. Correct its date, or run with a later `--as-at`."
    DateDisagrees "date-disagrees" Warning "a file is given more than one date"
        "`evidence.toml`, the file's own properties and its name do not agree. The older date holds, so that nothing looks fresher than it is. Correct the one that is wrong."
    DatesOld "dates-old" Warning "a list whose newest date is long before the day it is dated"
        "An old list under a new name looks so. It is judged as it stands. Check that the export is of that day, and that no filter left the newest rows out."
    DateMissing "date-missing" Warning "a file without a date"
        "Undated evidence is nearly met at best today, and only while a day read in it is recent; it is out of date on the inspection date. Add `dated = 2026-09-30` for it to `evidence.toml`, or put the date in its name."
    DateWeak "date-weak" Warning "a file dated only by when it was last saved"
        "Saving a file refreshes that date, so it may look newer than it is. Add its date to `evidence.toml`, or put it in its name."
    DuplicateFile "duplicate-file" Note "two files that are byte for byte the same"
        "It is read once. Where the copies are dated differently the older date holds. Delete the one that is not needed."
    DuplicateRows "duplicate-rows" Note "equal rows within one list"
        "They are kept, because two equal events can both be real. Where the dataset says which columns name a record and the result would be worse if each record counted once, it is not known. If the export repeats rows, mend the export."
    ExtractShrunk "extract-shrunk" Warning "an extract much smaller than the one before it"
        "It has less than half the rows of the earlier one. A filter or a cut-off export can make bad work vanish; check it before relying on the result."
    KeyRepeated "key-repeated" Warning "one record on several rows that are not written alike"
        "The dataset says which columns name one record. Every row counts; where the result would be worse if each record counted once it is not known. Leave one row for each record, also where only a date or an answer is written in two ways."
    ListUnreadable "list-unreadable" Warning "a list that could not be read well enough to judge"
        "The criteria that need it are not known. The message names the file and the likely fix."
    ManifestUnused "manifest-unused" Warning "an entry of `evidence.toml` that matches nothing"
        "What it says is lost: a date, a dataset or an answer. Correct its path or sheet, or take it out."
    MappingMisfit "mapping-misfit" Warning "a mapping that no longer fits its file"
        "A heading or the row of headings that it names is not there. The column counts as missing, so what needs it is not known. Correct the mapping, or let `reinspect evidence map` propose it anew."
    MappingUnused "mapping-unused" Warning "a mapping that matches nothing"
        "The list that it was meant for is recognised by its headings alone or not at all. Correct its file or sheet, or take it out."
    MappingsTied "mappings-tied" Warning "two patterns that fit one file equally well"
        "They do not say the same, and using either would be a guess, so the file is recognised by its headings alone or not at all. Map it by its exact name, or write more of the name into the pattern that is meant."
    MappingUnknownDataset "mapping-unknown-dataset" Warning "a mapping or an entry of `evidence.toml` naming a dataset that the pack does not have"
        "The file is not read as that dataset. Correct the spelling; `reinspect explain` with the name of a dataset shows its columns."
    NothingJudged "nothing-judged" Warning "every extract of a dataset is put aside in `evidence.toml`"
        "Nothing is left to judge, so its criteria are not known. Mark one extract `use = \"judge\"`, or take a `use = \"history\"` out."
    OverlapUnresolved "overlap-unresolved" Warning "extracts that cover the same records, and nothing says which to judge"
        "Judging either would be a guess, so the criteria are not known. Records count as one only where they are written alike: `14/09/2026` and `2026-09-14` are two ways to write one day. Answer in `evidence.toml` with `use = \"judge\"`, `\"history\"` or `\"part\"`, or date the extracts."
    RecordInTwoParts "record-in-two-parts" Note "records that two parts of a list hold, not written alike"
        "Both are kept and both count. Where a record has moved from one part to the other, take the older one out; where both say the same, write both alike."
    // A condition in `where` or `meets`.
    ExpressionArguments "expression-arguments" Error "a function that was given the wrong number of values"
        "Each function takes a fixed number of values, such as `days(from, to)`. The help shows the form."
    ExpressionSyntax "expression-syntax" Error "a condition that cannot be read"
        "A word, a comma, a quote or a bracket is missing or one too many at the place shown."
    ExpressionType "expression-type" Error "values of types that do not go together"
        "A date is compared with a date, a number with a number and a code with one of its codes; anything else would never be true. Write dates as `date '2026-04-01'`, texts and codes in single quotes, numbers without quotes, yes or no as `true` or `false`."
    ExpressionUnknownCode "expression-unknown-code" Error "a code that the column does not have"
        "A misspelt code would match no row and look like a real result. Use one of the codes that the dataset lists for the column."
    ExpressionUnknownColumn "expression-unknown-column" Error "a column that the dataset does not have"
        "Conditions use the canonical column names of the dataset, not the headings of a file. Texts go in single quotes; a word without quotes is read as a column."
    ExpressionUnknownFunction "expression-unknown-function" Error "a function that conditions do not have"
        "The functions are as_at, days, working_days, months, age, lower, trim, length and coalesce."
    ExpressionUnsupported "expression-unsupported" Error "SQL that conditions do not have"
        "A condition looks at one row of one list with comparisons, `and`, `or`, `not`, `in`, `between`, `like`, `is null`, arithmetic and a few functions. The help says what to write instead."

    // The command itself.
    BadArgument "bad-argument" Error "an argument that the command does not take"
        "The message names the argument and what stood there. `--help` after the command lists what it takes."
    CannotRead "cannot-read" Error "a file or folder that cannot be read"
        "Nothing was assessed. Check the path and that you may open it."
    CannotWrite "cannot-write" Error "a file or folder that cannot be written"
        "An earlier file of that name is as it was. Check the path, the room left on the disk and that you may write there."

    // The run as a whole.
    UnknownLink "unknown-link" Warning "a list names a criterion that the pack does not have"
        "A finding or an action that names no known criterion answers nothing. Correct the id in the list."
}

impl Code {
    /// The code of a kebab-case name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
