//! Returns: the CIN census, SSDA903 and the workforce census, as XML and as sets of CSV.

mod spoilt;
mod ssda903;

use reinspect::evidence::extract::{Extract, FileRead, Wanted};
use reinspect::evidence::manifest::{Entry, Manifest};
use reinspect::evidence::{DatedBy, ProblemKind};

use super::support::{column, lines, only, read, read_with};

/// Two children: one with every module, one with the least.
pub(super) const CIN: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
    <Source><LEA>999</LEA><DateTime>2026-07-01T10:00:00</DateTime></Source>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers>
        <LAchildID>c1</LAchildID><UPN>U1</UPN><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>WBRI</Ethnicity>
        <Disabilities>
          <Disability>HAND</Disability>
          <Disability>HEAR</Disability>
        </Disabilities>
      </ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2025-10-06</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode>
        <Assessments>
          <AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-11-20</AssessmentAuthorisationDate>
          <FactorsIdentifiedAtAssessment>
            <AssessmentFactors>3B</AssessmentFactors>
            <AssessmentFactors>16A</AssessmentFactors>
          </FactorsIdentifiedAtAssessment>
        </Assessments>
        <Assessments>
          <AssessmentActualStartDate>2026-02-01</AssessmentActualStartDate>
          <FactorsIdentifiedAtAssessment/>
        </Assessments>
        <CINPlanDates><CINPlanStartDate>2025-11-21</CINPlanStartDate></CINPlanDates>
        <Section47>
          <S47ActualStartDate>2025-12-01</S47ActualStartDate><InitialCPCtarget>2025-12-22</InitialCPCtarget><DateOfInitialCPC>2025-12-19</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired>
        </Section47>
        <ReferralNFA>0</ReferralNFA>
        <ChildProtectionPlans>
          <CPPstartDate>2025-12-19</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
          <Reviews>
            <CPPreviewDate>2026-01-10</CPPreviewDate>
            <CPPreviewDate>2026-03-20</CPPreviewDate>
          </Reviews>
        </ChildProtectionPlans>
      </CINdetails>
      <CINdetails>
        <CINreferralDate>2024-01-05</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2024-02-01</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure><ReferralNFA>1</ReferralNFA>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers><LAchildID>c2</LAchildID><PersonBirthDate>2020-01-01</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>REFU</Ethnicity></ChildCharacteristics>
      <CINdetails><CINreferralDate>2026-01-02</CINreferralDate><ReferralSource>2A</ReferralSource><ReferralNFA>true</ReferralNFA></CINdetails>
    </Child>
  </Children>
</Message>
"#;

/// The list of a dataset.
fn list<'a>(read: &'a FileRead, dataset: &str) -> &'a Extract {
    let mut lists = read.extracts.iter().filter(|e| e.dataset == dataset);
    let list = lists.next().unwrap_or_else(|| panic!("a list `{dataset}`"));
    assert!(lists.next().is_none());
    list
}

/// Reads a list for some of its columns, personal ones too.
fn needing(path: &str, text: &str, dataset: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let read = super::support::read_needing(path, text, dataset, columns);
    let list = list(&read, dataset);
    columns.iter().map(|name| column(list, name)).collect()
}

