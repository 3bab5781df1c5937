"""Pages of the calendar."""

from comms.calendar.routes import looking, moving, saying, subscribing
from comms.calendar.routes.blueprint import bp

__all__ = ["bp", "looking", "moving", "saying", "subscribing"]
