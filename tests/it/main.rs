//! One integration binary: every end-to-end test is a module here.

#[cfg(test)]
mod canaries;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod guide;
#[cfg(test)]
mod init;
#[cfg(test)]
mod json_report;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod never_better;
#[cfg(test)]
#[cfg(unix)]
mod next_commands;
#[cfg(test)]
mod not_known;
#[cfg(test)]
mod pack;
#[cfg(test)]
mod program;
#[cfg(test)]
mod readme;
#[cfg(test)]
#[cfg(unix)]
mod recipes;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod usage;
#[cfg(test)]
#[cfg(unix)]
mod writing;
