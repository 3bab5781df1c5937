"""What a guest is written, made at the last moment: nothing that is not theirs to know any more."""

from collections.abc import Callable, Mapping

from comms.adapters.mail import Message
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.law.queries.informing import notice_for
from comms.core import clock, languages, options
from comms.core.db import db
from comms.core.filling import fill
from comms.core.languages import gettext
from comms.core.register import Register
from comms.core.ways import Way
from comms.events import queries
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import Mail, end_of, piece_in
from comms.events.service.wording import place_letter
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import MAIN
from comms.pieces.rules.letters import Letter


def message(row: EventMail) -> Message | None:
    """Return what a guest is written; None when it is not theirs to know any more."""
    guest = db.session.get_one(Guest, row.guest_id)
    event = db.session.get_one(Event, guest.event_id)
    address = queries.email_of(guest)
    if not address or event.cancelled_at or Register().refuses(email_key(address)):
        return None
    with languages.speaking(queries.language_of(guest)):
        letter = _LETTERS[Mail(row.kind)](row, event, guest)
        if letter is None:
            return None
        foot = gettext(
            "%(association)s vous écrit parce que vous êtes invité·e. Votre page, "
            "pour changer de réponse ou ne plus rien recevoir : %(link)s",
            association=options.get("association") or "Porte-voix",
            link=queries.link(guest),
        )
        lines = _own_lines(row, guest)
        html = str(fill("mailings/_mail.html", letter=letter, lines=lines, foot=foot, notice=""))
    return Message(
        to=address,
        subject=letter.subject,
        text="\n".join((letter.text, *lines, "-- ", foot, "")),
        html=html,
        lang=letter.lang,
        message_id=row.message_id,
    )


def _place(row: EventMail, event: Event, guest: Guest) -> Letter | None:
    is_told = queries.is_place_approved(event) and row.key == event.place_hash
    is_over = clock.now() >= end_of(event.starts_at, event.ends_at)
    if not is_told or is_over or guest.confirmed_at is None:
        return None
    before = queries.mails_of(
        event.id,
        EventMail.guest_id == guest.id,
        EventMail.state == Way.SENT,
        EventMail.kind == Mail.PLACE,
    )
    return place_letter(event, is_change=bool(before))


def _release(row: EventMail, event: Event, _guest: Guest) -> Letter | None:
    """Return the release a mail was queued for, as it was approved and has left to the others."""
    is_over = clock.now() >= end_of(event.starts_at, event.ends_at)
    if row.kind == Mail.INVITATION and is_over:
        return None
    make, brought = kind_of("release").letter, _brought(row)
    content = pieces.fit_content(*brought) if brought else None
    return make(content, MAIN) if content and make else None


def _brought(row: EventMail) -> tuple[Piece, str] | None:
    """Return what a mail brings: a release and its approved hash; None while it has not left.

    The row says which: the event may have another invitation or kit by now.
    """
    if row.kind == Mail.INVITATION:
        piece = db.session.get(Piece, piece_in(row.key))
        approved = queries.left(piece.id) if piece else None
        return (piece, approved) if piece and approved else None
    kit = queries.out_with(row.key)
    return (kit, row.key) if kit else None


def title_for_guests(event: Event) -> str:
    """Return what an event is called on the page of a guest: its title, once that is approved.

    Until then what the invitation is called, as it was approved and has left; nothing else.
    """
    if queries.is_approved(event):
        return event.title
    piece = db.session.get(Piece, event.piece_id) if event.piece_id else None
    left = queries.left(piece.id) if piece else None
    content = pieces.fit_content(piece, left) if piece and left else None
    return str(content.words["title"]) if content else ""


def is_unfit(row: EventMail) -> bool:
    """Say whether what a mail would bring may be read by nobody any more: a consent is gone."""
    brought = _brought(row) if row.kind != Mail.PLACE else None
    return brought is not None and pieces.fit_content(*brought) is None


def waits(row: EventMail) -> bool:
    """Say whether the invitation a mail brings reaches nobody now."""
    piece = db.session.get(Piece, piece_in(row.key)) if row.kind == Mail.INVITATION else None
    return piece is not None and queries.waits(piece)


def _own_lines(row: EventMail, guest: Guest) -> list[str]:
    if row.kind != Mail.INVITATION:
        return []
    notice = notice_for(guest.contact_id, languages.language())
    return [inviting_line(guest), *([notice] if notice else [])]


def inviting_line(guest: Guest) -> str:
    """Return the line by which who is invited answers, in the language spoken now."""
    return gettext("Viendrez-vous ? Votre réponse, en un clic : %(link)s", link=queries.link(guest))


_LETTERS: Mapping[Mail, Callable[[EventMail, Event, Guest], Letter | None]] = {
    Mail.INVITATION: _release,
    Mail.PLACE: _place,
    Mail.KIT: _release,
}
