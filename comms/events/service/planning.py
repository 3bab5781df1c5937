"""An event is planned, changed, called off; its place approved, its invitation and kit chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.contacts.lists.service import open_list
from comms.core import clock
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.languages import gettext, speaking
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.events import queries
from comms.events.models import Event
from comms.events.rules import EventWrong, Phase, is_said_by, obstacles
from comms.events.service import carrying, guarding
from comms.events.service.wording import when
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import MAIN, Plan, Sending
from comms.pieces.rules.states import State
from comms.releases import service as releases
from comms.releases.rules.blanks import fill_in


@dataclass(frozen=True)
class Draft:
    """What an event is to be."""

    kind: str
    title: str
    starts: Hour | None
    ends: Hour | None = None
    place: str = ""
    is_public: bool = False
    by_hand: bool = False
    campaign_id: int | None = None
    owner_id: int | None = None


def plan(draft: Draft, *, actor: Actor) -> Event:
    """Plan an event; its guests get a list of their own in the book.

    Raises:
        Refused: everything that is wrong with it.
    """
    event = Event(made_at=clock.now(), made_by=actor.id, place="")
    _fill(event, draft, actor)
    db.session.add(event)
    db.session.flush()
    # Its number first: a long title is cut, and two events of one title have two lists.
    name = gettext("Événement %(number)d : %(title)s", number=event.id, title=event.title)
    event.list_id = open_list(name, actor=actor).id
    audit.record(actor.id, "event.planned", "event", event.id)
    return event


def change(event: Event, draft: Draft, *, actor: Actor) -> None:
    """Change an event; another place, hour or title is approved anew before it is told."""
    db.session.refresh(event, with_for_update=True)
    _refuse_cancelled(event)
    _fill(event, draft, actor)
    db.session.flush()
    carrying.follow(event)
    audit.record(actor.id, "event.changed", "event", event.id)


def _fill(event: Event, draft: Draft, actor: Actor) -> None:
    starts = draft.starts.instant if draft.starts else None
    ends = draft.ends.instant if draft.ends else None
    wrong = obstacles(draft.kind, draft.title, draft.place, starts, ends)
    if draft.owner_id not in {each.id for each in accounts.active()}:
        wrong.append(EventWrong.NO_OWNER)
    if not draft.is_public and is_said_by(draft.title, draft.place):
        wrong.append(EventWrong.PLACE_IN_TITLE)
    if wrong:
        raise Refused(wrong)
    assert draft.starts is not None
    place, title = draft.place.strip(), " ".join(draft.title.split())
    said = (event.starts_at, event.ends_at, event.zone, event.place, event.title)
    is_wider = draft.is_public and not event.is_public
    event.kind, event.title = draft.kind, title
    event.starts_at, event.ends_at, event.zone = draft.starts.instant, ends, draft.starts.zone
    if place != event.place:
        event.place, event.place_by = place, actor.id
    if is_wider or (event.starts_at, event.ends_at, event.zone, place, title) != said:
        was_approved = event.place_ok_by is not None
        event.also_by = [] if was_approved else _with(event.also_by, event.told_by)
        event.told_by, event.place_ok_by = actor.id, None
    event.is_public, event.by_hand = draft.is_public, draft.by_hand
    known = draft.campaign_id and db.session.get(Campaign, draft.campaign_id)
    event.campaign_id, event.owner_id = known.id if known else None, draft.owner_id


def _with(numbers: Sequence[int] | None, number: int | None) -> list[int]:
    return sorted({*(numbers or ()), *([number] if number else [])})


def _refuse_cancelled(event: Event) -> None:
    if event.cancelled_at is not None:
        raise Refused(EventWrong.CANCELLED)


def approve_place(event: Event, *, shown: str, actor: Actor) -> None:
    """Let title, hours and place be told, as they were shown: the place to those who come, at once.

    Raises:
        Refused: one's own words, other words than were shown, or a title that says the secret
            place of another event.
    """
    db.session.refresh(event, with_for_update=True)
    _refuse_cancelled(event)
    if not queries.may_approve_place(event, actor):
        raise Refused(EventWrong.OWN_PLACE)
    if shown != queries.to_approve(event):
        raise Refused(EventWrong.PLACE_CHANGED)
    if found := guarding.obstacles_to_words(event.title):
        raise Refused(found)
    event.place_ok_by = actor.id
    event.place_hash = queries.hash_of_place(event)
    db.session.flush()
    audit.record(actor.id, "event.place_approved", "event", event.id)
    carrying.follow(event)


def invite_with(event: Event, piece: Piece, *, actor: Actor) -> None:
    """Say which release is the invitation: whoever gets it is a guest, with a link to answer.

    Raises:
        Refused: it is none; the event has one that has left; or it has left without this event and
            who chooses it may send nothing: guests noted by hand are sent it at once.
    """
    db.session.refresh(event, with_for_update=True)
    db.session.refresh(piece, with_for_update=True)
    _refuse_cancelled(event)
    if not queries.is_invitation(piece):
        raise Refused(EventWrong.NOT_INVITATION)
    if event.piece_id == piece.id:
        return
    if event.piece_id and queries.left(event.piece_id):
        raise Refused(EventWrong.INVITATION_LEFT)
    if queries.left(piece.id) and not actor.may(Right.SEND):
        raise Refused(EventWrong.LEFT_ELSEWHERE)
    if event.piece_id:
        carrying.take_back(event.piece_id)
    event.piece_id = piece.id
    audit.record(actor.id, "event.invitation_chosen", "event", event.id)


def write_invitation(event: Event, *, actor: Actor) -> Piece:
    """Begin the invitation: a release to the guests' own list, with the hours of the event.

    The place stands in it where texts may say it; else it is told later to those who come.
    """
    _refuse_cancelled(event)
    words = releases.from_template("invitation")
    with speaking(words.lang):
        later = gettext("communiqué aux personnes qui viennent")
        place = " ".join(event.place.split()) if event.is_public else later
        hours = when(event)
    body = fill_in(words.body, {"heure": hours, "lieu": place})
    begun = replace(words, title=event.title, body=body)
    lists = (event.list_id,) if event.list_id else ()
    sendings = (Sending(MAIN, lists, None),) if lists else ()
    piece = releases.begin(
        begun, Plan(sendings=sendings), actor=actor, campaign_id=event.campaign_id
    )
    invite_with(event, piece, actor=actor)
    return piece


def send_kit(event: Event, piece: Piece, *, actor: Actor) -> int:
    """Send a release that is out to the guests who were not there; return to how many.

    Raises:
        Refused: the event is not over yet, the release is not out, or not to be read any more.
    """
    if queries.phase_of(event) is not Phase.OVER:
        raise Refused(EventWrong.NOT_YET)
    if piece.kind != "release" or piece.state != State.PUBLISHED:
        raise Refused(EventWrong.NOT_OUT)
    if pieces.fit_content(piece, pieces.standing(piece).hash) is None:
        raise Refused(EventWrong.UNFIT)
    carrying.hold(event.id)
    event.kit_id = piece.id
    count = carrying.queue_kit(event, piece)
    audit.record(actor.id, "event.kit_sent", "event", event.id)
    return count


def cancel(event: Event, *, actor: Actor) -> None:
    """Call an event off: nothing of it leaves any more, links say so."""
    db.session.refresh(event, with_for_update=True)
    if event.cancelled_at is None:
        event.cancelled_at = clock.now()
        db.session.flush()
        carrying.follow(event)
        audit.record(actor.id, "event.cancelled", "event", event.id)


def hand_over(leaver_id: int, heir_id: int, *, actor: Actor) -> int:
    """Give the events of a member that are not over to another; return how many."""
    theirs = queries.owned_by(leaver_id)
    for event in theirs:
        event.owner_id = heir_id
        audit.record(actor.id, "event.handed_over", "event", event.id)
    return len(theirs)
