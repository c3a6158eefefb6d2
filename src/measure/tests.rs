//! Each kind of measure on lists small enough to work out by hand.

mod count;
mod document;
mod duration;
mod laws;
mod lists;
mod on_time;
mod per_subject;
mod ratio;
mod repeat;
mod repeated;
mod share;
mod statement;
mod unfilled;
mod up_to_date;
