"""The words of a release, and what they lack."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from comms.core.html import Unreadable, refuse_hostile, without_notes
from comms.core.refusal import Refused
from comms.pieces.rules import bindings
from comms.pieces.rules.bindings import RECORDS, Prose
from comms.releases.rules.signing import (
    Signatory,
    read_signatories,
    signed_another,
    text_hash,
)

KINDS = ("communique", "invitation", "dossier", "tribune", "reply", "newsletter")


MOST_QUESTIONS = 12  # of one template


class Lack(StrEnum):
    """What a release lacks before anyone is asked to approve it."""

    TITLE = "release.no_title"
    BODY = "release.no_body"
    PLACE = "release.no_place"
    CONTACT = "release.no_contact"
    ANSWER = "release.no_answer"  # a question its template asks
    ASSOCIATION = "release.no_association"  # nobody has said yet who we are
    FIGURE = "release.no_figure"  # a figure that shows no words and has no record
    UNTRANSLATED = "release.untranslated"  # another language, and still the words of its source
    UNFILLED = "release.unfilled"  # a line of its template that still asks for words
    BEFORE_SOURCE = "release.before_source"  # its source is still under embargo then
    SIGNED_OTHER = "release.signed_other"  # partners stand under it who signed other words


class Stale(StrEnum):
    """What of a translation is worth a second look."""

    BEHIND = "release.behind"  # its source has changed since


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


def still_signed(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return words from which somebody's were struck, signed by who had signed them whole."""
    before, after = (text_hash(ReleaseWords.of(each)) for each in (was, now))
    kept = ReleaseWords.of(now).signatories
    if not any(each.text == before for each in kept):
        return dict(now)
    moved = (replace(each, text=after) if each.text == before else each for each in kept)
    return {**now, "signatories": [each.plain() for each in moved]}


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


def lacks(release: ReleaseWords) -> list[StrEnum]:
    """Return everything a release lacks, and everything that cannot be rendered."""
    held = {
        Lack.TITLE: release.title,
        Lack.BODY: without_notes(release.body),
        Lack.PLACE: release.place,
        Lack.CONTACT: "".join(release.contacts),
    }
    found: list[StrEnum] = [lack for lack, text in held.items() if not text.strip()]
    bound = bindings.found(release.body)
    if any(not each.words.strip() and each.name not in release.records for each in bound):
        found.append(Lack.FIGURE)
    if any(not answer.strip() for _question, answer in release.answers):
        found.append(Lack.ANSWER)
    if signed_another(release):
        found.append(Lack.SIGNED_OTHER)
    return found + unreadable(release.body, *release.lines)


_CHIP = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)")
_WORD = re.compile(r"[^\W\d_]+")


def is_untranslated(ours: ReleaseWords, source: ReleaseWords) -> bool:
    """Say whether a translation still has the words of its source, however they are spaced."""
    mine, theirs = (_WORD.findall(_CHIP.sub(" ", each.body)) for each in (ours, source))
    return ours.lang != source.lang and bool(mine) and mine == theirs


def unreadable(*texts: str) -> list[StrEnum]:
    """Return why texts cannot be rendered."""
    found: list[StrEnum] = []
    for text in texts:
        try:
            refuse_hostile(text)
        except Refused as refusal:
            found += [code for code in refusal.obstacles if isinstance(code, Unreadable)]
    return list(dict.fromkeys(found))
