"""What other pages show of sendings: beside a piece, on a contact's card, in their file."""

from collections.abc import Iterator

from comms.contacts.courtesy import queries as contacts
from comms.contacts.courtesy.rules.remarks import LATELY, Remark
from comms.core import clock, settings
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, moment
from comms.core.panels import Told
from comms.core.rights import Actor
from comms.mailings import queries
from comms.mailings.forms import DELIVERIES, STATES
from comms.mailings.models import Delivery
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import State

MOST_REMARKS = 6  # of courtesy beside a piece; the rest is counted


def beside_piece(piece_id: int, _actor: Actor) -> Markup | None:
    """Return what a piece's page shows of its sendings."""
    mailings = queries.of_piece(piece_id)
    if not mailings:
        return None
    return fill(
        "mailings/_beside.html",
        mailings=[(each, queries.counts(each.id)) for each in mailings],
        states=STATES,
        ways=DELIVERIES,
        has_door=settings.current().smtp is not None,
    )


def courtesy(piece_id: int, actor: Actor) -> Markup | None:
    """Return who receives a planned piece, and what to think of before it is sent, on its page."""
    piece = db.session.get_one(Piece, piece_id)
    hours = pieces.content(piece).plan.hours()
    planned = [each for each in pieces.content(piece).plan.sendings if each.lists]
    if piece.state in (State.PUBLISHED, State.DROPPED) or not planned:
        return None
    remarks: dict[Remark, None] = {}
    received: list[tuple[str, int]] = []
    for each in planned:
        at = hours[each.key].instant if each.key in hours else clock.now()
        written = queries.written_lately(piece.id, at - LATELY)
        many, found = contacts.courtesy(each.lists, at, written, reader_id=actor.id)
        remarks |= dict.fromkeys(found)
        received.append((each.key, many))
    shown, more = list(remarks)[:MOST_REMARKS], len(remarks) - MOST_REMARKS
    return fill("mailings/_courtesy.html", received=received, remarks=shown, more=more)


def on_contact_card(contact_id: int, _actor: Actor) -> Markup | None:
    """Return what a contact's card shows of what we sent."""
    sent = queries.of_contact(contact_id)
    return fill("mailings/_on_card.html", sent=sent, ways=DELIVERIES) if sent else None


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what we wrote to a person, for the file she is given."""
    sent = queries.of_contact(contact_id, limit=10_000)
    yield Told(gettext("Les messages que nous vous avons envoyés"), tuple(map(_told, sent)))


def _told(sent: tuple[Delivery, Piece]) -> tuple[tuple[str, str], ...]:
    delivery, piece = sent
    rows = (
        (gettext("Message"), piece.title),
        (gettext("À l’adresse"), f"{delivery.name} <{delivery.address}>"),
        (gettext("Prévu le"), moment(delivery.due_at, "d MMMM y, H:mm")),
        (
            gettext("Parti le"),
            moment(delivery.done_at, "d MMMM y, H:mm") if delivery.done_at else "",
        ),
        (gettext("État"), str(DELIVERIES[delivery.state])),
        (gettext("Numéro du message"), delivery.message_id),
    )
    return tuple((label, value) for label, value in rows if value)
