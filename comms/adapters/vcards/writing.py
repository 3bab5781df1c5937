"""Writes cards: vCard 4 (RFC 6350) or 3 (RFC 2426), labels kept as address books show them."""

import re
from collections.abc import Iterable, Iterator

from comms.adapters.vcards.card import Card, Line

LONGEST = 75  # bytes of a line, its end not counted
_NEXT = "\r\n "
_TYPES = {
    "portable": "cell",
    "mobile": "cell",
    "bureau": "work",
    "pro": "work",
    "fixe": "voice",
    "perso": "home",
    "standard": "work",
}


def write(cards: Iterable[Card], *, version: str = "4.0") -> bytes:
    """Return the cards as one file; `version` is `4.0` or `3.0`."""
    lines = (line for card in cards for line in _lines(card, version))
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _lines(card: Card, version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    if card.uid:
        yield f"UID:{escaped(card.uid)}"
    if version == "4.0":
        yield f"KIND:{'org' if card.is_desk else 'individual'}"
    yield f"FN:{escaped(card.whole)}"
    yield f"N:{escaped(card.family)};{escaped(card.given)};;;"
    yield from _works(card)
    yield from _addresses(card)
    if card.town or card.region or card.country:
        place = ";".join(map(escaped, (card.town, card.region, "", card.country)))
        yield f"ADR:;;;{place}"
    spoken = "LANG" if version == "4.0" else "X-LANG"
    yield from (f"{spoken}:{escaped(code)}" for code in card.languages)
    if card.lists:
        yield f"CATEGORIES:{','.join(map(escaped, card.lists))}"
    yield from (
        f"{name}:{escaped(text)}"
        for name, text in (
            ("NOTE", card.notes),
            ("X-HOURS", card.hours),
            ("X-ORIGIN", card.origin),
            ("X-PURPOSE", card.purpose),
            ("X-OBJECTION", "oui" if card.objects else ""),
        )
        if text
    )
    yield "END:VCARD"


def _works(card: Card) -> Iterator[str]:
    """Write each newsroom with its title, held together by a group."""
    for number, work in enumerate(card.works, 1):
        group = f"work{number}."
        if work.outlet:
            yield f"{group}ORG:{escaped(work.outlet)}"
        if work.title:
            yield f"{group}TITLE:{escaped(work.title)}"
        if work.beat:
            yield f"{group}ROLE:{escaped(work.beat)}"


def _addresses(card: Card) -> Iterator[str]:
    number = 0
    for name, lines in (
        ("EMAIL", card.emails),
        ("TEL", card.phones),
        ("URL", card.sites),
        ("X-SOCIALPROFILE", card.handles),
    ):
        for line in lines:
            number += 1
            yield from _labelled(name, line, number)


def _labelled(name: str, line: Line, number: int) -> Iterator[str]:
    """Write an address; its label stands beside it in a group, as address books keep it."""
    kind = _TYPES.get(line.label.casefold())
    typed = f"{name};TYPE={kind}" if kind and name == "TEL" else name
    if not line.label:
        yield f"{typed}:{escaped(line.value)}"
        return
    yield f"item{number}.{typed}:{escaped(line.value)}"
    yield f"item{number}.X-ABLabel:{escaped(line.label)}"


def escaped(text: str) -> str:
    """Return a text as a card holds it: separators and line breaks are signs like others."""
    plain = re.sub(r"\r\n?", "\n", text)
    plain = re.sub(r"[\x00-\x08\x0b-\x1f]", "", plain)
    return plain.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Break a long line between characters, never inside one."""
    folded: list[str] = [""]
    width = 0
    for sign in line:
        size = len(sign.encode())
        if width + size > LONGEST:
            folded.append("")
            width = 1  # the space that says the line goes on
        folded[-1] += sign
        width += size
    return _NEXT.join(folded)
