"""What a post is made of and what it lacks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from comms.core.html import without_comments
from comms.pieces.rules.letters import Kit, KitVisual

LONGEST_TITLE = 70  # characters: a post has no title, lists show its first words


class Lack(StrEnum):
    """What a post lacks before anyone is asked to approve it."""

    TEXT = "post.no_text"
    LINK = "post.bad_link"
    ALT = "post.no_alt"
    TOO_LONG = "post.too_long"


@dataclass(frozen=True)
class Visual:
    """A picture as this post uses it: its alternative text, or why there is none."""

    asset: int
    alt: str = ""
    why_no_alt: str = ""


@dataclass(frozen=True)
class PostWords:
    """The words of a post."""

    lang: str = "fr"
    text: str = ""
    link: str = ""
    warning: str = ""
    visuals: tuple[Visual, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the words as a revision kept them."""
        visuals = tuple(Visual(**each) for each in kept.get("visuals", ()))
        return cls(**{**kept, "visuals": visuals})

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        return {**asdict(self), "visuals": [asdict(each) for each in self.visuals]}

    def with_visual(self, asset: int) -> Self:
        """Return the words with one more picture, the last."""
        return replace(self, visuals=(*self.visuals, Visual(asset)))

    def without_visual(self, asset: int) -> Self:
        """Return the words without a picture."""
        return replace(self, visuals=tuple(each for each in self.visuals if each.asset != asset))

    def with_sooner(self, asset: int) -> Self:
        """Return the words with a picture one place earlier."""
        order = [each.asset for each in self.visuals]
        at = order.index(asset) if asset in order else 0
        if at == 0:
            return self
        moved = list(self.visuals)
        moved[at - 1 : at + 1] = [moved[at], moved[at - 1]]
        return replace(self, visuals=tuple(moved))

    @property
    def whole(self) -> str:
        """Return the text with its link, as it is posted."""
        text = without_comments(self.text).strip()
        return f"{text}\n{self.link}".strip() if self.link else text


def title_of(words: Mapping[str, Any]) -> str:
    """Return the first words of a post."""
    text = " ".join(str(words.get("text", "")).split())
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" .,;:!?") + "…"


def lacks(post: PostWords) -> list[StrEnum]:
    """Return everything the words of a post lack."""
    found: list[StrEnum] = [] if post.whole else [Lack.TEXT]
    if post.link and not post.link.startswith(("https://", "http://")):
        found.append(Lack.LINK)
    if any(not each.alt.strip() and not each.why_no_alt.strip() for each in post.visuals):
        found.append(Lack.ALT)
    return found


def kit(post: PostWords) -> Kit:
    """Return what a hand needs to post this."""
    visuals = tuple(KitVisual(each.asset, each.alt) for each in post.visuals)
    return Kit(post.whole, post.lang, post.link, post.warning, visuals)
