"""Holds the quotations of a text against what people agreed to: their words, where, until when."""

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comms.core import quotes
from comms.core.refusal import Particular
from comms.pieces.rules.bindings import Binding, Prose, found
from comms.sourcing.rules import inline
from comms.sourcing.rules.marks import QUOTED
from comms.testimonies.rules import Agreed

PRESS = frozenset({"release"})  # kinds that go to the press; the others go on the networks


class QuoteWrong(StrEnum):
    """Why a quotation keeps a text from leaving."""

    NO_SPEAKER = "quoting.no_speaker"
    UNBOUND = "quoting.unbound"
    UNKNOWN = "quoting.unknown"
    WITHDRAWN = "quoting.withdrawn"
    OVER = "quoting.over"
    NOT_PRESS = "quoting.not_press"
    NOT_NETWORKS = "quoting.not_networks"
    NOT_LANGUAGE = "quoting.not_language"
    OTHER_WORDS = "quoting.other_words"


# Both are read once from left to right: no two parts of them may hold the same signs.
_SPEAKER = re.compile(r"[>\s]*+[—–]\s*+(?P<who>\S.*)")
_AGED = re.compile(
    r"\d{1,3}\s*(?:ans?\b|years?\b|Jahre\b|عام|سنة|سال)|,\s*\d{1,3}\s*$", re.IGNORECASE
)
# « M. » and « Amal » are no spokespeople; « Ada Exemple, porte-parole » is one.
_INITIAL = re.compile(r"^\w\.?(?:\s*\w\.)*\s*(?:,|$)")
_NO_ROLE = re.compile(
    r",\s*(?:une?\s+)?(?:personne\s+exilée|exilée?|réfugiée?|migrante?|demandeuse?\s+d’asile|"
    r"demandeur\s+d’asile|habitante?|témoin|refugee|asylum\s+seeker|migrant|witness)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]*+)\]\([^()]*+\)")
