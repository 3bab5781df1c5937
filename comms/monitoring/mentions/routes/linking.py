"""Who wrote a mention and which release it takes up: proposed, never forced; refusals are kept."""

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import may_see
from comms.core import rows
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.narrowing import back
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.service import linking
from comms.pieces.models import Piece


@bp.post("/<int:mention_id>/people")
@needs(Right.KEEP_WATCH)
def decide_person(mention_id: int) -> ResponseReturnValue:
    """Say that somebody in the book wrote a mention, or that it is somebody else."""
    mention, member = opened(mention_id), current_member()
    contact, name = _contact(member), request.form.get("name", "")
    if name not in people_of(mention.authors):
        abort(400)
    if "not" in request.form:
        linking.part_person(mention, contact, name, actor=member)
        flash(gettext("C’est noté : cette personne ne sera plus proposée pour cette signature."))
    else:
        linking.join_person(mention, contact, name, actor=member)
        flash(gettext("C’est noté, pour les prochains articles signés ainsi dans ce média aussi."))
    return back(mention_id)


def _contact(actor: Actor) -> Contact:
    contact = get_or_404(Contact, request.form.get("contact", -1, type=int))
    if not may_see(contact, actor):
        abort(404)
    return contact


@bp.post("/<int:mention_id>/releases")
@needs(Right.KEEP_WATCH)
def decide_release(mention_id: int) -> ResponseReturnValue:
    """Say that a mention takes up a release, or that it does not."""
    mention, member = opened(mention_id), current_member()
    piece = get_or_404(Piece, request.form.get("piece", -1, type=int))
    verb = linking.part_piece if "not" in request.form else linking.join_piece
    verb(mention, piece, actor=member)
    flash(gettext("C’est noté."))
    return back(mention_id)


@bp.post("/<int:mention_id>/campaign")
@needs(Right.KEEP_WATCH)
def file_under(mention_id: int) -> ResponseReturnValue:
    """Say to which campaign a mention belongs, or no more."""
    try:
        linking.file_under(
            opened(mention_id), rows.number(request.form.get("campaign")), actor=current_member()
        )
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)