#[test]
fn every_module_of_the_census_is_a_list() {
    let read = read("cin.xml", CIN);
    assert_eq!((read.found.format, &read.found.problem), ("xml", &None));
    let found: Vec<_> = read
        .found
        .tables
        .iter()
        .map(|t| {
            (
                t.sheet.as_deref().unwrap(),
                t.dataset.as_deref().unwrap(),
                t.rows,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("ChildIdentifiers", "cin_census_identifiers", 2),
            ("ChildCharacteristics", "cin_census_characteristics", 2),
            ("Disabilities", "cin_census_disabilities", 2),
            ("CINdetails", "cin_census_details", 3),
            ("Assessments", "cin_census_assessments", 2),
            ("AssessmentFactors", "cin_census_factors", 2),
            ("CINPlanDates", "cin_census_plans", 1),
            ("Section47", "cin_census_section_47", 1),
            ("ChildProtectionPlans", "cin_census_protection_plans", 1),
            ("Reviews", "cin_census_reviews", 2),
        ]
    );
    for list in &read.extracts {
        assert!(list.problems.is_empty(), "{:?}", list.problems);
        let (day, by) = list.own_date.unwrap();
        assert_eq!(
            (&*day.to_string(), by),
            ("2026-03-31", DatedBy::FrontMatter)
        );
        assert!(list.named);
    }
    assert!(read.found.tables.iter().all(|t| t.ignored.is_empty()));
}

#[test]
fn rows_stand_on_the_line_where_their_element_starts() {
    let read = read("cin.xml", CIN);
    for (dataset, expected) in [
        ("cin_census_identifiers", &[9, 50][..]),
        ("cin_census_disabilities", &[15, 16]),
        ("cin_census_details", &[19, 45, 52]),
        ("cin_census_assessments", &[21, 28]),
        ("cin_census_factors", &[24, 25]),
        ("cin_census_reviews", &[40, 41]),
    ] {
        assert_eq!(lines(list(&read, dataset)), expected, "{dataset}");
    }
}

#[test]
fn rows_carry_the_child_and_what_they_lie_in() {
    let texts = |rows: &[&str]| rows.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        needing(
            "cin.xml",
            CIN,
            "cin_census_reviews",
            &[
                "child_id",
                "referred_on",
                "protected_from",
                "plan_reviewed_on"
            ]
        ),
        [
            texts(&["c1", "c1"]),
            texts(&["2025-10-06", "2025-10-06"]),
            texts(&["2025-12-19", "2025-12-19"]),
            texts(&["2026-01-10", "2026-03-20"]),
        ]
    );
    assert_eq!(
        needing(
            "cin.xml",
            CIN,
            "cin_census_factors",
            &["child_id", "assessed_from", "factor"]
        ),
        [
            texts(&["c1", "c1"]),
            texts(&["2025-10-07", "2025-10-07"]),
            texts(&["domestic_abuse_parent", "neglect"]),
        ]
    );
    assert_eq!(
        needing(
            "cin.xml",
            CIN,
            "cin_census_details",
            &[
                "child_id",
                "referral_source",
                "no_further_action",
                "closure_reason"
            ]
        ),
        [
            texts(&["c1", "c1", "c2"]),
            texts(&["family", "police", "schools"]),
            texts(&["false", "true", "true"]),
            texts(&["-", "after_assessment", "-"]),
        ]
    );
    // The conference of an enquiry is not one of the referral.
    let read = read("cin.xml", CIN);
    assert_eq!(read.found.tables[3].missing, ["initial_conference_on"]);
    assert_eq!(
        needing(
            "cin.xml",
            CIN,
            "cin_census_identifiers",
            &["child_id", "upn", "birth_date", "sex"]
        ),
        [
            texts(&["c1", "c2"]),
            texts(&["u1", "-"]),
            texts(&["2015-03-27", "2020-01-01"]),
            texts(&["female", "male"]),
        ]
    );
}

/// The child's identifier counts wherever it stands in the child.
#[test]
fn the_order_of_modules_does_not_matter() {
    let (start, rest) = CIN
        .split_once("      <ChildIdentifiers><LAchildID>c2")
        .unwrap();
    let (identifiers, rest) = rest.split_once('\n').unwrap();
    let text = format!("{start}{rest}").replace(
        "    </Child>\n  </Children>",
        &format!("      <ChildIdentifiers><LAchildID>c2{identifiers}\n    </Child>\n  </Children>"),
    );
    let ids = |text| needing("cin.xml", text, "cin_census_details", &["child_id"]);
    assert_eq!(ids(&text), ids(CIN));
}

#[test]
fn namespaces_and_case_do_not_matter() {
    let text = CIN.replace("</", "</c:").replace(
        "<Message>",
        "<Message xmlns:c=\"urn:cin\" xmlns:xsi=\"x\" xsi:schemaLocation=\"y\">",
    );
    let mut named = String::new();
    for (at, part) in text.split('<').enumerate() {
        let is_start = part.starts_with(|c: char| c.is_ascii_alphabetic());
        let prefix = if at == 0 { "" } else { "<" };
        let space = if is_start && !part.starts_with("c:") {
            "c:"
        } else {
            ""
        };
        named.push_str(prefix);
        named.push_str(space);
        named.push_str(part);
    }
    let named = named.replace("CINPlanDates", "CINplanDates");
    let (plain, named) = (read("cin.xml", CIN), read("cin.xml", named));
    assert_eq!(named.found.problem, None);
    assert_eq!(plain.extracts.len(), named.extracts.len());
    for (plain, named) in plain.extracts.iter().zip(&named.extracts) {
        assert_eq!(plain.record_hashes, named.record_hashes);
    }
}

