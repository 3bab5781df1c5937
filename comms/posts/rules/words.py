"""The words of a post: an idea, its variants by network and language, its parts, its pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from comms.core.html import without_comments
from comms.pieces.rules.bindings import RECORDS, Prose, spoken
from comms.pieces.rules.letters import Kit, KitVisual
from comms.posts.rules.mentions import Handles, mentioned, with_handles

SPACE = "\u00a0"  # before ; ! ? too: X weighs the thinner one twice
LONGEST_TITLE = 70  # characters: a post has no title, lists show its first words
FORMATS = ("post", "thread", "carousel", "story", "reel")
MOST_VISUALS = 20  # of any post; networks take fewer
LEAST_OF_CAROUSEL = 2
# What a revision keeps only where it is used: a post without is kept, and approved, as before.
NEWER = ("format", "canva", "variants", "handles", RECORDS)
_BLANKS = re.compile(r"[ \t\r\n]+")  # not the spaces that hold a number together
_PART = re.compile(r"\n[ \t]*---[ \t]*(?=\n|$)")


class Lack(StrEnum):
    """What a post lacks before anyone is asked to approve it."""

    TEXT = "post.no_text"
    LINK = "post.bad_link"
    ALT = "post.no_alt"
    TOO_LONG = "post.too_long"
    TOO_MANY = "post.too_many_visuals"
    CAROUSEL = "post.no_carousel"
    CANVA = "post.bad_canva"
    NO_VISUAL = "post.no_visual"


class Warned(StrEnum):
    """What is worth a second look."""

    SAME_TEXT = "post.same_text"
    SAME_HOUR = "post.same_hour"


@dataclass(frozen=True)
class Visual:
    """A picture as this post uses it: its alternative text, or why there is none.

    `alts`: the same in the languages of the variants, by language.
    """

    asset: int
    alt: str = ""
    why_no_alt: str = ""
    alts: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps; one in one language is kept, and approved, as before."""
        plain = asdict(self)
        if not self.alts:
            del plain["alts"]
        return plain

    def is_said(self, others: Iterable[str]) -> bool:
        """Say whether it has its text in its post's language and others, or a reason for none."""
        said = [self.alt, *(self.alts.get(lang, "") for lang in others)]
        return bool(self.why_no_alt.strip()) or all(each.strip() for each in said)


@dataclass(frozen=True)
class Variant:
    """What the idea becomes on one network (all, when empty) and in one language."""

    network: str
    lang: str
    text: str


@dataclass(frozen=True)
class PostWords:
    """The words of a post.

    `handles` are those of the people it mentions as they stood when it was saved: they leave with
    the text, so they are approved with it. `canva` is for us and never leaves.
    """

    lang: str = "fr"
    text: str = ""
    link: str = ""
    warning: str = ""
    visuals: tuple[Visual, ...] = ()
    format: str = "post"
    canva: str = ""
    variants: tuple[Variant, ...] = ()
    handles: Handles = field(default_factory=dict)
    # What the records bound in it said when it was saved; see pieces.rules.bindings.
    records: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the words as a revision kept them."""
        visuals = tuple(Visual(**each) for each in kept.get("visuals", ()))
        variants = tuple(Variant(**each) for each in kept.get("variants", ()))
        return cls(**{**kept, "visuals": visuals, "variants": variants})

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        lists = {
            "visuals": [each.plain() for each in self.visuals],
            "variants": [asdict(each) for each in self.variants],
        }
        plain = {**asdict(self), **lists}
        unused = [name for name in NEWER if plain[name] in ("", "post", [], {})]
        return {name: value for name, value in plain.items() if name not in unused}

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
        """Return the text with its link, as it is posted where nothing else was written."""
        return self.on("")

    @property
    def mentions(self) -> list[str]:
        """Return whom any of its texts mentions."""
        return mentioned("\n".join([self.text, *(each.text for each in self.variants)]))

    def on(self, network: str, lang: str = "") -> str:
        """Return what is posted on a network, in the language of the idea or another."""
        lang = lang or self.lang
        own = {(each.network, each.lang): each.text for each in self.variants}
        text = own.get((network, lang)) or own.get(("", lang)) or self.text
        text = spoken(without_comments(text), self.records, lang).strip()
        text = with_handles(text, self.handles, network)
        return f"{text}\n{self.link}".strip() if self.link else text

    def parts(self, network: str, lang: str = "") -> list[str]:
        """Return what is posted part by part: a thread is parted by lines `---`."""
        whole = self.on(network, lang)
        if self.format != "thread":
            return [whole]
        return [part.strip() for part in _PART.split(f"\n{whole}") if part.strip()] or [""]

    def languages(self, network: str) -> list[str]:
        """Return the languages a network gets it in, the idea's own first."""
        also = (each.lang for each in self.variants if each.network in ("", network))
        return list(dict.fromkeys([self.lang, *also]))

    @property
    def other_languages(self) -> list[str]:
        """Return the languages besides its own that any of its texts is in."""
        return sorted({each.lang for each in self.variants} - {self.lang})


