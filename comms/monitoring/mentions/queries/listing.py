"""Reads mentions as lists show them, the last that arrived first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from comms.core.db import db
from comms.core.query.showing import Bit
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules import State
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import compiling, listing

PAGE = 50


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
    """A mention with what caught it."""

    mention: Mention
    caught: tuple[Caught, ...]

    @property
    def is_sensitive(self) -> bool:
        """Say whether it is only counted in what leaves: sensitive watches alone caught it."""
        return bool(self.caught) and all(each.is_sensitive for each in self.caught)

    def outside(self) -> "Shown":
        """Return it as it may leave the house: no sensitive watch is named."""
        return Shown(self.mention, tuple(each for each in self.caught if not each.is_sensitive))

    @property
    def title(self) -> Sequence[Bit]:
        """The title, its words marked."""
        marked = next((each.title for each in self.caught if _is_marked(each.title)), None)
        return marked or [(self.mention.title, False)]

    @property
    def sentences(self) -> list[Sequence[Bit]]:
        """Every sentence that was caught, each once."""
        found: list[Sequence[Bit]] = []
        for each in self.caught:
            if each.sentence and each.sentence not in found:
                found.append(each.sentence)
        return found

    @property
    def sentence(self) -> Sequence[Bit]:
        """The sentence that was caught, or the one a person typed."""
        found = next((each.sentence for each in self.caught if each.sentence), None)
        return found or ([(self.mention.verbatim, False)] if self.mention.verbatim else [])


@dataclass(frozen=True)
class Line:
    """A story as lists show it: its first mention whole, and its copies.

    `ids` are the mentions of the story that stand in the list, `last` the newest of them.
    """

    lead: Shown
    copies: tuple[Mention, ...]
    ids: tuple[int, ...]
    last: int


def _is_marked(bits: Sequence[Bit]) -> bool:
    return any(is_found for _, is_found in bits)


def page(
    state: str = "", watch_id: int | None = None, before: int | None = None, limit: int = PAGE
) -> list[Line]:
    """Return stories with mentions in a state (or all), of a watch (or all), the newest first.

    `before`: only stories whose newest mention is older than this number.
    """
    rows = _stories(state, watch_id)
    if before is not None:
        rows = rows.having(func.max(Mention.id) < before)
    last = dict(db.session.execute(rows.limit(limit)).all())
    listed = _by_story(_wanted(state, watch_id), last)
    everyone = _by_story(select(Mention), last)
    leads = {story: some[0] for story, some in listed.items()}
    whole = {each.mention.story_id: each for each in shown(list(leads.values()))}
    return [_line(whole[story], listed[story], everyone[story]) for story in last]


def _stories(state: str, watch_id: int | None) -> Select[int, int]:
    newest = func.max(Mention.id)
    wanted = _wanted(state, watch_id).with_only_columns(Mention.story_id, newest)
    return wanted.group_by(Mention.story_id).order_by(newest.desc())


def _wanted(state: str, watch_id: int | None) -> Select[Mention]:
    wanted = select(Mention)
    if state:
        wanted = wanted.where(Mention.state == state)
    if watch_id is not None:
        caught = select(Hit.mention_id).where(Hit.watch_id == watch_id)
        wanted = wanted.where(Mention.id.in_(caught))
    return wanted


def _by_story(wanted: Select[Mention], stories: Iterable[int]) -> dict[int, list[Mention]]:
    rows = wanted.where(Mention.story_id.in_(tuple(stories))).order_by(Mention.id)
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in db.session.scalars(rows):
        found[mention.story_id].append(mention)
    return found


def _line(lead: Shown, listed: Sequence[Mention], everyone: Sequence[Mention]) -> Line:
    copies = tuple(each for each in everyone if each.id != lead.mention.id)
    ids = tuple(each.id for each in listed)
    return Line(lead, copies, ids, max(ids))


def line(mention: Mention) -> Line:
    """Return one mention with the copies of its story."""
    lead = shown([mention])[0]
    everyone = _by_story(select(Mention), [mention.story_id])[mention.story_id]
    return _line(lead, [mention], everyone)


def shown(mentions: Sequence[Mention]) -> list[Shown]:
    """Return mentions with what caught them, in the same order."""
    hits = listing.hits_of([mention.id for mention in mentions])
    names = listing.names() if hits else {}
    quiet = listing.sensitive() if hits else set()
    numbers = compiling.version_numbers({hit.version_id for each in hits.values() for hit in each})

    def caught(hit: Hit) -> Caught:
        words = _bits(hit.title), _bits(hit.sentence)
        return Caught(names[hit.watch_id], numbers[hit.version_id], *words, hit.watch_id in quiet)

    return [Shown(mention, tuple(map(caught, hits.get(mention.id, ())))) for mention in mentions]


def _bits(kept: list[list[str | bool]]) -> list[Bit]:
    return [(str(text), bool(is_found)) for text, is_found in kept]


def following(mention_ids: Sequence[int], state: str, watch_id: int | None) -> int | None:
    """Return the mention that leads the next older story of a list, for who has sorted these."""
    if not mention_ids:
        return None
    newest = page(state, watch_id, before=max(mention_ids), limit=len(mention_ids) + 1)
    found = next((each for each in newest if not {*each.ids} & {*mention_ids}), None)
    return found.lead.mention.id if found else None


def counts(watch_id: int | None = None) -> dict[str, int]:
    """Return how many stories have mentions in each state."""
    wanted = _wanted("", watch_id)
    columns = Mention.state, func.count(Mention.story_id.distinct())
    rows = wanted.with_only_columns(*columns).group_by(Mention.state)
    return dict(db.session.execute(rows).all())


def count_new() -> int:
    """Return how many stories have mentions nobody has sorted."""
    new = select(func.count(Mention.story_id.distinct())).where(Mention.state == State.NEW)
    return db.session.scalar(new) or 0


def said(folded: str, limit: int) -> Sequence[Mention]:
    """Return mentions whose title or outlet holds a folded text, the last that arrived first."""
    hits = select(Mention).where(Mention.words.contains(folded, autoescape=True))
    return db.session.scalars(hits.order_by(Mention.id.desc()).limit(limit)).all()
