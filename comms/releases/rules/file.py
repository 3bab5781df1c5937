"""The file of a release: lines `key: value` between two lines `---`, then Markdown.

What `write` writes, `read` takes back with every word. A value is the rest of its line: not YAML,
colons and quotes are only characters.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from comms.core.hours import Hour, HourWrong
from comms.core.hours import read as read_hour
from comms.core.html import Unreadable, harmless, refuse_hostile, without_comments, without_notes
from comms.core.refusal import Refused
from comms.releases.rules.document import shown_day
from comms.releases.rules.signatories import Signatory
from comms.releases.rules.words import KINDS, ReleaseWords

T = TypeVar("T")
FENCE = "---"
ONCE = ("kind", "lang", "of", "overline", "title", "subtitle", "place", "date", "embargo")
# `state` is ours: written on a draft, never read.
KEYS = (*ONCE, "contact", "signatory", "state")
MUST = ("kind", "lang", "title")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PAIR = re.compile(r"([^\s:]+)[ \t]*:(.*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class FileWrong(StrEnum):
    """Why a file is not a release; each is said with the line it stands on."""

    NOT_TEXT = "file.not_text"
    CONTROL = "file.control"
    NO_HEAD = "file.no_head"
    HEAD_OPEN = "file.head_open"
    NO_PAIR = "file.no_pair"
    UNKNOWN_KEY = "file.unknown_key"
    TWICE = "file.twice"
    MISSING = "file.missing"
    BAD_KIND = "file.bad_kind"
    BAD_LANGUAGE = "file.bad_language"
    BAD_NUMBER = "file.bad_number"
    BAD_DATE = "file.bad_date"
    BAD_HOUR = "file.bad_hour"
    HOUR_GAP = "file.hour_gap"
    HOUR_FOLD = "file.hour_fold"
    COMMENT_OPEN = "file.comment_open"
    NO_SOURCE = "file.no_source"
    OF_TRANSLATION = "file.of_translation"
    SAME_LANGUAGE = "file.same_language"


class Warned(StrEnum):
    """What a file says that is kept, and that somebody should look at."""

    FIGURE = "file.figure_unbound"
    TESTIMONY = "file.testimony_unbound"
    TAG = "file.tag"
    EMBARGO_OVER = "file.embargo_over"


_HOURS = {HourWrong.GAP: FileWrong.HOUR_GAP, HourWrong.FOLD: FileWrong.HOUR_FOLD}


@dataclass(frozen=True)
class Pair:
    """A value and the line it stands on."""

    value: str
    line: int


@dataclass(frozen=True)
class ReleaseFile:
    """A release as its file says it. `of`: the number of the release it translates."""

    words: ReleaseWords
    of: Pair | None = None
    until: Hour | None = None  # the end of the embargo
    body_at: int = 1  # the line the body begins on


def read(content: bytes) -> ReleaseFile:
    """Read the file of a release.

    Raises:
        Refused: with the line, for anything that cannot be meant.
    """
    lines = _lines(content)
    end = _end_of_head(lines)
    head = _head(lines[:end])
    said = {key: pairs[0].value for key, pairs in head.items()}
    until = _read(head, "embargo", _hour)
    words = ReleaseWords(
        kind=_read(head, "kind", _kind) or "",
        lang=_read(head, "lang", _language) or "",
        title=said["title"],
        overline=said.get("overline", ""),
        subtitle=said.get("subtitle", ""),
        place=said.get("place", ""),
        body=_body(lines, end + 1),
        contacts=tuple(each.value for each in head.get("contact", ())),
        signatories=tuple(Signatory(each.value) for each in head.get("signatory", ())),
        date=_read(head, "date", _day) or "",
        embargo=until is not None,
    )
    blank = len("\n".join(lines[end + 1 :])) - len("\n".join(lines[end + 1 :]).lstrip("\n"))
    return ReleaseFile(words, _read(head, "of", _number), until, end + 2 + blank)


def _lines(content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(FileWrong.NOT_TEXT, line=line) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, each in enumerate(lines, 1):
        if _CONTROL.search(each):
            raise Refused(FileWrong.CONTROL, line=number)
    return lines


def _end_of_head(lines: list[str]) -> int:
    """Return the index of the line that ends the head."""
    if lines[0].rstrip() != FENCE:
        raise Refused(FileWrong.NO_HEAD)
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return index
    raise Refused(FileWrong.HEAD_OPEN)


def _head(lines: list[str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        key, pair = _pair(line, number)
        if key in ONCE and key in found:
            raise Refused(FileWrong.TWICE, line=number, key=key)
        if pair.value:
            found.setdefault(key, []).append(pair)
    for key in MUST:
        if key not in found:
            raise Refused(FileWrong.MISSING, key=key)
    return found


def _pair(line: str, number: int) -> tuple[str, Pair]:
    match = _PAIR.match(line)
    if match is None:
        raise Refused(FileWrong.NO_PAIR, line=number)
    key, value = match[1], match[2].strip(" \t")
    if key not in KEYS:
        raise Refused(FileWrong.UNKNOWN_KEY, line=number, key=key[:40])
    if "<!--" in without_comments(value):
        raise Refused(FileWrong.COMMENT_OPEN, line=number)
    return key, Pair(value, number)


def _read(head: dict[str, list[Pair]], key: str, reader: Callable[[Pair], T]) -> T | None:
    return reader(head[key][0]) if key in head else None


def _kind(pair: Pair) -> str:
    if pair.value not in KINDS:
        raise Refused(FileWrong.BAD_KIND, line=pair.line, value=pair.value[:40])
    return pair.value


def _language(pair: Pair) -> str:
    if not _LANGUAGE.fullmatch(pair.value):
        raise Refused(FileWrong.BAD_LANGUAGE, line=pair.line, value=pair.value[:40])
    return pair.value


def _number(pair: Pair) -> Pair:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", pair.value):
        raise Refused(FileWrong.BAD_NUMBER, line=pair.line, value=pair.value[:40])
    return pair


def _day(pair: Pair) -> str:
    wrong = Refused(FileWrong.BAD_DATE, line=pair.line, value=pair.value[:40])
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", pair.value):
        raise wrong
    try:
        return date.fromisoformat(pair.value).isoformat()
    except ValueError as error:
        raise wrong from error


def _hour(pair: Pair) -> Hour:
    """Read `2030-11-26 06:00 Europe/Paris`: the zone is never guessed."""
    wall, _, zone = pair.value.rpartition(" ")
    try:
        return read_hour(wall.strip(), zone)
    except Refused as refusal:
        wrong = _HOURS.get(HourWrong(str(refusal.obstacles[0])), FileWrong.BAD_HOUR)
        raise Refused(wrong, line=pair.line, value=pair.value[:40]) from refusal


def _body(lines: list[str], start: int) -> str:
    body = "\n".join(lines[start:])
    try:
        refuse_hostile(body)
    except Refused as refusal:
        if Unreadable.COMMENT_OPEN not in refusal.obstacles:
            raise
        line = start + int(str(refusal.facts["line"]))
        raise Refused(FileWrong.COMMENT_OPEN, line=line) from refusal
    return body.strip("\n")


def tags_at(body: str) -> list[int]:
    """Return the lines of a body on which a tag stands, which will leave as words."""
    lines = without_comments(body).split("\n")
    return [number for number, line in enumerate(lines, 1) if harmless(line) != line]


def write(
    words: ReleaseWords,
    *,
    leaves: Hour | None,
    under_embargo: bool,
    of: int | None = None,
    is_draft: bool = False,
) -> str:
    """Return the file of a release, without notes and comments, its tags harmless.

    `leaves`: the hour it leaves, which ends the embargo if there is one.
    """
    until = _written_hour(leaves) if under_embargo and leaves else ""
    day = shown_day(words, leaves)
    ours = {"state": "draft" if is_draft else "", "of": str(of or ""), "embargo": until}
    ours["date"] = day.isoformat() if day else ""
    head = "\n".join(f"{key}: {value}" for key, value in _pairs(words, ours))
    body = without_notes(words.body)
    if body != words.body:
        body = re.sub(r"\n{3,}", "\n\n", body)  # where a note stood
    body = _CONTROL.sub("", harmless(body)).strip("\n")
    return f"{FENCE}\n{head}\n{FENCE}\n\n{body}\n"


def _pairs(words: ReleaseWords, ours: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands in the head; a value is one line."""
    values = {**asdict(words), **ours}
    given = [(key, values[key]) for key in ("state", *ONCE)]
    lists = [("contact", each) for each in words.contacts]
    lists += [("signatory", each.line) for each in words.signatories]
    for key, value in [*given, *lists]:
        line = _CONTROL.sub("", " ".join(without_comments(value).splitlines())).strip(" \t")
        if line:
            yield key, line


def _written_hour(hour: Hour) -> str:
    """Write an hour so that it can be read back: one the clock shows twice is written in UTC."""
    try:
        return f"{read_hour(hour.wall, hour.zone).wall.replace('T', ' ')} {hour.zone}"
    except Refused:
        return f"{hour.instant:%Y-%m-%d %H:%M} UTC"
