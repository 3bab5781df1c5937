"""The one family of errors of reading feeds."""

from enum import StrEnum


class FeedTrouble(StrEnum):
    """Why nothing could be read."""

    EMPTY = "feed.empty"
    NOT_A_FEED = "feed.not_a_feed"  # a page, a picture, a map of a site without news
    UNREADABLE = "feed.unreadable"
    TOO_BIG = "feed.too_big"
    TOO_LONG_TO_READ = "feed.too_long_to_read"  # past the time or memory a feed may take


class FeedRefused(Exception):
    """A document that is not taken."""

    def __init__(self, trouble: FeedTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble
