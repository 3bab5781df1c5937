"""The order in which a document says a release (French press usage), its dates and its embargo."""

import re
from dataclasses import dataclass
from datetime import date

from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime, get_timezone_location

from comms.core.hours import Hour
from comms.core.html import without_comments, without_notes
from comms.figures.rules import numbers
from comms.releases.rules.labels import (
    ABOUT,
    CONTACT,
    DATELINE,
    MENTIONS,
    NO_FIGURE,
    NOT_APPROVED,
    SIGNED_BY,
    UNDER_EMBARGO,
    in_language,
)
from comms.releases.rules.signatories import Signatory
from comms.releases.rules.words import ReleaseWords

# CLDR has no own names for these; their readers read the neighbour's dates.
DATES_AS = {"prs": "fa_AF", "en": "en_GB"}
# 6 h in French; a comma of its own where one writes from the right.
AT_AN_HOUR = {
    "fr": "EEEE d MMMM y, H 'h' mm",
    "en": "EEEE d MMMM y, HH:mm",
    **dict.fromkeys(("ar", "fa", "prs", "ps", "ckb"), "EEEE d MMMM y، HH:mm"),
}
_SPEAKER = re.compile(r"(?<!\n)\n(>\s*—)")  # a quotation's last line names who speaks
# The lead ends at a blank line (it may hold spaces, as pasted texts do) or where a heading, a
# quotation, a list or a table begins.
_LEAD_ENDS = re.compile(r"\n(?:[^\S\n]*\n|(?=#{1,6} |>|[-*+] |[0-9]+\. |\|))")
_NO_LEAD = re.compile(r"#{1,6} |>|[-*+] |[0-9]+\. |\|")


@dataclass(frozen=True)
class Document:
    """A release as its reader sees it, part by part and in this order."""

    lang: str
    draft: str
    mention: str
    embargo: str
    dateline: str
    overline: str
    title: str
    subtitle: str
    lead: str  # Markdown, the first paragraph
    body: str  # Markdown, the rest
    about_title: str
    about: str
    contact_title: str
    contacts: tuple[str, ...] = ()
    signed_title: str = ""
    signatories: tuple[Signatory, ...] = ()


def compose(
    words: ReleaseWords, *, leaves: Hour | None, embargo: Hour | None, is_draft: bool = False
) -> Document:
    """Put a release in the order a newsroom expects; `embargo`: the hour that ends it, if any."""
    lead, body = _parts(_written(words))
    return Document(
        lang=words.lang,
        draft=in_language(NOT_APPROVED, words.lang) if is_draft else "",
        mention=in_language(MENTIONS[words.kind], words.lang),
        embargo=embargo_line(embargo, words.lang) if embargo else "",
        dateline=_dateline(words, leaves),
        overline=_line(words.said(words.overline)),
        title=_line(words.said(words.title)),
        subtitle=_line(words.said(words.subtitle)),
        lead=lead,
        body=body,
        about_title=in_language(ABOUT, words.lang),
        about=_line(words.about),
        contact_title=in_language(CONTACT, words.lang),
        contacts=tuple(_line(each) for each in words.contacts),
        signed_title=in_language(SIGNED_BY, words.lang),
        signatories=words.signatories,
    )


def _line(text: str) -> str:
    return without_comments(text).strip()


def _written(words: ReleaseWords) -> str:
    """Return a body without notes and keys, each quotation's speaker on a line of their own."""
    missing = in_language(NO_FIGURE, words.lang)
    said = words.said(without_notes(words.body), missing)
    return _SPEAKER.sub(r"  \n\1", said.strip())


def _parts(text: str) -> tuple[str, str]:
    """Return the lead and the rest; a text that begins with a heading or a list has no lead."""
    if _NO_LEAD.match(text):
        return "", text
    lead, *rest = _LEAD_ENDS.split(text, maxsplit=1)
    return lead.strip(), "".join(rest).strip()


def embargo_line(until: Hour, lang: str) -> str:
    """Return the embargo as its reader must read it, with its place."""
    locale = locale_for(lang)
    place = get_timezone_location(until.zone, locale=locale, return_city=True)
    when = format_datetime(until.local, in_language(AT_AN_HOUR, lang), locale=locale)
    when = numbers.in_own_digits(when.removesuffix(" 00"), lang)
    return in_language(UNDER_EMBARGO, lang).format(until=f"{when} ({place})".upper())


def _dateline(words: ReleaseWords, leaves: Hour | None) -> str:
    """« Calais, le 25 novembre 2030 »: the day that was set, or else the day it leaves."""
    place, day = _line(words.place), shown_day(words, leaves)
    if day is None:
        return place
    said = _date(day, words.lang)
    if not place:
        return said
    pattern = in_language(DATELINE, words.lang)
    return pattern.format(place=place, day=said)


def shown_day(words: ReleaseWords, leaves: Hour | None) -> date | None:
    """Return the day a document shows."""
    if words.date:
        return date.fromisoformat(words.date)
    return leaves.local.date() if leaves else None


def _date(day: date, lang: str) -> str:
    text = numbers.in_own_digits(format_date(day, "long", locale=locale_for(lang)), lang)
    return f"1er{text[1:]}" if lang == "fr" and day.day == 1 else text


def locale_for(lang: str) -> str:
    """Return a locale whose dates a reader of this language reads."""
    wanted = DATES_AS.get(lang, lang.replace("-", "_"))
    try:
        format_date(date(2030, 1, 1), locale=wanted)
    except (UnknownLocaleError, ValueError):
        return "en"
    return wanted
