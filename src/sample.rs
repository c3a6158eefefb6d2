//! The lists of an invented authority: any size, the same bytes for the same seed.
//!
//! The lists agree with each other, hold numbers instead of names, and carry faults on purpose, so
//! that a run over them shows every state and the reasons for not knowing.

mod audits;
mod care;
mod carers;
mod court;
mod enquiries;
mod front_door;
mod health;
mod homes;
mod leaving;
mod need;
mod plans;
mod population;
mod practice;
mod random;
mod reviews;
mod risk;
mod sheet;
mod staff;
mod supervision;
mod voice;

use crate::calendar::Day;

use population::World;

/// The seed of the lists that come with the program.
pub const SEED: u64 = 2026;

/// How many children in need the lists that come with the program hold.
pub const CHILDREN: u32 = 1500;

/// How long before as-at the child-level lists were taken, in days.
const ANNEX_A: i64 = 5;
/// How long before as-at most registers were taken, in days.
const REGISTERS: i64 = 7;
/// So old that a training log is stale.
const OLD: i64 = 115;
/// The end of the last whole school year.
const SUMMER_TERM: i64 = 75;
/// The month before: an earlier extract of a list that is taken again each month.
const MONTH_BEFORE: i64 = 35;

/// Writes the lists: for each its path, with `/`, and its bytes, in order of path.
///
/// The dates in them and in their names lie shortly before `as_at`.
pub fn write(seed: u64, children: u32, as_at: Day) -> Vec<(String, Vec<u8>)> {
    let children = usize::try_from(children).unwrap_or(usize::MAX);
    let world = World::new(seed, children, as_at.plus_days(-ANNEX_A));
    let mut files: Vec<(String, Vec<u8>)> = LISTS
        .iter()
        .map(|list| {
            let day = as_at.plus_days(-list.days_old);
            (
                format!("{}-{day}{}", list.name, list.ending),
                (list.write)(&world, day),
            )
        })
        .collect();
    files.sort();
    files
}

/// One list: where it lies, how old it is, and what writes it.
struct List {
    name: &'static str,
    ending: &'static str,
    days_old: i64,
    write: fn(&World, Day) -> Vec<u8>,
}

const fn list(name: &'static str, days_old: i64, write: fn(&World, Day) -> Vec<u8>) -> List {
    List {
        name,
        ending: ".csv",
        days_old,
        write,
    }
}

