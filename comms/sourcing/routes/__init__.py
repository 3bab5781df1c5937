"""What stands beside a text about its records, and in it as chips; drafts from figures."""

from comms.sourcing.routes import chips, drafting, striking
from comms.sourcing.routes.beside import used
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.routes.striking import today, warned
from comms.sourcing.service.binding import pressed

__all__ = ["bp", "chips", "drafting", "pressed", "striking", "today", "used", "warned"]
