"""Pages of people and newsrooms, and the blueprint of all rooms of contacts."""

from comms.contacts.book.routes import outlets, writing
from comms.contacts.book.routes.blueprint import bp

__all__ = ["bp", "outlets", "writing"]
