"""Joints: functions of higher rooms known by name, so that a command starts without the rooms."""

from dataclasses import dataclass
from functools import cache
from pkgutil import resolve_name
from typing import Any


@dataclass(frozen=True)
class Joint:
    """A function, « comms.posts.queries:lacks »; the first call imports its room.

    A room that only listens costs a command a tenth of a second (imports, measured in
    `tests.bench`), and most commands have nothing to tell it. `tests/house/test_joints.py` calls
    every name, and compares what it takes with what it is told.
    """

    name: str

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call it."""
        return found(self.name)(*args, **named)


@cache
def found(name: str) -> Any:
    """Return the function of a name; raises `ImportError` or `AttributeError` if there is none."""
    return resolve_name(name)
