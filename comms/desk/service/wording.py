"""The words of the mail of the morning, in the language of who reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from comms.core import clock, options
from comms.core.languages import gettext, hour, moment, ngettext
from comms.core.panels import TodayCard, TodayRow

MOST = 12  # titles under one heading
LONGEST = 90  # characters of one


def as_letter(cards: Iterable[TodayCard], *, name: str, house: str) -> tuple[str, str]:
    """Return the subject and the text of a mail that says what Aujourd'hui shows.

    Titles of pieces stand in it and nothing more: the rest is counted, and read on the page.
    """
    today = moment(clock.now(), "EEEE d MMMM")
    groups = _grouped(cards)
    count = sum(each.count for each in groups.values())
    subject = (
        ngettext(
            "%(day)s : %(num)d chose vous attend",
            "%(day)s : %(num)d choses vous attendent",
            count,
            day=today,
        )
        if count
        else gettext("%(day)s : rien ne vous attend", day=today)
    )
    foot = gettext(
        "Vous recevez ce message parce que vous l’avez demandé ; pour l’arrêter : %(address)s",
        address=f"{house}/morning",
    )
    association = str(options.get("association")) or "Porte-voix"
    parts = [
        gettext("Bonjour %(name)s,", name=name),
        *_parts(groups),
        f"{gettext('Ouvrir Aujourd’hui')}\n{house}/",
    ]
    text = "\n\n".join(parts) + f"\n\n-- \n{association}. {foot}\n"
    return subject[:1].upper() + subject[1:], text


@dataclass
class Group:
    """What stands under one heading: rows whose titles may be written, and how many others."""

    told: list[TodayRow] = field(default_factory=list)
    others: int = 0

    @property
    def count(self) -> int:
        """Return how many there are in all."""
        return len(self.told) + self.others


def _grouped(cards: Iterable[TodayCard]) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for card in cards:
        if card.waits:  # for others: no news for this person's morning
            continue
        group = found.setdefault(card.title, Group())
        if card.in_mail:
            group.told.extend(card.rows)
        else:
            group.others += len(card.rows)
        group.others += card.others
    return found


def _parts(groups: Mapping[str, Group]) -> Iterator[str]:
    for title, group in groups.items():
        if group.told:
            yield "\n".join((f"{title} ({group.count})", *_lines(group)))
    counted = [f"- {title} ({each.others})" for title, each in groups.items() if not each.told]
    if counted:
        yield "\n".join((gettext("Sur la page"), *counted))
    if not groups:
        yield gettext("Rien ne vous attend ce matin.")


def _lines(group: Group) -> Iterator[str]:
    """Yield a line a title and hour, once: a piece that goes by two ways is one."""
    lines = list(dict.fromkeys(map(_line, group.told)))
    yield from lines[:MOST]
    if more := max(len(lines) - MOST, 0) + group.others:
        yield ngettext("- et %(num)d autre, sur la page", "- et %(num)d autres, sur la page", more)


def _line(row: TodayRow) -> str:
    title = " ".join(row.title.split()) or gettext("Sans titre")
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 2].rstrip()}…"
    return f"- {hour(row.at)} · {short}" if row.at else f"- {short}"
