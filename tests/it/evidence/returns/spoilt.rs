//! Returns that are broken, strange or hostile: read right or refused with a sentence.

use super::*;

fn refused(text: impl AsRef<[u8]>) -> String {
    let read = read("return.xml", text);
    assert!(read.extracts.is_empty());
    read.found.problem.expect("a refusal")
}

#[test]
fn what_no_column_claims_is_listed() {
    let text = CIN
        .replace(
            "<UPN>U1</UPN>",
            "<UPN>U1</UPN>secret<Nickname>secret</Nickname>",
        )
        .replace("<Sex>F</Sex>", "<Sex source=\"secret\">F</Sex><Sex>M</Sex>");
    let read = read("cin.xml", text);
    assert_eq!(
        read.found.tables[0].ignored,
        [
            "Nickname",
            "Sex (more than once in a record)",
            "source (an attribute of Sex)",
            "text beside the elements of ChildIdentifiers",
        ]
    );
    assert_eq!(
        column(list(&read, "cin_census_identifiers"), "sex"),
        ["female", "male"]
    );
}

#[test]
fn what_stands_beside_the_children_is_listed() {
    let text = CIN.replace("  </Children>", "  <Summary>secret</Summary></Children>");
    let read = read("cin.xml", text);
    assert_eq!(
        read.found.tables[0].ignored,
        ["Summary (beside the records)"]
    );
}

#[test]
fn problems_are_placed_by_line() {
    let read = read("cin.xml", CIN.replace("2025-12-22", "2025-13-22"));
    let problem = &list(&read, "cin_census_section_47").problems[0];
    assert_eq!((&*problem.cell, problem.order.0), ("line 33", 33));
    assert_eq!(problem.heading, "InitialCPCtarget");
    assert_eq!(problem.shown.as_deref(), Some("2025-13-22"));
}

#[test]
fn an_item_met_first_in_the_last_child_is_a_column() {
    let (head, rest) = CIN.split_once("    <Child>").unwrap();
    let (_, least) = rest.split_once("    <Child>").unwrap();
    let (least, tail) = least.split_once("    </Child>").unwrap();
    let child = format!("    <Child>{least}    </Child>\n");
    let dead = child.replace(
        "<Sex>M</Sex>",
        "<Sex>M</Sex><PersonDeathDate>2026-02-02</PersonDeathDate>",
    );
    let text = format!("{head}{}{dead}{tail}", child.repeat(600));
    let read = read("cin.xml", text);
    let died = column(list(&read, "cin_census_identifiers"), "died_on");
    assert_eq!(
        (died.len(), &*died[0], &*died[600]),
        (601, "-", "2026-02-02")
    );
}

#[test]
fn characters_written_as_entities_are_read() {
    let text = CIN.replace("<UPN>U1</UPN>", "<UPN>U&amp;&#49;<![CDATA[<x>]]></UPN>");
    let upn = needing("cin.xml", &text, "cin_census_identifiers", &["upn"]);
    assert_eq!(upn[0], ["u&1<x>", "-"]);
}

#[test]
fn every_encoding_is_read() {
    let utf_16: Vec<u8> = CIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = read("cin.xml", CIN);
    for bytes in [
        [b"\xef\xbb\xbf", CIN.as_bytes()].concat(),
        [b"\xff\xfe".as_slice(), &utf_16].concat(),
        CIN.replace('\n', "\r\n").into_bytes(),
    ] {
        let read = read("cin.xml", bytes);
        assert_eq!(read.found.problem, None);
        for (one, other) in plain.extracts.iter().zip(&read.extracts) {
            assert_eq!(one.record_hashes, other.record_hashes);
            assert_eq!(lines(one), lines(other));
        }
    }
}

#[test]
fn other_xml_is_refused() {
    let none = "no return that is read as xml (CIN census, SSDA903, social work workforce census): \
                export the list as csv or xlsx";
    for text in [
        "",
        "secret",
        "<html><head><title>secret</title></head></html>",
        "<Message><Header/><Pupils><Pupil>secret</Pupil></Pupils></Message>",
        "<Message/>",
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles/></Workbook>",
    ] {
        assert_eq!(refused(text), none, "{text}");
    }
    assert_eq!(
        refused("<Message><Children></Children></Message>"),
        "holds no list of records: export a list of records, each with its headings"
    );
}

