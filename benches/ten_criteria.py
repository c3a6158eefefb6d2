"""Ten criteria, chosen at random, reckoned a second time in another engine.

Usage: python benches/ten_criteria.py PROGRAM      (in the project's root)
Each reckoning was written by hand from what the criterion asks, in SQL over the sample's files with the headings
that stand in them. Nothing of the program is used but its JSON, to compare with. Ten ids are drawn with a printed
seed from all that have a value on the sample; one that is drawn and has no reckoning here is a failure.
Needs the PyPI package `duckdb`, a development tool only.
"""

import datetime
import json
import random
import re
import subprocess
import sys
from fractions import Fraction

import duckdb

SEED = 2026
AS_AT = "2026-10-05"
KINDS = {"share", "on_time", "up_to_date", "repeat", "per_subject", "duration", "count", "ratio"}

# The bank holidays of 2025 and 2026 that GOV.UK publishes for England and Wales.
HOLIDAYS = """2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
              2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28""".split()

LISTS = {
    "adopters": "annex-a/list-11-adopters-2026-09-30.csv",
    "adoption": "annex-a/list-10-adoption-2026-09-30.csv",
    "assessments": "annex-a/list-04-assessments-2026-09-30.csv",
    "audits": "audits/case-audits-2026-09-21.csv",
    "care": "annex-a/list-08-children-in-care-2026-09-30.csv",
    "challenges": "registers/escalations-2026-09-28.csv",
    "complaints": "registers/complaints-2026-09-28.csv",
    "contacts": "registers/care-leaver-contacts-2026-09-30.csv",
    "entries": "registers/care-entries-2026-09-30.csv",
    "feedback": "surveys/family-feedback-2026-09-14.csv",
    "fostering": "registers/foster-carers-2026-09-28.csv",
    "health": "registers/health-assessments-2026-09-30.csv",
    "homeless": "registers/homeless-16-17-2026-09-28.csv",
    "homes": "registers/placements-2026-09-30.csv",
    "leavers": "annex-a/list-09-care-leavers-2026-09-30.csv",
    "pathways": "registers/pathway-plans-2026-09-30.csv",
    "plans": "annex-a/list-07-child-protection-plans-2026-09-30.csv",
    "plan_history": "registers/protection-plan-history-2026-09-30.csv",
    "pre_proceedings": "registers/pre-proceedings-2026-09-28.csv",
    "private": "registers/private-fostering-2026-09-28.csv",
    "proceedings": "registers/care-proceedings-2026-09-28.csv",
    "questionnaires": "registers/sdq-scores-2026-09-30.csv",
    "reviews": "registers/care-reviews-2026-09-30.csv",
    "safety": "audits/safety-plan-audits-2026-09-23.csv",
    "schools": "registers/school-safeguarding-audits-2026-09-28.csv",
    "staff": "surveys/staff-survey-2026-09-18.csv",
    "supervisions": "workforce/supervision-log-2026-09-28.csv",
    "supply": "registers/sufficiency-2026-08-26.csv",
    "training": "workforce/training-2026-06-12.csv",
    "workers": "workforce/workers-2026-09-28.csv",
}

# Children in care today, but for those on short breaks.
EVER_IN_CARE = """ "Child's Legal Status" not like 'V3%' and "Child's Legal Status" not like 'V4%' """
IN_CARE = f""" "Date Ceased to be Looked After" is null and {EVER_IN_CARE} """


def agree(question, roles, asked_of_all=True):
    """Of the answers of the last 12 months by these roles: those that agree. Few are asked what not all are."""
    whole = "true" if asked_of_all else f'"{question}" is not null'
    return f"""
        select count(*) filter ("{question}" = 'Agree'), count(*) from feedback
        where "I am a" in ({roles}) and {whole}
          and on_day("Date answered") > TODAY - interval 12 month and on_day("Date answered") <= TODAY"""


