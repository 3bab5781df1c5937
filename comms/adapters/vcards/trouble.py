"""Why a file of cards is not taken."""

from enum import StrEnum


class CardTrouble(StrEnum):
    """One reason each; pages and commands have a sentence for it."""

    UNREADABLE = "cards.unreadable"
    TOO_BIG = "cards.too_big"
    TOO_MANY = "cards.too_many"


class CardRefused(Exception):
    """A file that is not taken; nothing of it was kept. `facts` fill the sentence."""

    def __init__(self, trouble: CardTrouble, **facts: object) -> None:
        self.trouble = trouble
        self.facts = facts
        super().__init__(trouble)
