"""One worker of the tests: a process that walks a schedule whose jobs leave a trace in a file.

`python -m tests.jobs.worker many|held`; it says when it is ready and begins when it is told to.
"""

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

from comms.core import settings
from comms.factory import make_app
from jobs import runner
from jobs.schedule import Job

TRACE = Path(os.environ["TRACE"])
LANES, HOUR = ("a", "b", "c", "d"), timedelta(hours=1)


def trace(*words: object) -> None:
    """Add one line; several processes may, lines stay whole."""
    with TRACE.open("a") as file:
        file.write(" ".join(map(str, words)) + "\n")


def many() -> tuple[Job, ...]:
    """Twenty jobs in four lanes, and at the end of each lane one that only this process has."""
    ours = [
        Job(f"job {number}", HOUR, lambda number=number: trace("ran", number), LANES[number % 4])
        for number in range(20)
    ]
    last = [
        Job(f"end {lane} {os.getpid()}", HOUR, lambda: trace("end", os.getpid()), lane)
        for lane in LANES
    ]
    return (*ours, *last)


def held() -> tuple[Job, ...]:
    """Hold one thing until the test lets go of it; then do one more only if nobody said stop."""

    def hold() -> None:
        trace("took")
        Path(os.environ["GATE"]).read_text()  # a FIFO: reads until somebody writes
        trace("finished")

    return (Job("hold", HOUR, hold), Job("next", HOUR, lambda: trace("next")))


def main() -> None:
    """Get ready, wait for the word, work until stopped."""
    app = make_app(settings.read())
    stopping = runner.stop_on_signals()
    threading.Thread(target=_tell, args=(stopping,), daemon=True).start()
    print("ready", flush=True)
    sys.stdin.readline()
    runner.work(app, stopping, {"many": many, "held": held}[sys.argv[1]]())
    trace("ended")


def _tell(stopping: threading.Event) -> None:
    stopping.wait()
    trace("told")


if __name__ == "__main__":
    main()
