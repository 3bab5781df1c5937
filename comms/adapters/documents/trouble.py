"""Why a document that came in is not read."""


class NotWord(Exception):
    """What was given is no Word file that can be read."""


class TooLong(NotWord):
    """A document with more in it than is read: a book of 300 pages still is."""
