"""What is not kept of partners' people: erased with them, and a year after a collection closed."""

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update

from comms.core import clock, events
from comms.core.db import changed, db
from comms.core.ways import Way
from comms.cosigning.models import (
    Collection,
    Invited,
    PartnerKit,
    PartnerLink,
    PartnerMail,
    Remark,
    Signature,
)
from comms.cosigning.rules.asking import KEPT
from comms.cosigning.rules.forgetting import Known, without_person
from comms.cosigning.service import links, mailing, naming
from comms.pieces import service as piece_service


def forget_address(event: events.PersonObjected) -> None:
    """Let no mail leave to who wants none; their association may still answer by its link."""
    theirs = select(Invited.id).where(func.lower(Invited.address) == event.address.casefold())
    waiting = update(PartnerMail).where(
        PartnerMail.invitation_id.in_(theirs),
        PartnerMail.state.in_(mailing.NOT_LEFT),
    )
    db.session.execute(waiting.values(state=Way.DROPPED, last_error="objection"))


def forget_person(event: events.PersonErased) -> None:
    """Leave the association's word where a person spoke for it; their links open nothing more.

    Nor does their name stand under a text any more, in none of its revisions.
    """
    theirs = select(Invited).where(Invited.contact_id == event.contact_id)
    for invitation in db.session.scalars(theirs).all():
        known = _known(invitation)
        mailing.drop_waiting(invitation)
        links.take_back(invitation)
        invitation.contact_id, invitation.person, invitation.address = None, "", ""
        invitation.word = ""
        invitation.remarks.clear()
        for signature in invitation.signatures:
            signature.person = signature.role = ""
        if invitation.collection_id is not None:
            _unname(db.session.get_one(Collection, invitation.collection_id), invitation, known)
    db.session.flush()


def _known(invitation: Invited) -> Known:
    signed = invitation.signatures
    names, people = [each.name for each in signed], [each.person for each in signed]
    return Known.by([invitation.partner, *names], [invitation.person, *people])


def _unname(collection: Collection, invitation: Invited, known: Known) -> None:
    """Take who spoke for a partner out of a release: what is not out is written and read anew."""
    naming.name_again(collection)
    others = [_known(each) for each in collection.invitations if each is not invitation]
    piece_service.strike(
        lambda _piece, words: dict(without_person(words, known, others)),
        lambda _piece, text: text,
        among=[each.id for each in naming.languages(collection)],
    )


def strike(event: events.WordsStruck) -> None:
    """Take the words of somebody who withdrew out of what partners said, and we said to them."""
    for remark in db.session.scalars(select(Remark)):
        remark.text = event.without(remark.text, "")
    for invitation in db.session.scalars(select(Invited)):
        invitation.word = event.without(invitation.word, invitation.lang)
    ours = [*db.session.scalars(select(Collection)), *db.session.scalars(select(PartnerKit))]
    for each in ours:
        each.word = event.without(each.word, "")
    db.session.flush()


def forget_old() -> int:
    """Let go of names, addresses, remarks and links a year after the end; return of how many."""
    before = clock.now() - KEPT
    closed = select(Collection.id).where(Collection.closed_at < before)
    ended = select(PartnerKit.id).where(PartnerKit.ends_at < before)
    old = or_(Invited.collection_id.in_(closed), Invited.kit_id.in_(ended))
    still_named = or_(Signature.person != "", Signature.role != "")
    named = select(Invited.collection_id).join(Signature).where(old, still_named)
    unsigned = db.session.scalars(select(Collection).where(Collection.id.in_(named))).all()
    for kind in (PartnerLink, Remark, PartnerMail):
        db.session.execute(delete(kind).where(kind.invitation_id.in_(_ids(old))))
    signed = update(Signature).where(Signature.invitation_id.in_(_ids(old)))
    db.session.execute(signed.values(person="", role=""))
    for collection in unsigned:
        naming.name_again(collection)  # what is not out by now names them no more
    asked = update(Invited).where(old, or_(Invited.person != "", Invited.address != ""))
    return changed(
        db.session.execute(asked.values(person="", address="", word="", contact_id=None))
    )


def _ids(condition: ColumnElement[bool]) -> Select[int]:
    return select(Invited.id).where(condition)
