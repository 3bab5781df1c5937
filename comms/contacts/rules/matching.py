"""Who is the same person: joined only on an address with a name that fits, else asked.

A name alone never joins: rows with the same name are as often relatives or strangers. A desk's
address never makes two people one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from comms.contacts.rules.drafts import Draft
from comms.contacts.rules.given_names import GIVEN_NAMES
from comms.contacts.rules.kinds import AddressKind
from comms.contacts.rules.names import PersonName, name_words

NAMESAKES = 40  # two cards of one whole name and nothing else in common: shown, never held back
ALIKE = 88  # of 100: two spellings of one name
NEARLY_EQUAL = 94
RELATED = 60  # with a shared address, worth asking
FEWEST_LETTERS = 4  # of a word in which one slip is forgiven
# People a row is held against: 3,000 rows of one name took 45 s (measured). The rarest words come
# first, so that among a thousand called Jean the Duponts are looked at.
MOST_NEAR = 300


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


def face_of(draft: Draft) -> Face:
    """Return a row as later rows are held against it."""
    return replace(
        face_named(draft.name),
        emails=draft.keys(AddressKind.EMAIL),
        phones=draft.keys(AddressKind.PHONE),
        outlets=frozenset(work.outlet_key for work in draft.works if work.outlet_key),
        row=draft.number,
    )


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


class Book:
    """Everyone a row may be, found by address and by the words of the name."""

    def __init__(self, faces: Iterable[Face] = ()) -> None:
        self._faces: list[Face] = []
        self._by_key: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)  # in order
        self._named: dict[tuple[str, ...], int] = {}
        for face in faces:
            self.add(face)

    def add(self, face: Face) -> int:
        """Take a person in; return the place to `meet` them at."""
        place = len(self._faces)
        self._faces.append(face)
        self._enter(place, face)
        return place

    def namesake(self, face: Face) -> Face | None:
        """Return the first who has the very same name, whatever else differs."""
        place = self._named.get(face.words)
        found = None if place is None else self._faces[place]
        return found if found and are_namesakes(face, found) else None

    def _enter(self, place: int, face: Face) -> None:
        self._named.setdefault(face.words, place)
        for key in _keys(face):
            self._by_key[key][place] = None

    def learn(self, known: Face, more: Face) -> Face:
        """Add what a joined row says of a person, for the rows that follow."""
        place = next(iter(self._by_key[_self(known)]), None)
        place = self.add(known) if place is None else place
        known = self._faces[place]  # an earlier row may have said more
        whole = replace(
            known,
            words=known.words or more.words,
            given=known.given or more.given,
            run=known.run or more.run,
            emails=known.emails | more.emails,
            phones=known.phones | more.phones,
            outlets=known.outlets | more.outlets,
        )
        self._faces[place] = whole
        self._enter(place, whole)
        return whole

    def find(self, face: Face) -> Match | None:
        """Return who this is, else who it may be, the likeliest; None when it is nobody known."""
        judged = [found for other in self._near(face) if (found := judge(face, other))]
        return max(
            judged, key=lambda each: (each.verdict is Verdict.SAME, each.score), default=None
        )

    def _near(self, face: Face) -> Iterator[Face]:
        near = [(key[0] == "word", self._by_key.get(key, {})) for key in _keys(face)]
        near.sort(key=lambda each: (each[0], len(each[1])))  # first who has the address itself
        found = chain.from_iterable(places for _, places in near)
        places = dict.fromkeys(islice(found, MOST_NEAR))
        return (self._faces[place] for place in sorted(places))


def _self(face: Face) -> tuple[str, str]:
    return ("self", f"{face.contact_id}/{face.row}")


def _keys(face: Face) -> Iterator[tuple[str, str]]:
    yield _self(face)
    yield from (("email", key) for key in face.emails)
    yield from (("phone", key) for key in face.phones)
    yield from (("word", word) for word in face.words if len(word) > 1)
    if face.run:
        yield ("run", face.run)


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
