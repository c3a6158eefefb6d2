//! Children in care.

use crate::calendar::Day;

use super::World;
use super::population::{Child, Standing, ago, days_to};
use super::random::{Random, share};
use super::sheet::Sheet;

const LONG_TERM: &str = "d) U4: Foster placement - long term";
const SHORT_BREAKS: &str = "V4: Short term breaks, agreements recorded";
const PLACED: &str = "j) A6: Placed for adoption - order - not foster";

const HEADINGS: [&str; 29] = [
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Does the Child have a Disability",
    "Date Started to be Looked After",
    "Child's Category of Need",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    "Start date of current legal status",
    "Child's Legal Status",
    "Date of Latest Statutory Review",
    "Date of Last Social Work Visit",
    "What is the permanence plan for this child?",
    "Date of Last IRO Visit / Contact to the Child",
    "Date of Last Health Assessment",
    "Date of Last Dental Check",
    "Number of Placements in the Last 12 months",
    "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After",
    "Start Date of Most Recent Placement",
    "Placement Type",
    "Placement Provider",
    "Placement postcode",
    "URN of Placement",
    "Placement Location",
    "LA of Placement",
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
    "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    "Allocated Team",
    "Allocated Worker",
];

/// What is planned to be late or missing for one child.
#[derive(Clone, Copy)]
struct Faults {
    /// The visit, then the review.
    late: [bool; 2],
    /// The health assessment, then the dentist's check.
    missed: [bool; 2],
}

/// What list 8 says of one child, for the lists that must say the same.
pub(super) struct InCare<'a> {
    pub(super) child: &'a Child,
    pub(super) asylum: bool,
    pub(super) short_breaks: bool,
    pub(super) checks: Checks,
    /// How many homes in the last year.
    pub(super) homes: i32,
    /// When the latest home began.
    pub(super) moved_in: Day,
    /// The latest home, as list 8 names its kind.
    pub(super) kind: &'static str,
    /// The latest home lies outside the authority.
    pub(super) outside: bool,
}

/// The latest review, visit and health assessment of one child.
#[derive(Clone, Copy)]
pub(super) struct Checks {
    pub(super) reviewed: Option<Day>,
    pub(super) visited: Day,
    pub(super) health: Option<Day>,
}

/// List 8.
pub(super) fn children_in_care(world: &World, day: Day) -> Vec<u8> {
    list_8(world, day).0.into_bytes()
}

/// The children of list 8, with what it says of them.
pub(super) fn in_care(world: &World, day: Day) -> Vec<InCare<'_>> {
    list_8(world, day).1
}

/// 96 in a hundred visited, 97 reviewed, 94 with a health assessment, 78 with a dentist's check.
fn list_8(world: &World, day: Day) -> (Sheet, Vec<InCare<'_>>) {
    let mut random = world.random("children in care");
    let mut sheet = Sheet::of_children(&HEADINGS);
    let children = world.of(&[
        Standing::Care,
        Standing::Adoption,
        Standing::LeftCare,
        Standing::Adopted,
    ]);
    let faults = faults(&mut random, &children, day);
    let current = children.iter().filter(|c| c.in_care()).count();
    let moved = random.chosen(&children, share(current, 120), |c| c.in_care());
    let mut written = Vec::new();
    for (child, (faults, moved)) in children.into_iter().zip(faults.into_iter().zip(moved)) {
        let until = child.left.unwrap_or(day);
        let (kind, provider) = home(&mut random, child, day);
        let (asylum, legal) = about_the_care(&mut sheet, &mut random, child, day);
        let checks = checks(&mut sheet, &mut random, child, until, faults);
        let homes = if moved {
            random.between(3, 5)
        } else {
            1 + i32::from(random.chance(150))
        };
        // One home in the last year began before it, or when the child came into care.
        let days = match homes {
            1 => random.between(366, 2500),
            _ => random.between(5, 365),
        };
        let moved_in = ago(until, days).max(child.entered);
        sheet
            .number(homes)
            .maybe(child.left)
            .text(ceased(child.standing))
            .day(moved_in)
            .text(kind)
            .text(provider)
            .blank()
            .blank();
        let outside = away(&mut sheet, &mut random);
        sheet.allocated(child.worker).end();
        written.push(InCare {
            child,
            asylum,
            short_breaks: legal == SHORT_BREAKS,
            checks,
            homes,
            moved_in,
            kind,
            outside,
        });
    }
    (sheet, written)
}

fn faults(random: &mut Random, children: &[&Child], day: Day) -> Vec<Faults> {
    let long = |child: &Child, days| child.in_care() && days_to(child.entered, day) > days;
    let mut late = |counted_after: i32, able_after: i32, per_mille: usize| {
        let counted = children.iter().filter(|c| long(c, counted_after)).count();
        random.chosen(children, share(counted, per_mille), |c| long(c, able_after))
    };
    let unvisited = late(42, 140, 40);
    let unreviewed = late(28, 330, 30);
    let no_health = late(365, 365, 60);
    let no_dentist = late(365, 365, 220);
    unvisited
        .into_iter()
        .zip(unreviewed)
        .zip(no_health.into_iter().zip(no_dentist))
        .map(
            |((unvisited, unreviewed), (no_health, no_dentist))| Faults {
                late: [unvisited, unreviewed],
                missed: [no_health, no_dentist],
            },
        )
        .collect()
}

