"""Pages of the watches: what is watched, one of them, what is kept of all sources."""

from comms.monitoring.watches.routes import searching, writing
from comms.monitoring.watches.routes.blueprint import bp
from comms.monitoring.watches.routes.listing import found

__all__ = ["bp", "found", "searching", "writing"]
