"""Pages of the advocacy, and what it shows on pages of other rooms."""

from comms.advocacy.routes import keeping
from comms.advocacy.routes.blueprint import bp
from comms.advocacy.routes.showing import (
    beside_campaign,
    count,
    found,
    known,
    on_calendar,
    on_contact_card,
    today,
    told,
)

__all__ = [
    "beside_campaign",
    "bp",
    "count",
    "found",
    "keeping",
    "known",
    "on_calendar",
    "on_contact_card",
    "today",
    "told",
]
