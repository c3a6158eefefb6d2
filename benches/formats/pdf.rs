//! PDF documents.

use super::*;

const PAGES: usize = 200;
const LINES: usize = 45;

/// A document of so many pages and lines a page. Ours starts a process of its own for each.
fn bytes() -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
    ];
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned());
    let mut kids = String::new();
    for page in 0..PAGES {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").unwrap();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            number + 1
        ));
        let mut text = "BT /F1 11 Tf 50 800 Td 16 TL\n".to_owned();
        for line in 0..LINES {
            let said = "says what children need and who does it by when";
            writeln!(text, "(Page {page} line {line} {said}.) Tj T*").unwrap();
        }
        text.push_str("ET");
        let length = text.len();
        objects.push(format!("<< /Length {length} >>\nstream\n{text}\nendstream"));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {PAGES} >>");
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (number, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (start, size) = (file.len(), objects.len() + 1);
    write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n\
         startxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

/// Counted in lines, as the lists are in rows.
#[divan::bench]
fn reinspect(bencher: Bencher) {
    let bytes = bytes();
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest)
        .reading_pdf_with(env!("CARGO_BIN_EXE_reinspect").into());
    let bencher = bencher.counter(BytesCount::new(bytes.len()));
    bencher.counter(ItemsCount::new(PAGES * LINES)).bench(|| {
        let read = read_file("strategy.pdf".into(), &bytes, &request);
        assert!(
            read.documents[0].text.is_some(),
            "{:?}",
            read.documents[0].unread
        );
        read
    });
}

#[divan::bench]
fn hayro_syntax_alone(bencher: Bencher) {
    alone(bencher, &bytes(), PAGES * LINES, |bytes| {
        let pdf = hayro_syntax::Pdf::new(bytes.to_vec()).unwrap();
        for page in pdf.pages().iter() {
            let mut operations = page.typed_operations();
            while let Some(operation) = operations.next() {
                black_box(&operation);
            }
        }
    });
}
