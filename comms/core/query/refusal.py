"""Why a query cannot be read, where, and what was probably meant."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from comms.core.refusal import Refused


class Reason(StrEnum):
    """Each way in which a query can be wrong. `sentences` says them aloud."""

    EMPTY_QUERY = "query.empty"
    EMPTY_GROUP = "query.empty_group"
    EMPTY_PHRASE = "query.empty_phrase"
    NO_WORD = "query.no_word"
    STAR_INSIDE = "query.star_inside"
    STAR_TOO_EARLY = "query.star_too_early"
    STAR_WITH_SIGN = "query.star_with_sign"
    FIELD_UNKNOWN = "query.field_unknown"
    FIELD_ALONE = "query.field_alone"
    SIGN_ON_ADDRESS = "query.sign_on_address"
    COUNT_ZERO = "query.count_zero"
    NEAR_DISTANCE = "query.near_distance"
    NEAR_OPERAND = "query.near_operand"
    SIDE_MISSING = "query.side_missing"
    PARENTHESIS_UNPAIRED = "query.parenthesis_unpaired"
    QUOTE_UNPAIRED = "query.quote_unpaired"
    MIXED = "query.mixed"
    MATCHES_EMPTY = "query.matches_empty"
    TOO_MANY_TERMS = "query.too_many_terms"
    TOO_DEEP = "query.too_deep"


LONGEST_SHOWN = 80  # characters of a wrong piece


class QueryRefused(Refused):
    """A query that cannot be read.

    `at` and `end` bound the wrong piece in the query as given; `meant` holds whole queries that
    can be read and were probably meant: both readings when AND and OR are mixed, else at most two.
    `facts` always hold `piece`, the wrong piece as typed, and fill the sentence of the reason.
    """

    def __init__(
        self,
        at: int,
        reason: Reason,
        *,
        end: int,
        facts: Mapping[str, object] | None = None,
        meant: Sequence[str] = (),
    ) -> None:
        super().__init__(reason, **(facts or {}))
        self.at = at
        self.end = end
        self.reason = reason
        self.meant = tuple(meant)

    def told(self, query: str, meant: Sequence[str]) -> "QueryRefused":
        """Return the same refusal, knowing the whole query and what was probably meant by it."""
        piece = query[self.at : self.end]
        short = piece if len(piece) <= LONGEST_SHOWN else f"{piece[:LONGEST_SHOWN]}…"
        facts = self.facts | {"piece": short}
        return QueryRefused(self.at, self.reason, end=self.end, facts=facts, meant=meant)
