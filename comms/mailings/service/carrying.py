"""Carries what is due: one row, one message, one receipt."""

from sqlalchemy import update

from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.law.queries.informing import notice_for
from comms.contacts.law.service.informing import informed
from comms.core import clock, options, outward, settings
from comms.core.db import db, took
from comms.core.filling import fill
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState, foot
from comms.mailings.service.opening import in_time, miss_late, open_due, patience
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.letters import Letter, own_lines

AT_ONCE = 200  # rows a turn: a stop is heard in between


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(Delivery, clock.now())
    for mailing_id in queries.to_open(clock.now()):
        open_due(db.session.get_one(Mailing, mailing_id))
    miss_late(clock.now())
    _stop_unfit()
    sent = _carry(outward.due_ids(Delivery, clock.now(), limit=AT_ONCE))
    for mailing in queries.open_ones():
        close_if_done(mailing)
    return sent


def _stop_unfit() -> None:
    """Let nothing more of a sending leave whose text lost a consent since: a person is told.

    Commits. What waited is taken back, not given up: a text approved anew may leave to them.
    """
    for mailing_id in queries.with_due(clock.now()):
        mailing = db.session.get_one(Mailing, mailing_id)
        if queries.fit_content(mailing) is None:
            mailing.state = MailingState.BLOCKED
            waiting = update(Delivery).where(
                Delivery.mailing_id == mailing.id, Delivery.state == Way.DUE
            )
            db.session.execute(waiting.values(state=Way.DROPPED, done_at=None))
            audit.record(None, "mailing.blocked", "mailing", mailing.id)
    db.session.commit()


def _carry(ids: list[int]) -> int:
    letters: dict[int, Letter | None] = {}
    waits = patience()
    ours = Round(
        Delivery,
        message=lambda row: _message(row, letters),
        expects=lambda now: (options.nothing_paused(), in_time(waits, now)),
        receipt=lambda _way, code: {"last_code": code},
        left=tell_informed,
    )
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def tell_informed(row_id: int) -> None:
    """Let the contact book know that the first mail to a person, with the notice, has left."""
    informed(db.session.get_one(Delivery, row_id).contact_id)


def _message(row: Delivery, letters: dict[int, Letter | None]) -> Message | None:
    if not row.address or queries.said_no(row.address_key):  # none: its reader was erased
        return None
    mailing = db.session.get_one(Mailing, row.mailing_id)
    if mailing.id not in letters:
        letters[mailing.id] = _letter(mailing)
    letter, link = letters[mailing.id], queries.objection_link(row.id)
    if (
        letter is None or queries.fit_content(mailing) is None
    ):  # asked again for each: it may go now
        return None
    last_words = foot(letter.lang, options.get("association"), link)
    notice = notice_for(row.contact_id, letter.lang)
    lines = own_lines(row.piece_id, row.contact_id, letter.lang)
    return Message(
        to=row.address,
        to_name=row.name,
        subject=letter.subject,
        text="\n".join((letter.text, *lines, "-- ", last_words, *([notice] if notice else ()), "")),
        html=str(
            fill("mailings/_mail.html", letter=letter, lines=lines, foot=last_words, notice=notice)
        ),
        lang=letter.lang,
        message_id=row.message_id,
        headers={
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def _letter(mailing: Mailing) -> Letter | None:
    piece = db.session.get_one(Piece, mailing.piece_id)
    make = kind_of(piece.kind).letter
    assert make is not None, "only kinds with a letter have sendings"
    content = queries.fit_content(mailing)
    return make(content, mailing.key) if content else None


def close_if_done(mailing: Mailing) -> None:
    """Call a sending done once nobody on it waits for a message or a decision; commits."""
    waiting = {Way.DUE, Way.CLAIMED, Way.MISSED, Way.HELD, Way.DOUBTFUL}
    if waiting & queries.counts(mailing.id).keys():
        return
    piece = db.session.get_one(Piece, mailing.piece_id, with_for_update=True)
    still = update(Mailing).where(Mailing.id == mailing.id, Mailing.state == MailingState.OPEN)
    if took(db.session.execute(still.values(state=MailingState.DONE, done_at=clock.now()))):
        piece_service.finish_if_done(piece)
    db.session.commit()
