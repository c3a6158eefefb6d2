//! Binary workbooks, put together record by record: nothing that runs here writes them.

/// A record: its number and length in seven bits a byte, then its data.
fn record(number: u16, data: &[u8]) -> Vec<u8> {
    let [low, high] = [number & 0x7f, number >> 7].map(|part| u8::try_from(part).unwrap());
    let mut bytes = if high == 0 {
        vec![low]
    } else {
        vec![low | 0x80, high]
    };
    let mut length = data.len();
    while length > 0x7f {
        bytes.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    [&bytes[..], data].concat()
}

fn text(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(letters.len() / 2).unwrap();
    [&length.to_le_bytes()[..], &letters].concat()
}

/// What stands in a cell.
pub(crate) enum Cell<'a> {
    Text(&'a str),
    Number(f64),
    Date(f64),
    Yes(bool),
    Failed,
}

fn cell(column: u32, cell: &Cell<'_>) -> Vec<u8> {
    let style = u32::from(matches!(cell, Cell::Date(_)));
    let (number, value) = match cell {
        Cell::Text(words) => (6, text(words)),
        Cell::Number(number) | Cell::Date(number) => (5, number.to_le_bytes().to_vec()),
        Cell::Yes(yes) => (4, vec![u8::from(*yes)]),
        Cell::Failed => (3, vec![0x2a]),
    };
    let place = [column.to_le_bytes(), style.to_le_bytes()].concat();
    record(number, &[place, value].concat())
}

/// The records of a sheet.
pub(crate) fn sheet(rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    let mut bytes = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (row, cells) in (0_u32..).zip(rows) {
        bytes.extend(record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        (0..)
            .zip(cells)
            .for_each(|(at, c)| bytes.extend(cell(at, c)));
    }
    [bytes, record(0x92, &[]), record(0x82, &[])].concat()
}

/// The parts of a workbook of sheets, each with its name and whether it is hidden.
pub(crate) fn parts(from_1904: bool, sheets: &[(&str, bool, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let mut book = record(
        0x99,
        &[u8::from(from_1904), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    let mut relations = Vec::new();
    let mut parts = Vec::new();
    for (number, (name, hidden, bytes)) in (1_u32..).zip(sheets) {
        let head = [u32::from(*hidden).to_le_bytes(), number.to_le_bytes()].concat();
        let id = text(&format!("rId{number}"));
        book.extend(record(0x9c, &[head, id, text(name)].concat()));
        let target = format!("worksheets/sheet{number}.bin");
        relations.push(format!(
            "<Relationship Id=\"rId{number}\" Target=\"{target}\"/>"
        ));
        parts.push((format!("xl/worksheets/sheet{number}.bin"), bytes.clone()));
    }
    book.extend([record(0x90, &[]), record(0x9d, &[])].concat());
    let format = |code: u16| record(0x2f, &[&[0, 0][..], &code.to_le_bytes(), &[0; 12]].concat());
    let styles = [record(0x269, &2_u32.to_le_bytes()), format(0), format(14)].concat();
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    parts.push(("xl/workbook.bin".to_owned(), book));
    parts.push(("xl/styles.bin".to_owned(), styles));
    parts.push(("xl/_rels/workbook.bin.rels".to_owned(), relations.into()));
    parts
}
