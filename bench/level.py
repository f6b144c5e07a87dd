#!/usr/bin/env python3
"""Levelling beside the best known makespans of PSPLIB: ./run bench level [--full] [--proofs]

For each set of problems and each budget one JSON line: the mean distance above the best known makespan in per cent, its goal, the share
solved to a proved optimum, CPU milliseconds a problem. Some 40 problems a set, 12 where the budget is time; --full takes all.
Then the share proved shortest and the mean lower bound after a second (--proofs: only these). Every schedule goes through
tools/check-levelling. `gantline level` is run as it is; the CPU it tells is that of the search with its bound.
"""
import csv
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("GANTLINE_BUILD", os.path.join(ROOT, "build", "release"))
DATA = os.path.join(ROOT, "..", "shared", "data", "psplib")
SAMPLE, SAMPLE_TIMED = 40, 12
PENALTY = 1000  # a "best known" of several modes above this is the price of a stock that does not last: no schedule

# set, what may be spent, goal; CPU goals: 1.5 times what a plain genetic algorithm takes on the same machine, ms
BUDGETS = [(kind, spend, goal) for kind, goals in (("j30.sm", (0.10, 0.04, 0.00)), ("j60.sm", (0.60, 0.37, 0.18)), ("j120.sm", (2.8, 1.9, 1.0)))
           for spend, goal in zip(("--schedules 1000", "--schedules 5000", "--schedules 50000"), goals)]
BUDGETS += [("j10.mm", "--schedules 5000", None), ("j30.mm", "--schedules 5000", None)]
POINTS = [(kind, spend, goal) for kind, goals in (("j30.sm", (0.0, 0.0)), ("j60.sm", (0.15, 0.05)), ("j120.sm", (1.5, 1.0)))
          for spend, goal in zip(("--seconds 1", "--seconds 10"), goals)]
CPU_MS = {"--schedules 1000": 1.9, "--schedules 5000": 9.3, "--schedules 50000": 91}


def problems(kind):
    """Name, path, critical path, best known makespan, whether that is proved."""
    size, ending = kind.split(".")
    found = []
    with open(os.path.join(DATA, "bounds.csv" if ending == "sm" else "bounds-mm.csv"), encoding="ascii") as f:
        for row in csv.DictReader(f):
            path = os.path.join(DATA, kind, f"{row['instance']}.{ending}")
            best = int(row["best_ub"] if ending == "sm" else row["best_objective_found"])
            if row["instance"].startswith(size) and os.path.exists(path) and best <= PENALTY:
                closed = row["closed"] == "Y" if ending == "sm" else row["status"] == "Optimum"
                found.append((row["instance"], path, int(row.get("mpm_time_cpm_lower_bound") or best), best, closed))
    return found


def sample(rows, count):
    """Evenly spread, and so over all parameter sets."""
    return rows if count >= len(rows) else [rows[i * len(rows) // count] for i in range(count)]


def run(rows, spend):
    schedules, lines = [], []
    for name, path, *_ in rows:
        done = subprocess.run([os.path.join(BUILD, "gantline"), "level", path, "--json", *spend.split()], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr}")
        schedules.append(json.loads(done.stdout))
        lines.append(f"{path}\t{done.stdout.strip()}\n")
    check = subprocess.run([sys.executable, os.path.join(ROOT, "tools", "check-levelling"), "--lines"], input="".join(lines), capture_output=True, text=True, check=False)
    if check.returncode:
        raise SystemExit(check.stdout)
    return schedules


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0


def measure(kind, spend, goal, unit, count):
    rows = sample(problems(kind), count)
    schedules = run(rows, spend)
    base = [row[2] if unit == "points" else row[3] for row in rows]
    above = mean(100 * (s["makespan"] - row[3]) / b for s, row, b in zip(schedules, rows, base))
    closed = [s["makespan"] == row[3] for s, row in zip(schedules, rows) if row[4]]
    cpu = mean(1000 * s["cpu_s"] for s in schedules)
    line = {"bench": f"level {kind} {spend[2:]}", "value": round(above, 3), "unit": "% above best known" if unit == "%" else "points of critical path above best known", "goal": goal,
            "problems": len(rows), "closed_solved_%": round(100 * mean(closed), 1), "proved_%": round(100 * mean(s["makespan"] == s["lower_bound"] for s in schedules), 1),
            "bound_below_best_%": round(mean(100 * (row[3] - s["lower_bound"]) / row[3] for s, row in zip(schedules, rows)), 2), "cpu_ms": round(cpu, 2)}
    if kind == "j120.sm" and spend in CPU_MS:
        line.update(cpu_ratio=round(cpu / CPU_MS[spend], 2), cpu_goal=1.5)
    print(json.dumps(line), flush=True)


# set, share of proved makespans wanted, mean bound wanted: points of the critical path above it
PROOFS = [("j30.sm", "--seconds 1", 100, None), ("j60.sm", "--seconds 1", 85, None), ("j120.sm", "--seconds 1", 40, 21)]


def measure_proofs(kind, spend, goal, bound_goal, count):
    """Own lower bounds; one above the best known makespan would be wrong and ends the run."""
    rows = sample(problems(kind), count)
    schedules = run(rows, spend)
    wrong = [row[0] for s, row in zip(schedules, rows) if s["lower_bound"] > row[3]]
    if wrong:
        raise SystemExit(f"lower bounds above the best known makespan: {', '.join(wrong)}")
    proved = 100 * mean(s["makespan"] == s["lower_bound"] for s in schedules)
    bound = mean(100 * (s["lower_bound"] - row[2]) / row[2] for s, row in zip(schedules, rows))
    known = mean(100 * (row[3] - row[2]) / row[2] for row in rows)
    print(json.dumps({"bench": f"level proofs {kind} {spend[2:]}", "value": round(proved, 1), "unit": "% proved shortest", "goal": goal, "problems": len(rows),
                      "bound_points": round(bound, 2), "bound_goal": bound_goal, "best_known_points": round(known, 2),
                      "makespan_points_above_best": round(mean(100 * (s["makespan"] - row[3]) / row[2] for s, row in zip(schedules, rows)), 2),
                      "cpu_ms": round(mean(1000 * s["cpu_s"] for s in schedules))}), flush=True)


def main():
    if not os.path.isdir(DATA):
        print("SKIPPED level: ../shared/data/psplib is absent", file=sys.stderr)
        return
    is_full = "--full" in sys.argv[1:]
    for proof in PROOFS:
        measure_proofs(*proof, 10**6 if is_full else SAMPLE)
    if "--proofs" in sys.argv[1:]:
        return
    for kind, spend, goal in BUDGETS:
        measure(kind, spend, goal, "%", 10**6 if is_full else SAMPLE)
    for kind, spend, goal in POINTS if is_full else POINTS[::2]:
        measure(kind, spend, goal, "points", 10**6 if is_full else SAMPLE_TIMED)


main()
