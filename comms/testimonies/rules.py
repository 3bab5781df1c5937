"""What a testimony must have, and what somebody agreed to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY = 60
LONGEST = 5000  # characters of the words in one language
KEPT = timedelta(days=90)  # words stay so long after an agreement has ended


class TestimonyWrong(StrEnum):
    """Why a testimony cannot be kept so."""

    BAD_KEY = "testimony.bad_key"
    KEY_TAKEN = "testimony.key_taken"
    NO_ALIAS = "testimony.no_alias"
    NO_WORDS = "testimony.no_words"
    NO_USE = "testimony.no_use"
    NO_LANGUAGE = "testimony.no_language"
    NO_END = "testimony.no_end"
    NO_HOLDER = "testimony.no_holder"
    TOO_LONG = "testimony.too_long"
    WITHDRAWN = "testimony.withdrawn"
    NOT_WITHDRAWN = "testimony.not_withdrawn"
    NOT_SURE = "testimony.not_sure"


@dataclass(frozen=True)
class Draft:
    """A testimony as it was typed; `words` by language, `langs`: those it may appear in."""

    key: str
    alias: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    lang: str = "fr"
    interpreter: str = ""
    for_press: bool = False
    for_networks: bool = False
    langs: tuple[str, ...] = ()
    until: date | None = None
    held_by: int | None = None


def obstacles(draft: Draft) -> list[TestimonyWrong]:
    """Return everything that keeps a testimony from being kept."""
    words = [text for text in draft.words.values() if text.strip()]
    held = {
        TestimonyWrong.BAD_KEY: len(draft.key) <= LONGEST_KEY and bool(KEY.fullmatch(draft.key)),
        TestimonyWrong.NO_ALIAS: bool(draft.alias.strip()),
        TestimonyWrong.NO_WORDS: bool(words),
        TestimonyWrong.NO_USE: draft.for_press or draft.for_networks,
        TestimonyWrong.NO_LANGUAGE: bool(draft.langs),
        TestimonyWrong.NO_END: draft.until is not None,
        TestimonyWrong.NO_HOLDER: draft.held_by is not None,
        TestimonyWrong.TOO_LONG: all(len(each) <= LONGEST for each in (*words, draft.alias)),
    }
    return [wrong for wrong, is_well in held.items() if not is_well]


@dataclass(frozen=True)
class Agreed:
    """What a person agreed to, and their words: all that decides whether a text may quote them."""

    key: str
    alias: str
    words: Mapping[str, str]
    for_press: bool
    for_networks: bool
    langs: tuple[str, ...]
    until: date | None
    is_withdrawn: bool = False

    def told(self) -> str:
        """Return the agreement as one line: kept with a text, so that a change of it is seen."""
        uses = [name for name, is_so in (("press", self.for_press), ("net", self.for_networks))
                if is_so]  # fmt: skip
        return " ".join((*uses, ",".join(sorted(self.langs)), str(self.until or "")))
