//! What families, staff and partners say, and the homes that are needed.

use crate::calendar::Day;

use super::World;
use super::population::ago;
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};
use super::staff;

const DOUBTS: [(usize, &str); 2] = [(450, "Neither"), (550, "Disagree")];

/// A column of answers with exactly this share that agree.
fn agreeing(random: &mut Random, answers: usize, per_mille: usize) -> Vec<&'static str> {
    random
        .mask(answers, per_mille)
        .into_iter()
        .map(|agrees| {
            if agrees {
                "Agree"
            } else {
                random.weighted(&DOUBTS)
            }
        })
        .collect()
}

/// Answers, column by column, written row by row.
struct Columns(Vec<std::vec::IntoIter<&'static str>>);

impl Columns {
    fn new(random: &mut Random, answers: usize, shares: &[usize]) -> Self {
        let column = |share: &usize| agreeing(random, answers, *share).into_iter();
        Self(shares.iter().map(column).collect())
    }

    /// Adds a column a question: the roles that it is asked of, how many answer, and how many agree.
    fn asks<const N: usize>(
        &mut self,
        random: &mut Random,
        role: &str,
        questions: [([&str; 2], usize, usize); N],
    ) {
        for (roles, answers, per_mille) in questions {
            let answers = if roles.contains(&role) { answers } else { 0 };
            self.0
                .push(agreeing(random, answers, per_mille).into_iter());
        }
    }

    fn write(&mut self, sheet: &mut Sheet) {
        for column in &mut self.0 {
            sheet.text(column.next().unwrap_or_default());
        }
    }
}

/// What families say, role by role; a question that a role is not asked stays blank.
pub(super) fn families(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("family feedback");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Response ID",
            "Date answered",
            "I am a",
            "I feel listened to",
            "I feel safe",
            "I know what my plan says",
            "I am treated with respect",
            "The help made a difference",
            "I know my rights",
            "Our family network is supported",
            "I am happy where I live",
            "I feel ready for adult life",
            "I get help with my health and feelings",
            "I get the training and support I need as a carer",
            "Somebody asked me who matters to me",
            "I had my say in the assessment",
            "We had our say before court",
            "Somebody listened to me when I came back",
            "I know where I will live until I grow up",
            "Things are done when they were promised",
            "We got an answer soon when we asked for help",
            "I was told why there was an enquiry and what came of it",
        ],
    );
    let mut more = world.random("family feedback on health and caring");
    let mut asked = world.random("family feedback on being asked");
    let mut newest = world.random("family feedback on what came of it");
    let roles = [
        ("Child", 45, [810, 870, 700, 900, 780, 660, 0, 860, 0]),
        ("Parent", 40, [800, 0, 720, 830, 740, 610, 0, 0, 0]),
        (
            "Family network member",
            14,
            [720, 0, 560, 820, 700, 500, 680, 0, 0],
        ),
        (
            "Care leaver",
            20,
            [760, 800, 720, 880, 750, 700, 0, 760, 680],
        ),
        ("Carer", 14, [690, 0, 760, 840, 730, 0, 0, 0, 0]),
    ];
    let mut number = 0;
    for (role, per_mille, shares) in roles {
        let answers = world.part(per_mille, 6);
        let mut columns = Columns::new(&mut random, answers, &shares);
        // A role that is not asked a question has nothing to say to it.
        for (column, share) in columns.0.iter_mut().zip(shares) {
            if share == 0 {
                *column = Vec::new().into_iter();
            }
        }
        let mut of_role = |asked: &str, per_mille: usize| {
            let answers = if role == asked { answers } else { 0 };
            agreeing(&mut more, answers, per_mille).into_iter()
        };
        columns.0.push(of_role("Child", 790));
        columns.0.push(of_role("Carer", 710));
        // Few parents had a letter before proceedings, and only those are asked about it.
        let before_court = world.part(8, 5).min(answers);
        let questions = [
            (["Child", ""], answers, 840),
            (["Child", "Parent"], answers, 760),
            (["Parent", ""], before_court, 700),
        ];
        columns.asks(&mut asked, role, questions);
        // Some went missing, live in care, asked for help or had an enquiry; the others are not asked.
        let few = world.part(12, 5).min(answers);
        let questions = [
            (["Child", ""], few, 600),
            (["Child", ""], few, 690),
            (["Child", "Parent"], answers, 640),
            (["Parent", ""], few, 780),
            (["Parent", ""], few, 700),
        ];
        columns.asks(&mut newest, role, questions);
        for _ in 0..answers {
            number += 1;
            sheet
                .id(b'Y', number)
                .day(ago(day, random.between(1, 340)))
                .text(role);
            columns.write(&mut sheet);
            sheet.end();
        }
    }
    sheet.into_bytes()
}

