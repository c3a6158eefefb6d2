"""Reports read by programs that nobody here wrote.

    reports.py PROGRAM FOLDER

Writes every machine-readable report of the sample and has each of them read by others: SARIF by its
schema and by Microsoft's validator, JUnit by the schema of Jenkins, the calendar by icalendar, tables
by DuckDB, the workbook by openpyxl and LibreOffice, the JSON by its own schema. What they find is held
to the JSON report, so that a file that is well formed and wrong is found, too.

Schemas and validators are fetched from package registries into the folder given; none is kept here.
"""

import json
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

PYTEST = "pytest==8.4.2"  # Its source package holds the schema of Jenkins.
MULTITOOL = "@microsoft/sarif-multitool-linux@5.7.0"

program, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
AUDIENCES = ["internal", "board", "public"]

out = work
faults = []


def expect(what, found, expected):
    good = found == expected
    print(f"  {'ok  ' if good else 'FAIL'} {what}: {found if good else f'{found}, not {expected}'}")
    if not good:
        faults.append(what)


def run(*command, **more):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **more)


def told(errors):
    """The first few of the faults that a validator finds."""
    return sorted({str(getattr(e, "reason", None) or e.message)[:200] for e in errors})[:5]


def write_reports(audience):
    out.mkdir(parents=True, exist_ok=True)
    files = ["json", "markdown", "junit", "ics", "sarif", "csv", "xlsx"]
    reports = [word for name in files for word in ("--report", f"{name}={out / name}.{name}")]
    run(program, "--quiet", "--audience", audience, *reports)
    first = {path: path.read_bytes() for path in sorted(out.rglob("*.*")) if path.is_file()}
    run(program, "--quiet", "--audience", audience, *reports)
    same = [path.name for path, was in first.items() if path.read_bytes() != was]
    expect("files that differ when written again", same, [])


def report(name):
    return out / f"{name}.{name}"


def state_of(criterion):
    return criterion["today"]["state"]


def check_json(result):
    import jsonschema

    schema = json.loads(Path("schema/assessment.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    expect("faults of the JSON by its schema", told(validator.iter_errors(result)), [])


def check_markdown(result):
    text = report("markdown").read_text(encoding="utf-8")
    expect("Markdown under 1 MiB", len(text.encode()) < 2**20, True)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "(" in line]
    expect("gaps and criteria in the Markdown", len(rows) >= len(result["gaps"]) + len(result["criteria"]), True)


def check_junit(result):
    import xmlschema
    from junitparser import JUnitXml

    package = next((work / "sdist").glob("pytest-*.tar.gz"), None)
    if package is None:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "pytest"]
        run(*pip, PYTEST, "-d", work / "sdist")
        package = next((work / "sdist").glob("pytest-*.tar.gz"))
    with tarfile.open(package) as files:
        name = next(n for n in files.getnames() if n.endswith("/junit-10.xsd"))
        schema = xmlschema.XMLSchema10(files.extractfile(name).read().decode("utf-8"))
    expect("faults of the JUnit by the schema of Jenkins", told(schema.iter_errors(str(report("junit")))), [])

    suites = list(JUnitXml.fromfile(str(report("junit"))))
    tests = [test for suite in suites for test in suite]
    expect("tests", len(tests), len(result["criteria"]))
    names = {(test.classname, test.name) for test in tests}
    expect("names that differ", len(names), len(tests))
    passed = sum(1 for test in tests if test.is_passed)
    met = sum(1 for c in result["criteria"] if state_of(c) == "met")
    expect("tests that pass are the criteria that are met", passed, met)
    failed = sum(1 for test in tests if test.is_failure)
    short = [c for c in result["criteria"] if state_of(c) in ("nearly", "not_met")]
    accepted = [c for c in short if c["waiver"] and c["waiver"]["in_force"]]
    expect("tests that fail", failed, len(short) - len(accepted))


