"""Names of days, months and numbers, in French and English, folded; patterns made of them."""

import re

_DAYS_OF_WEEK = (
    ("lundi", "lun", "monday", "mon"),
    ("mardi", "tuesday", "tue", "tues"),
    ("mercredi", "mer", "wednesday", "wed"),
    ("jeudi", "jeu", "thursday", "thu", "thur", "thurs"),
    ("vendredi", "ven", "friday", "fri"),
    ("samedi", "sam", "saturday", "sat"),
    ("dimanche", "dim", "sunday", "sun"),
)
_OF_YEAR = (
    ("janvier", "janv", "january", "jan"),
    ("fevrier", "fev", "fevr", "february", "feb"),
    ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "september", "sep"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
WEEKDAY = {name: number for number, names in enumerate(_DAYS_OF_WEEK) for name in names}
MONTH = {name: number for number, names in enumerate(_OF_YEAR, 1) for name in names}
COUNTS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8,
    "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "douze": 12, "twelve": 12, "quinze": 15,
}  # fmt: skip
MONTHS = "|".join(sorted(MONTH, key=len, reverse=True))
WEEKDAYS = "|".join(sorted(WEEKDAY, key=len, reverse=True))
COUNT = rf"(\d{{1,3}}|{'|'.join(COUNTS)})"
LENGTH = rf"{COUNT} ?(jours?|j|days?|semaines?|s|weeks?|mois|m|months?|ans?|annees?|years?)"


def without(text: str, found: re.Match[str] | None) -> str:
    """Return a text without what was found in it."""
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text