/// A module as a CSV file is the same list.
#[test]
fn modules_of_the_census_read_alike_from_csv() {
    let read_xml = read("cin.xml", CIN);
    for (dataset, csv) in [
        (
            "cin_census_identifiers",
            "LAchildID,UPN,PersonBirthDate,Sex\nc1,U1,2015-03-27,F\nc2,,2020-01-01,M\n",
        ),
        (
            "cin_census_characteristics",
            "LAchildID,Ethnicity\nc1,WBRI\nc2,REFU\n",
        ),
        (
            "cin_census_disabilities",
            "LAchildID,Disability\nc1,HAND\nc1,HEAR\n",
        ),
        (
            "cin_census_details",
            "LAchildID,CINreferralDate,ReferralSource,PrimaryNeedCode,CINclosureDate,ReasonForClosure,ReferralNFA\n\
             c1,2025-10-06,1A,N4,,,0\nc1,2024-01-05,6,N1,2024-02-01,RC8,1\nc2,2026-01-02,2A,,,,true\n",
        ),
        (
            "cin_census_section_47",
            "LAchildID,CINreferralDate,S47ActualStartDate,InitialCPCtarget,DateOfInitialCPC,ICPCnotRequired\n\
             c1,2025-10-06,2025-12-01,2025-12-22,2025-12-19,0\n",
        ),
        (
            "cin_census_protection_plans",
            "LAchildID,CINreferralDate,CPPstartDate,InitialCategoryOfAbuse,LatestCategoryOfAbuse,NumberOfPreviousCPP\n\
             c1,2025-10-06,2025-12-19,NEG,EMO,1\n",
        ),
    ] {
        let said = Manifest {
            entries: vec![entry("module.csv", dataset)],
        };
        let csv = read_with("module.csv", csv, Wanted::NotPersonal, &[], &said);
        let (xml, csv) = (list(&read_xml, dataset), only(&csv));
        assert_eq!(xml.record_hashes, csv.record_hashes, "{dataset}");
        assert_eq!(xml.key_hashes, csv.key_hashes, "{dataset}");
        assert!(xml.key_hashes.iter().all(Option::is_some));
    }
}

pub(super) fn entry(path: &str, dataset: &str) -> Entry {
    Entry {
        path: path.to_owned(),
        sheet: None,
        dated: None,
        dataset: Some(dataset.to_owned()),
        standing: None,
        title: None,
        approved: None,
        place: reinspect::diagnostic::Place {
            file: "".into(),
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        },
    }
}

const WORKFORCE: &str = "<Message><Header><CollectionDetails><Collection>CSWW</Collection>\
<ReferenceDate>2026-09-30</ReferenceDate></CollectionDetails></Header>
<LALevelVacancies><NumberOfVacancies>12.50</NumberOfVacancies><NoAgencyFTE>3.00</NoAgencyFTE>\
<NoAgencyHeadcount>4</NoAgencyHeadcount><RetentionBonus>2</RetentionBonus></LALevelVacancies>
<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SW1</SWENo><FTE>0.800000</FTE><Sex>F</Sex><OrgRole>5</OrgRole>\
<RoleStartDate>2020-01-06</RoleStartDate><StartOrigin>1</StartOrigin><FTE30>0.8</FTE30><Cases30>17</Cases30>\
<ReasonAbsence>SIC</ReasonAbsence><ReasonAbsence>TRN</ReasonAbsence></CSWWWorker>
<CSWWWorker><AgencyWorker>1</AgencyWorker><SWENo>SW2</SWENo><FTE>1</FTE><RoleStartDate>2026-05-01</RoleStartDate>\
<PayBand>3</PayBand></CSWWWorker>
</Message>";

#[test]
fn the_workforce_census_is_two_lists() {
    let read = read("csww.xml", WORKFORCE);
    let workers = list(&read, "workforce_census");
    assert_eq!(lines(workers), [3, 4]);
    assert_eq!(column(workers, "agency"), ["false", "true"]);
    assert_eq!(column(workers, "role"), ["case_holder", "-"]);
    assert_eq!(column(workers, "came_from"), ["newly_qualified", "-"]);
    assert_eq!(column(workers, "absence_reason"), ["sickness", "-"]);
    let authority = list(&read, "workforce_census_vacancies");
    assert_eq!(column(authority, "retention_bonus"), ["some"]);
    let tables = &read.found.tables;
    assert_eq!(
        tables[1].ignored,
        ["PayBand", "ReasonAbsence (more than once in a record)"]
    );
    let (day, _) = workers.own_date.unwrap();
    assert_eq!(day.to_string(), "2026-09-30");
}

/// What the standard dataset's extracts call the columns of pre-proceedings.
#[test]
fn the_standard_safeguarding_dataset_is_a_tracker_of_pre_proceedings() {
    let text = "prep_table_id,prep_person_id,prep_plo_family_id,prep_pre_pro_decision_date,prep_initial_pre_pro_meeting_date,\
                prep_pre_pro_outcome,prep_agree_stepdown_issue_date,prep_legal_gateway_outcome,prep_prev_pre_proc_child,\
                prep_pre_pro_letter_date,prep_pre_pro_meetings_num,prep_pre_pro_parents_legal_rep,prep_care_proc_short_notice\n\
                1,a,f,2026-01-05,2026-01-20,Decision to step down,2026-05-01,B,0,2026-01-12,3,Y,N\n";
    let read = read("ssd.csv", text);
    let list = only(&read);
    assert_eq!(list.dataset, "pre_proceedings");
    assert_eq!(read.found.tables[0].ignored, ["prep_table_id"]);
    assert_eq!(column(list, "letter_sent_on"), ["2026-01-12"]);
    assert_eq!(column(list, "outcome"), ["stepped_down"]);
    assert_eq!(column(list, "short_notice"), ["no"]);
    assert!(list.problems.is_empty());
}
