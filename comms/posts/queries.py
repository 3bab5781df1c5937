"""Reads what decides about a post: its words, and whether its pictures may leave."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from comms.core import html
from comms.core.html import Markup
from comms.media import queries as media
from comms.media.rules import Look, PictureWrong, obstacle_to_leaving
from comms.pieces.rules.leaving import Content
from comms.posts import rules
from comms.posts.rules import PostWords


def lacks(words: Mapping[str, Any]) -> list[StrEnum]:
    """Return everything a post lacks, its pictures' reviews included."""
    found = rules.lacks(words)
    visuals = PostWords.of(words).visuals
    assets = media.numbered(each.asset for each in visuals)
    for visual in visuals:
        asset = assets.get(visual.asset)
        wrong = obstacle_to_leaving(Look(asset.look)) if asset else PictureWrong.NO_FILE
        if wrong and wrong not in found:
            found.append(wrong)
    return found


def show(content: Content) -> Markup:
    """Return a post as it leaves: text, link, pictures with their alternative texts."""
    words = PostWords.of(content.words)
    assets = media.numbered(each.asset for each in words.visuals)
    return html.fill("posts/_post.html", words=words, assets=assets)
