"""A paper as plain text, as a journalist copies it: one paragraph a line, nothing to decipher."""

from collections.abc import Iterator

from comms.adapters.documents.paper import (
    Block,
    Chart,
    Heading,
    Items,
    Line,
    Logos,
    Paper,
    Quote,
    Run,
    Runs,
    Spoken,
    Table,
    Totals,
    text_of,
)

MARKS = {"fr": ("« ", " »"), "ar": ("«", "»"), "fa": ("«", "»"), "de": ("„", "“")}
OPENING = ("«", "“", "„", '"', "‹", "‘")


def write(paper: Paper) -> str:
    """Return the text of a paper; its looks that belong together stand on lines together."""
    marks = MARKS.get(paper.lang.split("-")[0], ("“", "”"))
    parts: list[str] = []
    before: Block | None = None
    for block in paper.blocks:
        said = "\n".join(_lines(block, marks))
        if _go_together(before, block):
            parts[-1] += f"\n{said}"
        elif said:
            parts.append(said)
        before = block
    return "\n\n".join(parts) + "\n"


def _go_together(before: Block | None, block: Block) -> bool:
    looks = [each.look if isinstance(each, Line) else "" for each in (before, block)]
    return looks == ["foot", "foot"] or (isinstance(before, Heading) and looks[1] == "foot")


def _lines(block: Block, marks: tuple[str, str]) -> Iterator[str]:
    if isinstance(block, Line | Heading):
        yield _words(block.runs)
    elif isinstance(block, Quote):
        yield _quoted(
            "\n\n".join(line for each in block.blocks for line in _lines(each, marks)), marks
        )
        if block.speaker:
            yield _words(block.speaker)
    elif isinstance(block, Items):
        yield from _entries(block, marks)
    elif isinstance(block, Table):
        yield from (" | ".join(_words(cell) for cell in row) for row in block.rows)
    elif isinstance(block, Chart):
        yield " | ".join(block.head)
        yield from (" | ".join((_words(runs), *said)) for runs, _, said in block.cells())
    elif isinstance(block, Totals):
        yield from (f"{number} {what}" for number, what in block.rows)
    elif isinstance(block, Spoken):
        yield "\n\n".join(line for each in block.blocks for line in _lines(each, marks))
    elif not isinstance(block, Logos):  # what they show stands in words beside them
        yield "* * *"


def _quoted(text: str, marks: tuple[str, str]) -> str:
    """Set quotation marks where the block alone said that it is a quotation."""
    return text if text.startswith(OPENING) else f"{marks[0]}{text}{marks[1]}"


def _entries(block: Items, marks: tuple[str, str]) -> Iterator[str]:
    for number, entry in enumerate(block.entries, block.first):
        mark = f"{number}. " if block.numbered else "- "
        lines = [
            line for each in entry for part in _lines(each, marks) for line in part.split("\n")
        ]
        yield "\n".join(
            (mark if index == 0 else " " * len(mark)) + line for index, line in enumerate(lines)
        )


def _words(runs: Runs) -> str:
    """Return words, each link's address behind it where the words do not say it."""
    said = []
    for index, run in enumerate(runs):
        said.append(run.text)
        is_last = index + 1 == len(runs) or runs[index + 1].link != run.link
        if run.link and is_last and not _says(runs[: index + 1], run):
            said.append(f" ({run.link.removeprefix('mailto:').removeprefix('tel:')})")
    return "".join(said)


def _says(before: Runs, last: Run) -> bool:
    words = text_of(each for each in before if each.link == last.link)
    bare = last.link.partition(":")[2].removeprefix("//").rstrip("/")
    return bare.casefold() in words.casefold()
