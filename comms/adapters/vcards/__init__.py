"""Cards of people as address books exchange them: vCard 2.1, 3 and 4 in, 3 and 4 out."""

from collections.abc import Sequence
from importlib import import_module

from comms.adapters.vcards.card import Card, Line, Work
from comms.adapters.vcards.trouble import CardRefused, CardTrouble
from comms.adapters.vcards.writing import write

__all__ = ["Card", "CardRefused", "CardTrouble", "Line", "Work", "is_cards", "read", "write"]


def is_cards(data: bytes) -> bool:
    """Say whether a file holds cards."""
    return data.lstrip(b"\xef\xbb\xbf\r\n ")[:11].upper() == b"BEGIN:VCARD"


def read(data: bytes) -> Sequence[Card]:
    """Return the cards of a file; the library is loaded when there are some.

    Raises:
        CardRefused: what cannot be read, with its line.
    """
    found: Sequence[Card] = import_module("comms.adapters.vcards.reading").read(data)
    return found
