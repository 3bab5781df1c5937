"""Reads cards. The library is heavy; `comms.adapters.vcards` loads this module when needed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import vobject
from vobject.base import Component, ContentLine, ParseError

from comms.adapters.sheets.decoding import decode
from comms.adapters.sheets.trouble import SheetRefused
from comms.adapters.vcards.card import Card, Line, Work
from comms.adapters.vcards.trouble import CardRefused, CardTrouble

MOST_BYTES = 20 * 1024 * 1024
MOST_CARDS = 20_000
_BEGIN = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_PHOTO = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|KEY|SOUND)[;:].*(?:\n[ \t].*)*\n",
    re.IGNORECASE | re.MULTILINE,
)
_APPLE = re.compile(r"_\$!<(.*)>!\$_")  # « _$!<Work>!$_ »: how Apple writes its own labels
_SHOWN = {"cell": "portable", "work": "bureau", "home": "perso"}


def read(data: bytes) -> Sequence[Card]:
    """Return the cards of a file, in order."""
    if len(data) > MOST_BYTES:
        raise CardRefused(CardTrouble.TOO_BIG, most=MOST_BYTES // 1024**2)
    try:
        text = decode(data).text
    except SheetRefused as error:
        raise CardRefused(CardTrouble.UNREADABLE, line=1) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [_card(piece, line) for line, piece in _pieces(text)]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield each card with the line it begins on, without the pictures in it."""
    starts = [found.start() for found in _BEGIN.finditer(text)]
    if len(starts) > MOST_CARDS:
        raise CardRefused(CardTrouble.TOO_MANY, most=MOST_CARDS)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text.count("\n", 0, start) + 1, _PHOTO.sub("", text[start:end].rstrip() + "\n")


def _card(text: str, line: int) -> Card:
    try:
        component = next(vobject.readComponents(text, allowQP=True), None)
    except (ParseError, ValueError, LookupError, AttributeError) as error:
        raise CardRefused(CardTrouble.UNREADABLE, line=line) from error
    if component is None:
        raise CardRefused(CardTrouble.UNREADABLE, line=line)
    return _read(component, line)


def _read(component: Component, line: int) -> Card:
    said = _by_name(component)
    name = said["N"][0].value if said["N"] else None
    place = said["ADR"][0].value if said["ADR"] else None
    given = " ".join(
        filter(None, (_text(getattr(name, "given", "")), _text(getattr(name, "additional", ""))))
    )
    family = _text(getattr(name, "family", ""))
    kind = _first(said, "KIND").casefold()
    return Card(
        uid=_first(said, "UID"),
        whole=_first(said, "FN") or " ".join(filter(None, (given, family))),
        given=given,
        family=family,
        is_desk=kind == "org" or _first(said, "X-ABSHOWAS").casefold() == "company",
        works=_works(said),
        emails=_lines(said, "EMAIL"),
        phones=_lines(said, "TEL"),
        sites=_lines(said, "URL"),
        handles=_lines(said, "X-SOCIALPROFILE") + _lines(said, "IMPP"),
        town=_text(getattr(place, "city", "")),
        region=_text(getattr(place, "region", "")),
        country=_text(getattr(place, "country", "")),
        languages=tuple(_many(said, "LANG") or _many(said, "X-LANG")),
        lists=tuple(_many(said, "CATEGORIES")),
        notes="\n".join(_text(each.value) for each in said["NOTE"]),
        hours=_first(said, "X-HOURS"),
        origin=_first(said, "X-ORIGIN"),
        purpose=_first(said, "X-PURPOSE"),
        objects=bool(_first(said, "X-OBJECTION")),
        line=line,
    )


def _by_name(component: Component) -> dict[str, list[ContentLine]]:
    found: dict[str, list[ContentLine]] = defaultdict(list)
    for each in component.getChildren():
        if isinstance(each, ContentLine):
            found[each.name.upper()].append(each)
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    return str(value or "").strip()


def _first(said: dict[str, list[ContentLine]], name: str) -> str:
    return _plain(said[name][0]) if said[name] else ""


def _plain(line: ContentLine) -> str:
    """Return a value as text; what the library does not know it leaves escaped."""
    value = _text(line.value)
    return value if line.behavior else unescaped(value)


def unescaped(text: str) -> str:
    """Return a text as it was before a card held it."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def _many(said: dict[str, list[ContentLine]], name: str) -> Iterator[str] | list[str]:
    found: list[str] = []
    for line in said[name]:
        values = line.value if isinstance(line.value, list) else _split(str(line.value))
        found += [text for each in values if (text := _text(each))]
    return list(dict.fromkeys(found))


def _split(text: str) -> list[str]:
    return [unescaped(each) for each in re.split(r"(?<!\\),", text)]


def _works(said: dict[str, list[ContentLine]]) -> tuple[Work, ...]:
    """Join newsrooms, titles and roles by their group; those without one, in their order."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("ORG", "TITLE", "ROLE"):
        loose = 0
        for line in said[name]:
            group = line.group or f"#{(loose := loose + 1)}"
            found[group][name] = (
                " · ".join(map(_text, line.value)) if isinstance(line.value, list) else _plain(line)
            )
    return tuple(
        Work(work.get("ORG", ""), work.get("TITLE", ""), work.get("ROLE", ""))
        for work in found.values()
    )


def _lines(said: dict[str, list[ContentLine]], name: str) -> tuple[Line, ...]:
    labels = {each.group: _plain(each) for each in said["X-ABLABEL"] if each.group}
    return tuple(
        Line(value, _label(each, labels))
        for each in said[name]
        if (value := re.sub(r"^(?:tel|mailto|xmpp|sip):", "", _plain(each)))
    )


def _label(line: ContentLine, labels: dict[str, str]) -> str:
    if line.group and (label := labels.get(line.group)):
        return _APPLE.sub(r"\1", label)
    types = [each.casefold() for each in line.params.get("TYPE", [])]
    return next((_SHOWN[each] for each in types if each in _SHOWN), "")
