"""Draws the next migration from what the models say and the history does not: read it, mend it.

`python -m tests.house.migration "words for it"`
"""

import sys
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

import comms.factory  # noqa: F401 - the core's tables are known once the factory is
import tests.house.tables  # noqa: F401 - and those of every room, opened or not
from comms.core import db as database
from comms.migrations import running, stepping


def draw(words: str) -> Path:
    """Write the next file of the history; return it."""
    number = f"{len(running.known()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/history.db")
        database.prepare(engine)
        if running.known():
            stepping.upgrade(engine)
        stepping.revise(engine, number, words)
    return next(running.VERSIONS.glob(f"{number}_*.py"))


if __name__ == "__main__":
    print(draw(sys.argv[1]))
