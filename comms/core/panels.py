"""What rooms show on pages that belong to none: Aujourd'hui, the search, a contact's card.

A room registers a provider in `pages`; the page asks all providers and knows no room.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from comms.core.html import Markup
from comms.core.rights import Actor, Right


class Place(StrEnum):
    """Where a card stands on Aujourd'hui, in the order of urgency."""

    DECIDE = "decide"  # doubtful, missed, blocked, expired
    DO = "do"  # what waits for this person
    LEAVING = "leaving"  # what leaves today
    PRESS = "press"  # what is said of us
    ASIDE = "aside"


@dataclass(frozen=True)
class Answer:
    """One button of a row: a POST (or a link when `method` is "get") with fixed fields."""

    label: str
    url: str
    method: str = "post"
    fields: tuple[tuple[str, str], ...] = ()
    is_main: bool = False


@dataclass(frozen=True)
class TodayRow:
    """One line of Aujourd'hui: a strong title, a small sentence, a tag, its answers.

    `template` may name a partial of the room that draws the row itself; it gets `row`.
    """

    title: str
    detail: str = ""
    url: str = ""
    tag: str = ""
    tone: str = ""
    at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    lang: str = ""
    template: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TodayCard:
    """A card of Aujourd'hui with its rows; without rows it is not shown.

    `in_mail`: its titles are those of pieces, and may stand in a mail; of others the mail of the
    morning says how many there are. `is_first`: one does it before what one may do at any time.
    `waits`: it waits for others, and is folded below what waits for this person.
    """

    place: Place
    title: str
    rows: tuple[TodayRow, ...]
    aside: str = ""
    in_mail: bool = False
    is_first: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Found:
    """One hit of the search everywhere; `score` orders hits of all kinds, higher first."""

    kind: str
    title: str
    url: str
    detail: str = ""
    score: float = 0.0
    lang: str = ""


@dataclass(frozen=True)
class Told:
    """What a person who asks is told, under one heading: rows of labels and values.

    A value without a label is a sentence. Labels are for somebody who is not of the trade.
    """

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Thing:
    """What something is about, as a page names it; where it is shown."""

    title: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Mark:
    """Something on a day of the calendar that is no piece; `key` names it for agendas, once."""

    day: date
    title: str
    url: str
    tone: str = ""
    key: str = ""
    hour: str = ""
    at: datetime | None = None  # where it has an hour, for agendas


Naming = Callable[[Collection[int], Actor], Mapping[int, Thing]]
PiecePart = Callable[[int, Actor], Markup | None]
MentionPart = Callable[[int, Actor], Markup | None]
Flags = Callable[[Collection[int]], set[int]]
Today = Callable[[Actor], Iterable[TodayCard]]
Search = Callable[[str, int], Iterable[Found]]
Count = Callable[[Actor], int]
CampaignPanel = Callable[[int, Actor], Iterable[TodayRow]]
ContactPart = Callable[[int, Actor], Markup | None]
CampaignCards = Callable[[int, Actor], Iterable[TodayCard]]
CampaignPart = Callable[[int, Actor], Markup | None]
ToSay = Callable[[int | None, Actor, bool], Markup | None]
Tells = Callable[[int, Actor], Iterable[Told]]
Wrote = Callable[[int, Actor], Iterable[Thing]]
Uses = Callable[[str, str, Actor], Iterable[TodayRow]]
Marks = Callable[[date, date, Actor], Iterable[Mark]]

_naming: dict[str, Naming] = {}
_today: list[Today] = []
_piece_parts: list[PiecePart] = []
_mention_parts: list[MentionPart] = []
_flags: list[Flags] = []
_contact_parts: list[ContactPart] = []
_search: list[tuple[Right, Search]] = []
_counts: dict[str, list[Count]] = {}
_in_campaign: list[CampaignPanel] = []
_campaign_parts: list[CampaignPart] = []
_campaign_cards: list[CampaignCards] = []
_to_say: list[ToSay] = []
_uses: list[Uses] = []
_tells: dict[str, Tells] = {}
_wrote: list[Wrote] = []
_marks: list[Marks] = []


def known_as(kind: str, naming: Naming) -> None:
    """Have a room name its things (« piece:12 ») where another room shows them: many at once."""
    _naming[kind] = naming


def thing(key: str, actor: Actor) -> Thing | None:
    """Return what a key (« contact:5 ») stands for; None when it is gone, or not this person's."""
    return things((key,), actor).get(key)


