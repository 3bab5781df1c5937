"""A row of a file, read as a person: nothing decided yet about who it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from comms.contacts.book.rules import addresses
from comms.contacts.book.rules.addresses import Reached
from comms.contacts.book.rules.cells import bare, pieces
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.book.rules.names import PersonName, read_halves, read_name
from comms.contacts.book.rules.outlets import outlet_key
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.rules.tongues import read_languages
from comms.core.text import fold


class RowWrong(StrEnum):
    """Why a row is refused."""

    NOBODY = "row.nobody"  # neither a name nor an address
    BAD_ADDRESS = "row.bad_address"  # the only address is none
    OBJECTED = "row.objected"
    ERASED = "row.erased"


@dataclass(frozen=True)
class Work:
    """What a person does somewhere."""

    outlet: str = ""
    title: str = ""
    beat: str = ""

    @property
    def outlet_key(self) -> str:
        """Return what makes two newsrooms the same."""
        return outlet_key(self.outlet)


@dataclass(frozen=True)
class Draft:
    """A row as understood."""

    number: int
    line: int
    name: PersonName
    reached: tuple[Reached, ...] = ()
    works: tuple[Work, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)  # town, region, country, hours, …
    languages: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # what was meant as an address
    objects: bool = False  # the file itself says so
    uid: str = ""  # by which a card is known again

    def keys(self, kind: AddressKind) -> frozenset[str]:
        """Return the keys of the usable addresses of a kind."""
        usable = (each for each in self.reached if each.state is AddressState.OK)
        return frozenset(each.key for each in usable if each.kind is kind)

    @property
    def wrong(self) -> RowWrong | None:
        """Return what is wrong with the row itself."""
        if any(each.state is AddressState.OK for each in self.reached):
            return None
        if self.unread or self.reached:
            return RowWrong.BAD_ADDRESS
        return None if self.name.whole else RowWrong.NOBODY


_FACTS = (
    Field.TOWN,
    Field.REGION,
    Field.COUNTRY,
    Field.HOURS,
    Field.NOTES,
    Field.ORIGIN,
    Field.PURPOSE,
)
_LONGEST = {Field.NOTES: 20_000}
_LABELS = re.compile(r"\b(portable|mobile|fixe|direct|bureau|standard|perso)", re.IGNORECASE)
_NO = frozenset({"", "non", "no", "0", "faux", "false", "n", "-"})


def read_row(
    number: int, line: int, cells: Sequence[str], columns: Sequence[tuple[str, Field]]
) -> Draft:
    """Read one row. `columns`: each column's heading and what it stands for."""
    by_field: dict[Field, list[tuple[str, str]]] = {}
    for (heading, meant), cell in zip(columns, cells, strict=True):
        if cell.strip():
            by_field.setdefault(meant, []).append((heading, cell))
    said = {meant: _joined(cells) for meant, cells in by_field.items()}
    name = _name(said)
    works = _works(said)
    reached, unread = _reached(by_field, addresses.region_of(said.get(Field.COUNTRY, "")))
    return Draft(
        number,
        line,
        name if name.whole else _nameless(works),
        reached,
        works,
        _facts(said, name.aside),
        read_languages(said.get(Field.LANGUAGES, "")),
        tuple(pieces(said.get(Field.LISTS, ""))),
        unread,
        fold(said.get(Field.OBJECTION, "")).strip() not in _NO,
        said.get(Field.UID, ""),
    )


def _joined(cells: Iterable[tuple[str, str]]) -> str:
    return " ; ".join(dict.fromkeys(cell.strip() for _, cell in cells))


def _name(said: Mapping[Field, str]) -> PersonName:
    given, family = said.get(Field.GIVEN, ""), said.get(Field.FAMILY, "")
    if given or family:
        return read_halves(given, family) if given else read_name(family)
    name = read_name(said.get(Field.NAME, ""))
    if name.given and outlet_key(name.whole) == outlet_key(said.get(Field.OUTLET, "")):
        return PersonName(said[Field.NAME].strip(), is_desk=True)
    return name


def _nameless(works: Sequence[Work]) -> PersonName:
    """Call a row without a name after its newsroom; without one it stays nameless."""
    return PersonName(works[0].outlet, is_desk=True) if works and works[0].outlet else PersonName()


def _works(said: Mapping[Field, str]) -> tuple[Work, ...]:
    """Join newsrooms, titles and beats: one of each, or as many of each as there are newsrooms."""
    outlets = [each[:200] for each in pieces(said.get(Field.OUTLET, ""))]
    titles, beats = said.get(Field.TITLE, ""), said.get(Field.BEAT, "")
    if len(outlets) < 2:
        first = outlets[0] if outlets else ""
        made = [Work(first, _flat(titles), _flat(beats))]
    else:
        made = [
            Work(outlet, title, beat)
            for outlet, title, beat in zip(
                outlets, _spread(titles, len(outlets)), _spread(beats, len(outlets)), strict=True
            )
        ]
    return tuple(each for each in made if each != Work())


def _spread(text: str, count: int) -> list[str]:
    found = [_flat(each) for each in re.split(r"(?<!\\);", text)]
    return found if len(found) == count else [_flat(text)] * count


def _flat(text: str) -> str:
    return " ".join(bare(text).split())[:200]


def _reached(
    by_field: Mapping[Field, list[tuple[str, str]]], region: str
) -> tuple[tuple[Reached, ...], tuple[str, ...]]:
    found: list[Reached] = []
    unread: list[str] = []
    for heading, cell in (*by_field.get(Field.EMAIL, ()), *by_field.get(Field.PHONE, ())):
        emails, wrong = addresses.read_emails(cell) if _is_mail(by_field, cell) else ([], [])
        label = said[1].lower() if (said := _LABELS.search(heading)) else ""
        phones, no_numbers = ([], []) if emails or wrong else _phones(cell, region, label)
        found += [*emails, *phones]
        unread += [*wrong, *no_numbers]
    for _, cell in by_field.get(Field.SITE, ()):
        found += addresses.read_sites(cell)
    for heading, cell in by_field.get(Field.HANDLE, ()):
        found += addresses.read_handles(cell, _network(heading))
    return tuple({(each.kind, each.key): each for each in found}.values()), tuple(unread)


def _is_mail(by_field: Mapping[Field, list[tuple[str, str]]], cell: str) -> bool:
    """Say whether a cell is read as mail: what stands in its column, or its @, says so."""
    return "@" in cell or any(cell is each for _, each in by_field.get(Field.EMAIL, ()))


def _phones(cell: str, region: str, label: str) -> tuple[list[Reached], list[str]]:
    return addresses.read_phones(cell, region, label)


def _network(heading: str) -> str:
    word = fold(heading).split()[:1]
    return "" if not word or word[0] in ("reseaux", "reseau", "comptes", "compte") else word[0]


def _facts(said: Mapping[Field, str], aside: str) -> dict[str, str]:
    facts = {
        meant.value: said[meant].strip()[: _LONGEST.get(meant, 200)]
        for meant in _FACTS
        if said.get(meant)
    }
    if aside:
        facts["notes"] = f"{aside}\n{facts['notes']}" if "notes" in facts else aside
    return facts
