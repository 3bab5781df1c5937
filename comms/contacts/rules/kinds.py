"""The words of the contact book: kinds of addresses, what became of them, how we spoke."""

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


class Terms(StrEnum):
    """On what terms a person of ours speaks."""

    UNKNOWN = ""
    CITABLE = "citable"
    UNNAMED = "unnamed"  # citable, without a name
    OFF = "off"


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    LAPSED = "lapsed"  # the deadline passed


class CallState(StrEnum):
    """Where one call of a session stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"


class CallOutcome(StrEnum):
    """What came of a call, in one tap."""

    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    INTERESTED = "interested"
    COMING = "coming"
    NO = "no"
