"""Pages of the door and of the accounts."""

from comms.accounts import forms
from comms.accounts.routes import doors, links, members, own
from comms.accounts.routes.blueprint import bp
from comms.accounts.routes.browser import recognise

__all__ = ["bp", "doors", "forms", "links", "members", "own", "recognise"]
