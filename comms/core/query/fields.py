"""The field before a colon, and the one that was probably meant."""

from difflib import get_close_matches

from comms.core.query.cutting import Piece
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tree import Field

_NAMED = {field.value: field for field in Field}
# What people type for a field before they know its name.
_SAID = {
    **dict.fromkeys(("titre", "headline"), Field.TITLE),
    **dict.fromkeys(("texte", "corps", "body"), Field.TEXT),
    **dict.fromkeys(("auteur", "autrice", "auteurice", "par"), Field.AUTHOR),
    **dict.fromkeys(("média", "media", "journal", "outlet"), Field.SOURCE),
    **dict.fromkeys(("site", "lien", "adresse", "link", "http", "https"), Field.URL),
    **dict.fromkeys(("langue", "language"), Field.LANG),
}


def split_field(piece: Piece, text: str) -> tuple[Field | None, str]:
    """Return the field at the start of a text and what follows; letters alone make a field.

    Raises:
        QueryRefused: the letters are no field's name, or nothing follows.
    """
    name, colon, rest = text.partition(":")
    if not colon or not name.isalpha():  # `isalpha` is exactly category L
        return None, text
    if name not in _NAMED:
        facts = {"field": name}
        raise QueryRefused(piece.at, Reason.FIELD_UNKNOWN, end=piece.end, facts=facts)
    return _NAMED[name], rest


def nearest(name: str) -> Field | None:
    """Return the field that was probably meant by a name."""
    said = {**_SAID, **_NAMED}
    close = get_close_matches(name.casefold(), said, n=1, cutoff=0.7)
    return said[close[0]] if close else None
