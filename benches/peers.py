"""The whole process beside DuckDB merely reading the same CSV files.

Usage: python benches/peers.py PROGRAM EVIDENCE
Prints the median time of each, their ratio and the program's peak memory. Runs are interleaved. The
program is timed as a whole process; of DuckDB only the reading counts, not the start of its interpreter.
Needs the PyPI package `duckdb`, a development tool only.
"""

import os
import statistics
import subprocess
import sys
import time

READ = """
import duckdb, glob, sys, time
begun = time.perf_counter()
for file in sorted(glob.glob(sys.argv[1] + '/**/*.csv', recursive=True)):
    duckdb.sql(f"create or replace table t as select * from read_csv('{file}')")
print(time.perf_counter() - begun)
"""


def program_seconds(command):
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def duckdb_seconds(evidence):
    command = [sys.executable, "-c", READ, evidence]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def main(program, evidence):
    ours = [program, "assess", evidence, "--as-at", "2026-09-30"]
    program_seconds(ours), duckdb_seconds(evidence)
    pairs = [(program_seconds(ours), duckdb_seconds(evidence)) for _ in range(7)]
    program_wall = statistics.median(own[0] for own, _ in pairs)
    duckdb_wall = statistics.median(peer for _, peer in pairs)
    memory = max(own[1] for own, _ in pairs)
    print(f"whole process {program_wall * 1000:.0f} ms, DuckDB reading {duckdb_wall * 1000:.0f} ms, "
          f"ratio {program_wall / duckdb_wall:.2f} (keep at most 0.25), "
          f"peak memory {memory:.0f} MiB (keep under 120)")


if __name__ == "__main__":
    main(*sys.argv[1:3])
