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

/// The workbook's records, and where in the file they stand.
pub(super) struct Stream {
    /// The records.
    pub(super) bytes: Vec<u8>,
    /// Where each sector of them begins in the file.
    places: Vec<usize>,
    sector: usize,
}

/// One record of a stream.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// Where it begins in the stream.
    pub(super) at: usize,
    /// Its kind.
    pub(super) kind: u16,
    /// Its data.
    pub(super) data: &'a [u8],
}

impl Stream {
    /// The workbook's stream of a file.
    pub(super) fn of(file: &[u8]) -> Option<Self> {
        let size = match word(file, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let sectors = Sectors {
            file,
            places: (size.max(512)..file.len()).step_by(size).collect(),
            size,
        };
        let table = allocation(file, &sectors)?;
        let folder = sectors.chain(long(file, 48)?, &table)?.bytes();
        let entries: Vec<&[u8]> = folder.chunks_exact(ENTRY).collect();
        let entry = entries.iter().find(|e| is_named(e, "Workbook"));
        let entry = entry.or_else(|| entries.iter().find(|e| is_named(e, "Book")))?;
        let (start, length) = (long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?);
        let chain = if length < usize::try_from(long(file, 56)?).ok()? {
            let root = entries.first()?;
            let small = sectors.chain(long(root, 116)?, &table)?.cut(SMALL_SECTOR);
            let small_table = numbers(&sectors.chain(long(file, 60)?, &table)?.bytes());
            small.chain(start, &small_table)?
        } else {
            sectors.chain(start, &table)?
        };
        let mut bytes = chain.bytes();
        bytes.truncate(length);
        Some(Self {
            bytes,
            places: chain.places,
            sector: chain.size,
        })
    }

    /// The records from a place on.
    pub(super) fn records(&self, from: usize) -> impl Iterator<Item = Record<'_>> {
        let mut at = from;
        std::iter::from_fn(move || {
            let (head, after) = self.bytes.get(at..)?.split_at_checked(4)?;
            let length = usize::from(word(head, 2)?);
            let record = Record {
                at,
                kind: word(head, 0)?,
                data: after.get(..length)?,
            };
            at += 4 + length;
            Some(record)
        })
    }

    /// Writes four bytes of the stream where they stand in a copy of the file.
    pub(super) fn write(&self, file: &mut [u8], at: usize, four: [u8; 4]) {
        for (at, byte) in (at..).zip(four) {
            let place = self.places.get(at / self.sector);
            let byte_of = place.and_then(|place| file.get_mut(place + at % self.sector));
            if let Some(written) = byte_of {
                *written = byte;
            }
        }
    }
}

/// The file's allocation table: for each sector the one after it.
fn allocation(bytes: &[u8], file: &Sectors<'_>) -> Option<Vec<u32>> {
    let mut parts = numbers(bytes.get(76..512)?);
    let mut next = long(bytes, 68)?;
    let mut left = file.places.len();
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

/// Parts of a file by where they begin; the last may be cut short.
struct Sectors<'a> {
    file: &'a [u8],
    places: Vec<usize>,
    size: usize,
}

impl<'a> Sectors<'a> {
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = *self.places.get(usize::try_from(number).ok()?)?;
        let end = start.checked_add(self.size)?.min(self.file.len());
        self.file.get(start..end)
    }

    /// The sectors from one on; none where they run in a circle.
    fn chain(&self, start: u32, table: &[u32]) -> Option<Self> {
        let mut places = Vec::new();
        let mut next = start;
        for _ in 0..=self.places.len() {
            if next >= NO_SECTOR {
                return Some(Self { places, ..*self });
            }
            let at = usize::try_from(next).ok()?;
            places.push(*self.places.get(at)?);
            next = *table.get(at)?;
        }
        None
    }

    /// Each of them in smaller ones.
    fn cut(&self, size: usize) -> Self {
        let parts = |place: &usize| (*place..place + self.size).step_by(size);
        Self {
            places: self.places.iter().flat_map(parts).collect(),
            size,
            ..*self
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let parts = self.places.iter().filter_map(|place| {
            let end = place.checked_add(self.size)?.min(self.file.len());
            self.file.get(*place..end)
        });
        parts.flatten().copied().collect()
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
