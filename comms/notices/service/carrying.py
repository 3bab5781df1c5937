"""Carries the mail of notices: one row, one message, one receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.core import clock, languages, outward, settings
from comms.core.db import db
from comms.core.ways import Way
from comms.notices.models import Notice
from comms.notices.rules import STALE
from comms.notices.service import wording
from comms.notices.service.telling import opened

AT_ONCE = 50  # rows a turn: a stop is heard in between


@dataclass(frozen=True)
class Reader:
    """Whom a notice is written to."""

    address: str
    name: str
    lang: str


Letter = Callable[[int], tuple[str, str] | None]
_letters: dict[str, Letter] = {}


def compose_with(kind: str, letter: Letter) -> None:
    """Have a higher room write a kind of mail: subject and text, for a member. From `factory`.

    It is asked as the mail leaves, in the reader's language; None when there is nothing to say.
    """
    _letters[kind] = letter


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(Notice, clock.now())
    _give_up_stale()
    ours = Round(Notice, message=_message, receipt=_forget_secret)
    ids = outward.due_ids(Notice, clock.now(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _forget_secret(way: Way, _code: int | None) -> dict[str, Any]:
    """Clear the link that opens once as soon as the mail is done with."""
    return {} if way is Way.DUE else {"secret": None}


def _give_up_stale() -> None:
    """Let go of mail that could not leave for a day: its news are on the page."""
    old = update(Notice).where(Notice.state == Way.DUE, Notice.made_at < clock.now() - STALE)
    db.session.execute(old.values(state=Way.EXPIRED, done_at=clock.now()))
    done = update(Notice).where(Notice.state.not_in((Way.DUE, Way.CLAIMED)))
    db.session.execute(done.where(Notice.secret.is_not(None)).values(secret=None))
    db.session.commit()


def _reader(notice: Notice) -> Reader | None:
    if notice.member_id is None:
        secret = opened(notice)
        return Reader(secret["address"], secret["name"], notice.lang) if secret else None
    member = db.session.get_one(Member, notice.member_id)
    return None if member.closed_at else Reader(member.email, member.name, member.lang)


def _message(notice: Notice) -> Message | None:
    """Return what a notice says; None when its reader is gone."""
    reader = _reader(notice)
    if reader is None:
        return None
    with languages.speaking(reader.lang):
        written = _written(notice, reader)
    if written is None:
        return None
    subject, text = written
    return Message(
        to=reader.address,
        to_name=reader.name,
        subject=subject,
        text=text,
        lang=reader.lang,
        message_id=notice.message_id,
    )


def _written(notice: Notice, reader: Reader) -> tuple[str, str] | None:
    """Return the subject and the text of a notice's mail."""
    if notice.kind in _letters:
        return _letters[notice.kind](notice.member_id) if notice.member_id else None
    by = accounts.names().get(notice.by, "") if notice.by else ""
    address = opened(notice).get("link") or f"{settings.current().public_url}{notice.path}"
    text = wording.letter(
        kind=notice.kind, title=notice.title, by=by, name=reader.name, address=address
    )
    return wording.headline(notice.kind, notice.title), text
