"""Pages of the ideas: the board, the links of those in the field, the page behind such a link."""

from comms.ideas.routes import dropping, links
from comms.ideas.routes.blueprint import bp
from comms.ideas.routes.board import begins, beside_piece, today
from comms.ideas.routes.dropping import drop

__all__ = ["begins", "beside_piece", "bp", "drop", "dropping", "links", "today"]
