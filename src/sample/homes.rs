//! Where children in care live, how they came there, and who came alone or may not leave.

use crate::calendar::Day;

use super::World;
use super::care::{InCare, in_care};
use super::leaving::in_touch;
use super::population::{Child, Standing, ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// A stay of a child in one home.
struct Home {
    child: usize,
    started: Day,
    ended: Option<Day>,
    kind: &'static str,
    outside: bool,
    /// The latest visit that list 8 knows: nobody visited this home after it.
    visited: Day,
    until: Day,
}

impl Home {
    fn is_of_the_year(&self, day: Day) -> bool {
        days_to(self.started, day) <= 360
    }

    /// A first visit in time could have been made and was not ruled out by list 8.
    fn may_be_visited(&self) -> bool {
        self.visited >= self.started.plus_days(7)
    }

    fn may_be_visited_late(&self) -> bool {
        self.visited >= self.started.plus_days(17) && self.until >= self.started.plus_days(17)
    }

    fn is_with_carers(&self) -> bool {
        matches!(self.kind, FOSTER | KINSHIP)
    }
}

const FOSTER: &str = "Foster care";
const KINSHIP: &str = "Kinship care";
const CHILDRENS_HOME: &str = "Children's home";
/// What list 8 calls a kind of home, and what the placement history does; the first that fits.
const KINDS: [(&str, &str); 7] = [
    ("Foster placement - relative", KINSHIP),
    ("Foster placement", FOSTER),
    ("Placed for adoption", "Placed for adoption"),
    ("Placed with parents", "Placed with parents"),
    ("Homes", CHILDRENS_HOME),
    ("Residential accommodation", "Supported accommodation"),
    ("", "Other"),
];

fn kind_of(child: &InCare<'_>) -> &'static str {
    let fits = |(of_list_8, _): &&(&str, &'static str)| child.kind.contains(of_list_8);
    KINDS.iter().find(fits).map_or("Other", |(_, kind)| kind)
}

/// The homes of the last year, of each child as many as list 8 counts, where the time in care holds them.
fn all_homes(world: &World, random: &mut Random, day: Day) -> Vec<Home> {
    let mut homes = Vec::new();
    for child in in_care(world, day) {
        let until = child.child.left.unwrap_or(day);
        let mut starts = earlier_homes(random, &child, until);
        starts.push(child.moved_in);
        let ends: Vec<Option<Day>> = starts
            .iter()
            .skip(1)
            .map(|next| Some(*next))
            .chain([child.child.left])
            .collect();
        let latest = starts.len() - 1;
        for (place, (started, ended)) in starts.into_iter().zip(ends).enumerate() {
            let before = [(620, FOSTER), (160, KINSHIP), (220, CHILDRENS_HOME)];
            let is_latest = place == latest;
            homes.push(Home {
                child: child.child.number,
                started,
                ended,
                kind: if is_latest {
                    kind_of(&child)
                } else {
                    random.weighted(&before)
                },
                outside: if is_latest {
                    child.outside
                } else {
                    random.chance(280)
                },
                visited: child.checks.visited,
                until: ended.unwrap_or(day),
            });
        }
    }
    homes
}

/// When the homes before the latest one began, the first of them perhaps before the year.
fn earlier_homes(random: &mut Random, child: &InCare<'_>, until: Day) -> Vec<Day> {
    let entered = child.child.entered;
    let room = days_to(entered, child.moved_in);
    let count = (child.homes - 1).min(room / 14).max(0);
    let of_the_year = ago(until, 365).min(ago(child.moved_in, 30 * count));
    let window = of_the_year.max(entered);
    let width = days_to(window, child.moved_in);
    (0..count)
        .map(|place| match place {
            0 => ago(window, random.between(0, days_to(entered, window).min(900))),
            _ => window.plus_days(i64::from(width * place / count)),
        })
        .collect()
}

/// The placement history: 91 in a hundred new homes visited within a week, and the child asked in 92.
pub(super) fn placements(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("placements");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Placement start date",
            "Placement end date",
            "Date of first visit in placement",
            "Placement type",
            "Out of area placement",
            "Child's wishes on where to live",
            "Host authority notified",
            "Delegated authority recorded",
            "Registered with Ofsted",
            "Miles from home",
            "Placed with siblings",
            "School changed",
        ],
    );
    let homes = all_homes(world, &mut random, day);
    let counted = |may: &dyn Fn(&Home) -> bool| homes.iter().filter(|home| may(home)).count();
    let new = |home: &Home| home.is_of_the_year(day) && days_to(home.started, home.until) >= 7;
    let unvisited = counted(&|home| new(home) && !home.may_be_visited());
    let late = share(counted(&new), 90).saturating_sub(unvisited);
    let late = random.chosen(&homes, late, |home| new(home) && home.may_be_visited_late());
    let not_asked = share(counted(&|home| home.is_of_the_year(day)), 80);
    let not_asked = random.chosen(&homes, not_asked, |home| home.is_of_the_year(day));
    let away = |home: &Home| home.outside && home.is_of_the_year(day);
    let not_told = random.chosen(&homes, share(counted(&away), 35), away);
    let delegates = |home: &Home| home.ended.is_none() && home.is_with_carers();
    let not_delegated = random.chosen(&homes, share(counted(&delegates), 35), delegates);
    let faults = late
        .into_iter()
        .zip(not_asked)
        .zip(not_told.into_iter().zip(not_delegated));
    let mut more = world.random("what children keep when they move");
    for (home, ((late, not_asked), (not_told, not_delegated))) in homes.iter().zip(faults) {
        let after = if late {
            random.between(10, 16)
        } else {
            random.between(0, 6)
        };
        let visit = home.started.plus_days(i64::from(after)).min(home.until);
        sheet
            .id(b'C', home.child)
            .day(home.started)
            .maybe(home.ended)
            .maybe(Some(visit).filter(|on| *on <= home.visited))
            .text(home.kind)
            .yes(home.outside)
            .yes(!not_asked);
        answer(&mut sheet, home.outside.then_some(!not_told));
        answer(&mut sheet, home.is_with_carers().then_some(!not_delegated));
        kept(&mut sheet, &mut more, home);
        sheet.end();
    }
    sheet.into_bytes()
}

/// How far away a home is, and whether brothers, sisters and school were kept: 71 in a hundred live together.
fn kept(sheet: &mut Sheet, random: &mut Random, home: &Home) {
    let (least, most) = if home.outside { (9, 70) } else { (1, 18) };
    let has_siblings = random.chance(450);
    let together = random.chance(710);
    let at_school = random.chance(760);
    let changed = random.chance(130);
    answer(sheet, (!home.is_with_carers()).then_some(true));
    sheet.number(random.between(least, most));
    answer(sheet, has_siblings.then_some(together));
    answer(sheet, at_school.then_some(changed));
}

/// Yes, no, or a blank where there is nothing to ask.
fn answer(sheet: &mut Sheet, yes: Option<bool>) {
    match yes {
        Some(yes) => sheet.yes(yes),
        None => sheet.blank(),
    };
}

/// The first weeks in care: one child in ten has a late care plan.
pub(super) fn entries(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("care entries");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date entered care",
            "Emergency placement",
            "Age at entry to care",
            "Date care plan prepared",
            "Date PEP initiated",
            "Date placement notification sent",
        ],
    );
    let mut children = world.of(&[Standing::Care, Standing::Adoption, Standing::LeftCare]);
    children.retain(|child| days_to(child.entered, day) <= 365);
    let emergencies = random.mask(children.len(), 450);
    let rows: Vec<_> = children.into_iter().zip(emergencies).collect();
    let of_age = |age: i32| (4..=17).contains(&age);
    let settled = |child: &Child| days_to(child.entered, day) > 40;
    let counted = rows.iter().filter(|(child, _)| settled(child)).count();
    let late_plan = random.chosen(&rows, share(counted, 100), |(child, _)| settled(child));
    let urgent = rows.iter().filter(|(_, emergency)| *emergency).count();
    let late_notice = random.chosen(&rows, share(urgent, 35), |(child, emergency)| {
        *emergency && settled(child)
    });
    let late_school = random.chosen(&rows, share(urgent, 30), |(child, emergency)| {
        *emergency && settled(child) && of_age(child.age(child.entered))
    });
    let faults = late_plan.into_iter().zip(late_notice).zip(late_school);
    for ((child, emergency), ((late_plan, late_notice), late_school)) in
        rows.into_iter().zip(faults)
    {
        let mut after = |late: bool, emergency_by: (i32, i32), planned_by: (i32, i32)| {
            let (low, high) = match (late, emergency) {
                (true, _) => (20, 34),
                (false, true) => emergency_by,
                (false, false) => planned_by,
            };
            child
                .entered
                .plus_days(i64::from(random.between(low, high)))
        };
        let plan = after(late_plan, (1, 9), (-12, 0));
        let school = after(late_school, (3, 9), (-5, 8));
        let notice = after(late_notice, (0, 4), (-6, 0));
        let age = child.age(child.entered);
        let happened = |on: Day| Some(on).filter(|on| *on <= day);
        sheet
            .id(b'C', child.number)
            .day(child.entered)
            .yes(emergency)
            .number(age)
            .maybe(happened(plan))
            .maybe(happened(school).filter(|_| of_age(age)))
            .maybe(happened(notice))
            .end();
    }
    sheet.into_bytes()
}

