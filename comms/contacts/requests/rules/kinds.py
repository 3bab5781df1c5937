"""On what terms somebody speaks, and where a request stands."""

from enum import StrEnum


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
