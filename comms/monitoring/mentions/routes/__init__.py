"""Pages of the mentions: sort them, read one, enter one by hand, take them away."""

from comms.monitoring.mentions.routes import (
    completing,
    copies,
    entering,
    linking,
    reading,
    taking,
)
from comms.monitoring.mentions.routes.blueprint import bp
from comms.monitoring.mentions.routes.linking import around_campaign, on_card, told, wrote
from comms.monitoring.mentions.routes.reading import count, found, known, today

__all__ = [
    "around_campaign",
    "bp",
    "completing",
    "copies",
    "count",
    "entering",
    "found",
    "known",
    "linking",
    "on_card",
    "reading",
    "taking",
    "today",
    "told",
    "wrote",
]
