"""Keeping the bank: a figure is given, checked by a second person, corrected, withdrawn."""

from dataclasses import replace

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.text import fold
from comms.figures import queries
from comms.figures.models import Correction, Figure
from comms.figures.rules import numbers
from comms.figures.rules.columns import made_key
from comms.figures.rules.record import (
    LONGEST_KEY,
    Draft,
    FigureWrong,
    State,
    obstacles,
    obstacles_to_checking,
    read_period,
)

UNNAMED = "chiffre"  # the key of one counted in letters no key has
MOST_ALIKE = 100


def add(draft: Draft, *, actor: Actor | None) -> Figure:
    """Put a figure into the bank; a second person has still to check it.

    Without a key it has one made of what is counted and of its period.

    Raises:
        Refused: with all that is wrong.
    """
    if not draft.key:
        draft = replace(draft, key=_free_key(draft))
    found: list[FigureWrong] = obstacles(draft)
    if queries.by_key(draft.key):
        found.append(FigureWrong.KEY_TAKEN)
    if found:
        raise Refused(found, key=draft.key, value=draft.value[:40])
    now = clock.now()
    figure = Figure(
        key=draft.key, value=numbers.read(draft.value), said_at=now, state=State.TO_CHECK
    )
    figure.said_by = number_of(actor)
    _describe(figure, draft)
    db.session.add(figure)
    db.session.flush()
    audit.record(figure.said_by, "figure.added", "figure", figure.id)
    return figure


def _free_key(draft: Draft) -> str:
    """Return a key made of what is counted and of its period, which no figure has yet."""
    label = next(filter(None, draft.labels.values()), "")
    made = made_key(label, draft.period) or UNNAMED
    others = (f"{made[: LONGEST_KEY - 4]}-{number}" for number in range(2, MOST_ALIKE))
    free = (each for each in (made, *others) if queries.by_key(each) is None)
    return next(free, made)


def change(figure: Figure, draft: Draft, *, actor: Actor) -> None:
    """Change what is said about a figure, never its value: that is a correction.

    Raises:
        Refused: with all that is wrong, or it is withdrawn.
    """
    same = replace(draft, key=figure.key, value=figure.value)
    if found := obstacles(same):
        raise Refused(found)
    if figure.state == State.WITHDRAWN:
        raise Refused(FigureWrong.WITHDRAWN)
    _describe(figure, same)
    _to_be_checked(figure)
    audit.record(actor.id, "figure.changed", "figure", figure.id)


def _describe(figure: Figure, draft: Draft) -> None:
    figure.labels = {
        lang: " ".join(label.split()) for lang, label in draft.labels.items() if label.strip()
    }
    figure.unit, figure.place = draft.unit.strip(), draft.place.strip()
    figure.period = read_period(draft.period) or ""
    figure.method, figure.source = draft.method.strip(), draft.source.strip()
    said = (figure.key.replace("-", " "), *figure.labels.values(), figure.unit, figure.place)
    figure.folded = fold(" ".join((figure.key, *said, figure.period)))
    figure.touched_at = clock.now()


def _to_be_checked(figure: Figure) -> None:
    figure.state = State.TO_CHECK
    figure.checked_by = figure.checked_at = None


def check(figure: Figure, *, actor: Actor) -> None:
    """Say, as a second person, that a figure is what its source says.

    Raises:
        Refused: who said it checks it, or there is nothing to check.
    """
    if found := obstacles_to_checking(figure.state, figure.said_by, actor.id):
        raise Refused(found)
    figure.state = State.CHECKED
    figure.checked_by, figure.checked_at = actor.id, clock.now()
    audit.record(actor.id, "figure.checked", "figure", figure.id)


def correct(figure: Figure, value: str, why: str, *, actor: Actor) -> None:
    """Give a figure another value; the old one stays with its date, and who uses it is told.

    Raises:
        Refused: the value is no number, or the same.
    """
    became = numbers.read(value)
    if became is None:
        raise Refused(FigureWrong.BAD_VALUE, value=value[:40])
    if became == figure.value:
        raise Refused(FigureWrong.SAME_VALUE)
    _give_up(figure, became, why, actor)
    figure.value, figure.said_by, figure.said_at = became, actor.id, clock.now()
    _to_be_checked(figure)
    audit.record(actor.id, "figure.corrected", "figure", figure.id)
    _tell(figure, actor)


def withdraw(figure: Figure, why: str, *, actor: Actor) -> None:
    """Say that a figure must not be used any more, and no other takes its place."""
    _give_up(figure, None, why, actor)
    figure.state = State.WITHDRAWN
    audit.record(actor.id, "figure.withdrawn", "figure", figure.id)
    _tell(figure, actor)


def _give_up(figure: Figure, became: str | None, why: str, actor: Actor) -> None:
    if figure.state == State.WITHDRAWN:
        raise Refused(FigureWrong.WITHDRAWN)
    if not why.strip():
        raise Refused(FigureWrong.NO_REASON)
    given_up = Correction(was=figure.value, became=became, why=why.strip(), member_id=actor.id)
    given_up.was_checked = figure.state == State.CHECKED
    given_up.at = figure.touched_at = clock.now()
    figure.corrections.append(given_up)
    db.session.flush()


def _tell(figure: Figure, actor: Actor) -> None:
    last = figure.corrections[-1]
    events.announce(events.FigureCorrected(figure.key, last.was, last.became, actor.id, last.id))
