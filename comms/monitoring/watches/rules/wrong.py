"""Why a watch cannot be kept so, and the bounds of one."""

from enum import StrEnum

LONGEST_NAME = 120
KEPT_DAYS = (7, 3650)  # the fewest and the most for which articles are kept


class WatchWrong(StrEnum):
    """Why a watch cannot be kept so."""

    NO_NAME = "watch.no_name"
    NAME_TOO_LONG = "watch.name_too_long"
    NAME_TAKEN = "watch.name_taken"
    IS_CLOSED = "watch.is_closed"
    NOT_A_SITE = "watch.not_a_site"
    WOULD_SHUT_YOU_OUT = "watch.would_shut_you_out"
    KEPT_DAYS = "watch.kept_days"
