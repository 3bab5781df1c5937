"""Reads what decides about a post: its words, and whether its pictures may leave."""

from enum import StrEnum

from comms.channels import queries as channels
from comms.channels.rules.counting import count
from comms.core.filling import fill
from comms.core.html import Markup
from comms.media import queries as media
from comms.media.rules import Look, PictureWrong, obstacle_to_leaving
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.letters import Kit
from comms.posts import rules
from comms.posts.rules import Lack, PostWords


def lacks(content: Content) -> list[StrEnum]:
    """Return everything a post lacks: words, room on its networks, a look at its pictures."""
    words = PostWords.of(content.words)
    found = rules.lacks(words)
    networks = {each.network for each in channels.named(content.plan.channels) if each.network}
    if any(not count(each, words.whole).fits for each in networks):
        found.append(Lack.TOO_LONG)
    return list(dict.fromkeys([*found, *_unseen(words)]))


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
    return fill("posts/_post.html", words=words, assets=assets)


def kit(content: Content) -> Kit:
    """Return what a hand needs to post this."""
    return rules.kit(PostWords.of(content.words))