def in_time(table, start, end, limit, where="true"):
    """Of what should have ended by now: what ended by its limit, and all of it.

    A limit in working days lets in the weekend or holiday that follows the last of them: no further one has gone by.
    """
    return f"""
        with spans as (select on_day("{start}") as began, on_day("{end}") as written from {table} where {where}),
             dated as (select *, {limit} as due, case when written <= TODAY then written end as ended
                       from spans where began <= TODAY)
        select count(*) filter (ended between began and due), count(*) from dated
        where ended is not null or due < TODAY"""


# Each gives what is above the line and what is below it, and its own value if that is no quotient.
# TODAY is where the lists used stop.
RECKONINGS = {
    # Those that are drawn from the rules as they are now.
    "there-are-enough-homes": """
        select count(*) filter ("Homes available"::int >= "Homes needed"::int), count(*) from supply""",
    "children-stay-in-the-same-home": f"""
        select count(*) filter (on_day("Start Date of Most Recent Placement") + interval 24 month <= TODAY
                                or "Placement Type" like '% A3:%' or "Placement Type" like '% A4:%'
                                or "Placement Type" like '% A5:%' or "Placement Type" like '% A6:%'
                                or "Placement Type" = 'b) Placed for adoption'), count(*) from care
        where {IN_CARE} and "Age of Child (Years)"::int < 16
          and on_day("Date Started to be Looked After") + interval 30 month <= TODAY""",
    "few-children-move-home-often": f"""
        select count(*) filter ("Number of Placements in the Last 12 months"::int >= 3), count(*) from care
        where {IN_CARE}""",
    "few-workers-have-over-20-children": """
        select count(*) filter ("Caseload"::int <= 20), count(*) from workers
        where "Case holder" = 'Y' and "Date left" is null and coalesce("Caseload"::int, 1) > 0""",
    "new-social-workers-supervised-fortnightly": """
        with new as (select "Worker ID" as worker, min(on_day("Date started")) as began from workers
                     where ("Role" = 'Newly qualified social worker' or "Newly qualified" = 'Y')
                       and "Date left" is null and on_day("Date started") + interval 6 month > TODAY group by 1),
             last as (select "Worker ID" as worker, max(on_day("Date of supervision")) as held from supervisions
                      where on_day("Date of supervision") <= TODAY group by 1)
        select count(*) filter (held + interval 14 day >= TODAY), count(*) from new left join last using (worker)
        where held is not null or began + interval 14 day < TODAY""",
    "staff-say-caseloads-are-manageable": """
        select count(*) filter ("My caseload is manageable" = 'Agree'), count("My caseload is manageable") from staff
        where on_day("Date answered") > TODAY - interval 12 month and on_day("Date answered") <= TODAY""",
    "staff-say-they-can-raise-concerns": """
        select count(*) filter ("I can raise concerns" = 'Agree'), count(*) from staff
        where on_day("Date answered") > TODAY - interval 12 month and on_day("Date answered") <= TODAY
          and coalesce("Role group", '') not like '%eader%'""",
    "audits-find-management-oversight": """
        select count(*) filter ("Management oversight" = 'Y'), count(*) from audits
        where on_day("Audit date") > TODAY - interval 6 month and on_day("Audit date") <= TODAY""",
    "children-are-asked-where-to-live": """
        select count(*) filter ("Child's wishes on where to live" = 'Y'), count(*) from homes
        where on_day("Placement start date") > TODAY - interval 12 month
          and on_day("Placement start date") <= TODAY""",
    "children-are-asked-who-matters-to-them": agree("Somebody asked me who matters to me", "'Child'"),
    "families-are-treated-with-respect": agree("I am treated with respect", "'Child', 'Parent'"),
    "relatives-worries-are-heard": agree("I feel listened to", "'Family network member'"),
    "long-neglect-comes-to-a-legal-decision": """
        with children as (select distinct "Child Unique ID" as child from plans
                          where "Child Protection Plan End Date" is null
                            and ("Latest Category of Abuse" ilike '%neglect%'
                                 or "Latest Category of Abuse" ilike '%multiple%')
                            and on_day("Child Protection Plan Start Date") + interval 15 month <= TODAY),
             decided as (select distinct "Child ID" as child from pre_proceedings
                         where on_day("Date decision made to enter pre-proceedings") > TODAY - interval 12 month
                           and on_day("Date decision made to enter pre-proceedings") <= TODAY)
        select count(decided.child), count(*) from children left join decided using (child)""",
    "workers-trained-in-the-practice-framework": """
        with holders as (select distinct "Worker ID" as worker from workers
                         where "Case holder" = 'Y' and "Date left" is null),
             trained as (select distinct "Worker ID" as worker from training
                         where "Course" = 'Practice framework' and on_day("Date of training") <= TODAY)
        select count(trained.worker), count(*) from holders left join trained using (worker)""",
    "care-proceedings-end-within-26-weeks": in_time(
        "proceedings", "Date proceedings issued", "Date of final order", "began + interval 181 day",
        """on_day("Date of final order") is null or on_day("Date of final order") > TODAY - interval 365 day"""),
    "family-meetings-are-offered-before-court": """
        select count(*) filter ("Family group meeting offered" = 'Y'), count(*) from pre_proceedings
        where (on_day("Date agreed to step down/issue") is null
               or on_day("Date agreed to step down/issue") > TODAY - interval 365 day)
          and coalesce("Reason not to offer recorded", 'N') = 'N'""",
    "adopters-finish-stage-one-in-two-months": in_time(
        "adopters", "Date Stage 1 started", "Date Stage 1 ended", "began + interval 2 month",
        """"Date of leaving adoption process" is null and "Date Stage 1 started" is not null
           and coalesce(on_day("Date Stage 1 ended"), TODAY) > TODAY - interval 12 month"""),
    # What children, parents and staff say, and how homes were chosen.
    "children-who-were-missing-say-somebody-listened": agree(
        "Somebody listened to me when I came back", "'Child'", asked_of_all=False),
    "children-know-where-they-will-grow-up": agree(
        "I know where I will live until I grow up", "'Child'", asked_of_all=False),
    "families-say-that-promises-are-kept": agree("Things are done when they were promised", "'Child', 'Parent'"),
    "families-get-an-answer-soon": agree(
        "We got an answer soon when we asked for help", "'Parent'", asked_of_all=False),
    "parents-are-told-why-there-was-an-enquiry": agree(
        "I was told why there was an enquiry and what came of it", "'Parent'", asked_of_all=False),
    "staff-say-that-audits-help-them-learn": """
        select count(*) filter ("Audits help me learn" = 'Agree'), count("Audits help me learn") from staff
        where on_day("Date answered") > TODAY - interval 12 month and on_day("Date answered") <= TODAY""",
    "audits-find-homes-chosen-for-the-child": """
        select count(*) filter ("Home chosen for the child's needs" = 'Y'), count(*) from audits
        where "Theme" = 'Children in care'
          and on_day("Audit date") > TODAY - interval 12 month and on_day("Audit date") <= TODAY""",
    # Those of an earlier draw.
    "average-caseload-no-higher-than-england": """
        select sum("Caseload"::decimal(9, 1)), sum("FTE"::decimal(9, 1)) from workers
        where "Case holder" = 'Y' and "Caseload"::decimal(9, 1) > 0
          and (on_day("Date left") is null or on_day("Date left") > TODAY)""",
    "disabled-childrens-plans-cover-their-vulnerability": """
        select count(*) filter ("Vulnerabilities addressed" = 'Y'), count(*) from safety
        where "Disabled child" = 'Y' and on_day("Audit date") > TODAY - interval 6 month""",
    "letters-before-proceedings-go-out-promptly": in_time(
        "pre_proceedings", "Date decision made to enter pre-proceedings", "Pre-proceedings letter date",
        "working_days_after(began, 5)",
        """on_day("Date agreed to step down/issue") is null
           or on_day("Date agreed to step down/issue") > TODAY - interval 365 day"""),
    "long-term-foster-homes-are-agreed": """
        select count(*) filter ("Placement Type" like '%U1:%' or "Placement Type" like '%U4:%'), count(*) from care
        where "Date Ceased to be Looked After" is null
          and "What is the permanence plan for this child?" = 'f) Long-term fostering'""",
    "private-fostering-first-visits-in-seven-working-days": in_time(
        "private", "Date notified", "First visit", "working_days_after(began, 7)",
        """on_day("Arrangement end date") is null
           or on_day("Arrangement end date") > TODAY - interval 365 day"""),
    "audits-find-records-up-to-date": """
        select count(*) filter ("Case recording up to date" = 'Y'), count(*) from audits
        where on_day("Audit date") > TODAY - interval 6 month and on_day("Audit date") <= TODAY""",
    "children-have-a-plan-for-a-lasting-home": f"""
        select count(*) filter ("What is the permanence plan for this child?" not ilike '%other%'), count(*) from care
        where {IN_CARE} and on_day("Date Started to be Looked After") < TODAY - interval 137 day""",
    "pathway-plans-are-reviewed-after-a-move": """
        with moves as (select on_day("Date of last move") as moved, on_day("Pathway plan last reviewed") as reviewed
                       from pathways)
        select count(*) filter (reviewed <= TODAY and reviewed - moved >= 28), count(*) from moves
        where moved between TODAY - interval 84 day and TODAY - interval 42 day""",
    "poverty-is-told-apart-from-neglect": """
        select count(*) filter ("Poverty considered" = 'Y'), count(*) from audits
        where "Theme" in ('Assessment', 'Child in need', 'Child protection', 'Neglect')
          and on_day("Audit date") > TODAY - interval 6 month and on_day("Audit date") <= TODAY""",
    "no-homeless-child-stays-in-bed-and-breakfast": """
        select count(*) filter ("Bed and breakfast nights"::int > 0
                                and on_day("Date presented") > TODAY - interval 12 month), count(*) from homeless""",
    # More, so that each kind of measure has its own.
    "pathway-needs-are-assessed-in-three-months": in_time(
        "pathways", "Date became eligible", "Pathway needs assessment completed", "began + interval 3 month",
        """coalesce(on_day("Pathway needs assessment completed"), TODAY) > TODAY - interval 12 month"""),
    "advisers-visit-within-a-week-of-a-move": in_time(
        "pathways", "Date of last move", "PA visit after move", "began + interval 7 day",
        """on_day("Date of last move") > TODAY - interval 12 month"""),
    "first-health-assessments-are-on-time": """
        with children as (select distinct "Child ID" as child from entries
                          where on_day("Date entered care") > TODAY - interval 365 day
                            and working_days_after(on_day("Date entered care"), 20) < TODAY),
             seen as (select distinct "Child ID" as child from health
                      where "Type of health assessment" = 'Initial health assessment'
                        and on_day("Date of health assessment") > TODAY - interval 12 month
                        and on_day("Date of health assessment") <= TODAY
                        and on_day("Date of health assessment") between on_day("Became looked after")
                            and working_days_after(on_day("Became looked after"), 20))
        select count(seen.child), count(*) from children left join seen using (child)""",
    "new-homes-are-visited-early": in_time(
        "homes", "Placement start date", "Date of first visit in placement", "began + interval 7 day",
        """on_day("Placement start date") > TODAY - interval 12 month
           and (on_day("Placement end date") is null
                or on_day("Placement end date") - on_day("Placement start date") >= 7)"""),
    "complaints-answered-in-10-working-days": in_time(
        "complaints", "Date received", "Date of response", "working_days_after(began, 10)",
        """"Stage" = 'Stage 1' and coalesce(on_day("Date of response"), TODAY) > TODAY - interval 12 month"""),
    "challenges-settled-in-20-working-days": in_time(
        "challenges", "Date raised", "Date resolved", "working_days_after(began, 20)",
        """coalesce(on_day("Date resolved"), TODAY) > TODAY - interval 12 month"""),
    "foster-carers-are-reviewed-each-year": """
        with households as (select "Fostering household ID", min(on_day("Date of fostering approval")) as approved,
                              max(on_day("Date of last carer review")) as reviewed from fostering
                            where on_day("Date approval ended") is null group by 1)
        select count(*) filter (reviewed + interval 12 month >= TODAY), count(*) from households
        where reviewed is not null or approved + interval 12 month < TODAY""",
    "feelings-are-asked-about-every-year": f"""
        with children as (select distinct "Child Unique ID" as child from care
                          where {IN_CARE} and "Age of Child (Years)"::int between 4 and 16
                            and on_day("Date Started to be Looked After") + interval 12 month <= TODAY),
             last as (select "Child ID" as child, max(on_day("Date SDQ completed")) as asked
                      from questionnaires group by 1)
        select count(*) filter (asked + interval 12 month >= TODAY), count(*) from children left join last using (child)
        """,
    "schools-return-a-safeguarding-audit-each-year": """
        with schools as (select "School number", max(on_day("Date returned")) as returned from schools group by 1)
        select count(*) filter (returned + interval 12 month >= TODAY), count(*) from schools""",
    "care-leavers-are-visited-every-two-months": """
        with young as (select distinct "Child Unique ID" as child from leavers
                       where "Eligibility Category" in ('a) Relevant child', 'b) Former relevant child')
                         and "Age of Child (Years)"::int < 21 and "LA in Touch" in ('a) Yes', 'b) No')),
             visited as (select distinct "Child ID" as child from contacts where "Contact type" = 'Face to face'
                           and on_day("Date of PA contact") + interval 2 month >= TODAY
                           and on_day("Date of PA contact") <= TODAY)
        select count(visited.child), count(*) from young left join visited using (child)""",
    "second-reviews-come-within-three-months": f"""
        with children as (select distinct "Child Unique ID" as child from care
                          where {EVER_IN_CARE} and TODAY - on_day("Date Started to be Looked After") between 138 and 365
                            and (on_day("Date Ceased to be Looked After") is null
                                 or on_day("Date Ceased to be Looked After")
                                    > on_day("Date Started to be Looked After") + interval 137 day)),
             held as (select distinct "Child ID" as child from reviews where "Review number" = '2'
                        and on_day("Date of CLA review") between on_day("Date of previous review")
                            and on_day("Date of previous review") + interval 3 month
                        and on_day("Date of CLA review") > TODAY - interval 12 month
                        and on_day("Date of CLA review") <= TODAY)
        select count(held.child), count(*) from children left join held using (child)""",
    "few-second-plans-within-two-years": """
        with plans as (select "Child ID" as child, on_day("CP plan began") as began,
                         on_day("CP plan finished") as finished from plan_history)
        select count(*) filter (exists (
                   from plans earlier where earlier.child = plans.child and earlier.finished < plans.began
                     and earlier.finished + interval 24 month >= plans.began)), count(*)
        from plans where began > TODAY - interval 12 month and began <= TODAY""",
    "adoption-does-not-wait": """
        with spans as (select row_number() over () as child, on_day("Date the Child Entered Care") as began,
                         coalesce(on_day("Date Placed for Adoption"), TODAY) as ended
                       from adoption
                       where (on_day("Date Placed for Adoption") is null
                              or on_day("Date Placed for Adoption") > TODAY - interval 365 day)
                         and "Date of Decision that Child Should No Longer be Placed for Adoption" is null),
             whole as (select began, ended, max(number) as months from spans, range(240) as numbers(number)
                       where began + to_months(number::int) <= ended group by child, began, ended),
             parts as (select months, (began + to_months(months::int))::date as last, ended,
                         (began + to_months(months::int + 1))::date as next from whole)
        select count(*), count(*), avg(months + (ended - last) / (next - last)) from parts""",
    "children-are-matched-soon-after-the-court-order": in_time(
        "adoption", "Date of Placement Order", "Date of Matching Child and Prospective Adopters",
        "began + interval 121 day",
        """"Date of Placement Order" is not null
           and coalesce(on_day("Date of Matching Child and Prospective Adopters"),
                        on_day("Date of Decision that Child Should No Longer be Placed for Adoption"),
                        TODAY) > TODAY - interval 12 month
           and ("Date of Decision that Child Should No Longer be Placed for Adoption" is null
                or "Reason Why Child No Longer Placed for Adoption" ilike '%no%adopter%')"""),
    "assessments-within-45-working-days": in_time(
        "assessments", "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation",
        "working_days_after(began, 45)"),
    "protection-plans-do-not-drift": """
        select count(*) filter (on_day("Child Protection Plan Start Date") + interval 24 month <= TODAY), count(*)
        from plans where "Child Protection Plan End Date" is null""",
    "children-on-plans-are-visited": """
        with plan as (select "Child Unique ID", max(on_day("Date of the Last Statutory Visit")) as visited,
                        min(on_day("Child Protection Plan Start Date")) as began
                      from plans where "Child Protection Plan End Date" is null group by 1)
        select count(*) filter (working_days_after(visited, 10) >= TODAY), count(*) from plan
        where visited is not null or working_days_after(began, 10) < TODAY""",
    "team-managers-audit-every-month": """
        select (select count(*) from audits where on_day("Audit date") > TODAY - interval 3 month
                  and on_day("Audit date") <= TODAY),
               (select count(*) from workers where "Role" = 'Team manager'
                  and (on_day("Date left") is null or on_day("Date left") > TODAY))""",
}


