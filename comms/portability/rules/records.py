"""What the demonstration's association counted, and what people told it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureCast:
    """A figure of the demonstration's bank; `month` of this year, 0: the whole of last year."""

    key: str
    value: str
    fr: str
    en: str
    ar: str
    month: int


FIGURES = (
    # An article takes these for people: its mention is flagged.
    FigureCast(
        "expulsions-an", "1226", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 0
    ),
    FigureCast(
        "expulsions-janvier", "112", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 1
    ),
    FigureCast(
        "expulsions-grand-froid",
        "21",
        "expulsions pendant le plan grand froid",
        "evictions during the cold spell",
        "عمليات إخلاء خلال موجة البرد",
        1,
    ),
    FigureCast(
        "expulsions-fevrier", "98", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 2
    ),
    FigureCast(
        "tentes-fevrier", "421", "tentes et bâches saisies", "tents seized", "خيام مصادرة", 2
    ),
)

# alias, key, words: both agreed to press and networks, in three languages.
TESTIMONIES = (
    ("A., 19 ans", "a-19", "On nous dit de partir, sans dire où."),
    ("M., 27 ans", "m-27", "J’ai gardé mes papiers sur moi, le reste est parti dans la benne."),
)
