"""Plays the year before: what left then, what the press made of it, what is said of it now."""

from datetime import timedelta

from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import ByHand
from comms.monitoring.mentions.service import entering, linking, sorting
from comms.pieces.models import Piece
from comms.portability.rules import year
from comms.portability.rules.year import Story
from comms.portability.service import staging
from comms.portability.service.staging import Stage
from comms.reports.service import gathering, saying


def play(stage: Stage) -> None:
    """Let the pieces of the year leave, each at its own hour."""
    for scene in year.PAST:
        staging.play(scene, stage)


def tell(stage: Stage) -> None:
    """Let the press take them up; what people entered, they kept and qualified."""
    pieces = {each.title: each for each in db.session.scalars(select(Piece))}
    for story in year.STORIES:
        lead: Mention | None = None
        for late, outlet in enumerate(story.outlets):
            with clock.fixed(stage.now - timedelta(days=story.days, hours=-late)):
                mention = _appear(story, outlet, pieces.get(story.of), stage)
            lead = lead or mention
            mention.story_id = lead.story_id
    year_told = gathering.of_year(stage.now.astimezone(stage.zone).year)
    saying.keep(year_told.key, year.OPENING, year.AHEAD, actor=stage.members["lea"])


def _appear(story: Story, outlet: str, piece: Piece | None, stage: Stage) -> Mention:
    ines = stage.members["ines"]
    mention: Mention = entering.enter(
        ByHand(
            title=story.title,
            outlet=outlet,
            medium=story.medium,
            published=clock.now(),
            lang=story.lang,
            verbatim=f"{story.title}. {story.title}.",
        ),
        actor=ines,
    )
    sorting.set_tone(mention, story.tone, actor=ines)
    if piece is not None:
        linking.join_piece(mention, piece, actor=ines)
    return mention
