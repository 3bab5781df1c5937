"""The application in a time of its own, which runs on whether it is up or lies killed."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.peers import Running


class Rehearsal:
    """A house and its hour."""

    def __init__(self, app: Running, begins: datetime) -> None:
        self.app, self._begins, self._started = app, begins, time.monotonic()
        self.before_stop: list[Callable[[], object]] = []  # pages left open ask a house not there

    def now(self) -> datetime:
        """Return the hour it is there."""
        return self._begins + timedelta(seconds=time.monotonic() - self._started)

    def start(self, later: timedelta = timedelta(0)) -> None:
        """Start, perhaps some time later than it would be."""
        self._begins += later
        self.app.move_clock(self.now())
        self.app.start()

    def at(self, hour: datetime, *command: str) -> None:
        """Run a command at an hour that is still to come there, beside the house."""
        before = self.app.environ.get("COMMS_NOW", "")
        self.app.move_clock(hour)
        done = self.app.flask(*command)
        assert done.returncode == 0, done.stderr
        self.app.environ["COMMS_NOW"] = before

    def wait_until(self, hour: datetime) -> None:
        """Let the hour come: stop, and start a few seconds past it."""
        for leave in self.before_stop:
            leave()
        self.app.stop()
        self.start(later=hour + timedelta(seconds=2) - self.now())