const LISTS: [List; 64] = [
    list("annex-a/list-01-contacts", ANNEX_A, front_door::contacts),
    list(
        "annex-a/list-02-early-help",
        ANNEX_A,
        front_door::early_help,
    ),
    list("annex-a/list-03-referrals", ANNEX_A, front_door::referrals),
    list(
        "annex-a/list-04-assessments",
        ANNEX_A,
        enquiries::assessments,
    ),
    list("annex-a/list-05-section-47", ANNEX_A, enquiries::enquiries),
    list(
        "annex-a/list-06-children-in-need",
        ANNEX_A,
        need::children_in_need,
    ),
    list(
        "annex-a/list-07-child-protection-plans",
        ANNEX_A,
        need::protection_plans,
    ),
    list(
        "annex-a/list-07-child-protection-plans",
        MONTH_BEFORE,
        need::protection_plans,
    ),
    list(
        "annex-a/list-08-children-in-care",
        ANNEX_A,
        care::children_in_care,
    ),
    list(
        "annex-a/list-09-care-leavers",
        ANNEX_A,
        leaving::care_leavers,
    ),
    list("annex-a/list-10-adoption", ANNEX_A, leaving::adoption),
    list("annex-a/list-11-adopters", ANNEX_A, leaving::adopters),
    list("audits/case-audits", 14, audits::case_audits),
    list("audits/letter-audits", 20, court::letter_audits),
    list("audits/safety-plan-audits", 12, audits::safety_plans),
    list("audits/supervision-audits", 12, supervision::audits),
    list(
        "registers/adoption-decisions",
        ANNEX_A,
        carers::adoption_decisions,
    ),
    list("registers/allegations", REGISTERS, risk::allegations),
    list("registers/care-entries", ANNEX_A, homes::entries),
    list(
        "registers/care-leaver-contacts",
        ANNEX_A,
        carers::advisers_contacts,
    ),
    list(
        "registers/care-proceedings",
        REGISTERS,
        court::care_proceedings,
    ),
    list("registers/care-reviews", ANNEX_A, reviews::of_care),
    list(
        "registers/child-in-need-plan-reviews",
        ANNEX_A,
        reviews::of_need,
    ),
    list(
        "registers/child-protection-conferences",
        REGISTERS,
        enquiries::conferences,
    ),
    list("registers/complaints", REGISTERS, risk::complaints),
    list("registers/core-groups", ANNEX_A, need::core_groups),
    list("registers/deprivation-of-liberty", ANNEX_A, homes::liberty),
    list(
        "registers/edge-of-care-panels",
        REGISTERS,
        court::edge_of_care,
    ),
    list("registers/education-plans", ANNEX_A, plans::education),
    list(
        "registers/education-register",
        REGISTERS,
        plans::education_register,
    ),
    list("registers/escalations", REGISTERS, risk::escalations),
    list("registers/exploitation", REGISTERS, risk::exploitation),
    list(
        "registers/family-group-meetings",
        REGISTERS,
        court::family_meetings,
    ),
    list("registers/foster-carers", REGISTERS, carers::foster_carers),
    list(
        "registers/front-door-decisions",
        ANNEX_A,
        front_door::decisions,
    ),
    list("registers/health-assessments", ANNEX_A, health::assessments),
    list("registers/homeless-16-17", REGISTERS, risk::homeless),
    list("registers/kinship-assessments", REGISTERS, court::kinship),
    list(
        "registers/kinship-assessments-fostering-copy",
        REGISTERS,
        court::kinship_copy,
    ),
    list("registers/management-oversight", ANNEX_A, need::oversight),
    list(
        "registers/missing-episodes",
        REGISTERS,
        risk::missing_episodes,
    ),
    list("registers/pathway-plans", ANNEX_A, plans::pathways),
    list("registers/placements", ANNEX_A, homes::placements),
    list(
        "registers/pre-proceedings",
        REGISTERS,
        court::pre_proceedings,
    ),
    list(
        "registers/private-fostering",
        REGISTERS,
        risk::private_fostering,
    ),
    list(
        "registers/protection-plan-history",
        ANNEX_A,
        reviews::plan_history,
    ),
    List {
        name: "registers/return-interviews",
        ending: ".xlsx",
        days_old: REGISTERS,
        write: risk::return_interviews,
    },
    list("registers/school-attendance", SUMMER_TERM, need::attendance),
    list(
        "registers/school-safeguarding-audits",
        REGISTERS,
        practice::schools,
    ),
    list("registers/sdq-scores", ANNEX_A, health::questionnaires),
    list(
        "registers/serious-incidents",
        REGISTERS,
        risk::serious_incidents,
    ),
    list(
        "registers/strategy-discussions",
        ANNEX_A,
        enquiries::strategy_discussions,
    ),
    list("registers/sufficiency", 40, voice::sufficiency),
    list(
        "registers/unaccompanied-children",
        ANNEX_A,
        homes::unaccompanied,
    ),
    list(
        "registers/unregistered-placements",
        REGISTERS,
        risk::unregistered,
    ),
    list("surveys/family-feedback", 21, voice::families),
    list("surveys/partner-survey", 26, voice::partners),
    list("surveys/staff-survey", 17, voice::staff_survey),
    list("workforce/posts", REGISTERS, staff::posts),
    list(
        "workforce/practice-observations",
        REGISTERS,
        practice::observations,
    ),
    list(
        "workforce/supervision-actions",
        REGISTERS,
        supervision::actions,
    ),
    list(
        "workforce/supervision-log",
        REGISTERS,
        supervision::supervisions,
    ),
    list("workforce/training", OLD, staff::training),
    list("workforce/workers", REGISTERS, staff::workers),
];

#[cfg(test)]
mod tests;
