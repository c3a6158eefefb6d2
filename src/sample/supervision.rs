//! Supervision: the log of sessions, the actions agreed in them, and audits of their records.

use crate::calendar::Day;

use super::World;
use super::population::ago;
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};
use super::staff::{NEWLY_QUALIFIED, Worker};

struct Session<'a> {
    number: usize,
    worker: &'a Worker,
    on: Day,
}

/// The same sessions for the log and for the actions: 84 in a hundred workers had one in the last month.
fn sessions(world: &World, day: Day) -> Vec<Session<'_>> {
    let mut random = world.random("supervision sessions");
    let holders = world.holders();
    let missed = random.chosen(&holders, share(holders.len(), 160), |worker| {
        worker.role != NEWLY_QUALIFIED
    });
    let mut held: Vec<(Day, &Worker)> = Vec::new();
    for (worker, missed) in holders.into_iter().zip(missed) {
        let is_new = worker.role == NEWLY_QUALIFIED;
        let mut days = match (is_new, missed) {
            (true, _) => random.between(0, 12),
            (false, true) => random.between(36, 75),
            (false, false) => random.between(0, 26),
        };
        while days < 180 && ago(day, days) > worker.started {
            held.push((ago(day, days), worker));
            days += if is_new {
                random.between(12, 14)
            } else {
                random.between(28, 36)
            };
        }
    }
    held.sort_by_key(|(on, worker)| (*on, worker.number));
    (1..)
        .zip(held)
        .map(|(number, (on, worker))| Session { number, worker, on })
        .collect()
}

/// The supervision log.
pub(super) fn supervisions(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("supervision log");
    let mut written_up = written_up(world, day).into_iter();
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Supervision ID",
            "Worker ID",
            "Child ID",
            "Date of supervision",
            "Supervision type",
            "Reflection",
            "Actions recorded",
            "Wellbeing discussed",
            "Previous actions reviewed",
            "Minutes",
            "Date written up",
        ],
    );
    for session in sessions(world, day) {
        sheet
            .id(b'S', session.number)
            .id(b'W', session.worker.number)
            .blank()
            .day(session.on)
            .text(random.weighted(&[(985, "Personal"), (15, "Group supervision")]))
            .yes(random.chance(640))
            .yes(random.chance(880))
            .yes(random.chance(760))
            .yes(random.chance(450))
            .number(random.between(9, 20) * 5)
            .maybe(written_up.next().flatten())
            .end();
    }
    about_children(world, day, &mut sheet);
    sheet.into_bytes()
}

/// The talks about one child: 84 in a hundred open children had one in three months.
fn about_children(world: &World, day: Day, sheet: &mut Sheet) {
    let mut random = world.random("supervision about children");
    let open = world
        .children
        .iter()
        .filter(|child| child.is_open() && child.worker > 0);
    for child in open {
        let on = ago(day, random.between(0, 85)).max(child.started);
        if on > day || !random.chance(840) {
            continue;
        }
        let written = on.plus_days(i64::from(random.weighted(&[(700, 3), (300, 12)])));
        sheet
            .id(b'S', 100_000 + child.number)
            .id(b'W', child.worker)
            .id(b'C', child.number)
            .day(on)
            .text("Case supervision")
            .yes(random.chance(640))
            .yes(random.chance(880))
            .blank()
            .yes(random.chance(450))
            .number(random.between(3, 8) * 5)
            .maybe(Some(written).filter(|on| *on <= day))
            .end();
    }
}

/// When each session was written up: within five working days for 69 in a hundred.
fn written_up(world: &World, day: Day) -> Vec<Option<Day>> {
    let mut random = world.random("supervision records");
    let sessions = sessions(world, day);
    let in_time = random.mask(sessions.len(), 690);
    sessions
        .into_iter()
        .zip(in_time)
        .map(|(session, in_time)| {
            let (least, most) = if in_time { (0, 5) } else { (9, 24) };
            let after = i64::from(random.between(least, most));
            Some(session.on.plus_days(after)).filter(|on| *on <= day)
        })
        .collect()
}

/// What became of the date and the owner of an action.
#[derive(Clone, Copy)]
struct Agreed {
    owned: bool,
    dated: bool,
}

/// The actions of three months: 41 in a hundred have a date and an owner; of those due, 46 were followed up.
pub(super) fn actions(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("supervision actions");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Action ID",
            "Supervision ID",
            "Date agreed",
            "Owned",
            "Due date",
            "Date closed",
            "Carried forward with reason",
        ],
    );
    let mut sessions = sessions(world, day);
    sessions.retain(|session| session.on > ago(day, 92));
    let agreed: Vec<(&Session<'_>, Agreed)> = sessions
        .iter()
        .flat_map(|session| [session, session])
        .zip(agreed(&mut random, sessions.len() * 2))
        .collect();
    let due_in = random.spread(agreed.len(), 7, 35);
    let due = |(session, agreed): &(&Session<'_>, Agreed), days: i32| {
        agreed.dated.then(|| session.on.plus_days(i64::from(days)))
    };
    let rows: Vec<_> = agreed
        .iter()
        .zip(due_in)
        .map(|(row, days)| (row, due(row, days)))
        .collect();
    let is_due = |due: Option<Day>| due.is_some_and(|due| due < day);
    let fallen_due = rows.iter().filter(|(_, due)| is_due(*due)).count();
    let followed = random.chosen(&rows, share(fallen_due, 460), |(_, due)| is_due(*due));
    for ((number, ((session, agreed), due)), followed) in (1..).zip(rows).zip(followed) {
        let carried = followed && random.chance(250);
        let closed = due.filter(|_| followed && !carried);
        sheet
            .id(b'T', number)
            .id(b'S', session.number)
            .day(session.on)
            .yes(agreed.owned)
            .maybe(due)
            .maybe(closed.map(|on| ago(on, random.between(0, 5)).max(session.on)))
            .yes(carried)
            .end();
    }
    sheet.into_bytes()
}

fn agreed(random: &mut Random, actions: usize) -> Vec<Agreed> {
    let both = random.mask(actions, 410);
    both.into_iter()
        .map(|both| match (both, random.chance(600)) {
            (true, _) => Agreed {
                owned: true,
                dated: true,
            },
            (false, true) => Agreed {
                owned: true,
                dated: false,
            },
            (false, false) => Agreed {
                owned: false,
                dated: random.chance(400),
            },
        })
        .collect()
}

/// The audit of supervision records, which is kinder than the log: 83 in a hundred dated and owned.
pub(super) fn audits(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("supervision audits");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Audit ID",
            "Audit date",
            "Reflective",
            "Challenge evident",
            "Actions dated",
            "Actions owned",
            "Previous actions followed up",
            "Child in focus",
            "Wellbeing considered",
            "Learning needs discussed",
            "Drift noticed and challenged",
        ],
    );
    let mut of_drift = world.random("drift in supervision audits");
    let rows = world.part(32, 12);
    let reflective = random.mask(rows, 630);
    let dated_and_owned = random.mask(rows, 830);
    for (number, (reflective, both)) in (1..).zip(reflective.into_iter().zip(dated_and_owned)) {
        let dated = both || random.chance(400);
        sheet
            .id(b'V', number)
            .day(ago(day, random.between(1, 175)))
            .yes(reflective)
            .yes(random.chance(550))
            .yes(dated)
            .yes(both || !dated)
            .yes(random.chance(600))
            .yes(random.chance(840))
            .yes(random.chance(780))
            .yes(random.chance(640))
            .yes(of_drift.chance(480))
            .end();
    }
    sheet.into_bytes()
}
