"""The process that runs the jobs: ends when it is told to, or when the server beside it is gone."""

import threading

from app import create_app
from comms.adapters import programs
from comms.factory import House
from jobs import runner


def main() -> None:
    """Work until stopped."""
    work(create_app())


def work(app: House) -> None:
    """Run the jobs of an application until stopped."""
    stopping = runner.stop_on_signals()
    threading.Thread(target=_wait_for_parent, args=(stopping,), daemon=True).start()
    runner.work(app, stopping)


def _wait_for_parent(stopping: threading.Event) -> None:
    programs.parent_ends()
    stopping.set()


if __name__ == "__main__":
    main()
