"""The process that runs the jobs: ends when it is told to, or when the server beside it is gone."""

import os
import sys
import threading

from app import create_app
from jobs import runner


def main() -> None:
    """Work until stopped."""
    stopping = runner.stop_on_signals()
    threading.Thread(target=_wait_for_parent, args=(stopping,), daemon=True).start()
    runner.work(create_app(), stopping)


def _wait_for_parent(stopping: threading.Event) -> None:
    """Read a pipe nobody writes to: it ends when the parent does, even by kill -9."""
    os.read(sys.stdin.fileno(), 1)  # sys.stdin has a lock that would abort the end of this process
    stopping.set()


if __name__ == "__main__":
    main()
