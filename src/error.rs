//! How a run ends.

/// The exit status of the program, stable for scripts and scheduled runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExitStatus {
    /// It ran, and every requirement is met or none was asked: 0.
    Met,
    /// It ran, and a requirement is not met: 1.
    NotMet,
    /// The command line, the settings or the pack is wrong, and nothing was assessed: 2.
    Usage,
    /// It ran, and a requirement cannot be decided: 3.
    Undecided,
    /// A fault of the program's own: 70.
    Fault,
}

impl ExitStatus {
    /// The number that the process exits with.
    pub fn code(self) -> u8 {
        match self {
            Self::Met => 0,
            Self::NotMet => 1,
            Self::Usage => 2,
            Self::Undecided => 3,
            Self::Fault => 70,
        }
    }
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        status.code().into()
    }
}

#[cfg(test)]
mod tests {
    use super::ExitStatus::{Fault, Met, NotMet, Undecided, Usage};

    #[test]
    fn the_numbers_never_change() {
        let codes = [Met, NotMet, Usage, Undecided, Fault].map(super::ExitStatus::code);
        assert_eq!(codes, [0, 1, 2, 3, 70]);
    }
}
