//! The children whom every list speaks of, so that the lists agree with each other.

use crate::calendar::Day;

use super::random::{Random, share};
use super::staff::{self, Worker};

/// Where a child stands on the day of the Annex A lists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In care, with no plan of adoption.
    Care,
    /// In care, with a plan of adoption.
    Adoption,
    /// Left care in the last six months, not by adoption.
    LeftCare,
    /// Left care in the last six months, by adoption.
    Adopted,
    /// On a child protection plan.
    Protection,
    /// Came off a child protection plan in the last six months and has a child in need plan.
    SteppedDown,
    /// On a child in need plan.
    Plan,
    /// Being assessed.
    Assessment,
    /// No longer in need.
    Closed,
    /// Known by a contact, a referral or early help alone.
    Known,
    /// A care leaver.
    Leaver,
}

/// A child or young person, by number alone.
#[derive(Clone)]
pub(super) struct Child {
    /// Printed as `C000123`.
    pub(super) number: usize,
    pub(super) standing: Standing,
    pub(super) sex: &'static str,
    pub(super) ethnicity: &'static str,
    pub(super) born: Day,
    pub(super) disability: &'static str,
    /// The letter and words of the main need.
    pub(super) need: &'static str,
    /// The category of a child protection plan.
    pub(super) category: &'static str,
    /// Became a child in need: the referral.
    pub(super) started: Day,
    /// Came into care, or went onto a plan.
    pub(super) entered: Day,
    /// Left care, came off a plan, or was closed.
    pub(super) left: Option<Day>,
    /// The worker's number; 0 where nobody is allocated.
    pub(super) worker: usize,
}

impl Child {
    /// Whole years on a day.
    pub(super) fn age(&self, on: Day) -> i32 {
        self.born.months_until(on).div_euclid(12)
    }

    /// Whether the child is in care on the day of the lists.
    pub(super) fn in_care(&self) -> bool {
        matches!(self.standing, Standing::Care | Standing::Adoption)
    }

    /// Whether work with the child goes on.
    pub(super) fn is_open(&self) -> bool {
        !matches!(
            self.standing,
            Standing::Closed | Standing::LeftCare | Standing::Adopted | Standing::Known
        )
    }
}

/// Everyone in the invented authority.
pub(super) struct World {
    seed: u64,
    /// Children in list 6.
    pub(super) children: Vec<Child>,
    /// Children known by a contact alone.
    pub(super) known: Vec<Child>,
    /// Care leavers.
    pub(super) leavers: Vec<Child>,
    pub(super) staff: Vec<Worker>,
}

impl World {
    /// Everyone, as on the day of the Annex A lists.
    pub(super) fn new(seed: u64, children: usize, day: Day) -> Self {
        let mut random = Random::new(seed, "population");
        let standings = standings(&mut random, children);
        let open = standings.iter().filter(|s| s.is_open()).count();
        let staff = staff::build(&mut random, open, day);
        let mut drawn = draw_all(&mut random, &standings, day);
        allocate(&mut random, &mut drawn, &staff);
        let known = others(&mut random, Standing::Known, children, children / 2, day);
        let after = children + children / 2;
        let leavers = share(children, 150).max(4);
        Self {
            seed,
            children: drawn,
            known,
            leavers: others(&mut random, Standing::Leaver, after, leavers, day),
            staff,
        }
    }

    /// The stream of draws of one list.
    pub(super) fn random(&self, list: &str) -> Random {
        Random::new(self.seed, list)
    }

    /// So many for every thousand children, and at least so many.
    pub(super) fn part(&self, per_mille: usize, least: usize) -> usize {
        share(self.children.len(), per_mille).max(least)
    }

    /// The children of these standings.
    pub(super) fn of(&self, standings: &[Standing]) -> Vec<&Child> {
        let wanted = |child: &&Child| standings.contains(&child.standing);
        self.children.iter().filter(wanted).collect()
    }

    /// Workers with a caseload.
    pub(super) fn holders(&self) -> Vec<&Worker> {
        self.staff.iter().filter(|w| w.holder).collect()
    }
}

impl Standing {
    fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::LeftCare | Self::Adopted)
    }
}

/// The day so many days before.
pub(super) fn ago(day: Day, days: i32) -> Day {
    day.plus_days(-i64::from(days))
}

