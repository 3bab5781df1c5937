"""Who is the same person: joined only on an address with a name that fits, else asked.

A name alone never joins: rows with the same name are as often relatives or strangers. A desk's
address never makes two people one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from comms.contacts.book.rules.given_names import GIVEN_NAMES
from comms.contacts.book.rules.names import PersonName, name_words

NAMESAKES = 40  # two cards of one whole name and nothing else in common: shown, never held back
ALIKE = 88  # of 100: two spellings of one name
NEARLY_EQUAL = 94
RELATED = 60  # with a shared address, worth asking
FEWEST_LETTERS = 4  # of a word in which one slip is forgiven


class Verdict(StrEnum):
    """What a row is to a person."""

    SAME = "same"
    MAYBE = "maybe"


@dataclass(frozen=True)
class Face:
    """What a row is held against: a person of the book, or one an earlier row made."""

    name: str
    words: tuple[str, ...]
    given: tuple[str, ...] = ()
    is_desk: bool = False
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    run: str = ""  # the name in one piece: « Jean-François » and « Jeanfrançois » alike
    contact_id: int | None = None
    row: int | None = None
    is_held: bool = False  # a row that waits for a person: nobody is joined to it unasked
    objected: bool = False


@dataclass(frozen=True)
class Match:
    """The person a row is, or may be; `score` from 0 to 100."""

    face: Face
    verdict: Verdict
    score: int


def face_named(name: PersonName) -> Face:
    """Return the face of a name alone."""
    words = name_words(name.whole)
    return Face(
        name=name.whole,
        words=tuple(sorted(words)),
        given=name_words(name.given),
        is_desk=name.is_desk,
        run="".join(words),
    )


def are_namesakes(one: Face, other: Face) -> bool:
    """Say whether two have one whole name: people change newsroom, address and number at once."""
    return one.words == other.words and len(one.words) > 1 and not (one.is_desk or other.is_desk)


def judge(one: Face, other: Face) -> Match | None:
    """Hold two against each other."""
    found = _judge(one, other)
    if found and other.is_held and found.verdict is Verdict.SAME:
        return replace(found, verdict=Verdict.MAYBE)
    return found


def _judge(one: Face, other: Face) -> Match | None:
    by_email, by_phone = one.emails & other.emails, one.phones & other.phones
    likeness = _likeness(one, other)
    if by_email and _fits(one, other, strictly=False):
        return Match(other, Verdict.SAME, 100 if likeness >= NEARLY_EQUAL else 98)
    if by_phone and _fits(one, other, strictly=True):
        if not _contradict(one.emails, other.emails):
            return Match(other, Verdict.SAME, 97)
        return Match(other, Verdict.MAYBE, 95)
    if by_email or by_phone:
        asked = likeness >= RELATED and (likeness >= ALIKE or not _are_relatives(one, other))
        return Match(other, Verdict.MAYBE, int(likeness * 0.9)) if asked else None
    return _judge_by_name(one, other, likeness)


def _judge_by_name(one: Face, other: Face, likeness: float) -> Match | None:
    if likeness < ALIKE or one.is_desk != other.is_desk or _are_relatives(one, other):
        return None
    together = bool(one.outlets & other.outlets)
    if _contradict(one.emails, other.emails) and _contradict(one.phones, other.phones):
        # The very name at the very newsroom is asked about all the same: people change numbers.
        if not together or one.words != other.words or one.is_desk:
            return None
    if not (together or (likeness >= NEARLY_EQUAL and not one.is_desk)):
        return None
    apart = _contradict(one.emails, other.emails) or _contradict(one.phones, other.phones)
    return Match(other, Verdict.MAYBE, int(likeness * (0.85 if together else 0.7)) - 15 * apart)


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _likeness(one: Face, other: Face) -> float:
    if not one.words or not other.words:
        return 0.0
    if one.words == other.words:
        return 100.0
    return max(
        fuzz.ratio(" ".join(one.words), " ".join(other.words)), fuzz.ratio(one.run, other.run)
    )


def _fits(one: Face, other: Face, *, strictly: bool) -> bool:
    """Say whether two names may be one person's. `strictly`: a telephone is shared more easily."""
    if not one.words or not other.words:
        return True  # one of them has no name to contradict
    if one.is_desk or other.is_desk:
        return one.is_desk == other.is_desk and _desks_fit(one, other)
    if one.words == other.words or one.run == other.run:
        return True
    return _words_fit(one.words, other.words, strictly=strictly)


def _desks_fit(one: Face, other: Face) -> bool:
    mine, theirs = set(one.words), set(other.words)
    return mine <= theirs or theirs <= mine or _likeness(one, other) >= ALIKE


def _words_fit(one: tuple[str, ...], other: tuple[str, ...], *, strictly: bool) -> bool:
    """Pair every word of the shorter name with one of the longer: equal, one slip, an initial."""
    short, left = sorted(((*one,), (*other,)), key=len)
    rest, slips = list(left), 0
    for word in sorted(short, key=lambda each: each not in rest):
        paired = min(rest, key=lambda each: _distance(word, each))
        cost = _distance(word, paired)
        if cost > 2 or (cost == 2 and strictly):
            return False
        slips += cost == 1
        rest.remove(paired)
    if slips > (1 if strictly else 2):
        return False
    return len(short) > 1 or not strictly


def _distance(one: str, other: str) -> int:
    """Return 0 for equal words, 1 for one slip, 2 for an initial, 3 for anything else."""
    if one == other:
        return 0
    if 1 in (len(one), len(other)):
        return 2 if one[0] == other[0] else 3
    if one in GIVEN_NAMES and other in GIVEN_NAMES:
        return 3  # Louis and Louise are two people
    is_slip = min(len(one), len(other)) >= FEWEST_LETTERS and OSA.distance(one, other) == 1
    return 1 if is_slip else 3


def _are_relatives(one: Face, other: Face) -> bool:
    """Say whether two given names, each known, set two people apart."""
    mine, theirs = set(one.given) - set(other.given), set(other.given) - set(one.given)
    return bool(mine and theirs) and mine | theirs <= GIVEN_NAMES


def identities(face: Face) -> Iterator[str]:
    """Yield what identifies a person: their addresses, a number or newsroom with their name.

    A number or a newsroom alone does not: colleagues share it.
    """
    name = " ".join(face.words)
    yield from face.emails
    if name:
        yield from (f"phone {key} {name}" for key in face.phones)
        yield from (f"outlet {key} {name}" for key in face.outlets)
