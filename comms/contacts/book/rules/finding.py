"""By which words a person is found, and which hit stands above which."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from comms.core.text import Word, words


class Found(IntEnum):
    """What a word of the index is; names stand before newsrooms."""

    NAME = 1
    JOINED = 2  # a name without its apostrophe, hyphen or space
    OUTLET = 3
    ABOUT = 4  # title, beat, town
    REACH = 5  # digits of a telephone, words of an address


# What one word of a search is worth: as it stands, as a beginning, with one slip.
_WORTH = {
    Found.NAME: (100.0, 85.0, 30.0),
    Found.JOINED: (75.0, 70.0, 25.0),
    Found.OUTLET: (60.0, 55.0, 15.0),
    Found.ABOUT: (50.0, 45.0, 10.0),
    Found.REACH: (58.0, 52.0, 0.0),
}
SHORTEST_SLIP = 4  # letters of a word in which one slip is looked for
MOST_WORDS, MOST_SIGNS = 8, 400
LONGEST = 60  # letters of a word as it is found: of one of 20,000, the slips alone are 400 MB
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_NUMBER = re.compile(r"[\d\s().+\-/\u00a0\u202f·]{4,}")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: folded words, each a beginning."""

    words: tuple[str, ...]


def wanted(query: str) -> Wanted:
    """Read a search as it was typed; every sign in it is safe text."""
    query = query[:MOST_SIGNS]
    if _NUMBER.fullmatch(query.strip()):
        digits = re.sub(r"\D", "", query)
        return Wanted((digits.removeprefix("00"),) if digits else ())
    found = _folded(query)
    return Wanted(tuple(dict.fromkeys(found))[:MOST_WORDS])


def worth(kind: Found, word: str, sought: str) -> float:
    """Return what one word of the index is worth to one word of a search."""
    exact, beginning, slip = _WORTH[kind]
    if word == sought:
        return exact
    return beginning if word.startswith(sought) else slip


def name_index(names: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield the words of names, as they stand and joined."""
    for name in names:
        yield from _plain(name, Found.NAME)
        yield from ((word, Found.JOINED) for word in _joined(name))


def outlet_index(names: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield the words of newsrooms; joined ones too (« L’Humain » by « lhumain »)."""
    for name in names:
        yield from _plain(name, Found.OUTLET)
        yield from ((word, Found.OUTLET) for word in _tight(name))


def about_index(texts: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield the words of titles, beats and places."""
    for text in texts:
        yield from _plain(text, Found.ABOUT)


def phone_index(numbers: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield the digits of telephones from each place people begin at."""
    for number in numbers:
        digits = re.sub(r"\D", "", number)
        national = f"0{digits[2:]}" if number.startswith("+33") else digits
        yield from ((start, Found.REACH) for start in {digits, national} if start)
        for place in range(2, len(national) - 3, 2):
            yield national[place:], Found.REACH


def email_index(emails: Iterable[str]) -> Iterator[tuple[str, Found]]:
    """Yield the words of addresses."""
    for email in emails:
        yield from _plain(email, Found.REACH)


def _plain(text: str, kind: Found) -> Iterator[tuple[str, Found]]:
    for word in _folded(text):
        yield word, kind
        if word.startswith("ال") and len(word) > 4:
            yield word[2:], kind  # the Arabic article is written or not


@lru_cache(maxsize=20_000)
def _cut(text: str) -> tuple[Word, ...]:
    """Return the words of a text; newsrooms, titles and towns come again and again."""
    return tuple(words(text, html=False))


def _folded(text: str) -> tuple[str, ...]:
    return tuple(word.folded[:LONGEST] for word in _cut(text))


def _tight(text: str) -> Iterator[str]:
    """Yield each piece between spaces without the signs inside it: « O’Brien » as obrien."""
    for piece in text.split():
        inside = _folded(piece)
        if len(inside) > 1:
            yield "".join(inside)[:LONGEST]


def _joined(name: str) -> Iterator[str]:
    yield from _tight(name)
    pieces = ["".join(_folded(piece)) for piece in name.split()]
    yield from ((before + after)[:LONGEST] for before, after in pairwise(pieces))
    if (german := name.lower().translate(_UMLAUTS)) != name.lower():
        yield from _folded(german)


def slips(word: str) -> set[str]:
    """Return a word with each one of its letters left out, and as it stands."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))} | {word}


def may_slip(word: str) -> bool:
    """Say whether slips are looked for in a word: long enough, and no number."""
    return len(word) >= SHORTEST_SLIP and not any(map(str.isdigit, word))


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """Return a text in runs; those that begin a word as it was typed are true."""
    sought, at = wanted(query).words, 0
    runs: list[tuple[str, bool]] = []
    for word in _cut(text):
        begun = max((len(each) for each in sought if word.folded.startswith(each)), default=0)
        start = max(word.start, at)  # two words may stand in one sign: « ½ »
        end = max(start, min(word.start + begun, word.end))
        runs += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(run, is_hit) for run, is_hit in [*runs, (text[at:], False)] if run]
