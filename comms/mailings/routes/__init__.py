"""Pages of the sendings: the ledger, what a person decides, and the reader's way out."""

from comms.mailings.routes.beside import beside_piece, courtesy, on_contact_card, told
from comms.mailings.routes.blueprint import bp
from comms.mailings.routes.ledger import object_by_link
from comms.mailings.routes.today import to_decide, today

__all__ = [
    "beside_piece",
    "bp",
    "courtesy",
    "object_by_link",
    "on_contact_card",
    "to_decide",
    "today",
    "told",
]
