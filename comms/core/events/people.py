"""What happens to people of the book, and to what they agreed to."""

from collections.abc import Callable
from dataclasses import dataclass


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
