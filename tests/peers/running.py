"""The application as people run it: `python app.py`, a folder and a port of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.peers.again import Copy
from tests.peers.waiting import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"https?://\S+")
# What a developer's own shell or .env may hold must not reach the application under test.
OURS = ("COMMS_", "SMTP_", "MAIL_", "BOUNCE_", "DATABASE_URL", "PUBLIC_URL", "HOST", "PORT")


class Running:
    """One server with its jobs beside it. `environ` adds to or replaces what it is started with."""

    def __init__(self, folder: Path, **environ: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port = folder, free_port()
        self.log = folder / "stdout.log"
        self.environ = {
            "COMMS_DATA": str(folder),
            "PORT": str(self.port),
            "COMMS_ALLOW_NETS": "127.0.0.0/8",
            "MAIL_FROM": "Observatoire <presse@observatoire.example>",
            "PYTHONUNBUFFERED": "1",
            "FLASK_APP": "app.py",
            **environ,
        }
        self._process: subprocess.Popen[bytes] | Copy | None = None

    @property
    def url(self) -> str:
        """Return the address of the first page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Return the number of the serving process."""
        assert self._process is not None, "not started"
        return self._process.pid

    def start(self, seconds: float = 30.0, **environ: str) -> None:
        """Start and wait until pages are served: the first time by name, then as a copy."""
        self.environ |= environ
        if self._process is None:
            self._process = self._begun()
        else:
            self._process = Copy(ROOT, self._environ(), self.log)
        wait_for(self._is_up, seconds, f"python app.py ({self.log})")

    def _begun(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "app.py"],
                cwd=ROOT,
                env=self._environ(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _is_up(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"python app.py ended by itself:\n{self.said()[-3000:]}")
        return self.answer("/healthz") in (200, 503)  # 503: it serves, and says that it is unwell

    def answer(self, path: str) -> int:
        """Return the status of a page as a stranger gets it; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def stop(self) -> None:
        """Ask it to end, and see that server and jobs are gone."""
        if self._process is None:
            return
        children = self.children()
        self._process.terminate()
        try:
            self._process.wait(timeout=45)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        wait_for(lambda: not any(map(_lives, children)), 45, "the jobs ended")

    def kill(self) -> None:
        """End server and jobs at once, as a power cut would (`kill -9` of both)."""
        for pid in (self.pid, *self.children()):
            _kill(pid)
        assert self._process is not None
        self._process.wait(timeout=10)

    def children(self) -> list[int]:
        """Return the processes the server started."""
        return [pid for pid in _processes() if _parent(pid) == self.pid]

    def said(self) -> str:
        """Return everything it has said on its output."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def link(self, part: str) -> str:
        """Return the last address it printed that holds `part`."""
        wait_for(lambda: any(part in each for each in LINK.findall(self.said())), 10, part)
        return [each for each in LINK.findall(self.said()) if part in each][-1].rstrip(".,;)»")

    def flask(self, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of ours beside it, on the same folder and database."""
        return subprocess.run(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=self._environ(),
            input=said,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def asked(self, *words: str, said: str = "") -> Any:
        """Run a command with --json and return what it answered; it must succeed."""
        done = self.flask(*words, "--json", said=said)
        assert done.returncode == 0, f"{words}: {done.stderr or done.stdout}"
        return json.loads(done.stdout)

    def move_clock(self, instant: datetime) -> None:
        """Have the next start stand at an instant."""
        self.environ["COMMS_NOW"] = instant.isoformat()

    def _environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**kept, **self.environ}


@contextmanager
def running(folder: Path, **environ: str) -> Iterator[Running]:
    """Run the application while the block lasts."""
    app = Running(folder, **environ)
    app.start()
    try:
        yield app
    finally:
        app.stop()


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _stat(pid: int) -> list[str]:
    """Return what /proc says after the name: state, parent, ..."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X", "0"]


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _lives(pid: int) -> bool:
    return _stat(pid)[0] not in "XZ"


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it ended before us
