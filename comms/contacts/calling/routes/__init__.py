"""Pages made for one thumb: a session of calls, a call that comes in."""

from comms.contacts.calling.routes import ringing
from comms.contacts.calling.routes.sessions import today

__all__ = ["ringing", "today"]
