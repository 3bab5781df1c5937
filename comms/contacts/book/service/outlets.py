"""What people write of a newsroom, a partner, an institution: what it is, which desk answers."""

from sqlalchemy import select

from comms.audit import service as audit
from comms.contacts.book.models import Contact, Duty, Outlet, Role
from comms.contacts.book.rules.addresses import read_phones, read_sites
from comms.contacts.book.rules.kinds import AddressState
from comms.contacts.book.rules.outlets import (
    DutyWords,
    OutletWords,
    OutletWrong,
    bare_domain,
    outlet_key,
    read_days,
    read_hour,
)
from comms.contacts.book.service.indexing import index
from comms.contacts.book.service.newsrooms import outlets_named
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor

FACTS = ("rhythm", "territory", "deadline")


def open_outlet(words: OutletWords, *, actor: Actor) -> Outlet:
    """Write a newsroom down."""
    made = Outlet(name="", key="", made_at=clock.now())
    change_outlet(made, words, actor=actor)
    return made


def change_outlet(outlet: Outlet, words: OutletWords, *, actor: Actor) -> None:
    """Change what is written of a newsroom; who works there is found by its new name.

    Raises:
        Refused: it has no name, or another’s, or would be an edition of itself.
    """
    key = outlet_key(words.name)
    if not key:
        raise Refused(OutletWrong.NO_NAME)
    with db.session.no_autoflush:
        known = db.session.scalar(select(Outlet).where(Outlet.key == key))
    if known is not None and known is not outlet:
        raise Refused(OutletWrong.KNOWN, name=known.name)
    parent = outlets_named([words.parent]).get(outlet_key(words.parent))
    if parent is not None and outlet.id in _line_of(parent):
        raise Refused(OutletWrong.OWN_EDITION)
    is_renamed = outlet.name != words.name
    outlet.name, outlet.key, outlet.medium = words.name[:200], key, words.medium
    for fact in FACTS:
        setattr(outlet, fact, getattr(words, fact))
    outlet.site = next((each.value for each in read_sites(words.site)), "")
    outlet.domain, outlet.handles = bare_domain(words.domain or words.site), words.handles
    outlet.parent_id = parent.id if parent else None
    db.session.add(outlet)
    db.session.flush()
    if is_renamed:
        index(db.session.scalars(select(Role.contact_id).where(Role.outlet_id == outlet.id)).all())
    audit.record(actor.id, "outlet.kept", "outlet", outlet.id)


def let_sign(outlet: Outlet, contact: Contact | None, *, actor: Actor) -> None:
    """Say who answers for a partner about joint statements; None: nobody yet."""
    outlet.signer_id = contact.id if contact else None
    db.session.flush()
    audit.record(actor.id, "outlet.signer_named", "outlet", outlet.id)


def _line_of(outlet: Outlet) -> set[int]:
    """Return a newsroom and those it is an edition of: no circle may close."""
    met: set[int] = set()
    at: Outlet | None = outlet
    while at is not None and at.id not in met:
        met.add(at.id)
        at = db.session.get(Outlet, at.parent_id) if at.parent_id else None
    return met


def put_on_duty(outlet: Outlet, words: DutyWords, *, actor: Actor) -> Duty:
    """Write down a desk that answers on some days between two hours.

    Raises:
        Refused: no day, no hours between which, or a number nobody can call.
    """
    days, start, end = read_days(words.days), read_hour(words.start), read_hour(words.end)
    if not days:
        raise Refused(OutletWrong.NO_DAYS)
    if start is None or end is None:
        raise Refused(OutletWrong.BAD_HOURS)
    numbers, _ = read_phones(words.phone)
    if not numbers or numbers[0].state is AddressState.UNSURE:
        raise Refused(OutletWrong.BAD_PHONE, typed=words.phone[:60])
    made = Duty(days=days, start=start, end=end, label=words.label[:120], phone=numbers[0].value)
    outlet.duties.append(made)
    db.session.flush()
    audit.record(actor.id, "outlet.duty_added", "outlet", outlet.id)
    return made


def end_duty(duty: Duty, *, actor: Actor) -> None:
    """Take a desk off a newsroom."""
    outlet_id = duty.outlet_id
    db.session.delete(duty)
    db.session.flush()
    audit.record(actor.id, "outlet.duty_ended", "outlet", outlet_id)
