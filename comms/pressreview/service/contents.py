"""What a press review says, whatever kind of file it becomes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from comms.monitoring.sources.queries import Health, Unread
from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.stories import Story


@dataclass(frozen=True)
class Contents:
    """What a review says; `unread`: when sources were not read, `silent`: those that say nothing.

    `licence`: under which the whole texts of its stories are printed; None when none is.
    """

    since: datetime
    until: datetime
    stories: tuple[Story, ...]
    intro: str = ""
    unread: tuple[Unread, ...] = ()
    silent: tuple[Health, ...] = ()
    kept_back: int = 0  # mentions of sensitive watches: counted, not shown
    licence: Licence | None = None

    @property
    def mark(self) -> str:
        """What tells these words from others: of the stories, not of the sources or the charts."""
        return hashlib.sha256(repr((self.intro, self.stories)).encode()).hexdigest()[:32]
