//! The container of old Excel files, just far enough to reach the workbook's records.

/// How every container starts.
const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Sector numbers from here on mean an end or a gap.
const NO_SECTOR: u32 = 0xffff_fff0;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// Whether bytes are such a container.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// The workbook's records.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let sector = match word(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let file = Sectors {
        bytes: bytes.get(sector.max(512)..)?,
        size: sector,
    };
    let table = allocation(bytes, &file)?;
    let entries = file.chain(long(bytes, 48)?, &table)?;
    let entries: Vec<&[u8]> = entries.chunks_exact(ENTRY).collect();
    let entry = entries.iter().find(|e| is_named(e, "Workbook"));
    let entry = entry.or_else(|| entries.iter().find(|e| is_named(e, "Book")))?;
    let (start, size) = (long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?);
    let mut stream = if size < usize::try_from(long(bytes, 56)?).ok()? {
        let root = entries.first()?;
        let small = file.chain(long(root, 116)?, &table)?;
        let small_table = numbers(&file.chain(long(bytes, 60)?, &table)?);
        let small = Sectors {
            bytes: &small,
            size: SMALL_SECTOR,
        };
        small.chain(start, &small_table)?
    } else {
        file.chain(start, &table)?
    };
    stream.truncate(size);
    Some(stream)
}

/// The records of a stream: their kinds and their data.
pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(4)?;
        let length = usize::from(word(head, 2)?);
        let (data, next) = after.split_at_checked(length)?;
        rest = next;
        Some((word(head, 0)?, data))
    })
}

/// The file's allocation table: for each sector the one after it.
fn allocation(bytes: &[u8], file: &Sectors<'_>) -> Option<Vec<u32>> {
    let mut parts = numbers(bytes.get(76..512)?);
    let mut next = long(bytes, 68)?;
    let mut left = file.count();
    while next < NO_SECTOR && left > 0 {
        let mut more = numbers(file.sector(next)?);
        next = more.pop()?;
        parts.extend(more);
        left -= 1;
    }
    let mut table = Vec::new();
    for part in parts.into_iter().filter(|part| *part < NO_SECTOR) {
        table.extend(numbers(file.sector(part)?));
    }
    Some(table)
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Sectors<'a> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// One sector; the last may be cut short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The sectors from one on, joined; none where they run in a circle.
    fn chain(&self, start: u32, table: &[u32]) -> Option<Vec<u8>> {
        let mut joined = Vec::new();
        let mut next = start;
        for _ in 0..=self.count() {
            if next >= NO_SECTOR {
                return Some(joined);
            }
            joined.extend_from_slice(self.sector(next)?);
            next = *table.get(usize::try_from(next).ok()?)?;
        }
        None
    }
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let letters = entry.chunks_exact(2).map(|pair| word(pair, 0).unwrap_or(0));
    let letters = letters.take_while(|letter| *letter != 0);
    letters.eq(name.encode_utf16())
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|n| u32::from_le_bytes(*n)).collect()
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    pair.try_into().ok().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}
