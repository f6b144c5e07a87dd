"""Input that is wrong: every answer is a problem with a sentence, and the server goes on."""
import http.client
import socket

from served import Served, run

XML = '<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>T</Title><StartDate>2026-03-02T08:00:00</StartDate><Tasks>%s</Tasks></Project>'
TASK = "<Task><UID>1</UID><ID>1</ID><Name>%s</Name><Start>%s</Start><Duration>PT8H0M0S</Duration></Task>"
MIB = 1 << 20

FILES = [
    ("an empty file", b""),
    ("a file that breaks off", XML[:120].encode()),
    ("tags that do not fit", (XML % "<Task><UID>1</Task></UID>").encode()),
    ("bytes that are no UTF-8", (XML % TASK).encode().replace(b"%s", b"\xff\xfe\xfa")),
    ("UTF-16 that says UTF-8", (XML % TASK).replace("1.0\"", "1.0\" encoding=\"UTF-8\"").encode("utf-16")),
    ("an unknown encoding", (XML % "").replace("1.0\"", "1.0\" encoding=\"EBCDIC-XY\"").encode()),
    ("entities within entities", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><Project>&c;</Project>'),
    ("a foreign document", b"<html><body>no plan</body></html>"),
    ("gzip of nothing", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    ("tags within tags without end", b"<Project>" + b"<a>" * 200000),
]

FIELDS = [
    ("a day that does not exist", {"deadline": "2026-02-30T08:00:00Z"}, "deadline"),
    ("a year too far", {"constraint": "snet", "constraint_at": "99999-01-01T00:00:00Z"}, "constraint_at"),
    ("a year before the calendar", {"start": "0000-00-00T00:00:00Z"}, "start"),
    ("a duration without end", {"duration_s": 1e300}, "duration_s"),
    ("a negative duration", {"duration_s": -1}, "duration_s"),
    ("more than done", {"percent_complete": 101}, "percent_complete"),
    ("a title without letters", {"title": "   "}, "title"),
    ("a member that is not there", {"titel": "x"}, "titel"),
    ("a text for a number", {"priority": "high"}, "priority"),
    ("a parent that is not there", {"parent": 987654}, "parent"),
]


def is_problem(status, kind, reply, *expected):
    return status in expected and kind.startswith("application/problem+json") and len(reply.get("detail") or reply.get("title") or "") > 10


def files(results, server):
    for name, body in FILES:
        status, kind, reply = server.ask("POST", "/import?format=auto&name=x.xml", body, **{"Content-Type": "application/xml"})
        results.check(name, is_problem(status, kind, reply, 400, 413, 415, 422), (status, reply))
    wish = "<ConstraintType>4</ConstraintType><ConstraintDate>31999-12-31T08:00:00</ConstraintDate></Task>"
    far = (XML % (TASK % ("Far", "2026-03-02T08:00:00")).replace("</Task>", wish)).encode()
    status, _, reply = server.ask("POST", "/import?format=auto&name=x.xml", far, **{"Content-Type": "application/xml"})
    is_told = status == 201 and reply["report"]["warnings"]
    results.check("a date out of range in a file is refused or told", status in (400, 422) or is_told, (status, reply))


def fields(results, server, project, item):
    for name, change, field in FIELDS:
        body = {"operations": [{"op": "update", "entity": "item", "id": item, "set": change}]}
        status, kind, reply = server.ask("POST", f"/projects/{project}/operations", body)
        named = [one.get("field") for one in reply.get("errors", [])] if isinstance(reply, dict) else []
        results.check(name, is_problem(status, kind, reply, 422) and field in named, (status, reply))


def circles(results, server, project, items):
    a, b, c = items
    link = lambda x, y: {"op": "create", "entity": "link", "set": {"pred": x, "succ": y}}  # noqa: E731
    status, kind, reply = server.ask("POST", f"/projects/{project}/operations", {"operations": [link(a, b), link(b, c), link(c, a)]})
    names = all(name in reply.get("detail", "") for name in ("A", "B", "C"))
    results.check("links in a circle", is_problem(status, kind, reply, 422) and reply["type"].endswith("cycle") and names, reply)
    own = [{"op": "update", "entity": "item", "id": a, "set": {"parent": a}}]
    status, kind, reply = server.ask("POST", f"/projects/{project}/operations", {"operations": own})
    results.check("an item below itself", is_problem(status, kind, reply, 422), reply)


def flood(results, server):
    """Ten gigabytes in chunks: cut off at the limit, without holding them in memory."""
    block = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = 0
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as s:
        s.sendall(b"POST /api/v1/import?format=mspdi&name=x HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n" % server.port)
        try:
            while sent < 10240 * MIB:
                s.sendall(block)
                sent += 0x10000
        except OSError:
            pass
        try:
            answer = s.recv(4096)
        except OSError:
            pass
    results.check("ten gigabytes are cut off", sent < 400 * MIB, f"{sent // MIB} MiB were taken")
    results.check("with 413 or a closed line", answer == b"" or b" 413 " in answer.split(b"\r\n")[0], answer[:200])
    results.check("memory stays small", server.memory_kib() < 400 * 1024, f"{server.memory_kib()} KiB")


# What the HTTP library refuses before anybody is asked: an answer of its own, or none.
LIBRARY = ("a head without end", "a broken chunk", "noise")


def heads(results, server):
    """Refused by the wire: whatever is wrong, the answer is ours and the line is closed."""
    port = server.port
    host = b"Host: 127.0.0.1:%d\r\n" % port
    wrong = [
        ("a long head", b"GET /api/v1/me HTTP/1.1\r\n" + host + b"X-Long: " + b"a" * 20000 + b"\r\n\r\n", (b"431",)),
        ("a head without end", b"GET /api/v1/me HTTP/1.1\r\n" + host + b"X-Long: " + b"a" * 200000 + b"\r\n\r\n", (b"431", b"400", b"413", b"")),
        ("no host", b"GET /api/v1/me HTTP/1.1\r\n\r\n", (b"400",)),
        ("a broken chunk", b"POST /api/v1/projects HTTP/1.1\r\n" + host + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", (b"400",)),
        ("a foreign host", b"GET /api/v1/me HTTP/1.1\r\nHost: example.org\r\n\r\n", (b"403", b"421")),
        ("two lengths", b"POST /api/v1/projects HTTP/1.1\r\n" + host + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", (b"400",)),
        ("noise", b"\x00\x01\x02\x03\r\n\r\n", (b"400", b"")),
    ]
    for name, text, statuses in wrong:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
            answer = b""
            try:
                s.sendall(text)
                answer = s.recv(4096)
            except OSError:
                pass
        status = answer.split(b" ")[1] if answer.startswith(b"HTTP/1.") else b""
        is_ours = b"application/problem+json" in answer or name in LIBRARY
        results.check(name, status in statuses and is_ours, answer[:200])


def commands(results, folder):
    """The command line says what is wrong in one sentence; 1 is a failure, 2 a wrong call."""
    for name, args, wanted in [
        ("a file that is not there", ["import", folder + "/none.xml", "--data", folder], 1),
        ("a folder instead of a file", ["import", "tests", "--data", folder], 1),
        ("an unknown command", ["frobnicate"], 2),
        ("an unknown option", ["project", "list", "--data", folder, "--sideways"], 2),
        ("a project that is not there", ["item", "list", "999999", "--data", folder], 1),
        ("no data folder", ["project", "list"], 2),
        ("a port that is no number", ["serve", "--data", folder, "--port", "many"], 2),
    ]:
        code, out, error = run(*args)
        lines = [line for line in error.splitlines() if line.strip()]
        results.check(name, code == wanted and out == "" and lines and len(lines[0]) > 15, (code, out, error))


def inputs(results, folder):
    server = Served(folder)
    _, _, project = server.ask("POST", "/projects", {"title": "Wrong", "start": "2026-03-02T08:00:00Z"})
    create = [{"op": "create", "entity": "item", "temp": -1 - i, "set": {"title": title, "duration_s": 28800}} for i, title in enumerate("ABC")]
    _, _, reply = server.ask("POST", f"/projects/{project['id']}/operations", {"operations": create})
    items = [reply["created"][str(-1 - i)] for i in range(3)]
    try:
        files(results, server)
        fields(results, server, project["id"], items[0])
        circles(results, server, project["id"], items)
        heads(results, server)
        flood(results, server)
    except (OSError, http.client.HTTPException) as gone:
        results.check("the server answers whatever comes", False, repr(gone))
    status, _, plan = server.ask("GET", f"/projects/{project['id']}/plan")
    results.check("after all of it the plan is what it was", status == 200 and plan["seq"] == 2 and plan["items"]["count"] == 3, plan if status != 200 else plan["seq"])
    results.check("stops when asked", server.stop() == 0)
    commands(results, folder)
