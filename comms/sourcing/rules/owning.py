"""Whose words are whose in a text that binds several people: never one person's for another's."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comms.pieces.rules.bindings import Binding
from comms.sourcing.rules import voices
from comms.sourcing.rules.marks import between_marks
from comms.sourcing.rules.spans import Placed, Span, spans

_BREAK = re.compile(r"\n[^\S\n]*\n")
_ENDS = re.compile(r"[.!?…؟।]")
_WORD = re.compile(r"\w")
_AHEAD = re.compile(r"[^\S\n]*(?:>[^\S\n]?)*")
_SPEAKER = re.compile(r"[>\s]*[—–]\s*\w")
_NEXT = re.compile(r"\n?[ \t]*+>")
_BETWEEN = re.compile(r"[\s,;:—–-]*")


def owned(text: str, key: str) -> list[Span]:
    """Return the places of a person's words: in quotations set apart, and between marks.

    In a quotation set apart, from the author line above to the person's; in a paragraph, what
    stands between marks from one person's binding to the next. No place holds another's binding.
    """
    named = Placed(voices.bound(text), _place)
    apart = list(voices.blocks(text))
    found: list[Span] = []
    for block in apart:
        found += _of_block(text, block, named.beginning_in(block), key)
    blocks = spans(apart)
    running = [each for each in named.things if not blocks.holds(each.start)]
    found += _of_paragraphs(_without(text, apart), running, key)
    return sorted({span for span in found if _WORD.search(text, *span)})


def _place(each: Binding) -> Span:
    return each.start, each.end


def _without(text: str, apart: Sequence[Span]) -> str:
    """Return a text of the same length with nothing where quotations are set apart."""
    parts, at = list[str](), 0
    for start, end in apart:
        parts += [text[at:start], "\n" * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _of_block(text: str, block: Span, named: Sequence[Binding], key: str) -> list[Span]:
    if not any(each.key == key for each in named):
        return []
    lines = list(_lines(text, block))
    known = Placed(named, _place)
    authors = [known.beginning_in(line) for line in lines]
    places = [at for at, inside in enumerate(authors) if inside]
    ahead = (block[0], authors[places[0]][0].start)
    is_behind = not _WORD.search(text, *ahead)  # the author first, then the words
    found: list[Span] = []
    for turn, at in enumerate(places):
        if key not in {each.key for each in authors[at]}:
            continue
        above = places[turn - 1] + 1 if turn else 0
        below = places[turn + 1] if turn + 1 < len(places) else len(lines)
        if not is_behind:
            ahead = (lines[at][0], authors[at][0].start)
            own = _after_others(text, lines[above:at])
            found += [_joined(text, own), _inner(text, ahead)]
        found += _tail(text, lines[at:below], authors[at][-1], key, is_behind)
    return found


def _after_others(text: str, lines: Sequence[Span]) -> Sequence[Span]:
    """Return the lines behind the last author who is bound to nothing: words, a dash, no line."""
    for at in range(len(lines) - 2, 0, -1):
        words, author, empty = (text[slice(*each)] for each in lines[at - 1 : at + 2])
        is_said = _WORD.search(words) and not _SPEAKER.match(words)
        if is_said and _SPEAKER.match(author) and not _WORD.search(empty):
            return lines[at + 1 :]
    return lines


def _tail(
    text: str, lines: Sequence[Span], author: Binding, key: str, is_behind: bool
) -> Iterator[Span]:
    """Yield what follows an author: the rest of the line, then lines up to an empty one."""
    if author.key != key:
        return
    yield _inner(text, (author.end, lines[0][1]))
    rest = lines[1:]
    if not is_behind:
        blank = (at for at, line in enumerate(rest) if not _WORD.search(text, *line))
        rest = rest[: next(blank, len(rest))] if _is_last(text, lines) else []
    yield _joined(text, rest)


def _is_last(text: str, lines: Sequence[Span]) -> bool:
    """Return whether no other line of the quotation set apart follows."""
    return _NEXT.match(text, lines[-1][1]) is None


def _lines(text: str, block: Span) -> Iterator[Span]:
    at = block[0]
    for line in text[slice(*block)].split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _joined(text: str, lines: Sequence[Span]) -> Span:
    """Return the place from the first to the last of some lines that says something."""
    telling = [line for line in lines if _WORD.search(text, *line)]
    if not telling:
        return (0, 0)
    start = _AHEAD.match(text, telling[0][0])
    return (start.end() if start else telling[0][0], telling[-1][1])


def _inner(text: str, span: Span) -> Span:
    """Return a part of a line without the sign and the dash before it."""
    if not _WORD.search(text, *span):
        return (0, 0)
    for sign in (_AHEAD, _BETWEEN):
        found = sign.match(text, *span)
        span = (found.end() if found else span[0], span[1])
    end = len(text[slice(*span)].rstrip(" \t—–-")) + span[0]
    return (span[0], end)


def _of_paragraphs(text: str, named: Sequence[Binding], key: str) -> Iterator[Span]:
    if not any(each.key == key for each in named):
        return
    quoted = between_marks(text)
    cuts = [each.start() for each in _BREAK.finditer(text)]
    between, voiced = spans(quoted), Placed(named, _place)
    cuts = [cut for cut in cuts if not between.holds(cut)]
    for edges in pairwise([0, *cuts, len(text)]):
        here, said = voiced.beginning_in(edges), between.beginning_in(edges)
        if any(each.key == key for each in here):
            owners = _owners(text, said, here)
            yield from (span for span in said if key in owners[span])


def _owners(text: str, quoted: Sequence[Span], named: Sequence[Binding]) -> dict[Span, set[str]]:
    """Return whose each quotation of a paragraph is, by their place."""
    voiced = Placed(named, _place)
    holds = {span: {each.key for each in voiced.beginning_in(span)} for span in quoted}
    loose = [span for span in quoted if not holds[span]]
    is_behind = not any(span[1] <= named[0].start for span in loose)
    reaching = _reaching(text, loose, voiced)
    for span in loose:
        before, after = voiced.last_ending_by(span[0]), voiced.first_from(span[1])
        mine = before if is_behind or after is None else after
        if before and after and not is_behind and span not in reaching:
            mine = before
        holds[span] = {mine.key} if mine else set()
    return holds


def _reaching(text: str, quoted: Sequence[Span], voiced: Placed[Binding]) -> set[Span]:
    """Return the quotations that belong to who is named behind: the last one, or its sentence."""
    found: set[Span] = set()
    for at in reversed(range(len(quoted))):
        span, after = quoted[at], voiced.first_from(quoted[at][1])
        behind = quoted[at + 1] if at + 1 < len(quoted) else None
        is_last = after is None or behind is None or behind[1] > after.start
        if is_last or (behind in found and not _is_cut(text, span, behind)):
            found.add(span)
    return found


def _is_cut(text: str, span: Span, behind: Span | None) -> bool:
    """Say whether a sentence ends between two quotations, or with the first."""
    last = text[slice(*span)].rstrip()[-1:]
    between = text[span[1] - 1 : behind[0] if behind else None]
    return _ENDS.search(last) is not None or _ENDS.search(between) is not None
