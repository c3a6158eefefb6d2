//! Care leavers, children with a plan of adoption, and adopters.

use crate::calendar::Day;

use super::World;
use super::care::placed_on;
use super::population::{Child, Standing, ago, days_to};
use super::random::share;
use super::sheet::{Dates, Sheet};

const IN_TOUCH: &str = "a) Yes";
const OUT_OF_TOUCH: &str = "b) No";
const QUALIFYING: &str = "c) Qualifying care leaver";
const ELSEWHERE: [(usize, &str); 3] = [(2, "d) Refu"), (1, "e) NREQ"), (1, "f) Rhom")];

/// What list 9 says of one young person, for the lists that must say the same.
pub(super) struct InTouch<'a> {
    pub(super) child: &'a Child,
    /// Came to the country alone.
    pub(super) asylum: bool,
    /// The authority is in touch.
    pub(super) reached: bool,
    /// An adviser must visit: under 21, more than merely qualifying for advice, and not turned down.
    pub(super) must_be_visited: bool,
    /// The latest contact.
    pub(super) contact: Day,
}

/// List 9.
pub(super) fn care_leavers(world: &World, day: Day) -> Vec<u8> {
    list_9(world, day).0.into_bytes()
}

/// The young people of list 9, with what it says of them.
pub(super) fn in_touch(world: &World, day: Day) -> Vec<InTouch<'_>> {
    list_9(world, day).1
}

/// In touch with 94 in a hundred; of those aged 19 to 21, 87 well housed, 51 learning or working.
fn list_9(world: &World, day: Day) -> (Sheet, Vec<InTouch<'_>>) {
    let mut random = world.random("care leavers");
    let mut sheet = Sheet::of_children(&[
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Does the Child have a Disability",
        "Allocated Team",
        "Allocated Worker",
        "Allocated Personal Advisor",
        "Eligibility Category",
        "Latest Pathway Plan Review Date",
        "LA in Touch",
        "Latest Date of Contact",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ]);
    let leavers = &world.leavers;
    let in_touch = touch(world);
    let counted = |c: &Child| (19..=21).contains(&c.age(day));
    let rows: Vec<(&Child, bool)> = leavers
        .iter()
        .zip(in_touch.iter().map(|t| *t == IN_TOUCH))
        .collect();
    let aged = leavers.iter().filter(|c| counted(c)).count();
    let suitable = random.chosen(&rows, share(aged, 870), |(c, touch)| counted(c) && *touch);
    let busy = random.chosen(leavers, share(aged, 510), counted);
    let unreviewed = random.mask(leavers.len(), 110);
    let rest = in_touch
        .into_iter()
        .zip(suitable.into_iter().zip(busy))
        .zip(unreviewed);
    let mut written = Vec::new();
    for (child, ((touch, (suitable, busy)), unreviewed)) in leavers.iter().zip(rest) {
        let contact = ago(
            day,
            random.between(1, if touch == IN_TOUCH { 55 } else { 300 }),
        );
        let review = if unreviewed {
            random.between(195, 300)
        } else {
            random.between(3, 170)
        };
        let at_ease = suitable || !counted(child) && random.chance(900);
        let busy = busy || !counted(child) && random.chance(520);
        let asylum = random.chance(60);
        sheet
            .child(child, day)
            .a_yes(asylum)
            .text(child.disability)
            .text("Leaving care team")
            .blank()
            .blank()
            .text(eligibility(child.age(day), child.number))
            .day(ago(day, review))
            .text(touch)
            .day(contact);
        if touch == IN_TOUCH {
            sheet
                .text(random.weighted(if at_ease { &SUITABLE } else { &UNSUITABLE }))
                .text(if at_ease {
                    "a) Suitable"
                } else {
                    "b) Unsuitable"
                });
        } else {
            sheet.text("R: Residence not known").blank();
        }
        sheet
            .text(random.weighted(if busy { &BUSY } else { &NOT_BUSY }))
            .end();
        written.push(InTouch {
            child,
            asylum,
            reached: touch == IN_TOUCH,
            must_be_visited: child.age(day) < 21
                && (touch == IN_TOUCH || touch == OUT_OF_TOUCH)
                && eligibility(child.age(day), child.number) != QUALIFYING,
            contact,
        });
    }
    (sheet, written)
}

/// Of those who have not turned the authority down, 94 in a hundred are in touch.
fn touch(world: &World) -> Vec<&'static str> {
    let mut random = world.random("in touch");
    let all = world.leavers.len();
    let turned_down = random.mask(all, 20);
    let asked = turned_down.iter().filter(|down| !**down).count();
    let mut reached = random.mask(asked, 944).into_iter();
    turned_down
        .into_iter()
        .map(
            |down| match (down, down || reached.next().unwrap_or(false)) {
                (true, _) => random.weighted(&ELSEWHERE),
                (false, true) => IN_TOUCH,
                (false, false) => OUT_OF_TOUCH,
            },
        )
        .collect()
}

fn eligibility(age: i32, number: usize) -> &'static str {
    match age {
        ..18 => "a) Relevant child",
        _ if number.is_multiple_of(12) => QUALIFYING,
        _ => "b) Former relevant child",
    }
}

