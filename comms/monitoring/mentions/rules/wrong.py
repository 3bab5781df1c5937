"""Why a mention cannot be kept so."""

from enum import StrEnum


class MentionWrong(StrEnum):
    """Why a mention cannot be kept so."""

    NO_TITLE = "mention.no_title"
    NO_OUTLET = "mention.no_outlet"
    NO_MEDIUM = "mention.no_medium"
    NOT_A_LINK = "mention.not_a_link"
    TOO_LONG = "mention.too_long"
    HOUR_AHEAD = "mention.hour_ahead"
    UNKNOWN_STATE = "mention.unknown_state"
    UNKNOWN_TONE = "mention.unknown_tone"
    NO_COPY = "mention.no_copy"
    NOT_A_COPY = "mention.not_a_copy"
    COPY_TOO_BIG = "mention.copy_too_big"
    TOO_MANY = "mention.too_many"
    NONE_TICKED = "mention.none_ticked"
    NO_NEWSROOM = "mention.no_newsroom"
    NO_CAMPAIGN = "mention.no_campaign"
    PAGE_SILENT = "mention.page_silent"
    KNOWN = "mention.known"
    NOTHING_TYPED = "mention.nothing_typed"
    PASSAGE_TOO_LONG = "mention.passage_too_long"
