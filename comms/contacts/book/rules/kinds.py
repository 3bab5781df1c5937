"""The words of the book: kinds of addresses, what became of them, of newsrooms, how we spoke."""

from enum import StrEnum


class AddressKind(StrEnum):
    """A way to reach a person."""

    EMAIL = "email"
    PHONE = "phone"
    SITE = "site"
    HANDLE = "handle"  # on a network


class AddressState(StrEnum):
    """What became of an address."""

    OK = "ok"
    OBJECTED = "objected"  # who reads there wants no more
    BOUNCED = "bounced"
    UNSURE = "unsure"  # kept as typed: no number or address anyone could use as it stands


class Medium(StrEnum):
    """What kind of newsroom an outlet is."""

    UNKNOWN = ""
    PRESS = "press"
    AGENCY = "agency"
    RADIO = "radio"
    TELEVISION = "television"
    ONLINE = "online"
    MAGAZINE = "magazine"
    BLOG = "blog"
    PARTNER = "partner"  # an association we sign with
    INSTITUTION = "institution"


class Spoken(StrEnum):
    """How we were in touch with a person."""

    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"
    NOTE = "note"
