//! Registers of risk outside the home, of children whom few look in on, and of allegations.

use crate::calendar::Day;

use super::World;
use super::population::{Child, Standing, ago};
use super::random::share;
use super::sheet::{Dates, Sheet};

/// The missing register, as exported by a spreadsheet that puts the month first.
pub(super) fn missing_episodes(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("missing episodes");
    let mut sheet = Sheet::new(
        Dates::MonthFirst,
        &[
            "Child ID",
            "Missing from date",
            "Date returned",
            "Missing from",
            "Risk assessed",
            "Strategy meeting held",
        ],
    );
    let children = at_risk(world, day);
    let mut rows: Vec<(&Child, Day)> = Vec::new();
    for child in children.into_iter().take(world.part(45, 6)) {
        let episodes = random.weighted(&[(700, 1), (200, 2), (100, 4)]);
        rows.extend((0..episodes).map(|_| (child, ago(day, random.between(2, 300)))));
    }
    rows.sort_by_key(|(child, from)| (*from, child.number));
    for (child, from) in rows {
        sheet
            .id(b'C', child.number)
            .day(from)
            .day(from.plus_days(i64::from(random.between(0, 2))))
            .text(if child.in_care() { "Care" } else { "Home" })
            .yes(random.chance(760))
            .yes(random.chance(300))
            .end();
    }
    sheet.into_bytes()
}

fn at_risk(world: &World, day: Day) -> Vec<&Child> {
    let mut children = world.of(&[Standing::Care, Standing::Protection, Standing::Plan]);
    children.retain(|child| child.age(day) >= 12);
    children
}

/// A workbook whose copying stopped after its first bytes.
pub(super) fn return_interviews(_world: &World, _day: Day) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec();
    bytes.resize(96, 0);
    bytes
}

/// The exploitation panel's list: nine in ten plans reviewed in six weeks.
pub(super) fn exploitation(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("exploitation");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Date opened to panel",
            "Last panel review",
            "Date closed to panel",
            "Risk level",
            "Risk tool used",
            "Parents as partners",
            "Places addressed",
        ],
    );
    let open = world.part(20, 10);
    let late = random.mask(open, 100);
    let closed = std::iter::repeat_n(None, world.part(8, 2));
    let rows = late.into_iter().map(Some).chain(closed);
    for (child, late) in at_risk(world, day).into_iter().rev().zip(rows) {
        let opened = ago(day, random.between(90, 400));
        let reviewed = match late {
            Some(true) => ago(day, random.between(46, 80)),
            Some(false) | None => ago(day, random.between(1, 38)),
        };
        let ended = late.is_none().then(|| reviewed.plus_days(1).min(day));
        sheet
            .id(b'C', child.number)
            .day(opened)
            .day(reviewed)
            .maybe(ended)
            .text(random.weighted(&[(300, "Low"), (450, "Medium"), (250, "High")]))
            .yes(random.chance(930))
            .yes(random.chance(740))
            .yes(random.chance(680))
            .end();
    }
    sheet.into_bytes()
}

/// Homeless young people: none spent a night in bed and breakfast, one in twelve was not assessed jointly.
pub(super) fn homeless(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("homeless");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child reference",
            "Date presented",
            "Joint assessment date",
            "Bed and breakfast nights",
            "Rights explained",
            "Advocate offered",
            "Outcome of presentation",
        ],
    );
    let mut young: Vec<&Child> = world.children.iter().collect();
    young.retain(|child| child.age(day) >= 16 && !child.in_care());
    let rows = world.part(8, 3);
    let unassessed = rows / 12;
    for (place, child) in young.into_iter().take(rows).enumerate() {
        let presented = ago(day, random.between(8, 330));
        let assessed = presented.plus_days(i64::from(random.weighted(&[(850, 0), (150, 2)])));
        let outcome = [
            (350, "Section 17"),
            (300, "Section 20"),
            (350, "Returned home"),
        ];
        sheet
            .id(b'C', child.number)
            .day(presented)
            .maybe(Some(assessed).filter(|_| place >= unassessed))
            .number(0)
            .yes(random.chance(900))
            .yes(random.chance(750))
            .text(random.weighted(&outcome))
            .end();
    }
    sheet.into_bytes()
}

/// Nobody lives in a home that should be registered: the headings alone, which are not all those of the
/// template, for these would say nothing.
pub(super) fn unregistered(_world: &World, _day: Day) -> Vec<u8> {
    let headings = [
        "Child reference",
        "Unregistered placement start date",
        "Unregistered placement end date",
        "Under 16",
        "Last visit by social worker",
        "Senior approval recorded",
        "Ofsted notified",
        "Exit plan",
    ];
    Sheet::new(Dates::DayFirst, &headings).into_bytes()
}

