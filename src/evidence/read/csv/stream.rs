//! A list too long to hold, read a stretch of bytes at a time: digest and rows from the one read.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::Head;
use super::parts::Parts;
use crate::evidence::read::encoding::{self, Encoding};
use crate::evidence::read::{Content, Request, Unreadable};

/// Up to this size a file is held whole; of a longer one, this much at a time.
pub(in crate::evidence::read) const WHOLE: usize = 8 << 20;

/// Reads the list of a file to its end, or to the first fault, behind which nothing is looked at.
///
/// Only a file read to its end has a digest.
pub(in crate::evidence::read) fn read(
    path: &str,
    request: &Request<'_>,
    file: &mut dyn Read,
) -> io::Result<Result<(Content, Option<Sha256>), Unreadable>> {
    let mut digest = Sha256::new();
    let mut held = Vec::new();
    let mut ended = fill(file, &mut held)?;
    let (encoding, mark) = Encoding::of(&held);
    digest.update(&held);
    held.drain(..mark);
    let mut parts = match open(path, request, &held, encoding) {
        Ok(parts) => parts,
        Err(why) => return Ok(Err(why)),
    };
    let mut new = held.len();
    loop {
        let hashed = held.get(new..).unwrap_or_default();
        let take = || take(&mut parts, &held, encoding, ended);
        let ((), taken) = rayon::join(|| digest.update(hashed), take);
        match taken {
            Err(why) => return Ok(Err(why)),
            Ok(taken) => drop(held.drain(..taken)),
        }
        if ended || parts.is_faulty() {
            return Ok(Ok((parts.finish(), ended.then_some(digest))));
        }
        new = held.len();
        ended = fill(file, &mut held)?;
    }
}

/// Adds the next bytes of a file; true at its end.
fn fill(file: &mut dyn Read, held: &mut Vec<u8>) -> io::Result<bool> {
    let room = u64::try_from(WHOLE).unwrap_or(u64::MAX);
    let more = file.take(room).read_to_end(held)?;
    Ok(more < WHOLE)
}

/// Recognises the list by the first bytes.
fn open<'r>(
    path: &str,
    request: &'r Request<'_>,
    held: &[u8],
    encoding: Encoding,
) -> Result<Parts<'r>, Unreadable> {
    let lines = held.get(..encoding.whole_lines(held)).unwrap_or_default();
    let text = encoding.text(if lines.is_empty() { held } else { lines });
    encoding::check(&text)?;
    if lines.is_empty() {
        return Err(Unreadable::EndlessLine);
    }
    Ok(Parts::new(Head::of(path, request, &text)))
}

/// Takes in the whole rows of what is held, and says how many bytes they were.
fn take(
    parts: &mut Parts<'_>,
    held: &[u8],
    encoding: Encoding,
    ended: bool,
) -> Result<usize, Unreadable> {
    let lines = if ended {
        held.len()
    } else {
        encoding.whole_lines(held)
    };
    if lines == 0 && !ended {
        encoding::check(&encoding.text(held))?;
        return Err(Unreadable::EndlessLine);
    }
    let bytes = held.get(..lines).unwrap_or_default();
    let text = encoding.text(bytes);
    let taken = parts.take(&text, ended);
    if taken == text.len() {
        return Ok(lines);
    }
    let text = text.get(..taken).unwrap_or_default();
    Ok(encoding.length(text, bytes).min(lines))
}
