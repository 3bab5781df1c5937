"""Reads what partners were written, and what became of it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from comms.core.db import db
from comms.core.ways import ASKING
from comms.cosigning.models import Invited, PartnerMail
from comms.cosigning.rules.asking import Mailed


def mails(invitation_ids: Iterable[int]) -> dict[int, list[PartnerMail]]:
    """Return the mails to partners, the last first, by invitation."""
    rows = select(PartnerMail).where(PartnerMail.invitation_id.in_(list(invitation_ids)))
    found: dict[int, list[PartnerMail]] = {}
    for mail in db.session.scalars(rows.order_by(PartnerMail.id.desc())):
        found.setdefault(mail.invitation_id, []).append(mail)
    return found


def was_mailed(invitation_id: int, kind: Mailed, occasion: str) -> bool:
    """Say whether a mail for a reason was written before."""
    rows = select(PartnerMail.id).where(
        PartnerMail.invitation_id == invitation_id,
        PartnerMail.kind == kind,
        PartnerMail.occasion == occasion,
    )
    return db.session.scalar(rows) is not None


def troubled() -> Sequence[tuple[PartnerMail, Invited]]:
    """Return the mails to partners a person must decide about: lost, late, or refused."""
    rows = select(PartnerMail, Invited).join(Invited, Invited.id == PartnerMail.invitation_id)
    lost = rows.where(PartnerMail.state.in_(ASKING)).order_by(PartnerMail.id)
    return [(mail, invitation) for mail, invitation in db.session.execute(lost)]
