"""Numbers of rows as addresses and forms give them: bounded, for a database refuses longer ones."""

from collections.abc import Iterable

LAST = 2**31 - 1  # the greatest number a key of ours can have, on both databases


def number(text: str | None) -> int | None:
    """Return the number a text is, or None when no row of ours can have it."""
    if not text or not text.isdecimal() or len(text) > len(str(LAST)):
        return None
    return int(text) if int(text) <= LAST else None


def numbers(texts: Iterable[str]) -> list[int]:
    """Return the numbers among some texts; what is none is left out."""
    return [found for each in texts if (found := number(each)) is not None]
