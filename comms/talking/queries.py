"""Reads the talking points: of a campaign, of all that go on, by words, by the figure they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comms.campaigns import queries as campaigns
from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.text import fold
from comms.figures import queries as figures
from comms.figures.models import Figure
from comms.figures.rules.record import State
from comms.pieces import queries as pieces
from comms.pieces.rules.kinds import kind_of
from comms.talking.models import Point, Wording
from comms.talking.rules import Held, Run, first_of, keys, plain, present


@dataclass(frozen=True)
class Said:
    """A point in one language, its figures as they stand now."""

    point_id: int
    lang: str
    question: str
    runs: tuple[Run, ...]
    said_at: datetime
    langs: tuple[str, ...]  # it is written in


@dataclass(frozen=True)
class Sheet:
    """A campaign with its points."""

    campaign: Campaign
    points: tuple[Said, ...]


def points(campaign_id: int) -> Sequence[Point]:
    """Return the points of a campaign, in its order."""
    rows = select(Point).where(Point.campaign_id == campaign_id)
    whole = rows.options(selectinload(Point.wordings)).order_by(Point.place, Point.id)
    return db.session.scalars(whole).all()


def said(some: Sequence[Point], wanted: Sequence[str]) -> list[Said]:
    """Return points in the first language that is wanted and there."""
    chosen = [(each, _wording(each, wanted)) for each in some if each.wordings]
    held = _held(wording.answer for _, wording in chosen)
    return [_said(point, wording, held) for point, wording in chosen]


def in_every_language(point: Point) -> list[Said]:
    """Return a point as it is written, language by language."""
    held = _held(each.answer for each in point.wordings)
    return [_said(point, each, held) for each in point.wordings]


def _wording(point: Point, wanted: Sequence[str]) -> Wording:
    by_lang = {each.lang: each for each in point.wordings}
    return by_lang[first_of(by_lang, wanted)]


def _said(point: Point, wording: Wording, held: dict[str, Held]) -> Said:
    runs = tuple(present(wording.answer, held, wording.lang))
    langs = tuple(each.lang for each in point.wordings)
    return Said(point.id, wording.lang, wording.question, runs, wording.said_at, langs)


def _held(answers: Iterable[str]) -> dict[str, Held]:
    known = figures.keyed(keys(answers))
    return {key: Held(each.value, State(each.state)) for key, each in known.items()}


def sheets(wanted: Sequence[str]) -> list[Sheet]:
    """Return the points of every campaign that goes on, the nearest end first."""
    found = [Sheet(each, tuple(said(points(each.id), wanted))) for each in campaigns.open_ones()]
    return [each for each in found if each.points]


def figures_of(campaign_id: int) -> list[Figure]:
    """Return the figures that the points and the pieces of a campaign name, by key."""
    answers = [each.answer for point in points(campaign_id) for each in point.wordings]
    serving = pieces.of_campaign(campaign_id)
    contents = pieces.contents(serving)
    texts = [
        prose.text
        for piece in serving
        if piece.id in contents
        for prose in kind_of(piece.kind).prose(contents[piece.id].words)
    ]
    return [each for _, each in sorted(figures.keyed(keys([*answers, *texts])).items())]


@dataclass(frozen=True)
class Found:
    """A point found by its words, in the language they are in."""

    campaign: Campaign
    said: Said
    answer: str


def search(query: str, limit: int) -> list[Found]:
    """Return the points of campaigns that go on which hold each word of a query."""
    words = fold(query).split()
    going = select(Wording, Point, Campaign).join(Point, Point.id == Wording.point_id)
    rows = going.join(Campaign, Campaign.id == Point.campaign_id)
    open_ones = rows.where(Campaign.closed_at.is_(None)).order_by(Point.place, Wording.id)
    hits = [
        (wording, point, campaign)
        for wording, point, campaign in db.session.execute(open_ones)
        if words and _holds(wording, campaign, words)
    ]
    in_question = sorted(hits, key=lambda hit: not _holds_all(hit[0].question, words))[:limit]
    held = _held(wording.answer for wording, _, _ in in_question)
    found = [(campaign, _said(point, wording, held)) for wording, point, campaign in in_question]
    return [Found(campaign, one, plain(one.runs)) for campaign, one in found]


def _holds(wording: Wording, campaign: Campaign, words: Sequence[str]) -> bool:
    return _holds_all(f"{campaign.name} {wording.question} {wording.answer}", words)


def _holds_all(text: str, words: Sequence[str]) -> bool:
    folded = f" {fold(text)}"
    return all(f" {word}" in folded for word in words)


def naming(key: str) -> list[tuple[Campaign, Wording]]:
    """Return the wordings that name a figure, with their campaigns."""
    rows = select(Campaign, Wording).join(Point, Point.campaign_id == Campaign.id)
    theirs = rows.join(Wording, Wording.point_id == Point.id)
    named = theirs.where(Wording.answer.contains(f"(figure:{key}", autoescape=True))
    found = db.session.execute(named.order_by(Campaign.id, Wording.id))
    return [(campaign, each) for campaign, each in found if key in keys([each.answer])]
