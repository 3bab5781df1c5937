"""One card: what an address book knows of a person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """An address with what people call it (« le soir »)."""

    value: str
    label: str = ""


@dataclass(frozen=True)
class Work:
    """What a person does somewhere."""

    outlet: str = ""
    title: str = ""
    beat: str = ""


@dataclass(frozen=True)
class Card:
    """A card as read or to be written; `line` is where it began in the file."""

    uid: str = ""
    whole: str = ""
    given: str = ""
    family: str = ""
    is_desk: bool = False
    works: tuple[Work, ...] = ()
    emails: tuple[Line, ...] = ()
    phones: tuple[Line, ...] = ()
    sites: tuple[Line, ...] = ()
    handles: tuple[Line, ...] = ()
    town: str = ""
    region: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    notes: str = ""
    hours: str = ""
    origin: str = ""
    purpose: str = ""
    objects: bool = False
    line: int = 0
