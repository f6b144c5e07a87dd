"""The program as a process of its own, for tests that kill it, starve it or send it nonsense."""
import http.client
import json
import os
import subprocess
import time

PROGRAM = os.environ.get("GANTLINE") or "build/release/gantline"


class Served:
    """`gantline serve` on a folder and a free port; ended by its process id alone."""

    def __init__(self, folder):
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if ":" not in line:
            raise RuntimeError(f"the server does not start: exit {self.process.wait(30)}")
        self.port = int(line.strip().rsplit(":", 1)[1])

    def link(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method, path, body=None, **headers):
        """Status, headers and JSON (or text) of the answer; one connection each."""
        link = self.link()
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        try:
            link.request(method, "/api/v1" + path, body, headers)
            reply = link.getresponse()
            text = reply.read()
        finally:
            link.close()
        kind = reply.headers.get("Content-Type", "")
        return reply.status, kind, json.loads(text) if "json" in kind else text.decode(errors="replace")

    def memory_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmHWM:"))

    def kill(self):
        self.process.kill()
        self.process.wait(30)
        self.process.stdout.close()

    def stop(self):
        """Exit code after a polite end; None when it took longer than ten seconds."""
        self.process.terminate()
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            return None
        finally:
            self.process.stdout.close()


def run(*args, limit=120):
    """Exit code, and what stood on both outputs."""
    done = subprocess.run([PROGRAM, *args], capture_output=True, text=True, timeout=limit, check=False)
    return done.returncode, done.stdout, done.stderr


class Results:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.begin = time.monotonic()

    def check(self, name, is_good, seen=""):
        if is_good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {str(seen)[:600]}", flush=True)

    def skip(self, name, why):
        self.skipped += 1
        print(f"SKIPPED {name}: {why}", flush=True)

    def end(self):
        more = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{more} ({time.monotonic() - self.begin:.0f} s)")
        return 1 if self.failed else 0
