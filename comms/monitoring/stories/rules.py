"""When two texts are one: copies share most of the shorter, and not only what one quotes.

Measured on a French dispatch of 130 words, in shingles of 3 words: a copy with 20 % of its words
changed shares 0.56 of the shorter, a summary or a cut shares all of it, another story on the same
subject 0.15. Between, a quotation is one long run; a reworked copy is many short ones.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from zlib import crc32

from comms.core.text import folded_words

LENGTH = 3  # words of a shingle
SAMPLED = 4  # one shingle of so many is looked up to find candidates
LIKELY = 0.08  # of the sampled shingles: who shares fewer is not even compared
WINDOW = timedelta(hours=120)
KEPT = 2 * WINDOW  # a copy may say an earlier hour than the one it arrives at
WHOLE = 0.7  # of the shorter: nothing but a copy shares so much
REWORKED = 0.35  # of the shorter, all over it
USUAL = 40  # shingles; a shorter text is a copy only when nearly all of it is
SHORTEST = 15  # shingles; below, a text says too little to be anybody's copy
NEARLY_ALL = 0.9
LONGEST_GAP = 0.35  # of the shorter, in a row, that a reworked copy does not share
MOST_IN_TWO_RUNS = 0.75  # of what is shared, in its two longest runs: more is quoting
OWN_PART = 0.2  # of the shorter: what stands between the same head and the same foot
FIRM = 3  # shingles in a row that two texts do not share by chance
A_LINE = 25  # words of whoever prints a release: who they are, when, « Communiqué »
IN_COMMON = 0.2  # of the shorter: two copies reworked apart share 0.26, one subject alone 0.15


@dataclass(frozen=True)
class Sketch:
    """A text as it is compared: the hashes of its shingles, in order. `at`: when it was said.

    `title`: the hash of its title, 0 without one.
    """

    shingles: tuple[int, ...]
    outlet: str = ""
    at: datetime | None = None
    title: int = 0

    @cached_property
    def kept(self) -> frozenset[int]:
        """The shingles, each once."""
        return frozenset(self.shingles)

    @cached_property
    def sampled(self) -> frozenset[int]:
        """The shingles by which candidates are found."""
        return frozenset(each for each in self.kept if each % SAMPLED == 0)


def packed(each: Sketch) -> bytes:
    """Return the shingles of a sketch as bytes, four a shingle."""
    return array("I", each.shingles).tobytes()


def unpacked(kept: bytes, outlet: str, at: datetime, title: int) -> Sketch:
    """Return a sketch as it was kept."""
    return Sketch(tuple(array("I", kept)), outlet, at, title)


def sketch(text: str, outlet: str = "", at: datetime | None = None, title: str = "") -> Sketch:
    """Return the sketch of a text; its title has no shingles, for it joins nothing by itself."""
    words = folded_words(text)
    runs = zip(*(words[start:] for start in range(LENGTH)), strict=False)
    return Sketch(tuple(_hashed(run) for run in runs), outlet, at, _hashed(folded_words(title)))


def _hashed(words: Iterable[str]) -> int:
    return crc32(" ".join(words).encode())


def is_copy(one: Sketch, other: Sketch) -> bool:
    """Say whether two texts are copies of one. Whoever is named first makes no difference."""
    if one.at and other.at and abs(one.at - other.at) > WINDOW:
        return False
    shorter, longer = sorted((one, other), key=lambda each: (len(each.kept), each.shingles))
    if len(shorter.kept) < SHORTEST:
        return False
    is_same_house = bool(shorter.outlet) and shorter.outlet == longer.outlet
    shared = len(shorter.kept & longer.kept) / len(shorter.kept)
    if len(shorter.kept) < USUAL:
        # A house opens each of its pages alike: there, a few lines are a copy under one title only.
        return shared >= NEARLY_ALL and (not is_same_house or 0 != shorter.title == longer.title)
    if shared >= WHOLE:
        return not (is_same_house and _differ_within(shorter.shingles, longer.shingles))
    return shared >= REWORKED and _is_reworked(shorter, longer)


def has_in_common(one: Sketch, other: Sketch) -> bool:
    """Say whether two texts may be of one story, be it by a third that holds both.

    Too short a one may be of any.
    """
    fewer = min(len(one.kept), len(other.kept))
    return fewer < SHORTEST or len(one.kept & other.kept) >= IN_COMMON * fewer


def is_another(now: Sketch, before: Sketch) -> bool:
    """Say whether a text that was rewritten has nothing of what it said; of nothing said, never."""
    fewer = min(len(now.kept), len(before.kept))
    return len(now.kept & before.kept) < IN_COMMON * fewer


def is_of(text: Sketch, source: Sketch) -> bool:
    """Say whether a text is that of its source, perhaps cut, under a line of whoever prints it.

    One other word inside it, a figure, a name, makes it a text of theirs; so do more words than a
    line before or behind it. Too short a one is not.
    """
    if len(text.kept) < USUAL or len(text.kept & source.kept) < WHOLE * len(text.kept):
        return False
    shared = [each in source.kept for each in text.shingles]
    firm = [at for at in range(len(shared) - FIRM + 1) if all(shared[at : at + FIRM])]
    if not firm:
        return False
    first, behind = firm[0], firm[-1] + FIRM
    words = range(first, behind + LENGTH - 1)  # a word stands in the shingles that end with it, …
    is_whole = all(any(shared[max(0, word - LENGTH + 1) : word + 1]) for word in words)
    return is_whole and first <= A_LINE and len(shared) - behind <= A_LINE


def _is_reworked(shorter: Sketch, longer: Sketch) -> bool:
    """Say whether what is shared stands all over the shorter text, in many short runs."""
    runs = [
        (is_shared, sum(1 for _ in run))
        for is_shared, run in groupby(each in longer.kept for each in shorter.shingles)
    ]
    gap = max((length for is_shared, length in runs if not is_shared), default=0)
    lengths = sorted((length for is_shared, length in runs if is_shared), reverse=True)
    return gap <= LONGEST_GAP * len(shorter.shingles) and sum(
        lengths[:2]
    ) <= MOST_IN_TWO_RUNS * sum(lengths)


def _differ_within(shorter: Sequence[int], longer: Sequence[int]) -> bool:
    """Say whether one house put two texts between the same head and the same foot."""
    head = _same(shorter, longer)
    foot = _same(shorter[head:][::-1], longer[head:][::-1])
    inner = shorter[head : len(shorter) - foot]
    others = frozenset(longer[head : len(longer) - foot])
    if len(inner) < OWN_PART * len(shorter):
        return False
    return sum(each in others for each in inner) < REWORKED * len(inner)


def _same(one: Iterable[int], other: Iterable[int]) -> int:
    """Return how many shingles two texts begin with alike."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def group(sketches: Sequence[Sketch], stories: Sequence[int | None] = ()) -> list[list[int]]:
    """Return the stories of texts, as their places; each text is in exactly one.

    `stories`: those that are known already, by place; texts of one story stay together.
    """
    leads = list(range(len(sketches)))
    known: dict[int, int] = {}
    for place, story in enumerate(stories):
        if story is not None:
            leads[place] = known.setdefault(story, place)
    for one, other in _candidates(sketches):
        first, second = _lead(leads, one), _lead(leads, other)
        if first != second and is_copy(sketches[one], sketches[other]):
            leads[max(first, second)] = min(first, second)
    found: dict[int, list[int]] = {}
    for place in range(len(sketches)):
        found.setdefault(_lead(leads, place), []).append(place)
    return list(found.values())


def _lead(leads: list[int], place: int) -> int:
    while leads[place] != place:
        leads[place] = leads[leads[place]]
        place = leads[place]
    return place


def _candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share sampled shingles, each once."""
    holders: dict[int, list[int]] = {}
    for place, each in enumerate(sketches):
        near = Counter(other for one in each.sampled for other in holders.get(one, ()))
        for other, count in near.items():
            fewer = min(len(each.sampled), len(sketches[other].sampled))
            if count >= LIKELY * fewer:
                yield other, place
        for shingle in each.sampled:
            holders.setdefault(shingle, []).append(place)
