"""What a release is made of, what it lacks, and the order in which a document says it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime

from comms.core.hours import Hour
from comms.core.html import Unreadable, refuse_hostile, without_comments
from comms.core.refusal import Refused

KINDS = ("communique", "invitation", "dossier", "tribune", "reply", "newsletter")
# What stands at the head of a document, in the languages we know it in; others take English.
MENTIONS: Mapping[str, Mapping[str, str]] = {
    "communique": {"fr": "COMMUNIQUÉ DE PRESSE", "en": "PRESS RELEASE", "ar": "بيان صحفي"},
    "invitation": {"fr": "INVITATION PRESSE", "en": "PRESS INVITATION", "ar": "دعوة صحفية"},
    "dossier": {"fr": "DOSSIER DE PRESSE", "en": "PRESS KIT", "ar": "ملف صحفي"},
    "tribune": {"fr": "TRIBUNE", "en": "OPINION", "ar": "رأي"},
    "reply": {"fr": "DROIT DE RÉPONSE", "en": "RIGHT OF REPLY", "ar": "حق الرد"},
    "newsletter": {"fr": "LETTRE D’INFORMATION", "en": "NEWSLETTER", "ar": "نشرة إخبارية"},
}
UNDER_EMBARGO = {
    "fr": "SOUS EMBARGO JUSQU’AU {until}",
    "en": "UNDER EMBARGO UNTIL {until}",
    "ar": "محظور النشر حتى {until}",
}
# CLDR has no own names for these; their readers read the neighbour's dates.
DATES_AS = {"prs": "fa_AF"}
_SPEAKER = re.compile(r"(?<!\n)\n(>\s*—)")  # a quotation's last line names who speaks
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")  # a blank line may hold spaces, as pasted texts do


class Lack(StrEnum):
    """What a release lacks before anyone is asked to approve it."""

    TITLE = "release.no_title"
    BODY = "release.no_body"
    PLACE = "release.no_place"
    CONTACT = "release.no_contact"


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

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the words as a revision kept them."""
        return cls(**{**kept, "contacts": tuple(kept.get("contacts", ()))})

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        return {**asdict(self), "contacts": list(self.contacts)}


def title_of(words: Mapping[str, Any]) -> str:
    """Return the title of a release, as lists show it."""
    return str(words.get("title", ""))


def lacks(release: ReleaseWords) -> list[StrEnum]:
    """Return everything a release lacks, and everything that cannot be rendered."""
    held = {
        Lack.TITLE: release.title,
        Lack.BODY: without_comments(release.body),
        Lack.PLACE: release.place,
        Lack.CONTACT: "".join(release.contacts),
    }
    found: list[StrEnum] = [lack for lack, text in held.items() if not text.strip()]
    return found + unreadable(release.body)


def unreadable(body: str) -> list[StrEnum]:
    """Return why a body cannot be rendered."""
    try:
        refuse_hostile(body)
    except Refused as refusal:
        return [code for code in refusal.obstacles if isinstance(code, Unreadable)]
    return []


@dataclass(frozen=True)
class Document:
    """A release as its reader sees it, part by part and in this order."""

    lang: str
    mention: str
    embargo: str
    dateline: str
    overline: str
    title: str
    subtitle: str
    lead: str  # Markdown, the first paragraph
    body: str  # Markdown, the rest
    about: str
    contacts: tuple[str, ...] = field(default=())


def compose(words: ReleaseWords, *, leaves: Hour | None, under_embargo: bool) -> Document:
    """Put a release in the order a newsroom expects (French press usage)."""
    lead, *rest = _PARAGRAPH.split(_written(words.body), maxsplit=1)
    return Document(
        lang=words.lang,
        mention=_in(MENTIONS[words.kind], words.lang),
        embargo=embargo_line(leaves, words.lang) if under_embargo and leaves else "",
        dateline=_dateline(words, leaves),
        overline=words.overline.strip(),
        title=words.title.strip(),
        subtitle=words.subtitle.strip(),
        lead=lead.strip(),
        body="".join(rest).strip(),
        about=words.about.strip(),
        contacts=words.contacts,
    )


def _written(body: str) -> str:
    """Return a body without its comments, each quotation's speaker on a line of their own."""
    return _SPEAKER.sub(r"  \n\1", without_comments(body).strip())


def embargo_line(until: Hour, lang: str) -> str:
    """Return the embargo as its reader must read it, with its place."""
    place = until.zone.rpartition("/")[2].replace("_", " ")
    pattern = {"fr": "EEEE d MMMM y, H 'h' mm"}.get(lang, "EEEE d MMMM y, HH:mm")
    when = format_datetime(until.local, pattern, locale=locale_for(lang)).removesuffix(" 00")
    return _in(UNDER_EMBARGO, lang).format(until=f"{when} ({place})".upper())


def _dateline(words: ReleaseWords, leaves: Hour | None) -> str:
    """« Calais, le 25 novembre 2030 »: the date shown is the day it leaves."""
    if leaves is None:
        return words.place
    day = _date(leaves.local.date(), words.lang)
    if not words.place:
        return day
    return f"{words.place}, le {day}" if words.lang == "fr" else f"{words.place}, {day}"


def _date(day: date, lang: str) -> str:
    text = format_date(day, "long", locale=locale_for(lang))
    return f"1er{text[1:]}" if lang == "fr" and day.day == 1 else text


def locale_for(lang: str) -> str:
    """Return a locale whose dates a reader of this language reads."""
    wanted = DATES_AS.get(lang, lang)
    try:
        format_date(date(2030, 1, 1), locale=wanted)
    except (UnknownLocaleError, ValueError):
        return "en"
    return wanted


def _in(sentences: Mapping[str, str], lang: str) -> str:
    return sentences.get(lang) or sentences["en"]
