"""Pages of the press events, and what they show on pages of other rooms."""

from comms.events.routes import deciding, guests, keeping
from comms.events.routes.blueprint import bp
from comms.events.routes.guests import own_answer
from comms.events.routes.showing import (
    around_campaign,
    beside_piece,
    found,
    known,
    on_calendar,
    on_contact_card,
    to_decide,
    today,
    told,
)

__all__ = [
    "around_campaign",
    "beside_piece",
    "bp",
    "deciding",
    "found",
    "guests",
    "keeping",
    "known",
    "on_calendar",
    "on_contact_card",
    "own_answer",
    "to_decide",
    "today",
    "told",
]
