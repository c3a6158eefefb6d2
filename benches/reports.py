"""Reports read by programs that nobody here wrote.

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
out = work / "out"
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


def write_reports():
    out.mkdir(parents=True, exist_ok=True)
    files = ["json", "markdown", "junit", "ics", "sarif", "csv", "xlsx"]
    reports = [word for name in files for word in ("--report", f"{name}={out / name}.{name}")]
    run(program, "--quiet", *reports)
    first = {path: path.read_bytes() for path in sorted(out.rglob("*.*")) if path.is_file()}
    run(program, "--quiet", *reports)
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
    gaps = [r for r in results if not r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("waivers.toml")]
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


def main():
    write_reports()
    result = json.loads(report("json").read_text(encoding="utf-8"))
    for check in (check_json, check_markdown, check_junit, check_sarif, check_ics):
        print(check.__name__.removeprefix("check_"))
        check(result)
    if faults:
        sys.exit(f"{len(faults)} wrong")


if __name__ == "__main__":
    main()
