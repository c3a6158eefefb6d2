//! SSDA903: the XML return and the set of CSV files.

use super::*;

const SSDA903: &str = "<EXPSSDA903><CHILD><HEADER><CHILDID>101</CHILDID><UPN>U1</UPN><SEX>1</SEX><DOB>02/03/2013</DOB>\
<ETHNIC>WBRI</ETHNIC><UASC /><AREVIEW><REVIEW>28/01/2026</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>\
<AREVIEW><REVIEW>14/02/2026</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW><MOTHER /><MC_DOB />\
<AMISSING><MISSING>M</MISSING><MIS_START>01/02/2026</MIS_START><MIS_END>02/02/2026</MIS_END></AMISSING>\
<PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>999</LA_PERM><DATE_PERM>01/01/2015</DATE_PERM></PERMANENCE>\
<OC2><SDQ_SCORE>18</SDQ_SCORE><CONVICTED>0</CONVICTED><HEALTH_CHECK>1</HEALTH_CHECK><IMMUNISATIONS>1</IMMUNISATIONS>\
<TEETH_CHECK>0</TEETH_CHECK><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT><SUBSTANCE_MISUSE>0</SUBSTANCE_MISUSE></OC2></HEADER>\
<EPISODE><DECOM>11/11/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>ZZ1 1AA</PL_POST>\
<PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>26/01/2026</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE></EPISODE>\
<EPISODE><DECOM>26/01/2026</DECOM><RNE>P</RNE><LS>C1</LS><CIN>N1</CIN><PL>K2</PL><URN>1</URN><DEC /><REC /></EPISODE></CHILD>\
<CHILD><HEADER><CHILDID>102</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>01/05/2008</DOB><ETHNIC>BAFR</ETHNIC><UASC>1</UASC>\
<DUC>30/04/2026</DUC><MOTHER>1</MOTHER><MC_DOB>01/02/2026</MC_DOB><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>\
<DATE_INT>01/06/2025</DATE_INT><DATE_MATCH>01/07/2025</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE><NB_ADOPTR>2</NB_ADOPTR>\
<SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>\
<AD_PLACED><DATE_PLACED>01/08/2025</DATE_PLACED><DATE_PLACED_CEASED>01/09/2025</DATE_PLACED_CEASED>\
<REASON_PLACED_CEASED>RD4</REASON_PLACED_CEASED></AD_PLACED>\
<SW_EPISODE><SW_ID>SW7</SW_ID><SW_DECOM>01/04/2025</SW_DECOM><SW_REASON>MANAGE</SW_REASON></SW_EPISODE></HEADER></CHILD>\
<CHILD><HEADER><CHILDID>103</CHILDID><SEX>1</SEX><DOB>01/01/2009</DOB><UASC>1</UASC></HEADER></CHILD></EXPSSDA903>";

/// The same children as the set of CSV files.
const SSDA903_SET: [(&str, &str); 11] = [
    (
        "header.csv",
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,1,02/03/2013,WBRI,U1,,\n102,2,01/05/2008,BAFR,UN1,1,01/02/2026\n103,1,01/01/2009,,,,\n",
    ),
    (
        "episodes_2026.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
      101,11/11/2025,S,C1,N1,U6,PR1,26/01/2026,X1,CARPL,,ZZ1 1AA,\n101,26/01/2026,P,C1,N1,K2,,,,,,,1\n",
    ),
    (
        "reviews.csv",
        "CHILD,DOB,REVIEW,REVIEW_CODE\n101,02/03/2013,28/01/2026,PN3\n101,02/03/2013,14/02/2026,PN1\n",
    ),
    (
        "oc2.csv",
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n101,02/03/2013,18,,0,1,1,0,1,0,,\n",
    ),
    (
        "oc3.csv",
        "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n102,01/05/2008,YES,F2,U1\n",
    ),
    (
        "ad1.csv",
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n102,01/05/2008,01/06/2025,01/07/2025,0,2,MF,L11\n",
    ),
    (
        "missing.csv",
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n101,02/03/2013,M,01/02/2026,02/02/2026\n",
    ),
    (
        "uasc.csv",
        "CHILD,SEX,DOB,DUC\n102,2,01/05/2008,30/04/2026\n103,1,01/01/2009,\n",
    ),
    (
        "previous_permanence.csv",
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n101,02/03/2013,P1,999,01/01/2015\n",
    ),
    (
        "placed_for_adoption.csv",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n102,01/05/2008,01/08/2025,01/09/2025,RD4\n",
    ),
    (
        "sw_episodes.csv",
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n102,01/05/2008,SW7,01/04/2025,,MANAGE\n",
    ),
];

#[test]
fn the_903_reads_alike_as_xml_and_as_a_set() {
    let xml = read("ssda903.xml", SSDA903);
    assert_eq!(xml.found.problem, None);
    assert_eq!(
        xml.extracts.len(),
        SSDA903_SET.len(),
        "{:#?}",
        xml.found.tables
    );
    for (path, text) in SSDA903_SET {
        let csv = read(path, text);
        let csv = only(&csv);
        assert_eq!(csv.named, path != "episodes_2026.csv", "{path}");
        let xml = list(&xml, &csv.dataset);
        assert!(
            xml.problems.is_empty() && csv.problems.is_empty(),
            "{path}: {:?}",
            csv.problems
        );
        assert_eq!(xml.key_hashes, csv.key_hashes, "{path}");
        for count in &csv.cells {
            let name = &count.column;
            let values = column(csv, name);
            // An item that no child has is no element of the XML at all.
            match xml.table.column(name) {
                Some(_) => assert_eq!(column(xml, name), values, "{path} {name}"),
                None => assert!(values.iter().all(|value| value == "-"), "{path} {name}"),
            }
        }
        // The XML header says more: whether the child is an asylum seeker.
        if path != "header.csv" {
            assert_eq!(xml.record_hashes, csv.record_hashes, "{path}");
        }
    }
    assert_eq!(
        column(list(&xml, "ssda903_header"), "asylum_seeking"),
        ["-", "true", "true"]
    );
}

#[test]
fn a_903_on_one_line_counts_its_records() {
    let text = SSDA903.replace("26/01/2026</DECOM>", "soon</DECOM>");
    let read = read("ssda903.xml", text);
    let episodes = list(&read, "ssda903_episodes");
    assert_eq!(lines(episodes), [1, 2]);
    let problem = &episodes.problems[0];
    assert_eq!((&*problem.cell, &*problem.heading), ("record 2", "DECOM"));
    assert_eq!(problem.kind, ProblemKind::NotADate);
}

/// A year at the end of a name is none of the list's own words, and takes nothing from its fit.
#[test]
fn files_of_the_903_are_known_by_their_names() {
    for (name, dataset, named) in [
        ("2017-header.csv", "ssda903_header", true),
        ("SSDA903 Header.csv", "ssda903_header", true),
        ("903/episodes_2026.csv", "ssda903_episodes", false),
        ("PlacedForAdoption.csv", "ssda903_placed_for_adoption", true),
        ("oc3-2026-03-31.csv", "ssda903_oc3", true),
    ] {
        let found = SSDA903_SET.iter().find_map(|(_, text)| {
            let mut read = read(name, text);
            read.extracts.pop().filter(|list| list.dataset == dataset)
        });
        assert_eq!(found.unwrap().named, named, "{name}");
    }
}
