//! Audits of practice and of safety plans.

use crate::calendar::Day;

use super::World;
use super::population::{ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};
use super::staff;

struct Audit {
    number: usize,
    on: Day,
    theme: &'static str,
    /// Done in the last six months.
    recent: bool,
    due: Option<Day>,
}

const PLANS: [&str; 5] = [
    "Child in need",
    "Child protection",
    "Disabled children",
    "Neglect",
    "Domestic abuse",
];
const WITH_CHILDREN: [&str; 8] = [
    "Early help",
    "Assessment",
    "Child in need",
    "Child protection",
    "Neglect",
    "Domestic abuse",
    "Disabled children",
    "Young carers",
];
const WITH_NETWORKS: [&str; 7] = [
    "Assessment",
    "Child in need",
    "Child protection",
    "Pre-proceedings",
    "Neglect",
    "Domestic abuse",
    "Disabled children",
];
const IN_CARE: [&str; 2] = ["Children in care", "Placed with parents"];
const THEMES: [(usize, &str); 11] = [
    (90, "Early help"),
    (110, "Assessment"),
    (200, "Child in need"),
    (180, "Child protection"),
    (60, "Pre-proceedings"),
    (90, "Neglect"),
    (60, "Domestic abuse"),
    (40, "Disabled children"),
    (150, "Children in care"),
    (50, "Placed with parents"),
    (20, "Young carers"),
];
const GRADES: [(usize, &str); 4] = [
    (40, "Outstanding"),
    (480, "Good"),
    (420, "Requires improvement"),
    (60, "Inadequate"),
];

/// The register of audits. Shares are counted out within the audits that each question looks at.
pub(super) fn case_audits(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("case audits");
    let audits = all_audits(world, &mut random, day);
    let mut on = |per_mille: usize, themes: &[&str]| {
        let scope =
            |audit: &Audit| audit.recent && (themes.is_empty() || themes.contains(&audit.theme));
        counted_out(&mut random, &audits, per_mille, scope)
    };
    let mut columns = [
        on(640, &[]),
        on(610, &PLANS),
        on(560, &[]),
        on(870, &WITH_CHILDREN),
        on(820, &[]),
        on(890, &WITH_CHILDREN),
        on(690, &[]),
        on(620, &WITH_NETWORKS),
        on(580, &[]),
        on(700, &[]),
        on(840, &[]),
    ]
    .map(Vec::into_iter);
    let home = on(760, &IN_CARE);
    let newer = newer_questions(world, &audits).into_iter();
    let newest = newest_questions(world, &audits).into_iter();
    let mut newer: Vec<_> = newer.chain(newest).map(Vec::into_iter).collect();
    let moderated = on(300, &[]);
    let in_time = counted_out(&mut random, &audits, 710, |audit| {
        audit.due.is_some_and(|due| due < day)
    });
    let mut sheet = Sheet::new(Dates::Iso, &HEADINGS);
    let grades = grades(&mut random, &audits, &moderated);
    let ends = grades.into_iter().zip(home).zip(in_time);
    for (audit, (((grade, second), home), in_time)) in audits.iter().zip(ends) {
        sheet
            .id(b'D', audit.number)
            .day(audit.on)
            .text(audit.theme)
            .text(grade)
            .yes(second.is_some())
            .text(second.unwrap_or_default());
        for column in &mut columns {
            sheet.yes(column.next().unwrap_or(false));
        }
        if IN_CARE.contains(&audit.theme) {
            sheet.yes(home);
        } else {
            sheet.blank();
        }
        let closed = closed(&mut random, audit, in_time, day);
        sheet
            .yes(audit.due.is_some())
            .maybe(audit.due)
            .maybe(closed);
        for column in &mut newer {
            match column.next().flatten() {
                Some(yes) => sheet.yes(yes),
                None => sheet.blank(),
            };
        }
        sheet.end();
    }
    sheet.into_bytes()
}