/// Days from one day to a later one.
pub(super) fn days_to(from: Day, to: Day) -> i32 {
    to.number() - from.number()
}

const SHARES: [(usize, Standing); 8] = [
    (204, Standing::Care),
    (16, Standing::Adoption),
    (18, Standing::LeftCare),
    (7, Standing::Adopted),
    (140, Standing::Protection),
    (45, Standing::SteppedDown),
    (295, Standing::Plan),
    (120, Standing::Assessment),
];

fn standings(random: &mut Random, children: usize) -> Vec<Standing> {
    let mut standings = Vec::with_capacity(children);
    for (per_mille, standing) in SHARES {
        standings.extend(std::iter::repeat_n(standing, share(children, per_mille)));
    }
    standings.resize(children, Standing::Closed);
    random.shuffle(&mut standings);
    standings
}

/// When a child became known, came in and left, in days before the day of the lists.
#[derive(Default)]
struct Course {
    started: i32,
    entered: i32,
    left: Option<i32>,
    neglect: bool,
}

fn draw_all(random: &mut Random, standings: &[Standing], day: Day) -> Vec<Child> {
    let count = |wanted: &[Standing]| standings.iter().filter(|s| wanted.contains(s)).count();
    let mut plans = protection_courses(random, count(&[Standing::Protection])).into_iter();
    let in_need = count(&[Standing::Plan, Standing::SteppedDown]);
    let mut long = random.mask(in_need, 140).into_iter();
    let mut draw = |standing| match standing {
        Standing::Protection => plans.next().unwrap_or_default(),
        Standing::Plan => plan(random, long.next().unwrap_or(false)),
        Standing::SteppedDown => stepped_down(random, long.next().unwrap_or(false)),
        Standing::Care | Standing::Adoption | Standing::LeftCare | Standing::Adopted => {
            care(random, standing)
        }
        Standing::Assessment | Standing::Closed | Standing::Known | Standing::Leaver => {
            short(random, standing)
        }
    };
    let courses: Vec<Course> = standings.iter().map(|s| draw(*s)).collect();
    (1..)
        .zip(standings.iter().zip(courses))
        .map(|(number, (standing, course))| person(random, number, *standing, &course, day))
        .collect()
}

/// Plans of a year and more are counted out, so that their share is known.
fn protection_courses(random: &mut Random, plans: usize) -> Vec<Course> {
    let neglect = share(plans, 450);
    let neglect_long = share(neglect, 42);
    let neglect_longest = neglect_long / 2;
    let longest = share(plans, 43).saturating_sub(neglect_longest);
    let mut courses: Vec<Course> = (0..plans)
        .map(|place| {
            let is_neglect = place < neglect;
            let in_kind = if is_neglect { place } else { place - neglect };
            let entered =
                if is_neglect && in_kind < neglect_longest || !is_neglect && in_kind < longest {
                    random.between(745, 1100)
                } else if is_neglect && in_kind < neglect_long {
                    random.between(470, 700)
                } else if is_neglect || random.chance(600) {
                    random.between(5, if is_neglect { 440 } else { 180 })
                } else {
                    random.between(181, 700)
                };
            Course {
                started: entered + random.between(42, 60),
                entered,
                left: None,
                neglect: is_neglect,
            }
        })
        .collect();
    random.shuffle(&mut courses);
    courses
}

fn plan(random: &mut Random, long: bool) -> Course {
    let started = if long {
        random.between(380, 900)
    } else {
        random.between(10, 330)
    };
    Course {
        started,
        entered: started,
        ..Course::default()
    }
}

fn stepped_down(random: &mut Random, long: bool) -> Course {
    let entered = if long {
        random.between(370, 560)
    } else {
        random.between(150, 285)
    };
    Course {
        started: entered + random.between(20, 40),
        entered,
        left: Some(random.between(5, 120)),
        neglect: random.chance(450),
    }
}

