"""From what a feed wrote to what we keep: plain text, clean HTML, absolute links."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from comms.adapters.feeds.values import Kind
from comms.core import foreign
from comms.core.text import plain

LONGEST_LINK = 2000
LONGEST = 100_000  # characters of an article; the longest have 60,000
LONGEST_WRITTEN = 2_000_000  # with its tags, and pictures written into it as text
MOST_LETTERS = 2 * LONGEST  # as they are compared: « ﷺ » is eighteen, a text of it took 5 GB
SHORT = MOST_LETTERS // 18  # has no more, whatever it is written with
# Controls no text needs, halves of pairs, and signs that turn the direction of what follows: they
# would make a line read as what it does not say. Marks that only help a script stay (LRM, ZWNJ).
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOOKS_LIKE_TAG = re.compile(
    r"</?(?:p|br|b|i|em|strong|u|a|span|div|font|sup|sub|small|big|tt|code|cite|q|abbr|acronym|s|"
    r"strike|del|ins|img|h[1-6]|ul|ol|li|blockquote|script|style|center|wbr|time|iframe|svg|object|"
    r"embed|form|input|button|video|audio|table|tr|td)\b[^<>]*>",
    re.IGNORECASE,
)
_USUAL_LINK = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!-\[\]-~]{0,1900})?")
_NO_LINK = re.compile(r"[\t\r\n]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MAIL_NAME = re.compile(r"[^\s@()<>]{1,100}@[^\s@()<>]{1,100}\s*\(([^()]{1,300})\)")
_NAME_MAIL = re.compile(
    r"([^<>@]{1,300}?)\s*[<(]\s*(?:mailto:)?[^\s@<>()]{1,100}@[^\s@<>()]{1,100}[>)]"
)


def strip_unwanted(text: str) -> str:
    """Return a text without invisible signs that mean no good.

    Windows' own quotes and dashes, which many feeds put where controls stand, are put right.
    """
    if text.isprintable() or not _UNWANTED.search(text):  # the first is quicker, and mostly so
        return text
    return _UNWANTED.sub("", text.translate(_WINDOWS))


def as_plain(text: str, kind: Kind, most: int) -> str:
    """Return one line of plain text of at most `most` characters; may be empty."""
    if "<" in text and (
        kind is Kind.HTML or (kind is Kind.EITHER and _LOOKS_LIKE_TAG.search(text))
    ):
        text = plain(foreign.clean(text, None)).text
    if kind is not Kind.TEXT and "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
    if text.isprintable() and "  " not in text and len(text) <= most:  # the usual: nothing to do
        return text.strip(" ")
    return " ".join(strip_unwanted(text).split())[:most].rstrip()


def as_html(text: str, kind: Kind, base: str = "") -> str:
    """Return clean HTML whose links stand by themselves; may be empty, and is cut when too long."""
    text = _html(text, kind, base)
    if len(text) <= SHORT:
        return text
    most = LONGEST
    while len(unicodedata.normalize("NFKD", text[:most])) > MOST_LETTERS:
        most //= 2
    return text if len(text) <= most else foreign.clean(text[:most], None)


def _html(text: str, kind: Kind, base: str) -> str:
    text = text[:LONGEST_WRITTEN].strip()
    if kind is Kind.TEXT:
        return html.escape(strip_unwanted(text), quote=False)
    if "<" not in text and "&" not in text:
        return strip_unwanted(text).replace(">", "&gt;")
    return strip_unwanted(foreign.clean(text, _http_or_none(base))).strip()


def as_link(href: str, base: str) -> str | None:
    """Return an absolute http(s) address without a name or password in it, or None."""
    if _USUAL_LINK.fullmatch(href):
        return href
    href = _NO_LINK.sub("", href.strip())
    if not href or len(href) > LONGEST_LINK:
        return None
    try:
        link = href if href.startswith(("http://", "https://")) else urljoin(base, href)
        parts = urlsplit(link)
        is_plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    if not is_plain or "\\" in parts.netloc or _UNWANTED.search(link):
        return None
    return link.replace(" ", "%20")


@lru_cache(maxsize=64)
def as_language(written: str) -> str | None:
    """Return a language tag as declared, or None when it is none."""
    tag = written.strip().replace("_", "-")
    return tag if len(tag) <= 35 and _LANGUAGE.fullmatch(tag) else None


@lru_cache(maxsize=4096)
def as_name(written: str) -> str:
    """Return the name of a person out of « mail (Name) » and « Name <mail> »; may be empty."""
    text = as_plain(written, Kind.EITHER, 300)
    for form in (_MAIL_NAME, _NAME_MAIL):
        if found := form.fullmatch(text):
            return found[1].strip(" \"'")[:200]
    return text[:200]


@lru_cache(maxsize=4096)
def as_tag(written: str) -> str:
    """Return a word an article is filed under; may be empty."""
    return as_plain(written, Kind.EITHER, 200)


def unique(texts: list[str], most: int) -> list[str]:
    """Return texts once each, in order, without the empty ones."""
    if len(texts) < 2:
        return list(filter(None, texts))
    return list(dict.fromkeys(filter(None, texts)))[:most]


@lru_cache(maxsize=64)
def _http_or_none(base: str) -> str | None:
    return as_link(base, "")
