"""Who has a piece open: a page that stands open says so, and is told who else does."""

from flask import render_template, request

from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.pieces import service
from comms.pieces.models import Piece
from comms.pieces.routes.around import here_too, reads_here
from comms.pieces.routes.blueprint import bp


@bp.post("/pieces/<int:piece_id>/here")
@needs(Right.READ)
def be_here(piece_id: int) -> str:
    """Write down that this member has a piece open, or closes it; answer who else has."""
    piece = get_or_404(Piece, piece_id)
    if "gone" in request.form:
        service.leave(piece, actor=current_member())
        return ""
    service.be_here(piece, actor=current_member())
    return render_template(
        "pieces/_here.html", here_too=here_too(piece), reads_here=reads_here(piece)
    )
