"""What the hour does to collections: it closes those due, and reminds of those that end soon."""

from comms.core import clock
from comms.core.db import db
from comms.cosigning.models import Collection
from comms.cosigning.queries import asked, keeping, letters
from comms.cosigning.rules.asking import Mailed, Standing, reminds
from comms.cosigning.service import mailing
from comms.cosigning.service.collecting import close


def look_after() -> int:
    """Close what is due, remind who has not answered. A job's verb; commits after each."""
    closed = 0
    for collection in keeping.overdue(clock.now()):
        close(collection, actor=None)
        db.session.commit()
        closed += 1
    for collection in keeping.open_ones():
        _remind(collection)
        db.session.commit()
    return closed


def _remind(collection: Collection) -> None:
    """Write once before the deadline to those who have not answered."""
    now = clock.now()
    known = asked.readable(collection)
    if not known:
        return  # their page would show them nothing
    mails = letters.mails(each.id for each in collection.invitations)
    for each in collection.invitations:
        is_silent = asked.standing_of(each, known) is Standing.SILENT
        written_at = max([each.made_at, *(mail.made_at for mail in mails.get(each.id, ()))])
        if is_silent and reminds(written_at, collection.closes_at, now):
            if mailing.is_written_to(each):
                mailing.write(each, Mailed.REMIND, collection.closes_at.isoformat())
