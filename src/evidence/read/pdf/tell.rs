//! What runs in the process of its own: a PDF from standard input told on standard output.

use std::io::{self, Read, Write};

use hayro_syntax::object::Dict;
use hayro_syntax::{LoadPdfError, Pdf};

use super::told::{Fault, Told};
use super::{about, headings, lines};

/// Reads a PDF, which comes after its length, and writes what it holds as lines of JSON.
///
/// For the process that a [`Request`](crate::evidence::read::Request) starts: it may panic, hang, or
/// take all the memory that it is given.
pub fn tell(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<()> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    from.take(length).read_to_end(&mut bytes)?;
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return say(to, &Told::Fault(Fault::Protected)),
        Err(LoadPdfError::Invalid) => return say(to, &Told::Fault(Fault::Damaged)),
    };
    if pdf.pages().is_empty() {
        return say(to, &Told::Fault(Fault::Damaged));
    }
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).unwrap_or_default();
    say(to, &Told::About(about::of(&pdf, &catalog)))?;
    let pages = lines::of(&pdf);
    say(to, &Told::Text(headings::told(pages, &catalog)))
}

fn say(to: &mut dyn Write, told: &Told) -> io::Result<()> {
    serde_json::to_writer(&mut *to, told)?;
    to.write_all(b"\n")?;
    to.flush()
}
