"""What a network takes for a link in a text, and for a mention of somebody on another server.

Source: the rules of twitter-text 3, which X and Mastodon follow; `static/js/counting.js` says the
same to the browser. No pattern looks back over what it has read: a hostile text takes no time.
"""

import regex

from comms.channels.rules.endings import ENDINGS

_ACCENTS = r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff\u0400-\u04ff"
_SIGN = rf"[a-z0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTS}]"
_ROUND = rf"\({_SIGN}*(?:\({_SIGN}+\){_SIGN}*)?\)"
_LAST = rf"(?:[+\-a-z0-9=_#/{_ACCENTS}]|{_ROUND})"
_PATH = rf"(?::[0-9]+)?(?:/(?:(?:{_SIGN}|{_ROUND})*{_LAST})?)?"
_QUERY = r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?"
_LABEL = r"[^\s!-,./:-@\[-^`{-~\u2010-\u205e«»\u061c\u200e\u200f\ufeff\uffff]+"
_BEFORE = r"(?<![A-Za-z0-9@\uff20$#\uff03])"
_AFTER = r"(?![A-Za-z0-9@+-])"
_SAID = rf"https?://(?P<host>(?:{_LABEL}\.)+(?P<end>[a-z]+|xn--[-a-z0-9]+)){_AFTER}{_PATH}{_QUERY}"
_BARE = (
    rf"(?<![-_./])(?!-)(?P<bare>(?:[-a-z0-9{_ACCENTS}]+\.)+(?P<ending>[a-z]+|xn--[-a-z0-9]+))"
    rf"{_AFTER}{_PATH}{_QUERY}"
)
LINK = regex.compile(_BEFORE + _SAID, regex.IGNORECASE)
LINK_OR_DOMAIN = regex.compile(rf"{_BEFORE}(?:{_SAID}|{_BARE})", regex.IGNORECASE)
REMOTE = regex.compile(r"(?<![\w/=])@([\w.-]+)@[\w.-]+\w")


def without_links(text: str, instead: str) -> str:
    """Return a text with `instead` in the place of each address that says its http."""
    return LINK.sub(instead, text)


def without_domains(text: str, instead: str) -> str:
    """Return a text with `instead` in the place of each link, bare domains too, as X counts."""

    def put(found: regex.Match[str]) -> str:
        ending = (found["ending"] or found["end"]).casefold()
        return instead if ending in ENDINGS or ending.startswith("xn--") else str(found[0])

    return LINK_OR_DOMAIN.sub(put, text)
