#!/usr/bin/env python3
"""Writes an MS Project XML file of N items for the benches: plan_xml.py N FILE [SEED]

Phases of 100 items, packages of 10; an item follows its neighbour or one of the packages before; seven of ten links are
finish-to-start, a quarter have a lag; four calendars; every other item has a resource. Same N and seed, same file.
"""
import random
import sys

TYPES = [1, 1, 1, 1, 1, 1, 1, 3, 0, 3]  # FS seven times, SS, FF, SS


def day(number, shifts):
    if not shifts:
        return f"<WeekDay><DayType>{number}</DayType><DayWorking>0</DayWorking></WeekDay>"
    times = "".join(f"<WorkingTime><FromTime>{a}:00</FromTime><ToTime>{b}:00</ToTime></WorkingTime>" for a, b in shifts)
    return f"<WeekDay><DayType>{number}</DayType><DayWorking>1</DayWorking><WorkingTimes>{times}</WorkingTimes></WeekDay>"


def calendars():
    office = [("08:00", "12:00"), ("13:00", "17:00")]
    early = [("06:00", "14:00")]
    weeks = [("Standard", office, range(2, 7)), ("Early shift", early, range(2, 8)), ("Round the clock", [("00:00", "00:00")], range(1, 8)),
             ("Four days", office, range(2, 6))]
    for uid, (name, shifts, days) in enumerate(weeks, 1):
        body = "".join(day(d, shifts if d in days else None) for d in range(1, 8))
        yield (f"<Calendar><UID>{uid}</UID><Name>{name}</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>"
               f"<WeekDays>{body}</WeekDays></Calendar>\n")


def links(rnd, leaf, uids, wide):
    for _ in range(rnd.randrange(1, 4) if leaf else 0):
        near = leaf - 1 - rnd.randrange(min(leaf, wide)) if rnd.random() < 0.9 else rnd.randrange(leaf)
        lag = 4800 * rnd.randrange(3) if rnd.random() < 0.25 else 0
        yield (f"<PredecessorLink><PredecessorUID>{uids[near]}</PredecessorUID><Type>{rnd.choice(TYPES)}</Type><CrossProject>0</CrossProject>"
               f"<LinkLag>{lag}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>")


def task(uid, name, level, body):
    return (f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><Type>0</Type><IsNull>0</IsNull><OutlineLevel>{level}</OutlineLevel>"
            f"<Priority>500</Priority><ConstraintType>0</ConstraintType>{body}</Task>\n")


def main():
    n, path = int(sys.argv[1]), sys.argv[2]
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    uids, uid, assigned = [], 0, []
    wide = max(30, 3 * int(n**0.5))  # so that large plans grow in width and end within this century
    with open(path, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
                f"<Name>Bench {n}</Name><Title>Bench {n}</Title><ScheduleFromStart>1</ScheduleFromStart><StartDate>2026-01-05T08:00:00</StartDate>"
                "<CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>\n<Calendars>")
        f.writelines(calendars())
        f.write("</Calendars>\n<Tasks>\n")
        for leaf in range(n):
            if leaf % 100 == 0:
                uid += 1
                f.write(task(uid, f"Phase {leaf // 100 + 1}", 1, "<CalendarUID>-1</CalendarUID>"))
            if leaf % 10 == 0:
                uid += 1
                f.write(task(uid, f"Package {leaf // 10 + 1}", 2, "<CalendarUID>-1</CalendarUID>"))
            uid += 1
            hours = 8 * rnd.randrange(1, 11)
            calendar = rnd.randrange(1, 5)
            body = (f"<Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat><CalendarUID>{calendar}</CalendarUID>"
                    f"<IgnoreResourceCalendar>1</IgnoreResourceCalendar>{''.join(links(rnd, leaf, uids, wide))}")
            f.write(task(uid, f"Work item {leaf + 1}", 3, body))
            uids.append(uid)
            if leaf % 2:
                assigned.append((uid, rnd.randrange(1, 51), hours))
        f.write("</Tasks>\n<Resources>\n")
        for r in range(1, 51):
            f.write(f"<Resource><UID>{r}</UID><ID>{r}</ID><Name>Resource {r}</Name><Type>1</Type><IsNull>0</IsNull><MaxUnits>1</MaxUnits></Resource>\n")
        f.write("</Resources>\n<Assignments>\n")
        for number, (item, resource, hours) in enumerate(assigned, 1):
            f.write(f"<Assignment><UID>{number}</UID><TaskUID>{item}</TaskUID><ResourceUID>{resource}</ResourceUID><Units>1</Units>"
                    f"<Work>PT{hours}H0M0S</Work></Assignment>\n")
        f.write("</Assignments>\n</Project>\n")


main()
