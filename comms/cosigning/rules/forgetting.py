"""Which names under a text are somebody's who was erased, however they stood there once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Known:
    """How a partner, and who speaks for it, is named in its invitation and its signatures."""

    names: frozenset[str]
    people: frozenset[str]

    @classmethod
    def by(cls, names: Iterable[str], people: Iterable[str]) -> "Known":
        """Return these names as they are compared; no name at all is nobody's."""
        return cls(frozenset(map(_plain, names)) - {""}, frozenset(map(_plain, people)) - {""})

    def is_in(self, signatory: Mapping[str, Any]) -> bool:
        """Say whether a signatory, as a revision keeps it, is this partner or its person."""
        name, person = (_plain(str(signatory.get(each, ""))) for each in ("name", "person"))
        return name in self.names or person in self.people


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def without_person(words: Mapping[str, Any], theirs: Known, others: Iterable[Known]) -> Any:
    """Return the words of a release in which the partner still signs, and its person does not.

    Who stands there and is nobody else's of those who were asked may be them, and goes too.
    """
    if "signatories" not in words:
        return words
    known = list(others)

    def left(signatory: Mapping[str, Any]) -> Mapping[str, Any]:
        if not theirs.is_in(signatory) and any(each.is_in(signatory) for each in known):
            return signatory
        return {key: value for key, value in signatory.items() if key not in ("person", "role")}

    return {**words, "signatories": [left(each) for each in words["signatories"]]}
