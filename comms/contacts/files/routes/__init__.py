"""Pages of files: taken in, taken back, written."""

from comms.contacts.files.routes import downloads, importing
from comms.contacts.files.routes.waiting import today

__all__ = ["downloads", "importing", "today"]
