"""The HTML of foreign articles, made clean: text stays, nothing acts, nothing is fetched."""

from functools import lru_cache

import nh3

from comms.core import paragraphs
from comms.core.html import TAGS as OWN_TAGS

# What holds blocks apart stays, or words would run together. No picture: it would be asked for
# from another machine, and tell it who reads.
TAGS = OWN_TAGS | {
    *("div", "section", "article", "header", "footer", "main", "aside", "address", "h1", "h5"),
    *("h6", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "caption", "tfoot"),
    *("b", "i", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr", "cite", "q", "time"),
    *("kbd", "samp", "var", "dfn", "bdi", "wbr", "ruby", "rt", "rp", "span"),
}
SILENT = {
    *("script", "style", "iframe", "svg", "math", "template", "noscript", "noembed"),
    *("noframes", "textarea", "select", "title", "audio", "video", "canvas"),
}


def clean(html: str, base: str | None) -> str:
    """Return foreign HTML with what is harmless; relative links stand against `base`, or go."""
    usual = paragraphs.cleaned(html, base)
    return _cleaner(base).clean(html) if usual is None else usual


@lru_cache(maxsize=64)
def _cleaner(base: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes={"a": {"href", "title"}, "*": {"lang", "dir"}, "time": {"datetime"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=paragraphs.REL,
        url_relative=("rewrite_with_base", base) if base else "deny",
    )
