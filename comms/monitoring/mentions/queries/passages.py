"""What people who subscribe typed in of articles, apart from what the feeds gave."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import MentionPassage


def of(mention_ids: Collection[int]) -> Mapping[int, list[MentionPassage]]:
    """Return the passages of some mentions by their numbers, the first typed first."""
    rows = select(MentionPassage).where(MentionPassage.mention_id.in_(mention_ids))
    found: dict[int, list[MentionPassage]] = defaultdict(list)
    for each in db.session.scalars(rows.order_by(MentionPassage.id)):
        found[each.mention_id].append(each)
    return found


def words_of(mention_ids: Collection[int]) -> Mapping[int, str]:
    """Return the words of these passages; mentions without any are left out."""
    found = of(mention_ids).items()
    return {mention_id: "\n".join(each.text for each in some) for mention_id, some in found}
