"""Pages of the contact book."""

from comms.contacts.routes import (
    calling,
    cards,
    downloads,
    finding,
    importing,
    law,
    lists,
    outlets,
    requests,
    ringing,
    twins,
)
from comms.contacts.routes.blueprint import bp
from comms.contacts.routes.calling import today as calls_today
from comms.contacts.routes.finding import found, known, today
from comms.contacts.routes.law import today as law_today
from comms.contacts.routes.requests import beside_campaign
from comms.contacts.routes.requests import today as requests_today

__all__ = [
    "beside_campaign",
    "bp",
    "calling",
    "calls_today",
    "cards",
    "downloads",
    "finding",
    "found",
    "importing",
    "known",
    "law",
    "law_today",
    "lists",
    "outlets",
    "requests",
    "requests_today",
    "ringing",
    "today",
    "twins",
]
