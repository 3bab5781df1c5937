"""What people do with a release: write it, see it as its reader will, put it in a mail."""

from dataclasses import replace
from enum import StrEnum

from comms.core import options
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.rights import Actor
from comms.pieces import service
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import EMBARGO, Content, Plan
from comms.pieces.rules.letters import Kit, Letter
from comms.releases import rules
from comms.releases.rules import Document, ReleaseWords, compose

KIND = "release"


def begin(
    words: ReleaseWords, plan: Plan, *, actor: Actor, campaign_id: int | None = None
) -> Piece:
    """Write a new release down."""
    content = Content(words.plain(), plan)
    return service.begin(KIND, content, words.lang, actor=actor, campaign_id=campaign_id)


def with_about(words: ReleaseWords) -> ReleaseWords:
    """Return the words with what the association says of itself today."""
    name = f"boilerplate.{words.lang}"
    return replace(words, about=options.get(name) if name in options.DEFAULTS else "")


def document(words: ReleaseWords, plan: Plan, *, under_embargo: bool | None = None) -> Document:
    """Return a release as its reader sees it; the page beside the editor shows the embargo."""
    if under_embargo is None:
        under_embargo = any(each.key == EMBARGO and each.lists for each in plan.sendings)
    return compose(words, leaves=plan.at, under_embargo=under_embargo)


def letter(content: Content, key: str) -> Letter:
    """Return a release as the mail of one sending; under embargo the subject says so first."""
    words = ReleaseWords.of(content.words)
    made = document(words, content.plan, under_embargo=key == EMBARGO)
    subject = f"[{made.embargo}] {made.title}" if made.embargo else made.title
    inner = fill("releases/_document.html", document=made)
    return Letter(subject=subject, text=as_text(made), html=inner, lang=words.lang)


def as_text(made: Document) -> str:
    """Return a document as plain text, as a journalist copies it."""
    head = [made.mention, made.embargo, made.dateline]
    titles = [made.overline, made.title, made.subtitle]
    foot = [made.about, "\n".join(made.contacts)]
    parts = [*head, *titles, made.lead, made.body, *foot]
    return "\n\n".join(part for part in parts if part) + "\n"


def lacks(content: Content) -> list[StrEnum]:
    """Return everything a release lacks before anyone is asked to approve it."""
    return rules.lacks(ReleaseWords.of(content.words))


def show(content: Content) -> Markup:
    """Return a release as it leaves, for its review."""
    words = ReleaseWords.of(content.words)
    return fill("releases/_document.html", document=document(words, content.plan))


def kit(content: Content) -> Kit:
    """Return a release as a text to paste where no mail goes."""
    words = ReleaseWords.of(content.words)
    return Kit(as_text(document(words, content.plan)), words.lang)
