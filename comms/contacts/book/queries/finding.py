"""Finds people as one types: by name before newsroom, exact before begun before slipped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from comms.contacts.book.models import SearchWord, Slip
from comms.contacts.book.queries.people import Card, Named, cards_of, confided_to, named
from comms.contacts.book.rules import finding
from comms.contacts.book.rules.finding import Found
from comms.core.db import db

LAST = "\U0010ffff"  # above every sign: closes the range of words that begin alike
MOST = 240  # candidates weighed for one search
ENOUGH = 2500  # to know that a word is not rare
_CONFIDED = 90.0  # what a discreet person found by name is worth
MOST_SLIPS = 60  # words one slip away
_RANKS = ((Found.NAME, Found.JOINED), (Found.OUTLET, Found.ABOUT, Found.REACH))
Word = InstrumentedAttribute[str]
# One more look at the words for each word of a search after the first.
_ALSO = tuple(aliased(SearchWord) for _ in range(finding.MOST_WORDS))
_ANY_KIND = tuple(int(kind) for kind in Found)


@dataclass(frozen=True)
class Hit:
    """One person found; `score` orders the hits."""

    card: Card
    score: float


def search(query: str, limit: int = 20, *, reader_id: int | None = None) -> list[Hit]:
    """Return who a search finds, best first; discreet people only for a confidant."""
    words = finding.wanted(query).words
    if not words:
        return []
    scores = _weigh(_begun(words, limit), words, {})
    if not scores or (len(words) == 1 and len(scores) < limit):
        slips = {word: near for word in words if finding.may_slip(word) and (near := slipped(word))}
        for other, score in _weigh(_slipped(words, slips), words, slips).items():
            scores.setdefault(other, score)
    return _shown(scores, words, limit, reader_id)


def people_like(words: str, reader_id: int) -> list[Card]:
    """Return who in the book, as a member sees it, is meant by a name as it was typed."""
    return [hit.card for hit in search(words, 8, reader_id=reader_id)] if words.strip() else []


def _shown(
    scores: dict[int, float], words: Sequence[str], limit: int, reader_id: int | None
) -> list[Hit]:
    """Return the best hits as they are shown; no index knows the few who are discreet."""
    best = sorted(scores, key=lambda each: (-scores[each], each))[: limit * 2]
    also = () if reader_id is None else (confided_to(reader_id),)
    people = named(best, *also)
    scores |= {each.id: _CONFIDED for each in people if each.is_discreet and _has(each, words)}
    found = [each for each in people if each.id in scores]
    found.sort(key=lambda each: (-scores[each.id], each.sort_key, each.id))
    return [Hit(card, scores[n]) for n, card in cards_of(found[:limit]).items()]


def _has(who: Named, words: Sequence[str]) -> bool:
    known = [word for word, _ in finding.name_index([who.name])]
    return all(any(each.startswith(word) for each in known) for word in words)


def _begins(column: Word, word: str) -> ColumnElement[bool]:
    return and_(column >= word, column < word + LAST)


def _begins_as(column: Word, at: int) -> ColumnElement[bool]:
    """Return the same for a word of `_said`, known when the question is asked."""
    return and_(column >= bindparam(f"from_{at}"), column < bindparam(f"to_{at}"))


def _said(words: Sequence[str]) -> dict[str, str]:
    begun = {f"from_{at}": word for at, word in enumerate(words)}
    return begun | {f"to_{at}": word + LAST for at, word in enumerate(words)}


def _begun(words: Sequence[str], limit: int) -> list[int]:
    """Return contacts each word begins a word of: those by name first, then by all else."""
    said = _said(_rarest_first(words))
    ids: dict[int, None] = {}
    for kinds in _RANKS:
        ids.update(dict.fromkeys(db.session.scalars(_ranked(kinds, len(words), limit * 3), said)))
        if len(ids) >= limit:
            break
    return list(ids)[:MOST]


@cache
def _ranked(kinds: tuple[Found, ...], count: int, limit: int) -> CompoundSelect[int]:
    """Return the question for some kinds, made once: letters come faster than it is put together.

    Each kind is one range of the index read from its start: what stands exactly so comes first.
    """
    return _together(
        _who(
            SearchWord.kind == int(kind),
            _begins_as(SearchWord.word, 0),
            [_begins_as(also.word, at) for at, also in enumerate(_ALSO[: count - 1], 1)],
        )
        .order_by(SearchWord.word, SearchWord.contact_id)
        .limit(limit)
        for kind in kinds
    )


def matching(query: str) -> Select[int]:
    """Return everyone who has each word of a saved search, as it is typed; slips are not forgiven.

    Discreet people are in no index, and so on no list that follows the book.
    """
    words = finding.wanted(query).words
    if not words:
        return select(SearchWord.contact_id).where(false())
    driver, *others = words
    return _who(SearchWord.kind.in_(_ANY_KIND), _begins(SearchWord.word, driver), _also(others))


def _also(words: Iterable[str]) -> list[ColumnElement[bool]]:
    return [_begins(also.word, word) for word, also in zip(words, _ALSO, strict=False)]


def _rarest_first(words: Sequence[str]) -> list[str]:
    """Order words by how many begin so: « La Voix Calais » is not looked for under « la »."""
    if len(words) == 1:
        return list(words)
    found = db.session.execute(_counting(len(words)), _said(words))
    counts = {words[at]: count for at, count in found}
    return sorted(words, key=lambda word: (counts[word], -len(word)))


@cache
def _counting(count: int) -> CompoundSelect[int, int]:
    some = select(SearchWord.contact_id).where(SearchWord.kind.in_(_ANY_KIND))
    ranges = [some.where(_begins_as(SearchWord.word, at)).limit(ENOUGH) for at in range(count)]
    counted = [
        select(literal(at), func.count()).select_from(each.subquery())
        for at, each in enumerate(ranges)
    ]
    return union_all(*counted)


def _slipped(words: Sequence[str], slips: Mapping[str, frozenset[str]]) -> list[int]:
    """Return contacts who have every word when one of them is one slip away."""
    some = [
        _who(
            SearchWord.kind.in_(_ANY_KIND), SearchWord.word.in_(sorted(near)), _also(others)
        ).limit(MOST)
        for word, near in slips.items()
        for others in ([each for each in words if each != word],)
    ]
    return list(dict.fromkeys(db.session.scalars(_together(some))))[:MOST] if some else []


def _who(
    kind: ColumnElement[bool], word: ColumnElement[bool], others: Iterable[ColumnElement[bool]]
) -> Select[int]:
    """Return who has one word, and of these who has the others: the rarest is asked for first."""
    rows = select(SearchWord.contact_id).where(kind, word)
    for begins, also in zip(others, _ALSO, strict=False):
        its_own = also.contact_id == SearchWord.contact_id
        rows = rows.where(exists().where(its_own, also.kind.in_(_ANY_KIND), begins))
    return rows


def _together(some: Iterable[Select[int]]) -> CompoundSelect[int]:
    """Ask several questions in one; each keeps its own order and limit."""
    return union_all(*(select(each.subquery().c.contact_id) for each in some))


def _weigh(
    ids: Sequence[int], words: Sequence[str], slips: Mapping[str, frozenset[str]]
) -> dict[int, float]:
    """Weigh each candidate by the best of its words for each word sought; one slip is forgiven."""
    best: dict[int, dict[str, float]] = defaultdict(dict)
    straight: dict[int, set[str]] = defaultdict(set)
    rows = select(SearchWord.contact_id, SearchWord.kind, SearchWord.word)
    meant = [_begins(SearchWord.word, word) for word in words]
    meant += [SearchWord.word.in_(sorted(near)) for near in slips.values()]
    theirs = rows.where(SearchWord.contact_id.in_(ids), or_(*meant))
    for contact_id, kind, written in db.session.execute(theirs) if ids else ():
        for word in words:
            begins = written.startswith(word)
            if begins or written in slips.get(word, ()):
                worth = finding.worth(Found(kind), written, word)
                best[contact_id][word] = max(best[contact_id].get(word, 0.0), worth)
            if begins:
                straight[contact_id].add(word)
    return {
        contact_id: sum(worths.values()) / len(words)
        for contact_id, worths in best.items()
        if len(worths) == len(words) and len(words) - len(straight[contact_id]) <= 1
    }


def slipped(word: str) -> frozenset[str]:
    """Return the words of the book one slip away; failing that, those whose beginning is."""
    starts = sorted(finding.slips(word))
    whole = db.session.scalars(select(Slip.word).where(Slip.slip.in_(starts)).distinct())
    near = [each for each in whole if OSA.distance(word, each, score_cutoff=1) == 1]
    if not near:
        begun = union_all(*(_words_begun(start) for start in starts if len(start) > 2))
        near = [each for each in db.session.scalars(begun) if _begins_near(each, word)]
    return frozenset(list(dict.fromkeys(near))[:MOST_SLIPS])


def _words_begun(start: str) -> Select[str]:
    some = select(Slip.word).where(Slip.slip >= start, Slip.slip < start + LAST).limit(200)
    return select(some.subquery().c.word)


def _begins_near(word: str, typed: str) -> bool:
    lengths = range(len(typed) - 1, len(typed) + 2)
    return any(OSA.distance(typed, word[:each], score_cutoff=1) == 1 for each in lengths)