def open_lists():
    engine = duckdb.connect()
    for name, path in LISTS.items():
        engine.execute(f"create table {name} as from read_csv('evidence/{path}', all_varchar = true, nullstr = '')")
    engine.execute("""create macro on_day(written) as
        coalesce(try_strptime(written, '%Y-%m-%d'), try_strptime(written, '%d/%m/%Y'))::date""")
    first, holidays = datetime.date(2025, 1, 1), set(HOLIDAYS)
    days = [first + datetime.timedelta(number) for number in range(730)]
    count, rows = 0, []
    for day in days:
        count += day.weekday() < 5 and str(day) not in holidays
        rows.append((day, count))
    engine.execute("create table days (day date, worked int)")
    engine.executemany("insert into days values (?, ?)", rows)
    engine.execute("""create macro working_days_after(after_day, number) as
        (select max(later.day) from days later join days earlier on later.worked = earlier.worked + number
         where earlier.day = after_day)""")
    return engine


def stops(query):
    """The oldest date that the lists of a query speak for."""
    used = [path for name, path in LISTS.items() if re.search(rf"\b(from|join) {name}\b", query)]
    return min([AS_AT] + [re.search(r"\d{4}-\d\d-\d\d", path).group() for path in used])


def worth(ours, measurement):
    above, below, *own = (Fraction(str(one)) for one in ours)
    if own or measurement["kind"] == "count":
        return own[0] if own else above
    return above / below * (100 if measurement["unit"] == "percent" else 1)


