"""A paper as a page that stands alone: it fetches nothing and runs nothing."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path

from comms.adapters.documents.bars import row_png, row_size, row_svg
from comms.adapters.documents.islands import islands
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
)

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
# Its own style and small pictures, in the page itself.
NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(paper: Paper) -> str:
    """Return the page of a paper."""
    body = "\n".join(_block(each, paper) for each in paper.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(paper.lang)}" dir="{paper.direction}">\n<head>\n'
        f'<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING}">\n'
        f"<title>{escape(paper.title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block, paper: Paper) -> str:
    if isinstance(block, Line):
        look = f' class="{block.look}"' if block.look != "text" else ""
        return f"<p{look}>{_words(block.runs, paper)}</p>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{_words(block.runs, paper)}</h{block.level}>"
    for kind, maker in _MAKERS.items():
        if isinstance(block, kind):
            return maker(block, paper)
    return "<hr>"


def _quote(block: Quote, paper: Paper) -> str:
    inner = "".join(_block(each, paper) for each in block.blocks)
    said = f"<footer>{_words(block.speaker, paper)}</footer>" if block.speaker else ""
    return f"<blockquote>{inner}{said}</blockquote>"


def _items(block: Items, paper: Paper) -> str:
    tag = "ol" if block.numbered else "ul"
    start = f' start="{block.first}"' if block.numbered and block.first != 1 else ""
    entries = "".join(
        f"<li>{''.join(_in_entry(each, entry, paper) for each in entry)}</li>"
        for entry in block.entries
    )
    return f"<{tag}{start}>{entries}</{tag}>"


def _in_entry(block: Block, entry: tuple[Block, ...], paper: Paper) -> str:
    if isinstance(block, Line) and sum(isinstance(each, Line) for each in entry) == 1:
        return _words(block.runs, paper)
    return _block(block, paper)


def _table(block: Table, paper: Paper) -> str:
    head, *rest = block.rows or ((),)
    top = "".join(f'<th scope="col">{_words(cell, paper)}</th>' for cell in head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(cell, paper)}</td>' for cell in row)}</tr>" for row in rest
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"


def _spoken(block: Spoken, paper: Paper) -> str:
    inner = paper.speaking(block)
    said = "".join(_block(each, inner) for each in block.blocks)
    return f'<div lang="{escape(block.lang)}" dir="{escape(block.direction)}">{said}</div>'


def _logos(block: Logos, _paper: Paper) -> str:
    shown = (
        f'<img src="data:image/jpeg;base64,{b64encode(data).decode()}" alt="{escape(says)}">'
        for data, says in block.pictures
    )
    return f'<p class="logos">{" ".join(shown)}</p>'


def _chart(block: Chart, paper: Paper) -> str:
    name, *series = (f'<th scope="col">{escape(each)}</th>' for each in block.head)
    rows = "".join(
        f'<tr><th scope="row">{_words(runs, paper)}</th>'
        f'<td class="bar">{_drawn(block, counts, paper)}</td>{_numbers(said)}</tr>'
        for runs, counts, said in block.cells()
    )
    head = f"<tr>{name}<td></td>{''.join(series)}</tr>"
    look = "chart" if block.series == 1 else "chart several"
    return f'<table class="{look}"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _drawn(block: Chart, counts: tuple[int, ...], paper: Paper) -> str:
    if not paper.in_pictures:
        return row_svg(block, counts, leftward=paper.runs_leftward)
    wide, high = row_size(block)
    png = b64encode(row_png(block, counts, leftward=paper.runs_leftward)).decode()
    return f'<img src="data:image/png;base64,{png}" alt="" width="{wide}" height="{high}">'


def _numbers(said: tuple[str, ...]) -> str:
    return "".join(f'<td class="count">{escape(each)}</td>' for each in said)


def _totals(block: Totals, _paper: Paper) -> str:
    told = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{escape(number)}</dd></div>"
        for number, what in block.rows
    )
    return f'<dl class="totals">{told}</dl>'


_MAKERS: dict[type, Callable[..., str]] = {
    Quote: _quote,
    Items: _items,
    Table: _table,
    Spoken: _spoken,
    Logos: _logos,
    Chart: _chart,
    Totals: _totals,
}


def _words(runs: Runs, paper: Paper) -> str:
    return "".join(_run(each, paper) for each in runs)


def _run(run: Run, paper: Paper) -> str:
    if run.text == "\n":
        return "<br>"
    said = _lines(run.text, paper)
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        said = f"<{tag}>{said}</{tag}>" if wanted else said
    return f'<a href="{escape(run.link)}">{said}</a>' if run.link else said


def _lines(text: str, paper: Paper) -> str:
    if not paper.runs_leftward:
        return escape(text, quote=False).replace("\n", "<br>")
    parts = (
        f'<bdi dir="ltr">{escape(piece, quote=False)}</bdi>'
        if is_island
        else escape(piece, quote=False)
        for piece, is_island in islands(text)
    )
    return "".join(parts).replace("\n", "<br>")
