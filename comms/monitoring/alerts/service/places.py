"""Places told of what a watch catches: a telephone, a chat room, a hook of one's own."""

from comms.adapters import places
from comms.adapters.http import HttpTrouble, Policy
from comms.adapters.mail import Message
from comms.adapters.places import Herald
from comms.audit import service as audit
from comms.core import clock, settings, vault
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.rules import AlertWrong, Kind
from comms.monitoring.alerts.service import wording
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.rules.paces import Pace

PURPOSE = "alert places"


def add(watch: Watch, typed: str, pace: Pace, lang: str, *, actor: Actor) -> Guest:
    """Have a place told of what a watch catches; the caller begins the first word.

    Raises:
        Refused: an address we cannot tell, or one that is told already.
    """
    written = typed.strip()
    try:
        place = places.read(written)
    except HttpTrouble as trouble:
        raise Refused(AlertWrong.NOT_A_PLACE) from trouble
    key = vault.keyed_hash(written, PURPOSE)
    if queries.by_address(watch.id, key):
        raise Refused(AlertWrong.GUEST_KNOWN)
    secret, stored = vault.token()
    guest = Guest(
        watch_id=watch.id,
        address=place.name,
        address_key=key,
        lang=lang,
        pace=pace,
        secret=stored,
        sealed=vault.seal(secret, PURPOSE),
        target=vault.seal(written, PURPOSE),
        made_by=actor.id,
        made_at=clock.now(),
        confirmed_at=clock.now(),  # whoever keeps the settings said so: nobody is behind it to ask
    )
    db.session.add(guest)
    db.session.flush()
    audit.record(actor.id, "alert_place.added", "guest", guest.id)
    return guest


def herald() -> Herald:
    """Return who tells places, and goes only where requests may go."""
    return Herald(Policy(allowed=settings.current().allow_nets))


def message(guest: Guest, row: GuestMail, watch: str) -> Message | None:
    """Return what a place is told; None when nothing is new. Speak its language around this."""
    mentions = queries.told_by(row.id)
    if row.kind == Kind.ASK:
        note = wording.first_word(watch)
    elif mentions:
        note = wording.note(mentions, row.kind)
    else:
        return None
    to = vault.unseal(guest.target, PURPOSE)
    return Message(to=to, subject=note.subject, text=note.text, message_id=row.message_id)
