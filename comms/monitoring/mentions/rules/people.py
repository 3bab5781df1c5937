"""Who signed an article: the people alone, without agencies, desks and places."""

import re
from collections.abc import Iterable

from comms.core.text import folded_words

LONGEST_NAME = 5  # words
_LEAD = re.compile(
    r"^(?:(?:propos\s+)?(?:recueillis|publié|écrit)\s+par|texte|reportage|récit|photos?|"
    r"par|by|von|de|di|por|بقلم)\b[\s:]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/|&•·،]|\b(?:et|and|und|y|avec|with|mit)\b)\s*", re.IGNORECASE)
_BESIDE = re.compile(r"\s[–—-]\s")  # « Julia P. - La Voix du Nord »
_ASIDE = re.compile(r"\([^()]{0,200}\)|\S+@\S+|\bet al\.?")
_NOBODY = frozenset(
    {
        *("afp", "reuters", "ap", "dpa", "belga", "efe", "ansa", "ats", "pa", "agences", "agence"),
        *("redaction", "editors", "newsroom", "staff", "desk", "service", "envoye", "envoyee"),
        *("correspondant", "correspondante", "correspondent", "journaliste", "reporter", "press"),
        *("association", "presse", "admin", "webmaster", "newsdesk"),
    }
)
_PLACE = re.compile(r"(?:^|\s+)(?:à|au|aux|en|in|at|nach|aus|depuis|from|chez)\s.*$", re.IGNORECASE)


def people_of(authors: Iterable[str]) -> list[str]:
    """Return the people who signed: « Par Julia P. et Louis W., à Calais, avec AFP » are two."""
    found: list[str] = []
    for written in authors:
        pieces = _BETWEEN.split(_ASIDE.sub(" ", written[:2000])[:1000])
        found += [name for piece in pieces if (name := _first_person(piece))]
    return list(dict.fromkeys(found))


def _first_person(piece: str) -> str:
    return next((name for each in _BESIDE.split(piece) if (name := _person(each))), "")


def _person(piece: str) -> str:
    """Return the name in a piece of a signature; empty when it is a place, an agency, a desk."""
    name = _PLACE.sub("", _LEAD.sub("", piece.strip(" :–—-"))).strip(" :–—-")
    words = name.split()
    if not 2 <= len(words) <= LONGEST_NAME or any(each.isdigit() for each in name):
        return ""
    if _NOBODY & set(folded_words(name)):
        return ""
    begun = words[0][:1]  # of scripts without capitals every word may be a name
    return name if begun.isalpha() and not (begun.islower() or words[-1].islower()) else ""