/// No serious incident came to be known: the headings alone, as above.
pub(super) fn serious_incidents(_world: &World, _day: Day) -> Vec<u8> {
    let headings = [
        "Incident reference",
        "Date aware",
        "Date panel notified",
        "Rapid review submitted",
        "Review decision date",
        "Review published",
        "Learning actions",
        "Learning actions closed",
    ];
    Sheet::new(Dates::DayFirst, &headings).into_bytes()
}

/// Private fostering: every child visited within six weeks, and one who has gone home.
pub(super) fn private_fostering(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("private fostering");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Private fostering reference",
            "Child ID",
            "Date notified",
            "Arrangement start date",
            "First visit",
            "Last visit",
            "Child seen alone",
            "Checks completed",
            "Arrangement end date",
        ],
    );
    let children = world.of(&[Standing::Plan]).into_iter().rev();
    let current = world.part(4, 4);
    for (number, child) in (1..=current + 1).zip(children) {
        let notified = ago(day, random.between(60, 500));
        let ended = (number > current).then(|| ago(day, 2));
        sheet
            .id(b'R', number)
            .id(b'C', child.number)
            .day(notified)
            .day(ago(notified, random.between(0, 30)))
            .day(notified.plus_days(i64::from(random.between(2, 7))))
            .day(ago(day, random.between(3, 38)))
            .yes(true)
            .yes(random.chance(700))
            .maybe(ended)
            .end();
    }
    sheet.into_bytes()
}

/// The designated officer's log: 93 in a hundred decided at once; one in eight takes over 90 days.
pub(super) fn allegations(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("allegations");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Allegation ID",
            "Date referred to LADO",
            "LADO decision date",
            "Allegation closed",
            "Allegation outcome",
        ],
    );
    let rows = world.part(30, 12);
    let late = random.mask(rows, 70);
    let long = random.mask(rows, 125);
    for (number, (late, long)) in (1..).zip(late.into_iter().zip(long)) {
        let received = ago(
            day,
            if long {
                random.between(130, 355)
            } else {
                random.between(20, 355)
            },
        );
        let decided = received.plus_days(i64::from(if late { random.between(7, 12) } else { 0 }));
        let took = if long {
            random.between(100, 116)
        } else {
            random.between(15, 85)
        };
        let closed = Some(received.plus_days(i64::from(took))).filter(|on| *on <= day);
        let outcome = [
            (400, "Substantiated"),
            (420, "Unsubstantiated"),
            (180, "Unfounded"),
        ];
        sheet
            .id(b'G', number)
            .day(received)
            .day(decided)
            .maybe(closed)
            .text(closed.map_or("", |_| random.weighted(&outcome)))
            .end();
    }
    sheet.into_bytes()
}

/// The log of challenges: 88 in a hundred settled in 20 working days, and one still open long after.
pub(super) fn escalations(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("escalations");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Escalation ID",
            "Raised by",
            "Date raised",
            "Date resolved",
            "Resolved at",
        ],
    );
    let rows = world.part(28, 12);
    let late = random.chosen(&vec![(); rows], share(rows, 120).saturating_sub(1), |()| {
        true
    });
    for (number, late) in (1..).zip(late) {
        let is_open = number == rows;
        let raised = ago(day, if is_open { 60 } else { random.between(64, 350) });
        let took = if late {
            random.between(36, 60)
        } else {
            random.between(1, 22)
        };
        let resolved = (!is_open).then(|| raised.plus_days(i64::from(took)));
        let level = [
            (500, "Informal"),
            (330, "Team manager"),
            (170, "Service manager"),
        ];
        sheet
            .id(b'X', number)
            .text(random.weighted(&[(550, "IRO"), (250, "CP chair"), (200, "Partner agency")]))
            .day(raised)
            .maybe(resolved)
            .text(resolved.map_or("", |_| random.weighted(&level)))
            .end();
    }
    sheet.into_bytes()
}

/// The complaints log: 92 in a hundred answered in ten working days at the first stage.
pub(super) fn complaints(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("complaints");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Complaint ID",
            "Stage",
            "Date received",
            "Date of response",
            "Made by",
            "Complaint outcome",
            "Learning recorded",
        ],
    );
    let rows = world.part(40, 14);
    let late = random.mask(rows, 80);
    for (number, late) in (1..).zip(late) {
        let is_second = number % 10 == 0;
        let took = if late {
            random.between(22, 40)
        } else {
            random.between(2, 12)
        };
        let received = ago(day, random.between(45, 350));
        let outcome = [(250, "Upheld"), (400, "Partly upheld"), (350, "Not upheld")];
        sheet
            .id(b'B', number)
            .text(if is_second { "Stage 2" } else { "Stage 1" })
            .day(received)
            .day(received.plus_days(i64::from(took)))
            .text(random.weighted(&[
                (700, "Parent"),
                (120, "Child"),
                (100, "Carer"),
                (80, "Care leaver"),
            ]))
            .text(random.weighted(&outcome))
            .yes(random.chance(720))
            .end();
    }
    sheet.into_bytes()
}
