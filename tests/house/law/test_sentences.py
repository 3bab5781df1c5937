"""The sentences of the tool: every one has its English, and English is English.

What is missing is shown and made by `python -m tests.house.sentences`.
"""

import re
from collections.abc import Iterator

from tests.house import sentences

PLACE = re.compile(r"%\(\w+\)[sd]")
FRENCH = re.compile(r"[àâæçéèêëîïôœùûüÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»\u202f\u00a0]")
# Said alike in both languages.
ALIKE = {"Contacts", "Post", "Posts", "post", "posts", "Version %(number)s"}


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each sentence with its English; of a plural, each form with its own."""
    for message in sentences.kept():
        if message.id:
            yield from zip(_forms(message.id), _forms(message.string), strict=True)


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (list, tuple)) else (str(said),)


def test_english_fills_the_same_places() -> None:
    wrong = [
        (french, english)
        for french, english in _pairs()
        if english and sorted(set(PLACE.findall(french))) != sorted(set(PLACE.findall(english)))
    ]

    assert wrong == []


def test_english_percent_signs_are_places_or_doubled() -> None:
    broken = [
        english for _french, english in _pairs() if "%" in PLACE.sub("", english).replace("%%", "")
    ]

    assert broken == []


def test_no_english_sentence_waits_for_a_second_look() -> None:
    assert [message.id for message in sentences.kept() if message.id and message.fuzzy] == []


def test_english_is_not_french() -> None:
    left = [
        english
        for french, english in _pairs()
        if (english == french and english not in ALIKE) or FRENCH.search(english)
    ]

    assert left == []


def test_english_is_set_as_english() -> None:
    """No straight quote, no space before a colon: the habits French leaves behind."""
    odd = re.compile(r"['\"]|\s[:;?!](?=\s|$)|\.\.\.|^\s|\s$")

    assert [english for _french, english in _pairs() if odd.search(english)] == []
