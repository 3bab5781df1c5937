"""The words of a release."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from comms.pieces.rules import bindings
from comms.pieces.rules.bindings import RECORDS, Prose
from comms.releases.rules.signatories import Signatory, read_signatories

KINDS = ("communique", "invitation", "dossier", "tribune", "reply", "newsletter")
MOST_QUESTIONS = 12  # of one template


@dataclass(frozen=True)
class ReleaseWords:
    """The words of a release. `contacts`: one line a person (name, role, telephone, address).

    `about` is what the association says of itself, as it stood when the text was saved: it leaves
    with the text, so it is approved with it.
    """

    kind: str = "communique"
    lang: str = "fr"
    title: str = ""
    overline: str = ""
    subtitle: str = ""
    place: str = ""
    body: str = ""
    contacts: tuple[str, ...] = ()
    about: str = ""
    date: str = ""  # the day shown, as 2030-11-25, where it is not the day it leaves
    embargo: bool = False  # nobody may publish it before the hour it leaves
    # What its template asks before others read it, and what was answered; never leaves.
    answers: tuple[tuple[str, str], ...] = ()
    # The partners who sign it with us: written when their signatures were collected.
    signatories: tuple[Signatory, ...] = ()
    # What the records bound in it said when it was saved; see pieces.rules.bindings.
    records: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the words as a revision kept them."""
        answers = tuple((question, answer) for question, answer in kept.get("answers", ()))
        read: dict[str, Any] = {
            "contacts": tuple(kept.get("contacts", ())),
            "answers": answers,
            "signatories": read_signatories(kept.get("signatories", ())),
        }
        return cls(**{**kept, **read})

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        plain = {**asdict(self), "contacts": list(self.contacts)}
        # One without these is kept, and approved, as before there were any.
        del plain["answers"], plain["signatories"], plain[RECORDS]
        also = {
            "answers": [list(each) for each in self.answers],
            "signatories": [each.plain() for each in self.signatories],
            RECORDS: dict(self.records),
        }
        return plain | {name: value for name, value in also.items() if value}

    def said(self, text: str, missing: str = "…") -> str:
        """Return a text of it as it leaves, its figures written by the bank."""
        return bindings.spoken(text, self.records, self.lang, missing)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return everything written in it but its body."""
        return (self.title, self.overline, self.subtitle, self.place, *self.contacts)


def title_of(words: Mapping[str, Any]) -> str:
    """Return the title of a release, as lists show it."""
    kept = ReleaseWords.of(words)
    return kept.said(kept.title)


def prose_of(words: Mapping[str, Any]) -> list[Prose]:
    """Return the texts of a release that may hold figures; its titles repeat its body."""
    kept = ReleaseWords.of(words)
    heads = [
        Prose(name, getattr(kept, name), kept.lang, is_head=True)
        for name in ("overline", "title", "subtitle")
    ]
    return [*heads, Prose("body", kept.body, kept.lang)]


_CHIP = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")
_WORD = re.compile(r"[^\W\d_]+")


def is_untranslated(ours: ReleaseWords, source: ReleaseWords) -> bool:
    """Say whether a translation still has the words of its source, however they are spaced."""
    mine, theirs = (_WORD.findall(_CHIP.sub(" ", each.body)) for each in (ours, source))
    return ours.lang != source.lang and bool(mine) and mine == theirs
