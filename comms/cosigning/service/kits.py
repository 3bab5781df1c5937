"""What the association does with a kit for partners: prepares it, gives it, shuts it."""

from collections.abc import Iterable
from datetime import datetime

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor
from comms.cosigning.models import Invited, PartnerKit
from comms.cosigning.queries import kits
from comms.cosigning.rules.asking import LONGEST_WORD, Mailed, SigningWrong
from comms.cosigning.rules.kits import STAYS
from comms.cosigning.service import mailing
from comms.cosigning.service.inviting import chosen_of, hold, invitation_of, invite, named_by_hand
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_words
from comms.pieces.rules.states import APPROVED


def open_kit(piece: Piece, ends_at: datetime | None, word: str, *, actor: Actor) -> PartnerKit:
    """Prepare the kit of an approved piece; without an end it stays two weeks after its hour.

    Raises:
        Refused: with all that is wrong.
    """
    found = hold(piece)
    if piece.state not in APPROVED or piece.due_at is None:
        found.append(SigningWrong.NOT_APPROVED)
    if kits.of_piece(piece):
        found.append(SigningWrong.IS_OPEN)
    made = PartnerKit(piece_id=piece.id, keeper_id=actor.id, opened_at=clock.now())
    _tell(made, piece, ends_at, word, found)
    db.session.add(made)
    db.session.flush()
    audit.record(actor.id, "kit.opened", "kit", made.id)
    return made


def change(kit: PartnerKit, ends_at: datetime | None, word: str, *, actor: Actor) -> None:
    """Change until when a kit stays, and the word with it; one that was shut opens again.

    Raises:
        Refused: with all that is wrong.
    """
    _tell(kit, kits.piece_of(kit), ends_at, word, [])
    kit.closed_at = None
    audit.record(actor.id, "kit.changed", "kit", kit.id)


def _tell(
    kit: PartnerKit,
    piece: Piece,
    ends_at: datetime | None,
    word: str,
    found: list[Code],
) -> None:
    begins = max(piece.due_at or clock.now(), clock.now())
    ends_at = ends_at or begins + STAYS
    if ends_at <= begins:
        found.append(SigningWrong.END_BEFORE_HOUR)
    if len(word) > LONGEST_WORD:
        found.append(SigningWrong.TOO_LONG)
    found += asked_of_words(word)
    if found:
        raise Refused(found)
    kit.ends_at, kit.word = ends_at, word.strip()


def give(
    kit: PartnerKit, outlet_ids: Iterable[int], *, by_mail: bool, actor: Actor
) -> list[Invited]:
    """Give a kit to partners of the book, each by a link of its own.

    Raises:
        Refused: it is closed, or nobody is chosen.
    """
    _must_be_open(kit)
    made = [invitation_of(each) for each in chosen_of(kit.invitations, outlet_ids, actor)]
    for each in made:
        _add(kit, each, by_mail=by_mail, actor=actor)
    return made


def give_by_hand(kit: PartnerKit, name: str, lang: str, *, actor: Actor) -> Invited:
    """Give a kit to whom the book does not know: their link is handed over.

    Raises:
        Refused: it is closed, or there is no name.
    """
    _must_be_open(kit)
    made = named_by_hand(name, lang)
    _add(kit, made, by_mail=False, actor=actor)
    return made


def _add(kit: PartnerKit, made: Invited, *, by_mail: bool, actor: Actor) -> None:
    invite(kit, made, Mailed.KIT, by_mail=by_mail)
    audit.record(actor.id, "kit.given", "invitation", made.id)


def _must_be_open(kit: PartnerKit) -> None:
    """Refuse what is closed; held until the commit: who gives it at this moment waits."""
    db.session.refresh(kit, with_for_update=True)
    if kit.closed_at is not None or kit.ends_at <= clock.now():
        raise Refused(SigningWrong.IS_CLOSED)


def shut(kit: PartnerKit, *, actor: Actor) -> None:
    """Take a kit back from everybody: its links show nothing any more."""
    if kit.closed_at is None:
        kit.closed_at = clock.now()
        for each in kit.invitations:
            mailing.drop_waiting(each)
        audit.record(actor.id, "kit.shut", "kit", kit.id)
