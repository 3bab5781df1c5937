"""What concerns the house: who enters it, a figure that is another, what a person must decide."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureCorrected:
    """A figure of the bank is another number now, or none any more (`became` is None)."""

    key: str
    was: str
    became: str | None
    by: int
    correction: int  # names the occasion: who is told of it is told once


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
