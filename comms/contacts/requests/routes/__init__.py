"""Pages of what journalists ask, of who answers, and of what is to be done again."""

from comms.contacts.requests.routes import answering
from comms.contacts.requests.routes.due import today
from comms.contacts.requests.routes.spokespeople import beside_campaign

__all__ = ["answering", "beside_campaign", "today"]
