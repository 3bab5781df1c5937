"""Which mentions a list shows, and the way back to it."""

from dataclasses import dataclass
from typing import Any, Self

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import rows
from comms.core.query import read
from comms.monitoring.mentions.forms import Fields
from comms.monitoring.mentions.queries import searching
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.forms import read_line

ALL = "all"


@dataclass(frozen=True)
class Filter:
    """Which mentions a list shows; every link and form of the page carries it on."""

    state: str = State.NEW
    watch: int | None = None
    words: str = ""  # a query, in the language of the watches

    @classmethod
    def of(cls, fields: Fields) -> Self:
        """Read a filter; what is no state shows the new ones."""
        state = fields.get("state", "")
        known = state if state in {*State, ALL} else State.NEW
        return cls(known, rows.number(fields.get("watch")), read_line(fields, "q"))

    @property
    def wanted(self) -> str:
        """The state as queries take it."""
        return "" if self.state == ALL else self.state

    def args(self, **more: Any) -> dict[str, Any]:
        """Return what an address of the list says; what is None is left out."""
        return {"state": self.state, "watch": self.watch, "q": self.words or None, **more}

    def found(self) -> list[int] | None:
        """Return the mentions its words find; None when it has no words.

        Raises:
            QueryRefused: where they cannot be read.
        """
        return searching.found(read(self.words)) if self.words else None


def back(mention_id: int) -> ResponseReturnValue:
    """Show the mention again, in the list it was read in."""
    if "state" not in request.form:
        return redirect(url_for(".show", mention_id=mention_id), 303)
    args = Filter.of(request.form).args(at=mention_id)
    return redirect(url_for(".overview", **args), 303)


def read_ids(typed: list[str]) -> list[int]:
    """Read numbers, some of them joined by commas: the mentions of one story go together."""
    each_alone = [number for some in typed for number in some.split(",")]
    return list(dict.fromkeys(rows.numbers(each_alone)))
