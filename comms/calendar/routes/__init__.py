"""Pages of the calendar."""

from comms.calendar.routes import days, looking, moving, saying, subscribing
from comms.calendar.routes.blueprint import bp

__all__ = ["bp", "days", "looking", "moving", "saying", "subscribing"]
