"""Takes the words of a person who withdrew out of texts: a mark stands where they were."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from comms.core.text.again import Run, Words, words_of
from comms.pieces.rules.bindings import RECORDS, as_words, found
from comms.sourcing.rules import owning, voices
from comms.sourcing.rules.spans import Span, spans

MARKS = {  # by language, as readers of the history see it
    "fr": "témoignage retiré",
    "en": "testimony withdrawn",
    "de": "Zeugnis zurückgezogen",
    "ar": "سُحبت الشهادة",
    "fa": "شهادت پس گرفته شد",
}
AROUND = 120  # signs shown on each side of what was found
FEWEST = 4  # words of what is looked for; two of a name, in the texts that name the person
_SENTENCE = re.compile(r"(?<=[.!?…؟።])\s+|\n")
_MARKS = re.compile(rf"\[?(?:{'|'.join(map(re.escape, MARKS.values()))})\]?")


def mark(lang: str) -> str:
    """Return what is said in place of the words, in the language of the text."""
    return MARKS.get(lang.partition("-")[0], MARKS["fr"])


def bound_words(text: str, key: str) -> list[str]:
    """Return the words a text gives to a person by a binding, as typed and as they leave."""
    typed = [text[start:end] for start, end in owning.owned(text, key)]
    plain = [as_words(each, lambda _bound: "") for each in typed]
    return [each for each in dict.fromkeys([*typed, *plain]) if tells(each)]


def bound_names(text: str, key: str) -> list[str]:
    """Return how a text names a person where it binds their words."""
    return [each.words for each in voices.bound(text, key) if tells(each.words)]


def tells(words: str) -> bool:
    """Return whether something is said besides that words were taken away."""
    return bool(words_of(_MARKS.sub("", words)))


def wanted(words: Iterable[str], fewest: int = FEWEST) -> list[Run]:
    """Return the runs of words by which these are found again, whole or a sentence of them.

    What was typed in between (marks, stars, other spaces) does not hide them. Fewer words than
    `fewest` say nothing of whose they are.
    """
    parts = {part for each in words for part in (each, *_SENTENCE.split(each))}
    runs = [words_of(part) for part in sorted(parts, key=lambda each: (-len(each), each))]
    return [run for run in dict.fromkeys(runs) if len(run) >= fewest]


def runs_of(texts: Iterable[str], key: str, *, names: bool, words: bool) -> list[Run]:
    """Return the runs of words these texts give to a person, or those by which they name them."""
    known = list(texts)
    told = [each for text in known for each in bound_words(text, key)] if words else []
    named = [each for text in known for each in bound_names(text, key)] if names else []
    return [*wanted(told), *wanted(named, fewest=2)]


def struck(text: str, lang: str, key: str, runs: Sequence[Run]) -> str:
    """Return a text without a person's words: what is bound to them, and what is found again.

    The binding stays, to nobody's words: it tells that something was here, and keeps a text that
    is not out from leaving. A binding of somebody else stays as it is; so does all other text.
    """
    said = mark(lang)
    kept = voices.bound(text)
    gone = [(start, end, f"[{said}]") for start, end in places(text, key, runs)]
    gone += [
        (each.start, each.end, f"[{said}](testimony:{key})")
        for each in kept
        if each.key == key and tells(each.words)
    ]
    for start, end, instead in sorted(gone, reverse=True):
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def places(text: str, key: str, runs: Sequence[Run]) -> list[Span]:
    """Return where a person's words stand, each place once, in order, outside all bindings."""
    named = found(text)
    voiced = [(each.start, each.end) for each in named if each.kind == "testimony"]
    whole = [(each.start, each.end) for each in named if each.kind != "testimony"]
    theirs = [*owning.owned(text, key), *_again(text, runs)]
    numbers, voices_of = spans(whole), spans(voiced)
    together = _together([_around(span, numbers.touching(span)) for span in theirs])
    parts = [part for span in together for part in _outside(span, voices_of.touching(span))]
    return [(start, end) for start, end in parts if tells(text[start:end])]


def _again(text: str, runs: Sequence[Run]) -> list[Span]:
    if not runs:
        return []
    words = Words(text)
    cut = (words.cut(run, FEWEST) for run in runs)
    seen = [words, *([Words(text, is_page=True)] if "<" in text else ())]  # pages are kept too
    return [
        *(span for run in runs for each in seen for span in each.places(run)),
        *filter(None, cut),
    ]


def unbound(text: str, key: str, runs: Sequence[Run]) -> list[Span]:
    """Return where the same words stand, given to the person by no binding."""
    theirs = spans(places(text, key, ()))
    return [one for one in places(text, key, runs) if not theirs.touching(one)]


def sentence(text: str, span: Span) -> tuple[str, str, str]:
    """Return a place with what stands before and behind it in its sentence."""
    start, end = span
    before = _SENTENCE.split(text[max(start - 2 * AROUND, 0) : start])[-1][-AROUND:]
    behind = _SENTENCE.split(text[end : end + 2 * AROUND])[0][:AROUND]
    return before, text[start:end], behind


def _around(span: Span, whole: Sequence[Span]) -> Span:
    """Return a place that holds a bound number whole, or not at all."""
    cut = [span, *whole]
    return min(start for start, _end in cut), max(end for _start, end in cut)


def _together(spans: Iterable[Span]) -> list[Span]:
    """Return places that do not overlap."""
    apart: list[Span] = []
    for start, end in sorted(set(spans)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _outside(span: Span, kept: Sequence[Span]) -> Iterator[Span]:
    """Yield what of a place no binding takes."""
    at, last = span
    for start, end in kept:
        if start < last and at < end:
            yield at, start
            at = max(at, end)
    yield at, last


def struck_words(words: Any, lang: str, key: str, runs: Sequence[Run]) -> Any:
    """Return the words of a piece, however nested, without a person's; their records go too."""
    if isinstance(words, str):
        return struck(words, lang, key, runs)
    if isinstance(words, list):
        return [struck_words(each, lang, key, runs) for each in words]
    if not isinstance(words, dict):
        return words
    lang = str(words.get("lang") or lang)
    known = {name: struck_words(each, lang, key, runs) for name, each in words.items()}
    if RECORDS in known:
        gone = {f"testimony:{key}", f"consent:{key}"}
        known[RECORDS] = {name: each for name, each in words[RECORDS].items() if name not in gone}
    return known
