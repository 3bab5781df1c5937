"""Pages of the calendar."""

from comms.calendar.routes import looking, moving, subscribing
from comms.calendar.routes.blueprint import bp

__all__ = ["bp", "looking", "moving", "subscribing"]
