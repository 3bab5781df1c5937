"""Pages of the mentions: sort them, read one, enter one by hand, take them away."""

from comms.monitoring.mentions.routes import (
    attributing,
    catching_up,
    completing,
    copies,
    entering,
    linking,
    reading,
    sorting,
    taking,
)
from comms.monitoring.mentions.routes.around import (
    around_campaign,
    count,
    found,
    known,
    on_card,
    today,
    told,
    wrote,
)
from comms.monitoring.mentions.routes.blueprint import bp

__all__ = [
    "around_campaign",
    "attributing",
    "bp",
    "catching_up",
    "completing",
    "copies",
    "count",
    "entering",
    "found",
    "known",
    "linking",
    "on_card",
    "reading",
    "sorting",
    "taking",
    "today",
    "told",
    "wrote",
]
