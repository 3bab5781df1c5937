"""The field before a colon, and the one that was probably meant."""

from difflib import get_close_matches

from comms.core.query.cutting import Piece
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tree import Field

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
    if name not in Field:
        raise QueryRefused(
            piece.at, Reason.FIELD_UNKNOWN, end=piece.end, field=name, nearest=nearest(name)
        )
    return Field(name), rest


def nearest(name: str) -> str:
    """Return the field that was probably meant by a name, or nothing."""
    low = name.casefold()
    close = get_close_matches(low, [*Field, *_SAID], n=1, cutoff=0.7)
    return _SAID.get(close[0], close[0]) if close else ""
