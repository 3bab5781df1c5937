"""What is not kept of readers of a press review who were erased: a number stays, no address."""

from collections.abc import Callable

from sqlalchemy import select

from comms.contacts.book.rules.addresses import email_key
from comms.core import vault
from comms.core.db import db
from comms.core.events import HouseRestored, PersonErased
from comms.core.register import No, Register
from comms.core.ways import ASKING, Way
from comms.pressreview.models import ReviewMail


def forget_person(event: PersonErased) -> None:
    """Leave a number where a reader was; what was queued for them does not leave."""
    _forget(lambda key: key in event.keys)


def forget_again(_event: HouseRestored) -> None:
    """Forget who was erased since a backup was made."""
    noes = Register()
    _forget(lambda key: noes.has(No.ERASURE, key))


def _forget(is_theirs: Callable[[str], bool]) -> None:
    """Forget readers without an account, by the keys of their addresses."""
    others = select(ReviewMail).where(ReviewMail.member_id.is_(None), ReviewMail.address != "")
    for mail in db.session.scalars(others).all():
        if is_theirs(email_key(mail.address)):  # one written before may lack its accents
            mail.address_key = vault.keyed_hash(mail.address_key, "erased reader")
            mail.name = mail.address = ""
            if mail.state in (Way.DUE, *ASKING):  # nobody is left to write to
                mail.state = Way.DROPPED
