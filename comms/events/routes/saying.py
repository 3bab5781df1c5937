"""What is said to who invites somebody: who it is, and whether and when they are written to."""

from comms.core.db import db
from comms.core.languages import gettext, moment
from comms.events import queries
from comms.events.models import Event, Guest
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import State


def said_of(event: Event, guest: Guest, *, is_new: bool) -> str:
    """Say who is invited, and what becomes of the invitation to them."""
    (shown,) = queries.shown([guest])
    who = (
        gettext("%(name)s est invité·e.", name=shown.name)
        if is_new
        else gettext("%(name)s est déjà parmi les invités.", name=shown.name)
    )
    return f"{who} {_of_mail(event, shown)}"


def _of_mail(event: Event, shown: queries.Shown) -> str:
    """Say whether and when the invitation leaves to a guest."""
    if not shown.address:
        return gettext("Aucun mail ne lui part : prévenez cette personne autrement.")
    piece = db.session.get(Piece, event.piece_id) if event.piece_id else None
    if piece is None:
        return gettext("L’invitation n’est pas encore écrite : rien ne part pour l’instant.")
    if queries.was_invited(shown, piece.id):
        return gettext("L’invitation lui est déjà adressée.")
    by_hand = shown.guest.contact_id is None
    if by_hand and queries.left(piece.id) and queries.waits(piece):
        return gettext("L’invitation est retenue : elle lui partira une fois remise en route.")
    if queries.left(piece.id):
        return _late(by_hand=by_hand, address=shown.address)
    if not by_hand and not _goes_to_list(event, piece):
        return gettext("L’invitation n’est pas adressée à la liste de cet événement : vérifiez-la.")
    if piece.state == State.SCHEDULED and piece.due_at:
        return gettext("L’invitation lui part %(hour)s.", hour=moment(piece.due_at))
    return gettext("L’invitation lui partira avec les autres, une fois validée.")


def _late(*, by_hand: bool, address: str) -> str:
    if by_hand:
        return gettext("L’invitation lui part maintenant, à %(address)s.", address=address)
    return gettext("L’invitation est déjà partie, sans elle : « Inviter aussi » la lui envoie.")


def _goes_to_list(event: Event, piece: Piece) -> bool:
    """Say whether the guests' own list is among those an invitation is sent to."""
    return any(event.list_id in each.lists for each in pieces.content(piece).plan.sendings)
