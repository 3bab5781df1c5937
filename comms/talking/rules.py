"""What a talking point needs, in which language it is shown, and its figures as they stand now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from comms.figures.rules import numbers
from comms.figures.rules.record import State
from comms.pieces.rules.bindings import WAS, Binding, found

LONGEST_QUESTION = 300
LONGEST_ANSWER = 4000


class PointWrong(StrEnum):
    """Why a talking point is not kept."""

    NO_QUESTION = "point.no_question"
    NO_ANSWER = "point.no_answer"
    TOO_LONG = "point.too_long"
    CHANGED = "point.changed"
    CLOSED = "point.closed"


class Doubt(StrEnum):
    """What to know before one says a figure aloud."""

    TO_CHECK = "to_check"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Held:
    """A figure as the bank has it now."""

    value: str
    state: State


@dataclass(frozen=True)
class Run:
    """A part of an answer; with a `key` it is a figure. `was`: the words somebody typed for it."""

    text: str
    key: str = ""
    was: str = ""
    doubt: Doubt | None = None


def obstacles(question: str, answer: str) -> list[PointWrong]:
    """Return everything that keeps a point from being kept."""
    wrong = []
    if not question.strip():
        wrong.append(PointWrong.NO_QUESTION)
    if not answer.strip():
        wrong.append(PointWrong.NO_ANSWER)
    if len(question) > LONGEST_QUESTION or len(answer) > LONGEST_ANSWER:
        wrong.append(PointWrong.TOO_LONG)
    return wrong


def keys(answers: Iterable[str]) -> set[str]:
    """Return the keys of the figures that answers name."""
    bound = (one for answer in answers for one in found(answer) if one.kind == "figure")
    return {each.key.removesuffix(WAS) for each in bound}


def present(answer: str, held: Mapping[str, Held], lang: str) -> list[Run]:
    """Return an answer whose figures have the value of now, written for a language."""
    return list(_runs(answer, held, lang))


def _runs(answer: str, held: Mapping[str, Held], lang: str) -> Iterator[Run]:
    at = 0
    for each in found(answer):
        if at < each.start:
            yield Run(answer[at : each.start])
        yield _figure(each, held, lang) if each.kind == "figure" else Run(each.words)
        at = each.end
    if at < len(answer):
        yield Run(answer[at:])


def _figure(bound: Binding, held: Mapping[str, Held], lang: str) -> Run:
    key, typed = bound.key.removesuffix(WAS), bound.words.strip()
    known = held.get(key)
    if known is None:
        return Run(typed or "…", key, doubt=Doubt.UNKNOWN)
    now = numbers.write(known.value, lang)
    if known.state is State.WITHDRAWN:
        return Run(typed or "…", key, doubt=Doubt.WITHDRAWN)
    doubt = Doubt.TO_CHECK if known.state is State.TO_CHECK else None
    read = numbers.read(typed) if typed else known.value
    if read is None:  # « plus de mille »: their words stay, the number stands behind
        return Run(f"{typed} ({now})", key, doubt=doubt)
    return Run(now, key, "" if numbers.are_equal(read, known.value) else typed, doubt)


def plain(runs: Iterable[Run]) -> str:
    """Return an answer as one text."""
    return "".join(each.text for each in runs)


def first_of(there: Collection[str], wanted: Iterable[str]) -> str:
    """Return the language to show first: one that is wanted, else French, else any."""
    return next((each for each in (*wanted, "fr") if each in there), next(iter(there), ""))
