//! Workbooks of Excel before 2007, put together record by record: nothing that runs here writes them.

const SECTOR: usize = 512;
/// A sector of the allocation table, the end of a chain, and no sector at all.
const TABLE: u32 = 0xffff_fffd;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

/// A workbook of one sheet of texts.
pub(crate) fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    hiding(rows, &[])
}

/// The same with some rows hidden, counted from 0.
pub(crate) fn hiding(rows: &[Vec<String>], hidden: &[u16]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &[0x0600_u16, kind, 0x0dbb, 0x07cc]);
    let name = "Visits";
    let mut bound = vec![0; 6];
    bound.extend([u8::try_from(name.len()).unwrap(), 0]);
    bound.extend(name.bytes());
    let mut globals = begin(0x0005);
    // The place of the sheet, just behind its own record and the end of this part.
    let place = u32::try_from(globals.len() + 4 + bound.len() + 4).unwrap();
    bound[..4].copy_from_slice(&place.to_le_bytes());
    globals.extend(record_of(0x0085, &bound));
    globals.extend(record(0x000a, &[]));
    let mut stream = [globals, begin(0x0010)].concat();
    for row in 0..u16::try_from(rows.len()).unwrap() {
        let flags = if hidden.contains(&row) {
            0x0120
        } else {
            0x0100
        };
        let width = 4;
        stream.extend(record(
            0x0208,
            &[row, 0, width, 0x00ff, 0, 0, flags, 0x000f],
        ));
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            stream.extend(label(row, column, text));
        }
    }
    stream.extend(record(0x000a, &[]));
    container(&stream)
}

fn record(kind: u16, words: &[u16]) -> Vec<u8> {
    let data: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    record_of(kind, &data)
}

fn record_of(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A cell with a text of one byte a letter.
fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let place = [row, column, 0, u16::try_from(text.len()).unwrap()];
    let mut data: Vec<u8> = place.iter().flat_map(|word| word.to_le_bytes()).collect();
    data.push(0);
    data.extend(text.bytes());
    record_of(0x0204, &data)
}

/// The container around the stream of a workbook: its head, the stream, the folder, the table.
fn container(stream: &[u8]) -> Vec<u8> {
    // Shorter ones would be kept elsewhere.
    let length = stream.len().max(4096);
    let sectors = length.div_ceil(SECTOR);
    let folder = sectors;
    // The table holds a number for each sector, its own among them.
    let mut tables = 1;
    while tables * SECTOR / 4 < sectors + 1 + tables {
        tables += 1;
    }
    assert!(tables <= 109, "the head names no more");
    let number = |at: usize| u32::try_from(at).unwrap();
    let first = folder + 1;
    let mut file = vec![0_u8; SECTOR];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &number(tables).to_le_bytes());
    put(48, &number(folder).to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for at in 0..109 {
        let table = if at < tables {
            number(first + at)
        } else {
            FREE
        };
        put(76 + at * 4, &table.to_le_bytes());
    }
    file.extend(stream);
    file.resize(SECTOR * (1 + sectors), 0);
    file.extend(entry("Root Entry", 5, END, 0));
    file.extend(entry("Workbook", 2, 0, number(length)));
    file.resize(SECTOR * (1 + first), 0);
    let next = (1..sectors).map(number).chain([END, END]);
    let table = next.chain(std::iter::repeat_n(TABLE, tables));
    file.extend(table.flat_map(u32::to_le_bytes));
    file.resize(SECTOR * (1 + first + tables), 0xff);
    file
}

/// An entry of the folder: its name, kind, first sector and length.
fn entry(name: &str, kind: u8, start: u32, length: u32) -> Vec<u8> {
    let mut entry = vec![0_u8; 128];
    let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..letters.len()].copy_from_slice(&letters);
    entry[64] = u8::try_from(letters.len() + 2).unwrap();
    entry[66] = kind;
    entry[67] = 1;
    let child = if kind == 5 { 1 } else { FREE };
    entry[68..72].copy_from_slice(&FREE.to_le_bytes());
    entry[72..76].copy_from_slice(&FREE.to_le_bytes());
    entry[76..80].copy_from_slice(&child.to_le_bytes());
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&length.to_le_bytes());
    entry
}
