"""Whom a row of a file may be, of the book and of the rows before it: by address and name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.files.rules.drafts import Draft
from comms.contacts.twins.rules.judging import (
    Face,
    Match,
    Verdict,
    are_namesakes,
    face_named,
    judge,
)

# People a row is held against: 3,000 rows of one name took 45 s (measured). The rarest words come
# first, so that among a thousand called Jean the Duponts are looked at.
MOST_NEAR = 300


def face_of(draft: Draft) -> Face:
    """Return a row as later rows are held against it."""
    return replace(
        face_named(draft.name),
        emails=draft.keys(AddressKind.EMAIL),
        phones=draft.keys(AddressKind.PHONE),
        outlets=frozenset(work.outlet_key for work in draft.works if work.outlet_key),
        row=draft.number,
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
