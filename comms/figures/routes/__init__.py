"""Pages of the bank: its list and its cards, what people do with a figure, a month as a file."""

from comms.figures.routes import importing, reading, sharing
from comms.figures.routes.blueprint import bp
from comms.figures.routes.reading import found, known, today
from comms.figures.routes.sharing import given

__all__ = ["bp", "found", "given", "importing", "known", "reading", "sharing", "today"]
