"""The whole process beside DuckDB merely reading the same CSV files.

Usage: python benches/peers.py PROGRAM EVIDENCE
Prints the median wall time of each, their ratio and the program's peak memory. Runs are interleaved.
Needs the PyPI package `duckdb`, a development tool only.
"""

import os
import statistics
import sys
import time

READ = """
import duckdb, glob, sys
for file in sorted(glob.glob(sys.argv[1] + '/**/*.csv', recursive=True)):
    duckdb.sql(f"create or replace table t as select * from read_csv('{file}')")
"""


def run(command):
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main(program, evidence):
    ours = [program, "assess", evidence, "--as-at", "2026-09-30"]
    theirs = [sys.executable, "-c", READ, evidence]
    run(ours), run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(7)]
    wall = [statistics.median(p[side][0] for p in pairs) for side in (0, 1)]
    memory = max(p[0][1] for p in pairs)
    print(f"whole process {wall[0] * 1000:.0f} ms, DuckDB reading {wall[1] * 1000:.0f} ms, "
          f"ratio {wall[0] / wall[1]:.2f} (keep at most 0.25), peak memory {memory:.0f} MiB (keep under 120)")


if __name__ == "__main__":
    main(*sys.argv[1:3])
