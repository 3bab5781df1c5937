"""Whether it may be asked that a press review be sent, or declined; what became of an ask."""

from dataclasses import dataclass
from datetime import datetime

from comms.pressreview.rules.wrong import ReviewWrong

LONGEST = 500  # characters of a note or a word: what is longer is talked about


@dataclass(frozen=True)
class Asked:
    """When it was asked that a review be sent, when that was declined, when it first left."""

    asked_at: datetime | None = None
    declined_at: datetime | None = None
    sent_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Say whether somebody asks, and nobody has answered."""
        return self.asked_at is not None and self.declined_at is None and self.sent_at is None

    @property
    def is_declined(self) -> bool:
        """Say whether the last answer was a no, and nobody sent it since."""
        return self.declined_at is not None and self.sent_at is None


def obstacles_to_asking(asked: Asked, note: str, *, has_stories: bool) -> list[ReviewWrong]:
    """Return everything that stands in the way of asking that a review be sent."""
    found = []
    if asked.sent_at:
        found.append(ReviewWrong.SENT_ALREADY)
    if asked.waits:
        found.append(ReviewWrong.ASKED_ALREADY)
    if not has_stories:
        found.append(ReviewWrong.NOTHING_KEPT)
    if len(note) > LONGEST:
        found.append(ReviewWrong.TOO_MANY_WORDS)
    return found


def obstacles_to_declining(asked: Asked, word: str, *, is_another: bool) -> list[ReviewWrong]:
    """Return everything that stands in the way of declining: who asked is told why.

    `is_another`: who declines read another ask than the one that waits.
    """
    found = []
    if not asked.waits:
        found.append(ReviewWrong.NOT_ASKED)
    elif is_another:
        found.append(ReviewWrong.ANOTHER_ASK)
    if not word:
        found.append(ReviewWrong.NO_WORD)
    if len(word) > LONGEST:
        found.append(ReviewWrong.TOO_MANY_WORDS)
    return found