/// Children who may not leave where they live: two, and one whose order has ended.
pub(super) fn liberty(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("liberty");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Date deprivation of liberty authorised",
            "Date deprivation of liberty ended",
            "Alternatives tried",
            "Step-down plan",
        ],
    );
    let mut children = in_care(world, day);
    children.retain(|child| child.child.in_care() && days_to(child.child.entered, day) > 60);
    children.sort_by_key(|child| {
        (
            kind_of(child) != CHILDRENS_HOME,
            child.child.age(day) < 12,
            child.child.number,
        )
    });
    let current = world.part(1, 2);
    for (place, child) in children.into_iter().take(current + 1).enumerate() {
        let ended = (place == current).then(|| ago(day, 20));
        let authorised = ago(day, random.between(25, 150)).max(child.child.entered);
        sheet
            .id(b'C', child.child.number)
            .day(authorised)
            .maybe(ended)
            .yes(true)
            .yes(true)
            .end();
    }
    sheet.into_bytes()
}

/// Children who came to the country alone: one in twelve waited for a lawyer.
pub(super) fn unaccompanied(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("unaccompanied");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date UASC came into care",
            "Date UASC left care",
            "Immigration solicitor appointed",
            "NRM considered",
        ],
    );
    let mut children: Vec<Alone> = in_care(world, day)
        .iter()
        .filter(|child| child.asylum)
        .map(|child| Alone {
            child: child.child.number,
            entered: child.child.entered,
            left: child.child.left,
        })
        .collect();
    children.extend(grown_up(world, &mut random, day));
    let settled = |child: &Alone| child.left.is_none() && days_to(child.entered, day) > 100;
    let counted = children.iter().filter(|child| settled(child)).count();
    let late = random.chosen(&children, share(counted, 80), settled);
    for (child, late) in children.into_iter().zip(late) {
        let after = if late {
            random.between(55, 90)
        } else {
            random.between(4, 38)
        };
        let lawyer = child.entered.plus_days(i64::from(after));
        sheet
            .id(b'C', child.child)
            .day(child.entered)
            .maybe(child.left)
            .maybe(Some(lawyer).filter(|on| *on <= child.left.unwrap_or(day)))
            .yes(true)
            .end();
    }
    sheet.into_bytes()
}

/// A child who came to the country alone.
struct Alone {
    child: usize,
    entered: Day,
    left: Option<Day>,
}

/// Young people of list 9 who came alone and turned 18 in the last three years.
fn grown_up(world: &World, random: &mut Random, day: Day) -> Vec<Alone> {
    in_touch(world, day)
        .iter()
        .filter(|young| young.asylum && (18..=20).contains(&young.child.age(day)))
        .map(|young| {
            let left = young.child.born.plus_months(216);
            Alone {
                child: young.child.number,
                entered: ago(left, random.between(200, 700)),
                left: Some(left),
            }
        })
        .collect()
}
