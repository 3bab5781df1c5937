"""What events show elsewhere: Aujourd'hui, the calendar, a campaign, a card, a piece, `/`."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from flask import url_for

from comms.core import clock, lost
from comms.core.db import db, numbered
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, clock_face, gettext, moment, ngettext
from comms.core.panels import Answer, Found, Mark, Place, Thing, TodayCard, TodayRow, Told
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.events import forms, queries
from comms.events.models import Event, EventMail, Guest
from comms.events.routes.blueprint import words
from comms.events.rules import Answer as Said
from comms.events.rules import Kind, Mail, Phase, is_call_day
from comms.events.service.wording import when
from comms.pieces.models import Piece
from comms.pieces.rules.states import LOCKED


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return what an event asks today: a place to approve, calls, the door, a mail in doubt."""
    if not actor.may(Right.READ):
        return
    if actor.may(Right.SEND):
        mails = tuple(_lost(*each, actor.id) for each in queries.troubled())
        yield TodayCard(Place.DECIDE, gettext("Messages aux invités, à décider"), mails)
    rows = [row for event in queries.ahead() for row in _asks(event, actor)]
    yield TodayCard(Place.DO, gettext("Événements presse"), tuple(rows))


def to_decide(actor: Actor) -> int:
    """Return how many mails to guests ask for a decision."""
    return len(queries.troubled()) if actor.may(Right.SEND) else 0


def _asks(event: Event, actor: Actor) -> Iterator[TodayRow]:
    """Yield what an event asks of this person today."""
    url = url_for("events.show", event_id=event.id)
    phase, is_mine = queries.phase_of(event), event.owner_id == actor.id
    if phase in (Phase.OVER, Phase.CANCELLED):
        return
    if not queries.is_approved(event) and queries.may_approve_place(event, actor):
        yield from _to_approve(event, url)
    if phase is Phase.NOW:
        door = url_for("events.door", event_id=event.id)
        answer = Answer(gettext("Noter les présences"), door, "get")
        yield _row(event, url, gettext("aujourd’hui"), "sea", answer)
    on = event.starts_at.astimezone(association_zone()).date()
    if is_mine and is_call_day(on, clock.today(association_zone())):
        left = len(queries.to_call(event.id, actor.id))
        if left:
            tag = ngettext("une personne à appeler", "%(num)d personnes à appeler", left)
            path = url_for("events.calls", event_id=event.id)
            yield _row(event, url, tag, "amber", Answer(gettext("Appeler"), path, "get"))


def _to_approve(event: Event, url: str) -> Iterator[TodayRow]:
    """Yield what waits for a yes before guests read it: the place; without one, a changed hour."""
    if event.place:
        answer = Answer(gettext("Relire le lieu"), url, "get", is_main=True)
        yield _row(event, url, gettext("lieu à valider"), "amber", answer)
    elif event.piece_id and queries.left(event.piece_id):
        answer = Answer(gettext("Relire"), url, "get", is_main=True)
        yield _row(event, url, gettext("titre et heure à valider"), "amber", answer)


def _row(event: Event, url: str, tag: str, tone: str, answer: Answer) -> TodayRow:
    return TodayRow(event.title, when(event), url, tag, tone, event.starts_at, (answer,))


def _lost(mail: EventMail, guest: Guest, event: Event, reader_id: int) -> TodayRow:
    """Return a mail that asks a decision; a discreet guest is named to confidants alone."""
    kind = str(forms.MAILS[Mail(mail.kind)])
    (shown,) = queries.shown([guest])
    is_seen = queries.may_see(guest, reader_id)
    what = (
        gettext("Pour %(name)s : %(what)s", name=shown.name, what=kind)
        if is_seen
        else gettext("Pour une personne invitée : %(what)s", what=kind)
    )
    url = url_for("events.show", event_id=event.id)
    resolve = url_for("events.resolve", mail_id=mail.id)
    if mail.state == Way.BLOCKED:
        return _stopped(mail, event, what, url, resolve)
    return lost.row(mail, event.title, what, url=url, resolve=resolve)


def _stopped(mail: EventMail, event: Event, what: str, url: str, resolve: str) -> TodayRow:
    """Return a mail that does not leave: its text lost a consent; the guest is told otherwise."""
    detail = gettext(
        "%(what)s. Rien n’est parti : ce que le texte cite a été retiré ou n’est plus sûr. "
        "Prévenez cette personne autrement.",
        what=what,
    )
    drop = Answer(gettext("Laisser tomber"), resolve, fields=(("answer", "drop"),), is_main=True)
    return TodayRow(event.title, detail, url, gettext("bloqué"), "signal", mail.due_at, (drop,))


