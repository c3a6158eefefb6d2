//! The workforce of the invented authority, as many as its children need.

use std::collections::BTreeMap;

use crate::calendar::Day;

use super::World;
use super::population::ago;
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// A worker, by number alone.
pub(super) struct Worker {
    /// Printed as `W0042`.
    pub(super) number: usize,
    pub(super) role: &'static str,
    /// Tenths of a full-time post.
    tenths: i32,
    agency: bool,
    /// Has a caseload.
    pub(super) holder: bool,
    pub(super) caseload: usize,
    qualified: bool,
    pub(super) started: Day,
    left: Option<Day>,
}

/// The role of a worker in their first months.
pub(super) const NEWLY_QUALIFIED: &str = "Newly qualified social worker";
const SOCIAL_WORKER: &str = "Social worker";
const SENIOR: &str = "Senior social worker";
const TEAM_MANAGER: &str = "Team manager";
/// How many more children than full-time workers a caseload list is planned for, in hundredths.
const AVERAGE_CASELOAD: usize = 1462;

const TEAMS: usize = 12;

/// The team of a worker.
pub(super) fn team(worker: usize) -> String {
    format!("Team {:02}", worker % TEAMS + 1)
}

/// Everyone in post, those with a caseload first, then those who left in the last year.
pub(super) fn build(random: &mut Random, open: usize, day: Day) -> Vec<Worker> {
    let caseloads = caseloads(random, open);
    let holders = caseloads.len();
    let newly = share(holders, 80);
    let mut posts: Vec<(&str, usize)> = (0..holders)
        .zip(caseloads)
        .map(|(place, caseload)| match place {
            _ if place < newly => (NEWLY_QUALIFIED, caseload),
            _ if place % 4 == 0 => (SENIOR, caseload),
            _ => (SOCIAL_WORKER, caseload),
        })
        .collect();
    posts.extend(without_caseload(holders).into_iter().map(|role| (role, 0)));
    let mut staff: Vec<Worker> = (1..)
        .zip(posts)
        .map(|(number, (role, caseload))| worker(random, number, role, caseload, day))
        .collect();
    contracts(random, &mut staff, holders);
    let permanent = staff.iter().filter(|w| w.qualified && !w.agency).count();
    let after = staff.len();
    for number in (after + 1..).take(share(permanent, 105)) {
        let mut leaver = worker(random, number, SOCIAL_WORKER, 0, day);
        leaver.holder = false;
        leaver.started = ago(day, random.between(500, 2500));
        leaver.left = Some(ago(day, random.between(10, 340)));
        staff.push(leaver);
    }
    staff
}

/// How many present team managers there are.
pub(super) fn team_managers(staff: &[Worker]) -> usize {
    staff.iter().filter(|w| w.role == TEAM_MANAGER).count()
}

/// Workers still in post.
pub(super) fn present(staff: &[Worker]) -> usize {
    staff.iter().filter(|w| w.left.is_none()).count()
}

/// Caseloads that add up to the open children; 18 in 100 workers have more than 20.
fn caseloads(random: &mut Random, open: usize) -> Vec<usize> {
    let holders = (open * 100 / AVERAGE_CASELOAD).max(1);
    let high = random.mask(holders, 180);
    let ordinary = random.spread(holders, 9, 17);
    let heavy = random.spread(holders, 21, 23);
    let mut loads: Vec<usize> = high
        .into_iter()
        .zip(ordinary.into_iter().zip(heavy))
        .map(|(high, (ordinary, heavy))| if high { heavy } else { ordinary })
        .map(|load| usize::try_from(load).unwrap_or(0))
        .collect();
    let mut total: usize = loads.iter().sum();
    while total != open {
        let before = total;
        for load in loads.iter_mut().filter(|load| **load <= 17) {
            if total < open && *load < 17 {
                *load += 1;
                total += 1;
            } else if total > open && *load > 0 {
                *load -= 1;
                total -= 1;
            }
        }
        if total == before {
            break;
        }
    }
    loads
}

fn without_caseload(holders: usize) -> Vec<&'static str> {
    let roles = [
        (TEAM_MANAGER, (holders / 7).max(2)),
        ("Independent reviewing officer", (holders / 14).max(1)),
        ("Personal adviser", (holders / 9).max(1)),
        ("Family support worker", (holders / 5).max(1)),
        ("Service manager", (holders / 14).max(3)),
        ("Head of service", 5),
        ("Assistant director", 2),
        ("Director", 1),
    ];
    roles
        .into_iter()
        .flat_map(|(role, many)| std::iter::repeat_n(role, many))
        .collect()
}

fn worker(
    random: &mut Random,
    number: usize,
    role: &'static str,
    caseload: usize,
    day: Day,
) -> Worker {
    let since = if role == NEWLY_QUALIFIED {
        random.between(40, 170)
    } else {
        random.between(200, 3000)
    };
    Worker {
        number,
        role,
        tenths: 10,
        agency: false,
        holder: matches!(role, SOCIAL_WORKER | SENIOR | NEWLY_QUALIFIED),
        caseload,
        qualified: !matches!(role, "Personal adviser" | "Family support worker"),
        started: ago(day, since),
        left: None,
    }
}

