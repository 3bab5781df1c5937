"""Bars drawn for documents: as SVG for pages and the typesetter, as a picture for Word."""

import io
from collections.abc import Sequence
from html import escape
from itertools import cycle
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageDraw

from comms.adapters.documents.paper import Bars, Chart

WIDE, HIGH = 600, 120  # of columns; bars that lie are as wide, and THICK each
THICK, APART = 14, 22
INK = "#1a5578"
SERIES = (INK, "#b9c9d3")  # of a chart: the first, and the paler second
LONG, SLIM, BETWEEN = 300, 9, 2  # of the bars in one row of a chart
_AIR = 4  # above and below the bars of a row, in a picture
_FINER = 3  # a picture has so many points for one of ours
Rectangle = tuple[float, float, float, float]  # x, y, width, height


def size(bars: Bars) -> tuple[int, int]:
    """Return the width and height of a drawing, in its own units."""
    return WIDE, (max(APART * len(bars.counts), 1) if bars.lie else HIGH)


def rectangles(bars: Bars, *, leftward: bool = False) -> list[Rectangle]:
    """Return the bars; `leftward`: they begin where the script does."""
    most = max(bars.counts, default=0) or 1
    if bars.lie:
        made = [
            (0.0, float(at * APART), max(WIDE * count / most, 1.0), float(THICK))
            for at, count in enumerate(bars.counts)
        ]
    else:
        step = WIDE / max(len(bars.counts), 1)
        made = [
            (at * step + step * 0.1, HIGH * (1 - count / most), step * 0.8, HIGH * count / most)
            for at, count in enumerate(bars.counts)
        ]
    return [(WIDE - x - w, y, w, h) for x, y, w, h in made] if leftward else made


def svg(bars: Bars, *, leftward: bool = False) -> str:
    """Return a drawing as SVG that says what it shows."""
    wide, high = size(bars)
    drawn = "".join(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{INK}"/>'
        for x, y, w, h in rectangles(bars, leftward=leftward)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label={quoteattr(bars.says)}>'
        f"<title>{escape(bars.says)}</title>{drawn}</svg>"
    )


def png(bars: Bars, *, leftward: bool = False) -> bytes:
    """Return a drawing as a picture."""
    wide, high = (each * _FINER for each in size(bars))
    picture = Image.new("RGB", (wide, high), "white")
    pen = ImageDraw.Draw(picture)
    for x, y, w, h in rectangles(bars, leftward=leftward):
        if h > 0:
            corner = (x + w) * _FINER - 1, (y + h) * _FINER - 1
            pen.rectangle(((x * _FINER, min(y * _FINER, corner[1])), corner), fill=INK)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def row_size(chart: Chart) -> tuple[int, int]:
    """Return the width and height of the bars of one row of a chart, in their own units."""
    series = max(len(chart.head) - 1, 1)
    return LONG, series * (SLIM + BETWEEN) - BETWEEN


def row_bars(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> list[Rectangle]:
    """Return the bars of one row, one a series; a count of nothing has a hair's breadth."""
    lengths = [max(LONG * count / chart.most, 0.6) for count in counts]
    return [
        (LONG - length if leftward else 0.0, float(at * (SLIM + BETWEEN)), length, float(SLIM))
        for at, length in enumerate(lengths)
    ]


def row_svg(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> str:
    """Return the bars of one row as SVG that is only to be seen: its numbers stand beside it."""
    wide, high = row_size(chart)
    drawn = "".join(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{colour}"/>'
        for (x, y, w, h), colour in zip(
            row_bars(chart, counts, leftward=leftward), cycle(SERIES), strict=False
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" aria-hidden="true">{drawn}</svg>'
    )


def row_png(chart: Chart, counts: Sequence[int], *, leftward: bool = False) -> bytes:
    """Return the bars of one row as a picture."""
    wide, high = row_size(chart)
    # Clear, with air: Word lays a picture over the lines of its cell.
    picture = Image.new("RGBA", (wide * _FINER, (high + 2 * _AIR) * _FINER), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    bars = row_bars(chart, counts, leftward=leftward)
    for (x, y, w, h), colour in zip(bars, cycle(SERIES), strict=False):
        top, bottom = (y + _AIR) * _FINER, (y + h + _AIR) * _FINER - 1
        corner = max((x + w) * _FINER - 1, x * _FINER), bottom
        pen.rectangle(((x * _FINER, top), corner), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
