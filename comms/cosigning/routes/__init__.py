"""Pages of joint statements: the association's, and each partner's own."""

from comms.cosigning.routes import asking, behind, giving, keeping, kits
from comms.cosigning.routes.around import beside_piece, beside_piece_kit, count, today, told
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.partner import partner

__all__ = [
    "asking",
    "behind",
    "beside_piece",
    "beside_piece_kit",
    "bp",
    "count",
    "giving",
    "keeping",
    "kits",
    "partner",
    "today",
    "told",
]
