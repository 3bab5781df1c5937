"""Pages of the contact book."""

from comms.contacts.routes import cards, downloads, finding, importing, lists, twins
from comms.contacts.routes.blueprint import bp
from comms.contacts.routes.finding import found, today

__all__ = ["bp", "cards", "downloads", "finding", "found", "importing", "lists", "today", "twins"]
