"""Paragraphs of a foreign document as the Markdown of ours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from comms.adapters.documents.paper import Run, Runs

MOST_CELLS = 100_000  # of a table whose short rows are filled up
_SPECIAL = re.compile(r"([\\*`\[\]<])|(?<!\w)(_)|(_)(?!\w)")
_BEGINS = re.compile(r"^(\s*\d*)([#>+-]|(?<=\d)[.)])(?=[\s#]|$)")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `kind`: text, title, heading, quote, bullet, number, row of a table."""

    kind: str
    runs: Runs = ()
    level: int = 2  # of a heading
    cells: tuple[Runs, ...] = ()


@dataclass(frozen=True)
class Accepted:
    """What a document says once every change in it is accepted and every comment left out."""

    title: str
    body: str


def accepted(paragraphs: Sequence[Paragraph]) -> Accepted:
    """Return the title and the Markdown of paragraphs; the first of level 1 is the title."""
    title = next((each for each in paragraphs if each.kind == "title" and said(each.runs)), None)
    rest = [each for each in paragraphs if each is not title]
    return Accepted(said(title.runs) if title else "", as_markdown(rest))


def said(runs: Runs) -> str:
    """Return the plain words of runs on one line."""
    return " ".join("".join(each.text for each in runs).split())


def as_markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as Markdown; those with nothing in them are left out."""
    parts: list[str] = []
    whole = (each for each in paragraphs if each.cells or said(each.runs))
    for kind, group in groupby(whole, key=lambda each: each.kind):
        parts += _group(kind, list(group))
    return "\n\n".join(parts)


def _group(kind: str, group: list[Paragraph]) -> list[str]:
    if kind == "bullet":
        return ["\n".join(f"- {_line(each.runs)}" for each in group)]
    if kind == "number":
        return ["\n".join(f"{at}. {_line(each.runs)}" for at, each in enumerate(group, 1))]
    if kind == "quote":
        return ["\n>\n".join("> " + _text(each.runs).replace("\n", "\n> ") for each in group)]
    if kind == "row":
        return [_table(group)]
    if kind in ("heading", "title"):
        return [f"{'#' * max(each.level, 2)} {_line(each.runs)}" for each in group]
    return [_BEGINS.sub(r"\1\\\2", _text(each.runs)) for each in group]


def _table(rows: list[Paragraph]) -> str:
    wide = max(len(each.cells) for each in rows)
    is_filled = wide * len(rows) <= MOST_CELLS
    lines = [_row(row.cells + ((),) * (wide - len(row.cells)) * is_filled) for row in rows]
    return "\n".join([lines[0], "|" + "---|" * wide, *lines[1:]])


def _row(cells: tuple[Runs, ...]) -> str:
    return "| " + " | ".join(_line(each).replace("|", "\\|") for each in cells) + " |"


def _line(runs: Runs) -> str:
    return " ".join(_text(runs).split())


def _text(runs: Runs) -> str:
    joined = "".join(_run(each) for each in _joined(runs))
    return "  \n".join(line.strip(" \t") for line in joined.strip().split("\n"))


def _joined(runs: Runs) -> list[Run]:
    """Join neighbours set alike: Word cuts a sentence in many runs."""
    return [
        Run("".join(each.text for each in alike), bold, italic, link=link)
        for (bold, italic, link), alike in groupby(
            runs, lambda run: (run.bold, run.italic, run.link)
        )
    ]


def _run(run: Run) -> str:
    words = run.text.strip()
    if not words:
        return run.text
    before, after = run.text.split(words, 1)
    text = _SPECIAL.sub(lambda sign: f"\\{sign[0]}", words)
    if run.link:
        text = f"[{text}]({run.link})"
    if run.bold or run.italic:
        mark = "*" * (2 * run.bold + run.italic)
        text = f"{mark}{text}{mark}"
    return before + text + after
