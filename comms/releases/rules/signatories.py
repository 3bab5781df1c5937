"""Who signs a release with us."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Signatory:
    """A partner as they want to stand in one language; `text`: the hash of what they signed.

    `logo` is the number of an asset; 0: none.
    """

    name: str
    person: str = ""
    role: str = ""
    logo: int = 0
    text: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return a signatory as a revision kept it."""
        known = {each.name for each in fields(cls)}
        return cls(**{key: value for key, value in kept.items() if key in known})

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps: what is empty is not said."""
        return {key: value for key, value in asdict(self).items() if value}

    @property
    def line(self) -> str:
        """Return who signs in one line: « Rive d’en face (Nour Exemple, présidente) »."""
        who = ", ".join(filter(None, (self.person, self.role)))
        return f"{self.name} ({who})" if who else self.name


def read_signatories(kept: Iterable[Mapping[str, Any]]) -> tuple[Signatory, ...]:
    """Return the signatories as a revision kept them."""
    return tuple(Signatory.of(each) for each in kept)