def on_calendar(first: date, last: date, actor: Actor) -> Iterator[Mark]:
    """Return the events of some days, without their place."""
    if not actor.may(Right.READ):
        return
    zone = association_zone()
    for event in queries.between(first, last):
        local = event.starts_at.astimezone(zone)
        is_off = event.cancelled_at is not None
        title = f"{forms.KINDS[Kind(event.kind)]} : {event.title}"
        yield Mark(
            day=local.date(),
            title=gettext("Annulé : %(title)s", title=event.title) if is_off else title,
            url=url_for("events.show", event_id=event.id),
            tone="" if is_off else "sea",
            key=f"event-{event.id}",
            hour=clock_face(f"{local:%H:%M}"),
            at=event.starts_at,
        )


def around_campaign(campaign_id: int, actor: Actor) -> Iterator[TodayCard]:
    """Return the events that serve a campaign."""
    if actor.may(Right.READ):
        rows = tuple(_short(each) for each in queries.of_campaign(campaign_id))
        yield TodayCard(Place.ASIDE, gettext("Événements presse"), rows, str(len(rows)))


def _short(event: Event) -> TodayRow:
    tag = str(forms.PHASES[queries.phase_of(event)])
    return TodayRow(event.title, when(event), url_for("events.show", event_id=event.id), tag)


def on_contact_card(contact_id: int, actor: Actor) -> Markup | None:
    """Return what a person was invited to, and what they answered."""
    invited = queries.of_contact(contact_id)
    return fill("events/_card.html", invited=invited, **words(actor)) if invited else None


def beside_piece(piece_id: int, actor: Actor) -> Markup | None:
    """Return the event a piece is the invitation to, or a choice of those without one."""
    if events := queries.of_piece(piece_id):
        return fill("events/_beside.html", events=events, **words(actor))
    piece = db.session.get_one(Piece, piece_id)
    if piece.state in LOCKED or not (actor.may(Right.WRITE) and queries.is_invitation(piece)):
        return None
    return fill("events/_offer.html", piece=piece, events=queries.uninviting(), **words(actor))


def known(event_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return events as other rooms name them."""
    found = numbered(Event, event_ids) if actor.may(Right.READ) else ()
    return {each.id: Thing(each.title, url_for("events.show", event_id=each.id)) for each in found}


def found(query: str, limit: int) -> Iterator[Found]:
    """Return the events a search finds, for `/`."""
    for event in queries.found(query, limit):
        yield Found(
            kind=str(forms.KINDS[Kind(event.kind)]),
            title=event.title,
            url=url_for("events.show", event_id=event.id),
            detail=when(event),
            score=0.5,
        )


def told(contact_id: int, _actor: Actor) -> Iterator[Told]:
    """Return what a person was invited to, for the file she is given."""
    rows = tuple(_told(guest, event) for guest, event in queries.of_contact(contact_id))
    yield Told(gettext("Les événements auxquels nous vous avons invité·e"), rows)


def _told(guest: Guest, event: Event) -> tuple[tuple[str, str], ...]:
    mails = queries.mails_of(event.id, EventMail.guest_id == guest.id)
    wrote = ", ".join(
        f"{forms.MAILS[Mail(mail.kind)]} ({moment(mail.done_at, 'd MMMM y, H:mm')})"
        for mail, _ in mails
        if mail.state == Way.SENT and mail.done_at
    )
    rows = (
        (gettext("Événement"), event.title),
        (gettext("Quand"), when(event)),
        (gettext("Invité·e le"), moment(guest.added_at, "d MMMM y, H:mm")),
        (gettext("Votre réponse"), str(forms.ANSWERS[Said(guest.answer)])),
        (gettext("Nombre de personnes"), str(guest.people) if guest.answer == Said.YES else ""),
        (gettext("Pour quel média"), guest.outlet),
        (gettext("Répondu le"), _at(guest.answered_at)),
        (gettext("Appelé·e le"), _at(guest.called_at)),
        (gettext("Présent·e le"), _at(guest.came_at)),
        (gettext("Ce que nous vous avons écrit"), wrote),
    )
    return tuple((label, value) for label, value in rows if value)


def _at(instant: datetime | None) -> str:
    return moment(instant, "d MMMM y, H:mm") if instant else ""
