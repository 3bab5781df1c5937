"""Telling upward: a low room announces, higher rooms listen, all in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar


@dataclass(frozen=True)
class CardWritten:
    """A person's card was written, as a new one or anew."""

    contact_id: int


@dataclass(frozen=True)
class CardsMerged:
    """Two cards are one: `gone` has no row any more after this."""

    kept: int
    gone: int


@dataclass(frozen=True)
class PersonObjected:
    """A person does not want to be written to any more; takes effect for what is queued too."""

    contact_id: int | None
    address: str


@dataclass(frozen=True)
class PersonErased:
    """A person was erased: whoever holds something about them clears it now.

    `keys` are those of the mail addresses that were theirs alone: where somebody was noted by hand
    with one, it is this person.
    """

    contact_id: int
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FieldHourMoved:
    """What came from the field is to wait for another hour: these pieces, these pictures."""

    pieces: frozenset[int]
    pictures: frozenset[int]


@dataclass(frozen=True)
class FigureCorrected:
    """A figure of the bank is another number now, or none any more (`became` is None)."""

    key: str
    was: str
    became: str | None
    by: int
    correction: int  # names the occasion: who is told of it is told once


@dataclass(frozen=True)
class ConsentChanged:
    """What a person agreed to is something else now, or taken back; `by`: None after a restore."""

    key: str
    by: int | None
    occasion: str
    is_withdrawn: bool


@dataclass(frozen=True)
class WordsStruck:
    """A person's words leave every text: `without(text, lang)` is a text without them.

    Before it happens it is asked with a `without` that only reads, to show what would change.
    """

    without: Callable[[str, str], str]


@dataclass(frozen=True)
class PieceFellBack:
    """A record changed under a piece: what was approved, or asked for, is not what would leave."""

    piece_id: int
    title: str
    author_id: int | None
    by: int | None
    occasion: str


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
class StoriesJoined:
    """A later copy showed that two stories are one: `gone` has no row any more after this."""

    kept: int
    gone: int


@dataclass(frozen=True)
class SourceRenamed:
    """Somebody gave a source another name: what it brought is of an outlet called so."""

    source_id: int
    before: str
    after: str


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
class EntriesAging:
    """Articles older than they are kept will be emptied; who needs one adds it to `spared`."""

    entry_ids: tuple[int, ...]
    spared: set[int] = field(default_factory=set, compare=False)


@dataclass(frozen=True)
class ApprovalAsked:
    """A piece waits for its approvals.

    `asked`: the places not filled yet, one a college, None for any. `wrote`: who may not approve.
    `occasion` names this asking: who is told of it is told once.
    """

    piece_id: int
    by: int | None
    title: str = ""
    asked: tuple[str | None, ...] = ()
    wrote: tuple[int, ...] = ()
    occasion: str = ""


@dataclass(frozen=True)
class ApprovalGiven:
    """A reader approved a piece; others may still be asked."""

    piece_id: int
    by: int


@dataclass(frozen=True)
class PieceDropped:
    """A piece was given up: nobody needs to answer for it any more."""

    piece_id: int


@dataclass(frozen=True)
class ChangesAsked:
    """A reader sent a piece back to its author."""

    piece_id: int
    by: int
    title: str = ""
    author_id: int | None = None
    occasion: str = ""


@dataclass(frozen=True)
class ApprovalVoided:
    """What would leave is no longer what was approved: everything planned for the piece waits."""

    piece_id: int


@dataclass(frozen=True)
class PieceApproved:
    """Every approval the kind asks for is there: what is planned leaves at its hour."""

    piece_id: int
    title: str = ""
    author_id: int | None = None
    occasion: str = ""


@dataclass(frozen=True)
class PieceExpired:
    """The hour of a piece came before its approvals: it does not leave."""

    piece_id: int
    title: str
    author_id: int | None
    occasion: str


@dataclass(frozen=True)
class DecisionNeeded:
    """Something that leaves was missed or is in doubt: a person must decide.

    `thing` is what it is about (« mailing:3 »), `path` where it is decided.
    """

    thing: str
    title: str
    path: str
    is_doubtful: bool
    occasion: str


@dataclass(frozen=True)
class HouseRestored:
    """A backup took the place of the house: what was closed since stands open in it again."""


@dataclass(frozen=True)
class MemberInvited:
    """Somebody is invited; the mail carries `link`, which opens once. `by`: None for a command."""

    address: str
    name: str
    link: str
    by: int | None
    lang: str = "fr"


@dataclass(frozen=True)
class ResetAsked:
    """A member asks to choose a new pass-phrase; the mail carries `link`, which opens once."""

    member_id: int
    link: str


@dataclass(frozen=True)
class PieceMoved:
    """The hour of a planned piece changed, and its approvals still cover it."""

    piece_id: int


@dataclass(frozen=True)
class PieceHeld:
    """A person stopped a planned piece."""

    piece_id: int


@dataclass(frozen=True)
class PieceResumed:
    """A person let a stopped piece go on."""

    piece_id: int


Event = TypeVar("Event")
_listeners: dict[type, list[Callable[..., None]]] = defaultdict(list)


def listen(kind: type[Event], listener: Callable[[Event], None]) -> None:
    """Have `listener` called for each event of `kind`. Registered once, in `factory`."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def announce(event: object) -> None:
    """Call all who listen, in the transaction of the caller: if one refuses, nothing happened."""
    for listener in _listeners[type(event)]:
        listener(event)
