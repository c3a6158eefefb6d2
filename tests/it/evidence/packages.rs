//! Workbooks taken apart and put together for tests.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A package of these parts.
pub(super) fn package(parts: &[(&str, String)]) -> Vec<u8> {
    package_of(parts)
}

/// A package of parts that need not be text.
pub(super) fn package_of(parts: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(name.as_ref(), SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The package with one part changed.
pub(super) fn change(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|n| n.unwrap().into_owned())
        .collect();
    assert!(names.iter().any(|name| name == part), "{part} in {names:?}");
    let mut parts = Vec::new();
    for name in &names {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        if name == part {
            let changed = change(&text);
            assert_ne!(changed, text, "{part} changes");
            text = changed;
        }
        parts.push((name.as_str(), text));
    }
    package(&parts)
}

/// An `OpenDocument` workbook with this body and these styles.
pub(super) fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet".to_owned(),
        ),
        ("META-INF/manifest.xml", "<manifest:manifest/>".to_owned()),
        (
            "meta.xml",
            "<m><dc:date>2026-10-02T09:00:00</dc:date></m>".to_owned(),
        ),
        ("content.xml", content),
    ])
}

/// A Word document with this body, these styles and these other parts.
pub(crate) fn docx(body: &str, styles: &str, more: &[(&str, String)]) -> Vec<u8> {
    let relation = |id: u8, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = [
        relation(1, "officeDocument", "word/document.xml"),
        relation(2, "core-properties", "docProps/core.xml"),
        relation(3, "custom-properties", "docProps/custom.xml"),
    ];
    let parts = [
        (
            "_rels/.rels",
            format!("<Relationships>{}</Relationships>", relations.concat()),
        ),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>"),
        ),
        ("word/styles.xml", format!("<w:styles>{styles}</w:styles>")),
    ];
    package(&[&parts[..], more].concat())
}

/// The container that Excel puts around a protected workbook, with nothing in it.
pub(super) fn protected() -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    let mut file = vec![0_u8; 512 * 3];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    // One sector of the allocation table, the folder in sector 1, nothing small, nothing more.
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &0xffff_fffe_u32.to_le_bytes());
    put(68, &0xffff_fffe_u32.to_le_bytes());
    (0..109).for_each(|n| put(76 + n * 4, &(if n == 0 { 0 } else { FREE }).to_le_bytes()));
    (0..128).for_each(|n| put(512 + n * 4, &FREE.to_le_bytes()));
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &0xffff_fffe_u32.to_le_bytes());
    for (n, (name, kind)) in [("Root Entry", 5_u8), ("EncryptedPackage", 2)]
        .iter()
        .enumerate()
    {
        let start = 1024 + n * 128;
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(start, &letters);
        put(
            start + 64,
            &u16::try_from(letters.len() + 2).unwrap().to_le_bytes(),
        );
        put(start + 66, &[*kind]);
        put(start + 116, &0xffff_fffe_u32.to_le_bytes());
    }
    file
}
