"""Reads what was said of us, what of it is wrong, and which of our figures were given.

A report leaves the house: what sensitive watches alone caught is counted and not shown, people
in the book are not named, and of testimonies nothing is read at all.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from comms.contacts.book.models import Contact
from comms.contacts.requests.models import Request
from comms.core.db import db
from comms.figures import queries as figures
from comms.figures.rules import numbers
from comms.figures.rules.record import State as FigureState
from comms.monitoring.errata.models import Erratum
from comms.monitoring.errata.rules.ladder import State as ErratumState
from comms.monitoring.mentions.models import Mention, MentionPiece
from comms.monitoring.mentions.queries import campaigns
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.reports.rules import Heard, Quoted, Span
from comms.sourcing.queries import keys

_AT = func.coalesce(Mention.published, Mention.seen_at)


def _within(span: Span, zone: ZoneInfo, campaign_id: int | None, state: State) -> Select[Mention]:
    begin, end = span.instants(zone)
    wanted = select(Mention).where(Mention.state == state)
    if campaign_id is None:
        return wanted.where(begin <= _AT, end > _AT)
    return wanted.where(Mention.id.in_(campaigns.within(campaign_id)))


def heard(span: Span, zone: ZoneInfo, campaign_id: int | None) -> tuple[list[Heard], list[int]]:
    """Return the mentions people kept that may be shown, and their numbers."""
    kept = _within(span, zone, campaign_id, State.KEPT).where(reading.outside(Mention.id))
    rows = db.session.scalars(kept.order_by(Mention.id)).all()
    pieces_of = _taken_up(span, zone, campaign_id)
    return [_heard(each, zone, pieces_of) for each in rows], [each.id for each in rows]


def _heard(mention: Mention, zone: ZoneInfo, pieces_of: Mapping[int, set[int]]) -> Heard:
    at = mention.published or mention.seen_at
    return Heard(
        story=mention.story_id,
        title=mention.title,
        outlet=mention.outlet,
        url=mention.url or "",
        lang=mention.lang.partition("-")[0].lower(),
        tone=mention.tone,
        medium=mention.medium,
        on=at.astimezone(zone).date(),
        pieces=frozenset(pieces_of.get(mention.id, ())),
    )


def _taken_up(span: Span, zone: ZoneInfo, campaign_id: int | None) -> dict[int, set[int]]:
    within = _within(span, zone, campaign_id, State.KEPT).with_only_columns(Mention.id)
    rows = select(MentionPiece.mention_id, MentionPiece.piece_id).where(
        MentionPiece.mention_id.in_(within), MentionPiece.is_refused.is_(False)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for mention_id, piece_id in db.session.execute(rows):
        found[mention_id].add(piece_id)
    return found


def count_kept_back(span: Span, zone: ZoneInfo, campaign_id: int | None) -> int:
    """Return how many mentions people kept sensitive watches alone caught."""
    unsaid = _within(span, zone, campaign_id, State.KEPT).where(~reading.outside(Mention.id))
    return _count(unsaid)


def count_unsorted(span: Span, zone: ZoneInfo, campaign_id: int | None) -> int:
    """Return how many mentions wait to be sorted."""
    return _count(_within(span, zone, campaign_id, State.NEW))


def _count(wanted: Select[Mention]) -> int:
    return db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def errata(mention_ids: Collection[int]) -> tuple[int, int]:
    """Return how many mistakes about our figures were found in these mentions, and put right."""
    rows = select(Erratum.state, func.count(Erratum.id)).where(
        Erratum.mention_id.in_(mention_ids), Erratum.state != ErratumState.NO_ERROR
    )
    found = dict(db.session.execute(rows.group_by(Erratum.state)).all())
    return sum(found.values()), found.get(ErratumState.CORRECTED, 0)


def quoted(piece_ids: Collection[int], mentions: Sequence[Heard], lang: str) -> list[Quoted]:
    """Return the figures that texts which left gave, the most taken up first.

    What is withdrawn since is left out.
    """
    texts: dict[str, set[int]] = defaultdict(set)
    left = db.session.scalars(select(Piece).where(Piece.id.in_(piece_ids))).all()
    contents = pieces.contents(left)
    for piece in left:
        for key in keys(kind_of(piece.kind).prose(contents[piece.id].words)):
            texts[key].add(piece.id)
    found = [
        Quoted(
            label=figure.labels.get(lang) or next(iter(figure.labels.values()), key),
            period=figure.period,
            value=" ".join(filter(None, (numbers.write(figure.value, lang), figure.unit))),
            texts=len(texts[key]),
            stories=len({each.story for each in mentions if each.pieces & texts[key]}),
        )
        for key, figure in figures.keyed(texts).items()
        if figure.state != FigureState.WITHDRAWN
    ]
    return sorted(found, key=lambda each: (-each.stories, -each.texts, each.label))


def requests(span: Span, zone: ZoneInfo) -> dict[str, int]:
    """Return how many journalists asked something of us, by what became of it; nobody is named.

    Those of people who are discreet are not counted: in a small place a number tells a name.
    """
    begin, end = span.instants(zone)
    rows = (
        select(Request.state, func.count(Request.id))
        .join(Contact, Contact.id == Request.contact_id)
        .where(Contact.is_discreet.is_(False), Request.asked_at >= begin, Request.asked_at < end)
        .group_by(Request.state)
    )
    return dict(db.session.execute(rows).all())
