"""Reads the contact book."""

from comms.contacts.queries.courtesy import clock_of, courtesy, disturbs
from comms.contacts.queries.finding import Hit, people_like, search
from comms.contacts.queries.informing import notice_for
from comms.contacts.queries.lists import (
    Recipient,
    list_choices,
    list_names,
    made_at,
    overview,
    recipients,
)
from comms.contacts.queries.people import (
    Card,
    by_name,
    card_of,
    cards,
    confidants,
    count,
    exchanges,
    hidden_from,
    may_see,
    outlet_names,
    recent,
)

__all__ = [
    "Card",
    "Hit",
    "Recipient",
    "by_name",
    "card_of",
    "cards",
    "clock_of",
    "confidants",
    "count",
    "courtesy",
    "disturbs",
    "exchanges",
    "hidden_from",
    "list_choices",
    "list_names",
    "made_at",
    "may_see",
    "notice_for",
    "outlet_names",
    "overview",
    "people_like",
    "recent",
    "recipients",
    "search",
]
