"""How a member wants to be told: of which watches, how often, when not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from comms.core.db import db
from comms.core.rights import Actor
from comms.monitoring.alerts.models import AlertHabits, Guest
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.queries import listing, reading
from comms.monitoring.watches.rules.paces import Pace


@dataclass(frozen=True)
class Wanted:
    """When somebody wants alerts, and when not; `zone` empty is the association's."""

    hour: int = 8
    only_workdays: bool = False
    quiet_from: int | None = None
    quiet_to: int | None = None
    zone: str = ""
    even_empty: bool = False

    def keep_in(self, row: AlertHabits | Guest) -> None:
        """Write it down in the row of whoever is told."""
        for name, value in asdict(self).items():
            setattr(row, name, value)


def choose(wanted: Wanted, paces: Mapping[int, Pace | None], *, actor: Actor) -> None:
    """Keep how a member wants to be told; a watch that is not named stays as it is.

    Nobody asks to be told of a watch they do not read. What waits already leaves at the hour it
    was promised for.
    """
    habits = db.session.get(AlertHabits, actor.id)
    if habits is None:
        habits = AlertHabits(member_id=actor.id)
        db.session.add(habits)
    wanted.keep_in(habits)
    for watch in reading.readable(listing.open_ones(), actor):
        if watch.id in paces:
            watches.wish(watch, paces[watch.id], actor=actor)
