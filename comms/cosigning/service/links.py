"""Private links of partners: made for one mail or one hand, kept as a keyed hash, taken back."""

from sqlalchemy import delete

from comms.core import clock, events, settings, vault
from comms.core.db import db
from comms.cosigning.models import Invited, PartnerLink
from comms.cosigning.queries.asked import PURPOSE


def make(invitation: Invited) -> str:
    """Return a new private address of an invitation; it cannot be read again from anywhere."""
    token, _ = vault.token()
    key = vault.keyed_hash(token, PURPOSE)
    db.session.add(PartnerLink(invitation_id=invitation.id, hash=key, made_at=clock.now()))
    db.session.flush()
    page = "signature" if invitation.collection_id else "kit"
    return f"{settings.current().public_url}/{page}/{token}"


def take_back(invitation: Invited) -> None:
    """Close every address an invitation ever had."""
    db.session.execute(delete(PartnerLink).where(PartnerLink.invitation_id == invitation.id))


def take_all_back(_event: events.HouseRestored) -> None:
    """Close every address: one that was taken back since is back; new ones are made on request."""
    db.session.execute(delete(PartnerLink))
