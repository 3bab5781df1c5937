"""Numbers: read in any script, written as the readers of a language write them."""

import re
import unicodedata
from decimal import Decimal

SPACES = "\u0020\u00a0\u202f\u2009"
LONGEST = 30  # characters of a number anybody means
_ENGLISH = (",", ".", "%")
_GERMAN = (".", ",", "\u00a0%")
_ARABIC = ("\u066c", "\u066b", "\u066a")
# Thousands, decimals, percent. Babel writes ar with European digits; these readers read theirs.
_SIGNS = {
    "fr": ("\u202f", ",", "\u202f%"),
    "de": _GERMAN,
    "es": _GERMAN,
    "it": (".", ",", "%"),
    "pt": (".", ",", "%"),
    "nl": (".", ",", "%"),
    **dict.fromkeys(("ar", "ckb", "fa", "prs", "ps", "ur"), _ARABIC),
}
_DIGITS = {
    **dict.fromkeys(("ar", "ckb"), "٠١٢٣٤٥٦٧٨٩"),
    **dict.fromkeys(("fa", "prs", "ps", "ur"), "۰۱۲۳۴۵۶۷۸۹"),
}
_GROUP = rf"[{SPACES}.,'’٬]"
_WHOLE = re.compile(rf"\d{{1,3}}(?:(?P<sign>{_GROUP})\d{{3}})(?:(?P=sign)\d{{3}})*")
_PERCENT = re.compile(rf"[{SPACES}]*[%٪]$")


def plain_digits(text: str) -> str:
    """Return a text of the same length whose digits, of any script, are European ones."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign
        for sign in text
    )


def read(text: str) -> str | None:
    """Return a number as we keep it (« 1226 », « 3.5 », « 87% »); None when it is none.

    A sign before exactly three digits parts thousands, in French too: people count by units, and
    « 1,226 » for a little more than one would be no figure of ours.
    """
    said = plain_digits(text.strip().strip(SPACES))
    if not said or len(said) > LONGEST:
        return None
    bare, share = _PERCENT.subn("", said)
    value = _value(bare)
    return f"{value}%" if share and value is not None else value


def _value(said: str) -> str | None:
    minus = "-" if said[:1] in "-−" and len(said) > 1 else ""
    said = said[len(minus) :]
    whole, sign, rest = _cut_decimals(said)
    if not _WHOLE.fullmatch(whole) and not whole.isdigit():
        return None
    if sign and not rest.isdigit():
        return None
    number = Decimal(re.sub(r"\D", "", whole) + (f".{rest}" if sign else ""))
    return f"{minus}{number.normalize():f}"


def _cut_decimals(said: str) -> tuple[str, str, str]:
    """Cut a number at its decimal sign; a sign that parts thousands is none."""
    if _WHOLE.fullmatch(said) and not said.startswith("0"):
        return said, "", ""
    at = max(said.rfind(sign) for sign in "٫,.")
    return (said[:at], said[at], said[at + 1 :]) if at >= 0 else (said, "", "")


def write(value: str, lang: str) -> str:
    """Return a number as we keep it, as readers of a language write it: « ١٬٢٢٦ »."""
    language = lang.partition("-")[0]
    thousands, decimals, percent = _SIGNS.get(language, _ENGLISH)
    bare = value.removesuffix("%")
    whole, _, rest = f"{Decimal(bare):,f}".partition(".")
    said = whole.replace(",", thousands) + (decimals + rest if rest else "")
    said += percent if value.endswith("%") else ""
    return in_own_digits(said, language)


def in_own_digits(text: str, lang: str) -> str:
    """Return a text whose digits are those of the readers of a language: a date beside numbers."""
    digits = _DIGITS.get(lang.partition("-")[0])
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def are_equal(one: str, other: str) -> bool:
    """Say whether two kept numbers are one; a share is a share in words too (« 87 pour cent »)."""
    return Decimal(one.removesuffix("%")) == Decimal(other.removesuffix("%"))
