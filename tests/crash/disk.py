"""The data folder: locked, read-only, full, of a newer version, changed past the program."""
import os
import shutil
import socket
import sqlite3
import subprocess
import time

from served import Served, run

MIB = 1 << 20


def new_data(folder):
    """A folder with a project of one item, whose title was changed once."""
    server = Served(folder)
    _, _, project = server.ask("POST", "/projects", {"title": "Disk", "start": "2026-03-02T08:00:00Z"})
    path = f"/projects/{project['id']}/operations"
    _, _, reply = server.ask("POST", path, {"operations": [{"op": "create", "entity": "item", "temp": -1, "set": {"title": "One"}}]})
    item = reply["created"]["-1"]
    server.ask("POST", path, {"operations": [{"op": "update", "entity": "item", "id": item, "set": {"title": "Two"}}]})
    server.stop()
    return project["id"], item


def sql(folder, *statements):
    with sqlite3.connect(os.path.join(folder, "gantline.db")) as db:
        for one in statements:
            db.execute(one)
    db.close()


def refused(results, name, folder, *words):
    code, out, error = run("serve", "--data", folder, "--port", "0", limit=30)
    results.check(name, code == 1 and out == "" and all(word in error.lower() for word in words), (code, out, error))


def locked(results, folder):
    new_data(folder)
    server = Served(folder)
    refused(results, "a second server on the folder", folder, folder.lower())
    results.check("the first goes on", server.ask("GET", "/projects")[0] == 200)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, error = run("serve", "--data", folder + "-other", "--port", str(port), limit=30)
        results.check("a port that is taken", code == 1 and str(port) in error, (code, error))
    server.stop()


def newer(results, folder):
    new_data(folder)
    sql(folder, "PRAGMA user_version = 9999")
    refused(results, "a database of a newer version", folder, "newer")


def foreign(results, folder):
    os.mkdir(folder)
    with open(os.path.join(folder, "gantline.db"), "wb") as f:
        f.write(b"this is no database " * 500)
    refused(results, "a file that is no database", folder, "gantline.db")


def changed(results, folder):
    _, item = new_data(folder)
    code, out, error = run("check", "--data", folder)
    results.check("sound data", code == 0, out + error)
    sql(folder, f"UPDATE item SET title = 'Three' WHERE id = {item}")
    code, out, error = run("check", "--data", folder)
    results.check("a row changed past the program", code == 1 and f"item {item}" in out and "title" in out and "Two" in out, out + error)
    sql(folder, f"UPDATE item SET title = 'Two' WHERE id = {item}", f"DELETE FROM item WHERE id = {item}")
    code, out, error = run("check", "--data", folder)
    results.check("a row deleted past the program", code == 1 and f"item {item}" in out, out + error)


def mounted(path, *options):
    os.makedirs(path, exist_ok=True)
    return subprocess.run(["mount", *options, "tmpfs", path], capture_output=True, check=False).returncode == 0


def read_only(results, folder):
    if not mounted(folder, "-t", "tmpfs", "-o", "size=16m"):
        return results.skip("a read-only folder", "mounting is not allowed here")
    try:
        new_data(folder)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        refused(results, "a read-only folder", folder, folder.lower())
    finally:
        subprocess.run(["umount", folder], check=False)


def fill_by_writing(server, project):
    """Status of the first refused change; bounded."""
    body = {"operations": [{"op": "create", "entity": "item", "temp": -1 - i, "set": {"title": "x" * 200, "body": "y" * 8000}} for i in range(50)]}
    for _ in range(200):
        status, _, reply = server.ask("POST", f"/projects/{project}/operations", body)
        if status != 200:
            return status, reply
    return 200, None


def full(results, folder):
    if not mounted(folder, "-t", "tmpfs", "-o", "size=12m"):
        return results.skip("a full disk", "mounting is not allowed here")
    try:
        project, item = new_data(folder)
        filler = os.path.join(folder, "filler")
        with open(filler, "wb") as f:
            f.write(b"f" * (5 * MIB))
        server = Served(folder)
        status, reply = fill_by_writing(server, project)
        results.check("a full disk answers 507", status == 507 and len(reply["detail"]) > 20, (status, reply))
        status, _, plan = server.ask("GET", f"/projects/{project}/plan")
        results.check("reading goes on", status == 200, status)
        kept = plan["items"]["count"], plan["seq"]
        os.remove(filler)
        change = {"operations": [{"op": "update", "entity": "item", "id": item, "set": {"title": "Free again"}}]}
        for _ in range(20):
            status, _, reply = server.ask("POST", f"/projects/{project}/operations", change)
            if status == 200:
                break
            time.sleep(0.2)
        results.check("writing goes on when there is room", status == 200 and reply["seq"] == kept[1] + 1, (status, reply))
        results.check("stops when asked", server.stop() == 0)
        server = Served(folder)
        _, _, plan = server.ask("GET", f"/projects/{project}/plan")
        results.check("nothing by halves", (plan["items"]["count"], plan["seq"]) == (kept[0], kept[1] + 1), (kept, plan["seq"]))
        server.stop()
        code, out, error = run("check", "--data", folder)
        results.check("sound after a full disk", code == 0, out + error)
    finally:
        subprocess.run(["umount", folder], check=False)


def disk(results, folder):
    for name, test in [("locked", locked), ("newer", newer), ("foreign", foreign), ("changed", changed), ("read-only", read_only), ("full", full)]:
        place = os.path.join(folder, name)
        test(results, place)
        shutil.rmtree(place, ignore_errors=True)
