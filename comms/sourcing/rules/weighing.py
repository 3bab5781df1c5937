"""Holds the numbers of a text against the bank: what is bound, what is typed, what it should be."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice

from comms.core.refusal import Particular
from comms.core.text import fold
from comms.figures.rules import numbers, typed
from comms.figures.rules.record import ESTIMATE, State
from comms.figures.rules.typed import Known, Typed
from comms.pieces.rules.bindings import WAS, Binding, Prose, found
from comms.sourcing.rules import voices

MOST = 200  # numbers without a record that are told of a text: one is enough to keep it
LONGEST = 60_000  # characters of a text that is weighed while somebody writes it
STRICT = frozenset({"release"})  # here a number without a record keeps a text from leaving


class Unsound(StrEnum):
    """What is wrong with a number of a text."""

    UNBOUND = "sourcing.unbound"
    UNBOUND_LIKELY = "sourcing.unbound_likely"
    ESTIMATE = "sourcing.estimate"
    UNKNOWN = "sourcing.unknown"
    WITHDRAWN = "sourcing.withdrawn"
    UNCHECKED = "sourcing.unchecked"
    OTHER_VALUE = "sourcing.other_value"
    NEVER_SAID = "sourcing.never_said"
    TOO_LONG = "sourcing.too_long"


MILD = frozenset({Unsound.UNBOUND, Unsound.UNBOUND_LIKELY, Unsound.UNCHECKED})


@dataclass(frozen=True)
class Record:
    """What the bank says of a figure; `past`: the values it had before."""

    key: str
    label: str
    value: str
    state: State
    past: tuple[str, ...] = ()
    words: frozenset[str] = dataclasses.field(default_factory=frozenset)  # of its labels, folded


@dataclass(frozen=True)
class Finding:
    """One number of a text that is not as it should be, and the record it is about."""

    code: Unsound
    words: str
    field: str = ""
    record: Record | None = None
    key: str = ""
    span: tuple[int, int] | None = dataclasses.field(default=None, compare=False)

    def stands_in_the_way(self, kind: str) -> bool:
        """Say whether a text of a kind may not leave with it; else it warns."""
        return kind in STRICT or self.code not in MILD

    def as_obstacle(self, lang: str) -> Particular:
        """Return it as an obstacle with the facts of its sentence, its number as readers write."""
        facts = {"words": self.words.strip(), "key": self.key}
        if self.record:
            facts["label"] = self.record.label
            facts["value"] = numbers.write(self.record.value, lang)
        place = f"/figures.overview?{self.key}" if self.code is Unsound.UNCHECKED else self.field
        return Particular(self.code, tuple(facts.items()), place, self.span)


def weigh(
    kind: str, prose: Sequence[Prose], bound: Mapping[str, Record], bank: Sequence[Record]
) -> list[Finding]:
    """Return everything about the numbers of a text that is not as it should be.

    `bound`: the records the text names; `bank`: those a typed number may mean.
    """
    said, past = set(_said(prose, bound)), set(given_up(prose))
    findings: list[Finding] = []
    for each in prose:
        bindings = [one for one in found(each.text) if one.kind == "figure"]
        findings += [wrong for one in bindings for wrong in _held(kind, each, one, bound)]
        findings += _typed(each, (said if each.is_head else set()) | past, bank)
    return list(dict.fromkeys(findings))


def _said(prose: Sequence[Prose], bound: Mapping[str, Record]) -> Iterator[str]:
    """Yield the values the text gives with their records: its titles may repeat them."""
    for each in prose:
        for one in found(each.text):
            if one.kind == "figure" and one.key in bound:
                yield bound[one.key].value


def given_up(prose: Sequence[Prose]) -> Iterator[str]:
    """Yield the old values that the text says are old."""
    for each in prose:
        for one in found(each.text):
            if one.kind == "figure" and one.key.endswith(WAS):
                yield from _values(one.words, each.lang)


def _held(kind: str, prose: Prose, one: Binding, bound: Mapping[str, Record]) -> Iterator[Finding]:
    """Hold the words of a binding against its record."""
    words, said = one.words.strip(), _values(one.words, prose.lang)
    here = partial(Finding, words=words, field=prose.field, span=(one.start, one.end))
    if one.key == ESTIMATE:
        if kind in STRICT:
            yield here(Unsound.ESTIMATE)
        return
    record = bound.get(one.key.removesuffix(WAS))
    if record is None:
        yield here(Unsound.UNKNOWN, key=one.key)
    elif one.key.endswith(WAS):
        if not set(said) <= set(record.past):
            yield here(Unsound.NEVER_SAID, record=record, key=one.key)
    elif record.state == State.WITHDRAWN:
        yield here(Unsound.WITHDRAWN, record=record, key=one.key)
    else:
        if any(not numbers.are_equal(value, record.value) for value in said):
            yield here(Unsound.OTHER_VALUE, record=record, key=one.key)
        if record.state == State.TO_CHECK:
            yield here(Unsound.UNCHECKED, record=record, key=one.key)


def _values(words: str, lang: str) -> list[str]:
    """Return the numbers among the words of a binding; there may be none (« la moitié »)."""
    whole = numbers.read(words)
    return [whole] if whole is not None else [each.value for each in typed.found(words, (), lang)]


def _typed(prose: Prose, said: set[str], bank: Sequence[Record]) -> Iterator[Finding]:
    for number, record in islice(loose(prose, said, bank), MOST):
        code = Unsound.UNBOUND_LIKELY if record else Unsound.UNBOUND
        key, span = record.key if record else "", (number.start, number.end)
        yield Finding(code, number.words, prose.field, record, key, span)


def loose(
    prose: Prose, said: Collection[str], bank: Sequence[Record]
) -> Iterator[tuple[Typed, Record | None]]:
    """Yield the typed numbers that are bound to nothing, each with the record it probably means.

    `said`: values that may stand unbound, because the text gives them bound elsewhere. What a
    person told us is theirs, numbers too: it is held against their testimony, word by word.
    """
    spans = _covered(prose.text)
    known = [Known(each.key, each.value, each.words) for each in bank]
    records = {each.key: each for each in bank}
    for number in typed.found(prose.text, spans, prose.lang):
        if not any(numbers.are_equal(number.value, value) for value in said):
            key = typed.likely(number, _around(prose.text, number.start, number.end), known)
            if key or not number.is_small:
                yield number, records.get(key or "")


def _covered(text: str) -> list[tuple[int, int]]:
    return [*((one.start, one.end) for one in found(text)), *voices.spoken(text)]


def _around(text: str, start: int, end: int) -> frozenset[str]:
    return words_of(text[max(0, start - typed.NEAR) : end + typed.NEAR])


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that mean something, folded."""
    return frozenset(typed.WORD.findall(fold(text)))


def bind(prose: Prose, words: str, key: str, value: str | None) -> str:
    """Return a text whose first typed number of some words is bound to a record.

    Where the record has another value, the bank writes it: `[](figure:key)`.
    """
    text = prose.text
    for number in typed.found(text, _covered(text), prose.lang):
        if number.words.strip() == words.strip():
            return text[: number.start] + chip(number, key, value) + text[number.end :]
    return text


def chip(number: Typed, key: str, value: str | None) -> str:
    """Return a typed number bound to a record, whose value the bank writes if it is another."""
    is_same = value is None or numbers.are_equal(number.value, value)
    return f"[{number.words if is_same else ''}](figure:{key})"
