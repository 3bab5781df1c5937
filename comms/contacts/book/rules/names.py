"""How names are read: which half is which, what is a desk, what stands before a name.

The English rules of libraries read « LEFÈVRE Élodie » backwards and break « Ben Ahmed ».
"""

import re
from dataclasses import dataclass

from comms.contacts.book.rules.given_names import is_given_name
from comms.core.text import fold

_TITLES = "m mr mme mlle mrs ms miss dr docteur pr prof professeur me maitre sir madame monsieur"
_PARTICLES = """
de du des la le les l d da di do dos del della van von der den ter ten ben bin bint ibn el al abu
abou bou ould ait st ste saint sainte mac mc
"""
_SMALL = "de du des da di do dos del van von der den"
_DESK = """
redaction redactions desk actu actus actualite actualites info infos information informations
contact contacts standard accueil newsroom news service services bureau secretariat presse studio
antenne planning locale agence edition team equipe office department
"""
TITLES = frozenset(_TITLES.split())
PARTICLES = frozenset(_PARTICLES.split())
SMALL = frozenset(_SMALL.split())  # written small in the middle of a name
DESK = frozenset(_DESK.split())
_LONGEST = 200
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True)
class PersonName:
    """A name in its halves; a desk has none. `whole` is how it is said aloud."""

    whole: str = ""
    given: str = ""
    family: str = ""
    is_desk: bool = False
    aside: str = ""  # what stood in brackets beside it


def read_name(text: str) -> PersonName:
    """Read a name written in one piece."""
    aside = " ; ".join(each.strip() for each in _ASIDE.findall(text) if each.strip())
    tokens = _tokens(_ASIDE.sub(" ", text))
    if _is_desk(tokens):
        return PersonName(" ".join(tokens)[:_LONGEST], is_desk=True, aside=aside)
    given, family = _halves(tokens)
    return _person(given, family, aside)


def read_halves(given: str, family: str) -> PersonName:
    """Read a name that came in two columns."""
    asides = [each.strip() for half in (given, family) for each in _ASIDE.findall(half)]
    first, last = _ASIDE.sub(" ", given).split(), _ASIDE.sub(" ", family).split()
    if not first and _is_desk(last):
        return PersonName(" ".join(last)[:_LONGEST], is_desk=True, aside=" ; ".join(asides))
    return _person(first, last, " ; ".join(filter(None, asides)))


def _tokens(text: str) -> list[str]:
    """Cut at white space, without what stands before a name (« Mme »)."""
    words = text.replace(",", " , ").split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in TITLES:
        words = words[1:]
    return words


def _is_desk(tokens: list[str]) -> bool:
    bare = [fold(each).strip(".,:;-'") for each in tokens]
    bare = [word.removeprefix("l'") for word in bare]
    named = any(is_given_name(word) for word in bare[:1] if word not in DESK)
    return not named and any(word in DESK for word in bare)


def _halves(tokens: list[str]) -> tuple[list[str], list[str]]:
    if "," in tokens:
        at = tokens.index(",")
        return [each for each in tokens[at + 1 :] if each != ","], tokens[:at]
    shouted = [_is_shouted(each) for each in tokens]
    if any(shouted) and not all(shouted):
        return _by_capitals(tokens, shouted)
    if len(tokens) < 2:
        return [], tokens
    return _by_words(tokens)


def _is_shouted(token: str) -> bool:
    letters = [each for each in token if each.isalpha()]
    return len(letters) > 1 and all(each.isupper() for each in letters)


def _by_capitals(tokens: list[str], shouted: list[bool]) -> tuple[list[str], list[str]]:
    """Take capitals for the family name, with the particle that stands before them."""
    first = shouted.index(True)
    while first > 0 and fold(tokens[first - 1]) in PARTICLES:
        first -= 1
    family = [each for at, each in enumerate(tokens) if shouted[at] or _between(at, first, shouted)]
    return [each for each in tokens if each not in family], family


def _between(at: int, first: int, shouted: list[bool]) -> bool:
    last = len(shouted) - 1 - shouted[::-1].index(True)
    return first <= at <= last


def _by_words(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Go by known given names and particles; who knows neither is given name first."""
    if fold(tokens[0]) in PARTICLES and not (
        is_given_name(tokens[0]) and not is_given_name(tokens[-1])
    ):
        return _particle_first(tokens)
    if is_given_name(tokens[-1]) and not is_given_name(tokens[0]):
        return tokens[-1:], tokens[:-1]
    end = 1
    while end < len(tokens) - 1 and is_given_name(tokens[end]) and is_given_name(tokens[0]):
        end += 1
    return tokens[:end], tokens[end:]


def _particle_first(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Read « Le Goff Gaël »: the particles with the word after them, then the rest."""
    end = 0
    while end < len(tokens) - 1 and fold(tokens[end]) in PARTICLES:
        end += 1
    return tokens[end + 1 :], tokens[: end + 1]


def _person(given: list[str], family: list[str], aside: str) -> PersonName:
    first = " ".join(map(_set, given))[:_LONGEST]
    last = _family(family)[:_LONGEST]
    return PersonName(f"{first} {last}".strip(), first, last, aside=aside)


def _family(tokens: list[str]) -> str:
    return " ".join(
        word.lower() if fold(word) in SMALL and _is_shouted(word) else _set(word) for word in tokens
    )


def _set(word: str) -> str:
    """Give a word its capital when it came all in one case; mixed case was meant."""
    if not (_is_shouted(word) or word.islower()) or fold(word) in SMALL:
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0][0].upper() + found[0][1:].lower(), word)


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, hyphens and apostrophes cut."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))
