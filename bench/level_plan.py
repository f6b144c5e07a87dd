#!/usr/bin/env python3
"""Levelling of plans: the first lines of ./run bench level

A file of 5,000 tasks and 100 resources to levelled dates as CSV, beside what TaskJuggler takes for the same with a report; the plans of
MPSPLib that a rule inside MS Project levelled, beside its makespans; the first levelled plan of a portfolio beside bare arithmetic.
"""
import csv
import datetime as dt
import glob
import json
import os
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("GANTLINE_BUILD", os.path.join(ROOT, "build", "release"))
SHARED = os.path.join(ROOT, "..", "shared")
TASKJUGGLER_S, TASKJUGGLER_FINISH = 72.0, "2027-12-30"  # measured once on a machine like this one


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def gantline(*words):
    return [os.path.join(BUILD, "gantline"), "level", *words]


def say(bench, value, unit, **more):
    print(json.dumps({"bench": bench, "value": round(value, 4), "unit": unit, **more}), flush=True)


def beside_taskjuggler():
    maker = os.path.join(SHARED, "bench", "tjproject.py")
    if not os.path.exists(maker):
        return
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "tj")
        subprocess.run([sys.executable, maker, "5000", base], check=True, capture_output=True)
        runs = [cpu_of(gantline("--csv", "--schedules", "20", base + ".xml")) for _ in range(5)]
    cost = sorted(cpu for cpu, _ in runs)[2]
    finish = max(row["finish"] for row in csv.DictReader(runs[0][1].splitlines()))
    say("level plan 5k tasks, file to CSV", TASKJUGGLER_S / cost, "times faster", reference=TASKJUGGLER_S, cpu_s=round(cost, 3), goal=200,
        finish=finish[:10], finish_goal=TASKJUGGLER_FINISH)


def working_days(first, last):
    a, b = dt.date.fromisoformat(first[:10]), dt.date.fromisoformat(last[:10])
    return sum((a + dt.timedelta(k)).weekday() < 5 for k in range((b - a).days + 1))


def several_projects():
    folder = os.path.join(SHARED, "data", "mspdi", "mpsplib")
    marks = os.path.join(folder, "psgs-minslk-makespans.csv")
    if not os.path.exists(marks):
        return
    later, slowest, gain, n = [], 0, 0, 0
    with open(marks, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            cost, text = cpu_of(gantline("--json", glob.glob(os.path.join(folder, row["instance"] + ".xml*"))[0]))
            plan, mark = json.loads(text), int(row["total_makespan_days_p_sgs_minslk_in_ms_project"])
            days = working_days(plan["start"], plan["finish"])
            if days > mark or plan["overloads_after"]:
                later.append(row["instance"])
            slowest, gain, n = max(slowest, cost), gain + (mark - days) / mark, n + 1
    say("level several projects at once, slowest plan", slowest, "s", goal=1, plans=n, later_than_published=later, earlier_percent=round(100 * gain / n, 1))


def first_plan():
    program = os.path.join(BUILD, "bench", "level_plan_bench")
    if os.path.exists(program):
        subprocess.run([program], check=True)


def main():
    beside_taskjuggler()
    several_projects()
    first_plan()


if __name__ == "__main__":
    main()
