"""What a page tells of who may read its article, and the standfirst everybody may.

Sites tell search engines, lest these take them for cheats: `isAccessibleForFree` and `hasPart` of
schema.org in JSON-LD, as Google asks for it (Search Central, « Structured data for subscription
and paywalled content »), or as marks; `article:content_tier` in the head, as Facebook asked.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comms.adapters.pages import marks
from comms.adapters.pages.marks import Node

LONGEST = 2_000  # characters of a standfirst
_SAID = {"false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
_TIERS = {"locked": False, "metered": False, "free": True}
Marks = Sequence[tuple[str, str]]


class Access(NamedTuple):
    """`is_paid`: whether a subscription is asked for, None when a page does not say."""

    is_paid: bool | None
    standfirst: str  # as the page has it: text, perhaps with tags


def access(text: str) -> Access:
    """Return what a page says of itself."""
    nodes, metas = marks.nodes(text), marks.metas(text)
    return Access(is_paid(nodes, metas), _standfirst(nodes, metas))


def is_paid(nodes: Sequence[Node], metas: Marks) -> bool | None:
    """Say whether a page asks for a subscription: one « not free » counts more than a « free »."""
    articles = [each for each in nodes if marks.is_article(each)]
    pages = [each for each in nodes if marks.is_of(each, ("webpage",))]
    said = [_of_nodes(articles or pages), next(_tiers(metas), None)]
    if said == [None, None]:
        said.append(_of_marks(metas))
    known = [each for each in said if each is not None]
    return not all(known) if known else None


def _of_nodes(nodes: Sequence[Node]) -> bool | None:
    """Return whether the first that says so is free; its parts count unless it is."""
    for node in nodes:
        said = [_truth(node.get("isAccessibleForFree"))]
        if said != [True]:
            said += [_truth(each.get("isAccessibleForFree")) for each in _parts(node)]
        if known := [each for each in said if each is not None]:
            return all(known)
    return None


def _parts(node: Node) -> list[Node]:
    parts = node.get("hasPart")
    some = parts[: marks.NODES] if isinstance(parts, list) else [parts]
    found = (each for each in some if isinstance(each, dict))
    return [each for each in found if marks.is_of(each, ("webpageelement",))]


def _truth(value: object) -> bool | None:
    """Read a truth as sites write it: false, "False", "http://schema.org/False", 0."""
    if isinstance(value, bool | int | str):
        return _SAID.get(str(value)[-40:].rpartition("/")[2].strip().lower())
    return None


def _tiers(metas: Marks) -> Iterator[bool]:
    for name, content in metas:
        if name.removeprefix("og:") == "article:content_tier" and content.lower() in _TIERS:
            yield _TIERS[content.lower()]


def _of_marks(metas: Marks) -> bool | None:
    """Return what marks in the text say, when all say the same: some may be of other articles."""
    said = {_truth(content) for name, content in metas if name == "isaccessibleforfree"}
    return said.pop() if len(said) == 1 else None


def _standfirst(nodes: Sequence[Node], metas: Marks) -> str:
    known = dict(reversed(metas))
    described = [each.get("description") for each in nodes if marks.is_article(each)]
    described += [known.get("og:description"), known.get("description")]
    found = (each.strip() for each in described if isinstance(each, str))
    return next(filter(None, found), "")[:LONGEST]
