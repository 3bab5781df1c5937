"""French typography: spaces that do not break, guillemets, hours, capitals with their accents.

What is code, an address, a mention, a hashtag, a bound figure or a note to oneself is never
touched, nor a paragraph written in English, nor any text that is not French. Doing it twice changes
nothing more.
"""

import re
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any

TEXTS = ("title", "overline", "subtitle", "place", "body", "text", "warning")
SPACE, THIN = "\u00a0", "\u202f"
_HELD = "\ue000"  # stands for what is not touched; a text that holds it is left as it is
_NOT_TOUCHED = re.compile(
    r"^(?P<fence>```|~~~).*?(?:^(?P=fence)[^\n]*$|\Z)"  # blocks of code
    r"|^(?: {4}|\t)[^\n]*$"
    r"|(?<!`)(?P<ticks>`{1,9})(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?:.*?-->|.*\Z)"
    r"|^[ \t]*\[[^\]\n]*\]:[^\n]*$"  # notes, and where links lead
    r"|^[ \t]*+\|?[ \t]*+:?-{2,}+[-:| \t]*+$"  # the line under the head of a table
    r"|\[[^\[\]\n]*\]\((?:figure|testimony):[^()\n]*\)"
    r"|\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)?\)"  # where a link leads
    r"|<[^<>\s]+>"
    r"|(?:https?://|www\.)[^\s<>«»]*[^\s<>«».,;:!?…)\]'\"]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:fr|org|net|com|eu|be|uk|info)\b(?:/[^\s<>«»]*[^\s<>«».,;:!?…)\]'\"])?"
    r"|@\{[^{}\n]*\}"
    r"|[@#][\w.-]*\w(?:@[\w.-]+\w)?"
    r"|:[a-z0-9_+-]+:",
    re.MULTILINE | re.DOTALL,
)
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_ENGLISH = frozenset(
    ("the", "and", "of", "to", "is", "are", "we", "they", "in", "that", "was", "were")
)
_FRENCH = frozenset(
    ("le", "la", "les", "de", "des", "et", "une", "un", "du", "est", "sont", "nous")
)
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = r"[ \u00a0\u202f]"
# Words whose capital loses its accent on most keyboards; only those that mean nothing without it.
_ACCENTED = {
    "Etat": "État",
    "Etats": "États",
    "Ecole": "École",
    "Ecoles": "Écoles",
    "Eglise": "Église",
    "Egalité": "Égalité",
    "Etaient": "Étaient",
    "Etait": "Était",
    "Etranger": "Étranger",
    "Etrangers": "Étrangers",
    "Evidemment": "Évidemment",
    "Evacuation": "Évacuation",
    "Equipe": "Équipe",
    "Equipes": "Équipes",
    "Elections": "Élections",
    "Election": "Élection",
    "Ecoutez": "Écoutez",
    "Ecrire": "Écrire",
    "Energie": "Énergie",
    "Ca": "Ça",
    "ETAT": "ÉTAT",
    "ECOLE": "ÉCOLE",
    "EVACUATION": "ÉVACUATION",
    "COMMUNIQUE": "COMMUNIQUÉ",
}
_CAPITALS = re.compile(rf"\b(?:{'|'.join(sorted(_ACCENTED, key=len, reverse=True))})\b")
_ALONE = re.compile(
    r"(?P<before>(?:^|[.!?…]\s+|«\s*|[-*>#]\s+))A (?!été\b|eu\b|fait\b|dit\b|-)(?=[^\W\d_])",
    re.MULTILINE,
)
_QUOTED = re.compile(r'(?<!")"(?P<said>[^"\n]+)"(?!")|“(?P<curly>[^“”\n]+)”')
_DEPTH = {"«": 1, "»": -1}
_HOUR = r"(?<![\d.,/:-])(\d\d?)"
_ENDS = r"(?<=[\w)\]»”\"*%€’…\ue000])"  # what a sign that wants a space may follow
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W_])"), "’"),
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    (re.compile(r"\b1(?:ier|[ ]er)\b"), "1er"),
    (re.compile(r"\b1(?:ère|ere)\b"), "1re"),
    (re.compile(r"\b(\d+)(?:ième|ème|ieme|eme)\b"), r"\1e"),
    (re.compile(rf"\b1(?:er)?{_BLANK}(?=(?:{_MONTHS})\b)"), f"1er{SPACE}"),
    (
        re.compile(rf"(?<![\d.,/:-])(\d\d?){_BLANK}?h{_BLANK}?(\d\d)(?![\w:])"),
        rf"\1{SPACE}h{SPACE}\2",
    ),
    (re.compile(rf"(?<![\d.,/:-])(\d\d?){_BLANK}?h(?![\w’'])"), rf"\1{SPACE}h"),
    (re.compile(r"(?<=\bà )(\d\d?):(\d\d)(?![\d:])"), rf"\1{SPACE}h{SPACE}\2"),
    (re.compile(rf"(?<=\d){_BLANK}?(?=[%€](?!\w))"), SPACE),
    (re.compile(rf"«{_BLANK}*(?=\S)"), f"«{SPACE}"),
    (re.compile(rf"(?<=[^\s«]){_BLANK}*»"), f"{SPACE}»"),
    (re.compile(rf"{_ENDS}{_BLANK}*:(?=[\s«]|$)", re.MULTILINE), f"{SPACE}:"),
)
_THOUSANDS = re.compile(
    rf"(?<![\d.,\u00a0\u202f])(?<!\d )\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d|[.,]\d|{_BLANK}\d)"
)
_HIGH = re.compile(
    rf"{_ENDS}{_BLANK}*(?P<sign>;|[!?]+)(?=[\s»”\")*_]|$)",
    re.MULTILINE,
)