/// The staff survey, run in spring and in autumn.
pub(super) fn staff_survey(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("staff survey");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Response ID",
            "Date answered",
            "Role group",
            "My caseload is manageable",
            "I feel supported",
            "I feel safe to practise",
            "Supervision helps me",
            "Leaders are visible",
            "I can raise concerns",
            "I use the practice framework",
            "I have time with families",
            "I get the training I need",
            "I intend to stay",
            "Our systems help me do my job",
            "Managers here think clearly when work is hard",
            "Audits help me learn",
        ],
    );
    let answers = share(staff::present(&world.staff), 880).max(12);
    let practitioners = share(answers, 820);
    let mut caseload = agreeing(&mut random, practitioners, 720).into_iter();
    let shares = [800, 820, 0, 770, 810, 740, 570, 720, 760];
    let helps = [(practitioners, 790), (answers - practitioners, 850)];
    let mut columns = Columns::new(&mut random, answers, &shares);
    let helps = helps
        .into_iter()
        .flat_map(|(many, share)| agreeing(&mut random, many, share));
    let helps: Vec<&str> = helps.collect();
    if let Some(column) = columns.0.get_mut(2) {
        *column = helps.into_iter();
    }
    let mut more = world.random("staff survey on systems");
    let systems = agreeing(&mut more, answers, 500);
    columns.0.push(systems.into_iter());
    let calm = agreeing(&mut more, answers, 680);
    columns.0.push(calm.into_iter());
    let mut of_audits = world.random("staff survey on audits");
    let learn = agreeing(&mut of_audits, share(practitioners, 500), 690);
    columns.0.push(learn.into_iter());
    for number in 1..=answers {
        let practises = number <= practitioners;
        let wave = if number % 2 == 0 { 0 } else { 183 };
        let other = [(600, "Practice supervisor"), (400, "Senior leader")];
        sheet
            .id(b'Z', number)
            .day(ago(day, wave + random.between(1, 14)))
            .text(if practises {
                "Practitioner"
            } else {
                random.weighted(&other)
            })
            .text(if practises {
                caseload.next().unwrap_or_default()
            } else {
                ""
            });
        columns.write(&mut sheet);
        sheet.end();
    }
    sheet.into_bytes()
}

/// What partners say: 77 in a hundred understand the thresholds, 78 find challenge welcome.
pub(super) fn partners(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("partner survey");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Response ID",
            "Date answered",
            "Agency",
            "I understand the thresholds",
            "Response is timely",
            "We are told the outcome",
            "Challenge is welcome",
            "We work well together",
            "Families are involved",
            "We see neglect in the same way",
        ],
    );
    let answers = world.part(40, 14);
    let mut columns = Columns::new(&mut random, answers, &[770, 710, 560, 780, 800, 730]);
    let mut of_neglect = world.random("partner survey on neglect");
    let alike = agreeing(&mut of_neglect, answers, 640);
    columns.0.push(alike.into_iter());
    for number in 1..=answers {
        sheet
            .id(b'U', number)
            .day(ago(day, random.between(1, 40)))
            .text(random.weighted(&AGENCIES));
        columns.write(&mut sheet);
        sheet.end();
    }
    sheet.into_bytes()
}

const AGENCIES: [(usize, &str); 6] = [
    (380, "School"),
    (260, "Health"),
    (140, "Police"),
    (100, "Voluntary sector"),
    (80, "Housing"),
    (40, "Youth justice"),
];

/// Homes needed and available: 92 for every hundred.
pub(super) fn sufficiency(world: &World, _day: Day) -> Vec<u8> {
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Kind of home",
            "Homes needed",
            "Homes available",
            "Available in area",
        ],
    );
    for (kind, needed, of_a_hundred) in HOMES {
        let needed = world.part(needed, 2);
        let available = (needed * of_a_hundred + 50) / 100;
        let near = available * 7 / 10;
        sheet.text(kind);
        for homes in [needed, available, near] {
            sheet.number(i32::try_from(homes).unwrap_or(i32::MAX));
        }
        sheet.end();
    }
    sheet.into_bytes()
}

const HOMES: [(&str, usize, usize); 8] = [
    ("Foster care", 130, 92),
    ("Kinship care", 55, 100),
    ("Children's home", 26, 81),
    ("Supported accommodation", 24, 78),
    ("Supported lodgings", 8, 75),
    ("Staying Close", 6, 100),
    ("Parent and child", 4, 83),
    ("Short breaks", 12, 100),
];
