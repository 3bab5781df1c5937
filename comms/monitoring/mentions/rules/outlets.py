"""Whose an article is: the outlet, by its source, its site or what a search engine wrote."""

from comms.core.links import host_of

LONGEST_OUTLET = 6  # words


def outlet_of(source: str, url: str) -> str:
    """Return whose an article is: the source's name, or the site's."""
    if source.strip():
        return " ".join(source.split())
    return host_of(url).removeprefix("www.")


def outlet_in_title(title: str) -> str:
    """Return the outlet a search engine writes after a title: « Titre - La Voix du Nord »."""
    head, _, tail = title.rpartition(" - ")
    return tail.strip() if head.strip() and len(tail.split()) <= LONGEST_OUTLET else ""
