"""Takes the words of a person who withdrew out of texts: a mark stands where they were."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from comms.pieces.rules.bindings import RECORDS
from comms.sourcing.rules import voices

MARKS = {  # by language, as readers of the history see it
    "fr": "témoignage retiré",
    "en": "testimony withdrawn",
    "de": "Zeugnis zurückgezogen",
    "ar": "سُحبت الشهادة",
    "fa": "شهادت پس گرفته شد",
}
FEWEST = 4  # words of what is looked for; two of a name, in the texts that name the person
_SENTENCE = re.compile(r"(?<=[.!?…؟።])\s+|\n")
_WORD = re.compile(r"\w+")


def mark(lang: str) -> str:
    """Return what is said in place of the words, in the language of the text."""
    return MARKS.get(lang.partition("-")[0], MARKS["fr"])


def bound_words(text: str, key: str) -> list[str]:
    """Return the words a text gives to a person by a binding."""
    words = [text[start:end] for _each, start, end in voices.inline(text, key)]
    for start, end in voices.blocks(text):
        if voices.bound(text[start:end], key):
            lines = text[start:end].split("\n")
            words += [each.lstrip("> ") for each in lines if not voices.bound(each, key)]
    return [each for each in words if each.strip()]


def bound_names(text: str, key: str) -> list[str]:
    """Return how a text names a person where it binds their words."""
    return [each.words for each in voices.bound(text, key)]


def wanted(words: Iterable[str], fewest: int = FEWEST) -> list[re.Pattern[str]]:
    """Return patterns that find these words again, whole or a sentence of them.

    What was typed in between (marks, stars, other spaces) does not hide them. Fewer words than
    `fewest` say nothing of whose they are.
    """
    parts = {part for each in words for part in (each, *_SENTENCE.split(each))}
    runs = [_WORD.findall(part) for part in sorted(parts, key=lambda each: (-len(each), each))]
    telling = [run for run in runs if len(run) >= fewest]
    spaced = [r"[\W_]+".join(map(re.escape, run)) for run in telling]
    return [re.compile(rf"(?<!\w){each}(?!\w)", re.IGNORECASE) for each in dict.fromkeys(spaced)]


def struck(text: str, lang: str, key: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return a text without a person's words: what is bound to them, and what is found again.

    The binding stays, to nobody's words: it tells that something was here, and keeps a text that
    is not out from leaving.
    """
    said = mark(lang)
    lines = _without_blocks(text, said, key)
    for each, start, end in reversed(list(voices.inline(lines, key))):
        spans = sorted(((each.start, each.end, _to_nobody(said, key)), (start, end, f"[{said}]")))
        for first, last, instead in reversed([span for span in spans if span[0] < span[1]]):
            lines = f"{lines[:first]}{instead}{lines[last:]}"
    for pattern in patterns:
        lines = pattern.sub(f"[{said}]", lines)
    return lines


def struck_words(words: Any, lang: str, key: str, patterns: Sequence[re.Pattern[str]]) -> Any:
    """Return the words of a piece, however nested, without a person's; their records go too."""
    if isinstance(words, str):
        return struck(words, lang, key, patterns)
    if isinstance(words, list):
        return [struck_words(each, lang, key, patterns) for each in words]
    if not isinstance(words, dict):
        return words
    lang = str(words.get("lang") or lang)
    known = {name: struck_words(each, lang, key, patterns) for name, each in words.items()}
    if RECORDS in known:
        gone = {f"testimony:{key}", f"consent:{key}"}
        known[RECORDS] = {name: each for name, each in words[RECORDS].items() if name not in gone}
    return known


def _to_nobody(said: str, key: str) -> str:
    return f"[{said}](testimony:{key})"


def _without_blocks(text: str, said: str, key: str) -> str:
    named = voices.bound(text, key)
    for start, end in reversed(list(voices.blocks(text))):
        if any(start <= each.start < end for each in named):
            text = f"{text[:start]}> [{said}]\n> — {_to_nobody(said, key)}{text[end:]}"
    return text
