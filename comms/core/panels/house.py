"""What stands on pages of the whole house: Aujourd'hui, calendar, search, navigation."""

from collections.abc import Callable, Iterable
from datetime import date

from comms.core.panels.shapes import Found, Mark, Place, TodayCard
from comms.core.rights import Actor, Right

Today = Callable[[Actor], Iterable[TodayCard]]
Search = Callable[[str, int], Iterable[Found]]
Count = Callable[[Actor], int]
Marks = Callable[[date, date, Actor], Iterable[Mark]]
_today: list[Today] = []
_search: list[tuple[Right, Search]] = []
_counts: dict[str, list[Count]] = {}
_marks: list[Marks] = []


def on_today(provider: Today) -> None:
    """Have a room's cards asked for when Aujourd'hui is shown."""
    if provider not in _today:
        _today.append(provider)


def today_cards(actor: Actor) -> list[TodayCard]:
    """Return the cards that have something to say to this person, the most urgent first."""
    cards = [card for provider in _today for card in provider(actor) if card.rows]
    order = list(Place)
    return sorted(cards, key=lambda card: order.index(card.place))


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


def search(query: str, actor: Actor, limit: int = 8) -> list[Found]:
    """Return the best hits of every room this person may read."""
    hits = [
        hit for right, provider in _search if actor.may(right) for hit in provider(query, limit)
    ]
    return sorted(hits, key=lambda hit: -hit.score)[: limit * 3]


def beside(endpoint: str, count: Count) -> None:
    """Have a number stand beside a navigation entry; those of several rooms are added up."""
    if count not in _counts.setdefault(endpoint, []):
        _counts[endpoint].append(count)


def count_beside(endpoint: str, actor: Actor) -> int:
    """Return the number beside a navigation entry; 0 is not shown."""
    return sum(count(actor) for count in _counts.get(endpoint, ()))
