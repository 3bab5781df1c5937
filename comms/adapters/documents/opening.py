"""Opens a Word file that came in; what reads it is loaded when the first one comes."""

from importlib import import_module

from comms.adapters.documents.markdown import Accepted


def read_word(content: bytes) -> Accepted:
    """Return the accepted text of a Word file.

    Raises:
        NotWord: it is none, or is damaged.
        TooLong: it is too large once unpacked, or has too many paragraphs.
    """
    accepting = import_module("comms.adapters.documents.accepting")
    found: Accepted = accepting.read(content)
    return found
