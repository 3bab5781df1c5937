"""Who signs a release with us, and the text a signature is for: its words, not its plan."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Self

from comms.core.html import without_notes

if TYPE_CHECKING:
    from comms.releases.rules.words import ReleaseWords


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


def signed_words(words: "ReleaseWords") -> dict[str, str]:
    """Return what a partner signs: titles and text as they leave, in their language.

    Not the hour, the lists, whom to call, nor what we say of ourselves: those are ours alone.
    """
    return {
        "overline": words.said(words.overline).strip(),
        "title": words.said(words.title).strip(),
        "subtitle": words.said(words.subtitle).strip(),
        "body": words.said(without_notes(words.body)).strip(),
    }


def text_hash(words: "ReleaseWords") -> str:
    """Return the SHA-256 of what a partner signs, as 64 hexadecimal characters."""
    said = {"lang": words.lang, **signed_words(words)}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signed_another(words: "ReleaseWords") -> bool:
    """Say whether somebody who stands under a text signed other words than these."""
    signed = {each.text for each in words.signatories if each.text}
    return bool(signed) and signed != {text_hash(words)}


def read_signatories(kept: Iterable[Mapping[str, Any]]) -> tuple[Signatory, ...]:
    """Return the signatories as a revision kept them."""
    return tuple(Signatory.of(each) for each in kept)