#[test]
fn broken_returns_say_where_and_are_not_used() {
    let (start, _) = CIN.split_once("<ReferralSource>6").unwrap();
    for (text, why) in [
        (start.to_owned(), "breaks off at line 46: export it again"),
        (
            CIN.replace("2025-11-20</Assessment", "2025-11-20</Assesment"),
            "not right as xml at line 22: export it again, or correct that line",
        ),
        (
            CIN.replace(
                "16A</AssessmentFactors>",
                "16A &secret;</AssessmentFactors>",
            ),
            "refers at line 25 to an entity that xml does not know: export it again",
        ),
    ] {
        // The first child is whole, so that the lists are known by then.
        let (before, first) = text.split_once("    <Child>").unwrap();
        let whole = CIN.split("    <Child>").nth(2).unwrap();
        let whole = whole.split_once("  </Children>").unwrap().0;
        let added = u32::try_from(whole.matches('\n').count()).unwrap();
        let text = format!("{before}    <Child>{whole}    <Child>{first}");
        let read = read("cin.xml", text);
        let problem = read.found.problem.clone().unwrap();
        let line: u32 = why.split("line ").nth(1).unwrap()[..2].parse().unwrap();
        assert_eq!(
            problem,
            why.replace(&line.to_string(), &(line + added).to_string())
        );
        assert!(read.extracts.is_empty());
        let tables = &read.found.tables;
        assert!(tables.iter().all(|t| t.broken && t.reason == problem));
        assert_eq!(tables[2].dataset.as_deref(), Some("cin_census_details"));
    }
}

#[test]
fn entities_of_a_file_s_own_are_refused() {
    let why = "declares entities of its own, which are not read: export it without them";
    let laughs: Vec<String> = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    for declared in [
        format!(
            "<!DOCTYPE Message [<!ENTITY l0 \"ha\">{}]>",
            laughs.concat()
        ),
        "<!DOCTYPE Message [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        "<!DOCTYPE Message [<!ENTITY % x SYSTEM \"http://example.invalid/x.dtd\"> %x;]>".to_owned(),
    ] {
        let text = CIN.replace("<Message>", &format!("{declared}\n<Message>"));
        assert_eq!(refused(text.replace("U1", "&l9;")), why);
    }
    // A grammar that lies elsewhere is never fetched, and nothing of it is needed.
    let text = CIN.replace(
        "<Message>",
        "<!DOCTYPE Message SYSTEM \"cin.dtd\">\n<Message>",
    );
    assert_eq!(read("cin.xml", text).found.problem, None);
}

/// Small files that ask for much end in a sentence at once.
#[test]
fn bombs_are_refused() {
    let child = |inside: &str| {
        format!(
            "<Message><Children><Child><ChildIdentifiers>{inside}</ChildIdentifiers></Child></Children></Message>"
        )
    };
    let deep = 500_000;
    let attributes: Vec<String> = (0..600_000).map(|n| format!(" a{n}=\"\"")).collect();
    let names: Vec<String> = (0..100_000).map(|n| format!("<n{n}>1</n{n}>")).collect();
    let repeated = "<LAchildID>1</LAchildID>".repeat(300_000);
    let modules = "<Section47><DateOfInitialCPC>1</DateOfInitialCPC></Section47>".repeat(200_000);
    let duc = "<DUC>1</DUC>".repeat(300_000);
    let hollow = "<Child/>".repeat(20_000);
    let long = "x".repeat(6 << 20);
    for text in [
        "<a>".repeat(deep),
        child(&"<a>".repeat(deep)),
        child(&format!("<a{}/>", attributes.concat())),
        child(&names.concat()),
        child(&repeated),
        child(&modules),
        child(&format!("<UPN>{long}</UPN>")),
        format!("<Message><Children>{hollow}</Children></Message>"),
        format!("<Message>{}", "<Header/>".repeat(deep)),
        format!("<X><CHILD><HEADER>{duc}</HEADER></CHILD></X>"),
    ] {
        let started = std::time::Instant::now();
        let read = read("bomb.xml", text);
        assert!(read.found.problem.is_some());
        assert!(read.extracts.is_empty());
        // Two seconds are the promise; the margin is for a machine that does much else.
        assert!(started.elapsed().as_secs() < 10);
    }
}
