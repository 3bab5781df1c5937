"""Why a press review cannot be made or sent so, or a licence not be declared."""

from enum import StrEnum


class ReviewWrong(StrEnum):
    """Why a press review cannot be made or sent so."""

    NOTHING_KEPT = "pressreview.nothing_kept"
    NOT_PRINTABLE = "pressreview.not_printable"
    NO_READER = "pressreview.no_reader"
    NOT_AN_ADDRESS = "pressreview.not_an_address"
    SAID_NO = "pressreview.said_no"
    DAYS = "pressreview.days"
    CHANGED = "pressreview.changed"
    NO_LICENCE = "pressreview.no_licence"
    TOO_MANY_READERS = "pressreview.too_many_readers"
    ASKED_ALREADY = "pressreview.asked_already"
    SENT_ALREADY = "pressreview.sent_already"
    NOT_ASKED = "pressreview.not_asked"
    ANOTHER_ASK = "pressreview.another_ask"
    NO_WORD = "pressreview.no_word"
    TOO_MANY_WORDS = "pressreview.too_many_words"


class LicenceWrong(StrEnum):
    """Why a licence cannot be declared so."""

    NO_GRANTOR = "licence.no_grantor"
    NO_END = "licence.no_end"
    ENDED = "licence.ended"
    NO_OUTLET = "licence.no_outlet"
    READERS = "licence.readers"
    TOO_LONG = "licence.too_long"