def tidied(words: Mapping[str, Any], lang: str, *, thin: str = THIN) -> dict[str, Any]:
    """Return the words of a piece with every text of it set as French print sets it."""
    if lang.split("-")[0] != "fr":
        return dict(words)
    done = {
        name: tidy(value, thin=thin) if name in TEXTS and isinstance(value, str) else value
        for name, value in words.items()
    }
    if "variants" in words:
        done["variants"] = [_variant(each, thin) for each in words["variants"]]
    return done


def _variant(variant: Mapping[str, Any], thin: str) -> dict[str, Any]:
    if variant["lang"].split("-")[0] != "fr":
        return dict(variant)
    return {**variant, "text": tidy(str(variant["text"]), thin=thin)}


def tidy(text: str, *, thin: str = THIN) -> str:
    """Return a French text as print sets it; `thin` stands before ; ! ? (X weighs U+202F twice)."""
    if _HELD in text:
        return text
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return _HELD

    free = _NOT_TOUCHED.sub(hold, text)
    done = "".join(map(_paragraph(thin), re.split(r"(\n[ \t]*\n)", free)))
    back = iter(held)
    return re.sub(_HELD, lambda _found: next(back), done)


def _paragraph(thin: str) -> Callable[[str], str]:
    def set_one(text: str) -> str:
        return text if _is_english(text) else _set(text, thin)

    return set_one


def _is_english(text: str) -> bool:
    found = [each.casefold() for each in _WORD.findall(text)]
    english = sum(each in _ENGLISH for each in found)
    return english > sum(each in _FRENCH for each in found)


def _set(text: str, thin: str) -> str:
    text = _guillemets(text)
    for pattern, put in _STEPS:
        text = pattern.sub(put, text)
    text = _THOUSANDS.sub(lambda found: re.sub(_BLANK, THIN, found[0]), text)
    text = _HIGH.sub(lambda found: f"{thin}{found['sign']}", text)
    text = _CAPITALS.sub(lambda found: _ACCENTED[found[0]], text)
    return _ALONE.sub(lambda found: f"{found['before']}À ", text)


def _guillemets(text: str) -> str:
    """Turn pairs of straight or English quotation marks into guillemets, but inside guillemets."""
    if text.count('"') % 2 or text.count("«") != text.count("»"):
        return text

    depth = list(accumulate((_DEPTH.get(sign, 0) for sign in text), initial=0))

    def put(found: re.Match[str]) -> str:
        said = found["said"] or found["curly"]
        if depth[found.start()] > 0:
            return f"“{said}”"
        return f"«{SPACE}{said.strip()}{SPACE}»" if said.strip() else found[0]

    return _QUOTED.sub(put, text)