const SUITABLE: [(usize, &str); 6] = [
    (400, "U: Independent living"),
    (
        200,
        "D: Semi-independent, transitional accommodation and self-contained accommodation",
    ),
    (150, "Z: With former foster carers"),
    (120, "B: Parents/relatives"),
    (80, "E: Supported lodgings"),
    (50, "T: Foyers and similar supported accommodation"),
];
const UNSUITABLE: [(usize, &str); 4] = [
    (350, "X: In custody"),
    (300, "S: No fixed abode / homeless"),
    (200, "V: Emergency accommodation"),
    (150, "K: Ordinary lodgings, without formal support"),
];
const BUSY: [(usize, &str); 5] = [
    (80, "F1: Full time in higher education"),
    (330, "F2: Full time in education other than higher"),
    (
        120,
        "F4: Young person engaged full time in an apprenticeship",
    ),
    (
        330,
        "F5: Young person engaged full time in training or employment (not apprenticeship)",
    ),
    (
        140,
        "P5: Young person engaged part time in training or employment (not apprenticeship)",
    ),
];
const NOT_BUSY: [(usize, &str); 3] = [
    (
        280,
        "G4: Not in education, employment or training - illness or disability",
    ),
    (560, "G5: Not in education, employment or training - other"),
    (
        160,
        "G6: Not in education, employment or training - pregnancy or parenting",
    ),
];

/// When the steps towards one child's adoption fall, some of them after the day of the list.
pub(super) struct Adoption<'a> {
    child: &'a Child,
    /// The agency decided that the child should be placed for adoption.
    pub(super) decided: Day,
    ordered: Day,
    /// The match was agreed.
    pub(super) matched: Day,
    placed: Day,
}

/// The steps of list 10, for the lists that must say the same.
pub(super) fn adoptions(world: &World) -> Vec<Adoption<'_>> {
    let mut random = world.random("adoption");
    let children = world.of(&[Standing::Adoption, Standing::Adopted]);
    children
        .into_iter()
        .map(|child| {
            let decided = child.entered.plus_days(i64::from(random.between(140, 230)));
            let ordered = decided.plus_days(i64::from(random.between(20, 70)));
            let placed = placed_on(child);
            Adoption {
                child,
                decided,
                ordered,
                matched: ago(placed, random.between(10, 35)),
                placed,
            }
        })
        .collect()
}

/// List 10.
pub(super) fn adoption(world: &World, day: Day) -> Vec<u8> {
    let all = super::sheet::ABOUT_THE_CHILD;
    let mut headings = vec!["Child Unique ID", "Family identifier"];
    headings.extend(all.iter().skip(1));
    headings.extend([
        "Does the Child have a Disability",
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
        "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ]);
    let mut sheet = Sheet::new(Dates::DayFirst, &headings);
    for steps in adoptions(world) {
        let Adoption {
            child,
            decided,
            ordered,
            matched,
            placed,
        } = steps;
        let happened = |on: Day| Some(on).filter(|on| *on <= day);
        // The plan changed for every sixth child who waits: an end date that nobody writes says nothing.
        let changed = placed > day && child.number.is_multiple_of(6);
        let reversed = changed.then(|| ago(day, 12));
        sheet
            .id(b'C', child.number)
            .id(b'F', child.number)
            .text(child.sex)
            .text(child.ethnicity)
            .day(child.born)
            .number(child.age(day))
            .text(child.disability)
            .day(child.entered)
            .day(decided)
            .maybe(happened(ordered))
            .maybe(happened(matched))
            .maybe(happened(placed))
            .maybe(child.left)
            .maybe(reversed)
            .text(if changed { "d) Any other reason" } else { "" })
            .blank()
            .end();
    }
    sheet.into_bytes()
}

/// List 11.
pub(super) fn adopters(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("adopters");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Individual adopter identifier",
            "Family identifier",
            "Gender",
            "Ethnicity",
            "Disability",
            "Is the (prospective) adopter fostering for adoption?",
            "Date enquiry received",
            "Date Stage 1 started",
            "Date Stage 1 ended",
            "Date Stage 2 started",
            "Date Stage 2 ended",
            "Date application submitted",
            "Date application approved",
            "Date adopter matched with child(ren)",
            "Date child/children placed with adopter(s)",
            "No. of children placed",
            "Date of Adoption Order",
            "Date of leaving adoption process",
            "Reason for leaving adoption process",
        ],
    );
    for number in 1..=world.part(20, 2) {
        let enquired = ago(day, random.between(30, 700));
        let mut on = enquired;
        sheet
            .id(b'A', number)
            .id(b'F', 500_000 + number.div_ceil(2))
            .text(if number % 2 == 0 {
                "a) Male"
            } else {
                "b) Female"
            })
            .text("a) WBRI")
            .text("b) No")
            .a_yes(random.chance(150))
            .day(enquired);
        for (least, most) in [
            (10, 30),
            (50, 70),
            (1, 20),
            (100, 130),
            (0, 0),
            (10, 30),
            (60, 200),
            (10, 30),
        ] {
            on = on.plus_days(i64::from(random.between(least, most)));
            sheet.maybe(Some(on).filter(|on| *on <= day));
        }
        if on <= day {
            sheet.number(1);
        } else {
            sheet.blank();
        }
        let left = random.chance(80) && days_to(enquired, day) < 90;
        sheet
            .blank()
            .maybe(left.then(|| ago(day, random.between(1, 25)).max(enquired)))
            .text(if left {
                "1 - Adopter withdrew from process"
            } else {
                ""
            })
            .end();
    }
    sheet.into_bytes()
}