def check_sarif(result):
    import jsonschema

    tool = work / "npm/node_modules/@microsoft/sarif-multitool-linux"
    if not tool.exists():
        (work / "npm").mkdir(parents=True, exist_ok=True)
        run("npm", "install", "--no-audit", "--no-fund", "--prefix", work / "npm", MULTITOOL)
    log = json.loads(report("sarif").read_text(encoding="utf-8"))
    schema = json.loads((tool / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    expect("faults of the SARIF by its schema", told(validator.iter_errors(log)), [])

    found = work / "validated.sarif"
    (tool / "Sarif.Multitool").chmod(0o755)
    rules = ["--rule-kind", "Sarif;Ghas"]
    command = [tool / "Sarif.Multitool", "validate", report("sarif"), "--output", found, "--log", "ForceOverwrite"]
    level = ["--level", "Error;Warning;Note"]
    subprocess.run([str(w) for w in command + rules + level], capture_output=True, check=False)
    points = json.loads(found.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    by_rule = {}
    for one in points:
        key = (one.get("level", "warning"), one["ruleId"])
        by_rule[key] = by_rule.get(key, 0) + 1
    for (level, rule), count in sorted(by_rule.items()):
        print(f"       Multitool {level}: {rule}, {count} times")
    expect("errors that the Multitool finds", sum(n for (l, _), n in by_rule.items() if l == "error"), 0)

    results = log["runs"][0]["results"]
    ids = {c["id"] for c in result["criteria"]}
    gaps = [r for r in results if r["ruleId"] in ids]
    expect("gaps in the SARIF", len(gaps), len(result["gaps"]))
    for one in gaps[:50]:
        place = one["locations"][0]["physicalLocation"]
        lines = Path(place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()
        near = "\n".join(lines[place["region"]["startLine"] - 1 :][:4])
        if f'"{one["ruleId"]}"' not in near:
            expect(f"the line of {one['ruleId']}", near, "its rule")


def check_ics(result):
    from icalendar import Calendar

    events = Calendar.from_ical(report("ics").read_bytes()).walk("VEVENT")
    expect("parts of the calendar that could not be read", [e.errors for e in events if e.errors], [])
    ids = {str(e["UID"]) for e in events}
    expect("ids that differ", len(ids), len(events))
    as_at = date.fromisoformat(result["as_at"])
    expect("events in the past", [e for e in events if e.decoded("DTSTART") < as_at], [])
    due = sum(1 for g in result["gaps"] if g["due"] and not g["waived"])
    expect("events of gaps", sum(1 for e in events if str(e["SUMMARY"]).startswith("Due: ")), due)
    on = [e.decoded("DTSTART").isoformat() for e in events if "Inspection" in str(e["SUMMARY"])]
    expect("the day of the inspection", on, [result["inspection"]])


def check_csv(result):
    import duckdb

    db = duckdb.connect()
    tables = sorted((report("csv")).glob("*.csv"))
    expect("tables", len(tables), 15)
    for path in tables:
        # As Power BI would: headings and types found by reading all of it, nothing skipped.
        db.sql(f"create table {path.stem} as from read_csv('{path}', header=true, sample_size=-1)")

    def ask(query):
        return db.sql(query).fetchall()

    keys = {}
    for part in Path("docs/reports/csv.md").read_text(encoding="utf-8").split("\n### ")[1:]:
        keys[part.split("`")[1].removesuffix(".csv")] = part.split("Key: ")[1].split(".")[0]
    twice = [t for t, key in keys.items() if ask(f"select 1 from {t} group by {key} having count(*) > 1")]
    expect("tables whose keys are not unique", twice, [])
    joins = [
        ("criteria", "area", "areas"), ("criterion_areas", "area", "areas"), ("criterion_areas", "criterion", "criteria"),
        ("criterion_expectations", "criterion", "criteria"), ("criterion_sources", "criterion", "criteria"),
        ("criterion_sources", "source", "sources"), ("benchmarks", "criterion", "criteria"), ("results", "criterion", "criteria"),
        ("area_results", "area", "areas"), ("gaps", "criterion", "criteria"), ("gap_gains", "criterion", "gaps"),
        ("gap_gains", "area", "areas"), ("finding_criteria", "finding", "findings"), ("finding_criteria", "criterion", "criteria"),
    ]
    lost = [j for j in joins if ask(f"select 1 from {j[0]} anti join {j[2]} using (as_at, {j[1]})")]
    expect("joins that lose a row", lost, [])
    for table in ("criteria", "gaps", "sources", "findings", "areas"):
        expect(f"rows of {table}", ask(f"select count(*) from {table}")[0][0], len(result[table]))
    states = {}
    for criterion in result["criteria"]:
        states[state_of(criterion)] = states.get(state_of(criterion), 0) + 1
    expect("results by state", dict(ask("select state, count(*) from results group by state order by state")), states)
    numerators = sum(c["measurement"]["numerator"] for c in result["criteria"] if c["measurement"])
    expect("the sum of all numerators", int(ask("select sum(numerator) from results")[0][0]), numerators)
    used = sum(len(c["sources"]) for c in result["criteria"])
    expect("rows of criterion_sources", ask("select count(*) from criterion_sources")[0][0], used)
    types = dict(ask("select column_name, data_type from duckdb_columns() where table_name = 'results'"))
    wanted = {"as_at": "DATE", "value": "DOUBLE", "numerator": "BIGINT", "sure": "BOOLEAN", "expires": "DATE"}
    expect("types of results", {name: types[name] for name in wanted}, wanted)


def check_xlsx(result):
    import openpyxl

    book = openpyxl.load_workbook(report("xlsx"))
    names = ["Summary", "Gaps", "Criteria", "Evidence", "Findings", "Owners", "Definitions"]
    expect("sheets", book.sheetnames, names)
    rows = {}
    for sheet in book:
        expect(f"tables of {sheet.title}", list(sheet.tables), [sheet.title])
        (_, place), = sheet.tables.items()
        top, bottom = [cell[0].row for cell in (sheet[place][0], sheet[place][-1])]
        rows[sheet.title] = bottom - top
        if sheet.freeze_panes != f"A{top + 1}":
            expect(f"headings of {sheet.title} kept in sight", sheet.freeze_panes, f"A{top + 1}")
        formulas = [c.coordinate for line in sheet.iter_rows() for c in line if c.data_type == "f"]
        expect(f"formulas of {sheet.title}", formulas, [])
        gone = [c.coordinate for line in sheet[place] for c in line if c.value is None and line[0].value != "none"]
        expect(f"empty cells of {sheet.title}", gone[:5], [])
    expect("rows of Gaps", rows["Gaps"], len(result["gaps"]))
    expect("rows of Criteria", rows["Criteria"], len(result["criteria"]))
    rules = book["Gaps"].data_validations.dataValidation
    expect("columns to choose from", len(rules), 2)
    expect("author", book.properties.creator or "", "")

    # LibreOffice reads the workbook and writes the action list anew as text.
    profile = f"-env:UserInstallation=file://{work}/office"
    filter_ = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2'
    run("soffice", profile, "--headless", "--convert-to", filter_, "--outdir", out, report("xlsx"))
    import csv

    written = next(out.glob("xlsx*Gaps*.csv"))
    with written.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[3:]  # Below the title, a line and the headings.
    expect("gaps that LibreOffice reads", len(lines), len(result["gaps"]))
    titles = {c["id"]: c["title"] for c in result["criteria"]}
    pairs = zip(lines, result["gaps"])
    other = [gap["criterion"] for line, gap in pairs if line[1] != titles[gap["criterion"]]]
    expect("gaps that LibreOffice reads otherwise", other, [])


def main():
    global out
    for audience in AUDIENCES:
        out = work / audience
        print(f"== {audience}")
        write_reports(audience)
        result = json.loads(report("json").read_text(encoding="utf-8"))
        expect("audience", result["audience"], audience)
        for check in (check_json, check_markdown, check_junit, check_sarif, check_ics, check_csv, check_xlsx):
            print(check.__name__.removeprefix("check_"))
            check(result)
    if faults:
        sys.exit(f"{len(faults)} wrong")


if __name__ == "__main__":
    main()
