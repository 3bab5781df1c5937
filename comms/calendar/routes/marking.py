"""What stands on the days of the calendar besides pieces, and what does not go together there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from comms.calendar import queries
from comms.calendar.forms import KEY_DATES, clash_said
from comms.calendar.routes.blueprint import way_to
from comms.calendar.rules import Days, key_dates, span
from comms.calendar.rules.conflicts import Clash, Conflict, conflicts
from comms.calendar.rules.days import Dated, Sort, silences
from comms.channels import queries as channels
from comms.contacts.lists import queries as press_lists
from comms.core import clock, options, panels
from comms.core.languages import association_zone, clock_face, gettext, hour
from comms.core.panels import Mark, Thing
from comms.core.rights import Actor, Right
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import EMBARGO, Plan

MOST_SAID = 6  # conflicts in words; the others are counted


def names_of(shown: Days) -> dict[date, list[str]]:
    """Return the days of a period that matter, everybody's and ours, in few words."""
    hidden = set(options.get("hidden_dates"))
    found: dict[date, list[str]] = defaultdict(list)
    for on, names in key_dates(shown, association_zone()).items():
        found[on] += [str(KEY_DATES[each]) for each in names if str(each) not in hidden]
    for each in queries.dated():
        if each.sort is Sort.DAY:
            for on in each.between(shown.days()[0], shown.days()[-1]):
                found[on].append(each.name)
    return found


def own_marks(first: date, last: date) -> Iterator[Mark]:
    """Yield hearings, their rulings and elections from one day to another."""
    for each in queries.dated():
        if each.sort is not Sort.DAY:
            yield from _court(each, first, last)


def _court(each: Dated, first: date, last: date) -> Iterator[Mark]:
    url = url_for("calendar.key_days")
    words = (
        gettext("Audience : %(name)s", name=each.name)
        if each.sort is Sort.HEARING
        else gettext("Scrutin : %(name)s", name=each.name)
    )
    for on in each.between(first, last):
        yield Mark(on, words, url, tone="amber", key=f"day-{each.id}-{on.year}")
    if each.ruling_on and first <= each.ruling_on <= last:
        words = gettext("Délibéré : %(name)s", name=each.name)
        yield Mark(each.ruling_on, words, url, tone="amber", key=f"ruling-{each.id}")


def marks_of(
    shown: Days, pieces: Sequence[Piece], plans: Mapping[int, Plan], member: Actor
) -> dict[date, list[Mark]]:
    """Return what else stands on the days of a period: courts, embargoes, other rooms' marks."""
    first, last = shown.days()[0], shown.days()[-1]
    found: dict[date, list[Mark]] = defaultdict(list)
    marks = [*own_marks(first, last), *panels.calendar_marks(first, last, member)]
    marks += _embargoes(pieces, plans)
    if member.may(Right.READ):
        marks += _requests(shown, member)
    for mark in marks:
        found[mark.day].append(mark)
    return found


def _requests(shown: Days, member: Actor) -> Iterator[Mark]:
    """Yield the deadlines of journalists; no agenda outside of here is told of them."""
    zone = association_zone()
    for asked in queries.requests_due(*span(shown, zone), member.id):
        if due := asked.due_at:
            yield Mark(
                due.astimezone(zone).date(),
                gettext("Réponse attendue : %(subject)s", subject=asked.subject),
                url_for("contacts.show_request", request_id=asked.id),
                tone="amber",
                hour=hour(due),
                at=due,
            )


def _embargoes(pieces: Sequence[Piece], plans: Mapping[int, Plan]) -> Iterator[Mark]:
    titles = {each.id: each for each in pieces}
    for number, plan in queries.embargoed(plans).items():
        for sending in plan.sendings:
            if sending.key == EMBARGO and sending.at:
                piece = titles[number]
                title = piece.title or gettext("Sans titre")
                yield Mark(
                    date.fromisoformat(sending.at.day),
                    gettext("Sous embargo : %(title)s", title=title),
                    way_to(piece),
                    tone="amber",
                    hour=clock_face(sending.at.wall[11:]),
                    at=sending.at.instant,
                )


@dataclass(frozen=True)
class Clashes:
    """What does not go together: which pieces, how often, and why the first few do not."""

    pieces: frozenset[int] = frozenset()
    count: int = 0
    said: tuple[tuple[str, list[Thing]], ...] = ()


def clashes(shown: Days, pieces: Sequence[Piece], plans: Mapping[int, Plan]) -> Clashes:
    """Return what does not go together, of what is still to come."""
    if not plans:
        return Clashes()
    zone, now = association_zone(), clock.now()
    coming = [each for each in pieces if each.due_at and each.due_at > now]
    quiet = silences(queries.dated(), shown.days()[0], shown.days()[-1])
    found = conflicts(queries.planned(coming, plans, zone), quiet)
    first = found[:MOST_SAID]
    channels_, lists = _names(first)
    known = {each.id: _thing(each) for each in pieces}
    said = (
        (
            clash_said(each, lists if each.clash is Clash.LIST else channels_),
            [known[number] for number in each.pieces],
        )
        for each in first
    )
    return Clashes(
        frozenset(number for each in found for number in each.pieces), len(found), tuple(said)
    )


def _thing(piece: Piece) -> Thing:
    return Thing(piece.title or gettext("Sans titre"), way_to(piece), piece.lang)


def _names(some: Sequence[Conflict]) -> tuple[dict[int, str], dict[int, str]]:
    """Return what the channels and the lists of these conflicts are called."""
    ways = {each.what for each in some if each.clash is Clash.HOUR}
    has_lists = any(each.clash is Clash.LIST for each in some)
    lists = dict(press_lists.list_choices()) if has_lists else {}
    return {each.id: each.name for each in channels.named(ways)} if ways else {}, lists