_CUT = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…")
_DECORATION = re.compile(rf"[*_{quotes.SIGNS}\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Misquoted:
    """One quotation that keeps a text from leaving; never with the words of the person."""

    code: QuoteWrong
    who: str = ""
    # The first text that has it, and where it stands there.
    field: str = dataclasses.field(default="", compare=False)
    span: tuple[int, int] | None = dataclasses.field(default=None, compare=False)

    def as_obstacle(self) -> Particular:
        """Return it as an obstacle with the facts of its sentence."""
        return Particular(self.code, (("who", self.who),), self.field, self.span)


@dataclass(frozen=True)
class _Quote:
    """A quotation: its words, the line that says who speaks, from and to where it stands."""

    words: str
    who: str
    bound: tuple[Binding, ...]
    span: tuple[int, int]


def weigh(
    kind: str, prose: Sequence[Prose], agreed: Mapping[str, Agreed], leaves: date
) -> list[Misquoted]:
    """Return what about its quotations keeps a text from leaving on a day."""
    found_wrong = (
        dataclasses.replace(wrong, field=each.field)
        for each in prose
        for wrong in _weighed(kind, each, agreed, leaves)
    )
    return list(dict.fromkeys(found_wrong))


def _weighed(
    kind: str, each: Prose, agreed: Mapping[str, Agreed], leaves: date
) -> Iterator[Misquoted]:
    quotes, marked = list(_quotes(each.text)), _Marked(each.text)
    for quote in quotes:
        yield from _held(kind, each.lang, quote, agreed, leaves)
    in_quotes = {one.name for quote in quotes for one in quote.bound}
    for one in found(each.text):
        if one.kind == "testimony" and one.name not in in_quotes:
            words, start = marked.before(one.start)
            alone = _Quote(words, one.words, (one,), (start, one.end))
            yield from _held(kind, each.lang, alone, agreed, leaves)
    for start, end, who in _unbound(each.text):
        yield Misquoted(QuoteWrong.UNBOUND, who, span=(start, end))


def _unbound(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotations within paragraphs that have no record: from, to, who speaks."""
    bound = [one.start for one in found(text) if one.kind == "testimony"]
    for start, end, who in inline.speakers(text):
        following = bisect_left(bound, end)
        if following == len(bound) or text.find("\n\n", end, bound[following]) >= 0:
            yield start, end, who


def _quotes(text: str) -> Iterator[_Quote]:
    """Yield the quotations of a text: what stands behind `>`, and lines that name who speaks."""
    block: list[str] = []
    begins = at = 0
    for line in [*text.split("\n"), ""]:
        start, at = at, at + len(line) + 1
        if line.lstrip().startswith(">"):
            begins = begins if block else start
            block.append(line.lstrip().lstrip("> "))
            continue
        if any(each.strip() for each in block):
            yield _quote(block, (begins, start - 1))
        block = []
        if (who := _speaker(line)) and _is_personal(who):
            yield _quote([line], (start, at - 1))


def _quote(lines: list[str], span: tuple[int, int]) -> _Quote:
    kept = [line for line in lines if line.strip()]
    who = _speaker(kept[-1])
    words = "\n".join(kept[:-1] if who else kept)
    bound = tuple(one for one in found("\n".join(kept)) if one.kind == "testimony")
    return _Quote(words, who, bound, span)


def _speaker(line: str) -> str:
    """Return who speaks by a line that begins with a dash; empty when it is no such line."""
    said = _SPEAKER.match(line)
    return said["who"].rstrip() if said else ""


def _is_personal(who: str) -> bool:
    """Say whether who speaks is a person we give an alias, and no spokesperson with a role."""
    plain = _LINK.sub(r"\1", who)
    has_role = "," in plain and not _AGED.search(plain) and not _NO_ROLE.search(plain)
    return not has_role or _INITIAL.match(plain) is not None


def _held(
    kind: str, lang: str, quote: _Quote, agreed: Mapping[str, Agreed], leaves: date
) -> Iterator[Misquoted]:
    said = [*_unnamed(quote)] if not quote.bound else []
    for one in quote.bound:
        known = agreed.get(one.key)
        if known is None:
            said.append((QuoteWrong.UNKNOWN, one.key))
        elif known.is_withdrawn:
            said.append((QuoteWrong.WITHDRAWN, one.key))
        else:
            outside = _outside(kind, lang, quote.words, known, leaves)
            said += ((code, known.alias) for code in outside)
    yield from (Misquoted(code, who, span=quote.span) for code, who in said)


def _unnamed(quote: _Quote) -> Iterator[tuple[QuoteWrong, str]]:
    """Yield what is wrong with a quotation that is bound to nobody."""
    if not quote.who:
        yield QuoteWrong.NO_SPEAKER, ""
    elif _is_personal(quote.who):
        yield QuoteWrong.UNBOUND, quote.who


def _outside(kind: str, lang: str, words: str, known: Agreed, leaves: date) -> Iterator[QuoteWrong]:
    """Yield in what a quotation goes beyond what the person agreed to."""
    found_wrong = {
        QuoteWrong.OVER: known.until is not None and leaves > known.until,
        QuoteWrong.NOT_PRESS: kind in PRESS and not known.for_press,
        QuoteWrong.NOT_NETWORKS: kind not in PRESS and not known.for_networks,
        QuoteWrong.NOT_LANGUAGE: lang not in known.langs or lang not in known.words,
        QuoteWrong.OTHER_WORDS: lang in known.words and not _are_theirs(words, known.words[lang]),
    }
    yield from (code for code, is_so in found_wrong.items() if is_so)


def _are_theirs(words: str, said: str) -> bool:
    """Say whether a person said these words; cuts marked […] are allowed, a changed word is not."""
    whole = _bare(said)
    return all(_bare(part) in whole for part in _CUT.split(words))


def _bare(text: str) -> str:
    return _DECORATION.sub(" ", text.replace("'", "’")).strip(" .!?,;:")


class _Marked:
    """The words between quotation marks of a text."""

    def __init__(self, text: str) -> None:
        self.found = list(QUOTED.finditer(text))
        self.ends = [each.end() for each in self.found]

    def before(self, at: int) -> tuple[str, int]:
        """Return those nearest before a place and where they begin; none are no quotation."""
        known = bisect_right(self.ends, at)
        nearest = self.found[known - 1] if known else None
        return (nearest[0][1:-1].strip(), nearest.start()) if nearest else ("", at)
