"""Says which members see a discreet card, and lets another see what one saw."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from comms.audit import service as audit
from comms.contacts.book.models import Confidant, Contact
from comms.contacts.book.queries import knowing
from comms.contacts.book.service.keeping import touch
from comms.core.db import db, insert_new
from comms.core.rights import Actor


def confide(contact: Contact, member_ids: Iterable[int], *, actor: Actor) -> None:
    """Say which members see a discreet card; who says so stays among them."""
    wanted = {*member_ids, actor.id}
    known = select(Confidant).where(Confidant.contact_id == contact.id)
    there = {each.member_id: each for each in db.session.scalars(known)}
    for member_id in there.keys() - wanted:
        db.session.delete(there[member_id])
    for member_id in sorted(wanted - there.keys()):
        db.session.add(Confidant(contact_id=contact.id, member_id=member_id))
    touch(contact)
    audit.record(actor.id, "contact.confided", "contact", contact.id)


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Let another see the discreet people a member sees; return how many."""
    known = list(db.session.scalars(select(Confidant.contact_id).where(knowing.of(leaver_id))))
    if known:
        rows = [{"contact_id": each, "member_id": heir_id} for each in known]
        db.session.execute(insert_new(Confidant), rows)
    return len(known)


def forget_confidences(member_id: int) -> None:
    """Let a member who left see no discreet contact any more."""
    db.session.execute(delete(Confidant).where(knowing.of(member_id)))
