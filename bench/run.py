#!/usr/bin/env python3
"""All benches: ./run bench [NAME...]   engine, import, edit, requests, weight, level, simulate, client

One JSON line each, {"bench", "value", "unit", "reference", "ratio", "goal"}: CPU time as a ratio to a reference measured in the same
run where there is one. CPU of the server is read from its process, so that other load on the machine hardly touches it. Bounded: a few
hundred requests a line, only to the server started here on loopback.
"""
import ctypes
import glob
import gzip
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("GANTLINE_BUILD", os.path.join(ROOT, "build", "release"))
ROUNDS = 10
LIBC = ctypes.CDLL(None, use_errno=True)


def cpu_clock(pid):
    """The clock of the CPU time of a process, all its threads, in nanoseconds (POSIX clock_getcpuclockid)."""
    clock = ctypes.c_int()
    if LIBC.clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise SystemExit(f"the CPU time of process {pid} cannot be read")
    return clock.value


def say(bench, value, unit, goal, reference=None):
    ratio = value / reference if reference else value / goal
    print(json.dumps({"bench": bench, "value": round(value, 4), "unit": unit, "reference": reference or goal, "ratio": round(ratio, 2), "goal": goal}), flush=True)


def plan_file(folder, n):
    path = os.path.join(folder, f"plan{n}.xml")
    subprocess.run([sys.executable, os.path.join(ROOT, "bench", "plan_xml.py"), str(n), path], check=True)
    return path