def main(program):
    ran = subprocess.run([program, "--report", "json"], capture_output=True, text=True)
    measured = {one["id"]: one["measurement"] for one in json.loads(ran.stdout)["criteria"]
                if one["measurement"] and one["measurement"]["kind"] in KINDS
                and None not in (one["measurement"]["numerator"], one["measurement"]["denominator"])}
    drawn = random.Random(SEED).sample(sorted(measured), 10)
    print(f"seed {SEED}: ten of {len(measured)} criteria, marked *\n")
    engine, wrong = open_lists(), []
    for name in drawn + [name for name in RECKONINGS if name not in drawn]:
        if name not in RECKONINGS or name not in measured:
            wrong.append(f"{name}: {'no value in the program' if name in RECKONINGS else 'no reckoning here'}")
            continue
        query = RECKONINGS[name]
        day = stops(query)
        ours = engine.execute(query.replace("TODAY", f"date '{day}'")).fetchone()
        theirs = measured[name]["numerator"], measured[name]["denominator"], Fraction(measured[name]["value"])
        value = worth(ours, measured[name])
        # The program writes whole numbers above and below the line, and values to four places.
        same = (int(ours[0]), int(ours[1])) == theirs[:2] and abs(value - theirs[2]) < Fraction(1, 10_000)
        print(f"{'*' if name in drawn else ' '} {name:52} {measured[name]['kind']:12} {day}  "
              f"{ours[0]} of {ours[1]} = {float(value):.4f}  program {theirs[0]} of {theirs[1]} = "
              f"{float(theirs[2]):.4f}  {'' if same else 'DIFFERS'}")
        if not same:
            wrong.append(f"{name}: the two reckonings differ")
    print(f"\n{len(RECKONINGS)} reckonings, {len(wrong)} wrong", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
