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
    file: &mut (dyn Read + Send),
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
    let mut next = Vec::new();
    loop {
        let whole = whole_lines(&held, encoding, ended);
        let (lines, begun) = held.split_at(whole);
        next.clear();
        next.extend_from_slice(begun);
        // The rows of one stretch are read while the next is fetched and hashed.
        let fetch = || fetch(file, &mut next, &mut digest, ended);
        let take = || take(&mut parts, [lines, begun], encoding, ended);
        let (fetched, taken) = rayon::join(fetch, take);
        let taken = match taken {
            Err(why) => return Ok(Err(why)),
            Ok(taken) => taken,
        };
        if ended || parts.is_faulty() {
            return Ok(Ok((parts.finish(), ended.then_some(digest))));
        }
        ended = fetched?;
        // A row that goes on in the next stretch comes before it.
        next.splice(..0, lines.iter().skip(taken).copied());
        std::mem::swap(&mut held, &mut next);
    }
}

/// Adds and hashes the next bytes of a file that has not ended; true at its end.
fn fetch(
    file: &mut (dyn Read + Send),
    next: &mut Vec<u8>,
    digest: &mut Sha256,
    ended: bool,
) -> io::Result<bool> {
    if ended {
        return Ok(true);
    }
    let start = next.len();
    let ended = fill(file, next)?;
    digest.update(next.get(start..).unwrap_or_default());
    Ok(ended)
}

/// Adds the next bytes of a file; true at its end.
fn fill(file: &mut (dyn Read + Send), held: &mut Vec<u8>) -> io::Result<bool> {
    let room = u64::try_from(WHOLE).unwrap_or(u64::MAX);
    let more = file.take(room).read_to_end(held)?;
    Ok(more < WHOLE)
}

/// Recognises the list by the first bytes.
fn open<'r>(
    path: &'r str,
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

/// How many of the bytes held are whole lines; at the end of the file all of them.
fn whole_lines(held: &[u8], encoding: Encoding, ended: bool) -> usize {
    if ended {
        held.len()
    } else {
        encoding.whole_lines(held).min(held.len())
    }
}

/// Takes in the rows of some whole lines, behind which another has begun, and says how many bytes they
/// were.
fn take(
    parts: &mut Parts<'_>,
    [lines, begun]: [&[u8]; 2],
    encoding: Encoding,
    ended: bool,
) -> Result<usize, Unreadable> {
    if lines.is_empty() && !ended {
        encoding::check(&encoding.text(begun))?;
        return Err(Unreadable::EndlessLine);
    }
    let text = encoding.text(lines);
    let taken = parts.take(&text, ended);
    if taken == text.len() {
        return Ok(lines.len());
    }
    let text = text.get(..taken).unwrap_or_default();
    Ok(encoding.length(text, lines).min(lines.len()))
}
