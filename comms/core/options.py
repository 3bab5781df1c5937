"""What the association decided: a few named choices, kept in the database."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, db

DEFAULTS: dict[str, Any] = {
    "association": "",
    "zone": "Europe/Paris",
    "press_contact": "",
    "boilerplate.fr": "",
    "boilerplate.en": "",
    "approvals.post": [None],  # one approval, of any college
    "approvals.release": ["staff", "board"],
    "late_minutes": 60,
    "embargo_late_minutes": 10,
    "own_sites": [],  # hosts; what stands there is no mention of us
    "paused": False,
    "paused_by": None,
}


class Option(Base):
    """One choice that differs from its default."""

    __tablename__ = "options"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


def get(name: str) -> Any:
    """Return the association's choice, or the default; an unknown name is a `KeyError`."""
    default = DEFAULTS[name]
    found = db.session.get(Option, name)
    return default if found is None else found.value


def put(name: str, value: object) -> None:
    """Keep a choice."""
    found = db.session.get(Option, name)
    if value == DEFAULTS[name]:
        if found is not None:
            db.session.delete(found)
    elif found is None:
        db.session.add(Option(name=name, value=value))
    else:
        found.value = value


def nothing_paused() -> ColumnElement[bool]:
    """Return the condition a claim repeats: after « tout suspendre » no call starts."""
    return ~exists(select(Option.name).where(Option.name == "paused"))


def changed() -> dict[str, Any]:
    """Return every choice that was made, for the settings page and the access file."""
    return {each.name: each.value for each in db.session.scalars(select(Option))}
