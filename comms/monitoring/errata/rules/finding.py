"""Which numbers of an article are not as our records say: another value, or another thing counted.

Only what stands near our name or the words a watch caught; a rounded number that says so is right.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comms.core.text import fold
from comms.figures.rules import numbers, typed
from comms.figures.rules.typed import Typed

WORD = re.compile(r"[^\W\d_]{3,}")
ENDS = re.compile(r"(?<=[.!?…؟۔።])\s+|\n+")
YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
AFTER = 45  # characters after a number in which the thing it counts is named
LIKE = 3.0  # times larger or smaller: beyond, it is another number altogether
SMALLEST = 10  # a few of anything are nobody's mistake
ROUND = re.compile(
    r"(?:environ|pres de|plus de|quelque|autour de|au moins|about|around|nearly|almost|some|over|"
    r"more than|at least|etwa|rund|mehr als|fast|حوالي|نحو|اكثر من|حدود|بيش از)\s*(?:\w{3} )?$"
)


class Thing(StrEnum):
    """What a number counts, as far as the mistake of one for the other is known."""

    PEOPLE = "people"
    EXPULSIONS = "expulsions"
    OBJECTS = "objects"
    DEATHS = "deaths"


# Beginnings of folded words, in the languages of our sources.
_BEGIN: dict[Thing, tuple[str, ...]] = {
    Thing.PEOPLE: (
        *("personne", "exile", "migrant", "refugie", "homme", "femme", "enfant", "mineur", "gens"),
        *("people", "person", "refugee", "men", "women", "child", "minor", "mensch", "fluchtling"),
        *("gefluchtet", "kinder", "اشخاص", "شخص", "مهاجر", "لاجي", "نفر", "پناه"),
    ),
    Thing.EXPULSIONS: (
        *("expulsion", "evacuation", "eviction", "clearance", "raumung", "demantelement"),
        *("operation", "اخلا", "تخليه"),
    ),
    Thing.OBJECTS: (
        "tente",
        "tent",
        "zelt",
        "abri",
        "shelter",
        "bache",
        "couverture",
        "خيم",
        "چادر",
    ),
    Thing.DEATHS: ("mort", "deces", "death", "dead", "tote", "وفا", "قتيل", "كشته"),
}


class Kind(StrEnum):
    """What is wrong with a number."""

    OTHER_VALUE = "other_value"
    OTHER_THING = "other_thing"


@dataclass(frozen=True)
class Known:
    """A record as articles are held against it; `label` begins with what it counts."""

    key: str
    value: str
    label: str
    words: frozenset[str]  # of its labels and its place, folded
    years: frozenset[str] = frozenset()
    past: tuple[str, ...] = ()

    @property
    def thing(self) -> Thing | None:
        """What it counts."""
        return thing_of(self.label)


@dataclass(frozen=True)
class Wrong:
    """A number that is not as a record says, in its sentence."""

    kind: Kind
    key: str
    words: str
    sentence: str


def thing_of(text: str) -> Thing | None:
    """Return what the first word that names a thing means: « personnes expulsées » are people."""
    for word in WORD.findall(fold(text)):
        for thing, begins in _BEGIN.items():
            if word.startswith(begins):
                return thing
    return None


def look(
    title: str, text: str, ours: Collection[str], bank: Sequence[Known], lang: str
) -> list[Wrong]:
    """Return the numbers of an article (plain) that are not as our records say, each once.

    `ours`: our name and the words that were caught.
    """
    found: list[Wrong] = []
    sentences = [each.strip() for each in ENDS.split(text) if each.strip()]
    named = [_names(each, ours) for each in sentences]
    for at, sentence in enumerate(sentences):
        is_near = any(named[max(0, at - 1) : at + 2])
        if is_near:
            found += _in(sentence, bank, lang, is_near=True)
    found += _in(title, bank, lang, is_near=_names(title, ours))
    unique = {(each.key, numbers.read(each.words)): each for each in reversed(found)}
    return list(unique.values())[::-1]


def _names(sentence: str, ours: Collection[str]) -> bool:
    folded = fold(sentence)
    return any(fold(each) in folded for each in ours if each.strip())


def _in(sentence: str, bank: Sequence[Known], lang: str, *, is_near: bool) -> Iterator[Wrong]:
    for number in typed.found(sentence, (), lang):
        if number.is_small or float(number.value.removesuffix("%")) < SMALLEST:
            continue
        thing = thing_of(sentence[number.end : number.end + AFTER])
        same = [each for each in bank if _says(each, number.value)]
        if same:
            if thing and all(each.thing not in {thing, None} for each in same):
                yield _wrong(Kind.OTHER_THING, same[0], number, sentence)
        elif is_near and thing and (meant := _meant(sentence, number, thing, bank)):
            yield _wrong(Kind.OTHER_VALUE, meant, number, sentence)


def _says(known: Known, value: str) -> bool:
    return any(numbers.are_equal(each, value) for each in (known.value, *known.past))


def _wrong(kind: Kind, known: Known, number: Typed, sentence: str) -> Wrong:
    return Wrong(kind, known.key, number.words.strip(), sentence)


def _meant(sentence: str, number: Typed, thing: Thing, bank: Sequence[Known]) -> Known | None:
    """Return the record a number of another value probably means, by what stands around it."""
    around = frozenset(WORD.findall(fold(sentence)))
    years = frozenset(YEAR.findall(numbers.plain_digits(sentence)))
    best: tuple[int, Known] | None = None
    for each in bank:
        shared = len(each.words & around)
        is_it = each.thing is thing and shared >= min(2, len(each.words))
        is_of_then = not years or not each.years or bool(years & each.years)
        if is_it and is_of_then and _is_like(number, each) and (not best or shared > best[0]):
            best = shared, each
    if best is None or _is_rounded(sentence, number, best[1]):
        return None
    return best[1]


def _is_like(number: Typed, known: Known) -> bool:
    if number.value.endswith("%") != known.value.endswith("%"):
        return False
    mine, theirs = (float(each.removesuffix("%")) for each in (known.value, number.value))
    return mine > 0 and 1 / LIKE <= theirs / mine <= LIKE


def _is_rounded(sentence: str, number: Typed, known: Known) -> bool:
    """Say whether it is our number to two digits, and says that it is not exact."""
    mine, theirs = (float(each.removesuffix("%")) for each in (known.value, number.value))
    says_so = ROUND.search(fold(sentence[: number.start]))
    return bool(says_so) and abs(theirs - mine) <= 0.05 * mine
