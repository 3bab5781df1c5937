"""The ladder by which a mistake is put right: the author, then the newsroom, then the law."""

from collections.abc import Collection
from enum import StrEnum


class State(StrEnum):
    """What became of an erratum."""

    OPEN = "open"
    NO_ERROR = "no_error"  # a person says that it is none
    CORRECTED = "corrected"


class Step(StrEnum):
    """What a person did about it."""

    CALLED = "called"
    MAILED = "mailed"
    NEWSROOM = "newsroom"
    REPLY = "reply"  # a draft, which the legal representative signs


class ErratumWrong(StrEnum):
    """Why a step cannot be taken."""

    UNKNOWN_STEP = "erratum.unknown_step"
    AUTHOR_FIRST = "erratum.author_first"
    NEWSROOM_FIRST = "erratum.newsroom_first"
    IS_CLOSED = "erratum.is_closed"
    REPLY_BEGUN = "erratum.reply_begun"
    NO_FIGURE = "erratum.no_figure"


def obstacles_to(step: Step, taken: Collection[str], state: str) -> list[ErratumWrong]:
    """Return what stands in the way of a step: the law comes last, after people were asked."""
    found = []
    if state != State.OPEN:
        found.append(ErratumWrong.IS_CLOSED)
    if step is Step.NEWSROOM and not {Step.CALLED, Step.MAILED} & {*taken}:
        found.append(ErratumWrong.AUTHOR_FIRST)
    if step is Step.REPLY and Step.NEWSROOM not in taken:
        found.append(ErratumWrong.NEWSROOM_FIRST)
    if step is Step.REPLY and Step.REPLY in taken:
        found.append(ErratumWrong.REPLY_BEGUN)
    return found