fn care(random: &mut Random, standing: Standing) -> Course {
    let (entered, left) = match standing {
        Standing::Adoption if random.chance(420) => (random.between(730, 900), None),
        Standing::Adoption => (random.between(240, 420), None),
        Standing::Adopted => (random.between(920, 1100), Some(random.between(1, 175))),
        Standing::LeftCare => (random.between(190, 2000), Some(random.between(1, 175))),
        Standing::Care if random.chance(200) => (random.between(15, 365), None),
        Standing::Care
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Closed
        | Standing::Known
        | Standing::Leaver => (random.between(366, 3000), None),
    };
    Course {
        started: entered + random.between(30, 400),
        entered,
        left,
        neglect: random.chance(450),
    }
}

fn short(random: &mut Random, standing: Standing) -> Course {
    let left = random.between(1, 175);
    let (started, left) = match standing {
        Standing::Assessment if random.chance(80) => (random.between(77, 120), None),
        Standing::Assessment => (random.between(1, 55), None),
        Standing::Closed => (left + random.between(20, 80), Some(left)),
        Standing::Care
        | Standing::Adoption
        | Standing::LeftCare
        | Standing::Adopted
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Known
        | Standing::Leaver => (random.between(0, 180), None),
    };
    Course {
        started,
        entered: started,
        left,
        neglect: false,
    }
}

fn others(
    random: &mut Random,
    standing: Standing,
    after: usize,
    many: usize,
    day: Day,
) -> Vec<Child> {
    (after + 1..=after + many)
        .map(|number| {
            let course = short(random, standing);
            person(random, number, standing, &course, day)
        })
        .collect()
}

fn person(
    random: &mut Random,
    number: usize,
    standing: Standing,
    course: &Course,
    day: Day,
) -> Child {
    let age = match standing {
        Standing::Leaver => random.between(17 * 366, 24 * 365),
        Standing::Adoption | Standing::Adopted => course.entered + random.between(0, 1000),
        Standing::Care
        | Standing::LeftCare
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Closed
        | Standing::Known => random.between(course.started.min(6000) + 20, 6540),
    };
    let disability = random.weighted(&[(860, "b) No"), (120, "a) Yes"), (20, "c) Unknown")]);
    let need = if disability == "a) Yes" && random.chance(500) {
        "N2 - Child's disability"
    } else {
        random.weighted(&NEEDS)
    };
    let category = if course.neglect {
        "a) Neglect"
    } else {
        random.weighted(&CATEGORIES)
    };
    Child {
        number,
        standing,
        sex: random.weighted(&[
            (510, "a) Male"),
            (480, "b) Female"),
            (10, "c) Not stated/recorded"),
        ]),
        ethnicity: random.weighted(&ETHNICITIES),
        born: ago(day, age),
        disability,
        need,
        category,
        started: ago(day, course.started),
        entered: ago(day, course.entered),
        left: course.left.map(|left| ago(day, left)),
        worker: 0,
    }
}

/// Gives each worker as many open children as their caseload says.
fn allocate(random: &mut Random, children: &mut [Child], staff: &[Worker]) {
    let mut places: Vec<usize> = staff
        .iter()
        .flat_map(|w| std::iter::repeat_n(w.number, w.caseload))
        .collect();
    random.shuffle(&mut places);
    let mut places = places.into_iter();
    let holders = staff.iter().filter(|w| w.holder).count();
    for child in children {
        let place = if child.is_open() { places.next() } else { None };
        child.worker = place.unwrap_or_else(|| random.below(holders) + 1);
    }
}

const NEEDS: [(usize, &str); 6] = [
    (560, "N1 - Abuse or neglect"),
    (90, "N3 - Parental disability or illness"),
    (130, "N4 - Family in acute stress"),
    (140, "N5 - Family dysfunction"),
    (50, "N6 - Socially unacceptable behaviour"),
    (30, "N8 - Absent parenting"),
];

const CATEGORIES: [(usize, &str); 4] = [
    (180, "b) Physical abuse"),
    (70, "c) Sexual abuse"),
    (690, "d) Emotional abuse"),
    (60, "e) Multiple/not recommended"),
];

const ETHNICITIES: [(usize, &str); 9] = [
    (820, "a) WBRI"),
    (50, "d) WOTH"),
    (25, "f) MWBC"),
    (15, "h) MWAS"),
    (25, "i) MOTH"),
    (15, "k) APKN"),
    (15, "m) AOTH"),
    (20, "o) BAFR"),
    (15, "t) NOBT"),
];
