"""Alerts: how one wants them, people without an account, and what asks a person."""

from collections.abc import Iterator

from comms.core.panels import TodayCard
from comms.core.rights import Actor
from comms.monitoring.alerts.routes import guests, members
from comms.monitoring.alerts.routes.blueprint import bp

__all__ = ["bp", "today"]


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the alerts that ask a person, to members and to guests."""
    yield from members.today(actor)
    yield from guests.today(actor)
