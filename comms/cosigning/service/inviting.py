"""Who is invited to sign or given a kit: a partner of the book, or one named by hand."""

from collections.abc import Iterable

from comms.contacts.book.models import Contact
from comms.contacts.book.queries import outlets as book
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor
from comms.cosigning.models import Collection, Invited, PartnerKit
from comms.cosigning.rules.asking import LONGEST_NAME, Mailed, SigningWrong
from comms.cosigning.service import mailing
from comms.pieces.models import Piece


def hold(piece: Piece) -> list[Code]:
    """Hold a piece until the commit: of two who open something for partners at once, one does.

    Return what is wrong with a translation: partners are asked of the text it comes from.
    """
    db.session.refresh(piece, with_for_update=True)
    return [] if piece.source_id is None else [SigningWrong.NOT_A_SOURCE]


def invite(to: Collection | PartnerKit, made: Invited, kind: Mailed, *, by_mail: bool) -> None:
    """Add an invitation, and write to the partner, unless their link is handed over."""
    made.by_hand = not by_mail
    to.invitations.append(made)
    db.session.flush()
    if mailing.is_written_to(made):
        mailing.write(made, kind)


def chosen_of(
    asked_before: Iterable[Invited], outlet_ids: Iterable[int], actor: Actor
) -> list[book.Partner]:
    """Return the partners of the book that are chosen; who was asked before is not asked twice.

    Raises:
        Refused: nobody is left.
    """
    wanted = set(outlet_ids) - {each.outlet_id for each in asked_before}
    chosen = [each for each in book.partners(actor.id) if each.outlet.id in wanted]
    if not chosen:
        raise Refused(SigningWrong.NO_PARTNER)
    return chosen


def invitation_of(partner: book.Partner) -> Invited:
    """Return an invitation to a partner and who signs for it, as the book says today."""
    signer = partner.signer
    contact = db.session.get(Contact, signer.id) if signer else None
    speaks = contact.languages if contact else []
    reached = signer is not None and not (signer.objected or signer.frozen)
    return Invited(
        outlet_id=partner.outlet.id,
        contact_id=signer.id if signer else None,
        partner=partner.outlet.name,
        person=signer.name if signer else "",
        address=next(iter(signer.emails), "") if signer and reached else "",
        lang="en" if "en" in speaks and "fr" not in speaks else "fr",
        made_at=clock.now(),
    )


def named_by_hand(name: str, lang: str) -> Invited:
    """Return an invitation to a partner who is not in the book: their link is given by hand.

    Raises:
        Refused: no name, or one that is too long.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused(SigningWrong.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise Refused(SigningWrong.NAME_TOO_LONG, longest=LONGEST_NAME)
    return Invited(partner=name, lang=lang, by_hand=True, made_at=clock.now())
