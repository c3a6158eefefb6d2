//! Contacts, early help and referrals, and what the front door decided.

use crate::calendar::Day;

use super::World;
use super::population::{Child, ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// Lists 1 to 5 hold six months.
pub(super) const SIX_MONTHS: i32 = 180;

struct Contact<'a> {
    child: &'a Child,
    on: Day,
    source: &'static str,
}

/// The same contacts for list 1 and for the decisions made on them.
fn all_contacts(world: &World, day: Day) -> Vec<Contact<'_>> {
    let mut random = world.random("contacts");
    let everyone = world.children.len() + world.known.len();
    let pick = |at: usize| {
        let known = || world.known.get(at.checked_sub(world.children.len())?);
        world.children.get(at).or_else(known)
    };
    let mut contacts: Vec<Contact<'_>> = (0..world.part(1400, 20))
        .filter_map(|_| {
            let child = pick(random.below(everyone))?;
            let on = ago(day, random.between(0, SIX_MONTHS));
            let source = random.weighted(&SOURCES);
            Some(Contact { child, on, source })
        })
        .collect();
    contacts.sort_by_key(|contact| contact.on);
    contacts
}

/// List 1.
pub(super) fn contacts(world: &World, day: Day) -> Vec<u8> {
    let mut sheet = Sheet::of_children(&["Date of Contact", "Contact Source"]);
    for contact in all_contacts(world, day) {
        sheet
            .child(contact.child, day)
            .day(contact.on)
            .text(contact.source)
            .end();
    }
    sheet.into_bytes()
}

/// List 2.
pub(super) fn early_help(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("early help");
    let mut sheet = Sheet::of_children(&[
        "Assessment start date",
        "Assessment completion date",
        "Organisation completing assessment",
    ]);
    for child in world.known.iter().filter(|c| c.number % 2 == 0) {
        let started = ago(day, random.between(0, SIX_MONTHS));
        let ended = started.plus_days(i64::from(random.between(10, 45)));
        let by = random.weighted(&[(40, "Family hub"), (40, "School"), (20, "Health visiting")]);
        sheet
            .child(child, day)
            .day(started)
            .maybe(Some(ended).filter(|on| *on <= day))
            .text(by)
            .end();
    }
    sheet.into_bytes()
}

/// Children in list 6 whose referral, which their start date is, lies in the six months.
pub(super) fn newly_referred(world: &World, day: Day) -> Vec<&Child> {
    let recent = |child: &&Child| days_to(child.started, day) <= SIX_MONTHS;
    world.children.iter().filter(recent).collect()
}

/// List 3: seven in a hundred end there; half the counts of earlier referrals were not filled in.
pub(super) fn referrals(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("referrals");
    let mut sheet = Sheet::of_children(&[
        "Date of referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        "Allocated Team",
        "Allocated Worker",
    ]);
    let taken_on = newly_referred(world, day);
    let ended = share(taken_on.len(), 75);
    let rows = taken_on.len() + world.known.iter().take(ended).len();
    let counts = earlier_referrals(&mut random, rows);
    let taken_on = taken_on
        .into_iter()
        .map(|child| (child, child.started, false));
    let ended = world
        .known
        .iter()
        .take(ended)
        .map(|child| (child, child.started, true));
    for ((child, on, no_further_action), count) in taken_on.chain(ended).zip(counts) {
        sheet
            .child(child, day)
            .day(on)
            .text(random.weighted(&SOURCES))
            .a_yes(no_further_action);
        match count {
            Some(count) => sheet.number(count),
            None => sheet.blank(),
        };
        if no_further_action {
            sheet.blank().blank().end();
        } else {
            sheet.allocated(child.worker).end();
        }
    }
    sheet.into_bytes()
}

fn earlier_referrals(random: &mut Random, rows: usize) -> Vec<Option<i32>> {
    let filled = random.mask(rows, 480);
    let mut again = random.mask(share(rows, 480), 180).into_iter();
    filled
        .into_iter()
        .map(|filled| {
            filled.then(|| i32::from(again.next().unwrap_or(false)) * random.between(1, 2))
        })
        .collect()
}

/// The front door's log: 94 in a hundred decided at once, the network named in 74 of a hundred.
pub(super) fn decisions(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("front door decisions");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Contact ID",
            "Child ID",
            "Date received",
            "Decision date",
            "Threshold",
            "Out of hours",
            "Consent recorded",
            "History considered",
            "Family network named",
        ],
    );
    let contacts = all_contacts(world, day);
    let late = random.chosen(&contacts, share(contacts.len(), 60), |contact| {
        days_to(contact.on, day) > 14
    });
    let mut network = random.mask(contacts.len(), 740).into_iter();
    for ((number, contact), late) in (1..).zip(&contacts).zip(late) {
        let taken = i64::from(if late { random.between(7, 12) } else { 0 });
        let decided = contact.on.plus_days(taken);
        sheet
            .id(b'K', number)
            .id(b'C', contact.child.number)
            .day(contact.on)
            .day(decided)
            .text(random.weighted(&THRESHOLDS))
            .yes(random.chance(120))
            .yes(random.chance(880))
            .yes(random.chance(830))
            .yes(network.next().unwrap_or(false))
            .end();
    }
    sheet.into_bytes()
}

const THRESHOLDS: [(usize, &str); 4] = [
    (330, "Universal services"),
    (300, "Early help"),
    (260, "Child in need"),
    (110, "Child protection"),
];

const SOURCES: [(usize, &str); 11] = [
    (90, "a) 1A: Individual"),
    (30, "b) 1B: Individual"),
    (190, "e) 2A: Schools"),
    (40, "g) 3A: Health services"),
    (40, "h) 3B: Health services"),
    (80, "k) 3E: Health services"),
    (60, "m) 4: Housing"),
    (70, "n) 5A: LA services"),
    (310, "q) 6: Police"),
    (40, "r) 7: Other legal agency"),
    (50, "t) 9: Anonymous"),
];
