"""Finds people as one types: by name before newsroom, exact before begun before slipped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from comms.contacts.models import Confidant, Contact, SearchWord, Slip
from comms.contacts.queries.people import Card, cards
from comms.contacts.rules import finding
from comms.contacts.rules.finding import Found
from comms.core.db import db

LAST = "\U0010ffff"  # above every sign: closes the range of words that begin alike
MOST = 240  # candidates weighed for one search
MOST_SLIPS = 60  # words one slip away
_RANKS = ((Found.NAME, Found.JOINED), (Found.OUTLET, Found.ABOUT, Found.REACH))
Word = InstrumentedAttribute[str]


@dataclass(frozen=True)
class Hit:
    """One person found; `score` orders the hits."""

    card: Card
    score: float


@dataclass(frozen=True)
class Sought:
    """One word of a search: what begins with it, and the words one slip away from it."""

    word: str
    slips: frozenset[str] = frozenset()

    def fits(self, column: Word) -> ColumnElement[bool]:
        """Return the condition on a word of the index."""
        begun = and_(column >= self.word, column < self.word + LAST)
        return or_(begun, column.in_(sorted(self.slips))) if self.slips else begun

    def is_met_by(self, word: str) -> bool:
        """Say whether a word of the index is meant."""
        return word.startswith(self.word) or word in self.slips


def search(query: str, limit: int = 20, *, member_id: int | None = None) -> list[Hit]:
    """Return who a search finds, best first; discreet people only for a confidant."""
    words = finding.wanted(query).words
    if not words:
        return []
    scores = _scores([Sought(word) for word in words], limit)
    if not scores or (len(words) == 1 and len(scores) < limit):
        for other, score in _with_a_slip(words, limit).items():
            scores.setdefault(other, score)
    if member_id is not None:
        scores |= _discreet(words, member_id)
    return _shown(scores, limit)


def _shown(scores: Mapping[int, float], limit: int) -> list[Hit]:
    best = sorted(scores, key=lambda each: (-scores[each], each))[: limit * 2]
    hits = [Hit(card, scores[card.id]) for card in cards(best).values()] if best else []
    return sorted(hits, key=lambda hit: (-hit.score, hit.card.sort_key, hit.card.id))[:limit]


def _scores(sought: Sequence[Sought], limit: int) -> dict[int, float]:
    ids: dict[int, None] = {}
    for kinds in _RANKS:
        ids.update(dict.fromkeys(_candidates(sought, kinds, limit * 3)))
        if len(ids) >= limit:
            break
    return _weigh(list(ids)[:MOST], sought) if ids else {}


def _candidates(sought: Sequence[Sought], kinds: Iterable[Found], limit: int) -> Iterable[int]:
    """Return contacts who have every word, the longest of them as one of `kinds`.

    Each kind is one range of the index read from its start: what stands exactly so comes first.
    """
    some = [_of_kind(sought, kind).limit(limit).subquery() for kind in kinds]
    return db.session.scalars(union_all(*(select(each.c.contact_id) for each in some)))


def _of_kind(sought: Sequence[Sought], kind: Found) -> Select[int]:
    driver, *others = sorted(sought, key=lambda each: -len(each.word))
    rows = select(SearchWord.contact_id).where(
        SearchWord.kind == kind, driver.fits(SearchWord.word)
    )
    for each in others:
        also = aliased(SearchWord)
        rows = rows.where(
            exists().where(also.contact_id == SearchWord.contact_id, each.fits(also.word))
        )
    return rows.order_by(SearchWord.word, SearchWord.contact_id)


def _weigh(ids: Sequence[int], sought: Sequence[Sought]) -> dict[int, float]:
    """Weigh each candidate by the best of its words for each word sought; one slip is forgiven."""
    best: dict[int, dict[str, float]] = defaultdict(dict)
    straight: dict[int, set[str]] = defaultdict(set)
    met = or_(*(each.fits(SearchWord.word) for each in sought))
    rows = select(SearchWord.contact_id, SearchWord.kind, SearchWord.word)
    for contact_id, kind, word in db.session.execute(
        rows.where(SearchWord.contact_id.in_(ids), met)
    ):
        for each in sought:
            if each.is_met_by(word):
                worth = finding.worth(Found(kind), word, each.word)
                best[contact_id][each.word] = max(best[contact_id].get(each.word, 0.0), worth)
            if word.startswith(each.word):
                straight[contact_id].add(each.word)
    return {
        contact_id: sum(worths.values()) / len(sought)
        for contact_id, worths in best.items()
        if len(worths) == len(sought) and len(sought) - len(straight[contact_id]) <= 1
    }


def _with_a_slip(words: Sequence[str], limit: int) -> dict[int, float]:
    """Return who is found when one of the words holds one slip."""
    sought = [
        Sought(word, slipped(word) if finding.may_slip(word) else frozenset()) for word in words
    ]
    return _scores(sought, limit) if any(each.slips for each in sought) else {}


def slipped(word: str) -> frozenset[str]:
    """Return the words of the book one slip away; failing that, those whose beginning is."""
    starts = sorted(finding.slips(word))
    whole = db.session.scalars(select(Slip.word).where(Slip.slip.in_(starts)).distinct())
    near = [each for each in whole if OSA.distance(word, each, score_cutoff=1) == 1]
    if not near:
        begun = union_all(*(_begun(start) for start in starts if len(start) > 2))
        near = [each for each in db.session.scalars(begun) if _begins_near(each, word)]
    return frozenset(list(dict.fromkeys(near))[:MOST_SLIPS])


def _begun(start: str) -> Select[str]:
    some = select(Slip.word).where(Slip.slip >= start, Slip.slip < start + LAST).limit(200)
    return select(some.subquery().c.word)


def _begins_near(word: str, typed: str) -> bool:
    lengths = range(len(typed) - 1, len(typed) + 2)
    return any(OSA.distance(typed, word[:each], score_cutoff=1) == 1 for each in lengths)


def _discreet(words: Sequence[str], member_id: int) -> dict[int, float]:
    """Look through the few discreet people this member keeps: no index knows them."""
    mine = select(Confidant.contact_id).where(Confidant.member_id == member_id)
    names = select(Contact.id, Contact.name).where(Contact.is_discreet, Contact.id.in_(mine))
    found: dict[int, float] = {}
    for contact_id, name in db.session.execute(names):
        known = [word for word, _ in finding.name_index([name])]
        if all(any(each.startswith(word) for each in known) for word in words):
            found[contact_id] = 90.0
    return found
