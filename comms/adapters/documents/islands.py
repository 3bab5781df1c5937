"""What runs left to right inside a text that does not: telephones, addresses, grouped numbers, and
whole lines in Latin letters.

Without this the groups of a number swap places in a right-to-left line: `06 39` reads `39 06`, and
« 1 rue de la Plage » begins with its street.
"""

import re
import unicodedata
from collections.abc import Iterator

_ISLAND = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]++(?:\.[\w-]++)+"  # an address of mail
    r"|(?:https?://|www\.)[^\s<>\"]+"
    r"|\+?[0-9][0-9 .\u00a0\u202f()/-]*[0-9](?![0-9])"  # a telephone, a number in groups, hours
)
_INNER = re.compile(r"[ .()/-]")


def islands(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it must run left to right on its own."""
    if _is_all_rightward(text):
        yield text, True
        return
    at = 0
    for found in _ISLAND.finditer(text):
        if found[0][0] in "+0123456789" and not _needs(found[0]):
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _is_all_rightward(text: str) -> bool:
    """Say whether a text has letters, and all of them run from left to right."""
    ways = {unicodedata.bidirectional(sign) for sign in text}
    return "L" in ways and not ways & {"R", "AL"}


def _needs(number: str) -> bool:
    """Say whether a number has signs inside that would part it; a plain one runs well alone."""
    return number.startswith("+") or _INNER.search(number) is not None
