"""The usual HTML of feeds, told by one pattern: paragraphs, links and bold words, well formed.

What the pattern takes comes out as nh3 would give it (a test holds the two against each other), in
a third of the time; everything else is nh3's. It lets a few tags through by name, and no attribute
but the address of a link: what it does not know it does not take.
"""

import re
from functools import lru_cache

import nh3

REL = "noopener noreferrer"
# No sign that could begin a tag or a reference, but for references that stay as they stand. A group
# gives back what it took: until 3.11.5 Python lost its place in one that does not.
_SAID = r"(?:[^<>&\r\0\ufeff\ud800-\udfff]++|&(?:amp|lt|gt|nbsp);)*"
_LABEL = r"(?!xn--)[a-z0-9-]++"
_NAMED = rf"https?://{_LABEL}(?:\.{_LABEL})*\.[a-z]+"  # a site that has a name, and no number
# An address that stands by itself stays as written; one on the same site is put behind the site's,
# and has no « .. » and no sign to be written otherwise.
_WHOLE = rf"{_NAMED}(?:[/?#](?:[\w/?#.,:;~+=%@!*$()-]|&amp;)*)?"
_WITHIN = r"/(?:[\w-][\w.~-]*+(?:/[\w-][\w.~-]*+)*/?)?(?:\?[\w.=-]*)?"
_OTHER = r"""(?: (?:rel|target|class)=(?:"[\w -]*"|'[\w -]*'))*"""
_OPENED = rf"""<a{_OTHER} href=(?:"(?:{_WHOLE}|{_WITHIN})"|'(?:{_WHOLE}|{_WITHIN})'){_OTHER}>"""
_STRONG = "|".join(f"<{tag}>{_SAID}</{tag}>" for tag in ("b", "i", "em", "strong"))
_LINE = rf"{_SAID}(?:(?:{_OPENED}{_SAID}</a>|<br ?/?>|{_STRONG}){_SAID})*"
_USUAL = re.compile(rf"{_LINE}(?:<p>{_LINE}</p>{_LINE})*", re.ASCII)
_LONGEST = 10_000  # characters; a longer one is nobody's summary
_LINK = re.compile(r"""<a[^>]*? href=["']([^"']+)["'][^>]*>""")  # of what the pattern took
_SITE = re.compile(r"https?://[^/?#\\@]+(?=[/?#]|$)")
_BY_NAME = re.compile(_NAMED, re.ASCII)


def cleaned(html: str, base: str | None) -> str | None:
    """Return usual HTML as nh3 gives it, links standing against `base`; None when it is not."""
    if len(html) > _LONGEST or not _USUAL.fullmatch(html):
        return None
    if "<a " in html:
        site = _site_of(base)
        if site is None:
            return None
        html = _LINK.sub(lambda link: _link(link[1], site), html)
    if "<br" in html:
        html = html.replace("<br/>", "<br>").replace("<br />", "<br>")
    return html.replace("\xa0", "&nbsp;") if "\xa0" in html else html


def _link(address: str, site: str) -> str:
    return f'<a href="{site if address[0] == "/" else ""}{address}" rel="{REL}">'


@lru_cache(maxsize=64)
def _site_of(base: str | None) -> str | None:
    """Return what stands before addresses that begin with a stroke; None where nh3 is to say."""
    found = _SITE.match(base or "")
    if found is None or _BY_NAME.fullmatch(found[0]):
        return found and found[0]
    return _site_by_number(found[0])


@lru_cache(maxsize=64)
def _site_by_number(site: str) -> str | None:
    try:
        ask = nh3.Cleaner(attributes={"a": {"href"}}, url_relative=("rewrite_with_base", site))
    except ValueError:  # it is no address at all
        return None
    found = re.search(r'href="([^"&]*)/x"', ask.clean('<a href="/x">x</a>'))
    return found[1] if found else None
