"""Reads alerts: who was told, what a mail tells, what is in doubt; members first, guests beside."""

from comms.monitoring.alerts.queries.members import (
    gathering,
    habits,
    last_left,
    paces,
    promised,
    recent,
    said_habits,
    told,
    told_by,
    troubled,
    watched_by,
)

__all__ = [
    "gathering",
    "habits",
    "last_left",
    "paces",
    "promised",
    "recent",
    "said_habits",
    "told",
    "told_by",
    "troubled",
    "watched_by",
]
