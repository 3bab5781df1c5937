"""One person on one page, and the page the book opens with."""

from comms.contacts.cards.routes import card
from comms.contacts.cards.routes.opening import found, known

__all__ = ["card", "found", "known"]
