"""What the watch of the press brings: articles, what watches caught, reviews that were asked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class EntriesArrived:
    """The intake stored new or changed entries, in the order of their arrival.

    `changed_ids` are those among them that were known and say something else now. `said` holds what
    some new ones say, by number: the columns of an entry and `source`, the name of its source; they
    need not be read again. Who listens may add to `tally` what came of it, by name: `mentions_new`.
    `is_page`: what changed is that the article was read whole where it stands.
    """

    entry_ids: tuple[int, ...]
    changed_ids: tuple[int, ...] = ()
    said: Mapping[int, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    tally: Counter[str] = field(default_factory=Counter, compare=False)
    is_page: bool = False


@dataclass(frozen=True)
class AccessTold:
    """The page of an article told whether it is for subscribers alone."""

    entry_id: int
    is_paid: bool


@dataclass(frozen=True)
class EntriesAging:
    """Articles older than they are kept will be emptied; who needs one adds it to `spared`."""

    entry_ids: tuple[int, ...]
    spared: set[int] = field(default_factory=set, compare=False)


@dataclass(frozen=True)
class SourceRenamed:
    """Somebody gave a source another name: what it brought is of an outlet called so."""

    source_id: int
    before: str
    after: str


@dataclass(frozen=True)
class StoriesJoined:
    """A later copy showed that two stories are one: `gone` has no row any more after this."""

    kept: int
    gone: int


@dataclass(frozen=True)
class MentionsCaught:
    """Watches caught mentions that are new to at least one of them.

    `is_late`: somebody had a watch catch up with what was there before; it is no news to tell.
    """

    mention_ids: tuple[int, ...]
    is_late: bool = False


@dataclass(frozen=True)
class MentionCompleted:
    """Somebody typed in what they read of an article: more of it is known."""

    mention_id: int


@dataclass(frozen=True)
class PressReviewAsked:
    """Somebody who may not send a press review asks that it be sent; `occasion` names this ask."""

    review_id: int
    title: str
    by: int
    occasion: str


@dataclass(frozen=True)
class PressReviewUnasked:
    """Who had asked that a press review be sent took that back: nobody needs to answer."""

    review_id: int


@dataclass(frozen=True)
class PressReviewDeclined:
    """Somebody who may send a press review declined to, with a word for who had asked."""

    review_id: int
    title: str
    by: int
    asked_by: int | None
    occasion: str


@dataclass(frozen=True)
class PressReviewSent:
    """A press review was sent for the first time; `asked_by` had asked that it be."""

    review_id: int
    title: str
    by: int
    asked_by: int | None
    occasion: str


@dataclass(frozen=True)
class AlertsLetGo:
    """Alerts that could not leave for a week were let go: `set_by` had set them, None is unknown.

    `is_outside`: they were for people without an account, or places; else for those who set them.
    """

    set_by: frozenset[int | None]
    is_outside: bool
    occasion: str
