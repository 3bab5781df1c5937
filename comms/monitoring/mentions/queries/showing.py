"""Reads mentions with what caught them: the words in their sentence, what may leave the house."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from comms.core.query.showing import Bit, joined
from comms.monitoring.mentions.models import Mention, MentionPassage
from comms.monitoring.mentions.queries import passages
from comms.monitoring.mentions.rules.quoting import quoted
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import compiling, listing


@dataclass(frozen=True)
class Caught:
    """By which watch, in which version, and the words in their sentence."""

    watch: str
    version: int
    title: Sequence[Bit]
    sentence: Sequence[Bit]
    is_sensitive: bool = False


@dataclass(frozen=True)
class Shown:
    """A mention with what caught it, and what people who subscribe typed of it."""

    mention: Mention
    caught: tuple[Caught, ...]
    passages: tuple[MentionPassage, ...] = ()

    @property
    def is_sensitive(self) -> bool:
        """Say whether it is only counted in what leaves: sensitive watches alone caught it."""
        return bool(self.caught) and all(each.is_sensitive for each in self.caught)

    def outside(self) -> "Shown":
        """Return it as it may leave the house: no sensitive watch is named."""
        openly = tuple(each for each in self.caught if not each.is_sensitive)
        return replace(self, caught=openly)

    @property
    def title(self) -> Sequence[Bit]:
        """The title, its words marked."""
        marked = next((each.title for each in self.caught if _is_marked(each.title)), None)
        return marked or [(self.mention.title, False)]

    @property
    def sentences(self) -> list[Sequence[Bit]]:
        """Every sentence that was caught, each once, with the words of all that caught it."""
        found: dict[str, Sequence[Bit]] = {}
        for each in self.caught:
            if text := "".join(part for part, _ in each.sentence):
                found[text] = joined(found[text], each.sentence) if text in found else each.sentence
        return list(found.values())

    @property
    def sentence(self) -> Sequence[Bit]:
        """The sentence a person chose where the feed gave little, else the one that was caught.

        Short enough to be quoted outside: of what was typed, never all.
        """
        if self.passages:
            return [(self._quoted, False)]
        found = next((each.sentence for each in self.caught if each.sentence), None)
        return found or ([(self.mention.verbatim, False)] if self.mention.verbatim else [])

    @property
    def _quoted(self) -> str:
        bits = (bit for each in self.caught for bit in (*each.title, *each.sentence))
        words = [text for text, is_found in bits if is_found]
        return quoted((each.text for each in self.passages), words)


def _is_marked(bits: Sequence[Bit]) -> bool:
    return any(is_found for _, is_found in bits)


def shown(mentions: Sequence[Mention], closed: Collection[int] = ()) -> list[Shown]:
    """Return mentions with what caught them, in the same order; closed watches left out."""
    hits = listing.hits_of([mention.id for mention in mentions])
    names = listing.names() if hits else {}
    quiet = listing.sensitive() if hits else set()
    numbers = compiling.version_numbers({hit.version_id for each in hits.values() for hit in each})

    def caught(hit: Hit) -> Caught:
        words = _bits(hit.title), _bits(hit.sentence)
        return Caught(names[hit.watch_id], numbers[hit.version_id], *words, hit.watch_id in quiet)

    openly = {
        mention_id: [hit for hit in each if hit.watch_id not in closed]
        for mention_id, each in hits.items()
    }
    typed = passages.of([mention.id for mention in mentions])
    return [
        Shown(
            mention,
            tuple(map(caught, openly.get(mention.id, ()))),
            tuple(typed.get(mention.id, ())),
        )
        for mention in mentions
    ]


def _bits(kept: list[list[str | bool]]) -> list[Bit]:
    return [(str(text), bool(is_found)) for text, is_found in kept]
