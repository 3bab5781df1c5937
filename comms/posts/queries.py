"""Reads what decides about a post: its words, and whether its pictures may leave."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import or_, select

from comms.channels import queries as channels
from comms.channels.models import Channel
from comms.channels.rules.counting import LIMITS, Count, count, network_name
from comms.core.db import db
from comms.core.filling import fill
from comms.core.hours import Hour
from comms.core.html import Markup
from comms.core.text import fold
from comms.media import queries as media
from comms.media.rules import Look, PictureWrong, obstacle_to_leaving
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content, Plan
from comms.pieces.rules.letters import Kit
from comms.pieces.rules.states import State
from comms.posts import rules
from comms.posts.rules import Lack, PostWords, Warned, title_of

NEAR = timedelta(minutes=30)  # closer than that, one post hides the other
MOST_NEAR = 20


def lacks(content: Content) -> list[StrEnum]:
    """Return everything a post lacks: words, room on its networks, a look at its pictures."""
    words = PostWords.of(content.words)
    found = rules.lacks(words)
    there = [each for each in channels.named(content.plan.channels) if each.network]
    if any(not one.fits for each in there for one in counts(words, each)):
        found.append(Lack.TOO_LONG)
    if any(len(words.visuals) > LIMITS[each.network].visuals for each in there):
        found.append(Lack.TOO_MANY)
    return list(dict.fromkeys([*found, *_unseen(words)]))


def counts(words: PostWords, channel: Channel) -> list[Count]:
    """Return how each text that a channel gets stands against its limit."""
    network = channel.network
    return [
        count(network, part, channel.most)
        for lang in words.languages(network)
        for part in words.parts(network, lang)
    ]


def _unseen(words: PostWords) -> list[StrEnum]:
    """Return what keeps the pictures of a post from leaving."""
    assets = media.numbered(each.asset for each in words.visuals)
    looked = [assets.get(each.asset) for each in words.visuals]
    wrong = [
        obstacle_to_leaving(Look(each.look)) if each else PictureWrong.NO_FILE for each in looked
    ]
    return [each for each in wrong if each]


def show(content: Content) -> Markup:
    """Return a post as it leaves: text, link, pictures with their alternative texts."""
    words = PostWords.of(content.words)
    assets = media.numbered(each.asset for each in words.visuals)
    return fill("posts/_post.html", words=words, assets=assets, network_name=network_name)


def kit(content: Content, network: str = "") -> Kit:
    """Return what a hand needs to post this on a network."""
    return rules.kit(PostWords.of(content.words), network)


def leaves(content: Content) -> Iterator[str]:
    """Yield every text of a post that leaves, on whatever network, and who made its pictures."""
    words = PostWords.of(content.words)
    yield from rules.leaves(words)
    yield from (each.credit for each in media.numbered(v.asset for v in words.visuals).values())


def warns(piece_id: int, content: Content) -> list[tuple[StrEnum, dict[str, object]]]:
    """Return which other posts say the same or leave at the same hour on the same channel."""
    words, found = PostWords.of(content.words), list[tuple[StrEnum, dict[str, object]]]()
    for other in _near(piece_id, title_of(content.words), content.plan.at):
        theirs = pieces.content(other)
        facts: dict[str, object] = {"title": other.title}
        if PostWords.of(theirs.words).whole.split() == words.whole.split():
            found.append((Warned.SAME_TEXT, facts))
        elif _is_same_hour(content.plan, theirs.plan):
            found.append((Warned.SAME_HOUR, facts))
    return found


def _near(piece_id: int, title: str, at: Hour | None) -> Sequence[Piece]:
    """Return the posts that might: those that begin alike, those of the same hour."""
    alike = Piece.folded == fold(title)
    if at is not None:
        first, last = at.instant - NEAR, at.instant + NEAR
        alike = or_(alike, Piece.due_at.between(first, last))
    others = select(Piece).where(
        Piece.kind == "post", Piece.id != piece_id, Piece.state != State.DROPPED, alike
    )
    return db.session.scalars(others.order_by(Piece.id.desc()).limit(MOST_NEAR)).all()


def _is_same_hour(ours: Plan, theirs: Plan) -> bool:
    if ours.at is None or theirs.at is None:
        return False
    apart = abs(ours.at.instant - theirs.at.instant)
    return apart < NEAR and bool(set(ours.channels) & set(theirs.channels))