/// The questions that the newer audit tool adds: what was not asked of a theme stays blank.
fn newer_questions(world: &World, audits: &[Audit]) -> [Vec<Option<bool>>; 9] {
    let mut random = world.random("newer questions of case audits");
    let scope = |audit: &Audit, themes: &[&str]| themes.is_empty() || themes.contains(&audit.theme);
    let mut on = |per_mille: usize, themes: &[&str]| {
        counted_out(&mut random, audits, per_mille, |audit| {
            audit.recent && scope(audit, themes)
        })
    };
    let up_to_date = on(740, &[]);
    let took_part = on(860, &[]);
    let weighed = on(500, &HISTORIES);
    let kept = on(750, &IN_CARE);
    let education = on(890, &EDUCATION);
    let education_in_care = on(880, &["Children in care"]);
    let blames = on(80, &IN_CARE);
    let poverty = on(820, &HISTORIES);
    let mut also = |of: &[bool], per_mille: usize| -> Vec<bool> {
        of.iter()
            .map(|of| *of || random.chance(per_mille))
            .collect()
    };
    let [chronology, genogram, life_story] =
        [also(&weighed, 600), also(&weighed, 200), also(&kept, 400)];
    let history: Vec<bool> = also(&weighed, 500)
        .into_iter()
        .zip(weighed.iter().zip(chronology.iter().zip(&genogram)))
        .map(|(history, (weighed, (chronology, genogram)))| {
            history && (*weighed || !(*chronology && *genogram))
        })
        .collect();
    let chronology = chronology
        .into_iter()
        .zip(audits.iter().zip(kept.iter().zip(&life_story)))
        .map(|(of_history, (audit, (kept, life_story)))| {
            if scope(audit, &IN_CARE) {
                *kept || !life_story
            } else {
                of_history
            }
        })
        .collect();
    let education = education
        .into_iter()
        .zip(education_in_care.into_iter().zip(audits))
        .map(|(of_plans, (in_care, audit))| match audit.theme {
            "Children in care" => in_care,
            _ => of_plans,
        })
        .collect();
    let asked = |answers: Vec<bool>, themes: &[&str]| {
        let answers = answers.into_iter().zip(audits);
        answers
            .map(|(yes, audit)| scope(audit, themes).then_some(yes))
            .collect::<Vec<_>>()
    };
    [
        asked(up_to_date, &[]),
        asked(took_part, &[]),
        asked(life_story, &IN_CARE),
        asked(chronology, &[]),
        asked(genogram, &[]),
        asked(history, &[]),
        asked(education, &[]),
        asked(blames.into_iter().map(|blames| !blames).collect(), &[]),
        asked(poverty, &HISTORIES),
    ]
}

/// What the audit tool has asked since this year: of parents, consent, enquiries and the choice of a home.
fn newest_questions(world: &World, audits: &[Audit]) -> [Vec<Option<bool>>; 5] {
    let mut random = world.random("newest questions of case audits");
    let mut on = |per_mille: usize, themes: &[&str]| -> Vec<Option<bool>> {
        let scope = |audit: &Audit| audit.recent && themes.contains(&audit.theme);
        let answers = counted_out(&mut random, audits, per_mille, scope);
        let answers = answers.into_iter().zip(audits);
        answers
            .map(|(yes, audit)| themes.contains(&audit.theme).then_some(yes))
            .collect()
    };
    [
        on(920, &["Early help", "Assessment"]),
        on(
            770,
            &[
                "Assessment",
                "Child in need",
                "Child protection",
                "Neglect",
                "Domestic abuse",
            ],
        ),
        on(
            460,
            &[
                "Child in need",
                "Child protection",
                "Pre-proceedings",
                "Neglect",
                "Domestic abuse",
            ],
        ),
        on(880, &["Child protection"]),
        on(700, &["Children in care"]),
    ]
}

const HISTORIES: [&str; 4] = ["Assessment", "Child in need", "Child protection", "Neglect"];
const EDUCATION: [&str; 4] = [
    "Child in need",
    "Child protection",
    "Neglect",
    "Disabled children",
];

const HEADINGS: [&str; 35] = [
    "Audit ID",
    "Audit date",
    "Theme",
    "Grade",
    "Moderated",
    "Moderated grade",
    "Family feedback",
    "SMART plan",
    "Contingency plan",
    "Voice of the child",
    "Child seen alone",
    "Direct work",
    "Management oversight",
    "Family network explored",
    "Father involved",
    "Identity considered",
    "Partners contributed",
    "Reunification considered",
    "Actions needed",
    "Audit actions due",
    "Date audit actions closed",
    "Case recording up to date",
    "Social worker took part in audit",
    "Life story work",
    "Chronology",
    "Genogram",
    "History analysed",
    "Education needs in plan",
    "Language does not blame",
    "Poverty considered",
    "Consent recorded",
    "Parents' own needs addressed",
    "Parents' past explored",
    "Enquiry needed and explained",
    "Home chosen for the child's needs",
];

/// In three months 26 audits for every ten team managers, and as many in each quarter before.
fn all_audits(world: &World, random: &mut Random, day: Day) -> Vec<Audit> {
    let quarter = (staff::team_managers(&world.staff) * 26 + 5) / 10;
    let mut days: Vec<i32> = [(1, 88), (95, 178), (190, 268), (275, 355)]
        .into_iter()
        .flat_map(|(newest, oldest)| {
            (0..quarter)
                .map(|_| random.between(newest, oldest))
                .collect::<Vec<_>>()
        })
        .collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    (1..)
        .zip(days)
        .map(|(number, days)| {
            let on = ago(day, days);
            Audit {
                number,
                on,
                theme: random.weighted(&THEMES),
                recent: days <= 178,
                due: random.chance(800).then(|| on.plus_days(30)),
            }
        })
        .collect()
}

