"""Drafts from figures: a note that gives a month of them, a post for each."""

from collections.abc import Sequence
from enum import StrEnum

from comms.core import options
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.figures.models import Figure
from comms.figures.rules.record import State
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Plan
from comms.posts import service as posts
from comms.posts.rules import PostWords
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords
from comms.sourcing.rules import drafting
from comms.sourcing.rules.drafting import Line

MOST_POSTS = 12


class DraftWrong(StrEnum):
    """Why nothing can be drafted."""

    NO_FIGURES = "drafting.no_figures"
    TOO_MANY = "drafting.too_many"


def note(figures: Sequence[Figure], period: str, lang: str, *, actor: Actor) -> Piece:
    """Begin a release that gives figures, each bound; `period`: as its readers say it."""
    title, body = drafting.note(lang, period, _lines(figures, lang))
    contacts = tuple(options.get("press_contact").splitlines())
    words = ReleaseWords(lang=lang, title=title, body=body, contacts=contacts)
    return releases.begin(releases.with_about(words), Plan(), actor=actor)


def a_post_each(figures: Sequence[Figure], period: str, lang: str, *, actor: Actor) -> list[Piece]:
    """Begin a post for each figure, bound to it.

    Raises:
        Refused: too many at once.
    """
    if len(figures) > MOST_POSTS:
        raise Refused(DraftWrong.TOO_MANY, most=MOST_POSTS)
    texts = [drafting.post(lang, period, line) for line in _lines(figures, lang)]
    return [posts.begin(PostWords(lang=lang, text=text), Plan(), actor=actor) for text in texts]


def _lines(figures: Sequence[Figure], lang: str) -> list[Line]:
    usable = [each for each in figures if each.state != State.WITHDRAWN]
    if not usable:
        raise Refused(DraftWrong.NO_FIGURES)
    return [Line(each.key, _label(each, lang), each.place) for each in usable]


def _label(figure: Figure, lang: str) -> str:
    return figure.labels.get(lang) or next(iter(figure.labels.values()), figure.key)