/// One holder in ten works four days a week; 15 in 100 qualified workers are from agencies.
fn contracts(random: &mut Random, staff: &mut [Worker], holders: usize) {
    let qualified = staff.iter().filter(|w| w.qualified).count();
    let part_time = random.mask(holders, 100);
    for (worker, part_time) in staff.iter_mut().zip(part_time) {
        worker.tenths = if part_time { 8 } else { 10 };
    }
    let agency = random.chosen(staff, share(qualified, 150), |w| {
        matches!(w.role, SOCIAL_WORKER | SENIOR) && w.tenths == 10
    });
    for (worker, agency) in staff.iter_mut().zip(agency) {
        worker.agency = agency;
    }
}

/// The list of workers.
pub(super) fn workers(world: &World, _day: Day) -> Vec<u8> {
    let mut random = world.random("workers");
    let mut qualified = world.random("qualified");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Worker ID",
            "Role",
            "Team",
            "Date started",
            "Date left",
            "FTE",
            "Agency",
            "Newly qualified",
            "Case holder",
            "Caseload",
            "Qualified social worker",
            "Days sick",
            "Date qualified",
        ],
    );
    for worker in &world.staff {
        let caseload = i32::try_from(worker.caseload).unwrap_or(i32::MAX);
        sheet
            .id(b'W', worker.number)
            .text(worker.role)
            .text(&team(worker.number))
            .day(worker.started)
            .maybe(worker.left)
            .tenths(worker.tenths)
            .yes(worker.agency)
            .yes(worker.role == NEWLY_QUALIFIED)
            .yes(worker.holder);
        if worker.holder {
            sheet.number(caseload);
        } else {
            sheet.blank();
        }
        sheet
            .yes(worker.qualified)
            .number(random.between(0, 14))
            .maybe(qualified_on(&mut qualified, worker))
            .end();
    }
    sheet.into_bytes()
}

/// An agency sends nobody with less than three years since qualifying.
fn qualified_on(random: &mut Random, worker: &Worker) -> Option<Day> {
    let before = if worker.role == NEWLY_QUALIFIED {
        random.between(20, 110)
    } else {
        random.between(1130, 7000)
    };
    worker.qualified.then(|| ago(worker.started, before))
}

/// The list of posts: one for each worker in post, and the vacant ones.
pub(super) fn posts(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("posts");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Post ID",
            "Post title",
            "Team",
            "Filled by",
            "FTE",
            "Leadership post",
            "Date filled",
            "Vacant from",
            "Direct reports",
        ],
    );
    let reports = direct_reports(&world.staff);
    let mut post = 0;
    for worker in world.staff.iter().filter(|w| w.left.is_none()) {
        post += 1;
        let leads = leads(worker.role);
        let interim = worker.role == "Assistant director" && post % 2 == 0;
        let filled = match (worker.agency, interim) {
            (true, _) => "Agency",
            (false, true) => "Interim",
            (false, false) => "Permanent",
        };
        sheet
            .id(b'P', post)
            .text(worker.role)
            .text(&team(worker.number))
            .text(filled)
            .tenths(worker.tenths)
            .yes(leads)
            .day(worker.started)
            .blank();
        match reports.get(&worker.number) {
            Some(reports) => sheet.number(*reports),
            None => sheet.blank(),
        };
        sheet.end();
    }
    for _ in 0..share(world.holders().len(), 50).max(1) {
        post += 1;
        sheet
            .id(b'P', post)
            .text(SOCIAL_WORKER)
            .text(&team(post))
            .text("Vacant")
            .tenths(10)
            .yes(false)
            .blank()
            .day(ago(day, random.between(10, 120)))
            .blank()
            .end();
    }
    sheet.into_bytes()
}

/// How many social workers of the team each of its managers manages, as evenly as can be.
fn direct_reports(staff: &[Worker]) -> BTreeMap<usize, i32> {
    let mut managers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for manager in staff.iter().filter(|w| w.role == TEAM_MANAGER) {
        let of_team = managers.entry(team(manager.number)).or_default();
        of_team.push(manager.number);
    }
    let mut reports: BTreeMap<usize, i32> = managers.values().flatten().map(|m| (*m, 0)).collect();
    // A team without a manager of its own is shared out among the managers of the others.
    let all: Vec<usize> = reports.keys().copied().collect();
    for (place, worker) in staff.iter().filter(|w| w.holder).enumerate() {
        let of_team = managers.get(&team(worker.number)).unwrap_or(&all);
        let manager = of_team.get(place / TEAMS % of_team.len().max(1));
        if let Some(count) = manager.and_then(|manager| reports.get_mut(manager)) {
            *count += 1;
        }
    }
    reports
}

fn leads(role: &str) -> bool {
    matches!(
        role,
        "Service manager" | "Head of service" | "Assistant director" | "Director"
    )
}

/// The training log: the practice framework first, 93 in 100 workers trained, and two other courses.
pub(super) fn training(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("training");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Worker ID",
            "Course",
            "Date of training",
            "Training expires",
        ],
    );
    let mut holders = world.holders();
    holders.retain(|worker| worker.started < ago(day, 5));
    let trained = random.mask(holders.len(), 930);
    for (worker, trained) in holders.into_iter().zip(trained) {
        let courses = [
            ("Practice framework", trained),
            ("Safeguarding", true),
            ("Safety planning", random.chance(550)),
        ];
        let earliest = worker.started.min(ago(day, 5));
        for (course, _) in courses.into_iter().filter(|(_, taken)| *taken) {
            let on = ago(day, random.between(5, 500)).max(earliest);
            sheet
                .id(b'W', worker.number)
                .text(course)
                .day(on)
                .day(on.plus_months(36))
                .end();
        }
    }
    sheet.into_bytes()
}
