"""Which agency an article is credited to."""

import re
from collections.abc import Sequence

CREDIT = 240  # characters at either end of an article in which a credit stands
# As agencies sign, and what they are called here.
_NAMES = {
    "Agence France-Presse": "AFP",
    "Associated Press": "AP",
    "Deutsche Presse-Agentur": "dpa",
    "Press Association": "PA",
    "REUTERS": "Reuters",
    "DPA": "dpa",
}
_AGENCIES = "|".join([*_NAMES, "AFP", "Reuters", "AP", "dpa", "Belga", "EFE", "ANSA", "ATS", "PA"])
_SIGNED = re.compile(rf"\b({_AGENCIES})\b()")
# « (AFP) », « avec l’AFP », « © AFP », « AFP – », « LONDON (Reuters) - »
_WITH = r"(?:[Aa]vec|AVEC|[Ww]ith|[Pp]ar|[Bb]y|[Mm]it|[Ss]ource\s*:?)\s+(?:l['’]\s?|the\s+|der\s+)?"
_CREDITED = re.compile(rf"(?:[(©/]\s*|\b{_WITH})({_AGENCIES})\b|\b({_AGENCIES})\s+[–—|-]\s")
# « … dans la nuit.</p><p>AFP</p> »
_CLOSED = re.compile(rf"[.!?…»\">]\s*({_AGENCIES})\s*(?:</\w{{1,9}}>\s*)*$()")


def agency_of(authors: Sequence[str], text: str) -> str:
    """Return the agency an article is credited to: in its signature, its first or last words."""
    signed = _SIGNED.search(", ".join(authors))
    first, last = text[:CREDIT], text[-CREDIT:]
    found = signed or _CREDITED.search(first) or _CREDITED.search(last) or _CLOSED.search(last)
    written = (found[1] or found[2]) if found else ""
    return _NAMES.get(written, written)