/// Yes for exactly this share of the audits in scope, and about as often elsewhere.
fn counted_out(
    random: &mut Random,
    audits: &[Audit],
    per_mille: usize,
    scope: impl Fn(&Audit) -> bool,
) -> Vec<bool> {
    let counted = audits.iter().filter(|audit| scope(audit)).count();
    let chosen = random.chosen(audits, share(counted, per_mille), &scope);
    audits
        .iter()
        .zip(chosen)
        .map(|(audit, chosen)| chosen || !scope(audit) && random.chance(per_mille))
        .collect()
}

/// The first grade, and the second where there was one: 76 in a hundred are the same.
fn grades(
    random: &mut Random,
    audits: &[Audit],
    moderated: &[bool],
) -> Vec<(&'static str, Option<&'static str>)> {
    let recent: Vec<bool> = audits
        .iter()
        .zip(moderated)
        .map(|(a, m)| a.recent && *m)
        .collect();
    let counted = recent.iter().filter(|recent| **recent).count();
    let differ = random.chosen(&recent, share(counted, 240), |recent| *recent);
    moderated
        .iter()
        .zip(differ)
        .map(|(moderated, differ)| {
            let first = random.weighted(&GRADES);
            let lower = match first {
                "Outstanding" => "Good",
                "Requires improvement" => "Inadequate",
                _ => "Requires improvement",
            };
            (
                first,
                moderated.then_some(if differ { lower } else { first }),
            )
        })
        .collect()
}

fn closed(random: &mut Random, audit: &Audit, in_time: bool, day: Day) -> Option<Day> {
    let due = audit.due?;
    let on = if in_time {
        ago(due, random.between(0, 15)).max(audit.on)
    } else {
        due.plus_days(i64::from(random.between(5, 90)))
    };
    Some(on).filter(|on| *on <= day)
}

/// The audit of safety plans: the network in 42 of a hundred, and only two disabled children's plans.
pub(super) fn safety_plans(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("safety plan audits");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Audit ID",
            "Audit date",
            "Initial conference date",
            "Safety plan date",
            "Date circumstances changed",
            "Safety plan updated",
            "Network members named",
            "Network actions recorded",
            "Parents' views recorded",
            "Child's views recorded",
            "Child-friendly version",
            "Disabled child",
            "Vulnerabilities addressed",
            "Contingency plan",
        ],
    );
    let rows = world.part(32, 20);
    let places: Vec<usize> = (0..rows).collect();
    let with_conference = rows * 3 / 4;
    let with_change = rows / 2;
    let follows = random.chosen(&places, share(with_conference, 780), |place| {
        *place < with_conference
    });
    let updated = random.chosen(&places, share(with_change, 600), |place| place % 2 == 1);
    let network = random.mask(rows, 420);
    let friendly = random.mask(rows, 720);
    let answers = follows
        .into_iter()
        .zip(updated)
        .zip(network.into_iter().zip(friendly));
    let mut without_plan = 1;
    for (place, ((follows, updated), (network, friendly))) in places.into_iter().zip(answers) {
        let audited = ago(day, random.between(1, 175));
        let conference = ago(audited, random.between(60, 120));
        let after = if follows {
            random.between(0, 4)
        } else {
            random.between(14, 40)
        };
        let plan = conference.plus_days(i64::from(after));
        let changed = plan
            .plus_days(i64::from(random.between(2, 10)))
            .min(ago(audited, 5));
        let took = if updated {
            random.between(1, 10)
        } else {
            random.between(22, 40)
        };
        let update = changed.plus_days(i64::from(took));
        let change = place % 2 == 1;
        // After one conference nobody wrote a plan at all.
        let written = follows || change || place >= with_conference || without_plan == 0;
        without_plan -= usize::from(!written);
        let disabled = place < 2;
        let known = days_to(update, audited) >= 0;
        let members = if network {
            random.between(2, 6)
        } else {
            random.between(0, 1)
        };
        sheet
            .id(b'H', place + 1)
            .day(audited)
            .maybe((place < with_conference).then_some(conference))
            .maybe(Some(plan).filter(|_| written))
            .maybe(change.then_some(changed))
            .maybe(Some(update).filter(|_| change && (updated || known)))
            .number(members)
            .yes(network || members == 1 && random.chance(400))
            .yes(random.chance(860))
            .yes(random.chance(740))
            .yes(friendly)
            .yes(disabled)
            .text(if disabled { "N" } else { "" })
            .yes(random.chance(560))
            .end();
    }
    sheet.into_bytes()
}