class Server:
    """A server of our own on a free port, with its own data folder."""

    def __init__(self, folder):
        self.process = subprocess.Popen([os.path.join(BUILD, "gantline"), "serve", "--data", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().strip().rsplit(":", 1)[1])
        self.clock = cpu_clock(self.process.pid)
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def cpu_s(self):
        return time.clock_gettime_ns(self.clock) / 1e9

    def send(self, method, path, body=None, kind="application/json", **headers):
        self.link.request(method, path, body, {"Content-Type": kind, **headers} if body is not None else headers)
        reply = self.link.getresponse()
        text = reply.read()
        if reply.status >= 400:
            raise SystemExit(f"{method} {path}: {reply.status} {text[:400]!r}")
        return text

    def memory_mib(self):
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("Pss:")) / 1024

    def load(self, path):
        with open(path, "rb") as f:
            reply = json.loads(self.send("POST", f"/api/v1/import?format=mspdi&name={os.path.basename(path)}", f.read(), "application/xml"))
        return reply["project"]

    def cost_ms(self, count, once):
        """CPU milliseconds a call of once(i): the median of ten rounds of `count` calls in all, after a tenth of them as warm-up."""
        share = max(1, count // ROUNDS)
        for i in range(share):
            once(-1 - i)
        rounds = []
        for r in range(ROUNDS):
            before = self.cpu_s()
            for i in range(share):
                once(r * share + i)
            rounds.append((self.cpu_s() - before) * 1000 / share)
        return statistics.median(rounds)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def engine(_):
    program = os.path.join(BUILD, "bench", "cpm_bench")
    if not os.path.exists(program):
        print("SKIPPED engine: cpm_bench was not built (../shared/bench is absent)", file=sys.stderr)
        return
    subprocess.run([program], check=True)
    subprocess.run([os.path.join(BUILD, "bench", "replan_bench")], check=True)


def imports(folder):
    subprocess.run([os.path.join(BUILD, "bench", "mspdi_bench"), plan_file(folder, 10000), plan_file(folder, 100000)], check=True)


def columns(part, *names):
    """Rows of some columns of a plan reply."""
    wide = [part["columns"][name] for name in names]
    return list(zip(*[c if isinstance(c, list) else [c["all"]] * part["count"] for c in wide]))


def edit(folder):
    for n, goal, count in ((10000, 1.0, 300), (100000, 3.0, 60)):
        server = Server(os.path.join(folder, f"edit{n}"))
        project = server.load(plan_file(folder, n))
        plan = json.loads(server.send("GET", f"/api/v1/projects/{project}/plan"))
        leaves = [row[0] for row in columns(plan["items"], "id", "is_summary") if not row[1]]
        rnd = random.Random(1)

        def once(_, server=server, project=project, leaves=leaves, rnd=rnd):
            change = {"operations": [{"op": "update", "entity": "item", "id": rnd.choice(leaves), "set": {"duration_s": 28800 * rnd.randrange(1, 11)}}]}
            server.send("POST", f"/api/v1/projects/{project}/operations", json.dumps(change))

        say(f"edit through HTTP, {n} items", server.cost_ms(count, once), "CPU ms", goal)
        server.stop()


def chain(server, followers):
    """A project of one item with followers; gives back what moves them all, each time to another day."""
    project = json.loads(server.send("POST", "/api/v1/projects", json.dumps({"title": f"Chain {followers}", "start": "2026-03-02T08:00:00Z"})))["id"]
    create = [{"op": "create", "entity": "item", "temp": -1 - i, "set": {"title": f"Step {i}", "duration_s": 28800}} for i in range(followers + 1)]
    link = [{"op": "create", "entity": "link", "set": {"pred": -1 - i, "succ": -2 - i}} for i in range(followers)]
    made = json.loads(server.send("POST", f"/api/v1/projects/{project}/operations", json.dumps({"operations": create + link})))["created"]

    def move(i):
        change = {"constraint": "snet", "constraint_at": f"2026-04-{1 + i % 28:02}T08:00:00Z"}
        server.send("POST", f"/api/v1/projects/{project}/operations", json.dumps({"operations": [{"op": "update", "entity": "item", "id": made["-1"], "set": change}]}))

    return move


def first_answer(folder):
    """Seconds from the start of the program on data that is there to the first answer."""
    begin = time.monotonic()
    server = Server(folder)
    server.send("GET", "/api/v1/projects")
    seconds = time.monotonic() - begin
    server.stop()
    return seconds


def requests(folder):
    server = Server(os.path.join(folder, "requests"))
    for i in range(20):
        subprocess.run([sys.executable, os.path.join(ROOT, "bench", "plan_xml.py"), "1000", os.path.join(folder, "one.xml"), str(i)], check=True)
        project = server.load(os.path.join(folder, "one.xml"))
    say("memory after the load", server.memory_mib(), "MiB PSS", 48)
    small = server.load(plan_file(folder, 500))
    plan = json.loads(server.send("GET", f"/api/v1/projects/{project}/plan"))
    items = [row[0] for row in columns(plan["items"], "id")]

    def get(path):
        return lambda i: server.send("GET", path.format(items[i % len(items)]))

    def create(i):
        server.send("POST", f"/api/v1/projects/{project}/operations", json.dumps({"operations": [{"op": "create", "entity": "item", "temp": -1, "set": {"title": f"Item {i}"}}]}))

    table = [("start page", get("/"), 0.03, 2000), ("one item", get("/api/v1/items/{}"), 0.06, 2000),
             ("list of 100 items", get(f"/api/v1/projects/{project}/items?limit=100"), 0.5, 400),
             ("list of 1000 items", get(f"/api/v1/projects/{project}/items?limit=1000"), 3, 100),
             ("plan of 500 rows", get(f"/api/v1/projects/{small}/plan"), 1.5, 300), ("create an item, durable", create, 0.3, 500),
             ("move a date, 10 followers move", chain(server, 10), 0.4, 500), ("move a date, 100 followers move", chain(server, 100), 1.2, 200)]
    for name, once, goal, count in table:
        say(name, server.cost_ms(count, once), "CPU ms", goal)
    server.stop()
    say("start to the first answer", first_answer(os.path.join(folder, "requests")), "s", 0.15)


def weight(_):
    index = os.path.join(ROOT, "web", "dist", "index.html")
    if not os.path.exists(index):
        print("SKIPPED weight: the client was not built", file=sys.stderr)
        return
    with open(index, encoding="utf-8") as f:
        page = f.read()
    first = [path for path in glob.glob(os.path.join(ROOT, "web", "dist", "**", "*.js"), recursive=True) if os.path.basename(path) in page]
    size = 0
    for path in first:
        with open(path, "rb") as f:
            size += len(gzip.compress(f.read(), 9))
    say("first load, JavaScript", size / 1024, "KiB gzip", 150)


def client(folder):
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    own = os.path.join(ROOT, "build", "node", "node_modules", ".bin", "node")
    node = own if os.path.exists(own) else shutil.which("node")
    if not browser or not node or not os.path.isdir(os.path.join(ROOT, "web", "node_modules", "playwright-core")):
        print("SKIPPED client: no browser, or web/node_modules is not there (./test web fetches it)", file=sys.stderr)
        return
    program = {"GANTLINE": os.path.join(BUILD, "gantline"), "CHROMIUM": browser}
    subprocess.run([node, os.path.join(ROOT, "bench", "client.mjs"), plan_file(folder, 10000), plan_file(folder, 100000)],
                   check=True, timeout=600, env={**os.environ, **program})


def level(_):
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    subprocess.run([sys.executable, os.path.join(ROOT, "bench", "level_plan.py")], check=True, env={**os.environ, "GANTLINE_BUILD": BUILD})
    subprocess.run([sys.executable, os.path.join(ROOT, "bench", "level.py"), *options], check=True, env={**os.environ, "GANTLINE_BUILD": BUILD})


def simulate(_):
    """A simulation of 10,000 items beside mc_limit's bare trials: CPU time of the busier of two threads."""
    program = os.path.join(BUILD, "bench", "simulate_bench")
    if not os.path.exists(program):
        print("SKIPPED simulate: simulate_bench was not built (../shared/bench is absent)", file=sys.stderr)
        return
    goals = {"one_calendar": 3, "correlated": 4, "four_calendars": None}
    for line in subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines():
        found = json.loads(line)
        if not found["same_bytes"]:
            raise SystemExit(f"{found['bench']}: other bytes on one, two and eight threads")
        name = f"simulate {found['bench']}, {found['tasks']} items, {found['trials']} trials"
        if goals[found["bench"]]:
            value, bare, goal = found["ours_s"], found["bare_s"], goals[found["bench"]]
            print(json.dumps({"bench": name, "value": value, "unit": "s", "reference": bare, "ratio": round(value / bare, 2), "goal": goal}), flush=True)
        else:
            say(name, found["ours_s"], "s", 0.5)


BENCHES = {"engine": engine, "import": imports, "edit": edit, "requests": requests, "weight": weight, "level": level, "simulate": simulate, "client": client}


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in [word for word in sys.argv[1:] if not word.startswith("--")] or BENCHES:
            BENCHES[name](folder)


main()