def things(keys: Iterable[str], actor: Actor) -> dict[str, Thing]:
    """Return what keys stand for; without those that are gone, or not this person's."""
    numbers: dict[str, set[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in _naming and number.isdecimal() and len(number) < 10:
            numbers.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": thing
        for kind, wanted in numbers.items()
        for number, thing in _naming[kind](wanted, actor).items()
    }


def beside_piece(part: PiecePart) -> None:
    """Have a room show on a piece's page what it does with the piece."""
    if part not in _piece_parts:
        _piece_parts.append(part)


def piece_parts(piece_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms that send show of a piece."""
    return [shown for part in _piece_parts if (shown := part(piece_id, actor))]


def beside_mention(part: MentionPart, flags: Flags) -> None:
    """Have a room show on a mention's page what it finds in it, and flag it in lists."""
    if part not in _mention_parts:
        _mention_parts.append(part)
        _flags.append(flags)


def mention_parts(mention_id: int, actor: Actor) -> list[Markup]:
    """Return what rooms find in a mention."""
    return [shown for part in _mention_parts if (shown := part(mention_id, actor))]


def flagged(mention_ids: Collection[int]) -> set[int]:
    """Return which of these mentions have something to look at."""
    return set().union(*(flags(mention_ids) for flags in _flags))


def in_campaign(provider: CampaignPanel) -> None:
    """Have a room show on a campaign's page what serves it."""
    if provider not in _in_campaign:
        _in_campaign.append(provider)


def campaign_rows(campaign_id: int, actor: Actor) -> list[TodayRow]:
    """Return what serves a campaign, room by room."""
    return [row for provider in _in_campaign for row in provider(campaign_id, actor)]


def beside_campaign(part: CampaignPart) -> None:
    """Have a room show on a campaign's page what it holds for it."""
    if part not in _campaign_parts:
        _campaign_parts.append(part)


def campaign_parts(campaign_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms hold for a campaign."""
    return [shown for part in _campaign_parts if (shown := part(campaign_id, actor))]


def around_campaign(provider: CampaignCards) -> None:
    """Have a room say in short rows what of it a campaign uses: its lists, figures, mentions."""
    if provider not in _campaign_cards:
        _campaign_cards.append(provider)


def campaign_cards(campaign_id: int, actor: Actor) -> list[TodayCard]:
    """Return what a campaign uses, room by room; a card without rows is not shown."""
    cards = (card for provider in _campaign_cards for card in provider(campaign_id, actor))
    return [card for card in cards if card.rows]


def say_with(part: ToSay) -> None:
    """Have a room show what one may answer, where one speaks with a person: a card, a call."""
    if part not in _to_say:
        _to_say.append(part)


def to_say(contact_id: int | None, actor: Actor, *, is_calling: bool = False) -> list[Markup]:
    """Return what one may answer a person, or anybody; `is_calling`: it is needed at once."""
    return [shown for part in _to_say if (shown := part(contact_id, actor, is_calling))]


def in_use(provider: Uses) -> None:
    """Have a room asked where it uses a record: `("figure", "expulsions-2030-02", actor)`."""
    if provider not in _uses:
        _uses.append(provider)


def uses(kind: str, key: str, actor: Actor) -> list[TodayRow]:
    """Return where a record is used, room by room: what shows it, what stands published."""
    return [row for provider in _uses for row in provider(kind, key, actor)]


def in_access_file(table: str, part: Tells) -> None:
    """Have a room tell what one of its tables holds of a person, to the person herself.

    Every table that points at a contact is told (`tests/contacts/test_access.py`).
    """
    _tells[table] = part


def told_of(contact_id: int, actor: Actor) -> list[Told]:
    """Return what the rooms hold of a person, headings without rows left out."""
    found = (told for part in dict.fromkeys(_tells.values()) for told in part(contact_id, actor))
    return [each for each in found if each.rows]


def told_tables() -> frozenset[str]:
    """Return the tables of higher rooms whose rows a person is told."""
    return frozenset(_tells)


def when_written(provider: Wrote) -> None:
    """Have a room say what a person wrote: what came of a request is chosen among it."""
    if provider not in _wrote:
        _wrote.append(provider)


def written_by(contact_id: int, actor: Actor) -> list[Thing]:
    """Return what a person wrote, as titles and addresses outside this house, the last first."""
    return [each for provider in _wrote for each in provider(contact_id, actor)]


def on_contact_card(part: ContactPart) -> None:
    """Have a room show on a contact's card what it holds of the person."""
    if part not in _contact_parts:
        _contact_parts.append(part)


def contact_parts(contact_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms hold of a person: what was sent, what they wrote."""
    return [shown for part in _contact_parts if (shown := part(contact_id, actor))]


def on_today(provider: Today) -> None:
    """Have a room's cards asked for when Aujourd'hui is shown."""
    if provider not in _today:
        _today.append(provider)


def on_calendar(provider: Marks) -> None:
    """Have a room put what has a day on the calendar, from one day to another, both included."""
    if provider not in _marks:
        _marks.append(provider)


def calendar_marks(first: date, last: date, actor: Actor) -> list[Mark]:
    """Return what rooms put on some days, as this person may see it, the earliest first."""
    found = (mark for provider in _marks for mark in provider(first, last, actor))
    return sorted(found, key=lambda mark: (mark.day, mark.hour, mark.title))


def in_search(right: Right, provider: Search) -> None:
    """Have a room searched by `/`, for people who hold `right`."""
    if (right, provider) not in _search:
        _search.append((right, provider))


def beside(endpoint: str, count: Count) -> None:
    """Have a number stand beside a navigation entry; those of several rooms are added up."""
    if count not in _counts.setdefault(endpoint, []):
        _counts[endpoint].append(count)


def today_cards(actor: Actor) -> list[TodayCard]:
    """Return the cards that have something to say to this person, the most urgent first."""
    cards = [card for provider in _today for card in provider(actor) if card.rows]
    order = list(Place)
    return sorted(cards, key=lambda card: order.index(card.place))


def search(query: str, actor: Actor, limit: int = 8) -> list[Found]:
    """Return the best hits of every room this person may read."""
    hits = [
        hit for right, provider in _search if actor.may(right) for hit in provider(query, limit)
    ]
    return sorted(hits, key=lambda hit: -hit.score)[: limit * 3]


def count_beside(endpoint: str, actor: Actor) -> int:
    """Return the number beside a navigation entry; 0 is not shown."""
    return sum(count(actor) for count in _counts.get(endpoint, ()))
