"""What the tests put into the bank."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.core.db import db
from comms.figures import service
from comms.figures.models import Figure
from comms.figures.rules.record import Draft
from tests.cast import Cast

FORM = {
    "key": "expulsions-2030-02",
    "label_fr": "expulsions observées",
    "label_en": "evictions observed",
    "value": "1 226",
    "unit": "expulsions",
    "period": "2030-02",
    "place": "Calais",
    "source": "registre des observations",
}


def kept(app: Flask, cast: Cast, key: str = "expulsions-2030-02", **facts: Any) -> int:
    """Put a figure into the bank as Inès; Léa has checked it unless `checked=False`."""
    label, checked = facts.pop("label", "expulsions observées"), facts.pop("checked", True)
    facts = {"value": "1226", "period": "2030-02", "source": "registre", **facts}
    ines, omar = cast.actor("ines"), cast.actor("omar")
    with app.app_context():
        figure = service.add(Draft(key, {"fr": label}, **facts), actor=ines)
        if checked:
            service.check(figure, actor=omar)
        db.session.commit()
        return figure.id


def figure(app: Flask, number: int) -> Figure:
    """Return a figure as it stands now, its corrections with it."""
    with app.app_context():
        found = db.session.get_one(Figure, number)
        assert found.corrections is not None
        return found


def acts(app: Flask) -> list[str]:
    """Return what was done, in order."""
    with app.app_context():
        return list(db.session.scalars(select(AuditLine.act).order_by(AuditLine.id)))