fn about_the_care(
    sheet: &mut Sheet,
    random: &mut Random,
    child: &Child,
    day: Day,
) -> (bool, &'static str) {
    let legal = if child.standing == Standing::Care {
        random.weighted(&[
            (640, "C2: FCO"),
            (190, "C1: ICO"),
            (160, "V2: Single period under S20"),
            (10, SHORT_BREAKS),
        ])
    } else {
        "E1: Placement order"
    };
    let asylum = child.age(day) >= 15 && random.chance(120);
    sheet
        .child(child, day)
        .a_yes(asylum)
        .text(child.disability)
        .day(child.entered)
        .text(child.need)
        .a_yes(random.chance(30))
        .day(
            child
                .entered
                .plus_days(i64::from(random.between(0, 60)))
                .min(child.left.unwrap_or(day)),
        )
        .text(legal);
    (asylum, legal)
}

/// The dates of the latest review, visit, contact and health checks.
fn checks(
    sheet: &mut Sheet,
    random: &mut Random,
    child: &Child,
    until: Day,
    faults: Faults,
) -> Checks {
    let since = |days: i32| ago(until, days).max(child.entered);
    let length = days_to(child.entered, until);
    let [unvisited, unreviewed] = faults.late;
    let reviewed = if unreviewed {
        random.between(195, 240)
    } else {
        random.between(1, 170)
    };
    let first_review = child.entered.plus_days(20).min(until);
    let visited = if unvisited {
        random.between(100, 130)
    } else {
        random.between(0, 38)
    };
    let mut yearly = |missed: bool| match (missed, length > 365) {
        (true, _) => Some(ago(until, random.between(380, 520))).filter(|on| *on > child.entered),
        (false, true) => Some(ago(until, random.between(3, 350))),
        (false, false) => Some(since(random.between(3, 200))),
    };
    let [health, dentist] = faults.missed.map(&mut yearly);
    let latest = Checks {
        reviewed: (length >= 26).then(|| ago(until, reviewed).max(first_review)),
        visited: since(visited),
        health,
    };
    sheet
        .maybe(latest.reviewed)
        .day(latest.visited)
        .text(permanence(random, child, length))
        .day(since(random.between(5, 150)))
        .maybe(health)
        .maybe(dentist);
    latest
}

fn permanence(random: &mut Random, child: &Child, length: i32) -> &'static str {
    match child.standing {
        Standing::Adoption | Standing::Adopted => "b) Adoption",
        Standing::Care if length < 120 => "",
        Standing::Care
        | Standing::LeftCare
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Closed
        | Standing::Known
        | Standing::Leaver => random.weighted(&[
            (520, "f) Long-term fostering"),
            (180, "c) SGO/CAO"),
            (130, "a) Return to family"),
            (90, "e) Long-term residential placement"),
            (80, "d) Supported living in the community"),
        ]),
    }
}

fn home(random: &mut Random, child: &Child, day: Day) -> (&'static str, &'static str) {
    let own = "b) PR1: Own provision";
    let private = "e) PR4: Private provision";
    match child.standing {
        Standing::Adopted => (PLACED, own),
        Standing::Adoption if placed_on(child) <= day => (PLACED, own),
        Standing::Adoption => ("f) U6: Foster placement - not FFA", own),
        Standing::Care
        | Standing::LeftCare
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Closed
        | Standing::Known
        | Standing::Leaver => match random.below(100) {
            _ if child.age(day) >= 16 && random.chance(300) => {
                ("n) H5: Residential accommodation", private)
            }
            0..40 => (LONG_TERM, own),
            40..58 => ("f) U6: Foster placement - not FFA", own),
            58..72 => ("c) U3: Foster placement - relative - not FFA", own),
            72..79 => ("a) U1: Foster placement - relatives - long term", own),
            79..87 => (
                "k) P1: Placed with parents",
                "a) PR0: Parents/Parental responsibility",
            ),
            87..97 => ("p) K2: Children’s Homes", private),
            _ => ("u) S1: Residential school", private),
        },
    }
}

/// When a child with a plan of adoption moved in, or will: 11 to 20 months after coming into care.
pub(super) fn placed_on(child: &Child) -> Day {
    let months = i32::try_from(child.number % 10).unwrap_or(0);
    child.entered.plus_months(11 + months)
}

fn ceased(standing: Standing) -> &'static str {
    match standing {
        Standing::Adopted => "a) E11: Adopted - application unopposed",
        Standing::LeftCare => "k) E47: Special Guardianship Orders - relative/friend",
        Standing::Care
        | Standing::Adoption
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Closed
        | Standing::Known
        | Standing::Leaver => "",
    }
}

/// Where the home is, and how often the child was missing or absent from it.
fn away(sheet: &mut Sheet, random: &mut Random) -> bool {
    let outside = random.chance(280);
    let missing = random.weighted(&[(860, 0), (90, 1), (50, 3)]);
    sheet
        .text(if outside { "b) Out" } else { "a) In" })
        .text(if outside {
            "Another authority"
        } else {
            "Saltmere"
        })
        .number(missing)
        .number(random.weighted(&[(950, 0), (50, 1)]));
    if missing > 0 {
        sheet.a_yes(random.chance(900)).a_yes(random.chance(700));
    } else {
        sheet.blank().blank();
    }
    outside
}