def title_of(words: Mapping[str, Any]) -> str:
    """Return the first words of a post."""
    kept = PostWords.of(words)
    said = spoken(kept.text, kept.records, kept.lang)
    text = _BLANKS.sub(" ", with_handles(said, {}, "")).strip()
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" .,;:!?") + "…"


def pictures_of(words: Mapping[str, Any]) -> frozenset[int]:
    """Return the numbers of the pictures a post shows."""
    return frozenset(each.asset for each in PostWords.of(words).visuals)


def prose_of(words: Mapping[str, Any]) -> list[Prose]:
    """Return the texts of a post that may hold figures; the idea is the last, it grows."""
    kept = PostWords.of(words)
    own = [
        Prose(f"variants.{at}.text", each.text, each.lang) for at, each in enumerate(kept.variants)
    ]
    return [*own, Prose("text", kept.text, kept.lang)]


def lacks(post: PostWords) -> list[StrEnum]:
    """Return everything the words of a post lack."""
    needs_picture = post.format in ("story", "reel") and not post.canva
    held = {
        Lack.TEXT: not post.whole and not (post.visuals and post.format == "story"),
        Lack.LINK: bool(post.link) and not _is_web(post.link),
        Lack.CANVA: bool(post.canva) and not _is_web(post.canva),
        Lack.ALT: not all(each.is_said(post.other_languages) for each in post.visuals),
        Lack.TOO_MANY: len(post.visuals) > MOST_VISUALS,
        Lack.CAROUSEL: post.format == "carousel" and len(post.visuals) < LEAST_OF_CAROUSEL,
        Lack.NO_VISUAL: needs_picture and not post.visuals,
    }
    return [lack for lack, is_so in held.items() if is_so]


def _is_web(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def kit(post: PostWords, network: str = "") -> Kit:
    """Return what a hand needs to post this on a network, in the order in which it is pasted."""
    langs = post.languages(network)
    visuals = tuple(
        KitVisual(
            each.asset, each.alt, tuple((lang, each.alts.get(lang, "")) for lang in langs[1:])
        )
        for each in post.visuals
    )
    first, *others = post.parts(network)
    also = [(post.lang, part) for part in others]
    also += [(lang, part) for lang in langs[1:] for part in post.parts(network, lang)]
    handles = tuple(
        known[network] for name in post.mentions if network in (known := post.handles.get(name, {}))
    )
    return Kit(first, post.lang, post.link, post.warning, visuals, tuple(also), post.canva, handles)


def leaves(post: PostWords) -> Iterator[str]:
    """Yield every text of a post that leaves, on whatever network."""
    handles = (network for known in post.handles.values() for network in known)
    for network in sorted({"", *handles, *(each.network for each in post.variants)}):
        yield from kit(post, network).texts
