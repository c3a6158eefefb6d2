//! Each kind of change on a small criterion.
