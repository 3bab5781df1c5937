"""Reads mentions as lists show them, the last that arrived first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import reading
from comms.monitoring.watches.queries.reading import Reader

PAGE = 50
Among = Collection[int] | None  # mentions a search found; None: whatever there is


@dataclass(frozen=True)
class Line:
    """A story as lists show it: its first mention whole, and its copies.

    `ids` are the mentions of the story that stand in the list, `last` the newest of them.
    """

    lead: Shown
    copies: tuple[Mention, ...]
    ids: tuple[int, ...]
    last: int


def page(
    reader: Reader,
    state: str = "",
    watch_id: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
    *,
    among: Among = None,
) -> list[Line]:
    """Return stories with mentions in a state (or all), of a watch (or all), the newest first.

    Those a member reads. `before`: only stories whose newest mention is older than this number.
    """
    wanted = _wanted(reader, state, watch_id, among)
    rows = _stories(wanted)
    if before is not None:
        rows = rows.having(func.max(Mention.id) < before)
    last = dict(db.session.execute(rows.limit(limit)).all())
    listed = _by_story(wanted, last)
    everyone = _by_story(_wanted(reader), last)
    leads = {story: some[0] for story, some in listed.items()}
    closed = reading.closed_to(reader)
    whole = {each.mention.story_id: each for each in shown(list(leads.values()), closed)}
    return [_line(whole[story], listed[story], everyone[story]) for story in last]


def _stories(wanted: Select[Mention]) -> Select[int, int]:
    newest = func.max(Mention.id)
    rows = wanted.with_only_columns(Mention.story_id, newest)
    return rows.group_by(Mention.story_id).order_by(newest.desc())


def _wanted(
    reader: Reader, state: str = "", watch_id: int | None = None, among: Among = None
) -> Select[Mention]:
    wanted = select(Mention).where(reading.seen_by(reader, Mention.id))
    if among is not None:
        wanted = wanted.where(Mention.id.in_(among))
    if state:
        wanted = wanted.where(Mention.state == state)
    if watch_id is not None:
        caught = select(Hit.mention_id).where(
            Hit.watch_id == watch_id, Hit.watch_id.not_in(reading.closed_to(reader))
        )
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


def seen(reader: Reader, mention_id: int) -> Mention | None:
    """Return a mention a member reads; None when there is none, or they do not."""
    return next(iter(seen_of(reader, [mention_id])), None)


def seen_of(reader: Reader, mention_ids: Collection[int]) -> Sequence[Mention]:
    """Return those of some mentions that a member reads."""
    return db.session.scalars(_wanted(reader).where(Mention.id.in_(mention_ids))).all()


def line(reader: Reader, mention: Mention) -> Line:
    """Return one mention with the copies of its story that a member reads."""
    lead = shown([mention], reading.closed_to(reader))[0]
    everyone = _by_story(_wanted(reader), [mention.story_id])[mention.story_id]
    return _line(lead, [mention], everyone)


def following(
    reader: Reader,
    mention_ids: Sequence[int],
    state: str,
    watch_id: int | None,
    *,
    among: Among = None,
) -> int | None:
    """Return the mention that leads the next older story of a list, for who has sorted these."""
    if not mention_ids:
        return None
    most = len(mention_ids) + 1
    newest = page(reader, state, watch_id, max(mention_ids), most, among=among)
    found = next((each for each in newest if not {*each.ids} & {*mention_ids}), None)
    return found.lead.mention.id if found else None


def counts(reader: Reader, watch_id: int | None = None, *, among: Among = None) -> dict[str, int]:
    """Return how many stories have mentions in each state, of those a member reads."""
    wanted = _wanted(reader, "", watch_id, among)
    columns = Mention.state, func.count(Mention.story_id.distinct())
    rows = wanted.with_only_columns(*columns).group_by(Mention.state)
    return dict(db.session.execute(rows).all())


def count_new(reader: Reader) -> int:
    """Return how many stories have mentions nobody has sorted, of those a member reads."""
    stories = func.count(Mention.story_id.distinct())
    return db.session.scalar(_wanted(reader, State.NEW).with_only_columns(stories)) or 0


def count_hidden(reader: Reader, state: str) -> int:
    """Return how many mentions in a state (or all) only watches closed to a member caught."""
    rows = select(Mention.id)
    return reading.hidden(reader, rows.where(Mention.state == state) if state else rows)


def said(reader: Reader, folded: str, limit: int) -> Sequence[Mention]:
    """Return mentions whose title or outlet holds a folded text, the last that arrived first.

    Those a member reads.
    """
    hits = _wanted(reader).where(Mention.words.contains(folded, autoescape=True))
    return db.session.scalars(hits.order_by(Mention.id.desc()).limit(limit)).all()
