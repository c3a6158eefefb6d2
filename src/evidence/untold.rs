//! Date columns in which day and month are not told apart, and what is said of them.

/// A date column in which day and month are not told apart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DatesUntold {
    /// Its heading.
    pub heading: String,
    /// What became of it.
    pub why: Untold,
    /// How its dates fit.
    #[serde(flatten)]
    pub fit: DatesFit,
}

/// What became of a date column in which day and month are not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Untold {
    /// Some dates fit only with the month first: none of them is used.
    MonthFirst,
    /// Every one of many dates fits with the month first as well: none of them is used.
    EitherWay,
    /// Every one of a few dates fits with the month first as well: read day first.
    DayFirst,
}

/// How many dates of a column fit with the month first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct DatesFit {
    /// How many dates there are.
    pub dates: u64,
    /// How many of them fit only with the month first.
    pub month_first: u64,
    /// How many of them fit with the day first and with the month first.
    pub either: u64,
}

impl DatesUntold {
    /// What was found in the column.
    pub(crate) fn what(&self) -> String {
        let heading = &self.heading;
        match self.why {
            Untold::MonthFirst if self.fit.month_first == 0 => format!(
                "the dates under `{heading}` are taken to be mm/dd/yyyy, as those of another column are"
            ),
            Untold::MonthFirst => format!(
                "the dates under `{heading}` look like mm/dd/yyyy: {}",
                self.fit.in_words()
            ),
            Untold::EitherWay => {
                format!("every date under `{heading}` fits dd/mm/yyyy and mm/dd/yyyy")
            }
            Untold::DayFirst => format!(
                "the dates under `{heading}` are read day first, though each fits month first as well"
            ),
        }
    }

    /// What to do about it; none where its dates are used.
    pub(crate) fn fix(&self) -> Option<&'static str> {
        match self.why {
            Untold::MonthFirst => Some("export them as 2026-09-30, or with the day first"),
            Untold::EitherWay => Some("export them as 2026-09-30"),
            Untold::DayFirst => None,
        }
    }
}

impl DatesFit {
    fn in_words(self) -> String {
        let Self {
            dates,
            month_first,
            either,
        } = self;
        let many = if month_first == dates {
            format!("all {dates}")
        } else {
            format!("{month_first} of {dates}")
        };
        let rest = match (either, month_first + either == dates) {
            (0, _) => String::new(),
            (1, true) => ", and the other one could be either".to_owned(),
            (either, true) => format!(", and the other {either} could be either"),
            (either, false) => format!(", and {either} could be either"),
        };
        format!("{many} can only be read so{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_the_month_first_says_how_many_dates_show_it() {
        for (counts, expected) in [
            (
                [300, 168, 132],
                "look like mm/dd/yyyy: 168 of 300 can only be read so, and the other 132 could be \
                 either",
            ),
            (
                [5, 4, 1],
                "look like mm/dd/yyyy: 4 of 5 can only be read so, and the other one could be either",
            ),
            // Of 5 more dates the order is plain, or they fit day first only, or do not exist.
            (
                [20, 12, 3],
                "look like mm/dd/yyyy: 12 of 20 can only be read so, and 3 could be either",
            ),
            (
                [20, 12, 0],
                "look like mm/dd/yyyy: 12 of 20 can only be read so",
            ),
            (
                [12, 12, 0],
                "look like mm/dd/yyyy: all 12 can only be read so",
            ),
            (
                [9, 0, 9],
                "are taken to be mm/dd/yyyy, as those of another column are",
            ),
        ] {
            let [dates, month_first, either] = counts;
            let untold = DatesUntold {
                heading: "Start".to_owned(),
                why: Untold::MonthFirst,
                fit: DatesFit {
                    dates,
                    month_first,
                    either,
                },
            };
            assert_eq!(untold.what(), format!("the dates under `Start` {expected}"));
        }
    }
}
