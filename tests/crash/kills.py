"""The power goes while people write, ten times: nothing that was acknowledged is lost, nothing is there twice."""
import http.client
import random
import threading
import time

from served import Served, run

ROUNDS = 10
WRITERS = 3


class Writer:
    """Renames its item to 1, 2, 3 …, and makes a new one now and then, until the server is gone."""

    def __init__(self, number, project, item):
        self.number, self.project, self.item = number, project, item
        self.count = self.acknowledged = 0
        self.made = []
        self.pending = None  # (body, key) that got no answer
        self.odd = None

    def operation(self):
        self.count += 1
        if self.count % 7 == 0:
            return {"op": "create", "entity": "item", "temp": -1, "set": {"title": f"w{self.number} new {self.count}"}}
        return {"op": "update", "entity": "item", "id": self.item, "set": {"title": f"w{self.number} {self.count}"}}

    def send(self, server):
        body, key = self.pending
        status, _, reply = server.ask("POST", f"/projects/{self.project}/operations", body, **{"Idempotency-Key": key})
        if status != 200:
            self.odd = (status, reply)
            return False
        self.made += reply["created"].values()
        operation = body["operations"][0]
        if operation["op"] == "update":
            self.acknowledged = int(operation["set"]["title"].split()[1])
        self.pending = None
        return True

    def work(self, server, is_over):
        try:
            while not is_over.is_set():
                self.pending = ({"operations": [self.operation()], "client": f"w{self.number}"}, f"{self.number}-{self.count}")
                if not self.send(server):
                    return
        except (OSError, http.client.HTTPException):
            pass  # the server went away in the midst of it


def set_up(server):
    _, _, project = server.ask("POST", "/projects", {"title": "Crash", "start": "2026-03-02T08:00:00Z"})
    create = [{"op": "create", "entity": "item", "temp": -1 - i, "set": {"title": f"w{i} 0", "duration_s": 28800}} for i in range(WRITERS)]
    _, _, reply = server.ask("POST", f"/projects/{project['id']}/operations", {"operations": create})
    return project["id"], [Writer(i, project["id"], reply["created"][str(-1 - i)]) for i in range(WRITERS)]


def one_round(folder, writers, rnd):
    server = Served(folder)
    is_over = threading.Event()
    threads = [threading.Thread(target=w.work, args=(server, is_over)) for w in writers]
    for thread in threads:
        thread.start()
    time.sleep(rnd.uniform(0.15, 0.6))
    server.kill()
    is_over.set()
    for thread in threads:
        thread.join(60)


def check_round(results, folder, writers, name):
    """What was answered is there; what was not answered is sent again, and done once."""
    server = Served(folder)
    for w in writers:
        results.check(f"{name}: every answer is 200", w.odd is None, w.odd)
        w.odd = None
        if w.pending:
            results.check(f"{name}: the lost request again", w.send(server), w.odd)
        _, _, item = server.ask("GET", f"/items/{w.item}")
        results.check(f"{name}: the last title stands", item["title"] == f"w{w.number} {w.acknowledged}", (item["title"], w.acknowledged))
    _, _, plan = server.ask("GET", f"/projects/{writers[0].project}/plan")
    there = plan["items"]["columns"]["id"]
    made = sorted(i for w in writers for i in w.made + [w.item])
    results.check(f"{name}: items made, each once", sorted(there) == made, (there, made))
    results.check(f"{name}: stops when asked", server.stop() == 0)


def kills(results, folder):
    server = Served(folder)
    _, writers = set_up(server)
    results.check("a first stop", server.stop() == 0)
    rnd = random.Random(20260302)
    for i in range(ROUNDS):
        before = sum(w.count for w in writers)
        one_round(folder, writers, rnd)
        results.check(f"round {i}: writers wrote", sum(w.count for w in writers) > before)
        check_round(results, folder, writers, f"round {i}")
    code, out, error = run("check", "--data", folder)
    results.check("the journal holds after all of it", code == 0 and "No findings" in out, out + error)
